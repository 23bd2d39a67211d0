import { describe, expect, it } from 'vitest';

import { openWindow, type TestWindow } from '../testing/window.ts';

async function windowOf(width: number): Promise<TestWindow> {
  const window = await openWindow([{ text: 'One.' }]);
  window.page.resize(width);
  return window;
}

describe('a side pane', () => {
  it('beside the article is opened and closed in the settings', async () => {
    const { workspace, page } = await windowOf(1400);
    workspace.panes.toggle('rightPane');
    expect(workspace.state.settings.rightPane.open).toBe(false);
    page.focus = null;
    page.draw();
    expect(page.focus).toBe('text');
    workspace.panes.show('rightPane');
    workspace.panes.show('rightPane');
    expect(workspace.state.settings.rightPane.open).toBe(true);
    expect(workspace.state.rightDrawer).toBe(false);
  });

  it('of a narrow window lies over the article, one at a time, and the focus goes along', async () => {
    const { workspace, page } = await windowOf(800);
    workspace.panes.toggle('leftPane');
    page.draw();
    expect(page.focus).toBe('articles');
    workspace.panes.toggle('rightPane');
    page.draw();
    expect(page.focus).toBe('tags');
    expect(workspace.state).toMatchObject({ leftDrawer: false, rightDrawer: true });
    workspace.panes.toggle('rightPane');
    expect(page.focus).toBe('text');
    expect(workspace.state.rightDrawer).toBe(false);
    expect(workspace.state.settings.rightPane.open).toBe(true);
  });

  it.each([
    [899, true, true],
    [900, true, false],
    [1199, true, false],
    [1200, false, false],
  ])('at %i pixels is over the article: left %s, right %s', async (width, left, right) => {
    const { workspace } = await windowOf(width);
    workspace.panes.toggle('leftPane');
    expect(workspace.state.leftDrawer).toBe(left);
    workspace.panes.toggle('rightPane');
    expect(workspace.state.rightDrawer).toBe(right);
  });
});

describe('the details', () => {
  it.each([
    ['quote', undefined, 'detail speaker'],
    ['claim', undefined, 'detail claimType'],
    ['quote', 'comment', 'detail comment'],
  ])('of a %s with the field %s get the focus at the %s', async (category, field, focus) => {
    const { workspace, page, selectWords } = await windowOf(1400);
    selectWords('One');
    await workspace.tags.tagSelection(category);
    workspace.panes.showDetails(field);
    page.draw();
    expect(page.focus).toBe(focus);
  });

  it('of no tag get it at the note', async () => {
    const { workspace, page } = await windowOf(1400);
    workspace.panes.showDetails();
    page.draw();
    expect(page.focus).toBe('detail note');
  });
});

describe('the focus', () => {
  it('stays where it is while something has it, and goes to the text when that is gone', async () => {
    const { workspace, page } = await windowOf(1400);
    page.focus = 'tags';
    workspace.focus.keep();
    page.draw();
    expect(page.focus).toBe('tags');
    page.focus = null;
    workspace.dialogs.show({ type: 'guide' });
    workspace.focus.keep();
    page.draw();
    expect(page.focus).toBeNull();
    const done: (string | null)[] = [];
    workspace.dialogs.closeAnd(() => done.push(page.focus));
    expect(done).toEqual([]);
    page.draw();
    expect(done).toEqual(['text']);
  });
});
