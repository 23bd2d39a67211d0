import { describe, expect, it } from 'vitest';

import { emptyDetails, type ArticleSummary } from '#core/article/article.ts';

import { filterArticles, startsEvent } from './article-list.ts';

const article = (id: string, over: Partial<ArticleSummary['details']> = {}): ArticleSummary =>
  ({
    id,
    sourceName: `${id}.txt`,
    details: { ...emptyDetails(`Title ${id}`), ...over },
  }) as ArticleSummary;
const EVENTS = new Map([['e1', 'Security guarantees']]);
const ARTICLES = [
  article('a', { outlet: 'TASS', event: 'e1' }),
  article('b', { author: 'Anna Berg', event: 'e1' }),
  article('c'),
];

describe('the filter of articles', () => {
  it.each([
    ['', 'a b c'],
    [' TITLE ', 'a b c'],
    ['tass', 'a'],
    ['berg', 'b'],
    ['c.txt', 'c'],
    ['guarantees', 'a b'],
    // What stands in two fields is not one word.
    ['tassnull', ''],
  ])('“%s” leaves %s', (typed, left) => {
    const found = filterArticles(ARTICLES, typed, EVENTS);
    expect(found.map(({ id }) => id).join(' ')).toBe(left);
  });
});

it('an event’s name stands above its first article, and above those without an event', () => {
  expect(ARTICLES.map((_, index) => startsEvent(ARTICLES, index))).toEqual([true, false, true]);
});
