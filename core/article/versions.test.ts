import { describe, expect, it } from 'vitest';

import { emptyDetails } from './article.ts';
import { groupVersions } from './versions.ts';

const article = (id: string, added: string, versionOf: string | null = null) => ({
  ...{ id, added },
  details: { ...emptyDetails(id), versionOf },
});

const groups = (articles: readonly ReturnType<typeof article>[]): Record<string, string> =>
  Object.fromEntries(
    [...groupVersions(articles)].map(([id, group]) => [id, group.map((each) => each.id).join()]),
  );

describe('versions of an article', () => {
  it('stand together, the one that was added first before the others', () => {
    const all = [
      article('c', '3', 'b'),
      article('a', '1'),
      article('x', '1'),
      article('b', '2', 'a'),
    ];
    expect(groups(all)).toEqual({ a: 'a,b,c', b: 'a,b,c', c: 'a,b,c' });
  });

  it('stay together where the first one is gone', () => {
    expect(
      groups([article('b', '2', 'a'), article('c', '3', 'a'), article('d', '4', 'z')]),
    ).toEqual({
      b: 'b,c',
      c: 'b,c',
    });
  });

  it('are told where two say that they are versions of each other', () => {
    expect(groups([article('a', '1', 'b'), article('b', '2', 'a')])).toEqual({
      a: 'a,b',
      b: 'a,b',
    });
  });

  it('are nothing that takes long in a chain of ten thousand', () => {
    const chain = Array.from({ length: 10_000 }, (_, n) =>
      article(String(n), String(n).padStart(5, '0'), n === 0 ? null : String(n - 1)),
    ).reverse();
    expect(groupVersions(chain).get('9999')?.length).toBe(10_000);
  });
});
