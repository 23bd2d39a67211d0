import { describe, expect, it } from 'vitest';

import { plainDecision, uuid } from '#core/review/testing/records.ts';
import type { Comment } from '#core/review/comment.ts';
import { NOW } from '#core/review/testing/records.ts';

import { articleId, SELF, type TestArticle } from '../testing/library.ts';
import { ANNA, BERT, openReview, setOf, tagOn, TEXT } from '../testing/review.ts';
import { openWindow } from '../testing/window.ts';

const EIGHT = tagOn('eight', ANNA.id, 13);
const open: TestArticle = { text: TEXT, sets: [setOf(ANNA, [EIGHT])] };
const two: TestArticle = {
  text: TEXT,
  sets: [setOf(ANNA, [EIGHT]), setOf(BERT, [tagOn('two', BERT.id, 14)])],
};
const alone: TestArticle = { text: TEXT };

const rejected = plainDecision({
  id: uuid(5, 1),
  about: [{ annotator: ANNA.id, annotation: EIGHT }],
  reviewer: SELF,
});
const decided: TestArticle = { ...open, decisions: [rejected] };
const objection: Comment = {
  id: uuid(6, 1),
  about: { type: 'decision', id: rejected.id },
  parent: null,
  author: ANNA.id,
  created: NOW,
  modified: NOW,
  text: 'It is a quote.',
  contests: true,
};
const contested: TestArticle = { ...decided, comments: [objection] };

async function openLibrary(articles: readonly TestArticle[]) {
  const review = await openReview(articles);
  const { workspace } = review;
  return {
    ...review,
    go: async (step: 1 | -1): Promise<void> => {
      await workspace.leads.step(step);
    },
    here: (): number =>
      articles.findIndex((_, n) => articleId(n + 1) === workspace.state.article?.id) + 1,
  };
}

describe('The next open difference of the library', () => {
  it('is in the next article that has one, and the one before in the one before', async () => {
    const { go, here, card, message } = await openLibrary([open, alone, decided, two]);
    await go(1);
    expect([here(), card()]).toEqual([1, 'only-theirs eight']);
    await go(1);
    expect([here(), card()]).toEqual([4, 'only-theirs two']);
    expect(message()).toMatch(/^Opened “Article 4” \(2 open\)\. Only theirs\./u);
    await go(-1);
    expect([here(), card()]).toEqual([1, 'only-theirs eight']);
  });

  it('is none behind the last and before the first, which is said', async () => {
    const { go, here, card, message } = await openLibrary([open, two]);
    await go(1);
    await go(-1);
    expect([here(), card()]).toEqual([1, 'only-theirs eight']);
    expect(message()).toBe(
      'This is the first one: 2 open differences are after it, other articles included. N goes there.',
    );
    for (let n = 0; n < 3; n += 1) await go(1);
    expect([here(), card()]).toEqual([2, 'only-theirs eight']);
    expect(message()).toBe(
      'This is the last one: 2 open differences are before it, other articles included. Shift+N goes there.',
    );
  });

  it('is named once the article is decided, and there is none once the library is', async () => {
    const { workspace, go, message } = await openLibrary([open, open]);
    await go(1);
    await workspace.decisions.acceptTheirs();
    expect(message()).toBe(
      'Accepted Anna’s. The only difference is decided. N goes on to “Article 2” (1 open).',
    );
    await go(1);
    await workspace.decisions.rejectAll();
    await go(1);
    expect(message()).toBe('Every difference in the library is decided.');
    await go(-1);
    expect(message()).toBe('Every difference in the library is decided.');
  });

  it('is named where nobody else has tagged the article', async () => {
    const { message } = await openLibrary([alone, two]);
    expect(message()).toBe(
      'Review. Nobody else’s tags are on this article. N goes on to “Article 2” (2 open).',
    );
  });

  it('is looked for in the article alone while the list is narrowed', async () => {
    const { workspace, go, here, message } = await openLibrary([open, two]);
    workspace.review.changeFilter({ category: 'claim' });
    await go(1);
    expect(here()).toBe(1);
    expect(message()).not.toBe('');
  });

  it('is not in articles whose review is blind', async () => {
    const { workspace, go, here } = await openLibrary([open, two]);
    workspace.review.setBlind(true);
    await go(1);
    expect(here()).toBe(1);
  });

  it('is shown in Review from wherever one is, also above in the list', async () => {
    const { workspace } = await openWindow([open, alone]);
    await workspace.articles.open(articleId(2));
    await workspace.leads.toOpen();
    expect(workspace.state).toMatchObject({ view: 'review', article: { id: articleId(1) } });
    expect(workspace.review.currentItem()?.kind).toBe('only-theirs');
  });
});

it('The way into another article passes over what everybody tagged alike', async () => {
  const alike: TestArticle = {
    text: TEXT,
    own: [tagOn('two', SELF, 17)],
    sets: [setOf(ANNA, [tagOn('two', ANNA.id, 15), EIGHT])],
  };
  const { workspace, go, here, card } = await openLibrary([open, alike]);
  await go(1);
  await go(1);
  expect([here(), card()]).toEqual([2, 'only-theirs eight']);
  await workspace.articles.open(articleId(1));
  await workspace.leads.toOpen();
  await workspace.decisions.acceptTheirs();
  await workspace.leads.toOpen();
  expect([here(), card()]).toEqual([2, 'only-theirs eight']);
});

describe('The next contested decision', () => {
  it('is found from any article, and the first comes again behind the last', async () => {
    const { workspace, here, card, message } = await openLibrary([contested, open, contested]);
    await workspace.articles.open(articleId(2));
    await workspace.leads.toContested();
    expect([here(), card()]).toEqual([3, 'only-theirs eight']);
    await workspace.leads.toContested();
    expect(here()).toBe(1);
    expect(card()).toBe('only-theirs eight');
    expect(message()).toContain('Rejected');
  });

  it('is none where nobody contests', async () => {
    const { workspace, message } = await openLibrary([open, decided]);
    await workspace.leads.toContested();
    expect(message()).toBe('Nobody contests a decision of yours.');
  });
});

describe('What the list of articles says of a review', () => {
  const countsOf = ({ workspace }: Awaited<ReturnType<typeof openLibrary>>) =>
    [...(workspace.state.openCounts ?? [])].map(([id, { people, open: left, contested: back }]) => [
      Number(id),
      people.length,
      left,
      back,
    ]);

  it('is whose tags are there, what is open, and what is contested', async () => {
    const library = await openLibrary([alone, two, decided, contested]);
    expect(countsOf(library)).toEqual([
      [2, 2, 2, 0],
      [3, 1, 0, 0],
      [4, 1, 1, 1],
    ]);
  });

  it('follows each decision of the article on screen', async () => {
    const library = await openLibrary([two]);
    await library.go(1);
    await library.workspace.decisions.acceptTheirs();
    expect(countsOf(library)).toEqual([[1, 2, 1, 0]]);
  });

  it('sorts the list by what is open, and moves no row while differences are decided', async () => {
    const { workspace, go } = await openLibrary([open, alone, two, decided]);
    const listed = (): string => workspace.state.articles.map(({ id }) => Number(id)).join(' ');
    await workspace.chosenArticles.sortBy('open');
    expect(listed()).toBe('3 1 2 4');
    await go(1);
    await workspace.decisions.acceptTheirs();
    await workspace.changes.editDetails({ done: true });
    expect(listed()).toBe('3 1 2 4');
    await workspace.openCounts.count(null);
    expect(listed()).toBe('3 1 2 4');
    workspace.review.setBlind(true);
    await workspace.chosenArticles.sortBy('open');
    expect(listed()).toBe('1 2 3 4');
  });

  it('leads to what came in with a file', async () => {
    const { workspace } = await openWindow([alone, two]);
    await workspace.openCounts.leadToReview();
    expect(workspace.state.toast).toEqual({
      text: '2 differences are open in 1 article.',
      undo: false,
      next: 'review-open',
    });
    workspace.review.showView('review');
    expect(workspace.state.toast).toBeNull();
  });
});
