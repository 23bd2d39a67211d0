import { describe, expect, it, vi } from 'vitest';

import { err } from '#core/result.ts';

import { articleId } from '../testing/library.ts';
import { openWindow } from '../testing/window.ts';

const FIRST = { text: 'First text with “a quotation” in it.', title: 'First' };
const SECOND = { text: 'Second text.', title: 'Second' };

describe('opening an article', () => {
  it('puts the caret at the first quotation of the first article ever, then at the beginning', async () => {
    const { workspace } = await openWindow([FIRST, SECOND]);
    await vi.waitFor(() => {
      expect(workspace.state.selection?.focus).toBe(16);
    });
    await workspace.articles.open(articleId(2));
    await vi.waitFor(() => {
      expect(workspace.state.selection?.focus).toBe(0);
    });
  });

  it('shows the later one of two that were asked for in one breath', async () => {
    const { workspace, library } = await openWindow([FIRST, SECOND]);
    const release = library.hold();
    const opened = [workspace.articles.open(articleId(2)), workspace.articles.open(articleId(1))];
    release();
    expect(await Promise.all(opened)).toEqual([false, true]);
    expect(workspace.state.article?.id).toBe(articleId(1));
  });

  it('ends what was said of the one before', async () => {
    const { workspace } = await openWindow([FIRST, SECOND]);
    workspace.notices.say('Every difference is decided.');
    await workspace.articles.open(articleId(1));
    expect(workspace.state.message).toBe('Every difference is decided.');
    await workspace.articles.open(articleId(2));
    expect(workspace.state.message).toBe('');
  });

  it('goes to a place in it, also where it is open already', async () => {
    const { workspace, surface, page } = await openWindow([FIRST, SECOND]);
    const at = { start: 7, end: 11 };
    page.focus = 'articles';
    expect(await workspace.articles.open(articleId(2), at)).toBe(true);
    await vi.waitFor(() => {
      expect(workspace.state.selection?.span).toEqual(at);
    });
    expect(page.focus).toBe('text');
    expect(surface.calls).toContain('flash');
    surface.calls.length = 0;
    await workspace.articles.open(articleId(2), { start: 0, end: 6 });
    expect(workspace.state.selection?.span).toEqual({ start: 0, end: 6 });
    expect(surface.calls).toEqual(['flash']);
  });

  it.each([
    ['articles', 'articles'],
    [null, 'text'],
  ])('with the focus at %s leaves it at %s', async (before, after) => {
    const { workspace, page, surface } = await openWindow([FIRST, SECOND]);
    page.focus = before;
    surface.calls.length = 0;
    await workspace.articles.open(articleId(2));
    await vi.waitFor(() => {
      expect(surface.calls).toContain('load');
    });
    expect(page.focus).toBe(after);
  });

  it('leaves a field of the details while the article before is still open', async () => {
    const { workspace, library, page } = await openWindow([FIRST, SECOND]);
    page.focus = 'detail note';
    const release = library.hold();
    const opening = workspace.articles.open(articleId(2));
    expect(page.focus).toBeNull();
    expect(workspace.state.article?.id).toBe(articleId(1));
    release();
    await opening;
  });

  it('says what is wrong with one that cannot be opened', async () => {
    const { workspace, library } = await openWindow([FIRST, SECOND]);
    library.answer('articles:open', () => err({ type: 'damaged', detail: 'bad bytes' }));
    expect(await workspace.articles.open(articleId(2))).toBe(false);
    expect(workspace.state.article).toBeNull();
    expect(workspace.state.failed).toMatchObject({ articleId: articleId(2) });
    expect(workspace.state.message).toBe(
      'The file for this article could not be read. Nothing was changed; see what can be restored.',
    );
  });

  it('remembers it for the next start', async () => {
    const { workspace, library } = await openWindow([FIRST, SECOND]);
    await workspace.articles.open(articleId(2));
    expect(library.settings.lastArticle).toBe(articleId(2));
    const written = (): number =>
      library.asked.filter(([channel]) => channel === 'settings:update').length;
    const before = written();
    await workspace.articles.open(articleId(1));
    expect(written()).toBe(before + 1);
    workspace.store.set({ article: null });
    await workspace.articles.open(articleId(1));
    expect(written()).toBe(before + 1);
  });
});

describe('an article that something else has changed', () => {
  it('is read again, and a selected tag that is gone is no longer selected', async () => {
    const { workspace, library, selectWords, tags } = await openWindow([FIRST]);
    for (const words of ['First', 'text']) {
      selectWords(words);
      await workspace.tags.tagSelection('claim');
    }
    const [kept, gone] = [...(workspace.state.article?.tags ?? [])].map(({ id }) => id);
    workspace.selection.selectTags([kept ?? '', gone ?? '']);
    await library.invoke('history:undo', { requestId: 'elsewhere' });
    library.emit('article:changed', { articleId: articleId(1) });
    await vi.waitFor(() => {
      expect(tags()).toEqual(['claim: First']);
    });
    expect(workspace.state.selectedTags).toEqual([kept]);
  });

  it('is read again where the window was still making its copy', async () => {
    const { workspace, library, page } = await openWindow([FIRST, SECOND]);
    const reads = vi.spyOn(library, 'invoke');
    const { giveWay } = page;
    page.giveWay = () => {
      page.giveWay = giveWay;
      library.emit('article:changed', { articleId: articleId(2) });
      return giveWay();
    };
    expect(await workspace.articles.open(articleId(2))).toBe(true);
    expect(reads.mock.calls.filter(([channel]) => channel === 'articles:open')).toHaveLength(2);
    expect(workspace.state.article?.id).toBe(articleId(2));
  });

  it('is left alone where it is another one', async () => {
    const { workspace, library } = await openWindow([FIRST, SECOND]);
    const { article } = workspace.state;
    library.emit('article:changed', { articleId: articleId(2) });
    await workspace.queue.run(() => undefined);
    expect(workspace.state.article).toBe(article);
  });
});

describe('untagged quotations', () => {
  it('are counted once the window is idle', async () => {
    const { workspace, selectWords } = await openWindow([FIRST]);
    await vi.waitFor(() => {
      expect(workspace.state.gaps).toBe(1);
    });
    selectWords('“a quotation”');
    await workspace.tags.tagSelection('quote');
    await vi.waitFor(() => {
      expect(workspace.state.gaps).toBe(0);
    });
  });
});
