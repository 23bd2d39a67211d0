import { describe, expect, it } from 'vitest';

import { emptyDetails, type ArticleSummary } from '#core/article/article.ts';

import { filterArticles, inListOrder, listRowsOf, versionPlaces } from './article-list.ts';

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

const EVENT_LIST = [
  { id: 'e1', title: 'Security guarantees' },
  { id: 'e2', title: 'Without articles' },
];

describe('the rows of the list', () => {
  const rowsOf = (...given: Parameters<typeof listRowsOf>): string =>
    listRowsOf(...given)
      .map((row) => (row.type === 'event' ? `${row.title} ${row.articles}:` : row.id))
      .join(' ');

  it('are each event’s name over its articles, and events without any', () => {
    expect(rowsOf(ARTICLES, EVENT_LIST, false)).toBe(
      'Security guarantees 2: a b Without articles 0: No event 1: c',
    );
  });

  it('leave out what has no article that matches', () => {
    expect(rowsOf(ARTICLES.slice(2), EVENT_LIST, true)).toBe('No event 1: c');
  });

  it('have an article whose event is gone among those without one', () => {
    expect(rowsOf([article('d', { event: 'gone' })], [], false)).toBe('No event 1: d');
  });
});

describe('the order of the list', () => {
  const known = (id: string, added: string, over: Parameters<typeof article>[1], tags = 0) => ({
    ...article(id, over),
    added,
    tagCounts: { quote: tags },
  });
  const library = {
    events: EVENT_LIST,
    articles: [
      known('a', '3', { event: 'e1', outlet: 'TASS', published: '2 Aug 2025' }, 1),
      known('b', '2', { event: 'e1', outlet: 'afp', title: 'Zeta' }, 10),
      known('c', '1', { event: 'e1', published: '2025-08-01', title: 'alpha 10' }, 10),
      known('d', '0', { title: 'alpha 9' }),
    ],
  };

  it.each([
    ['imported', 'c b a d'],
    ['outlet', 'b a c d'],
    ['date', 'c a b d'],
    ['title', 'c a b d'],
    ['tags', 'c b a d'],
  ] as const)('by %s within each event is %s', (order, expected) => {
    expect(
      inListOrder(library, order)
        .map(({ id }) => id)
        .join(' '),
    ).toBe(expected);
  });
});

describe('versions of an article', () => {
  const first = { ...article('f', { title: 'B' }), added: '2026-03-01' };
  const second = { ...article('s', { title: 'Z', versionOf: 'f' }), added: '2026-03-03' };
  const between = { ...article('m', { title: 'M' }), added: '2026-03-02' };
  const all = [second, between, first];

  it('stand together, the first before the others, wherever each would stand by itself', () => {
    const listed = inListOrder({ events: [], articles: all }, 'title');
    expect(listed.map(({ id }) => id)).toEqual(['f', 's', 'm']);
  });

  it('stay in their own events', () => {
    const events = [{ id: 'e1', title: 'Security guarantees' }];
    const moved = { ...second, details: { ...second.details, event: 'e1' } };
    const listed = inListOrder({ events, articles: [between, first, moved] }, 'title');
    expect(listed.map(({ id }) => id)).toEqual(['s', 'f', 'm']);
  });

  it('are numbered in their rows', () => {
    const rows = listRowsOf(all, [], false, versionPlaces(all));
    const numbers = rows.flatMap((row) => (row.type === 'article' ? [row.version] : []));
    expect(numbers).toEqual([{ number: 2, of: 2 }, undefined, { number: 1, of: 2 }]);
  });
});
