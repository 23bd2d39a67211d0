import type { ComparableTag } from '../pairing/comparable-tag.ts';
import { measured, notMeasured, type Measured } from './figure.ts';
import { groupBy } from '../../collections/order.ts';
import { boundaryShift, type PairedItem } from '../pairing/pairing.ts';

/** How far apart one kind of boundary lies, in UTF-16 code units. */
export interface DistanceSummary {
  /** Mean of the signed distances; above 0 where the second annotator's boundary lies later. */
  readonly meanSigned: Measured;
  /** Mean of the distances without their sign. */
  readonly mean: Measured;
  /** Median of the distances without their sign. */
  readonly median: Measured;
  /** Indexes of the pairs that have a signed distance, by distance. */
  readonly distribution: readonly {
    readonly distance: number;
    readonly items: readonly number[];
  }[];
}

/** Boundary distances over pairs of tags. */
export interface BoundaryDistances {
  readonly pairs: number;
  readonly start: DistanceSummary;
  readonly end: DistanceSummary;
  /** |Δstart| + |Δend| of a pair; the distribution is of these sums. */
  readonly both: DistanceSummary;
}

/** A pair and its place in the report's list of items. */
interface ListedPair {
  readonly index: number;
  readonly item: PairedItem<ComparableTag>;
}

/**
 * Distances between the first and between the last boundaries of paired tags, second annotator
 * minus first, in UTF-16 code units.
 */
export function boundaryDistances(pairs: readonly ListedPair[]): BoundaryDistances {
  const shifts = pairs.map(({ index, item }) => ({ index, ...boundaryShift(item) }));
  const summaryOf = (distanceOf: (shift: (typeof shifts)[number]) => number): DistanceSummary =>
    summarize(shifts.map((shift) => ({ index: shift.index, distance: distanceOf(shift) })));
  return {
    pairs: pairs.length,
    start: summaryOf(({ start }) => start),
    end: summaryOf(({ end }) => end),
    both: summaryOf(({ start, end }) => Math.abs(start) + Math.abs(end)),
  };
}

interface ListedDistance {
  readonly index: number;
  readonly distance: number;
}

function summarize(listed: readonly ListedDistance[]): DistanceSummary {
  const distances = listed.map(({ distance }) => distance);
  const absolute = distances.map(Math.abs).sort((a, b) => a - b);
  return {
    meanSigned: mean(distances),
    mean: mean(absolute),
    median: median(absolute),
    distribution: distributionOf(listed),
  };
}

function mean(values: readonly number[]): Measured {
  if (values.length === 0) return notMeasured('noTags');
  return measured(values.reduce((sum, value) => sum + value, 0) / values.length);
}

/** Median of sorted values; of an even number the mean of the two in the middle. */
function median(sorted: readonly number[]): Measured {
  return mean(sorted.slice(Math.floor((sorted.length - 1) / 2), Math.floor(sorted.length / 2) + 1));
}

function distributionOf(listed: readonly ListedDistance[]): DistanceSummary['distribution'] {
  return [...groupBy(listed, ({ distance }) => distance)]
    .map(([distance, all]) => ({ distance, items: all.map(({ index }) => index) }))
    .sort((a, b) => a.distance - b.distance);
}
