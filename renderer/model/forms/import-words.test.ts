import { expect, it } from 'vitest';

import type { ImportItem, ImportOutcome } from '#core/contract/import.ts';

import { importedInWords } from './import-words.ts';

const article = { type: 'article', key: 'a', name: 'a.html' } as ImportItem;

const outcome = (tags: number): Pick<ImportOutcome, 'imported' | 'codebookVersion'> => ({
  imported: [{ name: 'a.html', articleId: 'a', tags }],
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
