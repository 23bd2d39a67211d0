import type { Span } from '../text/span.ts';
import type { Block, BlockKind } from './reading.ts';

/** Where a kept block stands in the text, and what it is drawn as. */
export interface PlacedBlock extends Span {
  readonly kind: BlockKind;
  readonly level?: number | undefined;
  /** Of a list item: its words begin with a mark or a number of their own. */
  readonly isMarked?: true | undefined;
}

/** `• One`, `– One`, `3. One`, `(a) One`. */
const OWN_MARK = /^\s*(?:[•‣◦▪▫●○■□✓➢*·–—-]|\(?(?:\p{N}{1,3}|\p{L})[.)])\s/u;

/** Whether a list item begins with a mark of its own, so that no other is drawn. */
export function hasOwnMark(text: string): boolean {
  return OWN_MARK.test(text);
}

/**
 * The article's text: the kept blocks joined by one line feed, by two before a heading, and nothing
 * else. Nothing inside a block is changed.
 */
export function articleText(
  blocks: readonly Block[],
  isKept: (block: Block, index: number) => boolean = ({ part }) => part === 'article',
): { readonly text: string; readonly blocks: readonly PlacedBlock[] } {
  const parts: string[] = [];
  const placed: PlacedBlock[] = [];
  let length = 0;
  for (const [index, block] of blocks.entries()) {
    if (!isKept(block, index)) continue;
    const { kind, level, text } = block;
    const gap = parts.length === 0 ? '' : kind === 'heading' ? '\n\n' : '\n';
    parts.push(gap, text);
    const start = length + gap.length;
    length = start + text.length;
    const isMarked = kind === 'list-item' && hasOwnMark(text);
    placed.push({ kind, level, start, end: length, ...(isMarked && { isMarked }) });
  }
  return { text: parts.join(''), blocks: placed };
}
