// Words that several articles share: where they stand, whether as quotations or as copied prose, and how much
// of each article they are.
import { groupBy } from '../../collections/order.ts';
import type { EventReading } from '../evidence/items.ts';

/** Words that runs are found by: shingles of so many keys. */
const SHINGLE = 5;
/** Words of a run that is shown. */
export const RUN = 7;
/** A shingle in more places than this begins no run. */
const CROWD_LIMIT = 400;
/** Most runs of an event. */
const RUN_LIMIT = 200_000;

/** The same keys in the same order in two articles, as far as they go in both. */
export interface Run {
  /** Numbers of articles, `a` before `b`. */
  readonly a: number;
  readonly b: number;
  /** Numbers of the first words. */
  readonly fromA: number;
  readonly fromB: number;
  /** In words. */
  readonly length: number;
}

export interface Runs {
  /** Every run of five words and more, by articles and places. */
  readonly runs: readonly Run[];
  /** Whether some were left out: shingles that stand everywhere, or too many runs. */
  readonly isCut: boolean;
}

/** Every maximal sequence of equal keys in two articles; words of the page around them end one. */
export function findRuns({ articles, words }: Pick<EventReading, 'articles' | 'words'>): Runs {
  const keys = words.keys;
  const starts: number[] = [];
  let total = 0;
  for (const { length } of keys) {
    starts.push(total);
    total += length;
  }
  // All texts in one row: the key of each word from 1, 0 where a run ends.
  const row = new Uint32Array(total + 1);
  const articleOf = new Uint32Array(total + 1);
  const wordOf = new Uint32Array(total + 1);
  for (const [article, own] of keys.entries()) {
    const start = starts[article] ?? 0;
    for (const [at, key] of own.entries()) {
      row[start + at] = articles[article]?.boilerplate[at] === 1 ? 0 : key + 1;
      articleOf[start + at] = article;
      wordOf[start + at] = at;
    }
  }
  const places = shinglePlaces(row, articleOf, total);
  const crowded = new Uint8Array(total + 1);
  for (const list of places) {
    if (list.length > CROWD_LIMIT) for (const at of list) crowded[at] = 1;
  }
  const isSame = (p: number, q: number, article: number, other: number): boolean =>
    p >= 0 &&
    q >= 0 &&
    row[p] !== 0 &&
    row[p] === row[q] &&
    articleOf[p] === article &&
    articleOf[q] === other;
  const runs: Run[] = [];
  const known = new Set<string>();
  let isCut = false;
  for (const list of places) {
    if (list.length > CROWD_LIMIT) {
      isCut = true;
      continue;
    }
    for (let index = 0; index < list.length; index += 1) {
      const p = list[index] ?? 0;
      const a = articleOf[p] ?? 0;
      for (let next = index + 1; next < list.length; next += 1) {
        const q = list[next] ?? 0;
        const b = articleOf[q] ?? 0;
        if (a === b) continue;
        // Found from its first shingle, unless that one stands in too many places.
        let back = 0;
        let isFirst = true;
        while (isFirst && isSame(p - back - 1, q - back - 1, a, b)) {
          back += 1;
          isFirst = crowded[p - back] === 1;
        }
        if (!isFirst) continue;
        let length = back + SHINGLE;
        while (isSame(p - back + length, q - back + length, a, b)) length += 1;
        if (back > 0) {
          const name = `${String(p - back)} ${String(q - back)}`;
          if (known.has(name)) continue;
          known.add(name);
        }
        if (runs.length >= RUN_LIMIT) return { runs: inOrder(runs, keys.length), isCut: true };
        runs.push({ a, b, fromA: wordOf[p - back] ?? 0, fromB: wordOf[q - back] ?? 0, length });
      }
    }
  }
  return { runs: inOrder(runs, keys.length), isCut };
}

/** By pairs of articles, then by places. */
function inOrder(runs: readonly Run[], articles: number): Run[] {
  const pairs = groupBy(runs, ({ a, b }) => a * articles + b);
  return [...pairs]
    .sort(([x], [y]) => x - y)
    .flatMap(([, same]) => same.sort((x, y) => x.fromA - y.fromA || x.fromB - y.fromB));
}

/** The places of every shingle that stands in two places and more, in order. */
function shinglePlaces(row: Uint32Array, articleOf: Uint32Array, total: number): number[][] {
  const firstWithHash = new Map<number, number>();
  // Different shingles may have one hash: from the first place of one to that of the next, 0 at the last.
  const nextWithHash = new Uint32Array(total);
  const lists = new Map<number, number[]>();
  for (let at = 0; at + SHINGLE <= total; at += 1) {
    if (articleOf[at] !== articleOf[at + SHINGLE - 1]) continue;
    let hash = 0;
    let isWhole = true;
    for (let word = at; word < at + SHINGLE; word += 1) {
      const key = row[word] ?? 0;
      if (key === 0) isWhole = false;
      hash = (Math.imul(hash, 0x01000193) ^ Math.imul(key, 0x9e3779b1)) >>> 0;
    }
    if (!isWhole) continue;
    let first = firstWithHash.get(hash);
    if (first === undefined) {
      firstWithHash.set(hash, at);
      continue;
    }
    while (first !== at && !isSameShingle(row, first, at)) {
      const next: number = nextWithHash[first] ?? 0;
      if (next === 0) nextWithHash[first] = at;
      first = next === 0 ? at : next;
    }
    if (first === at) continue;
    const list = lists.get(first);
    if (list) list.push(at);
    else lists.set(first, [first, at]);
  }
  return [...lists].sort(([a], [b]) => a - b).map(([, list]) => list);
}

function isSameShingle(row: Uint32Array, p: number, q: number): boolean {
  for (let word = 0; word < SHINGLE; word += 1) if (row[p + word] !== row[q + word]) return false;
  return true;
}
