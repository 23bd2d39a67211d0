import { isGraphemeBoundary } from './graphemes.ts';
import { hiddenLengthAt, isHiddenAt } from './hidden.ts';
import type { Span } from './span.ts';

/** What counts as the same when text is compared. */
export interface FoldOptions {
  /** Capital and small letters differ. */
  readonly caseSensitive: boolean;
  /** Curly and straight quotation marks, dashes, ellipses and accents do not differ. */
  readonly ignoreQuotesAndAccents: boolean;
}

/** How a query is looked for. */
export interface SearchOptions extends FoldOptions {
  /** Neither end of a match may stand inside a word. */
  readonly wholeWord: boolean;
}

/** A text made comparable, with the way back to it. */
export interface FoldedText {
  readonly folded: string;
  /**
   * For each code unit of `folded`, the UTF-16 offset of the character it came from; one entry
   * more than `folded` has units, the length of the text.
   */
  readonly offsets: Uint32Array;
}

/** Finds queries in one text; folds it once per way of comparing. */
export interface TextSearch {
  /** Matches in document order, none over another; at most `limit`. */
  readonly find: (query: string, options: SearchOptions, limit?: number) => Span[];
}

/** Matches returned when no limit is given: more cannot be stepped through by a person. */
export const MATCH_LIMIT = 10_000;

/** Marks, dashes and spaces that are the same to a person who searches, each with its plain form. */
const SAME_AS: ReadonlyMap<string, string> = new Map(
  [
    ['‘’‚‛‹›′ʼ`´', "'"],
    ['“”„‟«»″', '"'],
    ['‐‑‒–—―−', '-'],
    ['…', '...'],
    ['\u00a0\u2009\u202f', ' '],
  ].flatMap(([characters = '', plain = '']) =>
    Array.from(characters, (character): [string, string] => [character, plain]),
  ),
);

/** Accents and pointing of any script, but not the vowel signs that are letters of their own. */
const ACCENT = /(?=\p{Script=Inherited})\p{Mn}/gu;

/**
 * Folds one character. Case goes over the capital form, so that ß equals ss and both small sigmas
 * are one; İ keeps its dot as a mark of its own unless accents are ignored.
 */
function foldCharacter(character: string, options: FoldOptions): string {
  let folded = character;
  if (options.ignoreQuotesAndAccents) {
    folded = SAME_AS.get(folded) ?? folded.normalize('NFD').replace(ACCENT, '');
  }
  return options.caseSensitive ? folded : folded.toUpperCase().toLowerCase();
}

/** Code units joined at once; more arguments than this overflow the stack. */
const JOIN_UNITS = 8_192;

/**
 * Folds a text character by character, so that every unit of the result has one origin. Characters that
 * nobody sees fold to nothing.
 */
export function foldText(text: string, options: FoldOptions): FoldedText {
  const units: number[] = [];
  const origins: number[] = [];
  const known = new Map<string, string>();
  for (let offset = 0; offset < text.length;) {
    const hidden = hiddenLengthAt(text, offset);
    if (hidden > 0) {
      offset += hidden;
      continue;
    }
    const character = String.fromCodePoint(text.codePointAt(offset) ?? 0);
    let folded = known.get(character);
    if (folded === undefined) {
      folded = foldCharacter(character, options);
      known.set(character, folded);
    }
    for (let index = 0; index < folded.length; index += 1) {
      units.push(folded.charCodeAt(index));
      origins.push(offset);
    }
    offset += character.length;
  }
  origins.push(text.length);
  let joined = '';
  for (let index = 0; index < units.length; index += JOIN_UNITS) {
    joined += String.fromCharCode(...units.slice(index, index + JOIN_UNITS));
  }
  return { folded: joined, offsets: Uint32Array.from(origins) };
}

/** For each prefix of the pattern, the length of its longest border (Knuth, Morris and Pratt). */
function bordersOf(pattern: string): Uint32Array {
  const borders = new Uint32Array(pattern.length);
  let length = 0;
  for (let index = 1; index < pattern.length; index += 1) {
    while (length > 0 && pattern.charCodeAt(index) !== pattern.charCodeAt(length)) {
      length = borders[length - 1] ?? 0;
    }
    if (pattern.charCodeAt(index) === pattern.charCodeAt(length)) length += 1;
    borders[index] = length;
  }
  return borders;
}

const WORD_CHARACTER = /[\p{L}\p{N}\p{M}_]/u;

function isWordAt(text: string, offset: number): boolean {
  const codePoint = text.codePointAt(offset);
  return codePoint !== undefined && WORD_CHARACTER.test(String.fromCodePoint(codePoint));
}

function isWordBefore(text: string, offset: number): boolean {
  if (offset <= 0) return false;
  const unit = text.charCodeAt(offset - 1);
  return isWordAt(text, unit >= 0xdc00 && unit <= 0xdfff && offset > 1 ? offset - 2 : offset - 1);
}

/** Says that a word may be broken here; in some scripts it stands between words. */
const ZERO_WIDTH_SPACE = '\u200b';

/** Whether the same word is on both sides of an offset, as far as one sees. */
function splitsWord(text: string, offset: number): boolean {
  const start = beforeHidden(text, offset);
  let end = offset;
  while (isHiddenAt(text, end)) end += isSurrogate(text, end) ? 2 : 1;
  const isSpaced = text.slice(start, end).includes(ZERO_WIDTH_SPACE);
  return !isSpaced && isWordBefore(text, start) && isWordAt(text, end);
}

function isSurrogate(text: string, offset: number): boolean {
  const unit = text.charCodeAt(offset);
  return unit >= 0xd800 && unit <= 0xdfff;
}

/** The offset before the hidden characters that stand directly before an offset. */
function beforeHidden(text: string, offset: number): number {
  let at = offset;
  while (at > 0) {
    const before = at - (isSurrogate(text, at - 1) ? 2 : 1);
    if (!isHiddenAt(text, before)) break;
    at = before;
  }
  return at;
}

/** The span of the text that a match in the folded text stands for; `undefined` when it cuts one. */
function spanOfMatch(
  text: string,
  { folded, offsets }: FoldedText,
  from: number,
  to: number,
  wholeWord: boolean,
): Span | undefined {
  const start = offsets[from] ?? 0;
  const next = offsets[to] ?? text.length;
  // What is hidden after the last character is no part of it, unless it belongs to that very one.
  const before = Math.max(beforeHidden(text, next), (offsets[to - 1] ?? 0) + 1);
  const end = isGraphemeBoundary(text, before) ? before : next;
  // A character that folds to several ("…", "ß") is matched whole or not at all.
  if (from > 0 && offsets[from - 1] === start) return undefined;
  if (to < folded.length && offsets[to - 1] === next) return undefined;
  if (wholeWord && (splitsWord(text, start) || splitsWord(text, end))) return undefined;
  return isGraphemeBoundary(text, start) && isGraphemeBoundary(text, end)
    ? { start, end }
    : undefined;
}

function findFolded(
  text: string,
  source: FoldedText,
  query: string,
  options: SearchOptions,
  limit: number,
): Span[] {
  const pattern = foldText(query, options).folded;
  const matches: Span[] = [];
  if (pattern === '' || limit <= 0) return matches;
  const { folded } = source;
  const borders = bordersOf(pattern);
  let matched = 0;
  for (let index = 0; index < folded.length; index += 1) {
    const unit = folded.charCodeAt(index);
    while (matched > 0 && unit !== pattern.charCodeAt(matched)) matched = borders[matched - 1] ?? 0;
    if (unit === pattern.charCodeAt(matched)) matched += 1;
    if (matched < pattern.length) continue;
    const span = spanOfMatch(text, source, index + 1 - matched, index + 1, options.wholeWord);
    if (span) {
      matches.push(span);
      if (matches.length >= limit) break;
    }
    matched = span ? 0 : (borders[matched - 1] ?? 0);
  }
  return matches;
}

/**
 * Every place a query stands in a text, in document order, none over another. Linear in text and
 * query. A match never begins or ends inside a grapheme cluster; an empty query matches nothing.
 */
export function findMatches(
  text: string,
  query: string,
  options: SearchOptions,
  limit: number = MATCH_LIMIT,
): Span[] {
  return findFolded(text, foldText(text, options), query, options, limit);
}

/**
 * A search over one text that keeps the text folded between queries. Only the last way of
 * comparing is kept: a fold of 1,000,000 characters takes six megabytes.
 */
export function createTextSearch(text: string): TextSearch {
  let kept: { key: string; source: FoldedText } | undefined;
  return {
    find: (query, options, limit = MATCH_LIMIT) => {
      const key = `${options.caseSensitive} ${options.ignoreQuotesAndAccents}`;
      if (kept?.key !== key) kept = { key, source: foldText(text, options) };
      return findFolded(text, kept.source, query, options, limit);
    },
  };
}
