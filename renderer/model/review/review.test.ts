import { describe, expect, it } from 'vitest';

import { SELF } from '../testing/library.ts';
import {
  ANNA,
  BERT,
  lostTag,
  openReview,
  proposed,
  setOf,
  tagOn,
  TEXT,
} from '../testing/review.ts';
import { openWindow } from '../testing/window.ts';
import { referenceKey } from '#core/review/decision.ts';
import { articleId } from '../testing/library.ts';

const OWN = [tagOn('One two', SELF, 1), tagOn('three four', SELF, 2), tagOn('six', SELF, 3)];
const ANNAS = [
  tagOn('One two', ANNA.id, 11),
  tagOn('three four five', ANNA.id, 12),
  tagOn('eight', ANNA.id, 13, { category: 'claim' }),
];
const ARTICLE = { text: TEXT, own: OWN, sets: [setOf(ANNA, ANNAS)] };
const ALONE = { text: TEXT, own: OWN };

describe('Going over to review', () => {
  it('lists the differences, paints the others’ tags and says how many are left', async () => {
    const { workspace, surface, message } = await openReview([ARTICLE]);
    expect(message()).toBe('Review. 3 of 3 differences are left.');
    expect(workspace.state.review?.items.map(({ kind }) => kind)).toEqual([
      'identical',
      'boundary',
      'only-mine',
      'only-theirs',
    ]);
    expect(surface.otherSets.map(({ initials, tags }) => [initials, [...tags].length])).toEqual([
      ['A', 3],
    ]);
    expect(workspace.state.review?.current).toBeNull();
  });

  it('says that nobody else has tagged the article', async () => {
    const { workspace, message } = await openReview([ALONE]);
    expect(message()).toBe('Review. Nobody else’s tags are on this article.');
    expect(workspace.state.review?.items).toEqual([]);
  });

  it('leaves the mode and the selected tags behind, and so does the way back', async () => {
    const { workspace, surface, message } = await openReview([ARTICLE]);
    workspace.review.step(1);
    workspace.review.showView('annotate');
    expect(message()).toBe('Annotate.');
    expect(surface.marks.get('difference')).toEqual([]);
    expect(surface.otherSets).toEqual([]);
    expect(workspace.state).toMatchObject({ view: 'annotate', review: null, selectedTags: [] });
  });

  it('does nothing where it is already', async () => {
    const { workspace, message } = await openReview([ARTICLE]);
    workspace.review.step(1);
    const before = message();
    workspace.review.showView('review');
    expect(message()).toBe(before);
  });

  it('can be left while the tags are being lined up', async () => {
    const { workspace, message } = await openReview([ARTICLE]);
    workspace.review.stopLiningUp();
    expect(message()).toMatch(
      /^The tags were not lined up\. No tag and no decision has changed\. .+ begins again\.$/u,
    );
    expect(workspace.state.view).toBe('annotate');
  });
});

describe('The next difference', () => {
  it('is put into the card, marked in the text and told', async () => {
    const { workspace, surface, card, message } = await openReview([ARTICLE]);
    workspace.review.step(1);
    expect(card()).toBe('boundary three four | three four five');
    expect(message()).toBe(
      'Boundaries differ. You: quote \u2068three four\u2069; Anna: quote \u2068three four five\u2069.',
    );
    expect(surface.marks.get('difference')).toHaveLength(2);
    expect(surface.revealed.at(-1)).toEqual({ start: 8, end: 23 });
    expect(workspace.state.selection?.span).toEqual({ start: 8, end: 8 });
  });

  it.each<[string, readonly (1 | -1)[], string]>([
    ['comes behind the one before', [1, 1], 'only-mine six'],
    ['is none behind the last', [1, 1, 1, 1], 'only-theirs eight'],
    ['is none before the first', [1, -1], 'boundary three four | three four five'],
    ['is the last one backwards from none', [-1], 'only-theirs eight'],
    ['is the one before backwards', [1, 1, -1], 'boundary three four | three four five'],
  ])('%s', async (_, steps, expected) => {
    const { workspace, card } = await openReview([ARTICLE]);
    for (const step of steps) workspace.review.step(step);
    expect(card()).toBe(expected);
  });

  it('skips what is decided, until nothing is left', async () => {
    const { workspace, card, message } = await openReview([ARTICLE]);
    workspace.review.step(1);
    await workspace.decisions.acceptTheirs();
    workspace.review.step(1);
    workspace.review.step(1);
    expect(message()).toBe(
      'This is the last one: 1 open difference is before it. Shift+N goes there.',
    );
    workspace.review.step(-1);
    expect(card()).toBe('only-mine six');
    await workspace.decisions.keepMine();
    expect(card()).toBe('only-theirs eight');
    workspace.review.step(1);
    expect(message()).toBe('No other difference is left.');
    await workspace.decisions.acceptTheirs();
    workspace.review.step(1);
    expect(message()).toBe('Every difference in the library is decided.');
  });

  it('is one of those that the filter lets through', async () => {
    const { workspace, card } = await openReview([ARTICLE]);
    workspace.review.changeFilter({ category: 'claim' });
    workspace.review.step(1);
    workspace.review.step(1);
    expect(card()).toBe('only-theirs eight');
  });

  it('is shown even where the list shows only what is decided', async () => {
    const { workspace, card } = await openReview([ARTICLE]);
    workspace.review.changeFilter({ decided: 'decided' });
    workspace.review.step(1);
    expect(card()).toBe('boundary three four | three four five');
  });

  it('may be a tag of another version of the text', async () => {
    const lost = lostTag('seven ate', ANNA.id, 21);
    const gone = lostTag('a hundred', ANNA.id, 22);
    const set = setOf(ANNA, [], { proposals: [proposed(lost, 'seven eight')], orphans: [gone] });
    const { workspace, surface, card, message } = await openReview([{ text: TEXT, sets: [set] }]);
    workspace.review.step(1);
    expect(card()).toBe('proposed seven ate');
    expect(message()).toBe(
      'Place to confirm, Anna: \u2068seven ate\u2069. Here it may be: \u2068seven eight\u2069.',
    );
    expect(surface.marks.get('difference')).toEqual([{ start: 28, end: 39 }]);
    workspace.review.step(1);
    expect(card()).toBe('orphan a hundred');
    expect(message()).toBe('No place found, Anna: \u2068a hundred\u2069. It was not found here.');
    expect(surface.marks.get('difference')).toEqual([]);
  });
});

describe('Names and tags that are kept from view', () => {
  it('are letters while others are anonymous', async () => {
    const { workspace, surface, settle, message } = await openReview([ARTICLE]);
    workspace.review.setAnonymous(true);
    await settle();
    expect(surface.otherSets.map(({ initials }) => initials)).toEqual(['AA']);
    workspace.review.step(1);
    expect(message()).toBe(
      'Boundaries differ. You: quote \u2068three four\u2069; Annotator A: quote \u2068three four five\u2069.',
    );
  });

  it('are not shown until one’s own are done, where the review is blind', async () => {
    const { workspace, surface, settle } = await openReview([ARTICLE]);
    workspace.review.setBlind(true);
    expect(workspace.review.isBlinded()).toBe(true);
    expect(workspace.state.review?.items).toEqual([]);
    expect(surface.otherSets).toEqual([]);
    await workspace.changes.editArticle({ kind: 'edit-details', details: { done: true } });
    await settle();
    expect(workspace.review.isBlinded()).toBe(false);
    expect(workspace.state.review?.items).toHaveLength(4);
    expect(surface.otherSets).toHaveLength(1);
  });
});

describe('The items behind a number of the report', () => {
  const listed = (articles: readonly string[]) => ({
    words: 'matched items',
    count: 1,
    noun: 'item' as const,
    tags: new Set([referenceKey({ annotator: ANNA.id, id: OWN[0]?.id ?? '' })]),
    articles,
  });

  it('are listed whatever the filter was, and everything again', async () => {
    const { workspace, message } = await openReview([ARTICLE]);
    workspace.review.changeFilter({ category: 'claim' });
    await workspace.review.list(listed([articleId(1)]));
    expect(message()).toBe('Listed: matched items, 1 item.');
    expect(workspace.state.review?.filter).toEqual({
      kind: 'all',
      category: null,
      annotator: null,
      named: null,
      decided: 'all',
    });
    expect(workspace.state.settings.rightPane.open).toBe(true);
    workspace.review.listEverything();
    expect(workspace.state.listed).toBeNull();
  });

  it('open the first article that has some', async () => {
    const { workspace, settle } = await openReview([ARTICLE, { ...ARTICLE, title: 'Other' }]);
    await workspace.review.list(listed([articleId(2)]));
    await settle();
    expect(workspace.state.article?.id).toBe(articleId(2));
    expect(workspace.state.review?.filter.kind).toBe('all');
  });

  it('are none where no article has any', async () => {
    const { workspace, message } = await openReview([ARTICLE]);
    const before = message();
    await workspace.review.list(listed([]));
    expect(message()).toBe(before);
  });
});

describe('The review follows the article', () => {
  it('when a tag changes, with everything else as it was', async () => {
    const { workspace, settle, card } = await openReview([ARTICLE]);
    workspace.review.changeFilter({ decided: 'open' });
    workspace.review.step(1);
    workspace.review.step(1);
    await workspace.changes.editArticle({ kind: 'delete-tags', ids: [OWN[1]?.id ?? ''] });
    await settle();
    expect(workspace.state.review?.items.map(({ kind }) => kind)).toEqual([
      'identical',
      'only-theirs',
      'only-mine',
      'only-theirs',
    ]);
    expect(card()).toBe('only-mine six');
    expect(workspace.state.review?.filter.decided).toBe('open');
  });

  it('without lining up again when only a decision changes: every other item stays the same object', async () => {
    const { workspace } = await openReview([ARTICLE]);
    const before = workspace.state.review?.items ?? [];
    workspace.review.step(1);
    await workspace.decisions.acceptTheirs();
    const after = workspace.state.review?.items ?? [];
    expect(after.map((item, index) => item === before[index])).toEqual([true, false, true, true]);
  });

  it('when a decision is undone and done again', async () => {
    const { workspace, settle, decisions, message } = await openReview([ARTICLE]);
    workspace.review.step(1);
    await workspace.decisions.acceptTheirs();
    await workspace.changes.travel('undo');
    await settle();
    expect(message()).toBe('Undid: accept. 3 tags.');
    expect(decisions()).toEqual([]);
    expect(workspace.state.review?.items[1]?.decision).toBeNull();
    await workspace.changes.travel('redo');
    await settle();
    expect(decisions()).toEqual(['keep: three four five']);
    expect(workspace.state.review?.items[1]?.decision?.verdict).toBe('keep');
  });

  it('when another article is opened', async () => {
    const { workspace, settle, message } = await openReview([
      ARTICLE,
      { text: TEXT, sets: [setOf(BERT, [])] },
      { text: TEXT },
    ]);
    await workspace.articles.open(articleId(2));
    await settle();
    expect(workspace.state.review?.items).toEqual([]);
    expect(workspace.state.view).toBe('review');
    // What was said of the article before is not true of this one.
    expect(message()).toMatch(/^Review\. (?!3 of 3)/u);
    await workspace.articles.open(articleId(3));
    await settle();
    expect(message()).toBe('Review. Nobody else’s tags are on this article.');
    await workspace.articles.open(articleId(1));
    await settle();
    expect(message()).toBe('Review. 3 of 3 differences are left.');
  });

  it('and not while annotating', async () => {
    const { workspace } = await openWindow([ARTICLE]);
    await workspace.changes.editArticle({ kind: 'delete-tags', ids: [OWN[1]?.id ?? ''] });
    expect(workspace.state.review).toBeNull();
  });
});

describe('What is sent', () => {
  it('changes nothing where it is refused, and says why', async () => {
    const { workspace, decisions, message } = await openReview([ARTICLE]);
    const sent = await workspace.review.send({ kind: 'delete-comment', id: articleId(1) });
    expect(sent).toBe(false);
    expect(message()).toBe('That comment is no longer there; nothing was changed.');
    expect(decisions()).toEqual([]);
  });

  it('is nothing without an article', async () => {
    const { workspace, library } = await openWindow([]);
    expect(await workspace.review.send({ kind: 'delete-comment', id: articleId(1) })).toBe(false);
    expect(library.asked).toEqual([]);
  });
});

describe('Comments', () => {
  it('are in threads on a tag, and can be taken away again', async () => {
    const { workspace } = await openReview([ARTICLE]);
    const about = { type: 'tag', tag: { annotator: ANNA.id, id: ANNAS[1]?.id ?? '' } } as const;
    const { review } = workspace;
    const add = { kind: 'add-comment', about, contests: false } as const;
    await review.send({ ...add, parent: null, text: 'Why five?' });
    const [first] = workspace.state.article?.comments.values() ?? [];
    await review.send({ ...add, parent: first?.id ?? null, text: 'It is her word.' });
    const comments = [...(workspace.state.article?.comments.values() ?? [])];
    expect(comments.map(({ text, parent }) => [text, parent])).toEqual([
      ['Why five?', null],
      ['It is her word.', first?.id],
    ]);
    await review.send({ kind: 'delete-comment', id: comments[1]?.id ?? '' });
    expect(workspace.state.article?.comments.size).toBe(1);
  });
});
