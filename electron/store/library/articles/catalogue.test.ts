import { describe, expect, it } from 'vitest';

import { emptyDetails } from '#core/article/article.ts';
import { IdMap } from '#core/collections/id-map.ts';
import type { Trashed } from '#core/library/document.ts';

import { Catalogue, type Entry } from './catalogue.ts';

const idOf = (n: number): string => `${String(n).padStart(8, '0')}-0000-4000-8000-000000000000`;

function entryOf(n: number, added: string, title = `Article ${n}`): Entry {
  const summary = { id: idOf(n), details: emptyDetails(title), length: 1, tagCounts: {} };
  return {
    ...{ seq: 0, backedUp: 0, folder: `/articles/${n}` },
    summary: { ...summary, added, sourceName: `${n}.txt` },
  };
}

const titlesIn = (catalogue: Catalogue, trashed: IdMap<Trashed> = IdMap.empty()): string[] =>
  catalogue.summaries(trashed).map(({ details }) => details.title);

describe('the list of articles', () => {
  const changes: readonly [string, (catalogue: Catalogue) => void, readonly string[]][] = [
    [
      'an article comes',
      (catalogue) => {
        catalogue.put(entryOf(3, '2026-01-01'));
      },
      ['Article 3', 'Article 1', 'Article 2'],
    ],
    [
      'an article goes',
      (catalogue) => {
        catalogue.remove(idOf(1));
      },
      ['Article 2'],
    ],
    [
      'an article has another title',
      (catalogue) => {
        catalogue.follow({ entry: entryOf(1, '2026-01-02', 'Renamed'), names: undefined });
      },
      ['Renamed', 'Article 2'],
    ],
  ];

  it.each(changes)('is as it was added, also once %s', (_, change, titles) => {
    const catalogue = new Catalogue('/library');
    catalogue.put(entryOf(2, '2026-01-03'));
    catalogue.put(entryOf(1, '2026-01-02'));
    expect(titlesIn(catalogue)).toEqual(['Article 1', 'Article 2']);
    change(catalogue);
    expect(titlesIn(catalogue)).toEqual(titles);
  });

  it('has nothing of the trash', () => {
    const catalogue = new Catalogue('/library');
    catalogue.put(entryOf(1, '2026-01-02'));
    catalogue.put(entryOf(2, '2026-01-03'));
    const trashed = IdMap.from<Trashed>([{ id: idOf(1), at: '2026-02-01T00:00:00.000Z' }]);
    expect(titlesIn(catalogue, trashed)).toEqual(['Article 2']);
    expect(titlesIn(catalogue)).toEqual(['Article 1', 'Article 2']);
  });
});
