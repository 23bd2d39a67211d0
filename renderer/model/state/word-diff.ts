import type { Span } from '#core/text/span.ts';

/** Words that two tags have in common, or that only one of them has. */
export interface WordPiece {
  readonly kind: 'same' | 'left-out' | 'added';
  readonly words: string;
}

/** Longest stretch in UTF-16 code units that is shown whole; of a longer one its ends. */
const WHOLE = 90;
/** What is shown of each end, about. */
const END = 36;

/**
 * The words of one tag held against those of another, in the order of the text. Gaps between
 * fragments are three dots.
 *
 * @param before fragments of the tag that is compared with; UTF-16, half-open, sorted, apart
 * @param after the same of the tag whose words are told
 */
export function diffWords(
  text: string,
  before: readonly Span[],
  after: readonly Span[],
): readonly WordPiece[] {
  const edges = [...before, ...after].flatMap(({ start, end }) => [start, end]);
  const places = [...new Set(edges)].sort((a, b) => a - b);
  const pieces: { kind: WordPiece['kind']; start: number; end: number }[] = [];
  const has = { before: coverage(before), after: coverage(after) };
  for (const [index, start] of places.entries()) {
    const end = places[index + 1];
    if (end === undefined) break;
    const [was, is] = [has.before(start), has.after(start)];
    if (!was && !is) continue;
    const kind = was && is ? 'same' : was ? 'left-out' : 'added';
    const last = pieces.at(-1);
    if (last?.kind === kind && last.end === start) last.end = end;
    else pieces.push({ kind, start, end });
  }
  return pieces.flatMap(({ kind, start, end }, index) => {
    const behind = pieces[index - 1]?.end;
    const gap: WordPiece[] =
      behind === undefined || behind === start ? [] : [{ kind: 'same', words: ' … ' }];
    const words = text.slice(start, end);
    return [...gap, { kind, words: kind === 'same' ? shortened(words) : words }];
  });
}

/** Answers for places that only grow whether a span covers them. */
function coverage(spans: readonly Span[]): (place: number) => boolean {
  let at = 0;
  return (place) => {
    while ((spans[at]?.end ?? Infinity) <= place) at += 1;
    return (spans[at]?.start ?? Infinity) <= place;
  };
}

/** Both ends of many words, cut between words. */
function shortened(words: string): string {
  if (words.length <= WHOLE) return words;
  const head = words.slice(0, words.indexOf(' ', END) + 1 || END);
  const from = words.lastIndexOf(' ', words.length - END);
  if (from <= head.length) return words;
  return `${head.trimEnd()} … ${words.slice(from + 1)}`;
}
