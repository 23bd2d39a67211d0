import { countOf } from '../../numbers.ts';
import type { ComparedItem, ComparedOffer, Comparison } from '../comparison/comparison.ts';
import { quoted } from './quoted.ts';
import { spliceInWords } from './splices.ts';

type Items = Pick<Comparison, 'items'>;

/** Why a quotation may belong to a family, as one sentence. */
export function describeOffer({ items }: Items, item: ComparedItem, offer: ComparedOffer): string {
  const { reason, member } = offer;
  const other = items[member];
  if (reason.class === 'spliced' && other) {
    return `Splice: ${spliceInWords(item.words, other.words)}${sourceAfter(item, other, reason.source)}`;
  }
  const parts: string[] = [];
  if (reason.isEqual) parts.push('the same words');
  else if (reason.words === 0) parts.push('no common word');
  else {
    const longest =
      reason.words > 1 && reason.longest !== ''
        ? `, longest stretch ${quoted(reason.longest)}`
        : '';
    const count =
      reason.words === 1 ? `one word, ${quoted(reason.longest)}` : countOf(reason.words, 'word');
    parts.push(`${count}${reason.words === 1 ? '' : ' in order'}${longest}`);
  }
  const source = other && sourceInWords(item, other, reason.source);
  if (source) parts.push(source);
  // Who speaks has been said.
  const names = `${item.speaker?.name ?? ''} ${other?.speaker?.name ?? ''}`;
  const around = reason.around.filter((word) => !names.includes(word));
  if (around.length > 0) parts.push(`both near ${around.map(quoted).join(', ')}`);
  const [first = '', ...rest] = parts;
  return `${[first.charAt(0).toUpperCase() + first.slice(1), ...rest].join('; ')}.`;
}

function sourceAfter(
  item: ComparedItem,
  other: ComparedItem,
  source: ComparedOffer['reason']['source'],
): string {
  const said = sourceInWords(item, other, source);
  return said === null ? '' : ` ${said.charAt(0).toUpperCase()}${said.slice(1)}.`;
}

/** Who says both, or who says which; `null` where it is not known of either. */
export function sourceInWords(
  item: ComparedItem,
  other: ComparedItem,
  source: ComparedOffer['reason']['source'],
): string | null {
  const [here, there] = [item.speaker?.name, other.speaker?.name];
  if (source === 'same') return `both ${shorter(here, there)}`;
  if (here === undefined && there === undefined) return null;
  return `${here ?? 'nobody'} here, ${there ?? 'nobody'} there`;
}

function shorter(a: string | undefined, b: string | undefined): string {
  if (a === undefined || b === undefined) return a ?? b ?? 'of one source';
  return a.length <= b.length ? a : b;
}
