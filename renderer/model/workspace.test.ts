import { expect, it } from 'vitest';

import { openWindow } from './testing/window.ts';

const TEXT = 'The mayor spoke on Monday. “We will build the bridge,” she said. Nobody answered.';

it('tags the selected words, says so, and takes the tag back', async () => {
  const { workspace, selectWords, tags } = await openWindow([{ text: TEXT }]);
  selectWords('“We will build the bridge,”');
  await workspace.tags.tagSelection('quote');
  expect(tags()).toEqual(['quote: “We will build the bridge,”']);
  expect(workspace.state.message).toBe('Tagged quote: “We will build the bridge,”. 1 tag.');
  await workspace.changes.travel('undo');
  expect(tags()).toEqual([]);
});
