// Which articles can have what is searched for at all, without reading them: the words of a text, and an index of them.
// Whether an article has it, and where, is for core/text; where the index is kept, for the store.
import { foldText, type FoldOptions } from '../text/text-search.ts';

/** Whether marks and accents differ where it is searched. */
export type KeyOptions = Pick<FoldOptions, 'ignoreQuotesAndAccents'>;

/** What counts as something else than its small form: all but ASCII, and one sign of it. */
const COUNTS_AS_OTHER = /[^\0-\u007f]|`/gu;

/**
 * What a character counts as here: characters that are the same in a way of searching are the same here.
 * Marks and accents never differ. They are taken away last where they differ in the search, for a small
 * iota below a letter is one beside it once capitals do not differ. Folded twice, because folding makes
 * characters that are folded themselves: \u0149 becomes \u02bcn, whose \u02bc is an apostrophe.
 */
function keyOf(character: string, { ignoreQuotesAndAccents }: KeyOptions): string {
  const once = foldText(character, { caseSensitive: false, ignoreQuotesAndAccents }).folded;
  return foldText(once, { caseSensitive: false, ignoreQuotesAndAccents: true }).folded;
}

const known = { ignored: new Map<string, string>(), different: new Map<string, string>() };

/**
 * A text as it is taken apart for some ways of searching. Where a query is found in a text, the key of
 * the query stands in the key of the text.
 */
export function keyOfText(text: string, options: KeyOptions): string {
  const keys = options.ignoreQuotesAndAccents ? known.ignored : known.different;
  const keyFrom = (character: string): string => {
    let key = keys.get(character);
    if (key === undefined) {
      key = keyOf(character, options);
      keys.set(character, key);
    }
    return key;
  };
  return text.replace(COUNTS_AS_OTHER, keyFrom).toLowerCase();
}

/** Scripts that put no spaces between words. */
const UNSPACED =
  '\\p{Script_Extensions=Han}\\p{Script_Extensions=Hiragana}\\p{Script_Extensions=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
const PART = new RegExp(
  `(?<unspaced>[${UNSPACED}]+)|(?<word>(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}])+)|\\S`,
  'gu',
);

/** UTF-16 units up to which a word is one term; a longer one is cut into pieces over one another. */
const LONGEST = 64;
/** Every part of a word that is as long as this stands whole in one of its pieces. */
const SURELY_WHOLE = LONGEST / 2;

/** The pieces of a word: the first begins with it, the last ends with it. */
function piecesOf(word: string): string[] {
  if (word.length <= LONGEST) return [word];
  const pieces: string[] = [];
  for (let from = 0; from + SURELY_WHOLE < word.length; from += SURELY_WHOLE) {
    pieces.push(word.slice(from, from + LONGEST));
  }
  return pieces;
}

/** Each sign of a run without spaces, and each pair of neighbours. */
function signsAndPairs(run: string): string[] {
  const signs = Array.from(run);
  return signs.flatMap((sign, index) => {
    const next = signs[index + 1];
    return next === undefined ? [sign] : [sign, sign + next];
  });
}

/**
 * The terms of a text, for every way of searching: words, signs, and pairs of signs where words have no
 * spaces between them. Takes time in proportion to the text.
 */
export function termsOf(text: string): ReadonlySet<string> {
  const terms = new Set<string>();
  const key = keyOfText(text, { ignoreQuotesAndAccents: true });
  const other = keyOfText(text, { ignoreQuotesAndAccents: false });
  for (const { 0: part, groups } of (key === other ? key : `${key}\n${other}`).matchAll(PART)) {
    if (groups?.['word'] !== undefined) for (const piece of piecesOf(part)) terms.add(piece);
    else if (groups?.['unspaced'] === undefined) terms.add(part);
    else for (const term of signsAndPairs(part)) terms.add(term);
  }
  return terms;
}

/** A part of a query, and how the term must be that stands for it in an article. */
export interface WantedTerm {
  readonly part: string;
  /** Whether the term begins, and ends, where the part does. */
  readonly begins: boolean;
  readonly ends: boolean;
}

/**
 * The terms that every text has in which the query is found; none where it can be found in any text. A
 * word at the beginning or end of the query may be a part of a longer one.
 */
export function termsWanted(query: string, options: KeyOptions): readonly WantedTerm[] {
  if (!query.isWellFormed()) return [];
  const key = keyOfText(query, options);
  return [...key.matchAll(PART)].flatMap(({ 0: part, index, groups }): WantedTerm[] => {
    if (groups?.['word'] !== undefined) {
      const begins = index > 0;
      const ends = index + part.length < key.length;
      return part.length <= SURELY_WHOLE
        ? [{ part, begins, ends }]
        : [{ part: part.slice(0, SURELY_WHOLE), begins, ends: false }];
    }
    const signs = groups?.['unspaced'] === undefined ? [part] : signsAndPairs(part);
    const whole = { begins: true, ends: true };
    // A sign beside another one is in their pair.
    return signs
      .filter((sign) => signs.length === 1 || Array.from(sign).length > 1)
      .map((sign) => ({ part: sign, ...whole }));
  });
}
