/** Where UTF-8 is damaged for the first time, and how often. */
export interface Damage {
  /** Damaged places: bytes that are part of no character, or the beginning of one that is cut. */
  readonly count: number;
  /** Of the first: counted from 0, and its value. */
  readonly offset: number;
  readonly byte: number;
}

/**
 * Length of the character at `offset`, or the negative length of what is none: as many bytes as
 * could have begun one, which WHATWG replaces by one U+FFFD.
 */
function lengthAt(bytes: Uint8Array, offset: number): number {
  const first = bytes[offset] ?? 0;
  if (first < 0x80) return 1;
  const length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  if (length === 0) return -1;
  const lowest = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const highest = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  for (let index = 1; index < length; index += 1) {
    const byte = bytes[offset + index] ?? 0;
    const [from, to] = index === 1 ? [lowest, highest] : [0x80, 0xbf];
    if (byte < from || byte > to) return -index;
  }
  return length;
}

/** Calls `visit` with each damaged place and each character of several bytes. */
function scan(bytes: Uint8Array, visit: (offset: number, length: number) => void): void {
  for (let offset = 0; offset < bytes.length;) {
    const length = lengthAt(bytes, offset);
    if (length !== 1) visit(offset, length);
    offset += Math.abs(length);
  }
}

/** Where bytes are not UTF-8; `null` where they are. */
export function findDamage(bytes: Uint8Array): Damage | null {
  let count = 0;
  let first = -1;
  scan(bytes, (offset, length) => {
    if (length > 0) return;
    count += 1;
    if (first < 0) first = offset;
  });
  return count === 0 ? null : { count, offset: first, byte: bytes[first] ?? 0 };
}

/** Bytes of sound characters for each damaged place from which bytes are UTF-8 that was damaged. */
const SOUND_BYTES = 3;

/**
 * Whether bytes that are not UTF-8 were once: characters of several bytes are rare by chance in any
 * other encoding, and damage is rare in a text.
 */
export function isMostlyUtf8(bytes: Uint8Array): boolean {
  let sound = 0;
  let damaged = 0;
  scan(bytes, (_, length) => {
    if (length > 0) sound += length;
    else damaged += 1;
  });
  return sound >= SOUND_BYTES * damaged;
}

/** The bytes with U+FFFD in place of all that is no UTF-8. */
export function replaceDamaged(bytes: Uint8Array): Uint8Array {
  let grown = 0;
  scan(bytes, (_, length) => {
    if (length < 0) grown += 3 + length;
  });
  const made = new Uint8Array(bytes.length + grown);
  let from = 0;
  let at = 0;
  scan(bytes, (offset, length) => {
    if (length > 0) return;
    made.set(bytes.subarray(from, offset), at);
    at += offset - from;
    made.set([0xef, 0xbf, 0xbd], at);
    at += 3;
    from = offset - length;
  });
  made.set(bytes.subarray(from), at);
  return made;
}
