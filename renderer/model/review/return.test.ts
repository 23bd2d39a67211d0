import { describe, expect, it } from 'vitest';

import type { Comment } from '#core/review/comment.ts';
import type { Decision } from '#core/review/decision.ts';
import { NOW, plainDecision, uuid } from '#core/review/testing/records.ts';
import type { Annotation } from '#core/tags/tag.ts';

import { describeLine, linesOf, returnViewOf, shownReturn } from './return.ts';
import { articleId, SELF } from '../testing/library.ts';
import { ANNA, BERT, openReview, setOf, tagOn, TEXT } from '../testing/review.ts';

const ONE = tagOn('One two', SELF, 1);
const THREE = tagOn('three four', SELF, 2, { note: 'Mine' });
const SIX = tagOn('six', SELF, 3);
const EIGHT = tagOn('eight', SELF, 4);
const STANDS = tagOn('three four five', BERT.id, 41, { attributes: { speaker: 'Lavrov' } });
const TEN = tagOn('ten', BERT.id, 42, { category: 'claim' });

function decision(n: number, about: readonly Annotation[], more: Partial<Decision> = {}): Decision {
  return plainDecision({
    id: uuid(5, n),
    about: about.map((annotation) => ({ annotator: annotation.creator, annotation })),
    reviewer: BERT.id,
    ...more,
  });
}
const kept = (...tags: readonly Annotation[]): Pick<Decision, 'kept'> => ({
  kept: tags.map(({ creator, id }) => ({ annotator: creator, id })),
});

/** One accepted, one changed, one rejected, one not decided, one added. */
const DECISIONS = [
  decision(1, [ONE], kept(ONE)),
  decision(2, [THREE], { verdict: 'edit', edited: STANDS }),
  decision(3, [SIX], { reason: 'Too short' }),
  decision(4, [TEN], kept(TEN)),
];
const OWN = [ONE, THREE, SIX, EIGHT];
const SETS = [setOf(BERT, [TEN])];
const RETURNED = { text: TEXT, own: OWN, sets: SETS, decisions: DECISIONS };

const SHOWN = 'Returned by Bert. 3 to answer.';

/** A review that shows what Bert has sent back, with the nth line to answer in the card. */
async function openReturn(n = 0, article: typeof RETURNED = RETURNED) {
  const review = await openReview([article, { text: TEXT }]);
  const { workspace } = review;
  workspace.returns.turn();
  for (let step = 0; step < n; step += 1) workspace.returns.step(1);
  return {
    ...review,
    /** What became of each line, with what has become of it since. */
    lines: (): string[] => {
      const returned = shownReturn(workspace.state);
      const lines = returned ? linesOf(workspace.state, returned) : [];
      return lines.map((line) => describeLine(workspace, line));
    },
    view: () => returnViewOf(workspace.state),
  };
}

describe('What a reviewer has sent back', () => {
  it('takes the place of the differences, which come back after it', async () => {
    const { workspace, message } = await openReturn();
    expect(message()).toBe(SHOWN);
    expect(shownReturn(workspace.state)?.reviewer).toBe(BERT.id);
    workspace.returns.turn();
    expect(message()).toBe('Differences.');
    expect(shownReturn(workspace.state)).toBeNull();
  });

  it('is listed line by line, in the order of the text', async () => {
    const { lines } = await openReturn();
    expect(lines()).toEqual([
      'Accepted: \u2068One two\u2069. Quote.',
      'Changed: \u2068three four\u2069, not answered. Quote.',
      'Rejected: \u2068six\u2069, not answered. Quote.',
      'Not decided: \u2068eight\u2069. Quote.',
      'Added: \u2068ten\u2069, not answered. Claim.',
    ]);
  });

  it('is nothing where nobody has decided', async () => {
    const { workspace, message } = await openReview([{ text: TEXT, own: OWN, sets: SETS }]);
    workspace.returns.turn();
    expect(message()).toBe('Nobody has returned decisions on your tags of this article.');
    expect(workspace.returns.step(1)).toBe(false);
  });

  it('is turned to from one reviewer to the next', async () => {
    const article = {
      ...RETURNED,
      decisions: [...DECISIONS, decision(9, [ONE], { ...kept(ONE), reviewer: ANNA.id })],
      sets: [setOf(ANNA, []), ...SETS],
    };
    const { workspace } = await openReview([article]);
    const shown = [1, 2, 3].map(() => {
      workspace.returns.turn();
      return shownReturn(workspace.state)?.reviewer;
    });
    expect(shown).toEqual([ANNA.id, BERT.id, undefined]);
  });

  it('is not shown while others’ tags are kept from view', async () => {
    const { workspace } = await openReview([RETURNED]);
    workspace.review.setBlind(true);
    expect(workspace.state.returned).toEqual([]);
  });

  it('is narrowed to one outcome, remembered for each article', async () => {
    const { workspace, view } = await openReturn();
    workspace.returns.filter('rejected');
    expect(view().filter).toBe('rejected');
    await workspace.articles.open(articleId(2));
    expect(view()).toMatchObject({ filter: 'decided', reviewer: null });
    await workspace.articles.open(articleId(1));
    expect(view()).toMatchObject({ filter: 'rejected', reviewer: BERT.id });
  });

  it('takes the difference out of the card', async () => {
    const { workspace, card, surface } = await openReview([RETURNED]);
    workspace.review.step(1);
    workspace.returns.show(BERT.id);
    expect(card()).toBe('');
    expect(surface.marks.get('difference')).toEqual([]);
  });
});

describe('The next line to answer', () => {
  it('shows its place before and after', async () => {
    const { surface, message, view } = await openReturn(1);
    expect(message()).toBe('Changed: \u2068three four\u2069, not answered. Quote.');
    expect(surface.marks.get('difference')).toHaveLength(2);
    expect(surface.revealed.at(-1)).toEqual({ start: 8, end: 23 });
    expect(view().current).toContain(THREE.id);
  });

  it.each<[string, readonly (1 | -1)[], string]>([
    ['passes over what is not decided', [1, 1, 1], 'Added: \u2068ten\u2069, not answered. Claim.'],
    [
      'begins again at the end, and says so',
      [1, 1, 1, 1],
      'Back at the first one. Changed: \u2068three four\u2069, not answered. Quote.',
    ],
    ['is the last one backwards', [-1], 'Added: \u2068ten\u2069, not answered. Claim.'],
    [
      'is the one before backwards',
      [1, 1, -1],
      'Changed: \u2068three four\u2069, not answered. Quote.',
    ],
  ])('%s', async (_, steps, words) => {
    const { workspace, message } = await openReturn();
    for (const step of steps) expect(workspace.returns.step(step)).toBe(true);
    expect(message()).toBe(words);
  });

  it('is none where everything was accepted', async () => {
    const { workspace, message } = await openReturn(0, {
      ...RETURNED,
      decisions: DECISIONS.slice(0, 1),
    });
    expect(message()).toBe('Returned by Bert. Nothing is left to answer.');
    expect(workspace.returns.step(1)).toBe(true);
    expect(message()).toBe('No other line is left to answer.');
  });
});

type Return = Awaited<ReturnType<typeof openReturn>>;

describe('An answer', () => {
  it.each<[string, (window: Return) => unknown]>([
    [
      'contest',
      ({ workspace }) => {
        workspace.returns.startContest();
      },
    ],
    ['withdraw', ({ workspace }) => workspace.returns.withdrawContest()],
    ['take over', ({ workspace }) => workspace.returns.takeOver()],
  ])('needs a line: %s', async (_, answer) => {
    const window = await openReturn();
    await answer(window);
    expect(window.message()).toBe('Choose a line of the return first.');
    window.workspace.returns.turn();
    await answer(window);
    expect(window.message()).toMatch(/^These are the differences\. .+ shows what was returned\.$/u);
  });

  it('is not asked for where nothing came back', async () => {
    const { workspace, message } = await openReview([{ text: TEXT, own: OWN }]);
    workspace.returns.startContest();
    expect(message()).toBe('Nobody has returned decisions on your tags of this article.');
  });
});

describe('Contesting', () => {
  const contest = ({ workspace }: Return, text: string): Promise<boolean> =>
    workspace.review.send({
      kind: 'add-comment',
      about: { type: 'decision', id: uuid(5, 3) },
      parent: null,
      text,
      contests: true,
    });

  it('asks why, in the field for comments', async () => {
    const { workspace, page, view } = await openReturn(2);
    workspace.returns.startContest();
    page.draw();
    expect(view().isContesting).toBe(true);
    expect(page.focus).toBe('detail comment');
    workspace.returns.setContesting(false);
    expect(view().isContesting).toBe(false);
  });

  it('is left when another line is shown', async () => {
    const { workspace, view } = await openReturn(2);
    workspace.returns.startContest();
    workspace.returns.step(1);
    expect(view().isContesting).toBe(false);
  });

  it('answers the line, once', async () => {
    const window = await openReturn(2);
    await contest(window, 'It is long enough.');
    expect(window.lines()[2]).toBe('Rejected: \u2068six\u2069, contested. Quote.');
    window.workspace.returns.startContest();
    expect(window.message()).toBe('You contest it already. Add a comment to say more.');
    expect(window.view().isContesting).toBe(false);
  });

  it('is withdrawn', async () => {
    const window = await openReturn(2);
    await contest(window, 'It is long enough.');
    await window.workspace.returns.withdrawContest();
    expect(window.message()).toBe('No longer contested.');
    expect(window.lines()[2]).toBe('Rejected: \u2068six\u2069, not answered. Quote.');
    await window.workspace.returns.withdrawContest();
    expect(window.message()).toBe('You do not contest this.');
  });

  it('is about a decision', async () => {
    const { workspace, message } = await openReturn();
    const returned = shownReturn(workspace.state);
    const open = returned?.lines.find(({ outcome }) => outcome === 'open');
    if (open) workspace.returns.goTo(open);
    workspace.returns.startContest();
    expect(message()).toBe('Nothing is decided here, so there is nothing to contest.');
  });
});

describe('Taking over', () => {
  it('changes one’s own tag and leaves its note', async () => {
    const { workspace, tags, message, lines } = await openReturn(1);
    await workspace.returns.takeOver();
    expect(message()).toBe('Taken over: \u2068three four five\u2069.');
    expect(tags()).toContain('quote: three four five');
    const tag = workspace.state.article?.tags.get(THREE.id);
    expect(tag).toMatchObject({ note: 'Mine', attributes: { speaker: 'Lavrov' } });
    expect(lines()[1]).toBe('Changed: \u2068three four\u2069, taken over. Quote.');
  });

  it('makes a new tag of one that was added, and can be undone', async () => {
    const { workspace, tags, message, settle } = await openReturn(3);
    await workspace.returns.takeOver();
    expect(message()).toBe('Taken over: \u2068ten\u2069.');
    expect(tags()).toContain('claim: ten');
    await workspace.changes.travel('undo');
    await settle();
    expect(tags()).not.toContain('claim: ten');
  });

  it('makes a new tag where one’s own was deleted since', async () => {
    const { workspace, tags, settle } = await openReturn(1);
    const { returns, changes } = workspace;
    await changes.editArticle({ kind: 'delete-tags', ids: [THREE.id] });
    await settle();
    await returns.takeOver();
    expect(tags()).toContain('quote: three four five');
  });

  it('is not possible of a tag that was rejected, or twice', async () => {
    const { workspace, message } = await openReturn(2);
    await workspace.returns.takeOver();
    expect(message()).toBe('There is nothing here to take over.');
    workspace.returns.step(-1);
    await workspace.returns.takeOver();
    await workspace.returns.takeOver();
    expect(message()).toBe('There is nothing here to take over.');
  });

  it('is not possible where several tags stand', async () => {
    const other = tagOn('three', BERT.id, 43);
    const third = tagOn('four', BERT.id, 44);
    const { workspace, message } = await openReturn(1, {
      ...RETURNED,
      decisions: [decision(2, [THREE, other, third], kept(other, third))],
    });
    await workspace.returns.takeOver();
    expect(message()).toBe('Several tags stand here. Tag them one by one in Annotate.');
  });
});

describe('A decision of one’s own that its author contests', () => {
  const theirs = tagOn('nine', BERT.id, 45);
  const own = decision(7, [theirs], { ...kept(theirs), reviewer: SELF });
  const contest: Comment = {
    id: uuid(6, 1),
    about: { type: 'decision', id: own.id },
    parent: null,
    author: BERT.id,
    created: NOW,
    modified: NOW,
    text: 'Look again.',
    contests: true,
  };
  const article = {
    text: TEXT,
    own: [],
    sets: [setOf(BERT, [theirs])],
    decisions: [own],
    comments: [contest],
  };

  it('is open again, until it is kept', async () => {
    const { workspace, card, message } = await openReview([article]);
    workspace.review.step(1);
    expect(card()).toBe('only-theirs nine');
    await workspace.returns.keepDecision();
    expect(message()).toMatch(/^Kept, and said so to Bert\. /u);
    const said = [...(workspace.state.article?.comments.values() ?? [])].at(-1);
    expect(said).toMatchObject({
      text: 'I keep my decision.',
      parent: contest.id,
      contests: false,
    });
    await workspace.returns.keepDecision();
    expect(message()).toBe('Nobody contests a decision here.');
  });

  it('is answered by deciding anew', async () => {
    const { workspace } = await openReview([article]);
    workspace.review.step(1);
    await workspace.decisions.rejectAll();
    const said = [...(workspace.state.article?.comments.values() ?? [])].at(-1);
    expect(said).toMatchObject({ text: 'I have decided anew.', parent: contest.id });
    expect(workspace.state.review?.items[0]?.contest).toBeUndefined();
  });
});

describe('What has just come back', () => {
  const COUNTS = {
    accepted: 1,
    changed: 1,
    rejected: 1,
    added: 1,
    open: 1,
    from: ['Bert'],
    reviewer: BERT.id,
  };

  it('leads to its article, in Review, with the lines of the reviewer', async () => {
    const { workspace, settle, message } = await openReview([RETURNED, { text: TEXT }]);
    workspace.review.showView('annotate');
    await workspace.articles.open(articleId(2));
    await workspace.returns.leadTo({ ...COUNTS, articles: [articleId(1), articleId(3)] });
    await settle();
    expect([workspace.state.article?.id, workspace.state.view]).toEqual([articleId(1), 'review']);
    expect(shownReturn(workspace.state)?.reviewer).toBe(BERT.id);
    expect(workspace.state.settings.rightPane.open).toBe(true);
    expect(message()).toBe(
      'Bert returned 4 tags in this and 1 other article: 1 accepted, 1 changed, 1 rejected, 1 added. N goes to the first to answer.',
    );
  });

  it('has the last word where lining up takes its time', async () => {
    const many = Array.from({ length: 4000 }, (_, n) => tagOn('seven', ANNA.id, 1000 + n));
    const long = { ...RETURNED, sets: [...SETS, setOf(ANNA, many)] };
    const { workspace, settle, message } = await openReview([{ text: TEXT }, long]);
    workspace.review.showView('annotate');
    let tookTime = false;
    workspace.store.subscribe(() => {
      tookTime ||= workspace.state.aligning !== null;
    });
    await workspace.returns.leadTo({ ...COUNTS, articles: [articleId(2)] });
    await settle();
    expect(tookTime).toBe(true);
    expect(message()).toMatch(/^Bert returned 4 tags: /u);
  });

  it('names the reviewer by a letter while others are anonymous', async () => {
    const { workspace, message } = await openReview([RETURNED]);
    workspace.review.setAnonymous(true);
    await workspace.returns.leadTo({ ...COUNTS, articles: [articleId(1)] });
    expect(message()).toMatch(/^Annotator A returned 4 tags: /u);
  });

  it('is nothing without an article', async () => {
    const { workspace, message } = await openReview([RETURNED]);
    const before = message();
    await workspace.returns.leadTo({ ...COUNTS, articles: [] });
    expect(message()).toBe(before);
  });
});
