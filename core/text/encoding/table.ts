import { replaceDamaged } from './utf-8.ts';
import { decodeUtf32 } from './utf-32.ts';

/**
 * Decodes bytes strictly: `undefined` where they are not of that encoding. A byte order mark is
 * not treated specially. Comes in as an argument because the language itself has no decoder.
 */
export type StrictDecoder = (bytes: Uint8Array, encoding: string) => string | undefined;

/**
 * Encodings an article may be read with: WHATWG labels, and UTF-32 and damaged UTF-8, which WHATWG does
 * not have, with the names that people know.
 */
export const TEXT_ENCODINGS = [
  { label: 'utf-8', name: 'UTF-8' },
  { label: 'utf-8-replace', name: 'UTF-8, with � for each damaged place' },
  { label: 'utf-16le', name: 'UTF-16 (little-endian)' },
  { label: 'utf-16be', name: 'UTF-16 (big-endian)' },
  { label: 'utf-32le', name: 'UTF-32 (little-endian)' },
  { label: 'utf-32be', name: 'UTF-32 (big-endian)' },
  { label: 'windows-1252', name: 'Western European (Windows-1252, ISO-8859-1)' },
  { label: 'iso-8859-15', name: 'Western European (ISO-8859-15)' },
  { label: 'macintosh', name: 'Western European (Mac Roman)' },
  { label: 'iso-8859-14', name: 'Celtic (ISO-8859-14)' },
  { label: 'windows-1250', name: 'Central European (Windows-1250)' },
  { label: 'iso-8859-2', name: 'Central European (ISO-8859-2)' },
  { label: 'iso-8859-3', name: 'South European (ISO-8859-3)' },
  { label: 'windows-1257', name: 'Baltic (Windows-1257)' },
  { label: 'iso-8859-13', name: 'Baltic (ISO-8859-13)' },
  { label: 'iso-8859-4', name: 'Baltic (ISO-8859-4)' },
  { label: 'iso-8859-10', name: 'Nordic (ISO-8859-10)' },
  { label: 'windows-1251', name: 'Cyrillic (Windows-1251)' },
  { label: 'koi8-r', name: 'Cyrillic (KOI8-R)' },
  { label: 'koi8-u', name: 'Cyrillic (KOI8-U)' },
  { label: 'ibm866', name: 'Cyrillic (CP866, DOS)' },
  { label: 'iso-8859-5', name: 'Cyrillic (ISO-8859-5)' },
  { label: 'x-mac-cyrillic', name: 'Cyrillic (Mac)' },
  { label: 'windows-1253', name: 'Greek (Windows-1253)' },
  { label: 'iso-8859-7', name: 'Greek (ISO-8859-7)' },
  { label: 'windows-1254', name: 'Turkish (Windows-1254)' },
  { label: 'windows-1255', name: 'Hebrew (Windows-1255)' },
  { label: 'iso-8859-8', name: 'Hebrew (ISO-8859-8)' },
  { label: 'windows-1256', name: 'Arabic (Windows-1256)' },
  { label: 'iso-8859-6', name: 'Arabic (ISO-8859-6)' },
  { label: 'windows-874', name: 'Thai (Windows-874)' },
  { label: 'windows-1258', name: 'Vietnamese (Windows-1258)' },
  { label: 'shift_jis', name: 'Japanese (Shift_JIS)' },
  { label: 'euc-jp', name: 'Japanese (EUC-JP)' },
  { label: 'iso-2022-jp', name: 'Japanese (ISO-2022-JP)' },
  { label: 'euc-kr', name: 'Korean (EUC-KR)' },
  { label: 'gb18030', name: 'Chinese, simplified (GB18030, GBK)' },
  { label: 'big5', name: 'Chinese, traditional (Big5)' },
] as const;

export type TextEncodingLabel = (typeof TEXT_ENCODINGS)[number]['label'];

/** What people call encodings besides their labels. */
const OTHER_NAMES: Readonly<Record<string, TextEncodingLabel>> = {
  // WHATWG reads the two in the same way.
  'iso-8859-1': 'windows-1252',
  latin1: 'windows-1252',
  latin9: 'iso-8859-15',
  utf8: 'utf-8',
  'utf-16': 'utf-16le',
  utf16: 'utf-16le',
  'utf-32': 'utf-32le',
  utf32: 'utf-32le',
  cp866: 'ibm866',
  'mac-roman': 'macintosh',
  macroman: 'macintosh',
  'mac-cyrillic': 'x-mac-cyrillic',
  'shift-jis': 'shift_jis',
  sjis: 'shift_jis',
  gbk: 'gb18030',
  gb2312: 'gb18030',
};

/** The encoding with this label or another name of it, in any case. */
export function findEncoding(label: string): TextEncodingLabel | undefined {
  const wanted = label.trim().toLowerCase();
  const known = Object.hasOwn(OTHER_NAMES, wanted)
    ? OTHER_NAMES[wanted]
    : wanted.replace(/^cp(?=125\d$|874$)/u, 'windows-');
  return TEXT_ENCODINGS.find((each) => each.label === known)?.label;
}

/** What an encoding is called; one that is not in the table by its label. */
export function encodingName(label: string): string {
  return TEXT_ENCODINGS.find((each) => each.label === label)?.name ?? label;
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
  switch (encoding) {
    case 'windows-1252':
      return decodeWindows1252(bytes);
    case 'utf-32le':
    case 'utf-32be':
      return decodeUtf32(bytes, encoding);
    case 'utf-8-replace':
      return decode(replaceDamaged(bytes), 'utf-8');
    default:
      return decode(bytes, encoding);
  }
}
