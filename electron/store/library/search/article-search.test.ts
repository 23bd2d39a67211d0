import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { ArticleSummary } from '#core/article/article.ts';
import type { SearchHit } from '#core/contract/articles.ts';
import type { RequestOf } from '#core/contract/contract.ts';

import { ArticleSearch, describeMatch } from './article-search.ts';

const EXACTLY = { caseSensitive: true, wholeWord: false, ignoreQuotesAndAccents: false };

function searchIn(
  texts: Record<string, string | null>,
  mayHave: (articleId: string) => boolean = () => true,
): (query: RequestOf<'articles:search'>) => Promise<readonly SearchHit[]> {
  const summaries = Object.keys(texts).map(
    (id) => ({ id, details: { title: `Title of ${id}` } }) as ArticleSummary,
  );
  const search = new ArticleSearch({
    candidates: () => summaries.filter(({ id }) => mayHave(id)),
    readText: (id) => Promise.resolve(texts[id] ?? null),
  });
  return (query) => search.find(query);
}

describe('find', () => {
  it('names the articles that have the words, in the order of the list', async () => {
    const search = searchIn({ b: 'a road to nowhere', a: 'no road', c: 'nothing' });
    const hits = await search({ query: 'road', ...EXACTLY });
    expect(hits.map(({ articleId, title, total }) => [articleId, title, total])).toEqual([
      ['b', 'Title of b', 1],
      ['a', 'Title of a', 1],
    ]);
    expect(hits[0]?.matches[0]?.span).toEqual({ start: 2, end: 6 });
  });

  it('counts all matches and shows the first ones', async () => {
    const [hit] = await searchIn({ a: 'x '.repeat(500) })({ query: 'x', ...EXACTLY });
    expect(hit?.total).toBe(500);
    expect(hit?.matches).toHaveLength(20);
  });

  it('passes over an article that cannot be read', async () => {
    const hits = await searchIn({ a: null, b: 'road' })({ query: 'road', ...EXACTLY });
    expect(hits.map(({ articleId }) => articleId)).toEqual(['b']);
  });

  it('reads no article that has not the words', async () => {
    const hits = await searchIn(
      { a: 'road', b: 'road' },
      (id) => id === 'b',
    )({
      query: 'road',
      ...EXACTLY,
    });
    expect(hits.map(({ articleId }) => articleId)).toEqual(['b']);
  });

  it('stops at a bounded number of articles', async () => {
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`a${index}`, 'x']));
    expect(await searchIn(many)({ query: 'x', ...EXACTLY })).toHaveLength(200);
  });

  it('gives up an older search when a newer one is asked for', async () => {
    const search = searchIn({ a: 'one two', b: 'one two' });
    const [older, newer] = await Promise.all([
      search({ query: 'one', ...EXACTLY }),
      search({ query: 'two', ...EXACTLY }),
    ]);
    expect(older).toEqual([]);
    expect(newer).toHaveLength(2);
  });
});

describe('describeMatch', () => {
  it('shows whole words around the match, on one line', () => {
    const text = `${'before '.repeat(20)}the\nroad to ${'after '.repeat(20)}`;
    const start = text.indexOf('road');
    const { snippet, from, to } = describeMatch(text, { start, end: start + 4 });
    expect(snippet).toMatch(/^before .* the road to after .*after$/u);
    expect(snippet.slice(from, to)).toBe('road');
  });

  it('points at the match in any text and never cuts a character in two', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', 'word ', '\n', '🌐', 'é', '\u2028') });
    fc.assert(
      fc.property(texts, fc.nat(), fc.nat(), (text, a, b) => {
        const offsets = [...text].reduce((all, c) => [...all, (all.at(-1) ?? 0) + c.length], [0]);
        const ends = [a, b].map((n) => offsets[n % offsets.length] ?? 0).sort((x, y) => x - y);
        const span = { start: ends[0] ?? 0, end: ends[1] ?? 0 };
        const { snippet, from, to } = describeMatch(text, span);
        const match = text.slice(span.start, span.end);
        expect(snippet.slice(from, to)).toBe(match.replace(/[\n\u2028]/gu, ' '));
        expect(snippet.isWellFormed()).toBe(true);
      }),
    );
  });
});
