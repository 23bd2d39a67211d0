import {
  QUOTE,
  COMMA,
  COLON,
  BACKSLASH,
  OPEN_LIST,
  CLOSE_LIST,
  OPEN_OBJECT,
  CLOSE_OBJECT,
} from './json-bytes.ts';
import { hasForbiddenName } from './labels.ts';
import { err, ok, type Result } from '../result.ts';

/** Limits on a JSON file, checked on its bytes before anything is parsed. */
export const JSON_LIMITS = {
  /** Bytes. */
  bytes: 128 * 1024 * 1024,
  /** Objects and arrays inside one another. */
  depth: 32,
  /** Objects, arrays, strings, numbers and literals; keys and punctuation are not counted. */
  tokens: 4_000_000,
} as const;

/** Every `offset` is in bytes from the beginning of the file. */
export type JsonGuardError =
  | { readonly type: 'empty' }
  | { readonly type: 'too-large'; readonly bytes: number; readonly limit: number }
  | { readonly type: 'nul-bytes'; readonly offset: number }
  /** A byte order mark of UTF-16, or bytes that are not UTF-8. */
  | { readonly type: 'not-utf8'; readonly offset: number }
  | { readonly type: 'too-deep'; readonly offset: number; readonly limit: number }
  | { readonly type: 'too-many-tokens'; readonly limit: number }
  | { readonly type: 'truncated'; readonly offset: number }
  | { readonly type: 'unexpected'; readonly offset: number; readonly found: string }
  | { readonly type: 'trailing'; readonly offset: number }
  /** A name that JavaScript objects own, such as `__proto__`. */
  | { readonly type: 'forbidden-key'; readonly offset: number; readonly key: string }
  | { readonly type: 'repeated-key'; readonly offset: number; readonly key: string };

export interface JsonScan {
  /** Bytes of a UTF-8 byte order mark to leave out before parsing: 0 or 3. */
  readonly bom: number;
  readonly tokens: number;
  /** Deepest nesting. */
  readonly depth: number;
}

const MINUS = 0x2d;

const LITERALS: ReadonlyMap<number, readonly number[]> = new Map(
  ['true', 'false', 'null'].map((word) => [
    word.charCodeAt(0),
    Array.from(word, (c) => c.charCodeAt(0)),
  ]),
);
/** What may follow a backslash, besides `u`. */
const ESCAPES = new Set(Array.from('"\\/bfnrt', (c) => c.charCodeAt(0)));

/**
 * Reads the bytes once, without recursion and without building anything, and says whether
 * `JSON.parse` would accept them and stay within the limits. Needed because `JSON.parse` takes
 * seconds over millions of empty objects, accepts any depth, on which everything after it then
 * fails, and keeps the last of two equal keys without a word; all three are refused here, and keys
 * such as `__proto__` with them.
 */
export function guardJson(
  bytes: Uint8Array,
  limits: { readonly bytes: number; readonly depth: number; readonly tokens: number } = JSON_LIMITS,
): Result<JsonScan, JsonGuardError> {
  if (bytes.length > limits.bytes) {
    return err({ type: 'too-large', bytes: bytes.length, limit: limits.bytes });
  }
  const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return err({ type: 'not-utf8', offset: 0 });
  }
  return new JsonScanner(bytes, bom, limits).scan();
}

class JsonScanner {
  #at: number;
  #tokens = 0;
  #deepest = 0;
  /** One entry per open object or array: the keys seen, or `null` for an array. */
  readonly #open: (KeysOfObject | null)[] = [];
  /** One for each depth, which serves all objects there, one after another. */
  readonly #keys: (KeysOfObject | undefined)[] = [];
  readonly #known: KnownKeys;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly bom: number,
    private readonly limits: { readonly depth: number; readonly tokens: number },
  ) {
    this.#at = bom;
    this.#known = new KnownKeys(bytes);
  }

  scan(): Result<JsonScan, JsonGuardError> {
    this.#skipSpace();
    if (this.#at >= this.bytes.length) return err({ type: 'empty' });
    const wrong = this.#scanValues();
    if (wrong) return err(wrong);
    this.#skipSpace();
    if (this.#at < this.bytes.length) return err({ type: 'trailing', offset: this.#at });
    return ok({ bom: this.bom, tokens: this.#tokens, depth: this.#deepest });
  }

  /** Scans one value with all that is in it; `#open` takes the place of the call stack. */
  #scanValues(): JsonGuardError | undefined {
    for (;;) {
      // Here a value begins.
      this.#skipSpace();
      this.#tokens += 1;
      if (this.#tokens > this.limits.tokens) {
        return { type: 'too-many-tokens', limit: this.limits.tokens };
      }
      const byte = this.bytes[this.#at];
      if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
        if (this.#open.length >= this.limits.depth) {
          return { type: 'too-deep', offset: this.#at, limit: this.limits.depth };
        }
        this.#open.push(byte === OPEN_OBJECT ? this.#newKeys() : null);
        this.#deepest = Math.max(this.#deepest, this.#open.length);
        this.#at += 1;
        this.#skipSpace();
        if (this.bytes[this.#at] === (byte === OPEN_OBJECT ? CLOSE_OBJECT : CLOSE_LIST)) {
          this.#at += 1;
          this.#open.pop();
        } else {
          const keys = this.#open.at(-1);
          const wrong = keys ? this.#scanKey(keys) : undefined;
          if (wrong) return wrong;
          continue;
        }
      } else {
        const wrong = this.#scanScalar(byte);
        if (wrong) return wrong;
      }
      // Here a value has ended; close what ends with it.
      let next = false;
      while (!next) {
        if (this.#open.length === 0) return undefined;
        this.#skipSpace();
        const keys = this.#open.at(-1);
        const after = this.bytes[this.#at];
        if (after === COMMA) {
          this.#at += 1;
          this.#skipSpace();
          const wrong = keys ? this.#scanKey(keys) : undefined;
          if (wrong) return wrong;
          next = true;
        } else if (after === (keys ? CLOSE_OBJECT : CLOSE_LIST)) {
          this.#at += 1;
          this.#open.pop();
        } else return this.#unexpected();
      }
    }
  }

  #newKeys(): KeysOfObject {
    const keys = (this.#keys[this.#open.length] ??= new KeysOfObject(this.bytes));
    keys.begin();
    return keys;
  }

  #skipSpace(): void {
    // Local copies: this and the next loop see nearly every byte of a file.
    const { bytes } = this;
    let at = this.#at;
    for (;;) {
      const byte = bytes[at];
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) break;
      at += 1;
    }
    this.#at = at;
  }

  #unexpected(): JsonGuardError {
    const byte = this.bytes[this.#at];
    if (byte === undefined) return { type: 'truncated', offset: this.#at };
    if (byte === 0) return { type: 'nul-bytes', offset: this.#at };
    const printable = byte > 0x20 && byte < 0x7f;
    const found = printable
      ? String.fromCharCode(byte)
      : `byte 0x${byte.toString(16).padStart(2, '0')}`;
    return { type: 'unexpected', offset: this.#at, found };
  }

  #scanKey(keys: KeysOfObject): JsonGuardError | undefined {
    const start = this.#at;
    if (this.bytes[start] !== QUOTE) return this.#unexpected();
    const end = keys.skipExpected(start + 1);
    if (end === undefined) {
      const wrong = this.#scanOtherKey(keys);
      if (wrong) return wrong;
    } else this.#at = end + 1;
    this.#skipSpace();
    if (this.bytes[this.#at] !== COLON) return this.#unexpected();
    this.#at += 1;
    return undefined;
  }

  #scanOtherKey(keys: KeysOfObject): JsonGuardError | undefined {
    const offset = this.#at;
    const wrong = this.#scanString();
    if (wrong) return wrong;
    const [start, end] = [offset + 1, this.#at - 1];
    let known = this.#known.find(start, end);
    if (known === undefined) {
      const text = this.#keyText(start, end);
      if (text === undefined) return { type: 'not-utf8', offset };
      if (hasForbiddenName(text)) return { type: 'forbidden-key', offset, key: text };
      known = { start, end, text };
      this.#known.add(known);
    }
    return keys.add(known) ? undefined : { type: 'repeated-key', offset, key: known.text };
  }

  /** The key as `JSON.parse` will read it, so that `"id"` and `"\u0069d"` are seen to be one. */
  #keyText(start: number, end: number): string | undefined {
    let plain = '';
    let percent = '';
    let ascii = true;
    for (let at = start; at < end; at += 1) {
      const byte = this.bytes[at] ?? 0;
      if (byte >= 0x80 || byte === BACKSLASH) ascii = false;
      plain += String.fromCharCode(byte);
    }
    if (ascii) return plain;
    for (const c of plain) {
      const code = c.charCodeAt(0);
      percent += code >= 0x80 || c === '%' ? `%${code.toString(16).padStart(2, '0')}` : c;
    }
    try {
      return JSON.parse(`"${decodeURIComponent(percent)}"`) as string;
    } catch {
      return undefined;
    }
  }

  #scanScalar(byte: number | undefined): JsonGuardError | undefined {
    if (byte === QUOTE) return this.#scanString();
    if (byte === MINUS || (byte !== undefined && isDigit(byte))) return this.#scanNumber();
    const literal = byte === undefined ? undefined : LITERALS.get(byte);
    if (!literal) return this.#unexpected();
    for (const expected of literal) {
      if (this.bytes[this.#at] !== expected) return this.#unexpected();
      this.#at += 1;
    }
    return undefined;
  }

  #scanString(): JsonGuardError | undefined {
    const { bytes } = this;
    this.#at += 1;
    for (;;) {
      let at = this.#at;
      let byte = bytes[at];
      while (byte !== undefined && byte >= 0x20 && byte !== QUOTE && byte !== BACKSLASH) {
        at += 1;
        byte = bytes[at];
      }
      this.#at = at;
      if (byte !== QUOTE && byte !== BACKSLASH) return this.#unexpected();
      this.#at += 1;
      if (byte === QUOTE) return undefined;
      const escaped = this.bytes[this.#at];
      if (escaped === 0x75) {
        for (let digit = 1; digit <= 4; digit += 1) {
          this.#at += 1;
          if (!isHex(this.bytes[this.#at])) return this.#unexpected();
        }
      } else if (escaped === undefined || !ESCAPES.has(escaped)) return this.#unexpected();
      this.#at += 1;
    }
  }

  #scanNumber(): JsonGuardError | undefined {
    if (this.bytes[this.#at] === MINUS) this.#at += 1;
    if (this.bytes[this.#at] === 0x30) this.#at += 1;
    else if (!this.#scanDigits()) return this.#unexpected();
    if (this.bytes[this.#at] === 0x2e) {
      this.#at += 1;
      if (!this.#scanDigits()) return this.#unexpected();
    }
    if (((this.bytes[this.#at] ?? 0) | 0x20) === 0x65) {
      this.#at += 1;
      const sign = this.bytes[this.#at];
      if (sign === MINUS || sign === 0x2b) this.#at += 1;
      if (!this.#scanDigits()) return this.#unexpected();
    }
    return undefined;
  }

  #scanDigits(): boolean {
    const start = this.#at;
    while (isDigit(this.bytes[this.#at] ?? 0)) this.#at += 1;
    return this.#at > start;
  }
}

/** A key of the file; the offsets are those of its first and after its last byte. */
interface Key {
  readonly start: number;
  readonly end: number;
  /** As `JSON.parse` reads it. */
  readonly text: string;
}

/** Keys of an object up to which looking through them costs less than a set. */
const FEW_KEYS = 16;

/**
 * The keys of the objects at one depth. Records of a file have the same keys in the same order:
 * what stands where the last object had a key is compared with that one first, and nothing else has
 * to be done for it.
 */
class KeysOfObject {
  /** Those of the present object, and behind them what the last one had there; all different. */
  readonly #keys: Key[] = [];
  /** Keys of the present object. */
  #count = 0;
  /** The texts of the present object's keys, once they are many. */
  #many: Set<string> | null = null;

  constructor(private readonly bytes: Uint8Array) {}

  begin(): void {
    this.#count = 0;
    this.#many = null;
  }

  /** Where the key ends that begins at `start`, if it is the one that the last object had here. */
  skipExpected(start: number): number | undefined {
    const expected = this.#keys[this.#count];
    if (!expected) return undefined;
    const end = start + expected.end - expected.start;
    if (this.bytes[end] !== QUOTE || !areSame(this.bytes, start, expected)) return undefined;
    this.#count += 1;
    return end;
  }

  /** Whether the key is there for the first time. */
  add(key: Key): boolean {
    this.#keys.length = this.#count;
    if (this.#count < FEW_KEYS) {
      if (this.#keys.some(({ text }) => text === key.text)) return false;
    } else {
      this.#many ??= new Set(this.#keys.map(({ text }) => text));
      if (this.#many.has(key.text)) return false;
      this.#many.add(key.text);
    }
    this.#keys.push(key);
    this.#count += 1;
    return true;
  }
}

/** Different keys that are remembered of a file. */
const KNOWN_KEYS = 1024;

/** Keys that were read before: a file repeats the same few, and making a string of bytes costs most. */
class KnownKeys {
  /** By the sum of their bytes. */
  readonly #known = new Map<number, Key>();

  constructor(private readonly bytes: Uint8Array) {}

  find(start: number, end: number): Key | undefined {
    const known = this.#known.get(this.#sum(start, end));
    if (!known || known.end - known.start !== end - start) return undefined;
    return areSame(this.bytes, start, known) ? known : undefined;
  }

  add(key: Key): void {
    if (this.#known.size >= KNOWN_KEYS) return;
    const sum = this.#sum(key.start, key.end);
    if (!this.#known.has(sum)) this.#known.set(sum, key);
  }

  #sum(start: number, end: number): number {
    let sum = 0;
    for (let at = start; at < end; at += 1) sum = (Math.imul(sum, 31) + (this.bytes[at] ?? 0)) | 0;
    return sum;
  }
}

/** Whether the bytes from `start` on are those of a key. */
function areSame(bytes: Uint8Array, start: number, { start: from, end }: Key): boolean {
  for (let at = from; at < end; at += 1) {
    if (bytes[at] !== bytes[start + at - from]) return false;
  }
  return true;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

function isHex(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  const lower = byte | 0x20;
  return isDigit(byte) || (lower >= 0x61 && lower <= 0x66);
}
