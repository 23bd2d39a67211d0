import { describe, expect, it } from 'vitest';

import type { ImportError } from '#core/contract/import.ts';
import { err, ok } from '#core/result.ts';
import { uuid } from '#core/review/testing/records.ts';

import { articleId } from '../testing/library.ts';
import { openWindow } from '../testing/window.ts';

const NOTHING = { token: uuid(1, 1), items: [], sources: [] };

describe('what is found in files', () => {
  it.each<[string, ImportError, string]>([
    ['is not spoken of where the analyst cancelled', { type: 'cancelled' }, ''],
    ['is not spoken of where it was stopped', { type: 'stopped' }, ''],
    ['is said where it is nothing', { type: 'nothing-to-paste' }, 'The clipboard has no text.'],
  ])('%s', async (_name, error, says) => {
    const { workspace, library } = await openWindow([{ text: 'One.' }]);
    library.answer('import:preview-clipboard', () => err(error));
    await workspace.import.fromClipboard();
    expect(workspace.state.message).toBe(says);
    expect(workspace.state.dialog).toBeNull();
  });

  it('is no sheet where it is empty', async () => {
    const { workspace, library } = await openWindow([{ text: 'One.' }]);
    library.answer('import:choose', () => ok(NOTHING));
    await workspace.import.choose('files');
    expect(library.asked.at(-1)).toEqual(['import:choose', { what: 'files' }]);
    expect(workspace.state.dialog).toBeNull();
  });
});

it.each([
  { html: '', asks: { text: 'Two boats.' } },
  { html: '<p>Two boats.</p>', asks: { html: '<p>Two boats.</p>', text: 'Two boats.' } },
])(
  'Words that were dropped are read with the rich text that they came with: “$html”',
  async (each) => {
    const { workspace, library } = await openWindow([{ text: 'One.' }]);
    library.answer('import:preview-text', () => ok(NOTHING));
    library.answer('import:preview-html', () => ok(NOTHING));
    await workspace.import.droppedText('Two boats.', each.html);
    const channel = each.html === '' ? 'import:preview-text' : 'import:preview-html';
    expect(library.asked.at(-1)).toEqual([channel, each.asks]);
  },
);

describe('what an import has stored', () => {
  it.each([
    { what: 'the article on screen', articleId: articleId(1), isRead: true },
    { what: 'any article', articleId: null, isRead: true },
    { what: 'another article', articleId: articleId(2), isRead: false },
  ])('about $what: the article is read again: $isRead', async ({ articleId: about, isRead }) => {
    const { workspace } = await openWindow([{ text: 'One.' }]);
    const { article } = workspace.state;
    await workspace.import.take({ applied: null, imported: [{ articleId: about }] });
    expect(workspace.state.article !== article).toBe(isRead);
  });
});

it.each([
  [true, 'Import cancelled. Nothing was stored.'],
  [false, ''],
])('Stopping an import that could be stopped (%s) says “%s”', async (stopped, says) => {
  const { workspace, library } = await openWindow([{ text: 'One.' }]);
  library.answer('import:stop', () => ok({ stopped }));
  expect(await workspace.import.stop()).toBe(stopped);
  expect(workspace.state.message).toBe(says);
});
