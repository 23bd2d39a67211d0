import { expect, it } from 'vitest';

import type { RecoveryReport } from '#core/contract/articles.ts';
import { err, ok } from '#core/result.ts';

import { articleId } from '../testing/library.ts';
import { openWindow } from '../testing/window.ts';

const REPORT: RecoveryReport = {
  articleId: articleId(1),
  title: 'Bridge',
  problem: 'The file is cut short.',
  choices: [],
};

it('shows what is known of a damaged article, or why nothing is', async () => {
  const { workspace, library } = await openWindow([{ text: 'One.' }]);
  library.answer('recovery:describe', () => ok(REPORT));
  await workspace.recovery.describe(articleId(1));
  expect(workspace.state.dialog).toEqual({ type: 'recovery', report: REPORT });
  library.answer('recovery:describe', ({ articleId: id }) =>
    err({ type: 'no-such-article', articleId: id }),
  );
  await workspace.recovery.describe(articleId(1));
  expect(workspace.state.message).toBe('That article is no longer in the library.');
});

it('shows an article whose text was found again, with its tags', async () => {
  const { workspace, library } = await openWindow([{ text: 'One.', title: 'Bridge' }]);
  const opened = await library.invoke('articles:open', { articleId: articleId(1) });
  if (!opened.ok) throw new Error(opened.error.type);
  library.answer('articles:locate-text', () => opened);
  await workspace.recovery.locateText(articleId(1));
  expect(workspace.state.message).toBe('Opened “Bridge” with 0 tags.');
  workspace.recovery.show(opened.value);
  expect(workspace.state.message).toBe('Restored “Bridge” with 0 tags.');
});

it('says that another text was chosen', async () => {
  const { workspace, library } = await openWindow([{ text: 'One.' }]);
  library.answer('articles:locate-text', () => err({ type: 'other-text', name: 'two.txt' }));
  await workspace.recovery.locateText(articleId(1));
  expect(workspace.state.message).toBe(
    '“two.txt” does not have the text that was tagged: at least one character differs. Nothing was changed; locate another file.',
  );
});

it('brings in what conflict copies hold and takes their notice away, or says why not and leaves it', async () => {
  const { workspace, library } = await openWindow([{ text: 'One.' }]);
  const notice = { type: 'conflict-copies', files: ['doc (1).json'], others: [] } as const;
  workspace.store.set({ notices: [notice] });
  library.answer('library:bring-in-copies', () => err({ type: 'no-such-article', articleId: 'x' }));
  await workspace.recovery.bringInCopies(notice);
  expect(workspace.state.notices).toEqual([notice]);
  library.answer('library:bring-in-copies', () => ok({ articles: 1, tags: 2, applied: null }));
  await workspace.recovery.bringInCopies(notice);
  expect(workspace.state.notices).toEqual([]);
  expect(workspace.state.message).toMatch(/^Brought in 2 tags in 1 article/u);
});
