// Where values of JSON end, told by brackets and words alone; whether they are JSON is not asked.
import {
  QUOTE,
  COMMA,
  BACKSLASH,
  OPEN_LIST,
  CLOSE_LIST,
  OPEN_OBJECT,
  CLOSE_OBJECT,
} from '../../guards/json-bytes.ts';

export const LINE_FEED = 0x0a;
export const CARRIAGE_RETURN = 0x0d;

/**
 * Where an entry of a list ends (before its comma, or before the end of the list) or a value does;
 * `isOpen` where the bytes end first, and not within words.
 */
export function endOf(
  bytes: Uint8Array,
  start: number,
  isEntry: boolean,
): { readonly at: number; readonly isOpen: boolean } {
  let depth = 0;
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) {
      at = endOfWords(bytes, at);
      if (at >= bytes.length) return { at: bytes.length, isOpen: false };
    } else if (byte === OPEN_OBJECT || byte === OPEN_LIST) depth += 1;
    else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
      if (depth === 0) return { at: isEntry ? at : at + 1, isOpen: false };
      depth -= 1;
      if (depth === 0 && !isEntry) return { at: at + 1, isOpen: false };
    } else if (byte === COMMA && depth === 0 && isEntry) return { at, isOpen: false };
  }
  return { at: bytes.length, isOpen: depth > 0 };
}

/** The offset of the quotation mark that ends words; at least the length where the bytes end first. */
export function endOfWords(bytes: Uint8Array, start: number): number {
  let at = start + 1;
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return at;
}

/** The offset of the next byte that is no white space. */
export function skipSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  for (;;) {
    const byte = bytes[at];
    if (byte !== 0x20 && byte !== LINE_FEED && byte !== CARRIAGE_RETURN && byte !== 0x09) return at;
    at += 1;
  }
}
