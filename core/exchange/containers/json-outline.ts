import {
  QUOTE,
  COMMA,
  COLON,
  BACKSLASH,
  OPEN_LIST,
  CLOSE_LIST,
  OPEN_OBJECT,
  CLOSE_OBJECT,
} from '../../guards/json-bytes.ts';
import { endOf } from './json-ends.ts';
import { latin1 } from './latin1.ts';

/** Of a file that is looked at in outline, at most this much, in bytes: it may be one long record. */
export const LOOKED_AT = 16 * 1024 * 1024;

/** How much of a value is kept. */
const KEPT = { entries: 50, names: 1000, characters: 200, depth: 32 } as const;

/**
 * A value of JSON in outline: all its names, the first entries of its lists, and its words without
 * their ends and without escapes undone. In one pass that builds next to nothing, so that a file of
 * many megabytes can be told by what it is made of.
 *
 * @param isCut whether the bytes may end before the value does: then it is what has come so far
 * @returns `undefined` for bytes that are no JSON
 */
export function outlineOf(bytes: Uint8Array, isCut = false): unknown {
  const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  return new Outline(bytes, bom, isCut).read();
}

class Outline {
  #at: number;
  #isWrong = false;

  constructor(
    private readonly bytes: Uint8Array,
    from: number,
    private readonly isCut: boolean,
  ) {
    this.#at = from;
  }

  read(): unknown {
    const value = this.#value(0);
    return this.#next() !== undefined || this.#isWrong ? undefined : value;
  }

  /** The next byte that is no white space; `undefined` at the end. */
  #next(): number | undefined {
    for (; ; this.#at += 1) {
      const byte = this.bytes[this.#at];
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return byte;
    }
  }

  #value(depth: number): unknown {
    if (depth > KEPT.depth) {
      this.#wrong();
      return;
    }
    switch (this.#next()) {
      case OPEN_OBJECT:
        return this.#object(depth);
      case OPEN_LIST:
        return this.#list(depth);
      case QUOTE:
        return this.#words();
      default:
        return this.#literal();
    }
  }

  #object(depth: number): unknown {
    const entries: [string, unknown][] = [];
    this.#each(CLOSE_OBJECT, KEPT.names, () => {
      if (this.#next() !== QUOTE) {
        this.#wrong();
        return;
      }
      const name = this.#words();
      const after = this.#next();
      if (after === undefined) {
        this.#end();
        return;
      }
      if (after !== COLON) {
        this.#wrong();
        return;
      }
      this.#at += 1;
      entries.push([name, this.#value(depth + 1)]);
    });
    // Unlike an assignment, this makes no `__proto__` of a name.
    return Object.fromEntries(entries);
  }

  #list(depth: number): unknown {
    const entries: unknown[] = [];
    this.#each(CLOSE_LIST, KEPT.entries, () => {
      entries.push(this.#value(depth + 1));
    });
    return entries;
  }

  /** Goes through what stands between brackets; what is beyond the limit is passed over. */
  #each(close: number, limit: number, take: () => void): void {
    this.#at += 1;
    if (this.#next() === close) {
      this.#at += 1;
      return;
    }
    for (let count = 1; !this.#isWrong; count += 1) {
      take();
      const after = this.#next();
      if (after === undefined) {
        this.#end();
        return;
      }
      this.#at += 1;
      if (after === close) return;
      if (after !== COMMA) this.#wrong();
      else if (count >= limit) {
        this.#passOver();
        return;
      }
    }
  }

  /** Goes on behind the bracket that closes the list or object; only brackets and words are looked at. */
  #passOver(): void {
    for (let isMore = true; isMore; this.#at += 1) {
      this.#at = endOf(this.bytes, this.#at, true).at;
      isMore = this.bytes[this.#at] === COMMA;
    }
    if (this.#at > this.bytes.length) this.#end();
  }

  #words(): string {
    const start = this.#at + 1;
    let end = start;
    while (end < this.bytes.length && this.bytes[end] !== QUOTE) {
      end += this.bytes[end] === BACKSLASH ? 2 : 1;
    }
    if (end >= this.bytes.length) this.#end();
    this.#at = Math.min(end + 1, this.bytes.length);
    return latin1(this.bytes.subarray(start, Math.min(end, start + KEPT.characters)));
  }

  #literal(): unknown {
    const start = this.#at;
    while (isOfLiteral(this.bytes[this.#at])) this.#at += 1;
    const text = latin1(this.bytes.subarray(start, Math.min(this.#at, start + 32)));
    switch (text) {
      case 'true':
        return true;
      case 'false':
        return false;
      case 'null':
        return null;
    }
    if (/^-?\d/u.test(text)) return Number.parseFloat(text);
    if (this.#at >= this.bytes.length) this.#end();
    else this.#wrong();
    return undefined;
  }

  /** The bytes end within a value. */
  #end(): void {
    if (!this.isCut) this.#isWrong = true;
  }

  #wrong(): void {
    this.#isWrong = true;
  }
}

/** Letters, digits and what else is in numbers. */
function isOfLiteral(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  const isDigit = byte >= 0x30 && byte <= 0x39;
  const letter = byte | 0x20;
  return (
    isDigit || (letter >= 0x61 && letter <= 0x7a) || byte === 0x2d || byte === 0x2b || byte === 0x2e
  );
}
