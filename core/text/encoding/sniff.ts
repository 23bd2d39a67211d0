import type { TextEncodingLabel } from './table.ts';
import { utf32ByNuls, type Utf32 } from './utf-32.ts';

/** Bytes looked at when judging what a file is; a story that differs later is not worth the time. */
export const SAMPLE_BYTES = 64 * 1024;

/** First bytes of files that are often renamed to .txt. */
const MAGIC: readonly { readonly kind: string; readonly bytes: readonly number[] }[] = [
  { kind: 'a PDF document', bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { kind: 'a PNG image', bytes: [0x89, 0x50, 0x4e, 0x47] },
  { kind: 'a JPEG image', bytes: [0xff, 0xd8, 0xff] },
  { kind: 'a GIF image', bytes: [0x47, 0x49, 0x46, 0x38] },
  { kind: 'a Word, spreadsheet or zip file', bytes: [0x50, 0x4b, 0x03, 0x04] },
  { kind: 'an old Word or Office document', bytes: [0xd0, 0xcf, 0x11, 0xe0] },
  { kind: 'a compressed file', bytes: [0x1f, 0x8b] },
  { kind: 'a compressed file', bytes: [0x37, 0x7a, 0xbc, 0xaf] },
  { kind: 'a program', bytes: [0x7f, 0x45, 0x4c, 0x46] },
];

/** Share of control characters from which bytes are not a text; terminal colours stay below it. */
const CONTROL_SHARE = 0.05;

/** Share of NUL bytes that UTF-16 has in Latin script, and that no other text has. */
const UTF16_NUL_SHARE = 0.2;

/** The same in other alphabets, where only spaces and signs have one. */
const UTF16_SPACE_SHARE = 0.04;

export function isTextControl(byte: number): boolean {
  // Tab to carriage return, end of file as DOS wrote it, and the escape of terminal colours.
  return (byte >= 0x09 && byte <= 0x0d) || byte === 0x1a || byte === 0x1b;
}

function countNuls(bytes: Uint8Array): { even: number; odd: number } {
  let even = 0;
  let odd = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    if (bytes[index] !== 0) continue;
    if (index % 2 === 0) even += 1;
    else odd += 1;
  }
  return { even, odd };
}

/** The encodings whose characters are of several bytes each, ASCII ones too. */
type Wide = 'utf-16le' | 'utf-16be' | Utf32;

/**
 * UTF-16 or UTF-32 without a mark, given away by its NULs: UTF-16 has them on one side of the pairs and
 * none on the other.
 */
export function wideByNuls(sample: Uint8Array): Wide | undefined {
  if (!sample.includes(0)) return undefined;
  return utf32ByNuls(sample, isTextControl) ?? utf16ByNuls(sample);
}

function utf16ByNuls(sample: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const { even, odd } = countNuls(sample);
  if (odd > 0 && even > 0) return undefined;
  const nuls = odd + even;
  const many = nuls > sample.length * UTF16_NUL_SHARE;
  const spaces = nuls >= 8 && nuls > sample.length * UTF16_SPACE_SHARE;
  if (!many && !spaces) return undefined;
  return odd > 0 ? 'utf-16le' : 'utf-16be';
}

/**
 * Whether bytes are no text at all, by their first bytes and by the share of NULs and controls.
 * `kind` names what they are where that is known.
 */
export function looksBinary(bytes: Uint8Array): { readonly kind: string | null } | undefined {
  for (const { kind, bytes: magic } of MAGIC) {
    if (magic.every((byte, index) => bytes[index] === byte)) return { kind };
  }
  if (bomOf(bytes)) return undefined;
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const wide = wideByNuls(sample);
  if (wide === 'utf-32le' || wide === 'utf-32be') return undefined;
  if (!wide && sample.includes(0)) return { kind: null };
  const step = wide ? 2 : 1;
  let controls = 0;
  for (let index = 0; index < sample.length; index += step) {
    const first = sample[index] ?? 0;
    const second = sample[index + 1] ?? 0;
    const unit = wide === 'utf-16le' ? first + 256 * second : wide ? 256 * first + second : first;
    if (unit < 0x20 && !isTextControl(unit)) controls += 1;
  }
  return controls > (sample.length / step) * CONTROL_SHARE ? { kind: null } : undefined;
}

export function bomOf(
  bytes: Uint8Array,
): { encoding: TextEncodingLabel; length: number } | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    return { encoding: 'utf-8', length: 3 };
  }
  // The mark of UTF-16 is the beginning of this one; no text begins with a NUL.
  if (bytes[0] === 0xff && bytes[1] === 0xfe && bytes[2] === 0 && bytes[3] === 0) {
    return { encoding: 'utf-32le', length: 4 };
  }
  if (bytes[0] === 0 && bytes[1] === 0 && bytes[2] === 0xfe && bytes[3] === 0xff) {
    return { encoding: 'utf-32be', length: 4 };
  }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', length: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', length: 2 };
  return undefined;
}

/**
 * Whether bytes of ASCII switch to Japanese characters, as ISO-2022-JP does by an escape, `$` and `@` or
 * `B`: colours of terminals have other escapes.
 */
export function hasJapaneseEscape(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(0x1b); at >= 0; at = bytes.indexOf(0x1b, at + 1)) {
    const isSwitch = bytes[at + 2] === 0x40 || bytes[at + 2] === 0x42;
    if (bytes[at + 1] === 0x24 && isSwitch) return bytes.every((byte) => byte < 0x80);
  }
  return false;
}
