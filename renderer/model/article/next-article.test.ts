import { describe, expect, it } from 'vitest';

import { articleId } from '../testing/library.ts';
import { openWindow } from '../testing/window.ts';

const ARTICLES = [
  { text: 'First “text”.', title: 'First' },
  { text: 'Second text.', title: 'Second' },
  { text: 'Third text.', title: 'Third' },
];

describe('the neighbour in the list', () => {
  it('is opened, with the focus in its text', async () => {
    const { workspace, page } = await openWindow(ARTICLES);
    page.focus = 'articles';
    await workspace.nextArticle.step(1);
    expect(workspace.state.article?.id).toBe(articleId(2));
    expect(page.focus).toBe('text');
    expect(workspace.state.message).toBe('Opened Second');
  });

  it('is not there at either end', async () => {
    const { workspace } = await openWindow(ARTICLES);
    await workspace.nextArticle.step(-1);
    expect(workspace.state.message).toBe('This is the first article.');
    await workspace.articles.open(articleId(3));
    await workspace.nextArticle.step(1);
    expect(workspace.state.message).toBe('This is the last article.');
  });
});

describe('the neighbour of an article that is still on its way', () => {
  it('is the one beside it, not beside the one that is left', async () => {
    const { workspace, library } = await openWindow(ARTICLES);
    const release = library.hold();
    const clicked = workspace.articles.open(articleId(3));
    const stepped = workspace.nextArticle.step(-1);
    release();
    await Promise.all([clicked, stepped]);
    expect(workspace.state.article?.id).toBe(articleId(2));
    expect(workspace.state.message).toBe('Opened Second');
  });

  it('is the one beside what is on screen, once what was asked for cannot be opened', async () => {
    const { workspace } = await openWindow(ARTICLES);
    await workspace.articles.open('0'.repeat(64));
    await workspace.articles.open(articleId(1));
    await workspace.nextArticle.step(1);
    expect(workspace.state.article?.id).toBe(articleId(2));
  });
});

describe('finishing an article', () => {
  it('asks once while quotations are untagged, then goes on to the next one that is not done', async () => {
    const { workspace } = await openWindow(ARTICLES);
    await workspace.nextArticle.finish();
    expect(workspace.state.message).toBe(
      '1 quotation untagged — Ctrl+Enter again to finish, G to see them',
    );
    expect(workspace.state.article?.summary.details.done).toBe(false);
    await workspace.nextArticle.finish();
    expect(workspace.state.article?.id).toBe(articleId(2));
    expect(workspace.state.message).toBe('Marked done. Opened Second');
    expect(workspace.state.articles.map(({ details }) => details.done)).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('goes round the end of the list, and stops where every one is done', async () => {
    const { workspace } = await openWindow(ARTICLES.slice(1));
    await workspace.articles.open(articleId(2));
    await workspace.nextArticle.finish();
    expect(workspace.state.article?.id).toBe(articleId(1));
    await workspace.nextArticle.finish();
    expect(workspace.state.message).toBe('Marked done. Every article is done.');
    await workspace.nextArticle.finish();
    expect(workspace.state.message).toBe('Marked not done.');
    expect(workspace.state.article?.summary.details.done).toBe(false);
  });
});
