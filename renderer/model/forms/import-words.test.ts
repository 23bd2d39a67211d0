import { expect, it } from 'vitest';

import type { ImportItem, ImportOutcome } from '#core/contract/import.ts';

import { importedInWords } from './import-words.ts';

const article = { type: 'article', key: 'a', name: 'a.html' } as ImportItem;

const outcome = (
  tags: number,
  families = 0,
): Pick<ImportOutcome, 'imported' | 'codebookVersion'> => ({
  imported: [{ name: 'a.html', articleId: 'a', tags, families }],
  codebookVersion: null,
});

it.each([
  [0, 0, 'Imported 1 article.'],
  [2, 2, 'Imported 1 article. 2 of your 2 tags carried over to the new version.'],
  [
    1,
    2,
    'Imported 1 article. 1 of your 2 tags carried over to the new version; 1 waits in Review for a place.',
  ],
])('A version with %i tags carried over of %i says so', (carried, all, words) => {
  expect(importedInWords([article], outcome(carried), all)).toBe(words);
});

it.each([
  [
    1,
    'Imported 1 article. 2 of your 2 tags carried over to the new version. 1 family of yours in Compare has the words of the new version as well.',
  ],
  [
    3,
    'Imported 1 article. 2 of your 2 tags carried over to the new version. 3 families of yours in Compare have the words of the new version as well.',
  ],
])('A version that %i families followed to says so', (families, words) => {
  expect(importedInWords([article], outcome(2, families), 2)).toBe(words);
});

it('An article that comes in by itself and with two files of tags is counted once', () => {
  const nothing = { new: 0 };
  const tags = {
    type: 'annotations',
    newArticles: [{ id: 'a', title: 'A' }],
    families: nothing,
    decisions: nothing,
    linkDecisions: nothing,
    comments: nothing,
    contested: 0,
  } as unknown as ImportItem;
  const imported = [
    { name: 'a.txt', articleId: 'a', tags: 0, families: 0 },
    { name: 'anna.json', articleId: null, tags: 1, families: 0 },
    { name: 'bert.json', articleId: null, tags: 2, families: 0 },
  ];
  expect(importedInWords([article, tags, tags], { imported, codebookVersion: null })).toBe(
    'Imported 1 article, 3 new tags.',
  );
});
