import {
  decodeStrictly,
  type StrictDecoder,
  type TextEncodingLabel,
} from '../../text/encoding/table.ts';
import { PAGE_LIMITS } from './tree/limits.ts';

/** The most bytes that one character has in the encodings of several bytes. */
const LONGEST = 4;

/**
 * Decodes bytes of an encoding some of which are not of it: U+FFFD stands for each. `undefined` where
 * that would take long, as in one damaged line of many megabytes. In every encoding here a line feed
 * is a byte of its own.
 */
export function decodeLeniently(
  bytes: Uint8Array,
  encoding: TextEncodingLabel,
  decode: StrictDecoder,
): string | undefined {
  if (encoding.startsWith('utf-16') || encoding.startsWith('utf-32')) return undefined;
  const parts: string[] = [];
  let damaged = 0;
  for (let from = 0; from < bytes.length;) {
    const feed = bytes.indexOf(0x0a, from);
    const to = feed < 0 ? bytes.length : feed + 1;
    const line = bytes.subarray(from, to);
    from = to;
    const text = decodeStrictly(line, encoding, decode);
    if (text === undefined) damaged += line.length;
    if (damaged > PAGE_LIMITS.damagedLine) return undefined;
    parts.push(text ?? decodeByCharacter(line, encoding, decode));
  }
  return parts.join('');
}

function decodeByCharacter(
  line: Uint8Array,
  encoding: TextEncodingLabel,
  decode: StrictDecoder,
): string {
  const parts: string[] = [];
  for (let at = 0; at < line.length;) {
    let taken = 1;
    let character: string | undefined;
    for (let length = 1; length <= LONGEST && character === undefined; length += 1) {
      taken = length;
      character = decodeStrictly(line.subarray(at, at + length), encoding, decode);
    }
    at += character === undefined ? 1 : taken;
    parts.push(character ?? '\ufffd');
  }
  return parts.join('');
}
