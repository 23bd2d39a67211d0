import { tagHull } from './tag.ts';
import type { Span } from '../text/span.ts';
import { firstWhere } from '../collections/search.ts';
import { compareText } from '../collections/order.ts';

/** What can stand in an interval index. */
export interface Interval {
  readonly id: string;
  /** At least one, in document order. */
  readonly fragments: readonly Span[];
}

interface Entry<T> {
  readonly item: T;
  /** Hull of the fragments. */
  readonly start: number;
  readonly end: number;
}

/** A run of neighbours in document order; never empty. */
interface Chunk<T> {
  readonly entries: Entry<T>[];
  /** Largest end of any entry, so that a chunk that cannot reach an offset is passed over. */
  maxEnd: number;
}

/** Entries per chunk when built; a chunk splits at twice that. */
const CHUNK = 64;

function compareEntries<T extends Interval>(a: Entry<T>, b: Entry<T>): number {
  return a.start - b.start || b.end - a.end || compareText(a.item.id, b.item.id);
}

/**
 * The tags of one article in document order, for the questions a window asks while it is used:
 * which cover this offset, which fall in this paragraph, which is the n-th.
 *
 * Sorted chunks with their largest end: 10,000 tags are some 150 chunks, a change moves the
 * entries of one chunk only, and the walk over chunk heads is too short to be worth a tree.
 */
export class IntervalIndex<T extends Interval> implements Iterable<T> {
  private chunks: Chunk<T>[] = [];
  private readonly byId: Map<string, Entry<T>>;

  /**
   * Builds the index in O(n log n); a later item with the same id replaces an earlier one. A copy of
   * another index is not sorted again.
   */
  constructor(items: Iterable<T> = []) {
    if (items instanceof IntervalIndex) {
      const other = items as IntervalIndex<T>;
      this.byId = new Map(other.byId);
      this.chunks = other.chunks.map(({ entries, maxEnd }) => ({ entries: [...entries], maxEnd }));
      return;
    }
    this.byId = new Map();
    for (const item of items) this.byId.set(item.id, entryOf(item));
    const entries = [...this.byId.values()].sort(compareEntries);
    for (let at = 0; at < entries.length; at += CHUNK) {
      this.chunks.push(chunkOf(entries.slice(at, at + CHUNK)));
    }
  }

  get size(): number {
    return this.byId.size;
  }

  get(id: string): T | undefined {
    return this.byId.get(id)?.item;
  }

  has(id: string): boolean {
    return this.byId.has(id);
  }

  /** Adds an item, or puts it in place of the one with its id, which is returned. */
  put(item: T): T | undefined {
    const replaced = this.remove(item.id);
    const entry = entryOf(item);
    this.byId.set(item.id, entry);
    const index = Math.max(0, this.chunkBefore(entry));
    const chunk = this.chunks[index];
    if (!chunk) {
      this.chunks.push(chunkOf([entry]));
      return replaced;
    }
    chunk.entries.splice(firstNotBefore(chunk.entries, entry), 0, entry);
    chunk.maxEnd = Math.max(chunk.maxEnd, entry.end);
    if (chunk.entries.length > 2 * CHUNK) {
      const right = chunk.entries.splice(CHUNK);
      this.chunks.splice(index, 1, chunkOf(chunk.entries), chunkOf(right));
    }
    return replaced;
  }

  /** Takes the item of this id out and returns it. */
  remove(id: string): T | undefined {
    const entry = this.byId.get(id);
    if (!entry) return undefined;
    this.byId.delete(id);
    const index = this.chunkBefore(entry);
    const chunk = this.chunks[index];
    if (!chunk) return undefined;
    chunk.entries.splice(firstNotBefore(chunk.entries, entry), 1);
    if (chunk.entries.length === 0) this.chunks.splice(index, 1);
    else if (chunk.maxEnd === entry.end) chunk.maxEnd = largestEnd(chunk.entries);
    return entry.item;
  }

  /** The n-th item in document order, counted from 0. */
  at(n: number): T | undefined {
    if (n < 0) return undefined;
    let left = n;
    for (const { entries } of this.chunks) {
      if (left < entries.length) return entries[left]?.item;
      left -= entries.length;
    }
    return undefined;
  }

  /** Place of an item in document order, counted from 0; -1 if it is not here. */
  rankOf(id: string): number {
    const entry = this.byId.get(id);
    if (!entry) return -1;
    const index = this.chunkBefore(entry);
    let rank = 0;
    for (let at = 0; at < index; at += 1) rank += this.chunks[at]?.entries.length ?? 0;
    return rank + firstNotBefore(this.chunks[index]?.entries ?? [], entry);
  }

  /** Items that cover the code unit at `offset` with a fragment, the shortest hull first. */
  covering(offset: number): T[] {
    const hits = this.entriesIn(offset, offset + 1).filter(({ item }) =>
      item.fragments.some((fragment) => fragment.start <= offset && offset < fragment.end),
    );
    // Of equally long ones the later in document order lies on top.
    hits.reverse();
    return hits.sort((a, b) => a.end - a.start - (b.end - b.start)).map(({ item }) => item);
  }

  /** Items whose hull shares a code unit with the span, in document order. */
  overlapping(span: Span): T[] {
    return this.entriesIn(span.start, span.end).map(({ item }) => item);
  }

  /** The first item that starts after `offset`. */
  next(offset: number): T | undefined {
    for (const item of this.startingAt(offset + 1)) return item;
    return undefined;
  }

  /** The last item that starts before `offset`. */
  previous(offset: number): T | undefined {
    for (let index = this.chunks.length - 1; index >= 0; index -= 1) {
      const entries = this.chunks[index]?.entries ?? [];
      if ((entries[0]?.start ?? Infinity) >= offset) continue;
      return entries.findLast((entry) => entry.start < offset)?.item;
    }
    return undefined;
  }

  /** Items in document order from the first one that starts at or after `offset`. */
  *startingAt(offset: number): IterableIterator<T> {
    for (let index = this.firstChunkReaching(offset); index < this.chunks.length; index += 1) {
      for (const entry of this.chunks[index]?.entries ?? []) {
        if (entry.start >= offset) yield entry.item;
      }
    }
  }

  *[Symbol.iterator](): IterableIterator<T> {
    for (const { entries } of this.chunks) for (const { item } of entries) yield item;
  }

  private entriesIn(start: number, end: number): Entry<T>[] {
    const found: Entry<T>[] = [];
    for (const chunk of this.chunks) {
      if ((chunk.entries[0]?.start ?? Infinity) >= end) break;
      if (chunk.maxEnd <= start) continue;
      for (const entry of chunk.entries) {
        if (entry.start >= end) break;
        if (entry.end > start) found.push(entry);
      }
    }
    return found;
  }

  /** Index of the last chunk that begins at or before the entry; -1 if all begin after it. */
  private chunkBefore(entry: Entry<T>): number {
    const isAfter = ({ entries: [first] }: Chunk<T>): boolean =>
      !first || compareEntries(first, entry) > 0;
    return firstWhere(this.chunks, isAfter) - 1;
  }

  /** Index of the first chunk that can hold an item starting at or after `offset`. */
  private firstChunkReaching(offset: number): number {
    return firstWhere(this.chunks, ({ entries }) => (entries.at(-1)?.start ?? Infinity) >= offset);
  }
}

function entryOf<T extends Interval>(item: T): Entry<T> {
  const { start, end } = tagHull(item);
  return { item, start, end };
}

function chunkOf<T>(entries: Entry<T>[]): Chunk<T> {
  return { entries, maxEnd: largestEnd(entries) };
}

function largestEnd<T>(entries: readonly Entry<T>[]): number {
  let end = 0;
  for (const entry of entries) end = Math.max(end, entry.end);
  return end;
}

/** Index of the first entry that is not before `entry`: its own place if it is there. */
function firstNotBefore<T extends Interval>(entries: readonly Entry<T>[], entry: Entry<T>): number {
  return firstWhere(entries, (other) => compareEntries(other, entry) >= 0);
}
