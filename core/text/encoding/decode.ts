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
import { SAMPLE_BYTES, utf16ByNuls, looksBinary, bomOf } from './sniff.ts';
import { rankEncodings } from './detect.ts';

/** A text as it was decoded, never normalised. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: TextEncodingLabel;
  readonly bom: boolean;
  /** `certain`: a byte order mark or strict UTF-8; otherwise a guess that a person must check. */
  readonly certainty:
    { readonly type: 'certain' } | { readonly type: 'guess'; readonly percent: number };
}

export type TextError =
  | { readonly type: 'empty' }
  /** White space only. */
  | { readonly type: 'blank' }
  /** `kind`: what its first bytes say it is, where they say anything. */
  | { readonly type: 'binary'; readonly kind: string | null }
  | { readonly type: 'undecodable'; readonly encoding: string | null }
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
  const decoded =
    encoding === undefined ? detect(bytes, decode) : decodeAs(bytes, encoding, decode);
  if (!decoded) return err({ type: 'undecodable', encoding: encoding ?? null });
  const wrong = checkText(decoded.text);
  return wrong ? err(wrong) : ok(decoded);
}

function decodeAs(
  bytes: Uint8Array,
  label: string,
  decode: StrictDecoder,
): DecodedText | undefined {
  const encoding = findEncoding(label);
  if (!encoding) return undefined;
  const bom = bomOf(bytes);
  const marked = bom?.encoding === encoding;
  const text = decodeStrictly(marked ? bytes.subarray(bom.length) : bytes, encoding, decode);
  return text === undefined
    ? undefined
    : { text, encoding, bom: marked, certainty: { type: 'certain' } };
}

function detect(bytes: Uint8Array, decode: StrictDecoder): DecodedText | undefined {
  const marked = bomOf(bytes);
  if (marked) {
    const decoded = decodeAs(bytes, marked.encoding, decode);
    // UTF-16 that is cut off in the middle of a character is nothing else either.
    if (decoded || marked.encoding !== 'utf-8') return decoded;
  }
  if (!utf16ByNuls(bytes.subarray(0, SAMPLE_BYTES))) {
    const utf8 = decodeAs(bytes, 'utf-8', decode);
    if (utf8) return utf8;
  }
  for (const { encoding, percent } of rankEncodings(bytes, decode)) {
    const decoded = decodeAs(bytes, encoding, decode);
    if (decoded) return { ...decoded, certainty: { type: 'guess', percent } };
  }
  return undefined;
}

const LINE_BREAK = /\r\n|[\n\r\u2028\u2029]/gu;

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
