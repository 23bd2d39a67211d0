// How well proposed families fit true ones. Which families these are is for whoever measures.

/** Precision, recall and their harmonic mean, 0 to 1. */
export interface Scores {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** Pairs of items in one family. */
export interface PairCounts {
  readonly proposed: number;
  readonly true: number;
  /** In one family by both. */
  readonly right: number;
}

type FamilyOf = readonly (string | number)[];

/**
 * B³ (Bagga and Baldwin 1998): for each item the share of its proposed family that is in its true
 * family, and the converse; means over the items. `null` for no items. Both lists give the family of
 * each item. With `only` the means are over some items.
 */
export function bCubed(
  proposed: FamilyOf,
  truth: FamilyOf,
  only: (index: number) => boolean = () => true,
): Scores | null {
  const [sizes, trueSizes, common] = [count(proposed), count(truth), count(both(proposed, truth))];
  let precision = 0;
  let recall = 0;
  let items = 0;
  for (const [index, cell] of both(proposed, truth).entries()) {
    if (!only(index)) continue;
    const right = common.get(cell) ?? 0;
    items += 1;
    precision += right / (sizes.get(proposed[index] ?? '') ?? 1);
    recall += right / (trueSizes.get(truth[index] ?? '') ?? 1);
  }
  if (items === 0) return null;
  precision /= items;
  recall /= items;
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) };
}

/** B³ over the items whose proposed or true family has two members and more. */
export function bCubedOfLinked(proposed: FamilyOf, truth: FamilyOf): Scores | null {
  const [sizes, trueSizes] = [count(proposed), count(truth)];
  return bCubed(
    proposed,
    truth,
    (index) =>
      (sizes.get(proposed[index] ?? '') ?? 0) > 1 || (trueSizes.get(truth[index] ?? '') ?? 0) > 1,
  );
}

export function countPairs(proposed: FamilyOf, truth: FamilyOf): PairCounts {
  return {
    proposed: pairsIn(count(proposed)),
    true: pairsIn(count(truth)),
    right: pairsIn(count(both(proposed, truth))),
  };
}

function both(a: FamilyOf, b: FamilyOf): string[] {
  return a.map((family, index) => JSON.stringify([family, b[index]]));
}

function count<T>(families: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>();
  for (const family of families) counts.set(family, (counts.get(family) ?? 0) + 1);
  return counts;
}

function pairsIn(sizes: ReadonlyMap<unknown, number>): number {
  return [...sizes.values()].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
}
