// Events of any size for the bench: stories in the sentences of the samples, with made-up words.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { createEventDocument } from '../../core/event/document.ts';
import { splitSentences } from '../../core/text/units/sentences.ts';
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

/** Articles that report one story. */
const ARTICLES_OF_A_STORY = 10;
/** Things that are said and done in a story, each told in a sentence by some of its articles. */
const SENTENCES_OF_A_STORY = 24;
/** Share of an article's sentences that others of its story have, too, most of them put a little differently. */
const SHARED = 0.35;
const KEPT_AS_IT_IS = 0.2;
const WORDS_PUT_DIFFERENTLY = 0.25;

/**
 * An event of so many articles of 3 KB each. An event is made of stories, as many as there are tens of articles;
 * each article reports one or two. A story has sentences of the five samples, with most of their content words
 * replaced, each by the same made-up word throughout the story, so that stories have names, function words and
 * commonplaces in common and little else. A third of an article are sentences of its stories, most of them put
 * a little differently; the others are its own, built in the same way with words of a vocabulary of 20,000.
 */
export function manyArticles(count: number): EventToCompare {
  const sentences = gold.articles.flatMap(({ file }) => {
    const text = readFileSync(`seeds/${file}`, 'utf8');
    return splitSentences(text).map(({ start, end }) => text.slice(start, end));
  });
  const next = numbersFrom(20_250_820);
  const vocabulary = Array.from({ length: 20_000 }, () => ownWord(next));
  const pick = (from: readonly string[]): string => from[Math.floor(next() * from.length)] ?? '';
  const putDifferently = (sentence: string, share: number): string =>
    sentence.replace(/(?<=[\s“‘])\p{Ll}{4,}/gu, (word) =>
      next() < share ? pick(vocabulary) : word,
    );
  const stories = Array.from({ length: Math.ceil(count / ARTICLES_OF_A_STORY) }, () =>
    Array.from({ length: SENTENCES_OF_A_STORY }, () => putDifferently(pick(sentences), 0.7)),
  );
  const articles = Array.from({ length: count }, (_, index): ArticleToCompare => {
    const own = [stories[index % stories.length] ?? []];
    if (next() < 0.3) own.push(stories[Math.floor(next() * stories.length)] ?? []);
    let text = `Article ${String(index)}`;
    while (text.length < LENGTH) {
      const sentence =
        next() >= SHARED
          ? putDifferently(pick(sentences), 0.7)
          : putDifferently(
              pick(own[Math.floor(next() * own.length)] ?? []),
              next() < KEPT_AS_IT_IS ? 0 : WORDS_PUT_DIFFERENTLY,
            );
      text += `${next() < 0.3 ? '\n' : ' '}${sentence}`;
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

/** Articles that each quote most of so many things that were said, some of them a little differently. */
export function wideEvent(outlets: number, families: number): string[] {
  const next = numbersFrom(11);
  const words = Array.from({ length: 2_000 }, () => ownWord(next));
  const pick = (): string => words[Math.floor(next() * words.length)] ?? '';
  const said = Array.from({ length: families }, () => Array.from({ length: 18 }, pick));
  return Array.from({ length: outlets }, (_, outlet) => {
    const lines = said.flatMap((sentence) => {
      if (next() < 0.2) return [];
      const from = next() < 0.3 ? Math.floor(next() * 8) : 0;
      const told = sentence.slice(from).map((word) => (next() < 0.1 ? pick() : word));
      return [`At ${pick()}, Anna Berg of ${pick()} said: “${told.join(' ')}.”`];
    });
    return [`Outlet ${String(outlet)} on ${pick()}`, ...lines].join('\n');
  });
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
