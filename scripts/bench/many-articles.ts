// Events of any size for the bench: sentences of the samples in other orders, with words of each article's own.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { createEventDocument } from '../../core/event/document.ts';
import { splitSentences } from '../../core/text/sentences.ts';
import type { ArticleToCompare, EventToCompare } from '../../core/compare/comparison/input.ts';
import { gold } from '../../core/compare/testing/samples.ts';

/** UTF-16 code units of an article. */
const LENGTH = 3_000;

/** Numbers from a seed, the same on every machine: a linear congruential generator. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const CONSONANTS = 'bdfgklmnprstvz';
const VOWELS = 'aeiou';

/** A word that stands in no other article, made of syllables. */
function ownWord(next: () => number): string {
  let word = '';
  for (let syllable = 0; syllable < 4; syllable += 1) {
    word += CONSONANTS[Math.floor(next() * CONSONANTS.length)] ?? '';
    word += VOWELS[Math.floor(next() * VOWELS.length)] ?? '';
  }
  return word;
}

/**
 * An event of so many articles of 3 KB each. Every article has sentences of the five samples drawn at random,
 * with every fourth word outside names replaced by one of two thousand made-up words, so that its prose is
 * its own, some quotations are shared, and most of what is quoted differs a little.
 */
export function manyArticles(count: number): EventToCompare {
  const sentences = gold.articles.flatMap(({ file }) => {
    const text = readFileSync(`seeds/${file}`, 'utf8');
    return splitSentences(text).map(({ start, end }) => text.slice(start, end));
  });
  const next = numbersFrom(20_250_820);
  const vocabulary = Array.from({ length: 2_000 }, () => ownWord(next));
  const articles = Array.from({ length: count }, (_, index): ArticleToCompare => {
    let text = `Article ${String(index)}`;
    while (text.length < LENGTH) {
      const sentence = sentences[Math.floor(next() * sentences.length)] ?? '';
      const isKept = next() < 0.2;
      const changed = sentence.replace(/(?<=\s)\p{Ll}{4,}/gu, (word) =>
        !isKept && next() < 0.5
          ? (vocabulary[Math.floor(next() * vocabulary.length)] ?? word)
          : word,
      );
      text += `${next() < 0.3 ? '\n' : ' '}${changed}`;
    }
    const id = createHash('sha256').update(text).digest('hex');
    const title = `Article ${String(index)}`;
    return { id, text, title, outlet: title, published: null, tags: [], boilerplate: [] };
  });
  return {
    articles,
    aliases: [],
    roles: { quotations: [], claims: [], framings: [], framingAttributes: [], target: null },
    nameAttributes: new Set(),
    document: createEventDocument('11111111-1111-4111-8111-111111111111'),
  };
}

/** One article with so many quotations, and another one with some of them. */
export function manyQuotations(count: number): EventToCompare {
  const event = manyArticles(1);
  const next = numbersFrom(7);
  const words = Array.from({ length: 3_000 }, () => ownWord(next));
  const pick = (): string => words[Math.floor(next() * words.length)] ?? '';
  const quotations = Array.from(
    { length: count },
    () => `He said “${Array.from({ length: 8 }, pick).join(' ')}” on Monday.`,
  );
  const texts = [quotations.join('\n'), quotations.slice(0, 50).join('\n')];
  const articles = texts.map((text, index): ArticleToCompare => ({
    ...{ text, title: String(index), outlet: null, published: null, tags: [], boilerplate: [] },
    id: createHash('sha256').update(text).digest('hex'),
  }));
  return { ...event, articles };
}
