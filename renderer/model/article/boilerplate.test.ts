import { describe, expect, it } from 'vitest';

import { openWindow } from '../testing/window.ts';

const TEXT = ['Photo: AFP', 'The mayor spoke.', 'Photo: DPA', '', 'Photo: AP', 'Goodbye'].join(
  '\n',
);
const STARTS = [0, TEXT.indexOf('Photo: DPA'), TEXT.indexOf('Photo: AP')];

async function openAt(words: string) {
  const opened = await openWindow([{ text: TEXT }]);
  const at = words === '' ? TEXT.indexOf('\n\n') + 1 : TEXT.indexOf(words);
  opened.surface.setSelection(at, at);
  return opened;
}

describe('the lines like one', () => {
  it('are shown before anything is done, and marked in one step', async () => {
    const { workspace } = await openAt('Photo: DPA');
    workspace.boilerplate.askForLinesLikeThis();
    const { dialog, article } = workspace.state;
    if (dialog?.type !== 'lines-alike') throw new Error('No sheet asks.');
    expect(dialog.lines.map(({ start }) => start)).toEqual(STARTS);
    expect(article?.regions).toEqual([]);
    await workspace.boilerplate.mark(dialog.lines);
    expect(article?.regions.map(({ start }) => start)).toEqual(STARTS);
    expect(workspace.state.history.undo?.label).toBe('mark boilerplate in 3 places');
    expect(workspace.state.message).toBe(
      'Marked 3 lines as boilerplate: greyed, kept, and left out of counts.',
    );
    await workspace.changes.travel('undo');
    expect(article?.regions).toEqual([]);
  });

  it('are those that are not marked yet, until all are', async () => {
    const { workspace } = await openAt('Photo: AFP');
    await workspace.boilerplate.toggle();
    workspace.boilerplate.askForLinesLikeThis();
    const { dialog } = workspace.state;
    if (dialog?.type !== 'lines-alike') throw new Error('No sheet asks.');
    expect(dialog.lines.map(({ start }) => start)).toEqual(STARTS.slice(1));
    await workspace.boilerplate.mark(dialog.lines);
    workspace.dialogs.close();
    workspace.boilerplate.askForLinesLikeThis();
    expect(workspace.state.dialog).toBeNull();
    expect(workspace.state.message).toBe('All 3 lines like this one are boilerplate already.');
  });

  it.each([
    ['Goodbye', 'No other line is like this one: mark it alone.'],
    ['', 'There are no words in this line.'],
  ])('are none for “%s”, which is said', async (words, sentence) => {
    const { workspace } = await openAt(words);
    workspace.boilerplate.askForLinesLikeThis();
    expect(workspace.state).toMatchObject({ dialog: null, message: sentence });
  });
});
