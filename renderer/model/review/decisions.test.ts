import { describe, expect, it } from 'vitest';

import { err } from '#core/result.ts';
import type { DecisionRule } from '#core/review/decision.ts';

import { SELF, articleId } from '../testing/library.ts';
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

type Review = Awaited<ReturnType<typeof openReview>>;

const OWN = [tagOn('three four', SELF, 2), tagOn('six', SELF, 3)];
const ANNAS = [
  tagOn('three four five', ANNA.id, 12, { attributes: { speaker: 'Lavrov' } }),
  tagOn('eight', ANNA.id, 13, { category: 'claim' }),
];
/** A boundary, one that only I have, one that only Anna has. */
const TWO = { text: TEXT, own: OWN, sets: [setOf(ANNA, ANNAS)] };
/** Bert has tagged the first as I did. */
const THREE = {
  ...TWO,
  sets: [setOf(ANNA, ANNAS), setOf(BERT, [tagOn('three four', BERT.id, 31)])],
};

const BOUNDARY = 'boundary three four | three four five';

/** A review with the nth difference in the card, counted from 1. */
async function openAt(n: number, article: typeof TWO = TWO): Promise<Review> {
  const review = await openReview([article]);
  for (let step = 0; step < n; step += 1) review.workspace.review.step(1);
  return review;
}

describe('A decision on the item in the card', () => {
  it.each<[string, number, (review: Review) => Promise<void>, string, string]>([
    [
      'lets theirs stand',
      1,
      ({ workspace }) => workspace.decisions.acceptTheirs(),
      'keep: three four five',
      'Accepted Anna’s. 2 of 3 differences are left.',
    ],
    [
      'lets mine stand',
      1,
      ({ workspace }) => workspace.decisions.keepMine(),
      'keep: three four',
      'Kept mine. 2 of 3 differences are left.',
    ],
    [
      'lets both stand',
      1,
      ({ workspace }) => workspace.decisions.keepBoth(),
      'keep: three four three four five',
      'Kept both. 2 of 3 differences are left.',
    ],
    [
      'lets nothing stand',
      2,
      ({ workspace }) => workspace.decisions.rejectAll(),
      'keep:',
      'Rejected. 2 of 3 differences are left.',
    ],
    [
      'is that nothing is here',
      3,
      async ({ workspace }) => workspace.decisions.nothingHere(),
      'nothing-here:',
      'Checked, nothing here. 2 of 3 differences are left. Back at the first of them.',
    ],
    [
      'is put off, and leaves it open',
      1,
      ({ workspace }) => workspace.decisions.defer(),
      'defer:',
      'Deferred. 3 of 3 differences are left.',
    ],
  ])('%s', async (_, n, decide, decision, words) => {
    const review = await openAt(n);
    const before = review.card();
    await decide(review);
    expect(review.decisions()).toEqual([decision]);
    expect(review.message()).toBe(words);
    expect(review.card()).not.toBe(before);
  });

  it.each<[string, number, (review: Review) => Promise<void>, string]>([
    [
      'theirs where they have no tag',
      2,
      ({ workspace }) => workspace.decisions.acceptTheirs(),
      'They have no tag here. M keeps yours, X rejects it.',
    ],
    [
      'mine where I have no tag',
      3,
      ({ workspace }) => workspace.decisions.keepMine(),
      'You have no tag here. A accepts theirs, X rejects it.',
    ],
    [
      'both where there is one',
      2,
      ({ workspace }) => workspace.decisions.keepBoth(),
      'There is only one tag here.',
    ],
    [
      'a person by number where there are two',
      1,
      ({ workspace }) => workspace.decisions.keepOfPerson(0),
      'Numbers pick a person where three or more have tagged. A accepts theirs, M keeps yours.',
    ],
    [
      'an edited tag that nobody edits',
      1,
      ({ workspace }) => workspace.decisions.acceptEdited(),
      'Press E to edit the tag first.',
    ],
    [
      'to take back what is not decided',
      1,
      ({ workspace }) => workspace.decisions.takeBack(),
      'Nothing is decided here.',
    ],
  ])('cannot be %s', async (_, n, decide, words) => {
    const review = await openAt(n);
    await decide(review);
    expect(review.message()).toBe(words);
    expect(review.decisions()).toEqual([]);
  });

  it('goes to the first difference where none is in the card', async () => {
    const { workspace, card, decisions } = await openReview([TWO]);
    await workspace.decisions.acceptTheirs();
    expect([card(), decisions()]).toEqual([BOUNDARY, []]);
    workspace.review.showView('annotate');
    await workspace.decisions.keepMine();
    expect(decisions()).toEqual([]);
  });

  it('says that all are decided with the last one', async () => {
    const { workspace, message, card } = await openAt(1);
    for (let n = 0; n < 3; n += 1) await workspace.decisions.rejectAll();
    expect(message()).toBe('Rejected. All 3 differences are decided.');
    expect(card()).toBe('only-theirs eight');
  });

  it('is taken back, and the item is open again', async () => {
    const { workspace, message, decisions, card } = await openAt(1);
    await workspace.decisions.acceptTheirs();
    const [first] = workspace.state.review?.items ?? [];
    if (first) workspace.review.goTo(first);
    await workspace.decisions.takeBack();
    expect([message(), decisions(), card()]).toEqual([
      'Open again. 3 of 3 differences are left.',
      [],
      BOUNDARY,
    ]);
  });

  it('is taken back, and what is left is counted once a long list has been lined up again', async () => {
    const many = Array.from({ length: 4000 }, (_, n) => tagOn('eight', ANNA.id, 1000 + n));
    const { workspace, message } = await openAt(1, {
      ...TWO,
      sets: [setOf(ANNA, [...ANNAS, ...many])],
    });
    await workspace.decisions.acceptTheirs();
    const [first] = workspace.state.review?.items ?? [];
    if (first) workspace.review.goTo(first);
    let tookTime = false;
    workspace.store.subscribe(() => {
      tookTime ||= workspace.state.aligning !== null;
    });
    await workspace.decisions.takeBack();
    expect(tookTime).toBe(true);
    expect(message()).toBe('Open again. 4,003 of 4,003 differences are left.');
  });

  it('is not made where the disk refuses it, and the card stays', async () => {
    const { workspace, library, message, card, decisions } = await openAt(1);
    library.answer('review:apply-change', () =>
      err({ type: 'contradiction', detail: 'It is about nothing.' }),
    );
    await workspace.decisions.acceptTheirs();
    expect(message()).toBe('It is about nothing. Nothing was decided.');
    expect([card(), decisions()]).toEqual([BOUNDARY, []]);
  });
});

describe('Of three people', () => {
  it.each<[string, number, string, string]>([
    ['oneself', 0, 'keep: three four', 'Kept mine. 2 of 3 differences are left.'],
    [
      'the second',
      1,
      'keep: three four five',
      'Kept the tag of Anna. 2 of 3 differences are left.',
    ],
    ['the third', 2, 'keep: three four', 'Kept the tag of Bert. 2 of 3 differences are left.'],
  ])('a number picks %s', async (_, person, decision, words) => {
    const { workspace, decisions, message } = await openAt(1, THREE);
    await workspace.decisions.keepOfPerson(person);
    expect([decisions(), message()]).toEqual([[decision], words]);
  });

  it.each<[string, number, (review: Review) => Promise<void>, string]>([
    [
      'nobody is picked by a number that is too high',
      1,
      ({ workspace }) => workspace.decisions.keepOfPerson(3),
      'Only 3 people have tagged this article.',
    ],
    [
      'somebody who has no tag is not picked',
      2,
      ({ workspace }) => workspace.decisions.keepOfPerson(2),
      'Bert has no tag here.',
    ],
    [
      'oneself is not picked without a tag',
      3,
      ({ workspace }) => workspace.decisions.keepOfPerson(0),
      'You have no tag here.',
    ],
    [
      'theirs are several',
      1,
      ({ workspace }) => workspace.decisions.acceptTheirs(),
      'Several people tagged this. Their numbers pick one of them.',
    ],
  ])('%s', async (_, n, decide, words) => {
    const review = await openAt(n, THREE);
    await decide(review);
    expect([review.message(), review.decisions()]).toEqual([words, []]);
  });
});

describe('Selected words', () => {
  it('are checked, and the difference in the card stays as it is', async () => {
    const { workspace, selectWords, message, decisions, card } = await openAt(1);
    selectWords('nine ten');
    await workspace.decisions.nothingHere();
    expect(message()).toBe('Checked \u2068nine ten\u2069: nothing here.');
    expect([decisions(), card()]).toEqual([['nothing-here: nine ten'], BOUNDARY]);
  });

  it('are not checked where they are a space', async () => {
    const { workspace, surface, message, decisions } = await openAt(1);
    surface.setSelection(3, 4);
    await workspace.decisions.nothingHere();
    expect([message(), decisions()]).toEqual(['That selection has no words.', []]);
  });
});

describe('What is said beside a decision', () => {
  const REMARKS = {
    reason: 'Too long',
    note: 'See p. 3',
    confidence: 'low',
    guidelineUnclear: true,
  } as const;

  it('waits for the decision and is sent with it', async () => {
    const { workspace, library, decisions } = await openAt(1);
    const asked = library.asked.length;
    await workspace.decisions.remark(REMARKS);
    expect(library.asked).toHaveLength(asked);
    await workspace.decisions.rejectAll();
    expect(decisions()).toEqual(['keep:']);
    const [decision] = workspace.state.article?.decisions.values() ?? [];
    expect(decision).toMatchObject({ verdict: 'keep', kept: [], ...REMARKS });
  });

  it('is not said of the next item', async () => {
    const { workspace } = await openAt(1);
    await workspace.decisions.remark(REMARKS);
    await workspace.decisions.rejectAll();
    await workspace.decisions.rejectAll();
    const said = [...(workspace.state.article?.decisions.values() ?? [])];
    expect(said.map(({ reason }) => reason)).toEqual(['Too long', null]);
  });

  it('is said of a decision that stands, which keeps its verdict and its id', async () => {
    const { workspace, decisions } = await openAt(1);
    await workspace.decisions.acceptTheirs();
    const [before] = workspace.state.article?.decisions.values() ?? [];
    const [item] = workspace.state.review?.items ?? [];
    if (item) workspace.review.goTo(item);
    await workspace.decisions.remark({ guidelineUnclear: true });
    await workspace.decisions.remark({ reason: 'Too long' });
    expect(decisions()).toEqual(['keep: three four five']);
    const [after] = workspace.state.article?.decisions.values() ?? [];
    expect(after).toMatchObject({ id: before?.id, guidelineUnclear: true, reason: 'Too long' });
  });

  it('is nothing where no item is in the card', async () => {
    const { workspace, library } = await openReview([TWO]);
    const asked = library.asked.length;
    await workspace.decisions.remark({ note: 'Nothing' });
    expect(library.asked).toHaveLength(asked);
    expect(workspace.state.review?.remarks.note).toBe('');
  });
});

describe('Editing the tag that shall stand', () => {
  it('begins with theirs, its words selected', async () => {
    const { workspace, message } = await openAt(1);
    await workspace.decisions.startEditing();
    expect(message()).toBe('Shift+arrows change the boundaries. Enter accepts, Esc cancels.');
    expect(workspace.state.review?.editing?.attributes).toEqual({ speaker: 'Lavrov' });
    expect(workspace.state.selection?.span).toEqual({ start: 8, end: 23 });
  });

  it('begins with mine where they have none', async () => {
    const { workspace } = await openAt(2);
    await workspace.decisions.startEditing();
    expect(workspace.state.selection?.span).toEqual({ start: 24, end: 27 });
  });

  it('ends with the words, category and values as they were edited', async () => {
    const { workspace, selectWords, message, decisions } = await openAt(1);
    await workspace.decisions.startEditing();
    workspace.decisions.edit({ category: 'claim', attributes: {} });
    selectWords('two three four');
    await workspace.decisions.acceptEdited();
    expect(message()).toBe('Edited and accepted. 2 of 3 differences are left.');
    expect(decisions()).toEqual(['edit: two three four']);
    const [decision] = workspace.state.article?.decisions.values() ?? [];
    expect(decision?.edited).toMatchObject({ category: 'claim', attributes: {} });
  });

  it('keeps the fragments where the selection was not moved', async () => {
    const parts = tagOn('three', ANNA.id, 12);
    const [first] = parts.fragments;
    const [last] = tagOn('five', ANNA.id, 12).fragments;
    if (!first || !last) throw new Error('A fragment is missing.');
    const article = {
      ...TWO,
      sets: [setOf(ANNA, [{ ...parts, fragments: [first, last] }])],
    };
    const { workspace, decisions } = await openAt(1, article);
    await workspace.decisions.startEditing();
    workspace.decisions.edit({ note: 'Two parts' });
    await workspace.decisions.acceptEdited();
    expect(decisions()).toEqual(['edit: three … five']);
  });

  it('is left without a decision', async () => {
    const { workspace, message, decisions } = await openAt(1);
    await workspace.decisions.startEditing();
    workspace.decisions.cancelEditing();
    expect([message(), decisions()]).toEqual(['Nothing was changed.', []]);
    expect(workspace.state.review?.editing).toBeNull();
    workspace.decisions.edit({ note: 'Too late' });
    expect(workspace.state.review?.editing).toBeNull();
  });

  it('needs words', async () => {
    const { workspace, surface, message, decisions } = await openAt(1);
    await workspace.decisions.startEditing();
    surface.setSelection(3, 4);
    await workspace.decisions.acceptEdited();
    expect([message(), decisions()]).toEqual(['That selection has no words.', []]);
    expect(workspace.state.review?.editing).not.toBeNull();
  });
});

describe('A tag of another version of the text', () => {
  const lost = lostTag('seven ate', ANNA.id, 21);
  const gone = lostTag('a hundred', ANNA.id, 22);
  const article = {
    text: TEXT,
    own: [],
    sets: [setOf(ANNA, [], { proposals: [proposed(lost, 'seven eight')], orphans: [gone] })],
  };
  const words = ({ workspace }: Review): string[] =>
    (workspace.state.article?.sets[0]?.tags ?? []).map(
      (tag) => workspace.state.article?.wordsOf(tag) ?? '',
    );

  it('stands at the proposed place once it is confirmed', async () => {
    const review = await openAt(1, article);
    await review.workspace.decisions.acceptTheirs();
    await review.settle();
    expect(words(review)).toEqual(['seven eight']);
    expect(review.message()).toMatch(/^Place confirmed\. /u);
  });

  it('stands at the selected words', async () => {
    const review = await openAt(2, article);
    review.selectWords('ten');
    await review.workspace.decisions.startEditing();
    expect(words(review)).toEqual(['ten']);
    expect(review.message()).toMatch(/^Placed at \u2068ten\u2069\. /u);
  });

  it.each<[string, [number, number], string]>([
    ['no', [5, 5], 'Select the words in the article that the tag is about, then press E again.'],
    ['empty', [3, 4], 'That selection has no words.'],
  ])('is not placed at %s words', async (_, [start, end], said) => {
    const review = await openAt(2, article);
    review.surface.setSelection(start, end);
    await review.workspace.decisions.startEditing();
    expect([review.message(), words(review)]).toEqual([said, []]);
  });

  it('has no place here, until that is taken back', async () => {
    const review = await openAt(1, article);
    const { workspace } = review;
    await workspace.decisions.rejectAll();
    await review.settle();
    expect(review.message()).toBe('No place here. 1 of 2 differences is left.');
    const item = workspace.state.review?.unplaced.find(({ setAside }) => setAside !== null);
    if (item) workspace.review.goTo(item);
    await workspace.decisions.takeBack();
    expect(review.message()).toBe('The tag is without a place again. 2 of 2 differences are left.');
  });

  it('loses its place again', async () => {
    const review = await openAt(1, article);
    const { workspace } = review;
    await workspace.decisions.acceptTheirs();
    await workspace.places.takeBack({ annotator: ANNA.id, id: lost.id });
    expect(words(review)).toEqual([]);
    expect(review.message()).toBe('The tag is without a place again. 2 of 2 differences are left.');
  });

  it.each<[string, number, (review: Review) => Promise<void>]>([
    ['an unknown place', 2, ({ workspace }) => workspace.decisions.acceptTheirs()],
    ['mine', 1, ({ workspace }) => workspace.decisions.keepMine()],
    ['both', 1, ({ workspace }) => workspace.decisions.keepBoth()],
    ['later', 1, ({ workspace }) => workspace.decisions.defer()],
  ])('cannot be decided as %s', async (_, n, decide) => {
    const review = await openAt(n, article);
    await decide(review);
    expect(review.message()).toBe(
      'This tag has no place yet. A confirms the proposed one, E takes the selected words, X says that there is none here.',
    );
    expect(words(review)).toEqual([]);
  });
});

describe('A rule', () => {
  const alike = {
    text: TEXT,
    own: [tagOn('One two', SELF, 1), tagOn('six', SELF, 3)],
    sets: [setOf(ANNA, [tagOn('One two', ANNA.id, 11), tagOn('eight', ANNA.id, 13)])],
  };

  it.each<[string, DecisionRule, readonly string[], string]>([
    [
      'accepts what everybody tagged alike',
      { type: 'all-agree' },
      ['keep: One two'],
      'Decided 1 item. 2 of 2 differences are left.',
    ],
    [
      'accepts everything by one person',
      { type: 'of-annotator', annotator: ANNA.id, category: null, accept: true },
      ['keep: One two', 'keep: eight'],
      'Decided 2 items. 1 of 2 differences is left.',
    ],
    [
      'rejects what one person alone has tagged',
      { type: 'of-annotator', annotator: ANNA.id, category: null, accept: false },
      ['keep:'],
      'Decided 1 item. 1 of 2 differences is left.',
    ],
    [
      'may decide nothing',
      { type: 'of-annotator', annotator: ANNA.id, category: 'claim', accept: true },
      [],
      'The rule decides nothing.',
    ],
  ])('%s, as many as it said before, in one step', async (_, rule, decided, words) => {
    const { workspace, decisions, message } = await openReview([alike]);
    expect(workspace.decisions.previewRule(rule)).toHaveLength(decided.length);
    await workspace.decisions.decideByRule(rule);
    expect([decisions(), message()]).toEqual([decided, words]);
    const rules = [...(workspace.state.article?.decisions.values() ?? [])].map((each) => each.rule);
    expect(rules).toEqual(decided.map(() => rule));
    if (decided.length > 0) await workspace.changes.travel('undo');
    expect(decisions()).toEqual([]);
  });

  it('decides nothing again', async () => {
    const { workspace } = await openReview([alike]);
    await workspace.decisions.decideByRule({ type: 'all-agree' });
    expect(workspace.decisions.previewRule({ type: 'all-agree' })).toEqual([]);
  });

  it('is about nothing where there is no review', async () => {
    const { workspace } = await openReview([alike]);
    workspace.review.showView('annotate');
    expect(workspace.decisions.previewRule({ type: 'all-agree' })).toEqual([]);
    expect(workspace.state.article?.id).toBe(articleId(1));
  });
});

describe('A reason for a rejection', () => {
  const reasons = ({ workspace }: Review): (string | null)[] =>
    [...(workspace.state.article?.decisions.values() ?? [])].map(({ reason }) => reason);

  it('is one digit right after it, while the card shows the next one', async () => {
    const review = await openAt(1);
    const { decisions } = review.workspace;
    await decisions.rejectAll();
    expect(review.card()).toBe('only-mine six');
    await decisions.digit(1);
    expect(review.message()).toBe('Rejected: Too short. 2 of 3 differences are left.');
    expect(review.decisions()).toEqual(['keep:']);
    expect(reasons(review)).toEqual(['Too short']);
    expect(review.card()).toBe('only-mine six');
    // It is one step with the rejection.
    await review.workspace.changes.travel('undo');
    expect(review.decisions()).toEqual([]);
    await review.workspace.changes.travel('redo');
    expect(reasons(review)).toEqual(['Too short']);
    // Then digits pick people again.
    await decisions.digit(1);
    expect(review.message()).toMatch(/^Numbers pick a person/u);
  });

  it.each<[string, (review: Review) => unknown]>([
    ['another decision', ({ workspace }) => workspace.decisions.keepMine()],
    ['a step', ({ workspace }) => workspace.review.step(1)],
    ['the word that there is none', ({ workspace }) => workspace.decisions.acceptEdited()],
  ])('is not asked for any more after %s', async (_, act) => {
    const review = await openAt(1);
    await review.workspace.decisions.rejectAll();
    await act(review);
    await review.workspace.decisions.digit(0);
    expect(reasons(review)).not.toContain('Too long');
  });

  it('is not asked for where it was given before, or where the list has no such one', async () => {
    const review = await openAt(1);
    const { decisions } = review.workspace;
    await decisions.remark({ reason: 'Hearsay' });
    await decisions.rejectAll();
    expect(review.workspace.state.review?.justRejected).toBeNull();
    await decisions.rejectAll();
    await decisions.digit(8);
    expect(review.message()).toBe('There are only 7 reasons in the list.');
    await decisions.digit(0);
    expect(reasons(review)).toEqual(['Hearsay', 'Too long']);
  });
});
