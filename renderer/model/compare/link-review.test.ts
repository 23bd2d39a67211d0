import { describe, expect, it } from 'vitest';

import { applyEventSteps, type EventStep } from '#core/event/document.ts';
import type { Family, LinkDecision, Place } from '#core/event/records.ts';
import { contestedLinkDecisions } from '#core/review/links/decisions.ts';
import { NOW, uuid } from '#core/review/testing/records.ts';
import { describeSpan } from '#core/text/selector.ts';

import { openCompare, SAMPLES } from '../testing/compare.ts';
import { articleId, SELF } from '../testing/library.ts';
import { differenceInShort, differenceSentence } from './rows/review-line-words.ts';
import {
  chosenReview,
  isOpenReview,
  listReview,
  passagesReviewed,
  placesReviewed,
  type TheirsLine,
} from './rows/review-lines.ts';
import { shownPlaces } from './rows/shown-places.ts';

const BORIS = '22222222-2222-4222-8222-222222222222';
const NOT_SO = 'Another utterance';

/** An id of a family or a rendering. */
const linkId = (n: number): string => uuid(8, n);

/** The first place of some words in one of the samples, counted from 0. */
function placeOf(sample: number, words: string): Place {
  const text = SAMPLES[sample]?.text ?? '';
  const start = text.indexOf(words);
  if (start < 0) throw new Error(`There is no ${words}.`);
  const end = start + words.length;
  return { article: articleId(sample + 1), fragments: [describeSpan(text, { start, end })] };
}

const ROAD = placeOf(1, '“Road to Nowhere”');
const ROAD_2 = placeOf(2, '“road to nowhere”');
const DEAD = placeOf(0, '“dead end,”');
const CLUMSY = placeOf(0, '“clumsy and aggressive”');

function makeFamily(creator: string, n: number, places: readonly Place[]): Family {
  const renderings = places.map((place, index) => ({
    ...{ id: linkId(n + 1 + index), ...place },
    ...{ tag: null, class: null, relation: null },
  }));
  const said = { kind: 'utterance', label: '', base: null, renderings, note: '' } as const;
  return { id: linkId(n), ...said, creator, created: NOW, modified: NOW };
}
const mine = (n: number, ...places: readonly Place[]): Family => makeFamily(SELF, n, places);
const theirs = (n: number, ...places: readonly Place[]): Family => makeFamily(BORIS, n, places);

/** Compare at its section Review, with families of mine and of a colleague, and words on them. */
async function openReview(
  own: readonly Family[],
  others: readonly Family[],
  decisions: readonly LinkDecision[] = [],
) {
  const window = await openCompare();
  const { workspace, event } = window;
  const imported = '2026-05-01T00:00:00.000Z';
  const set = {
    id: BORIS,
    families: [...others],
    refusals: [],
    coverage: [],
    findings: [],
    imported,
  };
  const steps: EventStep[] = [
    ...own.map((family): EventStep => ({ op: 'put-family', family })),
    ...(others.length > 0 ? [{ op: 'put-link-set', set } as const] : []),
    ...decisions.map((decision): EventStep => ({ op: 'put-link-decision', decision })),
  ];
  const applied = applyEventSteps(event.document, steps);
  if (!applied.ok) throw new Error(applied.error.type);
  event.document = applied.value.document;
  await workspace.compare.read();
  workspace.compare.showSection('review');
  const said = () => [...event.document.linkDecisions].filter(({ reviewer }) => reviewer === SELF);
  const lines = () => listReview(workspace.state.compare, workspace.compare.looker);
  const chosen = () => chosenReview(workspace.state.compare, workspace.compare.looker);
  return { ...window, said, lines, chosen };
}

const byBoris = (
  about: readonly Family[],
  verdict: LinkDecision['verdict'],
  more: Partial<LinkDecision> = {},
): LinkDecision => ({
  ...{ id: linkId(9000), about: [...about], verdict, result: null, reason: null, note: '' },
  ...{ reviewer: BORIS, decided: '2020-01-01T00:00:00.000Z', ...more },
});

describe('what is to be reviewed', () => {
  it.each<[string, Family[], Family[], string[]]>([
    ['nothing where both have linked the same', [mine(1, ROAD)], [theirs(50, ROAD)], []],
    ['nothing that only I have', [mine(1, ROAD)], [], []],
    ['what only they have', [], [theirs(50, ROAD)], ['not linked by me']],
    ['a passage more', [mine(1, ROAD)], [theirs(50, ROAD, DEAD)], ['1 more']],
    ['passages fewer', [mine(1, ROAD, DEAD, ROAD_2)], [theirs(50, ROAD)], ['2 fewer']],
    [
      'one in two, and two in one',
      [mine(1, ROAD, DEAD)],
      [theirs(50, ROAD), theirs(60, DEAD)],
      ['split in 2'],
    ],
    ['two joined', [mine(1, ROAD), mine(10, DEAD)], [theirs(50, ROAD, DEAD)], ['2 joined']],
    [
      'another base',
      [{ ...mine(1, ROAD, DEAD), base: linkId(2) }],
      [{ ...theirs(50, ROAD, DEAD), base: linkId(52) }],
      ['other base'],
    ],
  ])('is %s', async (_, own, others, expected) => {
    const { lines } = await openReview(own, others);
    const words = lines().flatMap((line) =>
      line.type === 'theirs'
        ? [line.item.differences.map((each) => differenceInShort(line.item, each)).join(' · ')]
        : [],
    );
    expect(words).toEqual(expected);
  });

  it('is nothing of a colleague while review is blind and the event is not done', async () => {
    const { lines, workspace } = await openReview([mine(1, ROAD)], [theirs(50, ROAD, DEAD)]);
    expect(lines()).toHaveLength(1);
    workspace.store.set({ isBlind: true });
    expect(lines()).toHaveLength(0);
    const done = workspace.state.articles.map((each) => ({
      ...each,
      details: { ...each.details, done: true },
    }));
    workspace.store.set({ articles: done });
    expect(lines()).toHaveLength(1);
  });

  it('is said as a sentence, and what only one has stands first', async () => {
    const { chosen, workspace } = await openReview([mine(1, ROAD)], [theirs(50, ROAD, DEAD)]);
    const line = chosen();
    if (line?.type !== 'theirs') throw new Error('There is nothing to review.');
    expect(differenceSentence(line.item, 'Boris')).toBe(
      'Boris has 1 passage that you have not linked here.',
    );
    expect(placesReviewed(line)).toMatchObject([DEAD, ROAD]);
    expect(shownPlaces(workspace.state.compare, workspace.compare.looker)).toMatchObject([
      { article: 0 },
      { article: 1 },
    ]);
  });
});

describe('a colleague’s families', () => {
  const open = () =>
    openReview([mine(1, ROAD)], [theirs(50, ROAD, ROAD_2), theirs(60, DEAD), theirs(70, CLUMSY)]);

  it('are accepted, rejected with a reason and put off, and the next open one is chosen', async () => {
    const { workspace, said, lines, chosen } = await open();
    const keys = lines().map(({ key }) => key);
    expect(chosen()?.key).toBe(keys[0]);
    await workspace.linkReview.accept();
    expect(workspace.state.message).toMatch(/^Accepted .*’s\. 2 of 3 families not decided\.$/u);
    expect(chosen()?.key).toBe(keys[1]);
    workspace.linkReview.askReason();
    expect(workspace.state.dialog).toEqual({ type: 'reject-families', isContest: false });
    await workspace.linkReview.reject(NOT_SO);
    await workspace.linkReview.defer();
    expect(workspace.state.message).toMatch(/^Put off\. 1 of 3 families not decided\.$/u);
    expect(said().map(({ verdict, reason }) => [verdict, reason])).toEqual(
      expect.arrayContaining([
        ['accept', null],
        ['reject', NOT_SO],
        ['defer', null],
      ]),
    );
    expect(chosen()?.key).toBe(keys[2]);
    await workspace.linkReview.accept();
    expect(workspace.state.message).toMatch(/All is decided\. .+ returns them\.$/u);
  });

  it('are open again when the same is said again, or by Undo', async () => {
    const { workspace, said, lines } = await open();
    await workspace.linkReview.accept();
    await workspace.changes.travel('undo');
    expect(said()).toEqual([]);
    workspace.compare.choose('review', lines()[0]?.key ?? '');
    await workspace.linkReview.accept();
    workspace.compare.choose('review', lines()[0]?.key ?? '');
    await workspace.linkReview.accept();
    expect(said()).toEqual([]);
    expect(workspace.state.message).toMatch(/^Open again\./u);
  });

  it('have a note on what was decided, which stays when they are decided anew', async () => {
    const { workspace, said, lines } = await open();
    const { linkReview, compare } = workspace;
    compare.choose('review', lines()[0]?.key ?? '');
    linkReview.askNote();
    expect(workspace.state.dialog).toEqual({ type: 'link-decision-note' });
    // Nothing is decided yet: it is put off, and says why.
    await linkReview.setNote(' Ask the desk.\n');
    expect(said()).toMatchObject([{ verdict: 'defer', note: 'Ask the desk.' }]);
    expect(workspace.state.message).toBe('Put off, with your note. 3 of 3 families not decided.');
    await linkReview.reject(NOT_SO);
    expect(said()).toMatchObject([{ verdict: 'reject', reason: NOT_SO, note: 'Ask the desk.' }]);
    compare.choose('review', lines()[0]?.key ?? '');
    expect(linkReview.note).toBe('Ask the desk.');
    await linkReview.setNote('Asked: two speeches.');
    expect(said()).toMatchObject([
      { verdict: 'reject', reason: NOT_SO, note: 'Asked: two speeches.' },
    ]);
    expect(workspace.state.message).toMatch(/^Noted beside your decision\. /u);
    await linkReview.setNote('Asked: two speeches.');
    await workspace.changes.travel('undo');
    expect(said()).toMatchObject([{ note: 'Ask the desk.' }]);
  });

  it('keep what was put instead when a note comes beside it', async () => {
    const { workspace, said, chosen, lines } = await open();
    const key = passagesReviewed((chosen() as TheirsLine).item)[0]?.key ?? '';
    await workspace.linkReview.change(new Set([key]));
    const before = said()[0];
    const line = lines().find(({ type }) => type === 'theirs');
    workspace.compare.choose('review', line?.key ?? '');
    await workspace.linkReview.setNote('Only the first.');
    expect(said()).toMatchObject([{ verdict: 'change', note: 'Only the first.' }]);
    expect(said()[0]?.result?.renderings.map(({ fragments }) => fragments)).toEqual(
      before?.result?.renderings.map(({ fragments }) => fragments),
    );
  });

  it('are changed to one family of the chosen passages, with what both said of them', async () => {
    const own = { ...mine(1, ROAD, CLUMSY), base: linkId(2), label: 'Road' };
    const { workspace, said, chosen } = await openReview([own], [theirs(50, ROAD, DEAD)]);
    workspace.linkReview.askChange();
    expect(workspace.state.dialog).toEqual({ type: 'change-families' });
    const line = chosen();
    expect(line?.type).toBe('theirs');
    const keys = [ROAD, DEAD].map(
      ({ article, fragments: [place] }) => `${article}:${place?.start}-${place?.end}`,
    );
    await workspace.linkReview.change(new Set(keys));
    const [decision] = said();
    expect(decision).toMatchObject({
      verdict: 'change',
      result: { label: 'Road', creator: SELF, renderings: [ROAD, DEAD] },
    });
    expect(decision?.result?.base).toBe(decision?.result?.renderings[0]?.id);
    // One's own stay as they are.
    expect([...(workspace.compare.state.shown?.document.families ?? [])]).toEqual([own]);
  });

  it('of which the author contests the decision are open, and a new word answers', async () => {
    const other = theirs(50, ROAD);
    const decided = byBoris([other], 'reject', {
      reviewer: SELF,
      decided: '2020-01-01T00:00:00.000Z',
    });
    const contest = byBoris([other], 'reject', {
      ...{ id: linkId(9001), decided: '2020-02-01T00:00:00.000Z' },
    });
    const { workspace, said, chosen } = await openReview([], [other], [decided, contest]);
    expect(chosen()).toMatchObject({ item: { contest: { id: contest.id } } });
    expect(workspace.linkReview.leftInWords()).toBe('1 of 1 family not decided.');
    await workspace.linkReview.reject(null);
    expect(said()).toHaveLength(1);
    expect(chosen()).toMatchObject({ item: { contest: null, decision: { id: decided.id } } });
  });
});

describe('what others decided on one’s own families', () => {
  it('is contested with a reason, agreed with, and needs no answer where it was accepted', async () => {
    const [a, b, c] = [mine(1, ROAD), mine(10, DEAD), mine(20, CLUMSY)];
    const { workspace, event, said, lines } = await openReview(
      [a, b, c],
      [],
      [
        byBoris([a], 'reject', { id: linkId(9001), reason: NOT_SO }),
        byBoris([b], 'reject', { id: linkId(9002) }),
        byBoris([c], 'accept', { id: linkId(9003) }),
      ],
    );
    expect(lines()).toMatchObject([
      { outcome: 'rejected', answer: null },
      { outcome: 'rejected', answer: null },
      { outcome: 'accepted', answer: null },
    ]);
    expect(workspace.linkReview.leftInWords()).toBe('2 of 3 families not decided.');
    workspace.linkReview.askReason();
    expect(workspace.state.dialog).toEqual({ type: 'reject-families', isContest: true });
    await workspace.linkReview.reject('They render the same words');
    expect(workspace.state.message).toMatch(/^Contested what .* decided\. 1 of 3/u);
    await workspace.linkReview.accept();
    expect(workspace.state.message).toMatch(/^Agreed with .*\. All is decided\./u);
    expect([...contestedLinkDecisions([...event.document.linkDecisions], BORIS).keys()]).toEqual([
      linkId(9001),
    ]);
    expect(said().map(({ about, verdict }) => [about[0]?.id, verdict])).toEqual([
      [a.id, 'reject'],
      [b.id, 'accept'],
    ]);
    expect([...(workspace.compare.state.shown?.document.families ?? [])]).toHaveLength(3);
  });

  it('is contested with a comment, and open as long as it is put off', async () => {
    const own = mine(1, ROAD);
    const { workspace, said, lines } = await openReview([own], [], [byBoris([own], 'reject')]);
    const { linkReview } = workspace;
    await linkReview.defer();
    expect(workspace.state.message).toBe('Put off. 1 of 1 family not decided.');
    expect(lines().map(isOpenReview)).toEqual([true]);
    await linkReview.setNote('The interpreter said it so.');
    expect(said()).toMatchObject([{ verdict: 'reject', note: 'The interpreter said it so.' }]);
    expect(workspace.state.message).toMatch(/^Contested what .* decided, with your comment\. All/u);
  });

  it('is gone once the family has changed since', async () => {
    const own = mine(1, ROAD);
    const { lines } = await openReview([own], [], [byBoris([{ ...own, label: 'x' }], 'reject')]);
    expect(lines()).toEqual([]);
  });
});
