import { describe, expect, it } from 'vitest';

import { openWindow, type TestWindow } from '../testing/window.ts';

const TEXT = 'The mayor spoke on Monday. Nobody answered.';

/** A window with a claim of two fragments, which is selected. */
async function withClaim(): Promise<TestWindow> {
  const window = await openWindow([{ text: TEXT }]);
  window.selectWords('The mayor');
  await window.workspace.tags.tagSelection('claim');
  window.selectWords('Nobody');
  await window.workspace.tags.addFragment();
  return window;
}

describe('adjusting boundaries', () => {
  it('makes a fragment the live selection, again the next one, and goes round', async () => {
    const { workspace, page } = await withClaim();
    page.focus = 'tags';
    workspace.boundaries.start();
    expect(page.focus).toBe('text');
    expect(workspace.state.selection?.span).toEqual({ start: 0, end: 9 });
    expect(workspace.state.message).toBe(
      'Adjusting (fragment 1 of 2): Shift+arrows move the end, O the other end, Enter keeps, Esc cancels.',
    );
    workspace.boundaries.start();
    expect(workspace.state.selection?.span).toEqual({ start: 27, end: 33 });
    workspace.boundaries.start();
    expect(workspace.state.mode).toMatchObject({ type: 'adjust', fragment: 0 });
  });

  it('keeps the selected words as the fragment and puts the caret behind them', async () => {
    const { workspace, selectWords, tags } = await withClaim();
    workspace.boundaries.start();
    selectWords('mayor spoke');
    await workspace.boundaries.keep();
    expect(tags()).toEqual(['claim: mayor spoke … Nobody']);
    expect(workspace.state.message).toBe('Boundaries changed: \u2068mayor spoke … Nobody\u2069');
    expect(workspace.state.mode).toEqual({ type: 'browse' });
    expect(workspace.state.selection).toMatchObject({ focus: 15, collapsed: true });
  });

  it('changes nothing where they are the same, or where it is cancelled', async () => {
    const { workspace, library, surface, tags } = await withClaim();
    library.asked.length = 0;
    workspace.boundaries.start();
    await workspace.boundaries.keep();
    expect(workspace.state.message).toBe('Boundaries unchanged.');
    workspace.notices.say('');
    workspace.boundaries.start();
    surface.setSelection(0, 20);
    workspace.boundaries.cancel();
    expect(workspace.state.message).toBe('Boundaries unchanged.');
    expect(workspace.state.selection).toMatchObject({ focus: 33, collapsed: true });
    expect(tags()).toEqual(['claim: The mayor … Nobody']);
    expect(library.asked).toEqual([]);
  });

  it('is left when another tag is selected', async () => {
    const { workspace } = await withClaim();
    workspace.boundaries.start();
    workspace.selection.selectTags([]);
    expect(workspace.state.mode).toEqual({ type: 'browse' });
  });

  it('swaps which end of the selection moves', async () => {
    const { workspace, surface } = await withClaim();
    surface.setSelection(4, 9);
    workspace.boundaries.swapEnds();
    expect(workspace.state.selection).toMatchObject({ anchor: 9, focus: 4 });
  });

  it('needs a tag', async () => {
    const { workspace } = await openWindow([{ text: TEXT }]);
    workspace.boundaries.start();
    expect(workspace.state.message).toBe('Select a tag first: Space at the caret, or J and K.');
  });
});

it('Esc ends the brush', async () => {
  const { workspace } = await openWindow([{ text: TEXT }]);
  workspace.brush.toggle();
  workspace.boundaries.cancel();
  expect(workspace.state.mode).toEqual({ type: 'browse' });
  expect(workspace.state.message).toBe('Brush off.');
});
