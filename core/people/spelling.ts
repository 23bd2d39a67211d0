import { compareText } from '../collections/order.ts';
import { withoutHidden } from '../text/hidden.ts';
import { ACRONYM } from '../text/units/speaker-names.ts';
import { ENGLISH } from '../text/speech/english.ts';
import { FRENCH } from '../text/speech/french.ts';
import { GERMAN } from '../text/speech/german.ts';
import { PARTICLES } from '../text/speech/language.ts';
import { RUSSIAN } from '../text/speech/russian.ts';
import { SPANISH } from '../text/speech/spanish.ts';

/** Most words of a name: what is longer is a phrase. */
const PART_LIMIT = 8;
/** Words behind which a name is looked for, in UTF-16 code units; a longer phrase is no name. */
const REACH = 2_000;
/** Parts of this many letters and more may be one letter apart. */
const LONG = 6;

/** Letters that Unicode does not take apart. */
const PLAIN: Readonly<Record<string, string>> = {
  ı: 'i',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
};

/** A name stands without its text, so its titles may be of any language. */
const LANGUAGES = [ENGLISH, FRENCH, GERMAN, RUSSIAN, SPANISH];

const isTitle = (word: string): boolean =>
  LANGUAGES.some((language) => language().title.test(word));
const isNoName = (word: string): boolean =>
  LANGUAGES.some((language) => language().notAName.test(word));
const isInstitution = (word: string): boolean =>
  LANGUAGES.some((language) => language().institution.test(word));
const isPlaceOrBody = (name: string): boolean =>
  LANGUAGES.some((language) => language().notAPerson.test(name));

const PARTICLE = new RegExp(`^(?:${PARTICLES})$`, 'u');
const GENERATION = /^(?:jr|sr|ii|iii|iv)\.?$/iu;
const GENITIVE = /[’']s?$/u;
/** Marks around a name: quotation marks, brackets, commas. */
const AROUND = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}.’']+$/gu;
/** A word that begins with a small letter, in a script that has capitals. */
const SMALL = /^\p{Ll}/u;
/** `al-Assad`, `d’Estaing`: a particle that a capital letter follows. */
const JOINED = new RegExp(`^(?:${PARTICLES}|d|o)[-’']\\p{Lu}`, 'u');

/** A name as people look for it: without case and accents. */
export function searchKey(name: string): string {
  return withoutHidden(name).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Words with single spaces, as they are seen. */
export function cleanName(words: string): string {
  return withoutHidden(words).normalize('NFC').replace(/\s+/gu, ' ').trim();
}

/**
 * Somebody's name without what he is: `Russian Foreign Minister Sergei Lavrov` is `Sergei Lavrov`.
 * `null` where the words name nobody by themselves: `the Russian official`, `U.S.`, `March 4`.
 */
export function bareName(words: string): string | null {
  const [before = ''] = cleanName(words.slice(-REACH)).replace(AROUND, '').split(',');
  // Only the end of a long phrase can be a name.
  let parts = before
    .trim()
    .split(' ')
    .slice(-4 * PART_LIMIT);
  const owner = parts.findLastIndex((part, at) => at < parts.length - 1 && GENITIVE.test(part));
  parts = withoutLead(parts.slice(owner + 1));
  while (parts.length > 1 && GENERATION.test(parts.at(-1) ?? '')) parts = parts.slice(0, -1);
  const last = parts.at(-1);
  if (last !== undefined) parts = [...parts.slice(0, -1), last.replace(GENITIVE, '')];
  return isName(parts) ? parts.join(' ') : null;
}

function isSmall(part: string): boolean {
  return SMALL.test(part) && !PARTICLE.test(part) && !JOINED.test(part);
}

/** Words that tell of somebody and name nobody: `the Russian official`, `he`, `Foreign Minister`. */
export function isDescription(words: string): boolean {
  const parts = cleanName(words.slice(-REACH)).replace(AROUND, '').split(' ');
  const last = parts.at(-1) ?? '';
  if (ACRONYM.test(last) || isPlaceOrBody(last)) return false;
  return isSmall(last) || isTitle(last) || isNoName(last);
}

/** A name without the article before it: `the Kremlin` is `Kremlin`. */
export function withoutArticle(words: string): string {
  const parts = cleanName(words).split(' ');
  const from = parts.findIndex((part) => !ENGLISH().notAName.test(part));
  return parts.slice(Math.max(0, from)).join(' ');
}

/** Without titles, nationalities and words in lower case before the name; particles belong to it. */
function withoutLead(parts: readonly string[]): string[] {
  const end = parts.length;
  let from = parts.findLastIndex(isSmall) + 1;
  if (!isInstitution(parts[end - 1] ?? '')) {
    const title = parts.findLastIndex((part, at) => at >= from && at < end - 1 && isTitle(part));
    from = Math.max(from, title + 1);
  }
  while (from < end && isLead(parts[from] ?? '', parts[from + 1])) from += 1;
  return parts.slice(from);
}

/** A word that begins no name. Articles of other languages do begin some: `Le Pen`, `Der Kanzler`. */
function isLead(word: string, next: string | undefined): boolean {
  if (isTitle(word) || ENGLISH().notAName.test(word)) return true;
  return isNoName(word) && (next === undefined || isTitle(next));
}

function isName(parts: readonly string[]): boolean {
  const [first] = parts;
  const last = parts.at(-1);
  if (first === undefined || last === undefined || parts.length > PART_LIMIT) return false;
  if (parts.some((part) => /\d/u.test(part) || !/\p{L}/u.test(part))) return false;
  if (SMALL.test(last) && !JOINED.test(last)) return false;
  const whole = parts.join(' ');
  if (ACRONYM.test(whole) || isPlaceOrBody(whole) || isInstitution(last)) return false;
  // One word alone may be capitalised only because a sentence begins with it.
  return parts.length > 1 || !isNoName(first);
}

/** A name as names are compared: part by part, each folded. */
export interface Spelling {
  readonly name: string;
  readonly parts: readonly string[];
}

/** A name without its titles, ready to be compared; `null` where it names nobody. */
export function readSpelling(words: string): Spelling | null {
  const bare = bareName(words);
  if (bare === null) return null;
  const parts = bare.split(/[\s-]+/u).map(foldPart);
  return parts.every((part) => part !== '') ? { name: bare, parts } : null;
}

/**
 * One part of a name without what differs from one transcription to the next: accents, `iy yy ey ei ie y`
 * at the end for `i`, `kh` for `h`, `ks` for `x`, `w` for `v`, doubled letters.
 */
export function foldPart(part: string): string {
  const letters = part
    .normalize('NFD')
    .replace(/[\p{M}.’'`ʼ]/gu, '')
    .toLowerCase()
    .replace(/[ıøłđðþßæœ]/gu, (letter) => PLAIN[letter] ?? letter);
  return letters
    .replace(/(?<=.)(?:iy|yy|ey|ei|ie|y|i)$/u, 'i')
    .replaceAll('kh', 'h')
    .replaceAll('ks', 'x')
    .replaceAll('w', 'v')
    .replace(/(\p{L})\1+/gu, '$1');
}

/** Whether two folded parts are one name: equal, or in long ones one letter apart. */
export function samePart(a: string, b: string): boolean {
  if (a === b) return true;
  if (Math.min(a.length, b.length) < LONG || !isOneApart(a, b)) return false;
  // `Zakharova` is no misspelled `Zakharov`.
  return a !== `${b}a` && b !== `${a}a`;
}

/** Whether one letter added, taken away or exchanged makes one word of the other. */
function isOneApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  return a.length - start - end <= 1 && b.length - start - end <= 1;
}

/** Words by which parts that may be one find each other: two that are one have one in common. */
export function keysOfPart(part: string): string[] {
  if (part.length < LONG) return [part];
  const shorter = Array.from(
    { length: part.length },
    (_, at) => part.slice(0, at) + part.slice(at + 1),
  );
  return [...new Set([part, ...shorter])];
}

/** Whether a part is an initial: `S.` of `S. Lavrov`. */
export function isInitial(part: string): boolean {
  return /^[a-z\u0400-\u04ff\u0370-\u03ff]$/u.test(part);
}

/** Whether two spellings of several parts may name one person; initials stand for what they begin. */
export function mayBeOne(a: Spelling, b: Spelling): boolean {
  const [long, short] = a.parts.length >= b.parts.length ? [a.parts, b.parts] : [b.parts, a.parts];
  if (long.length === short.length) return short.every((part, at) => fits(part, long[at]));
  const end = long.length - short.length;
  if (short.every((part, at) => fits(part, long[end + at]))) return true;
  return short.length === 2 && fits(short[0], long[0]) && fits(short[1], long.at(-1));
}

function fits(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  if (isInitial(a) || isInitial(b)) return a.startsWith(b) || b.startsWith(a);
  return samePart(a, b);
}

/** The order of spellings: the fullest first, then by alphabet. */
export function compareFullness(a: Spelling, b: Spelling): number {
  const initials = ({ parts }: Spelling): number => parts.filter(isInitial).length;
  return (
    b.parts.length - a.parts.length || initials(a) - initials(b) || compareText(a.name, b.name)
  );
}
