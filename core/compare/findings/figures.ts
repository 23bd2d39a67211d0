import type { EventReading } from '../evidence/items.ts';
import { spanOfWords, type ArticleReading } from '../texts/article-reading.ts';
import type { Span } from '../../text/span.ts';
import { stemOf } from '../words/stem.ts';
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

/** Words for numbers. "one" is left out: it is seldom a figure. */
const NUMBER_WORDS: Readonly<Record<string, number>> = Object.fromEntries(
  (
    'two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen ' +
    'seventeen eighteen nineteen twenty'
  )
    .split(' ')
    .map((word, at) => [word, at + 2]),
);
const TENS: Readonly<Record<string, number>> = {
  dozens: 24,
  scores: 40,
  hundreds: 200,
  thousands: 2_000,
};
const FACTORS: Readonly<Record<string, number>> = {
  dozen: 12,
  hundred: 100,
  thousand: 1_000,
  million: 1_000_000,
  billion: 1_000_000_000,
  trillion: 1_000_000_000_000,
};
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
/** Words behind a number that make no figure of it: dates, times, shares of a name. */
const NO_NOUN =
  /^(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|am|pm|st|nd|rd|th|gmt|utc|bst|est|et|cet|oclock)$/u;
/** Content words between a number and its noun, at most. */
const NOUN_REACH = 3;

const HEDGES: readonly (readonly [Hedge, readonly string[]])[] = [
  ['over', ['more than', 'at least', 'over', 'above', 'exceeding']],
  ['under', ['less than', 'fewer than', 'up to', 'nearly', 'almost', 'under', 'below']],
  ['about', ['about', 'around', 'roughly', 'approximately', 'some']],
];

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
      const hedge = hedgeBefore(reading, at);
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
  return /^[ \u00a0-]$/u.test(text.slice(words.ends[at], words.starts[at + 1]));
}

function numberAt(
  reading: ArticleReading,
  at: number,
): { value: number; to: number; isOpen: boolean } | null {
  const key = keyAt(reading, at);
  let value = /^\d/u.test(key) ? Number(key.replaceAll(',', '')) : NUMBER_WORDS[key];
  const many = TENS[key];
  if (many !== undefined) {
    // "tens of thousands" begins before; "hundreds of people" is what it says.
    return { value: many, to: keyAt(reading, at + 1) === 'of' ? at + 2 : at + 1, isOpen: true };
  }
  if (key === 'tens' && keyAt(reading, at + 1) === 'of') {
    const factor = FACTORS[keyAt(reading, at + 2).replace(/s$/u, '')];
    if (factor === undefined) return null;
    return {
      value: 20 * factor,
      to: keyAt(reading, at + 3) === 'of' ? at + 4 : at + 3,
      isOpen: true,
    };
  }
  if (key === 'a' && FACTORS[keyAt(reading, at + 1)] !== undefined) value = 1;
  if (value === undefined || !Number.isFinite(value)) return null;
  let to = at + 1;
  for (
    let factor = FACTORS[keyAt(reading, to)];
    factor !== undefined && isJoined(reading, to - 1);
  ) {
    value *= factor;
    to += 1;
    factor = FACTORS[keyAt(reading, to)];
  }
  const isYear = to === at + 1 && /^(?:19|20)\d\d$/u.test(key);
  return isYear ? null : { value, to, isOpen: false };
}

/** The last of the words that directly follow a number and are no function words. */
function nounAfter(
  reading: ArticleReading,
  from: number,
): { stem: string; factor: number; to: number } | null {
  let to = from;
  while (to < from + NOUN_REACH && isJoined(reading, to - 1)) {
    const word = reading.words.vocabulary[reading.words.ids[to] ?? -1];
    if (word?.isContent !== true || /^\d/u.test(word.key) || NO_NOUN.test(word.key)) break;
    to += 1;
    // A plural ends what is counted; what follows is a verb or another noun.
    if (/[^su]s$/u.test(word.key) || word.key === 'people') break;
  }
  if (to === from) return null;
  const stem = stemOf(keyAt(reading, to - 1));
  const [unit, factor] = PERIODS[stem] ?? [SAME_NOUN[stem] ?? stem, 1];
  return { stem: unit, factor, to };
}

function hedgeBefore(reading: ArticleReading, at: number): { hedge: Hedge; from: number } {
  for (const [hedge, phrases] of HEDGES) {
    for (const phrase of phrases) {
      const words = phrase.split(' ');
      if (words.every((word, index) => keyAt(reading, at - words.length + index) === word)) {
        return { hedge, from: at - words.length };
      }
    }
  }
  return { hedge: 'none', from: at };
}

function rangeOf(hedge: Hedge, value: number, isOpen: boolean): readonly [number, number] {
  if (isOpen) return [value, hedge === 'over' ? Infinity : 5 * value - 1];
  if (hedge === 'over') return [value, Infinity];
  if (hedge === 'under') return [0, value];
  if (hedge === 'about') return [value * 0.9, value * 1.1];
  return [value, value];
}
