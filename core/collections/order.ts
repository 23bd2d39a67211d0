import { doAtOnce, groupInSlices } from './slices.ts';

/** Code-unit order, the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The entries of a record in the order of their names; code units, the same on every machine. */
export function sortedEntries<T>(record: Readonly<Record<string, T>>): [string, T][] {
  const entries = Object.entries(record);
  return entries.length > 1 ? entries.sort(([a], [b]) => (a < b ? -1 : 1)) : entries;
}

/** A record whose names are in order. */
export function sortedRecord<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(sortedEntries(record));
}

export function sortedById<T extends { readonly id: string }>(items: readonly T[]): T[] {
  return items.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** Values in groups of one key each, both in order of first appearance. */
export function groupBy<K, V>(values: readonly V[], keyOf: (value: V) => K): Map<K, V[]> {
  return doAtOnce(groupInSlices(values, keyOf));
}
