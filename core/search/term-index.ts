import { lastWhere } from '../collections/search.ts';
import { forEachInSlices, type Slices } from '../collections/slices.ts';
import { termsOf, termsWanted, type KeyOptions, type WantedTerm } from './terms.ts';

/** Bytes that an index may take, about; articles beyond it are not in the index, and are read. */
export const INDEX_BYTES = 64 * 1024 * 1024;

/** Bytes that a term takes beside its characters, and an article beside its terms, about. */
const OVERHEAD = 64;

/** Terms of a query that are asked for; a number has room for as many marks. */
const MOST_WANTED = 31;

/** Terms that are looked through as one string. */
const CHUNK = 4_096;

/** Terms in one string, to be looked through. */
interface Chunk {
  /** Each between two line ends. */
  readonly joined: string;
  /** Where each begins, ascending, and where another one would. */
  readonly starts: Uint32Array;
}

/** What an index holds, to be kept. */
export interface IndexParts {
  /** Each once; a term's number is its place. No term has a line end. */
  readonly terms: readonly string[];
  /** By article id: the numbers of its terms, ascending, packed as their differences. */
  readonly articles: ReadonlyMap<string, Uint8Array>;
}

/** Why parts that were kept make no index. */
export class BadIndex extends Error {}

/** Which terms each article has. An article's id is the hash of its text, so what is known of it stays true. */
export class TermIndex {
  readonly #limit: number;
  readonly #numbers = new Map<string, number>();
  readonly #terms: string[] = [];
  readonly #articles = new Map<string, Uint8Array>();
  /** By the number of its first term; made when it is first looked through. */
  readonly #chunks = new Map<number, Chunk>();
  #bytes = 0;

  /** `limit`: bytes. */
  constructor(limit = INDEX_BYTES) {
    this.#limit = limit;
  }

  /** From parts that were kept. Throws `BadIndex` where they do not belong together. */
  static *of({ terms, articles }: IndexParts, limit = INDEX_BYTES): Slices<TermIndex> {
    const index = new TermIndex(limit);
    yield* forEachInSlices(terms, (term) => {
      if (term.includes('\n')) throw new BadIndex('A term is on two lines.');
      index.#numberOf(term);
    });
    if (index.#terms.length !== terms.length) throw new BadIndex('A term is there twice.');
    yield* forEachInSlices([...articles], ([articleId, packed]) => {
      if (unpack(packed).some((number) => number >= terms.length)) {
        throw new BadIndex('A term is missing.');
      }
      index.#put(articleId, packed);
    });
    return index;
  }

  get parts(): IndexParts {
    return { terms: this.#terms, articles: this.#articles };
  }

  has(articleId: string): boolean {
    return this.#articles.has(articleId);
  }

  /** Takes an article in; `false` where there is no room for it. */
  add(articleId: string, text: string): boolean {
    if (this.has(articleId)) return true;
    if (this.#bytes >= this.#limit) return false;
    const terms = termsOf(text);
    const needed = [...terms].reduce((sum, term) => sum + 2 * term.length + OVERHEAD, 0);
    if (needed > this.#limit - this.#bytes) return false;
    const numbers = Uint32Array.from(terms, (term) => this.#numberOf(term));
    this.#put(articleId, pack(numbers.sort()));
    return true;
  }

  /** The same without the articles that are not kept, and without terms that only they have. */
  *keeping(isKept: (articleId: string) => boolean): Slices<TermIndex> {
    const kept = [...this.#articles].filter(([articleId]) => isKept(articleId));
    if (kept.length === this.#articles.size) return this;
    const used = new Uint8Array(this.#terms.length);
    yield* forEachInSlices(kept, ([, packed]) => {
      for (const number of unpack(packed)) used[number] = 1;
    });
    const index = new TermIndex(this.#limit);
    const renumbered = new Uint32Array(this.#terms.length);
    yield* forEachInSlices([...this.#terms.entries()], ([number, term]) => {
      if (used[number] === 1) renumbered[number] = index.#numberOf(term);
    });
    yield* forEachInSlices(kept, ([articleId, packed]) => {
      const numbers = Uint32Array.from(unpack(packed), (number) => renumbered[number] ?? 0);
      index.#put(articleId, pack(numbers));
    });
    return index;
  }

  /**
   * Whether an article may have what is searched for. One that may not has it in no way of searching; one
   * that is not in the index may have anything.
   */
  candidates(query: string, options: KeyOptions): (articleId: string) => boolean {
    const wanted = termsWanted(query, options)
      .toSorted((a, b) => b.part.length - a.part.length)
      .slice(0, MOST_WANTED);
    if (wanted.length === 0) return () => true;
    const marks = new Uint32Array(this.#terms.length);
    let all = 0;
    let isNowhere = false;
    for (const [place, want] of wanted.entries()) {
      const mark = 2 ** place;
      all += mark;
      let count = 0;
      for (const number of this.#matching(want)) {
        marks[number] = (marks[number] ?? 0) | mark;
        count += 1;
      }
      isNowhere ||= count === 0;
    }
    return (articleId) => {
      const packed = this.#articles.get(articleId);
      return !packed || (!isNowhere && hasAllMarks(packed, marks, all));
    };
  }

  /** The numbers of the terms that a part of a query can stand for. */
  *#matching({ part, begins, ends }: WantedTerm): Generator<number> {
    if (begins && ends) {
      const number = this.#numbers.get(part);
      if (number !== undefined) yield number;
      return;
    }
    const sought = `${begins ? '\n' : ''}${part}${ends ? '\n' : ''}`;
    for (let first = 0; first < this.#terms.length; first += CHUNK) {
      const { joined, starts } = this.#chunkFrom(first);
      let at = joined.indexOf(sought);
      while (at >= 0) {
        const from = begins ? at + 1 : at;
        const place = lastWhere(starts, (start) => start <= from);
        yield first + place;
        // Once in a term is enough: on from the line end before the next one.
        at = joined.indexOf(sought, (starts[place + 1] ?? joined.length) - 1);
      }
    }
  }

  #chunkFrom(first: number): Chunk {
    const kept = this.#chunks.get(first);
    if (kept) return kept;
    const terms = this.#terms.slice(first, first + CHUNK);
    const starts = new Uint32Array(terms.length + 1);
    let at = 1;
    for (const [place, term] of terms.entries()) {
      starts[place] = at;
      at += term.length + 1;
    }
    starts[terms.length] = at;
    const chunk = { joined: `\n${terms.join('\n')}\n`, starts };
    this.#chunks.set(first, chunk);
    return chunk;
  }

  #numberOf(term: string): number {
    const known = this.#numbers.get(term);
    if (known !== undefined) return known;
    const number = this.#terms.length;
    // A part of a string keeps the whole of it in memory; what is put together anew does not.
    const own = ` ${term}`.slice(1);
    this.#terms.push(own);
    this.#numbers.set(own, number);
    this.#chunks.delete(number - (number % CHUNK));
    this.#bytes += 2 * own.length + OVERHEAD;
    return number;
  }

  #put(articleId: string, packed: Uint8Array): void {
    this.#articles.set(articleId, packed);
    this.#bytes += packed.length + OVERHEAD;
  }
}

/** Numbers, ascending, as their differences: seven bits a byte, with the eighth bit on all but the last. */
function pack(numbers: Uint32Array): Uint8Array {
  const bytes: number[] = [];
  let last = 0;
  for (const number of numbers) {
    let rest = number - last;
    for (; rest >= 0x80; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
    bytes.push(rest);
    last = number;
  }
  return Uint8Array.from(bytes);
}

/** Throws `BadIndex` where bytes are no packed numbers. */
function unpack(packed: Uint8Array): number[] {
  const numbers: number[] = [];
  let last = 0;
  let difference = 0;
  let factor = 1;
  for (const byte of packed) {
    difference += (byte & 0x7f) * factor;
    factor *= 0x80;
    if (byte >= 0x80) continue;
    last += difference;
    if (last > 0xffffffff) break;
    numbers.push(last);
    difference = 0;
    factor = 1;
  }
  if (factor !== 1) throw new BadIndex('Numbers are cut off.');
  return numbers;
}

/** Whether the terms of an article have all marks together; the same as unpacking them, in a fraction of the time. */
function hasAllMarks(packed: Uint8Array, marks: Uint32Array, all: number): boolean {
  let found = 0;
  let number = 0;
  let shift = 0;
  for (const byte of packed) {
    number += (byte & 0x7f) << shift;
    if (byte >= 0x80) {
      shift += 7;
      continue;
    }
    shift = 0;
    found |= marks[number] ?? 0;
    if (found === all) return true;
  }
  return false;
}
