import { diffArrays } from 'diff';

import type { Span } from '../../text/span.ts';
import { readWords, type WordTable } from '../words/word-table.ts';

/** A stretch of two texts: the same words, or what one has and the other has not. */
export interface ChangedPart {
  readonly kind: 'equal' | 'inserted' | 'deleted';
  /** UTF-16, half-open; of the earlier text. Empty where words were inserted. */
  readonly before: Span;
  /** Of the later text. Empty where words were deleted. */
  readonly after: Span;
}

/** Words that may differ before two texts are simply other texts: bounds the time. */
const MOST_CHANGES = 20_000;

/** How two texts differ, word by word; together the parts are both texts. */
export function changedParts(before: string, after: string): readonly ChangedPart[] {
  const [earlier, later] = [tokensOf(before), tokensOf(after)];
  const changes = diffArrays(earlier.keys, later.keys, { maxEditLength: MOST_CHANGES }) ?? [
    { removed: true, added: false, count: earlier.keys.length },
    { removed: false, added: true, count: later.keys.length },
  ];
  const parts: ChangedPart[] = [];
  let [from, to] = [0, 0];
  for (const { added, removed, count } of changes) {
    const [ends, starts] = [added ? from : from + count, removed ? to : to + count];
    parts.push({
      kind: added ? 'inserted' : removed ? 'deleted' : 'equal',
      before: { start: earlier.cut(from), end: earlier.cut(ends) },
      after: { start: later.cut(to), end: later.cut(starts) },
    });
    [from, to] = [ends, starts];
  }
  return parts.filter(({ before: a, after: b }) => a.end - a.start + b.end - b.start > 0);
}

/** Words with what stands behind each of them, marks and white space; the first has what stands before it. */
function tokensOf(text: string): { readonly keys: string[]; readonly cut: (at: number) => number } {
  const { starts, ids }: WordTable = readWords(text);
  if (ids.length === 0) {
    return { keys: text === '' ? [] : [text], cut: (at) => (at === 0 ? 0 : text.length) };
  }
  const cut = (at: number): number =>
    at === 0 ? 0 : at >= ids.length ? text.length : (starts[at] ?? text.length);
  // A comma that is new, or a capital, is a change as well: what is compared is what stands there.
  return { keys: Array.from(ids, (_, at) => text.slice(cut(at), cut(at + 1))), cut };
}

/** Whether a stretch of one of the texts has anything in it that the other one has not. */
export function isTouched(
  parts: readonly ChangedPart[],
  side: 'before' | 'after',
  spans: readonly Span[],
): boolean {
  return spans.some((span) =>
    parts.some((part) => {
      if (part.kind === 'equal') return false;
      const { start, end } = part[side];
      // What was put in or left out inside it stands between two of its characters.
      return start === end
        ? span.start < start && start < span.end
        : start < span.end && span.start < end;
    }),
  );
}
