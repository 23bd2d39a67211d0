import { ARTICLE_LIMITS } from './limits.ts';
import { err, ok, type Result } from '../../result.ts';

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

/** Bytes looked at when judging what a file is; a story that differs later is not worth the time. */
const SAMPLE_BYTES = 64 * 1024;

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

function isTextControl(byte: number): boolean {
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

/** UTF-16 without a mark gives itself away by NULs on one side of the pairs and none on the other. */
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
  const wide = utf16ByNuls(sample);
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

function bomOf(bytes: Uint8Array): { encoding: TextEncodingLabel; length: number } | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    return { encoding: 'utf-8', length: 3 };
  }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', length: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', length: 2 };
  return undefined;
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

function decodeStrictly(
  bytes: Uint8Array,
  encoding: TextEncodingLabel,
  decode: StrictDecoder,
): string | undefined {
  return encoding === 'windows-1252' ? decodeWindows1252(bytes) : decode(bytes, encoding);
}

/**
 * Letters by how much they speak for an encoding: `common` holds the letters that make up most of
 * a text in its languages beyond ASCII.
 */
interface Candidate {
  readonly encoding: TextEncodingLabel;
  readonly script: RegExp;
  readonly common: ReadonlySet<string>;
}

const LATIN = /\p{Script=Latin}/u;
const CYRILLIC = /\p{Script=Cyrillic}/u;
const HAN = /\p{Script=Han}/u;
const WESTERN = 'éèêëàâäáãåçîïíìôöóõòøùûüúñßæœÉÈÀÄÖÜÅÇÑØ';
const CENTRAL = 'ąćęłńóśźżčřšžýěůáéíúďťňőűöüäôșțăâîşţđĄĆĘŁŃÓŚŹŻČŘŠŽÁÉÍÚÖÜĐ';
const RUSSIAN = 'оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфёіїєґў';
const SIMPLIFIED =
  '的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运';
const TRADITIONAL =
  '的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日軍者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果加西斯月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活爾更別打女變四神總何電數安少報才結反受目太量再感建務做接必場件計管期市直德資命山金指克許統區保至隊形社便空決治展馬科司五基眼書非則聽白卻界達光放強即像難且權思王象完設式色路記南品住告類求據程北邊死張該交規萬取拉格望覺術領共確傳師觀清今切院讓識候帶導爭運';

function candidate(encoding: TextEncodingLabel, script: RegExp, common: string): Candidate {
  return { encoding, script, common: new Set(common) };
}

const CANDIDATES: readonly Candidate[] = [
  candidate('windows-1252', LATIN, WESTERN),
  candidate('windows-1251', CYRILLIC, RUSSIAN),
  candidate('koi8-r', CYRILLIC, RUSSIAN),
  candidate('windows-1250', LATIN, CENTRAL),
  candidate('iso-8859-2', LATIN, CENTRAL),
  candidate('windows-1253', /\p{Script=Greek}/u, 'αοιετσνηυρπκμλωςόάίέγδήθχύώφβξψζΐ'),
  candidate('windows-1254', LATIN, 'ığşçöüİĞŞÇÖÜâî'),
  candidate('windows-1255', /\p{Script=Hebrew}/u, 'יוהלארתבםשמנעדחקפךגטןכסצזףץ'),
  candidate('windows-1256', /\p{Script=Arabic}/u, 'اليمونرتبةعدسفهكقحجشطصخضذثىءأإؤئغزظ'),
  candidate(
    'shift_jis',
    /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u,
    'のにはをたがでとしるてないもれさらこりすんっだか、。ースラアイルト',
  ),
  candidate(
    'euc-kr',
    /\p{Script=Hangul}/u,
    '이다의는을에가고한를은로지하도기사인대어서그나자시리아정전스국',
  ),
  candidate('gb18030', HAN, SIMPLIFIED),
  candidate('big5', HAN, TRADITIONAL),
  candidate('utf-16le', /\p{L}/u, ` etaoinsr${RUSSIAN}`),
  candidate('utf-16be', /\p{L}/u, ` etaoinsr${RUSSIAN}`),
];

const PUNCTUATION = new Set('“”‘’„‚«»–—…€\u00a0、。，：「」！？；（）');
const LETTER = /\p{L}/u;
const LOWER = /\p{Ll}/u;
const UPPER = /\p{Lu}/u;
const ODD = /[\p{Cc}\p{Co}\p{Cn}]/u;
/** Scripts that write without spaces, in which a letter beside any other is no surprise. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/**
 * How well a decoded sample reads, from −2 to 2 per character beyond ASCII (UTF-16: per
 * character). A common letter counts 2, its capital 1.5, a rarer one of the script and capitals in
 * a row 0.5, typographic punctuation 1;
 * against it: other signs −0.5, letters of another script −1, control, private and unassigned
 * characters −2, and what only a wrong reading puts into a word: a capital after a small letter
 * (what KOI8-R and windows-1251 make of each other), letters of two alphabets side by side, two
 * accented Latin letters in a row. Long samples are told apart well, short ones are not; that is
 * why the answer is a share and never a decision.
 */
function readability(text: string, { script, common }: Candidate, wide: boolean): number {
  const latin = script === LATIN;
  let sum = 0;
  let counted = 0;
  let before = '';
  for (const c of text) {
    const code = c.codePointAt(0) ?? 0;
    if (code >= 0x80 || wide) {
      counted += 1;
      if (!LETTER.test(c)) {
        if (ODD.test(c) && !isTextControl(code)) sum -= 2;
        else if (PUNCTUATION.has(c)) sum += 1;
        else if (code >= 0x80) sum -= 0.5;
        else sum += common.has(c) ? 2 : 0.5;
      } else if (!script.test(c)) sum -= 1;
      else if (UPPER.test(c) && LOWER.test(before)) sum -= 1;
      else if (!wide && !UNSPACED.test(c) && LETTER.test(before) && isMisfit(before, latin))
        sum -= 1;
      else if (common.has(c)) sum += 2;
      else if (common.has(c.toLowerCase())) sum += UPPER.test(before) ? 0.5 : 1.5;
      else sum += wide && UNSPACED.test(c) ? -0.5 : 0.5;
    }
    before = c;
  }
  return counted === 0 ? 0 : sum / counted;
}

/** Beside a letter beyond ASCII: another one in Latin script, or an ASCII one in any other. */
function isMisfit(before: string, latin: boolean): boolean {
  return before >= '\u0080' === latin;
}

/** How sharply a better reading wins; chosen so that a clear page of text comes out above 90 %. */
const SHARPNESS = 8;
/** Characters beyond ASCII at which half the sharpness is reached: three letters prove little. */
const EVIDENCE = 12;

/**
 * Encodings that the bytes could be in, best first, with each one's share of certainty in
 * percent. Only ever a proposal: see `readability` for what it is made of.
 */
export function rankEncodings(
  bytes: Uint8Array,
  decode: StrictDecoder,
): readonly { readonly encoding: TextEncodingLabel; readonly percent: number }[] {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const cut = sample.length < bytes.length;
  const byNuls = utf16ByNuls(sample);
  let beyondAscii = 0;
  for (const byte of sample) if (byte >= 0x80 || byte === 0) beyondAscii += 1;
  const scored: { encoding: TextEncodingLabel; score: number }[] = [];
  const readings = new Set<string>();
  for (const each of CANDIDATES) {
    const wide = each.encoding === 'utf-16le' || each.encoding === 'utf-16be';
    if (wide ? bytes.length % 2 !== 0 || (byNuls && byNuls !== each.encoding) : byNuls) continue;
    const text = decodeSample(sample, each.encoding, cut, decode);
    // Encodings that agree on these bytes are one reading, named after the first of them.
    if (text === undefined || readings.has(text)) continue;
    readings.add(text);
    scored.push({ encoding: each.encoding, score: readability(text, each, wide) });
  }
  const sharpness = (SHARPNESS * beyondAscii) / (beyondAscii + EVIDENCE);
  const best = Math.max(...scored.map(({ score }) => score));
  const weights = scored.map(({ score }) => Math.exp((score - best) * sharpness));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return scored
    .map(({ encoding, score }, index) => ({
      encoding,
      score,
      percent: Math.min(99, Math.round(((weights[index] ?? 0) / total) * 100)),
    }))
    .sort((a, b) => b.score - a.score)
    .map(({ encoding, percent }) => ({ encoding, percent }));
}

/** A sample may end inside a character: up to three bytes are left off before it is given up. */
function decodeSample(
  sample: Uint8Array,
  encoding: TextEncodingLabel,
  cut: boolean,
  decode: StrictDecoder,
): string | undefined {
  for (let less = 0; less <= (cut ? 3 : 0); less += 1) {
    const text = decodeStrictly(sample.subarray(0, sample.length - less), encoding, decode);
    if (text !== undefined) return text;
  }
  return undefined;
}

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
