import { describe, expect, it } from 'vitest';

import { startAdjusting } from './boundaries.ts';
import { toggleBrush } from './brush.ts';
import { editDetails } from './edit-details.ts';
import { stepPane } from './side-panes.ts';
import { tagSelection } from './tags.ts';
import { openWindow } from './testing/window.ts';

async function windowWithTag() {
  const window = await openWindow([{ text: 'one two three' }]);
  window.selectWords('two');
  await tagSelection(window.workspace, 'quote');
  window.workspace.closeDialog();
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
    workspace.selectTags([]);
    surface.setSelection(5, 5);
    await editDetails(workspace);
    page.draw();
    expect(workspace.state.selectedTags).toHaveLength(1);
    expect(page.focus).toBe('detail speaker');
  });

  it('says what to do where there is neither', async () => {
    const { workspace, surface } = await windowWithTag();
    workspace.selectTags([]);
    surface.setSelection(0, 0);
    await editDetails(workspace);
    expect(workspace.state.message).toBe(
      'Select text to tag it, or press Space on a tag to select it.',
    );
  });

  it('keeps boundaries that are being moved', async () => {
    const { workspace, selectWords, tags } = await windowWithTag();
    startAdjusting(workspace);
    selectWords('two three');
    await editDetails(workspace);
    expect(tags()).toEqual(['quote: two three']);
    expect(workspace.state.mode).toEqual({ type: 'browse' });
  });
});

it('The brush takes the category of the active tag, and is put away by the same key', async () => {
  const { workspace } = await windowWithTag();
  toggleBrush(workspace);
  expect(workspace.state.mode).toEqual({ type: 'brush', category: 'quote' });
  expect(workspace.state.message).toBe('Brush: every mouse selection becomes a quote. Esc stops.');
  toggleBrush(workspace);
  expect(workspace.state.mode).toEqual({ type: 'browse' });
});

it('The focus goes from pane to pane, which are opened over the article in a narrow window', async () => {
  const { workspace, page } = await openWindow([{ text: 'one' }]);
  stepPane(workspace, 1);
  expect(page.focus).toBe('tags');
  page.resize(800);
  stepPane(workspace, 1);
  page.draw();
  expect([page.focus, workspace.state.rightDrawer]).toEqual(['detail', true]);
  page.focus = 'text';
  stepPane(workspace, -1);
  page.draw();
  expect([page.focus, workspace.state.leftDrawer]).toEqual(['articles', true]);
  stepPane(workspace, 1);
  expect([page.focus, workspace.state.leftDrawer]).toEqual(['text', false]);
});
