/**
 * Decodes bytes strictly: `undefined` where they are not of that encoding. A byte order mark is
 * not treated specially. Comes in as an argument because the language itself has no decoder.
 */
export type StrictDecoder = (bytes: Uint8Array, encoding: string) => string | undefined;

/** Encodings an article may be read with: WHATWG labels with the names that people know. */
export const TEXT_ENCODINGS = [
  { label: 'utf-8', name: 'UTF-8' },
  { label: 'utf-16le', name: 'UTF-16 (little-endian)' },
  { label: 'utf-16be', name: 'UTF-16 (big-endian)' },
  { label: 'windows-1252', name: 'Western European (Windows-1252, ISO-8859-1)' },
  { label: 'windows-1250', name: 'Central European (Windows-1250)' },
  { label: 'iso-8859-2', name: 'Central European (ISO-8859-2)' },
  { label: 'windows-1251', name: 'Cyrillic (Windows-1251)' },
  { label: 'koi8-r', name: 'Cyrillic (KOI8-R)' },
  { label: 'windows-1253', name: 'Greek (Windows-1253)' },
  { label: 'windows-1254', name: 'Turkish (Windows-1254)' },
  { label: 'windows-1255', name: 'Hebrew (Windows-1255)' },
  { label: 'windows-1256', name: 'Arabic (Windows-1256)' },
  { label: 'shift_jis', name: 'Japanese (Shift_JIS)' },
  { label: 'euc-kr', name: 'Korean (EUC-KR)' },
  { label: 'gb18030', name: 'Chinese, simplified (GB18030)' },
  { label: 'big5', name: 'Chinese, traditional (Big5)' },
] as const;

export type TextEncodingLabel = (typeof TEXT_ENCODINGS)[number]['label'];

/** The encoding with this label, in any case; ISO-8859-1 is what WHATWG calls windows-1252. */
export function findEncoding(label: string): TextEncodingLabel | undefined {
  const wanted = label.trim().toLowerCase();
  const known = wanted === 'iso-8859-1' || wanted === 'latin1' ? 'windows-1252' : wanted;
  return TEXT_ENCODINGS.find((each) => each.label === known)?.label;
}

/** What 0x80 to 0x9f are in windows-1252; the five gaps are the C1 controls, as WHATWG says. */
const WINDOWS_1252 =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

/**
 * Windows-1252 by a table of its own: the decoder of some versions of Node takes it for ISO-8859-1 and
 * turns every curly quotation mark into a control character.
 */
function decodeWindows1252(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let from = 0; from < bytes.length; from += 8192) {
    parts.push(String.fromCharCode(...bytes.subarray(from, from + 8192)));
  }
  return parts
    .join('')
    .replace(/[\u0080-\u009f]/gu, (c) => WINDOWS_1252.charAt(c.charCodeAt(0) - 0x80));
}

export function decodeStrictly(
  bytes: Uint8Array,
  encoding: TextEncodingLabel,
  decode: StrictDecoder,
): string | undefined {
  return encoding === 'windows-1252' ? decodeWindows1252(bytes) : decode(bytes, encoding);
}
