import { decodeBytes } from '../../text/encoding/decode.ts';
import { decodeStrictly, encodingName, findEncoding } from '../../text/encoding/table.ts';
import { bomOf } from '../../text/encoding/sniff.ts';
import { findDamage } from '../../text/encoding/utf-8.ts';
import type { SourceTools } from '../reader.ts';

/** The text of a part, with what is to be said of its encoding: a sentence. */
export interface PartText {
  readonly text: string;
  readonly warning: string | null;
}

/** In UTF-7 any text can look like another one: programs for mail have stopped to read it. */
export function isUtf7(charset: string): boolean {
  return /^(?:unicode-1-1-)?utf-?7(?:-imap)?$/iu.test(charset.trim());
}

/** One byte for each character: bytes in them are hardly ever UTF-8 by chance. */
const SINGLE_BYTES = /^(?:windows-125|iso-8859-|koi8|ibm866|macintosh|x-mac)/u;

/**
 * The text of some bytes in the encoding that their header names, unless they cannot be in it.
 *
 * @param chosen the encoding that the analyst chose
 * @returns `undefined` where no encoding fits
 */
export function decodePart(
  bytes: Uint8Array,
  charset: string,
  chosen: string | undefined,
  { decode }: Pick<SourceTools, 'decode'>,
): PartText | undefined {
  if (chosen !== undefined) {
    const decoded = decodeBytes(bytes, decode, chosen);
    return decoded.ok ? { text: decoded.value.text, warning: null } : undefined;
  }
  const isPlain =
    charset === '' || /^(?:us-?ascii|ascii|ansi_x3\.4-1968|unknown-8bit)$/iu.test(charset);
  const label = isPlain ? undefined : findEncoding(charset);
  const isUtf8 = isMarkedUtf8(bytes);
  if (!isPlain && !bomOf(bytes) && !(isUtf8 && label !== undefined && SINGLE_BYTES.test(label))) {
    const text =
      label === undefined ? decode(bytes, charset) : decodeStrictly(bytes, label, decode);
    if (text !== undefined) return { text, warning: null };
  }
  const decoded = decodeBytes(bytes, decode);
  if (!decoded.ok) return undefined;
  const { text, encoding, certainty } = decoded.value;
  const isOther = !isPlain && encoding !== label;
  const says = isOther
    ? `Its header says that it is in ${charset.slice(0, 40)}, which it is not. `
    : '';
  const guess =
    certainty.type === 'guess'
      ? `It is read as ${encodingName(encoding)}, which is a guess (${certainty.percent} % sure). Look at its words.`
      : `It is read as ${encodingName(encoding)}.`;
  return { text, warning: isOther || certainty.type === 'guess' ? says + guess : null };
}

/** Whether bytes are UTF-8, and have characters in them that nothing else would write so. */
function isMarkedUtf8(bytes: Uint8Array): boolean {
  return bytes.some((byte) => byte >= 0x80) && findDamage(bytes) === null;
}
