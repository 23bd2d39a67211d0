import { beforeEach, describe, expect, it } from 'vitest';

import { articleId } from '../testing/library.ts';
import { openWindow, type TestWindow } from '../testing/window.ts';

const TEXTS = ['one', 'two', 'three', 'four'].map((title) => ({ text: `${title}.`, title }));

let window: TestWindow;
beforeEach(async () => {
  window = await openWindow(TEXTS);
});

const numbers = (ids: readonly string[]): string => ids.map(Number).join(' ');
const chosen = (): string => numbers(window.workspace.state.selectedArticles);
const meant = (): string => numbers(window.workspace.chosenArticles.ids);
const opened = (): number => Number(window.workspace.state.article?.id);

describe('choosing in the list of articles', () => {
  it('means the article on screen while nothing is chosen', () => {
    expect([chosen(), meant(), opened()]).toEqual(['', '1', 1]);
  });

  it('opens the one that is chosen alone, and nothing that is chosen in addition', async () => {
    const { chosenArticles } = window.workspace;
    await chosenArticles.choose(articleId(2), 'alone');
    expect([meant(), opened()]).toEqual(['2', 2]);
    await chosenArticles.choose(articleId(4), 'toggle');
    expect([chosen(), opened()]).toEqual(['2 4', 2]);
    await chosenArticles.choose(articleId(2), 'toggle');
    expect([chosen(), meant(), opened()]).toEqual(['4', '4', 2]);
  });

  it('takes a range from where it began, whichever way', async () => {
    const { chosenArticles } = window.workspace;
    await chosenArticles.choose(articleId(2), 'alone');
    await chosenArticles.choose(articleId(4), 'extend');
    expect(chosen()).toBe('2 3 4');
    await chosenArticles.choose(articleId(1), 'extend');
    expect(chosen()).toBe('2 1');
  });

  it('takes all that the filter leaves, the one on screen last', () => {
    const { chosenArticles } = window.workspace;
    chosenArticles.chooseAll();
    expect(chosen()).toBe('2 3 4 1');
    chosenArticles.filter('o');
    expect(chosen()).toBe('');
    chosenArticles.chooseAll();
    expect(chosen()).toBe('2 4 1');
  });

  it('ends where another article is opened, by whatever way', async () => {
    const { chosenArticles, nextArticle } = window.workspace;
    chosenArticles.chooseAll();
    await nextArticle.step(1);
    expect([chosen(), meant()]).toEqual(['', '2']);
  });

  it('leaves several as they are where one of them is pointed at, and means another one alone', () => {
    const { chosenArticles } = window.workspace;
    void chosenArticles.choose(articleId(3), 'toggle');
    chosenArticles.pointAt(articleId(1));
    expect(meant()).toBe('1 3');
    chosenArticles.pointAt(articleId(4));
    expect([meant(), opened()]).toEqual(['4', 1]);
  });
});

it('The list is sorted anew at once, and the order is kept', async () => {
  const { workspace, library } = window;
  await workspace.chosenArticles.sortBy('title');
  expect(workspace.state.articles.map(({ details }) => details.title).join(' ')).toBe(
    'four one three two',
  );
  expect(library.settings.articleOrder).toBe('title');
  await workspace.changes.editDetails({ title: 'zero' });
  expect(workspace.state.articles.map(({ details }) => details.title).join(' ')).toBe(
    'four three two zero',
  );
});
