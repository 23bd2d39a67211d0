import type { EventReading } from '../evidence/items.ts';
import { spanOfWords, type ArticleReading } from '../texts/article-reading.ts';
import type { Span } from '../../text/span.ts';
import { stemOf } from '../words/stem.ts';
import { FIGURE_WORDS, numberOf, type FigureWords } from './figure-words.ts';
import type { Hedge } from './finding.ts';

/** A number of something in an article, with the words before it that take a side. */
export interface Figure {
  /** Number of the article. */
  readonly article: number;
  /** From the first word that takes a side to the noun; UTF-16, half-open. */
  readonly span: Span;
  /** Number of the sentence. */
  readonly sentence: number;
  /** What is counted, as a stem; spellings and near synonyms are one. */
  readonly noun: string;
  readonly hedge: Hedge;
  readonly value: number;
  /** What the words leave open, both ends included; `Infinity` for no end. */
  readonly range: readonly [least: number, most: number];
}

/** Nouns that outlets use for each other, by stem; periods as a unit and how many of it. */
const SAME_NOUN: Readonly<Record<string, string>> = {
  nation: 'country',
  chief: 'leader',
  troop: 'soldier',
};
const PERIODS: Readonly<Record<string, readonly [string, number]>> = {
  decad: ['year', 10],
  week: ['day', 7],
};
/** Content words between a number and its noun, at most. */
const NOUN_REACH = 3;

/** Every figure of an article with what it counts; years, dates, ordinals and times are none. */
export function readFigures(event: EventReading, article: number): Figure[] {
  const reading = event.articles[article];
  if (!reading) return [];
  const figures: Figure[] = [];
  let sentence = 0;
  for (let at = 0; at < reading.words.ids.length; at += 1) {
    while ((reading.sentenceStarts[sentence + 1] ?? Infinity) <= at) sentence += 1;
    const number = numberAt(reading, at);
    if (!number) continue;
    const noun = nounAfter(reading, number.to);
    if (noun) {
      const hedge = hedgeBefore(reading, at, number.to);
      const value = number.value * noun.factor;
      figures.push({
        article,
        sentence,
        span: spanOfWords(reading, { from: hedge.from, to: noun.to }),
        noun: noun.stem,
        hedge: hedge.hedge,
        value,
        range: rangeOf(hedge.hedge, value, number.isOpen),
      });
    }
    at = number.to - 1;
  }
  return figures;
}

function keyAt({ words }: ArticleReading, at: number): string {
  return words.vocabulary[words.ids[at] ?? -1]?.key ?? '';
}

/** Whether nothing but one space, or a hyphen, stands between a word and the next. */
function isJoined({ text, words }: ArticleReading, at: number): boolean {
  return /^[ \u00a0\u2009\u202f-]$/u.test(text.slice(words.ends[at], words.starts[at + 1]));
}

function numberAt(
  reading: ArticleReading,
  at: number,
): { value: number; to: number; isOpen: boolean } | null {
  const language = FIGURE_WORDS[reading.language];
  const { factors } = language;
  const key = keyAt(reading, at);
  const many = language.many[key];
  if (many !== undefined) {
    // "tens of thousands" begins before; "hundreds of people" is what it says.
    const isJoint = ['of', ...language.joint].includes(keyAt(reading, at + 1));
    return { value: many, to: isJoint ? at + 2 : at + 1, isOpen: true };
  }
  if (key === 'tens' && keyAt(reading, at + 1) === 'of') {
    const factor = factors[keyAt(reading, at + 2).replace(/s$/u, '')];
    if (factor === undefined) return null;
    return {
      value: 20 * factor,
      to: keyAt(reading, at + 3) === 'of' ? at + 4 : at + 3,
      isOpen: true,
    };
  }
  const whole = digitsAt(reading, at, language) ?? wordsAt(reading, at, language);
  if (!whole || !Number.isFinite(whole.value)) return null;
  let { value } = whole;
  const from = whole.to;
  let to = from;
  for (
    let factor = factors[keyAt(reading, to)];
    factor !== undefined && isJoined(reading, to - 1);
  ) {
    value *= factor;
    to += 1;
    factor = factors[keyAt(reading, to)];
  }
  const isYear = to === at + 1 && /^(?:19|20)\d\d$/u.test(key);
  if (isYear) return null;
  // "3 millions de personnes"
  const isJoint = to > from && language.joint.includes(keyAt(reading, to));
  return { value, to: isJoint ? to + 1 : to, isOpen: false };
}

/** A number in digits, which may be grouped by spaces. */
function digitsAt(
  reading: ArticleReading,
  at: number,
  language: FigureWords,
): { value: number; to: number } | null {
  let digits = keyAt(reading, at);
  if (!/^\d/u.test(digits)) return null;
  let to = at + 1;
  const isGroup = language.groupsBySpace && /^\d{1,3}$/u.test(digits);
  while (isGroup && /^\d{3}$/u.test(keyAt(reading, to)) && isJoined(reading, to - 1)) {
    digits += keyAt(reading, to);
    to += 1;
  }
  return { value: numberOf(digits, language), to };
}

/** A number in words: "five", "twenty-five", the "a" of "a dozen". */
function wordsAt(
  reading: ArticleReading,
  at: number,
  { numbers, tens, plus, one, factors }: FigureWords,
): { value: number; to: number } | null {
  const key = keyAt(reading, at);
  if (one.includes(key) && factors[keyAt(reading, at + 1)] !== undefined) {
    return { value: 1, to: at + 1 };
  }
  // "quatre-vingts"
  const isScore = key === 'quatre' && /^vingts?$/u.test(keyAt(reading, at + 1));
  const ten = isScore ? 80 : tens[key];
  if (ten === undefined) {
    const value = numbers[key];
    return value === undefined ? null : { value, to: at + 1 };
  }
  const to = isScore ? at + 2 : at + 1;
  const next = plus !== undefined && keyAt(reading, to) === plus ? to + 1 : to;
  const rest = isJoined(reading, next - 1) ? (numbers[keyAt(reading, next)] ?? 0) : 0;
  // Behind "soixante" and "quatre-vingt" stand numbers up to nineteen.
  const isAdded = rest > 0 && (rest < 10 || ten === 60 || ten === 80);
  return isAdded ? { value: ten + rest, to: next + 1 } : { value: ten, to };
}

/** The word of those directly behind a number that says what is counted. */
function nounAfter(
  reading: ArticleReading,
  from: number,
): { stem: string; factor: number; to: number } | null {
  const language = FIGURE_WORDS[reading.language];
  let to = from;
  // Where nothing else follows, the last word may be both: "120 рабочих".
  let isFound = language.noun !== 'capital';
  while (to < from + NOUN_REACH && isJoined(reading, to - 1)) {
    const word = reading.words.vocabulary[reading.words.ids[to] ?? -1];
    if (word?.isContent !== true || /^\d/u.test(word.key)) break;
    if (language.notCounted.test(word.key)) break;
    to += 1;
    if (endsNoun(reading, to - 1, language)) {
      isFound = true;
      break;
    }
  }
  if (to === from || !isFound) return null;
  const stem = stemOf(keyAt(reading, to - 1));
  const [unit, factor] = PERIODS[stem] ?? [SAME_NOUN[stem] ?? stem, 1];
  return { stem: unit, factor, to };
}

/** Whether what is counted ends with a word: what follows is a verb or another noun. */
function endsNoun(reading: ArticleReading, at: number, { noun }: FigureWords): boolean {
  const key = keyAt(reading, at);
  switch (noun) {
    case 'last':
      return /[^su]s$/u.test(key) || key === 'people';
    case 'capital':
      return reading.words.capitals[at] === 1;
    case 'first':
      // Russian adjectives stand before: "30 европейских стран".
      return !/(?:ых|их)$/u.test(key);
  }
}

/** Which side the words before a number take, or the number itself, which ends before a word. */
function hedgeBefore(
  reading: ArticleReading,
  at: number,
  to: number,
): { hedge: Hedge; from: number } {
  const { hedges, roughly } = FIGURE_WORDS[reading.language];
  for (const [hedge, phrases] of hedges) {
    for (const phrase of phrases) {
      const words = phrase.split(' ');
      if (words.every((word, index) => keyAt(reading, at - words.length + index) === word)) {
        return { hedge, from: at - words.length };
      }
    }
  }
  const isRough = [at, at + 1].some((word) => word < to && roughly?.test(keyAt(reading, word)));
  return { hedge: isRough ? 'about' : 'none', from: at };
}

function rangeOf(hedge: Hedge, value: number, isOpen: boolean): readonly [number, number] {
  if (isOpen) return [value, hedge === 'over' ? Infinity : 5 * value - 1];
  if (hedge === 'over') return [value, Infinity];
  if (hedge === 'under') return [0, value];
  if (hedge === 'about') return [value * 0.9, value * 1.1];
  return [value, value];
}
