import { exactKey, type ComparableTag } from '../pairing/comparable-tag.ts';
import { notMeasured, proportion, type Measured } from './figure.ts';
import { largestMatchingSize } from '../pairing/largest-matching.ts';
import { overlapsOf } from '../pairing/overlap-graph.ts';
import { groupBy } from '../../collections/order.ts';

/** The tags of two annotators in one article. */
export interface TwoSets {
  readonly a: readonly ComparableTag[];
  readonly b: readonly ComparableTag[];
}

/** Precision, recall and F1 with the counts they come from; the first set is the reference. */
export interface F1 {
  /** Hits; a partial hit counts one half. */
  readonly hits: number;
  /** Tags of the first and the second set. */
  readonly nA: number;
  readonly nB: number;
  /** hits / nB. */
  readonly precision: Measured;
  /** hits / nA. */
  readonly recall: Measured;
  /** 2·hits / (nA + nB); the same whichever set is the reference. */
  readonly f1: Measured;
}

/** Partial F1 with its two kinds of hits. */
export interface PartialF1 extends F1 {
  readonly correct: number;
  readonly partial: number;
}

function f1Of(articles: readonly TwoSets[], hits: number): F1 {
  const nA = articles.reduce((sum, { a }) => sum + a.length, 0);
  const nB = articles.reduce((sum, { b }) => sum + b.length, 0);
  return {
    hits,
    nA,
    nB,
    precision: nB > 0 ? proportion(hits, nB) : notMeasured('noTags'),
    recall: proportion(hits, nA),
    f1: proportion(2 * hits, nA + nB),
  };
}

function sumOver(articles: readonly TwoSets[], count: (sets: TwoSets) => number): number {
  return articles.reduce((sum, sets) => sum + count(sets), 0);
}

/** Tags of either set that no equal tag of the other set is left for, and the number of pairs. */
function pairEqual(
  { a, b }: TwoSets,
  keyOf: (tag: ComparableTag) => string,
): { readonly pairs: number; readonly rest: TwoSets } {
  const ofB = groupBy(b, keyOf);
  const restA: ComparableTag[] = [];
  for (const tag of a) if (!ofB.get(keyOf(tag))?.pop()) restA.push(tag);
  return { pairs: a.length - restA.length, rest: { a: restA, b: [...ofB.values()].flat() } };
}

/** Most pairs of overlapping tags that can be made, each tag used once. */
function mostOverlappingPairs(
  { a, b }: TwoSets,
  mayPair: (a: ComparableTag, b: ComparableTag) => boolean,
): number {
  const rows = new Map(a.map((tag, index) => [tag, index]));
  const columns = new Map(b.map((tag, index) => [tag, index]));
  const neighbours = a.map((): number[] => []);
  for (const overlap of overlapsOf(a, b)) {
    const row = rows.get(overlap.a);
    const column = columns.get(overlap.b);
    if (row === undefined || column === undefined || !mayPair(overlap.a, overlap.b)) continue;
    neighbours[row]?.push(column);
  }
  return largestMatchingSize(neighbours);
}

/** Exact F1 over articles: a hit has the same fragments and the same category. */
export function exactF1(articles: readonly TwoSets[]): F1 {
  return f1Of(
    articles,
    sumOver(articles, (sets) => pairEqual(sets, exactKey).pairs),
  );
}

/**
 * Overlap F1 over articles: the hits are the largest one-to-one matching of tags of the same
 * category that share at least one character (lenient matching of sequence labelling).
 */
export function overlapF1(articles: readonly TwoSets[]): F1 {
  return f1Of(
    articles,
    sumOver(articles, (sets) => mostOverlappingPairs(sets, (a, b) => a.category === b.category)),
  );
}

const placeKey = (tag: ComparableTag): string => exactKey({ ...tag, category: '' });

/**
 * Partial F1 over articles (SemEval-2013 task 9.1, "partial boundary matching"): the same place
 * counts 1 and an overlapping one ½, whatever the category. P = (COR+½PAR)/nB, R = (COR+½PAR)/nA.
 */
export function partialF1(articles: readonly TwoSets[]): PartialF1 {
  const counted = articles.map((sets) => {
    const { pairs, rest } = pairEqual(sets, placeKey);
    return { correct: pairs, partial: mostOverlappingPairs(rest, () => true) };
  });
  const correct = counted.reduce((sum, one) => sum + one.correct, 0);
  const partial = counted.reduce((sum, one) => sum + one.partial, 0);
  return { ...f1Of(articles, correct + partial / 2), correct, partial };
}
