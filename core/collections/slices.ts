/**
 * Work that can be laid aside: it pauses after about a millisecond each time, and says how much of
 * it is done, from 0 to 1. Whoever runs it decides when it goes on, or never.
 */
export type Slices<T> = Generator<number, T, void>;

/** Does the work without a pause. */
export function doAtOnce<T>(work: Slices<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** One part of a larger work: what counts as done goes from one share of the whole to another. */
export function* between<T>(from: number, to: number, work: Slices<T>): Slices<T> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    yield from + (to - from) * step.value;
  }
}

/** Values that are handled between two pauses, where each is little work. */
const STRIDE = 256;

/** Handles each value in turn. */
export function* forEachInSlices<T>(
  values: readonly T[],
  handle: (value: T) => void,
): Slices<void> {
  for (let at = 0; at < values.length; at += STRIDE) {
    for (const value of values.slice(at, at + STRIDE)) handle(value);
    yield at / values.length;
  }
}

/** Values in groups of one key each, both in order of first appearance. */
export function* groupInSlices<K, V>(
  values: readonly V[],
  keyOf: (value: V) => K,
): Slices<Map<K, V[]>> {
  const groups = new Map<K, V[]>();
  yield* forEachInSlices(values, (value) => {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  });
  return groups;
}

/** The values sorted, equal ones in the order in which they came: a merge sort, from short runs. */
export function* sortInSlices<T>(
  values: readonly T[],
  compare: (a: T, b: T) => number,
): Slices<T[]> {
  let runs: T[][] = [];
  for (let at = 0; at < values.length; at += STRIDE) {
    runs.push(values.slice(at, at + STRIDE).sort(compare));
    yield (at / values.length) * 0.5;
  }
  while (runs.length > 1) {
    const merged: T[][] = [];
    for (let at = 0; at < runs.length; at += 2) {
      merged.push(yield* between(0.5, 1, merge(runs[at] ?? [], runs[at + 1] ?? [], compare)));
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

function* merge<T>(
  left: readonly T[],
  right: readonly T[],
  compare: (a: T, b: T) => number,
): Slices<T[]> {
  const [last, first] = [left.at(-1), right[0]];
  // Most of what is sorted here is in order already.
  if (last === undefined || first === undefined || compare(last, first) <= 0) {
    return left.concat(right);
  }
  const merged: T[] = [];
  let from = 0;
  for (const value of left) {
    for (let other = right[from]; other !== undefined; other = right[from]) {
      if (compare(other, value) >= 0) break;
      merged.push(other);
      from += 1;
      if (merged.length % STRIDE === 0) yield 0;
    }
    merged.push(value);
    if (merged.length % STRIDE === 0) yield 0;
  }
  return merged.concat(right.slice(from));
}
