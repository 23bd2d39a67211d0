import { compareTags } from '../../../tags/tag.ts';
import { compareSpans, spansEqual } from '../../../text/span.ts';
import type { TokenizedText, TokenRange } from '../../containers/tokens.ts';
import type { ExchangeSet } from '../../content/content.ts';
import type { LossCounter } from '../../content/losses.ts';

/** Begins each document in the files of CoNLL-2003, and here; with it files can be joined. */
const DOCUMENT = '-DOCSTART- -X- O O';

/**
 * The tokens of every tag of a set that can be written, by category. Of tags of one category that
 * share a token the first is kept, and of those that begin together the longest.
 */
export function chunksOf(
  { annotations }: ExchangeSet,
  tokenized: TokenizedText,
  losses: LossCounter,
): Map<string, TokenRange[]> {
  const found = new Map<string, TokenRange[]>();
  for (const { category, fragments } of annotations.toSorted(compareTags)) {
    const ranges = fragments.flatMap((span) => {
      const range = tokenized.rangeOf(span);
      if (!range) return [];
      if (!spansEqual(tokenized.spanOf(range), span)) losses.add('boundaries');
      return range;
    });
    if (ranges.length === 0) losses.add('empty-spans');
    else {
      losses.add('boundaries', fragments.length - ranges.length);
      if (ranges.length > 1) losses.add('fragments');
    }
    const others = found.get(category);
    if (others) others.push(...ranges);
    else found.set(category, ranges);
  }
  for (const [category, ranges] of found) {
    let end = 0;
    const kept = ranges.sort(compareSpans).filter((range) => {
      const isFree = range.start >= end;
      if (isFree) end = range.end;
      else losses.add('overlaps');
      return isFree;
    });
    if (kept.length > 0) found.set(category, kept);
    else found.delete(category);
  }
  return found;
}

/** The sentences, where those that have a tag in common are one. */
export function sentencesAround(
  { sentences }: TokenizedText,
  chunks: readonly TokenRange[],
): TokenRange[] {
  const sorted = chunks.toSorted(compareSpans);
  const joined: TokenRange[] = [];
  let next = 0;
  let covered = 0;
  for (const { start, end } of sentences) {
    for (; (sorted[next]?.start ?? Infinity) < start; next += 1) {
      covered = Math.max(covered, sorted[next]?.end ?? 0);
    }
    const last = joined.at(-1);
    if (last && covered > start) joined[joined.length - 1] = { start: last.start, end };
    else joined.push({ start, end });
  }
  return joined;
}

/** The rows of all tokens, with the tags of one category in the last column. */
export function writeRows(
  text: string,
  { tokens }: TokenizedText,
  sentences: readonly TokenRange[],
  type: string,
  chunks: readonly TokenRange[],
): string {
  const tags = new Array<string>(tokens.length).fill('O');
  for (const { start, end } of chunks) {
    tags[start] = `B-${type}`;
    tags.fill(`I-${type}`, start + 1, end);
  }
  const rows = tokens.map(
    ({ start, end }, index) => `${text.slice(start, end)} _ _ ${tags[index]}\n`,
  );
  const blocks = sentences.map(({ start, end }) => `\n${rows.slice(start, end).join('')}`);
  return `${DOCUMENT}\n${blocks.join('')}`;
}
