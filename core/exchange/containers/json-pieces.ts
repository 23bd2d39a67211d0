import {
  QUOTE,
  COMMA,
  BACKSLASH,
  OPEN_LIST,
  CLOSE_LIST,
  OPEN_OBJECT,
  CLOSE_OBJECT,
} from '../../guards/json-bytes.ts';
import { guardJson } from '../../guards/json-guard.ts';

/** A part of a file that should be one value of JSON. */
export interface JsonPiece {
  readonly bytes: Uint8Array;
  /** What a person would count. */
  readonly what: 'line' | 'record';
  /** From 1. */
  readonly number: number;
  /** Why it is none, where that is known from what stands around it: a whole sentence. */
  readonly wrong: string | null;
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * Cuts a file into its records: lines, the entries of one list, or values over several lines, one
 * after the other. Whether they are JSON is not asked. Linear, and nothing is copied.
 */
export function* cutJson(bytes: Uint8Array): Generator<JsonPiece> {
  const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const start = skipSpace(bytes, bom);
  const isList = bytes[start] === OPEN_LIST;
  const inList = skipSpace(bytes, start + 1);
  // A list that begins with words is a record of its own: a text and its tags.
  if (isList && bytes[inList] !== QUOTE) yield* cutList(bytes, inList);
  else if ((isList || bytes[start] === OPEN_OBJECT) && goesOn(bytes, start)) {
    yield* cutValues(bytes, start);
  } else yield* cutLines(bytes);
}

/** What ends the lines of a file: there are some without a single line feed. */
export function lineEndIn(bytes: Uint8Array): number {
  return bytes.includes(LINE_FEED) ? LINE_FEED : CARRIAGE_RETURN;
}

function* cutLines(bytes: Uint8Array): Generator<JsonPiece> {
  const lineEnd = lineEndIn(bytes);
  let number = 0;
  for (let start = 0; start < bytes.length;) {
    const found = bytes.indexOf(lineEnd, start);
    const end = found < 0 ? bytes.length : found;
    const line = bytes.subarray(start, end);
    start = end + 1;
    number += 1;
    if (skipSpace(line, 0) < line.length) yield { bytes: line, what: 'line', number, wrong: null };
  }
}

/** @param from where its first entry begins, or it ends */
function* cutList(bytes: Uint8Array, from: number): Generator<JsonPiece> {
  const what = 'record';
  let number = 0;
  let at = from;
  while (bytes[at] !== CLOSE_LIST || number > 0) {
    const end = endOf(bytes, at, true).at;
    number += 1;
    const piece = bytes.subarray(at, end);
    const isBlank = skipSpace(piece, 0) === piece.length;
    if (end >= bytes.length) {
      if (!isBlank) yield { bytes: piece, what, number, wrong: null };
      const wrong = 'The file ends before its list does: this and what follows is missing.';
      yield {
        bytes: piece.subarray(piece.length),
        what,
        number: number + (isBlank ? 0 : 1),
        wrong,
      };
      return;
    }
    yield { bytes: piece, what, number, wrong: isBlank ? 'There is nothing in its place.' : null };
    at = end;
    if (bytes[end] === CLOSE_LIST) break;
    at += 1;
  }
  const after = skipSpace(bytes, at + 1);
  if (after >= bytes.length) return;
  const wrong = 'Something follows the end of the list.';
  yield { bytes: bytes.subarray(after), what, number: number + 1, wrong };
}

function* cutValues(bytes: Uint8Array, from: number): Generator<JsonPiece> {
  let number = 0;
  for (let start = from; start < bytes.length; start = skipSpace(bytes, start)) {
    const end = endOf(bytes, start, false).at;
    number += 1;
    yield { bytes: bytes.subarray(start, end), what: 'record', number, wrong: null };
    start = end;
  }
}

/**
 * Whether a value goes on behind the end of the line on which it begins. A line that is only damaged
 * looks the same up to its end, and what follows it makes it no value.
 */
function goesOn(bytes: Uint8Array, start: number): boolean {
  const end = bytes.indexOf(lineEndIn(bytes), start);
  if (end < 0 || !endOf(bytes.subarray(0, end), start, false).isOpen) return false;
  return guardJson(bytes.subarray(start, endOf(bytes, start, false).at)).ok;
}

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
      at += 1;
      for (; at < bytes.length && bytes[at] !== QUOTE; at += 1)
        if (bytes[at] === BACKSLASH) at += 1;
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

function skipSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  for (;;) {
    const byte = bytes[at];
    if (byte !== 0x20 && byte !== LINE_FEED && byte !== CARRIAGE_RETURN && byte !== 0x09) return at;
    at += 1;
  }
}
