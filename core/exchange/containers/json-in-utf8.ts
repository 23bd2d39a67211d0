import { bomOf } from '../../text/encoding/sniff.ts';
import { decodeStrictly } from '../../text/encoding/table.ts';
import type { CodecTools } from '../content/codec.ts';

const JSON_NAME = /\.(?:json|jsonl|jsonld|ndjson)$/iu;

/**
 * The bytes of a file of JSON in UTF-8, which is what JSON is read in: terminals of Windows write
 * what a program prints in UTF-16, with a byte order mark. As they are where the name says that it
 * is something else, or where they are in UTF-8 already or damaged.
 */
export function jsonInUtf8(
  path: string,
  bytes: Uint8Array,
  { decode, encode }: Pick<CodecTools, 'decode' | 'encode'>,
): Uint8Array {
  const mark = JSON_NAME.test(path) ? bomOf(bytes) : undefined;
  if (!mark || mark.encoding === 'utf-8') return bytes;
  const text = decodeStrictly(bytes.subarray(mark.length), mark.encoding, decode);
  return text === undefined ? bytes : encode(text);
}
