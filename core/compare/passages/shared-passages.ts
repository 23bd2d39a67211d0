import type { EventReading } from '../evidence/items.ts';
import { spanOfWords, type ArticleReading, type WordRange } from '../texts/article-reading.ts';
import type { Span } from '../../text/span.ts';
import { findRuns, RUN, type Run } from './runs.ts';

/** What shared words are: in marks in both articles, in one, a row of names, or prose. */
export type PassageKind = 'quotation' | 'one-side' | 'names' | 'prose';

/** One side of a shared passage. */
export interface PassageSide extends WordRange {
  /** Number of the article. */
  readonly article: number;
  /** UTF-16, half-open. */
  readonly span: Span;
  readonly wordsInMarks: number;
}

/** A run of seven words and more in two articles. */
export interface SharedPassage {
  readonly a: PassageSide;
  readonly b: PassageSide;
  readonly words: number;
  readonly kind: PassageKind;
  /** Prose of ten words and more, or a part of a chain: one has it from the other, or both from a third. */
  readonly isCommonText: boolean;
}

/** How much of an article others have as well; each word counted once. */
export interface ArticleShare {
  /** Words without those of the page around the article. */
  readonly words: number;
  readonly commonText: number;
  readonly sharedQuotations: number;
}

export interface SharedPassages {
  readonly passages: readonly SharedPassage[];
  /** By the number of the article. */
  readonly shares: readonly ArticleShare[];
  /** Whether some were left out because they stand everywhere. */
  readonly isCut: boolean;
}

/** Fewer content words in lower case than this are only names. */
const WORDS_OF_PROSE = 3;
/** Words of prose from which on it is called common text. */
const COMMON = 10;
/** Words between two runs of a chain, at most, in either article. */
const CHAIN_GAP = 4;

/** What the articles of an event share, and how much of each. */
export function findSharedPassages(
  event: Pick<EventReading, 'articles' | 'words'>,
): SharedPassages {
  const { runs, isCut } = findRuns(event);
  const chained = chainedRuns(runs);
  const common = event.articles.map(({ words }) => new Uint8Array(words.ids.length));
  const quoted = event.articles.map(({ words }) => new Uint8Array(words.ids.length));
  const passages: SharedPassage[] = [];
  for (const run of runs) {
    if (run.length < RUN && !chained.has(run)) continue;
    const passage = describe(event.articles, run, chained.has(run));
    if (!passage) continue;
    const marked = passage.isCommonText ? common : passage.kind === 'quotation' ? quoted : null;
    for (const { article, from, to } of [passage.a, passage.b])
      marked?.[article]?.fill(1, from, to);
    if (run.length >= RUN) passages.push(passage);
  }
  const shares = event.articles.map(({ boilerplate }, article) => ({
    words: boilerplate.reduce((sum, each) => sum + 1 - each, 0),
    commonText: countOnes(common[article]),
    sharedQuotations: countOnes(quoted[article]),
  }));
  return { passages, shares, isCut };
}

function countOnes(flags: Uint8Array | undefined): number {
  return flags?.reduce((sum, each) => sum + each, 0) ?? 0;
}

function describe(
  articles: readonly ArticleReading[],
  { a, b, fromA, fromB, length }: Run,
  isChained: boolean,
): SharedPassage | null {
  const [first, second] = [articles[a], articles[b]];
  if (!first || !second) return null;
  let both = 0;
  let one = 0;
  let small = 0;
  let inMarksOfA = 0;
  let inMarksOfB = 0;
  for (let at = 0; at < length; at += 1) {
    const own = (first.marks[fromA + at] ?? 0) > 0 ? 1 : 0;
    const other = (second.marks[fromB + at] ?? 0) > 0 ? 1 : 0;
    inMarksOfA += own;
    inMarksOfB += other;
    if (own + other === 2) both += 1;
    if (own + other === 1) one += 1;
    if (isSmallContent(first, fromA + at)) small += 1;
  }
  const kind = kindOf({ both, one, none: length - both - one, small });
  const side = (
    reading: ArticleReading,
    article: number,
    from: number,
    marks: number,
  ): PassageSide => {
    const range = { from, to: from + length };
    return { article, ...range, span: spanOfWords(reading, range), wordsInMarks: marks };
  };
  return {
    a: side(first, a, fromA, inMarksOfA),
    b: side(second, b, fromB, inMarksOfB),
    words: length,
    kind,
    isCommonText: kind === 'prose' && (length >= COMMON || isChained),
  };
}

function kindOf(words: { both: number; one: number; none: number; small: number }): PassageKind {
  const { both, one, none, small } = words;
  if (both > 0 && both >= one && both >= none) return 'quotation';
  if (one > 0 && one >= none) return 'one-side';
  return small < WORDS_OF_PROSE ? 'names' : 'prose';
}

/** Whether a word says something and has no capital. */
export function isSmallContent({ words }: ArticleReading, at: number): boolean {
  const word = words.vocabulary[words.ids[at] ?? -1];
  return word?.isContent === true && words.capitals[at] !== 1;
}

/**
 * The runs that follow each other in the same order in both articles with few words between, ten
 * words and more together. Runs are in the order of their places in the first article.
 */
function chainedRuns(runs: readonly Run[]): Set<Run> {
  const chained = new Set<Run>();
  let from = 0;
  for (let to = 1; to <= runs.length; to += 1) {
    const [first, next] = [runs[from], runs[to]];
    if (first && next && first.a === next.a && first.b === next.b) continue;
    chainPair(runs.slice(from, to), chained);
    from = to;
  }
  return chained;
}

/** The last run before one that it follows in both articles. */
function runBefore(runs: readonly Run[], index: number, run: Run): Run | undefined {
  for (let at = index - 1; at >= Math.max(0, index - LOOK_BACK); at -= 1) {
    const each = runs[at];
    if (!each) break;
    const gapA = run.fromA - each.fromA - each.length;
    const gapB = run.fromB - each.fromB - each.length;
    if (gapA >= 0 && gapA <= CHAIN_GAP && gapB >= 0 && gapB <= CHAIN_GAP) return each;
  }
  return undefined;
}

/** Runs of the same two articles that one is held against, at most. */
const LOOK_BACK = 40;

function chainPair(runs: readonly Run[], chained: Set<Run>): void {
  if (runs.length < 2) return;
  const chains: Run[][] = [];
  const chainOf = new Map<Run, Run[]>();
  for (const [index, run] of runs.entries()) {
    const before = runBefore(runs, index, run);
    const chain = before ? chainOf.get(before) : undefined;
    if (chain) chain.push(run);
    else chains.push([run]);
    chainOf.set(run, chain ?? chains.at(-1) ?? []);
  }
  for (const chain of chains) {
    const words = chain.reduce((sum, { length }) => sum + length, 0);
    if (chain.length > 1 && words >= COMMON) for (const run of chain) chained.add(run);
  }
}
