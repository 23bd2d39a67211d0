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
