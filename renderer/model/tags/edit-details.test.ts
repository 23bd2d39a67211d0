import { describe, expect, it } from 'vitest';

import { editDetails } from './edit-details.ts';
import { openWindow } from '../testing/window.ts';

async function windowWithTag() {
  const window = await openWindow([{ text: 'one two three' }]);
  window.selectWords('two');
  await window.workspace.tags.tagSelection('quote');
  window.workspace.dialogs.close();
  return window;
}

describe('going to the details', () => {
  it('asks for the category of selected words', async () => {
    const { workspace, selectWords } = await windowWithTag();
    selectWords('three');
    await editDetails(workspace);
    expect(workspace.state.dialog).toEqual({ type: 'categories', purpose: 'tag' });
  });

  it('puts the focus into the details of the tag at the caret', async () => {
    const { workspace, surface, page } = await windowWithTag();
    workspace.selection.selectTags([]);
    surface.setSelection(5, 5);
    await editDetails(workspace);
    page.draw();
    expect(workspace.state.selectedTags).toHaveLength(1);
    expect(page.focus).toBe('detail speaker');
  });

  it('says what to do where there is neither', async () => {
    const { workspace, surface } = await windowWithTag();
    workspace.selection.selectTags([]);
    surface.setSelection(0, 0);
    await editDetails(workspace);
    expect(workspace.state.message).toBe(
      'Select text to tag it, or press Space on a tag to select it.',
    );
  });

  it('keeps boundaries that are being moved', async () => {
    const { workspace, selectWords, tags } = await windowWithTag();
    workspace.boundaries.start();
    selectWords('two three');
    await editDetails(workspace);
    expect(tags()).toEqual(['quote: two three']);
    expect(workspace.state.mode).toEqual({ type: 'browse' });
  });
});

it('The brush takes the category of the active tag, and is put away by the same key', async () => {
  const { workspace } = await windowWithTag();
  workspace.brush.toggle();
  expect(workspace.state.mode).toEqual({ type: 'brush', category: 'quote' });
  expect(workspace.state.message).toBe('Brush: every mouse selection becomes a quote. Esc stops.');
  workspace.brush.toggle();
  expect(workspace.state.mode).toEqual({ type: 'browse' });
});

it('The focus goes from pane to pane, which are opened over the article in a narrow window', async () => {
  const { workspace, page } = await openWindow([{ text: 'one' }]);
  workspace.panes.step(1);
  expect(page.focus).toBe('tags');
  page.resize(800);
  workspace.panes.step(1);
  page.draw();
  expect([page.focus, workspace.state.rightDrawer]).toEqual(['detail', true]);
  page.focus = 'text';
  workspace.panes.step(-1);
  page.draw();
  expect([page.focus, workspace.state.leftDrawer]).toEqual(['articles', true]);
  workspace.panes.step(1);
  expect([page.focus, workspace.state.leftDrawer]).toEqual(['text', false]);
});
