import {
  CLOSE_LIST,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  OPEN_LIST,
  OPEN_OBJECT,
  QUOTE,
} from '../../guards/json-bytes.ts';
import { guardJson } from '../../guards/json-guard.ts';
import { CARRIAGE_RETURN, endOf, endOfWords, LINE_FEED, skipSpace } from './json-ends.ts';
import { recordListsIn, type RecordList } from './json-wrapper.ts';

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

/**
 * Cuts a file into its records: lines, the entries of one list, or values over several lines, one
 * after the other. A list may have something around it: `{"data": [record, …]}`. Whether they are JSON
 * is not asked. Linear, and nothing is copied.
 */
export function* cutJson(bytes: Uint8Array): Generator<JsonPiece> {
  const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const start = skipSpace(bytes, bom);
  const isList = bytes[start] === OPEN_LIST;
  const inList = skipSpace(bytes, start + 1);
  // A list that begins with words is a record of its own: a text and its tags.
  if (isList && bytes[inList] !== QUOTE) {
    const { at, number } = yield* cutList(bytes, { from: inList, isNamed: false }, 0);
    const after = skipSpace(bytes, at + 1);
    if (after >= bytes.length) return;
    const wrong = 'Something follows the end of the list.';
    yield { bytes: bytes.subarray(after), what: 'record', number: number + 1, wrong };
    return;
  }
  const wrapped = bytes[start] === OPEN_OBJECT ? recordListsIn(bytes, start) : [];
  let number = 0;
  for (const list of wrapped) ({ number } = yield* cutList(bytes, list, number));
  if (wrapped.length > 0) return;
  if ((isList || bytes[start] === OPEN_OBJECT) && goesOn(bytes, start)) {
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

/**
 * @param list where its first entry begins, or it ends
 * @param before how many records there were before it
 * @returns where it ends, and how many records there were up to there
 */
function* cutList(
  bytes: Uint8Array,
  { from, isNamed }: RecordList,
  before: number,
): Generator<JsonPiece, { readonly at: number; readonly number: number }> {
  const what = 'record';
  const close = isNamed ? CLOSE_OBJECT : CLOSE_LIST;
  let number = before;
  let at = from;
  while (bytes[at] !== close || number > before) {
    const end = endOf(bytes, at, true).at;
    number += 1;
    const piece = bytes.subarray(isNamed ? behindName(bytes, at, end) : at, end);
    const isBlank = skipSpace(piece, 0) === piece.length;
    if (end >= bytes.length) {
      if (!isBlank) yield { bytes: piece, what, number, wrong: null };
      if (!isBlank) number += 1;
      const wrong = 'The file ends before its list does: this and what follows is missing.';
      yield { bytes: piece.subarray(piece.length), what, number, wrong };
      return { at: end, number };
    }
    yield { bytes: piece, what, number, wrong: isBlank ? 'There is nothing in its place.' : null };
    at = end;
    if (bytes[end] === close) break;
    at += 1;
  }
  return { at, number };
}

/**
 * Whether no value goes on behind a line: behind a bracket that closes there can only be a comma or
 * another such bracket. That saves to look for the end of a long line.
 */
function endsBefore(bytes: Uint8Array, end: number): boolean {
  const last = bytes[bytes[end - 1] === CARRIAGE_RETURN ? end - 2 : end - 1];
  const next = bytes[skipSpace(bytes, end)];
  return CLOSING.has(last) && next !== COMMA && !CLOSING.has(next);
}

const CLOSING: ReadonlySet<number | undefined> = new Set([CLOSE_LIST, CLOSE_OBJECT]);

/** Where the value begins that has a name before it, between two offsets. */
function behindName(bytes: Uint8Array, from: number, end: number): number {
  const quote = skipSpace(bytes, from);
  if (bytes[quote] !== QUOTE) return from;
  const colon = skipSpace(bytes, endOfWords(bytes, quote) + 1);
  return bytes[colon] === COLON ? Math.min(colon + 1, end) : from;
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
  if (end >= 0 && endsBefore(bytes, end)) return false;
  if (end < 0 || !endOf(bytes.subarray(0, end), start, false).isOpen) return false;
  return guardJson(bytes.subarray(start, endOf(bytes, start, false).at)).ok;
}
