import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { articleId } from './testing/library.ts';
import { openWindow, TestPage, type TestWindow } from './testing/window.ts';

const TEXT = 'Russia has warned that attempts to negotiate are a road to nowhere.';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A window in which some words of the second article are tagged, with a page that keeps texts. */
async function working(): Promise<TestWindow> {
  const window = await openWindow([{ text: 'One.' }, { text: TEXT }]);
  await window.workspace.articles.open(articleId(2));
  await vi.runAllTimersAsync();
  window.selectWords('negotiate');
  await window.workspace.tags.tagSelection('claim');
  await vi.runAllTimersAsync();
  return window;
}

/** The window that takes the place of one that died: the library and what the page keeps are the same. */
async function after({ library, page }: TestWindow): Promise<TestWindow> {
  const window = await openWindow([], { library, page });
  expect(await window.workspace.lastPlace.restore()).toBe(true);
  await vi.runAllTimersAsync();
  page.draw();
  return window;
}

describe('a window that takes the place of one that died', () => {
  it('has the same article, words and tags', async () => {
    const dead = await working();
    dead.selectWords('road');
    await vi.runAllTimersAsync();
    const { workspace, surface } = await after(dead);
    expect(workspace.state.article?.id).toBe(articleId(2));
    const { start, end } = workspace.state.selection?.span ?? { start: 0, end: 0 };
    expect(TEXT.slice(start, end)).toBe('road');
    expect(workspace.state.selectedTags).toEqual(dead.workspace.state.selectedTags);
    expect(surface.selectedTags).toHaveLength(1);
  });

  it('has what was being typed in its field, and not what had become a change', async () => {
    const dead = await working();
    dead.workspace.lastPlace.type({ field: 'note', text: 'Not sure ab' });
    expect((await after(dead)).page.focus).toBe('detail note: Not sure ab');
    dead.workspace.lastPlace.type(null);
    dead.page.focus = 'text';
    expect((await after(dead)).page.focus).toBe('text');
  });

  it('has no tag selected that is gone', async () => {
    const dead = await working();
    const [tag = ''] = dead.workspace.state.selectedTags;
    await vi.runAllTimersAsync();
    const kept = dead.page.kept('place') ?? '';
    dead.page.keep('place', kept.replace(tag, 'gone'));
    expect((await after(dead)).workspace.state.selectedTags).toEqual([]);
  });

  it.each(['review', 'compare'] as const)('is in the same view: %s', async (view) => {
    const dead = await working();
    dead.workspace.review.showView(view);
    await vi.runAllTimersAsync();
    expect((await after(dead)).workspace.state.view).toBe(view);
  });

  it.each(['', 'not JSON', '{}', '{"article":"../x"}', '[]'])(
    'begins as any other where what was kept is damaged: %j',
    async (kept) => {
      const page = new TestPage();
      page.keep('place', kept);
      const { workspace } = await openWindow([{ text: TEXT }], { page });
      page.keep('place', kept);
      expect(await workspace.lastPlace.restore()).toBe(false);
      expect(workspace.state.article?.id).toBe(articleId(1));
    },
  );
});
