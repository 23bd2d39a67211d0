import { describe, expect, it } from 'vitest';

import { ok } from '#core/result.ts';

import { FIND_DEFAULTS } from './find.ts';
import { articleId } from '../testing/library.ts';
import { openWindow } from '../testing/window.ts';

const TEXT = 'One bridge, two bridges. No Bridge here.\n\nThe end.';

describe('finding in the article', () => {
  it('looks for the selected words, and shows the one at the caret first', async () => {
    const { workspace, surface, selectWords } = await openWindow([{ text: TEXT }]);
    selectWords('bridge');
    workspace.find.open();
    expect(workspace.state.find).toMatchObject({ asked: 1, query: 'bridge', current: 0 });
    expect(surface.find?.matches).toHaveLength(3);
    expect(surface.revealed.at(-1)).toMatchObject({ start: 4, end: 10 });
    surface.setSelection(20, 20);
    workspace.find.look('bridge', FIND_DEFAULTS);
    expect(workspace.state.find?.current).toBe(2);
  });

  it.each([
    { what: 'nothing', words: null, query: 'end' },
    { what: 'words over two paragraphs', words: 'here.\n\nThe', query: 'end' },
    { what: 'a word', words: 'two', query: 'two' },
  ])('asked again with $what selected looks for $query', async ({ words, query }) => {
    const { workspace, surface, selectWords } = await openWindow([{ text: TEXT }]);
    workspace.find.look('end', FIND_DEFAULTS);
    surface.setSelection(0, 0);
    if (words !== null) selectWords(words);
    workspace.find.open();
    expect(workspace.state.find).toMatchObject({ query, asked: 1 });
  });

  it('steps round both ends, and opens the bar where it is closed', async () => {
    const { workspace, selectWords } = await openWindow([{ text: TEXT }]);
    selectWords('bridge');
    const seen = ([1, 1, 1, 1, -1] as const).map((step) => {
      workspace.find.step(step);
      return workspace.state.find?.current;
    });
    expect(seen).toEqual([0, 1, 2, 0, 2]);
  });

  it('says what is not there', async () => {
    const { workspace } = await openWindow([{ text: TEXT }]);
    workspace.find.look('tunnel', FIND_DEFAULTS);
    expect(workspace.state.find?.current).toBe(-1);
    workspace.find.step(1);
    expect(workspace.state.message).toBe('“tunnel” is not in this article.');
  });

  it('leaves the match selected when it is closed, with the focus in the text', async () => {
    const { workspace, surface, page } = await openWindow([{ text: TEXT }]);
    workspace.find.look('two', FIND_DEFAULTS);
    page.focus = 'find';
    workspace.find.close();
    expect(workspace.state.find).toBeNull();
    expect(surface.find).toEqual({ matches: [], current: -1 });
    expect(workspace.state.selection?.span).toEqual({ start: 12, end: 15 });
    expect(page.focus).toBe('text');
  });
});

describe('searching in all articles', () => {
  const hit = { articleId: articleId(1), title: 'Article 1', matches: [], total: 2 };

  it('opens the list and looks for the selected words', async () => {
    const { workspace, library, selectWords } = await openWindow([{ text: TEXT }]);
    library.answer('articles:search', () => ok([hit]));
    await workspace.preferences.change({ leftPane: { open: false, width: 264 } });
    selectWords('bridge');
    workspace.search.open();
    expect(workspace.state.settings.leftPane.open).toBe(true);
    expect(workspace.state.search).toEqual({ asked: 1, query: 'bridge', hits: null });
    await expect.poll(() => workspace.state.search?.hits).toEqual([hit]);
    expect(library.asked).toContainEqual([
      'articles:search',
      { query: 'bridge', ...FIND_DEFAULTS },
    ]);
    workspace.search.close();
    expect(workspace.state.search).toBeNull();
  });

  it('shows nothing of an answer that is no longer asked for', async () => {
    const { workspace, library } = await openWindow([{ text: TEXT }]);
    library.answer('articles:search', ({ query }) => ok(query === 'old' ? [hit] : []));
    const release = library.hold();
    const both = ['old', 'new'].map((query) => workspace.search.look(query, FIND_DEFAULTS));
    release();
    await Promise.all(both);
    expect(workspace.state.search).toMatchObject({ query: 'new', hits: [] });
  });

  it('asks nobody about nothing', async () => {
    const { workspace, library } = await openWindow([{ text: TEXT }]);
    library.asked.length = 0;
    await workspace.search.look('', FIND_DEFAULTS);
    expect(workspace.state.search?.hits).toEqual([]);
    expect(library.asked).toEqual([]);
  });
});
