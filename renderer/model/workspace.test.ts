import { expect, it } from 'vitest';

import { openWindow } from './testing/window.ts';
import { tagSelection } from './tags.ts';

const TEXT = 'The mayor spoke on Monday. “We will build the bridge,” she said. Nobody answered.';

it('tags the selected words, says so, and takes the tag back', async () => {
  const { workspace, selectWords, tags } = await openWindow([{ text: TEXT }]);
  selectWords('“We will build the bridge,”');
  await tagSelection(workspace, 'quote');
  expect(tags()).toEqual(['quote: “We will build the bridge,”']);
  expect(workspace.state.message).toBe('Tagged quote: “We will build the bridge,”. 1 tag.');
  await workspace.travel('undo');
  expect(tags()).toEqual([]);
});
