/**
 * The first index of `from` up to `to` at which something holds that holds at all after it, too;
 * `to` where it holds at none. Binary search: `holds` is asked about log₂(`to` − `from`) indexes.
 */
export function firstIndex(from: number, to: number, holds: (index: number) => boolean): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The first of some items of which something holds that holds of all after it, too; their number where there is none. */
export function firstWhere<T>(items: ArrayLike<T>, holds: (item: T) => boolean): number {
  return firstIndex(0, items.length, (index) => holds(items[index] as T));
}

/** The last of some items of which something holds that holds of all before it, too; 0 where there is none. */
export function lastWhere<T>(items: ArrayLike<T>, holds: (item: T) => boolean): number {
  return Math.max(0, firstIndex(0, items.length, (index) => !holds(items[index] as T)) - 1);
}
