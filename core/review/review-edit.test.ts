import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { emptyDetails } from '../article/article.ts';
import type { Annotation } from '../tags/tag.ts';
import {
  applyArticleSteps,
  createArticleDocument,
  toStoredArticle,
  type ArticleDocument,
  type ArticleStep,
} from '../article/document.ts';
import { contestedDecisions } from './comment.ts';
import type { DecisionBody, ReviewContext, ReviewEdit, ReviewError } from './review-edit.ts';
import { planReviewEdit } from './review-edit.ts';
import { NOW, plainAnnotation, plainDecisionBody, uuid } from './testing/records.ts';

const [ME, ANNA] = [uuid(1, 1), uuid(2, 2)];
const TEXT = 'He said “no” and left.';

function tag(n: number, start: number, end: number): Annotation {
  const fragment = { start, end, exact: TEXT.slice(start, end), prefix: '', suffix: '' };
  return plainAnnotation({ id: uuid(4, n), fragments: [fragment], creator: ME });
}

const mine = tag(1, 8, 12);
const theirs = tag(2, 9, 11);
/** Made in another version of the text, where it stood elsewhere. */
const lost: Annotation = {
  ...tag(3, 0, 2),
  fragments: [{ start: 40, end: 45, exact: '“no”,', prefix: '', suffix: '' }],
  attributeSpans: {
    speaker: { start: 30, end: 32, exact: 'He', prefix: '', suffix: '' },
    cue: { start: 33, end: 39, exact: 'denied', prefix: '', suffix: '' },
  },
  creator: ANNA,
};
const refMine = { annotator: ME, id: mine.id };
const refTheirs = { annotator: ANNA, id: theirs.id };

const empty = createArticleDocument({
  id: '0'.repeat(64),
  length: TEXT.length,
  added: NOW,
  sources: [],
  details: emptyDetails('A title'),
});

let made = 0;
function contextOf(document: ArticleDocument, self = ME): ReviewContext {
  return {
    text: TEXT,
    sets: new Map([
      [ME, new Map([[mine.id, mine]])],
      [ANNA, new Map([[theirs.id, theirs]])],
    ]),
    decisions: document.decisions,
    comments: document.comments,
    placements: document.placements,
    findUnplaced: ({ annotator, id }) => (annotator === ANNA && id === lost.id ? lost : undefined),
    self,
    now: NOW,
    newId: () => uuid(7, (made += 1)),
  };
}

const body = (fields: Partial<DecisionBody> = {}): DecisionBody =>
  plainDecisionBody({ about: [refTheirs, refMine], kept: [refTheirs], ...fields });

const decide = (...bodies: DecisionBody[]): ReviewEdit => ({ kind: 'decide', bodies });

/** The document after an edit. */
function after(document: ArticleDocument, edit: ReviewEdit, self = ME): ArticleDocument {
  const planned = planReviewEdit(edit, contextOf(document, self));
  if (!planned.ok) throw new Error(JSON.stringify(planned.error));
  const applied = applyArticleSteps(document, planned.value.steps);
  if (!applied.ok) throw new Error(JSON.stringify(applied.error));
  return applied.value.document;
}

function refusal(document: ArticleDocument, edit: ReviewEdit, self = ME): ReviewError {
  const planned = planReviewEdit(edit, contextOf(document, self));
  if (planned.ok) throw new Error('It was not refused.');
  return planned.error;
}

describe('A decision', () => {
  it('keeps the tags as they are, who decided and when', () => {
    const [decision] = after(
      empty,
      decide(body({ reason: 'too long', confidence: 'low' })),
    ).decisions;
    expect(decision).toMatchObject({
      about: [
        { annotator: ME, annotation: mine },
        { annotator: ANNA, annotation: theirs },
      ],
      kept: [refTheirs],
      reason: 'too long',
      confidence: 'low',
      reviewer: ME,
      decided: NOW,
    });
  });

  it('takes the place of the one before about any of its tags', () => {
    const first = after(empty, decide(body()));
    const second = after(first, decide(body({ about: [refMine], kept: [] })));
    expect([...second.decisions].map(({ about }) => about.length)).toEqual([1]);
  });

  describe('that is made anew about the very same tags', () => {
    const first = after(empty, decide(body()));
    const [before] = first.decisions;
    if (!before) throw new Error('There is no decision.');
    const contested = after(
      first,
      {
        kind: 'add-comment',
        about: { type: 'decision', id: before.id },
        parent: null,
        text: 'It is a quote.',
        contests: true,
      },
      ANNA,
    );

    it('is the same one, so that what was said of it stays with it', () => {
      const anew = after(contested, decide(body({ about: [refMine, refTheirs], kept: [] })));
      expect([...anew.decisions]).toMatchObject([{ id: before.id, kept: [] }]);
    });

    it.each<[string, Partial<DecisionBody>, boolean]>([
      ['another outcome', { kept: [] }, true],
      ['the same once more', {}, true],
      ['a note beside it', { note: 'It is a name.' }, false],
    ])('answers whoever contests it: %s', (_, fields, isAnswer) => {
      const anew = after(contested, decide(body(fields)));
      expect(contestedDecisions(anew.comments, ME).has(before.id)).toBe(!isAnswer);
      expect([...anew.comments].map(({ author }) => author)).toEqual(
        isAnswer ? [ANNA, ME] : [ANNA],
      );
    });
  });

  it('leaves other reviewers’ words alone', () => {
    const first = after(empty, decide(body()), ANNA);
    expect(after(first, decide(body())).decisions.size).toBe(2);
  });

  it('describes an edited tag from the text', () => {
    const edited = {
      fragments: [{ start: 3, end: 7 }],
      category: 'claim',
      attributes: { speaker: 'He' },
      attributeSpans: { speaker: { start: 0, end: 2 } },
      aside: {},
      note: '',
      confidence: null,
    };
    const [decision] = after(empty, decide(body({ verdict: 'edit', kept: [], edited }))).decisions;
    expect(decision?.edited).toMatchObject({
      creator: ME,
      fragments: [{ start: 3, end: 7, exact: 'said', prefix: 'He ' }],
      attributeSpans: { speaker: { exact: 'He' } },
    });
  });

  it('can say that a passage was checked, once', () => {
    const checked = body({
      about: [],
      kept: [],
      passage: { start: 0, end: 2 },
      verdict: 'nothing-here',
    });
    const document = after(after(empty, decide(checked)), decide(checked));
    expect([...document.decisions]).toMatchObject([{ passage: { exact: 'He' } }]);
  });

  it.each<[string, Partial<DecisionBody>, ReviewError['type']]>([
    ['about nothing', { about: [], kept: [] }, 'contradiction'],
    ['about no tag', { about: [], kept: [], passage: { start: 0, end: 2 } }, 'contradiction'],
    ['about a tag twice', { about: [refMine, refMine], kept: [] }, 'contradiction'],
    ['that keeps another tag', { about: [refMine], kept: [refTheirs] }, 'contradiction'],
    ['that defers and keeps', { verdict: 'defer' }, 'contradiction'],
    ['that edits without a tag', { verdict: 'edit', kept: [] }, 'contradiction'],
    [
      'about an unknown tag',
      { about: [{ annotator: ANNA, id: mine.id }], kept: [] },
      'no-such-tag',
    ],
    [
      'beyond the text',
      { about: [], kept: [], verdict: 'nothing-here', passage: { start: 0, end: 999 } },
      'beyond-text',
    ],
  ])('%s is refused', (_, fields, type) => {
    expect(refusal(empty, decide(body(fields)))).toMatchObject({ type });
  });

  it('is taken back by its reviewer alone', () => {
    const document = after(empty, decide(body()));
    const ids = [...document.decisions].map(({ id }) => id);
    const edit: ReviewEdit = { kind: 'take-back-decisions', ids };
    expect(refusal(document, edit, ANNA)).toMatchObject({ type: 'not-yours' });
    expect(after(document, edit).decisions.size).toBe(0);
    expect(refusal(empty, edit)).toMatchObject({ type: 'no-such-decision' });
  });

  it.each<[string, DecisionBody[], string]>([
    ['accept', [body()], 'accept'],
    ['both', [body({ kept: [refMine, refTheirs] })], 'keep both'],
    ['neither', [body({ kept: [] })], 'reject'],
    ['later', [body({ verdict: 'defer', kept: [] })], 'defer'],
    [
      'several',
      [body({ about: [refMine], kept: [] }), body({ about: [refTheirs], kept: [] })],
      'decide 2 differences',
    ],
  ])('is named for undo: %s', (_, bodies, label) => {
    expect(planReviewEdit(decide(...bodies), contextOf(empty))).toMatchObject({
      value: { label },
    });
  });
});

describe('A comment', () => {
  const add: ReviewEdit = {
    kind: 'add-comment',
    about: { type: 'tag', tag: refTheirs },
    parent: null,
    text: 'Why?',
    contests: false,
  };
  const commented = after(empty, add);
  const [comment] = commented.comments;
  const id = comment?.id ?? '';

  it('says who, when and about what', () => {
    expect(comment).toMatchObject({ author: ME, created: NOW, text: 'Why?', about: add.about });
  });

  it('is edited and deleted by its author alone', () => {
    const edit: ReviewEdit = { kind: 'edit-comment', id, text: 'Why not?' };
    expect([...after(commented, edit).comments]).toMatchObject([{ text: 'Why not?' }]);
    expect(refusal(commented, edit, ANNA)).toMatchObject({ type: 'not-yours' });
    expect(after(commented, { kind: 'delete-comment', id }).comments.size).toBe(0);
    expect(refusal(commented, { kind: 'delete-comment', id }, ANNA)).toMatchObject({
      type: 'not-yours',
    });
  });

  it.each<[string, Partial<Extract<ReviewEdit, { kind: 'add-comment' }>>, ReviewError['type']]>([
    [
      'on an unknown tag',
      { about: { type: 'tag', tag: { ...refTheirs, annotator: ME } } },
      'no-such-tag',
    ],
    ['on an unknown decision', { about: { type: 'decision', id: uuid(5, 1) } }, 'no-such-decision'],
    ['that answers none', { parent: uuid(6, 6) }, 'no-such-comment'],
  ])('%s is refused', (_, fields, type) => {
    expect(refusal(empty, { ...add, ...fields } as ReviewEdit)).toMatchObject({ type });
  });
});

describe('A tag of another version of the text', () => {
  const reference = { annotator: ANNA, id: lost.id };
  const place: ReviewEdit = {
    kind: 'place-tag',
    tag: reference,
    fragments: [{ start: 8, end: 12 }],
  };
  const aside: ReviewEdit = { ...place, fragments: [] };
  const placements = (document: ArticleDocument) => [...document.placements];

  it('is given a place, with those of its parts that stand in this text', () => {
    const [placement] = placements(after(empty, place));
    expect(placement).toMatchObject({ annotator: ANNA, original: lost, reviewer: ME });
    expect(placement?.placed).toEqual({
      ...lost,
      fragments: [{ start: 8, end: 12, exact: '“no”', prefix: 'He said ', suffix: ' and left.' }],
      attributeSpans: {
        speaker: { start: 0, end: 2, exact: 'He', prefix: '', suffix: ' said “no” and left.' },
      },
    });
  });

  it('has one place at a time, or none', () => {
    const document = after(after(empty, place), aside);
    expect(placements(document)).toMatchObject([{ original: lost, placed: null }]);
    const open = after(document, { kind: 'take-back-place', tag: reference });
    expect(placements(open)).toEqual([]);
    expect(refusal(open, { kind: 'take-back-place', tag: reference })).toMatchObject({
      type: 'no-such-tag',
    });
  });

  it.each<[string, ReviewEdit, ReviewError['type']]>([
    ['that nobody made', { ...place, tag: refMine }, 'no-such-tag'],
    ['beyond the text', { ...place, fragments: [{ start: 8, end: 1000 }] }, 'beyond-text'],
    [
      'with parts out of order',
      {
        ...place,
        fragments: [
          { start: 8, end: 12 },
          { start: 2, end: 4 },
        ],
      },
      'contradiction',
    ],
  ])('is not placed %s', (_, edit, type) => {
    expect(refusal(empty, edit)).toMatchObject({ type });
  });
});

describe('Everything that a reviewer does', () => {
  const someBody = fc.record({
    about: fc.constantFrom<DecisionBody['about']>([refTheirs], [refMine], [refTheirs, refMine]),
    verdict: fc.constantFrom<DecisionBody['verdict']>('keep', 'defer', 'nothing-here'),
    note: fc.constantFrom('', 'Too long.'),
  });
  const someEdit = fc.oneof(
    fc
      .array(someBody, { minLength: 1, maxLength: 2 })
      .map((bodies) => decide(...bodies.map((fields) => body({ ...fields, kept: [] })))),
    fc.constantFrom<ReviewEdit>(
      {
        kind: 'place-tag',
        tag: { annotator: ANNA, id: lost.id },
        fragments: [{ start: 8, end: 12 }],
      },
      { kind: 'place-tag', tag: { annotator: ANNA, id: lost.id }, fragments: [] },
      { kind: 'take-back-place', tag: { annotator: ANNA, id: lost.id } },
    ),
    fc.constantFrom('one', 'other').map((text): ReviewEdit => ({
      kind: 'add-comment',
      about: { type: 'tag', tag: refTheirs },
      parent: null,
      text,
      contests: false,
    })),
    fc.nat(3).map((index) => ({ kind: 'take-back-decisions' as const, index })),
  );

  it('is undone one by one, back to the state before', () => {
    fc.assert(
      fc.property(fc.array(someEdit, { maxLength: 12 }), (edits) => {
        const states: ReturnType<typeof toStoredArticle>[] = [];
        const inverses: (readonly ArticleStep[])[] = [];
        let document = empty;
        for (const each of edits) {
          const [decision] = [...document.decisions].slice('index' in each ? each.index : 0);
          const edit: ReviewEdit =
            'index' in each ? { kind: each.kind, ids: [decision?.id ?? uuid(7, 0)] } : each;
          const planned = planReviewEdit(edit, contextOf(document));
          if (!planned.ok) continue;
          const applied = applyArticleSteps(document, planned.value.steps);
          if (!applied.ok) throw new Error(JSON.stringify(applied.error));
          states.push(toStoredArticle(document));
          inverses.push(applied.value.inverse);
          ({ document } = applied.value);
        }
        for (const inverse of inverses.toReversed()) {
          const undone = applyArticleSteps(document, inverse);
          if (!undone.ok) throw new Error(JSON.stringify(undone.error));
          ({ document } = undone.value);
          expect(toStoredArticle(document)).toEqual(states.pop());
        }
        expect(toStoredArticle(document)).toEqual(toStoredArticle(empty));
      }),
    );
  });
});
