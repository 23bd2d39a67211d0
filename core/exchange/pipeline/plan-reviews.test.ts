import { describe, expect, it } from 'vitest';

import type { Annotation } from '../../tags/tag.ts';
import type { Comment } from '../../review/comment.ts';
import type { Decision } from '../../review/decision.ts';
import { describeSpan } from '../../text/selector.ts';
import type { PlacedReview } from '../placing/placed.ts';
import { isLater, planReview, type KnownReview, type WholeReview } from './plan-reviews.ts';

const SELF = '11111111-1111-4111-8111-111111111111';
const BORIS = '22222222-2222-4222-8222-222222222222';
const idOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const tag: Annotation = {
  id: idOf(9),
  fragments: [describeSpan('He said “no”.', { start: 8, end: 12 })],
  category: 'quote',
  attributes: {},
  attributeSpans: {},
  aside: {},
  note: '',
  confidence: null,
  creator: BORIS,
  created: '',
  modified: '',
};
const decisionOf = (reviewer: string, more: Partial<Decision> = {}): Decision => ({
  id: idOf(1),
  about: [{ annotator: BORIS, annotation: tag }],
  passage: null,
  verdict: 'keep',
  kept: [{ annotator: BORIS, id: tag.id }],
  edited: null,
  reason: null,
  note: '',
  confidence: null,
  guidelineUnclear: false,
  rule: null,
  reviewer,
  decided: '2026-01-01T00:00:00.000Z',
  ...more,
});
const commentOf = (author: string, more: Partial<Comment> = {}): Comment => ({
  id: idOf(2),
  about: { type: 'tag', tag: { annotator: BORIS, id: tag.id } },
  parent: null,
  author,
  created: '2026-01-01T00:00:00.000Z',
  modified: '2026-01-01T00:00:00.000Z',
  text: 'Why?',
  contests: false,
  ...more,
});

function plan(
  given: Partial<Pick<PlacedReview, 'decisions' | 'comments'>>,
  known: Partial<KnownReview> = {},
  more: {
    isOwnFile?: boolean;
    whole?: WholeReview | null;
    renamed?: ReadonlyMap<string, string>;
  } = {},
) {
  return planReview(
    {
      articleId: 'a',
      adjudicated: null,
      misplaced: [],
      ...{ decisions: given.decisions ?? [], comments: given.comments ?? [] },
    },
    { decisions: known.decisions ?? [], comments: known.comments ?? [] },
    { self: SELF, isOwnFile: false, whole: null, renamed: new Map(), ...more },
  );
}

const LATER = '2026-01-02T00:00:00.000Z';

describe('planReview', () => {
  it('takes what is not here, and then has nothing more to take', () => {
    const given = { decisions: [decisionOf(BORIS)], comments: [commentOf(BORIS)] };
    const first = plan(given);
    expect(first).toMatchObject({ ...given, refused: [] });
    const again = plan(given, first);
    expect(again).toMatchObject({ decisions: [], comments: [], refused: [] });
    expect(again.duplicates).toEqual({ decisions: 1, comments: 1 });
  });

  it.each([
    { name: 'the newer word of the same reviewer', decided: LATER, taken: 1 },
    { name: 'nothing that is older', decided: '2025-01-01T00:00:00.000Z', taken: 0 },
    { name: 'nothing with an impossible time', decided: '9999', taken: 0 },
  ])('takes $name', ({ decided, taken }) => {
    const given = { decisions: [decisionOf(BORIS, { decided, note: 'changed' })] };
    const planned = plan(given, { decisions: [decisionOf(BORIS)] });
    expect(planned.decisions).toHaveLength(taken);
    expect(planned.duplicates.decisions).toBe(1 - taken);
  });

  it.each([
    { name: 'a newer one in their own file', isOwnFile: true, at: LATER, taken: 1 },
    { name: 'an older one in their own file', isOwnFile: true, at: '2025-01-01', taken: 0 },
    { name: 'a newer one in another’s file', isOwnFile: false, at: LATER, taken: 0 },
  ])('replaces the analyst’s own by $name: $taken', ({ isOwnFile, at, taken }) => {
    const planned = plan(
      {
        decisions: [decisionOf(SELF, { decided: at, note: 'changed' })],
        comments: [commentOf(SELF, { modified: at, text: 'changed' })],
      },
      { decisions: [decisionOf(SELF)], comments: [commentOf(SELF)] },
      { isOwnFile },
    );
    expect(planned.decisions).toHaveLength(taken);
    expect(planned.comments).toHaveLength(taken);
  });

  it('takes the analyst’s own from their own file alone', () => {
    const given = { decisions: [decisionOf(SELF)], comments: [commentOf(SELF)] };
    expect(plan(given, {}, { isOwnFile: true })).toMatchObject({ ...given, refused: [] });
    const others = plan(given);
    expect(others).toMatchObject({ decisions: [], comments: [] });
    expect(others.refused).toHaveLength(2);
  });

  it('takes nothing under the identifier of what another person said', () => {
    const planned = plan(
      { decisions: [decisionOf(BORIS, { decided: LATER })] },
      { decisions: [decisionOf(SELF)] },
    );
    expect(planned.decisions).toEqual([]);
    expect(planned.refused).toHaveLength(1);
  });

  it('follows tags whose id was taken here', () => {
    const renamed = new Map([[`${BORIS}/${tag.id}`, idOf(7)]]);
    const planned = plan(
      { decisions: [decisionOf(BORIS)], comments: [commentOf(BORIS)] },
      {},
      { renamed },
    );
    expect(planned.decisions).toMatchObject([
      { about: [{ annotation: { id: idOf(7) } }], kept: [{ id: idOf(7) }] },
    ]);
    expect(planned.comments).toMatchObject([{ about: { tag: { id: idOf(7) } } }]);
  });
});

describe('isLater', () => {
  it.each([
    [LATER, '2026-01-01T00:00:00.000Z', true],
    ['2026-01-01T00:00:00.000Z', LATER, false],
    [LATER, LATER, false],
    [LATER, 'yesterday', true],
    ['yesterday', LATER, false],
    ['+275760-09-13T00:00:00.000Z', LATER, false],
  ])('%s is after %s: %s', (time, than, expected) => {
    expect(isLater(time, than)).toBe(expected);
  });
});

describe('what a reviewer has taken back', () => {
  const ANNA = '33333333-3333-4333-8333-333333333333';
  const whole: WholeReview = { reviewer: ANNA, exportedAt: LATER, author: SELF };
  const mine: Annotation = { ...tag, id: idOf(8), creator: SELF };
  const aboutMine = decisionOf(ANNA, {
    id: idOf(3),
    about: [{ annotator: SELF, annotation: mine }],
    kept: [],
  });
  const other = decisionOf(ANNA, { id: idOf(4), kept: [] });
  const said = { decisions: [aboutMine] };

  it.each<[string, KnownReview['decisions'], WholeReview | null, readonly string[]]>([
    ['goes with a newer file that has all they decided', [aboutMine], whole, [idOf(3)]],
    ['stays with a file that may lack some', [aboutMine], null, []],
    ['stays with a file of somebody else', [aboutMine], { ...whole, reviewer: BORIS }, []],
    [
      'stays with a file from before the decision',
      [aboutMine],
      { ...whole, exportedAt: aboutMine.decided },
      [],
    ],
    [
      'stays with a file that is older than another decision of theirs',
      [aboutMine, decisionOf(ANNA, { id: idOf(5), decided: '2026-01-03T00:00:00.000Z' })],
      whole,
      [],
    ],
    [
      'stays where the time of the file cannot be read',
      [aboutMine],
      { ...whole, exportedAt: '' },
      [],
    ],
    ['stays where a return to somebody else would not have it', [other], whole, []],
    ['goes with any other file of theirs', [other], { ...whole, author: null }, [idOf(4)]],
    [
      'is never one’s own',
      [decisionOf(SELF, { id: idOf(6), kept: [] })],
      { ...whole, reviewer: SELF, author: null },
      [],
    ],
  ])('%s', (_, decisions, file, withdrawn) => {
    expect(plan({}, { decisions }, { whole: file }).withdrawn).toEqual(withdrawn);
  });

  it('is not what the file still has, in whatever form', () => {
    const changed = { ...aboutMine, note: 'And more.' };
    expect(plan({ decisions: [changed] }, said, { whole }).withdrawn).toEqual([]);
  });
});

describe('decisions that are contested', () => {
  const decision = decisionOf(SELF);
  const contest = commentOf(BORIS, {
    about: { type: 'decision', id: decision.id },
    contests: true,
  });

  it.each([
    ['counts what comes to be contested', [decision], [], 1],
    ['does not count it twice', [decision], [contest], 0],
    ['does not count what is no longer there', [], [], 0],
    ['does not count another reviewer’s', [decisionOf(BORIS)], [], 0],
  ])('%s', (_, decisions, comments, contested) => {
    expect(plan({ comments: [contest] }, { decisions, comments }).contested).toBe(contested);
  });
});
