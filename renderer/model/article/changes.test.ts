import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { packLibrary } from '#core/contract/library.ts';
import { err } from '#core/result.ts';

import { SLOW_SAVE } from '../window/saving.ts';
import { articleId } from '../testing/library.ts';
import { openWindow, type TestWindow } from '../testing/window.ts';

const TEXT = 'The mayor spoke on Monday. Nobody answered.';

/** Two articles, the first with two tags, the second on screen. */
async function withTagsElsewhere(): Promise<TestWindow> {
  const window = await openWindow([
    { text: TEXT, title: 'Bridge' },
    { text: 'Another text.', title: 'Tunnel' },
  ]);
  for (const words of ['The mayor', 'Nobody']) {
    window.selectWords(words);
    await window.workspace.tags.tagSelection('claim');
  }
  await window.workspace.articles.open(articleId(2));
  return window;
}

describe('undo and redo', () => {
  it('go to the article that the command was in, select what is back and say so', async () => {
    const { workspace, surface, tags } = await withTagsElsewhere();
    expect(await workspace.changes.travel('undo')).toBe(true);
    expect(workspace.state.article?.id).toBe(articleId(1));
    expect(tags()).toEqual(['claim: The mayor']);
    expect(workspace.state.message).toBe('Undid: tag claim in “Bridge”. 1 tag.');
    await workspace.changes.travel('redo');
    expect(tags()).toEqual(['claim: The mayor', 'claim: Nobody']);
    expect(workspace.state.message).toBe('Redid: tag claim. 2 tags.');
    expect(workspace.state.selectedTags).toHaveLength(1);
    expect(surface.selectedTags).toEqual(workspace.state.selectedTags);
    expect(surface.revealed.at(-1)).toEqual({ start: 27, end: 33 });
  });

  it('leave the view where it was moved to meanwhile', async () => {
    const { workspace, surface, selectWords } = await openWindow([{ text: TEXT }]);
    selectWords('Nobody');
    await workspace.tags.tagSelection('quote');
    await workspace.changes.travel('undo');
    surface.revealed.length = 0;
    const redone = workspace.changes.travel('redo');
    surface.moves += 1;
    await redone;
    expect(workspace.state.selectedTags).toHaveLength(1);
    expect(surface.revealed).toEqual([]);
  });

  it('take the selection away from a tag that is gone', async () => {
    const { workspace, selectWords } = await openWindow([{ text: TEXT }]);
    selectWords('Nobody');
    await workspace.tags.tagSelection('quote');
    expect(workspace.state.selectedTags).toHaveLength(1);
    await workspace.changes.travel('undo');
    expect(workspace.state.selectedTags).toEqual([]);
  });

  it.each([
    ['undo', 'Nothing to undo.'],
    ['redo', 'Nothing to redo.'],
  ] as const)('%s with nothing to do asks nobody', async (direction, says) => {
    const { workspace, library } = await openWindow([{ text: TEXT }]);
    library.asked.length = 0;
    expect(await workspace.changes.travel(direction)).toBe(false);
    expect(workspace.state.message).toBe(says);
    expect(library.asked).toEqual([]);
  });

  it('say that nothing older can be undone where there were older changes', async () => {
    const { workspace } = await openWindow([{ text: TEXT }]);
    workspace.store.set({ history: { undo: null, redo: null, older: true } });
    await workspace.changes.travel('undo');
    expect(workspace.state.message).toBe(
      'Nothing older can be undone: the last 500 changes are kept, fewer where they are very large.',
    );
  });

  it('say why a command cannot be taken back', async () => {
    const { workspace, library } = await withTagsElsewhere();
    library.answer('history:undo', () =>
      err({ type: 'cannot-undo', label: 'tag claim', detail: 'The tag is gone.' }),
    );
    expect(await workspace.changes.travel('undo')).toBe(false);
    expect(workspace.state.message).toBe(
      '“tag claim” cannot be taken back: The tag is gone. Nothing was changed.',
    );
  });

  it('bring an article back from the trash and show it', async () => {
    const { workspace } = await withTagsElsewhere();
    await workspace.changes.editLibrary({ kind: 'trash-articles', articles: [articleId(2)] });
    await vi.waitFor(() => {
      expect(workspace.state.article?.id).toBe(articleId(1));
    });
    await workspace.changes.travel('undo');
    expect(workspace.state.article?.id).toBe(articleId(2));
    expect(workspace.state.message).toBe('Undid: delete article. Opened “Tunnel”. 0 tags.');
  });
});

describe('what all articles share', () => {
  it('is changed, and the list follows', async () => {
    const { workspace } = await openWindow([{ text: TEXT }]);
    await workspace.changes.editLibrary({ kind: 'name-self', name: 'Carla' });
    expect(workspace.state.library.self.name).toBe('Carla');
    expect(workspace.state.history.undo).toEqual({ label: 'change your name', articleId: null });
  });

  it('is refused with a sentence', async () => {
    const { workspace, library } = await openWindow([{ text: TEXT }]);
    library.answer('library:apply-change', () => err({ type: 'bad-name' }));
    const edit = { kind: 'name-self', name: ' ' } as const;
    const words = 'A name needs at least one visible character and no control characters.';
    expect(await workspace.changes.requestLibrary(edit)).toEqual({ ok: false, error: words });
    expect(workspace.state.message).toBe('');
    expect(await workspace.changes.editLibrary(edit)).toBeNull();
    expect(workspace.state.message).toBe(words);
  });

  it('opens the first article of a library that had none', async () => {
    const { workspace, library } = await openWindow([{ text: TEXT }]);
    const { articles } = library.state();
    workspace.store.set({ article: null });
    const history = workspace.state.history;
    const changed = packLibrary({ ...library.state(), articles });
    library.emit('library:changed', { library: changed, history });
    await vi.waitFor(() => {
      expect(workspace.state.article?.id).toBe(articleId(1));
    });
  });
});

describe('what is known of the article', () => {
  it('is changed, said and in the list', async () => {
    const { workspace } = await openWindow([{ text: TEXT }]);
    expect(await workspace.changes.editDetails({ outlet: 'The Post' })).toBe(true);
    expect(workspace.state.message).toBe('Edited outlet.');
    expect(workspace.state.articles[0]?.details.outlet).toBe('The Post');
    expect(await workspace.changes.editDetails({ outlet: 'The Post' })).toBe(false);
    expect(workspace.state.message).toBe('Edited outlet.');
  });
});

describe('a change that takes long', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is marked in the text and said to be saving until it is on disk', async () => {
    const { workspace, library, surface, selectWords } = await openWindow([{ text: TEXT }]);
    selectWords('Nobody');
    const release = library.hold();
    const tagging = workspace.tags.tagSelection('quote');
    vi.advanceTimersByTime(SLOW_SAVE - 1);
    expect(surface.marks.get('pending')).toBeUndefined();
    vi.advanceTimersByTime(1);
    expect(surface.marks.get('pending')).toEqual([{ start: 27, end: 33 }]);
    expect(workspace.state.status).toEqual({ type: 'saving' });
    release();
    await tagging;
    expect(surface.marks.get('pending')).toEqual([]);
    expect(workspace.state.status.type).toBe('saved');
  });
});
