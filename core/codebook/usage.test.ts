import { readFileSync } from 'node:fs';

import { expect, it } from 'vitest';

import { Codebook } from './codebook.ts';
import { unknownCategories, UseCounter, usageOf } from './usage.ts';

const codebook = Codebook.parse(
  JSON.parse(readFileSync(new URL('../../seeds/codebook.json', import.meta.url), 'utf8')),
);
const tag = (category: string, attributes: Record<string, string>, creator = 'me') => ({
  category,
  attributes,
  creator,
});

it('counts tags by category, attribute and value, one’s own with their articles', () => {
  const counter = new UseCounter(codebook, 'me');
  counter.addArticle([
    tag('quote', { quoteType: 'mixed', speaker: 'Lavrov' }),
    tag('quote', { quoteType: 'mixed' }),
    tag('quote', { quoteType: 'mixed' }, 'ann'),
  ]);
  counter.addArticle([tag('quote', { quoteType: 'direct' }), tag('rumour', {}, 'ann')]);
  const { use } = counter;
  expect(usageOf(use, 'quote')).toEqual({ own: 3, articles: 2, others: 1 });
  expect(usageOf(use, 'quote', 'quoteType', 'mixed')).toEqual({ own: 2, articles: 1, others: 1 });
  expect(usageOf(use, 'quote', 'speaker')).toEqual({ own: 1, articles: 1, others: 0 });
  expect(usageOf(use, 'claim')).toEqual({ own: 0, articles: 0, others: 0 });
  // Names are not values of a list.
  expect(Object.keys(use)).not.toContain('quote/speaker/Lavrov');
});

it('names the categories that the codebook lacks, the most used first', () => {
  const counter = new UseCounter(codebook, 'me');
  counter.addArticle([
    tag('rumour', {}, 'ann'),
    tag('hearsay', {}),
    tag('hearsay', { grade: 'high' }),
    tag('quote', {}),
  ]);
  expect(unknownCategories(counter.use, codebook)).toEqual([
    { id: 'hearsay', use: { own: 2, articles: 1, others: 0 } },
    { id: 'rumour', use: { own: 0, articles: 0, others: 1 } },
  ]);
});

it('answers nothing for names that every object has', () => {
  expect(usageOf({}, 'isPrototypeOf')).toEqual({ own: 0, articles: 0, others: 0 });
});
