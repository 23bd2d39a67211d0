import { err, ok, type Result } from '../../result.ts';
import { rankEncodings } from '../../text/encoding/detect.ts';
import { bomOf, looksBinary, SAMPLE_BYTES, wideByNuls } from '../../text/encoding/sniff.ts';
import {
  decodeStrictly,
  encodingName,
  findEncoding,
  type StrictDecoder,
  type TextEncodingLabel,
} from '../../text/encoding/table.ts';
import { findDamage, isMostlyUtf8 } from '../../text/encoding/utf-8.ts';
import { decodeLeniently } from './damaged-bytes.ts';

/** Why bytes are not the source of a page; `detail` is a whole sentence. */
export interface UndecodablePage {
  readonly detail: string;
}

export interface DecodedPage {
  readonly text: string;
  /** Whole sentences. */
  readonly warnings: readonly string[];
}

/** How many bytes a browser looks through for the name of an encoding. */
const PRESCAN_BYTES = 1024;

/** What the source's beginning, its transport or the analyst says its encoding is. */
interface Declared {
  readonly label: string;
  /** As a sentence begins: `The page says`. */
  readonly says: string;
}

/**
 * Decodes the source of a page by the rules of HTML: what the analyst chose, the byte order mark, what
 * came with the page (`outside`), what the page says of itself. A name that its own bytes prove wrong is
 * not followed, and that is said. Never guesses in silence.
 */
export function decodePage(
  bytes: Uint8Array,
  decode: StrictDecoder,
  {
    chosen,
    outside,
  }: { readonly chosen?: string | undefined; readonly outside?: string | undefined },
): Result<DecodedPage, UndecodablePage> {
  const kind = looksBinary(bytes)?.kind;
  if (kind) return err({ detail: `This is ${kind}, not a web page.` });
  if (chosen !== undefined) return decodeChosen(bytes, chosen, decode);
  const bom = bomOf(bytes);
  if (bom) return decodeAs(bytes.subarray(bom.length), bom.encoding, decode, []);
  const wide = wideByNuls(bytes.subarray(0, SAMPLE_BYTES));
  if (wide) return decodeAs(bytes, wide, decode, []);
  const declared = declaredEncoding(bytes, outside);
  if (declared && /^(?:x-)?(?:unicode-\d-\d-)?utf-?7$/iu.test(declared.label)) {
    return err({
      detail: `${declared.says} that it is in UTF-7, which can hide code in harmless letters and is read by no browser. Save the page again in UTF-8.`,
    });
  }
  const encoding = declared && encodingOfPage(declared.label);
  if (!declared || !encoding) return decodeUndeclared(bytes, decode, declared);
  return decodeDeclared(bytes, encoding, declared, decode);
}

function decodeChosen(
  bytes: Uint8Array,
  chosen: string,
  decode: StrictDecoder,
): Result<DecodedPage, UndecodablePage> {
  const encoding = findEncoding(chosen);
  if (!encoding) return err({ detail: `There is no encoding called “${chosen}” here.` });
  const bom = bomOf(bytes);
  const content = bom && bom.encoding === encoding ? bytes.subarray(bom.length) : bytes;
  return decodeAs(content, encoding, decode, []);
}

/** The encoding that HTML takes a name for; UTF-16 cannot be said in bytes that were read as ASCII. */
function encodingOfPage(label: string): TextEncodingLabel | undefined {
  const wanted = label.trim().toLowerCase();
  if (/^(?:us-ascii|ascii|iso8859-1|iso_8859-1|x-user-defined|ansi_x3\.4-1968)$/u.test(wanted)) {
    return 'windows-1252';
  }
  const aliases: Readonly<Record<string, TextEncodingLabel>> = {
    'x-sjis': 'shift_jis',
    ms_kanji: 'shift_jis',
    'windows-31j': 'shift_jis',
    'x-euc-jp': 'euc-jp',
    'ks_c_5601-1987': 'euc-kr',
    'x-gbk': 'gb18030',
    'gb_2312-80': 'gb18030',
    'big5-hkscs': 'big5',
    'iso-8859-9': 'windows-1254',
    'iso-8859-11': 'windows-874',
    'tis-620': 'windows-874',
    'iso-8859-8-i': 'iso-8859-8',
    'x-cp1252': 'windows-1252',
    'x-cp1251': 'windows-1251',
    'x-cp1250': 'windows-1250',
    'unicode-1-1-utf-8': 'utf-8',
  };
  const encoding = Object.hasOwn(aliases, wanted) ? aliases[wanted] : findEncoding(wanted);
  return encoding?.startsWith('utf-16') || encoding?.startsWith('utf-32') ? 'utf-8' : encoding;
}

function declaredEncoding(bytes: Uint8Array, outside: string | undefined): Declared | undefined {
  if (outside !== undefined && (encodingOfPage(outside) ?? /utf-?7/iu.test(outside))) {
    return { label: outside, says: 'What came with the page says' };
  }
  const start = asAscii(bytes.subarray(0, PRESCAN_BYTES));
  const xml = /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']/iu.exec(start);
  if (xml?.[1]) return { label: xml[1], says: 'The page says' };
  const label = metaCharset(start);
  return label === undefined ? undefined : { label, says: 'The page says' };
}

const asAscii = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

/** The first `<meta charset>` or `<meta http-equiv content>` outside of comments. */
function metaCharset(start: string): string | undefined {
  const source = start.replace(/<!--[\s\S]*?(?:-->|$)/gu, '');
  for (const [tag] of source.matchAll(/<meta[\s/][^>]*/giu)) {
    const charset = /[\s"'/]charset\s*=\s*["']?\s*([^\s"'/>;]+)/iu.exec(tag)?.[1];
    const isHttp = /http-equiv\s*=\s*["']?\s*content-type/iu.test(tag);
    const content = isHttp ? /charset\s*=\s*["']?\s*([^\s"'/>;]+)/iu.exec(tag)?.[1] : undefined;
    if (charset ?? content) return charset ?? content;
  }
  return undefined;
}

/** Bytes whose encoding is said, held against what they are. */
function decodeDeclared(
  bytes: Uint8Array,
  encoding: TextEncodingLabel,
  { says }: Declared,
  decode: StrictDecoder,
): Result<DecodedPage, UndecodablePage> {
  if (encoding === 'utf-8') {
    if (findDamage(bytes) === null || isMostlyUtf8(bytes))
      return decodeAs(bytes, 'utf-8', decode, []);
    return decodeGuess(bytes, decode, `${says} that it is in UTF-8, which its bytes are not.`);
  }
  if (isCertainlyUtf8(bytes)) {
    return decodeAs(bytes, 'utf-8', decode, [
      `${says} that it is in ${encodingName(encoding)}, but its bytes are UTF-8, so it was read as UTF-8.`,
    ]);
  }
  return decodeAs(bytes, encoding, decode, []);
}

/** No other text looks like UTF-8 with more than ASCII in it by chance, if it has a few such characters. */
function isCertainlyUtf8(bytes: Uint8Array): boolean {
  let others = 0;
  for (const byte of bytes) if (byte >= 0xc2) others += 1;
  return others > 0 && findDamage(bytes) === null && !isStateful(bytes);
}

/** ISO-2022-JP is pure ASCII with escapes and never takes bytes above it; kept apart all the same. */
const isStateful = (bytes: Uint8Array): boolean => bytes.subarray(0, SAMPLE_BYTES).includes(0x1b);

function decodeUndeclared(
  bytes: Uint8Array,
  decode: StrictDecoder,
  declared: Declared | undefined,
): Result<DecodedPage, UndecodablePage> {
  const unknown = declared
    ? `${declared.says} that it is in “${declared.label.slice(0, 40)}”, an encoding that is not known.`
    : 'The page does not say which encoding it is in.';
  if (findDamage(bytes) === null || isMostlyUtf8(bytes)) {
    return decodeAs(bytes, 'utf-8', decode, declared ? [`${unknown} It was read as UTF-8.`] : []);
  }
  return decodeGuess(bytes, decode, unknown);
}

function decodeGuess(
  bytes: Uint8Array,
  decode: StrictDecoder,
  why: string,
): Result<DecodedPage, UndecodablePage> {
  for (const { encoding } of rankEncodings(bytes, decode)) {
    const text = decodeStrictly(bytes, encoding, decode);
    if (text === undefined) continue;
    const warning = `${why} It was read as ${encodingName(encoding)}, which is a guess: look at its letters, and choose another encoding if they are wrong.`;
    return ok({ text, warnings: [warning] });
  }
  return err({ detail: `${why} It could not be read in any other. Choose its encoding.` });
}

/** Bytes of an encoding, with U+FFFD for what is not of it, as browsers do; then that is said. */
function decodeAs(
  bytes: Uint8Array,
  encoding: TextEncodingLabel,
  decode: StrictDecoder,
  warnings: readonly string[],
): Result<DecodedPage, UndecodablePage> {
  const strict = decodeStrictly(bytes, encoding, decode);
  if (strict !== undefined) return ok({ text: strict, warnings });
  const text =
    encoding === 'utf-8'
      ? decodeStrictly(bytes, 'utf-8-replace', decode)
      : decodeLeniently(bytes, encoding, decode);
  if (text === undefined) return err({ detail: `Its bytes are not ${encodingName(encoding)}.` });
  const damage = `Some bytes of the page are not ${encodingName(encoding)}; each such place reads “\ufffd”.`;
  return ok({ text, warnings: [...warnings, damage] });
}
