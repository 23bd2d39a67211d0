import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { buildBenchArticles } from './library-files.ts';

const folder = path.join(import.meta.dirname, '..', '..', 'seeds');

describe('the articles that are measured', () => {
  const articles = buildBenchArticles(folder);

  it.each([
    ['small', 30],
    ['medium', 1_000],
    ['large', 10_000],
    ['sparse', 100],
    ['dense', 10_000],
  ] as const)('of %s stands with all its tags in the file', (name, tags) => {
    const { id, text, file, ...article } = articles[name];
    const read = JSON.parse(file) as {
      articles: { id: string; text: string }[];
      annotationSets: { annotations: { target: { fragments: { exact: string }[] } }[] }[];
    };
    expect(read.articles).toMatchObject([{ id, text }]);
    const words = article.tags.map(({ fragments }) =>
      fragments.map(({ start, end }) => text.slice(start, end)),
    );
    expect(words).toHaveLength(tags);
    expect(
      read.annotationSets[0]?.annotations.map(({ target }) =>
        target.fragments.map(({ exact }) => exact),
      ),
    ).toEqual(words);
  });

  it('are different articles', () => {
    expect(new Set(Object.values(articles).map(({ id }) => id)).size).toBe(5);
  });
});
