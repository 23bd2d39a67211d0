// Whose tag answers whose: the tags of two people on one article put into pairs, and what each pair
// differs in. No measure is taken here, and nothing is put into words.

import { sameFragments } from '../../tags/tag.ts';
import {
  between,
  doAtOnce,
  forEachInSlices,
  groupInSlices,
  sortInSlices,
  type Slices,
} from '../../collections/slices.ts';
import {
  boundariesOf,
  compareByPosition,
  exactKey,
  regionLength,
  regionOf,
  sharedLength,
  type ComparableTag,
} from './comparable-tag.ts';
import { cheapestMatchingInSlices, type CostScale, type Match } from './assignment.ts';
import { connectedComponents, overlapsInSlices, type Overlap } from './overlap-graph.ts';
import { compareText } from '../../collections/order.ts';

/** How two paired tags differ; a difference of category outranks one of boundary, and that of attributes. */
export type PairKind = 'identical' | 'boundary' | 'category' | 'attribute';
/**
 * Why a tag stands alone. `merged`: it is part of a longer tag of the second annotator that is
 * paired with another; `split`: the second annotator's tag is part of a longer one of the first.
 */
export type AloneKind = 'only-a' | 'only-b' | 'split' | 'merged';
export type ItemKind = PairKind | AloneKind;

/** Two tags, one of each annotator, that are about the same stretch. */
export interface PairedItem<T> {
  readonly kind: PairKind;
  readonly a: T;
  readonly b: T;
  /** Intersection over union of the regions, in (0, 1]. */
  readonly iou: number;
  /** Ids of the attributes with different values, sorted; empty where the categories differ. */
  readonly differingAttributes: readonly string[];
}

/** A tag of the first annotator without a partner. */
export interface AloneInA<T> {
  readonly kind: 'only-a' | 'merged';
  readonly a: T;
  readonly b: null;
  /** The paired tag of the second annotator that it is part of, where it is `merged`. */
  readonly within: T | null;
}

/** A tag of the second annotator without a partner. */
export interface AloneInB<T> {
  readonly kind: 'only-b' | 'split';
  readonly a: null;
  readonly b: T;
  /** The paired tag of the first annotator that it is part of, where it is `split`. */
  readonly within: T | null;
}

/** One line of the review list. */
export type PairingItem<T> = PairedItem<T> | AloneInA<T> | AloneInB<T>;

/** Least intersection over union of a pair whose categories differ. */
export const CROSS_CATEGORY_IOU = 0.5;
/** Least part of an unpaired tag that lies in a paired one for it to be split or merged. */
const PART_OF = 0.5;

type Pair<T> = readonly [a: T, b: T];

/**
 * Pairs two annotators' tags of one article (design: "Pairing"):
 * 1. tags with the same fragments and category;
 * 2. within a category, the one-to-one pairing of overlapping tags with the greatest sum of
 *    intersections over unions;
 * 3. of what is left, the same across categories, from an intersection over union of .5.
 *
 * Of pairings with the same sum the one with the smaller boundary distance is taken, then the one
 * that brings together tags that come first by position and then id. Neither the order of the tags
 * nor which set comes first matters: swapped sets give the mirror image.
 *
 * Exact. O(n log n + k) for k overlaps, and the cube of the size of the largest group of tags that
 * overlap one another (`cheapestMatching`). Ids must be unique within a set.
 *
 * @returns Every tag of both sets exactly once, in document order.
 */
export function pairTags<T extends ComparableTag>(
  tagsA: readonly T[],
  tagsB: readonly T[],
): PairingItem<T>[] {
  return doAtOnce(pairTagsInSlices(tagsA, tagsB));
}

/** `pairTags`, with pauses. */
export function* pairTagsInSlices<T extends ComparableTag>(
  tagsA: readonly T[],
  tagsB: readonly T[],
): Slices<PairingItem<T>[]> {
  const exact = yield* between(0, 0.2, exactPairs(tagsA, tagsB));
  const restA = without(tagsA, exact, 0);
  const restB = without(tagsB, exact, 1);
  const sameCategory = yield* between(0.2, 0.5, pairsWithinCategories(restA, restB));
  const lastA = without(restA, sameCategory, 0);
  const lastB = without(restB, sameCategory, 1);
  const overlaps = yield* between(0.5, 0.55, overlapsInSlices(lastA, lastB));
  const crossing = overlaps.filter(({ iou }) => iou >= CROSS_CATEGORY_IOU);
  const acrossCategories = yield* between(0.55, 0.6, pairsAmong(crossing));
  const pairs = [...exact, ...sameCategory, ...acrossCategories];
  const aloneA = without(lastA, acrossCategories, 0);
  const aloneB = without(lastB, acrossCategories, 1);
  const items: PairingItem<T>[] = [];
  yield* between(
    0.6,
    0.7,
    forEachInSlices(pairs, (pair) => {
      items.push(describePair(pair));
    }),
  );
  for (const [a, within] of yield* between(0.7, 0.8, describeAlone(aloneA, pairs, 1))) {
    items.push({ kind: within ? 'merged' : 'only-a', a, b: null, within });
  }
  for (const [b, within] of yield* between(0.8, 0.9, describeAlone(aloneB, pairs, 0))) {
    items.push({ kind: within ? 'split' : 'only-b', a: null, b, within });
  }
  return yield* between(0.9, 1, sortInSlices(items, compareItems));
}

/** Tags with the same fragments and category, in the order of their ids where there are several. */
function* exactPairs<T extends ComparableTag>(
  tagsA: readonly T[],
  tagsB: readonly T[],
): Slices<Pair<T>[]> {
  const sortedA = yield* between(0, 0.3, sortInSlices(tagsA, compareByPosition));
  const sortedB = yield* between(0.3, 0.6, sortInSlices(tagsB, compareByPosition));
  const byKeyA = yield* between(0.6, 0.8, groupInSlices(sortedA, exactKey));
  const byKeyB = yield* between(0.8, 1, groupInSlices(sortedB, exactKey));
  return [...byKeyA].flatMap(([key, sameA]) => {
    const sameB = byKeyB.get(key) ?? [];
    return sameA.flatMap((a, index): Pair<T>[] => {
      const b = sameB[index];
      return b ? [[a, b]] : [];
    });
  });
}

function without<T>(tags: readonly T[], pairs: readonly Pair<T>[], side: 0 | 1): T[] {
  const taken = new Set(pairs.map((pair) => pair[side]));
  return tags.filter((tag) => !taken.has(tag));
}

function* pairsWithinCategories<T extends ComparableTag>(
  tagsA: readonly T[],
  tagsB: readonly T[],
): Slices<Pair<T>[]> {
  const byCategoryA = yield* groupInSlices(tagsA, ({ category }) => category);
  const byCategoryB = yield* groupInSlices(tagsB, ({ category }) => category);
  const pairs: Pair<T>[] = [];
  let done = 0;
  for (const [category, ofA] of byCategoryA) {
    const [from, middle] = [done / tagsA.length, (done + ofA.length / 2) / tagsA.length];
    const ofB = byCategoryB.get(category) ?? [];
    const overlaps = yield* between(from, middle, overlapsInSlices(ofA, ofB));
    done += ofA.length;
    for (const pair of yield* between(middle, done / tagsA.length, pairsAmong(overlaps))) {
      pairs.push(pair);
    }
  }
  return pairs;
}

/** The best pairs of each group of tags that overlap one another. */
function* pairsAmong<T extends ComparableTag>(
  overlaps: readonly Overlap<T>[],
): Slices<readonly Pair<T>[]> {
  const pairs: Pair<T>[] = [];
  const components = yield* between(0, 0.2, connectedComponents(overlaps));
  for (const [place, component] of components.entries()) {
    const share = 0.2 + (0.8 * place) / components.length;
    for (const pair of yield* between(share, share, bestPairs(component))) pairs.push(pair);
    if (place % STRIDE === STRIDE - 1) yield share;
  }
  return pairs;
}

/** Groups of tags that are paired between two pauses, most of them of two or three. */
const STRIDE = 64;

/** What makes a pairing worse than another, the first difference deciding. */
interface PairingCost {
  /** Minus the sum of intersections over unions, in units of 2⁻³². */
  readonly overlap: number;
  /** Sum of boundary distances in UTF-16 code units. */
  readonly distance: number;
  /** Minus the sum of products of places counted from the end: least if early tags meet early ones. */
  readonly order: number;
}

/** Intersections over unions are counted in whole units, so that equal sums come out as equal. */
const IOU_UNITS = 2 ** 32;

const PAIRING_COSTS: CostScale<PairingCost> = {
  zero: { overlap: 0, distance: 0, order: 0 },
  plus: (a, b) => ({
    overlap: a.overlap + b.overlap,
    distance: a.distance + b.distance,
    order: a.order + b.order,
  }),
  minus: (a, b) => ({
    overlap: a.overlap - b.overlap,
    distance: a.distance - b.distance,
    order: a.order - b.order,
  }),
  less: (a, b) => (a.overlap - b.overlap || a.distance - b.distance || a.order - b.order) < 0,
};

/** The best one-to-one pairs of one connected component. */
function* bestPairs<T extends ComparableTag>(
  component: readonly Overlap<T>[],
): Slices<readonly Pair<T>[]> {
  const [first, ...others] = component;
  if (!first) return [];
  if (others.length === 0) return [[first.a, first.b]];
  const tagsA = yield* inOrder(component.map(({ a }) => a));
  const tagsB = yield* inOrder(component.map(({ b }) => b));
  const placeA = placesFromEnd(tagsA);
  const placeB = placesFromEnd(tagsB);
  const matches = component.map(({ a, b, iou, boundaryDistance }) => ({
    a,
    b,
    cost: {
      overlap: -Math.max(1, Math.round(iou * IOU_UNITS)),
      distance: boundaryDistance,
      order: -(placeA.get(a) ?? 0) * (placeB.get(b) ?? 0),
    },
  }));
  // Whichever set starts first gives the rows, so that what is still equal then is also decided in
  // the same way for swapped sets.
  const [earliestA = first.a] = tagsA;
  const [earliestB = first.b] = tagsB;
  if (compareByPosition(earliestA, earliestB) <= 0) {
    const rowsFirst = yield* sortInSlices(
      matches.map(({ a, b, cost }): Match<T, T, PairingCost> => ({ row: a, column: b, cost })),
      compareMatches,
    );
    return yield* cheapestMatchingInSlices(rowsFirst, PAIRING_COSTS);
  }
  const rowsFirst = yield* sortInSlices(
    matches.map(({ a, b, cost }): Match<T, T, PairingCost> => ({ row: b, column: a, cost })),
    compareMatches,
  );
  const pairs = yield* cheapestMatchingInSlices(rowsFirst, PAIRING_COSTS);
  return pairs.map(([b, a]): Pair<T> => [a, b]);
}

function compareMatches<T extends ComparableTag, C>(x: Match<T, T, C>, y: Match<T, T, C>): number {
  return compareByPosition(x.row, y.row) || compareByPosition(x.column, y.column);
}

/** Each tag once, by position and then id. */
function inOrder<T extends ComparableTag>(tags: readonly T[]): Slices<T[]> {
  return sortInSlices([...new Set(tags)], compareByPosition);
}

/** The last tag's place is 1. */
function placesFromEnd<T>(tags: readonly T[]): Map<T, number> {
  return new Map(tags.map((tag, index) => [tag, tags.length - index]));
}

function describePair<T extends ComparableTag>([a, b]: Pair<T>): PairedItem<T> {
  const sameCategory = a.category === b.category;
  const samePlace = sameFragments(a.fragments, b.fragments);
  const differing = sameCategory ? differingAttributes(a, b) : [];
  const regionA = regionOf(a);
  const regionB = regionOf(b);
  const shared = sharedLength(regionA, regionB);
  return {
    kind: !sameCategory
      ? 'category'
      : !samePlace
        ? 'boundary'
        : differing.length > 0
          ? 'attribute'
          : 'identical',
    a,
    b,
    iou: shared / (regionLength(regionA) + regionLength(regionB) - shared),
    differingAttributes: differing,
  };
}

/** Ids of the attributes that have another value, or a value on one side only; sorted. */
function differingAttributes(a: ComparableTag, b: ComparableTag): string[] {
  const ids = new Set([...Object.keys(a.attributes), ...Object.keys(b.attributes)]);
  return [...ids].filter((id) => a.attributes[id] !== b.attributes[id]).sort(compareText);
}

/**
 * Each unpaired tag with the paired tag of the other annotator and the same category in which at
 * least half of it lies, or `null`; of several the one that holds most, then the earliest.
 */
function* describeAlone<T extends ComparableTag>(
  alone: readonly T[],
  pairs: readonly Pair<T>[],
  otherSide: 0 | 1,
): Slices<[T, T | null][]> {
  const paired = pairs.map((pair) => pair[otherSide]);
  const hosts = yield* groupInSlices(paired, ({ category }) => category);
  const within = new Map<T, { readonly host: T; readonly shared: number }>();
  for (const [category, ofCategory] of yield* groupInSlices(alone, (tag) => tag.category)) {
    const overlaps = yield* overlapsInSlices(ofCategory, hosts.get(category) ?? []);
    yield* forEachInSlices(overlaps, ({ a: part, b: host, shared }) => {
      if (shared < PART_OF * regionLength(regionOf(part))) return;
      const best = within.get(part);
      const isBetter = !best || (best.shared - shared || compareByPosition(host, best.host)) < 0;
      if (isBetter) within.set(part, { host, shared });
    });
  }
  return alone.map((tag) => [tag, within.get(tag)?.host ?? null]);
}

/** Document order of items: by whichever of their tags stands first. */
function compareItems<T extends ComparableTag>(x: PairingItem<T>, y: PairingItem<T>): number {
  const [one, other] = [firstOf(x), firstOf(y)];
  return one && other ? compareByPosition(one, other) : 0;
}

function firstOf<T extends ComparableTag>({ a, b }: PairingItem<T>): T | null {
  return a !== null && (b === null || compareByPosition(a, b) <= 0) ? a : b;
}

/** Whether both annotators marked the stretch, under whatever name. */
export function isPaired<T>(item: PairingItem<T>): item is PairedItem<T> {
  return item.a !== null && item.b !== null;
}

/** Whether both annotators marked the stretch and gave it the same name. */
export function isMatch<T>(item: PairingItem<T>): item is PairedItem<T> {
  return isPaired(item) && item.kind !== 'category';
}

/** By how far the second annotator's boundaries lie after the first one's, in UTF-16 code units. */
export function boundaryShift<T extends ComparableTag>(
  item: PairedItem<T>,
): { readonly start: number; readonly end: number } {
  const a = boundariesOf(item.a);
  const b = boundariesOf(item.b);
  return { start: b.start - a.start, end: b.end - a.end };
}
