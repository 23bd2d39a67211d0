// Bytes become text: which encoding they are in, and whether they are text at all. What the text says is
// not looked at here.
import { ARTICLE_LIMITS } from './limits.ts';
import { err, ok, type Result } from '../../result.ts';
import {
  type StrictDecoder,
  type TextEncodingLabel,
  findEncoding,
  decodeStrictly,
} from './table.ts';
import { SAMPLE_BYTES, wideByNuls, looksBinary, bomOf, hasJapaneseEscape } from './sniff.ts';
import { rankEncodings } from './detect.ts';
import { findDamage, isMostlyUtf8 } from './utf-8.ts';

/** Where a text in UTF-8 is damaged. */
export interface DamagedPlace {
  /** How many places are. */
  readonly count: number;
  /** Of the first: line and character of the line, from 1; its offset in bytes, from 0; its value. */
  readonly line: number;
  readonly column: number;
  readonly offset: number;
  readonly byte: number;
}

/** A text as it was decoded, never normalised. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: TextEncodingLabel;
  readonly bom: boolean;
  /**
   * `certain`: a byte order mark or strict UTF-8; `guess`: a person must check it; `damaged`: UTF-8
   * with U+FFFD in each place that is none, as somebody asked for.
   */
  readonly certainty:
    | { readonly type: 'certain' }
    | { readonly type: 'guess'; readonly percent: number }
    | ({ readonly type: 'damaged' } & DamagedPlace);
}

export type TextError =
  | { readonly type: 'empty' }
  /** White space only. */
  | { readonly type: 'blank' }
  /** `kind`: what its first bytes say it is, where they say anything. */
  | { readonly type: 'binary'; readonly kind: string | null }
  | { readonly type: 'undecodable'; readonly encoding: string | null }
  | ({ readonly type: 'damaged' } & DamagedPlace)
  /** `line` counts from 1. */
  | { readonly type: 'nulls'; readonly line: number }
  /** Bytes. */
  | { readonly type: 'too-large'; readonly bytes: number; readonly limit: number }
  /** UTF-16 code units. */
  | { readonly type: 'too-long'; readonly length: number; readonly limit: number }
  /** `line` counts from 1; `length` in UTF-16 code units. */
  | {
      readonly type: 'line-too-long';
      readonly line: number;
      readonly length: number;
      readonly limit: number;
    }
  | { readonly type: 'too-many-paragraphs'; readonly limit: number };

/**
 * Reads an article's bytes: byte order mark, else strict UTF-8, else the best guess, marked as one.
 * With `encoding` the person has chosen, and what they chose is certain.
 */
export function decodeText(
  bytes: Uint8Array,
  decode: StrictDecoder,
  encoding?: string,
): Result<DecodedText, TextError> {
  if (bytes.length === 0) return err({ type: 'empty' });
  if (bytes.length > ARTICLE_LIMITS.bytes) {
    return err({ type: 'too-large', bytes: bytes.length, limit: ARTICLE_LIMITS.bytes });
  }
  const binary = looksBinary(bytes);
  if (binary) return err({ type: 'binary', kind: binary.kind });
  const decoded = decodeBytes(bytes, decode, encoding);
  if (!decoded.ok) return decoded;
  const { text } = decoded.value;
  const wrong = checkText(text) ?? findNull(text);
  return wrong ? err(wrong) : decoded;
}

/** The same of bytes that are no article but have some in them, such as a table: limits are for whoever reads it. */
export function decodeBytes(
  bytes: Uint8Array,
  decode: StrictDecoder,
  encoding?: string,
): Result<DecodedText, TextError> {
  return encoding === undefined ? detect(bytes, decode) : decodeAs(bytes, encoding, decode);
}

/** Null characters come of a wrong encoding or a failed write, and are in no text. */
function findNull(text: string): TextError | undefined {
  const at = text.indexOf('\0');
  return at < 0 ? undefined : { type: 'nulls', line: endOf(text.slice(0, at)).line };
}

function decodeAs(
  bytes: Uint8Array,
  label: string,
  decode: StrictDecoder,
): Result<DecodedText, TextError> {
  const encoding = findEncoding(label);
  if (!encoding) return err({ type: 'undecodable', encoding: label });
  const isUtf8 = encoding === 'utf-8' || encoding === 'utf-8-replace';
  const mark = bomOf(bytes);
  const bom = mark?.encoding === (isUtf8 ? 'utf-8' : encoding);
  const content = bom ? bytes.subarray(mark.length) : bytes;
  const text = decodeStrictly(content, encoding, decode);
  const damage = isUtf8 ? findDamage(content) : null;
  if (damage === null) {
    return text === undefined
      ? err({ type: 'undecodable', encoding: label })
      : // Where nothing had to be replaced, it is plain UTF-8.
        ok({ text, encoding: isUtf8 ? 'utf-8' : encoding, bom, certainty: { type: 'certain' } });
  }
  const before = decode(content.subarray(0, damage.offset), 'utf-8') ?? '';
  const place: DamagedPlace = {
    count: damage.count,
    ...endOf(before),
    offset: damage.offset + bytes.length - content.length,
    byte: damage.byte,
  };
  return text === undefined
    ? err({ type: 'damaged', ...place })
    : ok({ text, encoding, bom, certainty: { type: 'damaged', ...place } });
}

function detect(bytes: Uint8Array, decode: StrictDecoder): Result<DecodedText, TextError> {
  const marked = bomOf(bytes);
  if (marked) {
    const decoded = decodeAs(bytes, marked.encoding, decode);
    // UTF-16 that is cut off in the middle of a character is nothing else either.
    const isLost = !decoded.ok && decoded.error.type === 'undecodable';
    return isLost ? err({ type: 'undecodable', encoding: null }) : decoded;
  }
  if (hasJapaneseEscape(bytes)) {
    const decoded = decodeAs(bytes, 'iso-2022-jp', decode);
    if (decoded.ok) return ok({ ...decoded.value, certainty: { type: 'guess', percent: 99 } });
  }
  if (!wideByNuls(bytes.subarray(0, SAMPLE_BYTES))) {
    const utf8 = decodeAs(bytes, 'utf-8', decode);
    if (utf8.ok || isMostlyUtf8(bytes)) return utf8;
  }
  for (const { encoding, percent } of rankEncodings(bytes, decode)) {
    const decoded = decodeAs(bytes, encoding, decode);
    if (decoded.ok) return ok({ ...decoded.value, certainty: { type: 'guess', percent } });
  }
  return err({ type: 'undecodable', encoding: null });
}

const LINE_BREAK = /\r\n|[\n\r\u2028\u2029]/gu;

/** Where something stands that follows a text: its line and its character in it, from 1. */
function endOf(text: string): { readonly line: number; readonly column: number } {
  let line = 1;
  let start = 0;
  for (const match of text.matchAll(LINE_BREAK)) {
    line += 1;
    start = match.index + match[0].length;
  }
  return { line, column: Array.from(text.slice(start)).length + 1 };
}

/** What is wrong with a decoded text as an article, if anything. */
export function checkText(text: string): TextError | undefined {
  if (text.length === 0) return { type: 'empty' };
  if (!/[^\s\u200b\u2060\ufeff]/u.test(text)) return { type: 'blank' };
  if (text.length > ARTICLE_LIMITS.length) {
    return { type: 'too-long', length: text.length, limit: ARTICLE_LIMITS.length };
  }
  let line = 1;
  let start = 0;
  const tooLong = (end: number): TextError | undefined =>
    end - start > ARTICLE_LIMITS.line
      ? { type: 'line-too-long', line, length: end - start, limit: ARTICLE_LIMITS.line }
      : undefined;
  for (const match of text.matchAll(LINE_BREAK)) {
    const wrong = tooLong(match.index);
    if (wrong) return wrong;
    line += 1;
    start = match.index + match[0].length;
    if (line > ARTICLE_LIMITS.paragraphs) {
      return { type: 'too-many-paragraphs', limit: ARTICLE_LIMITS.paragraphs };
    }
  }
  return tooLong(text.length);
}
