import { compareText } from './order.ts';
import { firstWhere } from './search.ts';

const BUCKETS = 256;
/** Of every map without items: an article has eight of them, and a library ten thousand articles. */
const NO_ITEMS: readonly (readonly never[])[] = Array.from({ length: BUCKETS }, () => []);

/**
 * An immutable map keyed by UUID.
 *
 * Adding one item to 10,000 copies one bucket of about forty, not the whole map, so that the cost
 * of a change does not depend on how many tags there are. Buckets are chosen by the first two hex
 * digits, which are uniform in UUIDs of version 4 and 5. Items come in the order of their ids within
 * a bucket: two maps of the same items go through them alike, however they came about.
 */
export class IdMap<T extends { readonly id: string }> implements Iterable<T> {
  private constructor(
    private readonly buckets: readonly (readonly T[])[],
    /** Number of items. */
    readonly size: number,
  ) {}

  static empty<T extends { readonly id: string }>(): IdMap<T> {
    return new IdMap<T>(NO_ITEMS, 0);
  }

  /** Builds a map in one pass; a later item with the same id replaces an earlier one. */
  static from<T extends { readonly id: string }>(items: Iterable<T>): IdMap<T> {
    const byId = new Map<string, T>();
    for (const item of items) byId.set(item.id, item);
    if (byId.size === 0) return IdMap.empty();
    const buckets: T[][] = Array.from({ length: BUCKETS }, () => []);
    for (const item of byId.values()) buckets[bucketOf(item.id)]?.push(item);
    for (const bucket of buckets) bucket.sort((a, b) => compareText(a.id, b.id));
    return new IdMap<T>(buckets, byId.size);
  }

  get(id: string): T | undefined {
    if (this.size === 0) return undefined;
    return this.buckets[bucketOf(id)]?.find((item) => item.id === id);
  }

  has(id: string): boolean {
    return this.get(id) !== undefined;
  }

  /** With `item` added, or in place of the one with its id. */
  with(item: T): IdMap<T> {
    const index = bucketOf(item.id);
    const bucket = this.buckets[index] ?? [];
    const at = firstWhere(bucket, ({ id }) => id >= item.id);
    const replaced = bucket[at]?.id === item.id ? 1 : 0;
    const changed = bucket.toSpliced(at, replaced, item);
    return new IdMap(this.buckets.with(index, changed), this.size + 1 - replaced);
  }

  /** Without the item of this id; the same map if there is none. */
  without(id: string): IdMap<T> {
    const index = bucketOf(id);
    const bucket = this.buckets[index] ?? [];
    const rest = bucket.filter((item) => item.id !== id);
    if (rest.length === bucket.length) return this;
    return new IdMap(this.buckets.with(index, rest), this.size - 1);
  }

  *[Symbol.iterator](): Iterator<T> {
    for (const bucket of this.buckets) yield* bucket;
  }
}

function bucketOf(id: string): number {
  const value = Number.parseInt(id.slice(0, 2), 16);
  return Number.isNaN(value) ? 0 : value;
}
