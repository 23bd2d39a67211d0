import type { ComparableTag } from './agreement-tag.ts';
import { measured, notMeasured, type Measured } from './figure.ts';
import { boundaryShift, type PairedItem } from './pairing.ts';

/** How far apart one kind of boundary lies, in UTF-16 code units. */
export interface DistanceSummary {
  /** Mean of the signed distances; above 0 where the second annotator's boundary lies later. */
  readonly meanSigned: Measured;
  /** Mean of the distances without their sign. */
  readonly mean: Measured;
  /** Median of the distances without their sign. */
  readonly median: Measured;
  /** How many pairs have which signed distance, by distance. */
  readonly distribution: readonly { readonly distance: number; readonly count: number }[];
}

/** Boundary distances over pairs of tags. */
export interface BoundaryDistances {
  readonly pairs: number;
  readonly start: DistanceSummary;
  readonly end: DistanceSummary;
  /** |Δstart| + |Δend| of a pair; the distribution is of these sums. */
  readonly both: DistanceSummary;
}

/**
 * Distances between the first and between the last boundaries of paired tags, second annotator
 * minus first, in UTF-16 code units.
 */
export function boundaryDistances(pairs: readonly PairedItem<ComparableTag>[]): BoundaryDistances {
  const shifts = pairs.map(boundaryShift);
  return {
    pairs: pairs.length,
    start: summarize(shifts.map(({ start }) => start)),
    end: summarize(shifts.map(({ end }) => end)),
    both: summarize(shifts.map(({ start, end }) => Math.abs(start) + Math.abs(end))),
  };
}

function summarize(distances: readonly number[]): DistanceSummary {
  const absolute = distances.map(Math.abs).sort((a, b) => a - b);
  return {
    meanSigned: mean(distances),
    mean: mean(absolute),
    median: median(absolute),
    distribution: distributionOf(distances),
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

function distributionOf(values: readonly number[]): { distance: number; count: number }[] {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .map(([distance, count]) => ({ distance, count }))
    .sort((a, b) => a.distance - b.distance);
}
