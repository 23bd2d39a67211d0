// Sequences and maps: order, grouping, searching, slices of long work, keyed steps with their inverse.
// Nothing here knows what is in them.
import { doAtOnce, groupInSlices } from './slices.ts';

/** Code-unit order, the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The entries of a record in the order of their names; code units, the same on every machine. */
export function sortedEntries<T>(record: Readonly<Record<string, T>>): [string, T][] {
  const entries = Object.entries(record);
  return entries.length > 1 ? entries.sort(([a], [b]) => compareText(a, b)) : entries;
}

/** A record whose names are in order. */
export function sortedRecord<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(sortedEntries(record));
}

export function sortedById<T extends { readonly id: string }>(items: Iterable<T>): T[] {
  return [...items].sort((a, b) => compareText(a.id, b.id));
}

/** Items by their ids; of several with one id the last. */
export function byId<T extends { readonly id: string }>(items: readonly T[]): Map<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}

/** Puts a value into the group of its key, which begins with it if need be. */
export function addToGroup<K, V>(groups: Map<K, V[]>, key: K, value: V): void {
  const group = groups.get(key);
  if (group) group.push(value);
  else groups.set(key, [value]);
}

/** Values in groups of one key each, both in order of first appearance. */
export function groupBy<K, V>(values: readonly V[], keyOf: (value: V) => K): Map<K, V[]> {
  return doAtOnce(groupInSlices(values, keyOf));
}
