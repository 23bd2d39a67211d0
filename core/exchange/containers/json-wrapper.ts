import {
  CLOSE_OBJECT,
  COLON,
  COMMA,
  OPEN_LIST,
  OPEN_OBJECT,
  QUOTE,
} from '../../guards/json-bytes.ts';
import { isRecord } from '../content/read-file.ts';
import { endOf, endOfWords, skipSpace } from './json-ends.ts';
import { outlineOf } from './json-outline.ts';
import { latin1 } from './latin1.ts';

/** Longest name that is looked at, in bytes. */
const NAME_LENGTH = 64;

/** What says where a stretch begins: what has one is a tag, and no text. */
const POSITION = /^(?:start|begin|from|offset)/iu;

/** Records in an object. */
export interface RecordList {
  /** Offset of the first entry, or of its name. */
  readonly from: number;
  /** Whether each has a name before it: they are the values of an object, by their ids. */
  readonly isNamed: boolean;
}

/**
 * Where the records are in an object that has nothing but lists of them, and what is said of these:
 * `{"version": 1, "data": [{"text": …, "entities": […]}]}`, whatever the list is called; or nothing
 * but records by their ids: `{"a": {"text": …, "entities": […]}, "b": …}`.
 *
 * @param start offset of its bracket; the bytes may end before it does
 * @returns none for an object that is a record itself, or is not alone
 */
export function recordListsIn(bytes: Uint8Array, start: number): readonly RecordList[] {
  const lists: RecordList[] = [];
  let at = start;
  const firstName = skipSpace(bytes, start + 1);
  let areRecords = true;
  do {
    const quote = skipSpace(bytes, at + 1);
    if (bytes[quote] !== QUOTE) return [];
    at = endOf(bytes, quote, true).at;
    const end = endOfWords(bytes, quote);
    const colon = skipSpace(bytes, end + 1);
    if (bytes[colon] !== COLON) return [];
    const name = latin1(bytes.subarray(quote + 1, Math.min(end, quote + NAME_LENGTH)));
    const value = skipSpace(bytes, colon + 1);
    const isList = bytes[value] === OPEN_LIST;
    if (name === 'text' || (name === 'data' && !isList)) return [];
    const first = skipSpace(bytes, value + 1);
    if (isList && isRecordOfText(bytes, first, name)) lists.push({ from: first, isNamed: false });
    const isObject = bytes[value] === OPEN_OBJECT;
    areRecords &&= isObject && (quote !== firstName || isRecordOfText(bytes, value, ''));
  } while (bytes[at] === COMMA);
  if (areRecords) lists.push({ from: firstName, isNamed: true });
  const isCut = at >= bytes.length;
  const isAlone = bytes[at] === CLOSE_OBJECT && skipSpace(bytes, at + 1) >= bytes.length;
  return isCut || isAlone ? lists : [];
}

/** Whether an entry of a list is a text with what is said of it, as an object or as a pair. */
function isRecordOfText(bytes: Uint8Array, from: number, list: string): boolean {
  if (bytes[from] !== OPEN_OBJECT && bytes[from] !== OPEN_LIST) return false;
  const entry = outlineOf(bytes.subarray(from, endOf(bytes, from, true).at));
  // Pairs under this name are those of a tool for spaCy, which has its own places for them.
  if (Array.isArray(entry)) return list !== 'annotations' && isPair(entry);
  if (!isRecord(entry)) return false;
  const { text, data } = entry;
  const hasText = typeof text === 'string' || typeof data === 'string' || isRecord(data);
  const isTag = Object.keys(entry).some((name) => POSITION.test(name));
  return hasText && !isTag && Object.values(entry).some(isListOrRecord);
}

/** What is said of a text in a pair, by name. */
const SAID = /^(?:entities|spans|labels?|cats|links)$/u;

/** Whether an entry is a text with its tags: another list of words may be a value of any record. */
function isPair([text, said]: readonly unknown[]): boolean {
  if (typeof text !== 'string') return false;
  if (isRecord(said)) return Object.keys(said).some((name) => SAID.test(name));
  return Array.isArray(said) && said.some(isStretch);
}

function isStretch(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 1 && typeof value[0] === 'number';
  return isRecord(value) && Object.keys(value).some((name) => POSITION.test(name));
}

function isListOrRecord(value: unknown): boolean {
  return Array.isArray(value) || isRecord(value);
}
