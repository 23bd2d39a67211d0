import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  applyEventSteps,
  createEventDocument,
  fromStoredEvent,
  StoredEvent,
  toStoredEvent,
  type EventDocument,
} from './document.ts';
import type {
  EventEdit,
  EventEditContext,
  EventEditError,
  PassageBody,
  PlaceBody,
} from './edit.ts';
import { planEventEdit } from './plan-edit.ts';
import { placeKey } from './places.ts';
import type { LinkDecision } from './records.ts';

const ME = '00000000-0000-4000-8000-00000000000a';
const OTHER = '00000000-0000-4000-8000-00000000000b';
const [A, B, C] = ['a', 'b', 'c'].map((digit) => digit.repeat(64)) as [string, string, string];
const TEXT = 'He said “road to nowhere” and “dead end” and later “road to nowhere” again 👩‍👩‍👧.';
const F = 'f0000000-0000-4000-8000-000000000001';
const R = [1, 2, 3, 4].map((n) => `e${n}000000-0000-4000-8000-00000000000${n}`);

function contextFor(self = ME): EventEditContext {
  let n = 0;
  return {
    texts: new Map([A, B, C].map((id) => [id, TEXT])),
    self,
    now: '2026-11-21T12:00:00.000Z',
    newId: () => {
      n += 1;
      return `${n.toString(16).padStart(8, '0')}-0000-4000-8000-${self.slice(-12)}`;
    },
  };
}

function placeOf({ article, fragments }: PassageBody): PlaceBody {
  return { article, fragments };
}

function passage(article: string, words: string, more: Partial<PassageBody> = {}): PassageBody {
  const start = TEXT.indexOf(words);
  return { article, fragments: [{ start, end: start + words.length }], tag: null, ...more };
}

const tagOf = (n: number) => ({ annotator: ME, id: R[n] ?? '' });
const ROAD_A = passage(A, '“road to nowhere”', { id: R[0] });
const ROAD_B = passage(B, '“road to nowhere”', { id: R[1] });
const DEAD_A = passage(A, '“dead end”', { id: R[2] });
const LINK: EventEdit = {
  type: 'link',
  kind: 'utterance',
  passages: [ROAD_A, ROAD_B],
  family: null,
  newFamily: F,
};
const moving = (passages: PassageBody[], family: string | null = null): EventEdit => ({
  ...{ type: 'link', kind: 'utterance', passages, family },
});

/** The document after edits that must all succeed, with the label of the last one. */
function after(
  edits: readonly EventEdit[],
  context = contextFor(),
  document = createEventDocument(F),
): { readonly document: EventDocument; readonly label: string } {
  let current = document;
  let label = '';
  for (const edit of edits) {
    const planned = planEventEdit(current, edit, context);
    if (!planned.ok) throw new Error(JSON.stringify(planned.error));
    const applied = applyEventSteps(current, planned.value.steps);
    if (!applied.ok) throw new Error(JSON.stringify(applied.error));
    current = applied.value.document;
    ({ label } = planned.value);
  }
  return { document: current, label };
}

function refusalOf(edits: readonly EventEdit[], edit: EventEdit): EventEditError | null {
  const context = contextFor();
  const planned = planEventEdit(after(edits, context).document, edit, context);
  return planned.ok ? null : planned.error;
}

/** Families as the articles and words of their renderings. */
function wordsOf(document: EventDocument): string[][] {
  return [...document.families].map(({ renderings }) =>
    renderings.map(
      ({ article, fragments }) => `${article[0]}: ${fragments.map(({ exact }) => exact).join(' ')}`,
    ),
  );
}

describe('linking', () => {
  it('makes a family of passages that are known by their words and what stands around them', () => {
    const { document, label } = after([LINK]);
    expect(label).toBe('link 2 passages');
    expect([...document.families]).toEqual([
      {
        id: F,
        kind: 'utterance',
        label: '',
        base: null,
        note: '',
        creator: ME,
        created: '2026-11-21T12:00:00.000Z',
        modified: '2026-11-21T12:00:00.000Z',
        renderings: [
          {
            id: R[0],
            article: A,
            fragments: [
              {
                start: 8,
                end: 25,
                exact: '“road to nowhere”',
                prefix: 'He said ',
                suffix: ' and “dead end” and later “road ',
              },
            ],
            tag: null,
            class: null,
            relation: null,
          },
          expect.objectContaining({ id: R[1], article: B }),
        ],
      },
    ]);
    expect(StoredEvent.safeParse(toStoredEvent(document)).success).toBe(true);
  });

  it.each([
    ['one more passage', [moving([DEAD_A], F)], 'link 1 passage'],
    ['one that is there already, and a new one', [moving([ROAD_A, DEAD_A], F)], 'link 1 passage'],
    [
      'a passage of another family',
      [moving([DEAD_A]), moving([DEAD_A], F)],
      'link 1 passage, 1 of them moved from another family',
    ],
  ])('puts %s into the family', (_, edits, label) => {
    const done = after([LINK, ...edits]);
    expect(wordsOf(done.document)).toEqual([
      ['a: “road to nowhere”', 'b: “road to nowhere”', 'a: “dead end”'],
    ]);
    expect(done.label).toBe(label);
  });

  it('takes a family away with its last passage, and what was looked for of it', () => {
    const { document } = after([
      LINK,
      { type: 'check-absent', family: F, articles: [C], absent: true },
      moving([ROAD_A, DEAD_A]),
      moving([ROAD_B, DEAD_A]),
    ]);
    expect(wordsOf(document).sort()).toEqual([
      ['a: “road to nowhere”'],
      ['b: “road to nowhere”', 'a: “dead end”'],
    ]);
    expect(document.coverage.size).toBe(0);
  });

  it('leaves a family without the base that goes, and what was said of it in relation to that', () => {
    const { document } = after([
      LINK,
      { type: 'set-base', family: F, base: R[0] ?? '' },
      { type: 'set-class', renderings: [R[0] ?? ''], class: 'reworded' },
      moving([ROAD_A, DEAD_A]),
    ]);
    expect(document.families.get(F)?.base).toBeNull();
    const moved = [...document.families].flatMap(({ renderings }) => renderings);
    expect(moved.find(({ id }) => id === R[0])).toMatchObject({ class: null });
  });

  it('knows a passage by its tag where that has other boundaries now, and keeps what is said of it', () => {
    const tagged = { ...ROAD_A, tag: tagOf(0) };
    const { document } = after([
      { ...LINK, passages: [tagged, ROAD_B] },
      { type: 'set-class', renderings: [R[0] ?? ''], class: 'fragment' },
      moving([{ ...passage(A, 'road to nowhere'), tag: tagOf(0) }], F),
    ]);
    expect(wordsOf(document)).toEqual([['a: road to nowhere', 'b: “road to nowhere”']]);
    expect(document.families.get(F)?.renderings[0]).toMatchObject({
      ...{ id: R[0], tag: tagOf(0), class: 'fragment' },
    });
  });

  it('lets quotations and claims share a passage', () => {
    const claims = [placeOf(ROAD_A), placeOf(DEAD_A)].map((place) => ({ ...place, tag: null }));
    const { document } = after([LINK, { ...moving(claims), kind: 'claim' } as EventEdit]);
    expect(document.families.size).toBe(2);
  });

  it('keeps an absence apart from a passage: what is found is no longer absent', () => {
    const { document } = after([
      LINK,
      { type: 'check-absent', family: F, articles: [C], absent: true },
      moving([passage(C, '“dead end”')], F),
    ]);
    expect(document.coverage.size).toBe(0);
  });

  it('links many families in one step, and says how many passages they have', () => {
    const { document, label } = after([
      {
        type: 'link-groups',
        groups: [
          { kind: 'utterance', passages: [ROAD_A, ROAD_B], family: null },
          { kind: 'utterance', passages: [DEAD_A, passage(B, '“dead end”')], family: null },
        ],
      },
    ]);
    expect(document.families.size).toBe(2);
    expect(label).toBe('link 2 families with 4 passages');
  });

  it('says several words on a row that is not linked yet in one step', () => {
    const { document, label } = after([
      {
        type: 'several',
        edits: [
          { type: 'link', kind: 'utterance', passages: [ROAD_A], family: null, newFamily: F },
          { type: 'check-absent', family: F, articles: [B, C], absent: true },
        ],
      },
    ]);
    expect(document.families.has(F)).toBe(true);
    expect(document.coverage.size).toBe(2);
    expect(label).toBe('mark words as absent in 2 articles');
  });
});

describe('words on families', () => {
  it.each<[string, EventEdit, string, object]>([
    ['base', { type: 'set-base', family: F, base: R[1] ?? '' }, 'choose base', { base: R[1] }],
    ['name', { type: 'set-label', family: F, label: ' Road ' }, 'name family', { label: 'Road' }],
    [
      'note',
      { type: 'set-family-note', family: F, note: 'See TASS.\n' },
      'edit note of family',
      { note: 'See TASS.' },
    ],
  ])('keeps its %s', (_, edit, label, expected) => {
    const done = after([LINK, edit]);
    expect(done.label).toBe(label);
    expect(done.document.families.get(F)).toMatchObject(expected);
    expect(refusalOf([LINK, edit], edit)).toEqual({ type: 'nothing-changed' });
  });

  it('keeps the class of renderings, and the relation of claims', () => {
    const claims = { ...LINK, kind: 'claim' } as EventEdit;
    const { document, label } = after([
      claims,
      { type: 'set-class', renderings: [R[0] ?? ''], class: 'other-translation' },
      { type: 'set-relation', renderings: [R[0] ?? '', R[1] ?? ''], relation: 'later' },
    ]);
    expect(label).toBe('set relation of 2 claims');
    expect(document.families.get(F)?.renderings).toMatchObject([
      { class: 'other-translation', relation: 'later' },
      { class: null, relation: 'later' },
    ]);
  });

  it('takes passages out, and with the last one the family', () => {
    const one = after([LINK, { type: 'unlink', renderings: [R[0] ?? ''] }]);
    expect(wordsOf(one.document)).toEqual([['b: “road to nowhere”']]);
    expect(one.label).toBe('take 1 passage out');
    const none = after([LINK, { type: 'unlink', renderings: [R[0] ?? '', R[1] ?? ''] }]);
    expect(none.document.families.size).toBe(0);
  });
});

describe('refusals', () => {
  const [a, b] = [placeOf(ROAD_A), placeOf(ROAD_B)];
  const refuse: EventEdit = { type: 'refuse', pairs: [{ a, b }], reason: 'other' };

  it('say that two passages are not the same, once, in whichever order', () => {
    const { document, label } = after([refuse]);
    expect(label).toBe('mark as not the same');
    expect([...document.refusals]).toMatchObject([{ reason: 'other', creator: ME }]);
    const swapped: EventEdit = { ...refuse, pairs: [{ a: b, b: a }] };
    expect(refusalOf([refuse], swapped)).toEqual({ type: 'nothing-changed' });
    expect([...after([refuse, { ...swapped, reason: null }]).document.refusals]).toEqual([
      expect.objectContaining({ reason: null }),
    ]);
  });

  it('take the first passage out of the family that both are in', () => {
    const { document } = after([LINK, refuse]);
    expect(wordsOf(document)).toEqual([['b: “road to nowhere”']]);
    expect(document.refusals.size).toBe(1);
  });

  it('are taken back by linking the two', () => {
    expect(after([refuse, LINK]).document.refusals.size).toBe(0);
  });
});

describe('findings', () => {
  const places = [ROAD_A, ROAD_B].map(placeOf);
  const judge = (
    verdict: 'confirmed' | 'dismissed' | 'deferred' | null,
    reason: string | null = null,
  ): EventEdit => ({
    ...{ type: 'judge-finding', finding: 'splice', places, verdict, reason, note: '' },
  });

  it.each([
    ['confirmed', 'confirm finding'],
    ['dismissed', 'dismiss finding'],
    ['deferred', 'defer finding'],
  ] as const)('are %s', (verdict, label) => {
    const done = after([judge(verdict, 'r')]);
    expect(done.label).toBe(label);
    expect([...done.document.findingWords]).toMatchObject([
      { verdict, reason: 'r', type: 'splice' },
    ]);
  });

  it('have one word, in whichever order their places come, which can be taken back', () => {
    const { document } = after([judge('dismissed')]);
    const swapped = { ...judge('confirmed'), places: places.toReversed() } as EventEdit;
    const again = after([swapped], contextFor(), document);
    expect([...again.document.findingWords]).toMatchObject([{ verdict: 'confirmed' }]);
    const back = after([judge(null)], contextFor(), again.document);
    expect(back.document.findingWords.size).toBe(0);
    expect(back.label).toBe('leave finding open');
  });
});

describe('decisions on links', () => {
  const theirs = after([LINK], contextFor(OTHER)).document;
  const withTheirs = after([], contextFor()).document;
  const set = {
    id: OTHER,
    families: [...theirs.families],
    refusals: [],
    coverage: [],
    findings: [],
    imported: '2026-11-22T12:00:00.000Z',
  };
  const start = applyEventSteps(withTheirs, [{ op: 'put-link-set', set }]);
  const document = start.ok ? start.value.document : withTheirs;
  const decide = (
    verdict: 'accept' | 'change' | 'reject' | 'defer',
    result: object | null = null,
  ): EventEdit =>
    ({
      type: 'decide-links',
      bodies: [{ about: [{ annotator: OTHER, id: F }], verdict, result, reason: null, note: '' }],
    }) as EventEdit;

  it('hold the family as it was, and are replaced by a later word', () => {
    const context = contextFor();
    const first = after([decide('accept')], context, document);
    expect(first.label).toBe('accept family');
    expect([...first.document.linkDecisions]).toMatchObject([
      { about: [{ id: F, creator: OTHER }], verdict: 'accept', result: null, reviewer: ME },
    ]);
    const second = after([decide('reject')], context, first.document);
    expect([...second.document.linkDecisions]).toMatchObject([{ verdict: 'reject' }]);
    const ids = [...second.document.linkDecisions].map(({ id }) => id);
    expect(ids).toEqual([...first.document.linkDecisions].map(({ id }) => id));
    const back = after([{ type: 'take-back-link-decisions', ids }], context, second.document);
    expect(back.document.linkDecisions.size).toBe(0);
  });

  it('say what stands instead', () => {
    const result = {
      kind: 'utterance',
      label: '',
      note: '',
      base: 0,
      renderings: [
        { article: A, fragments: ROAD_A.fragments, tag: null, class: null, relation: null },
      ],
    };
    const done = after([decide('change', result)], contextFor(), document);
    const [decision] = done.document.linkDecisions;
    expect(decision?.result).toMatchObject({
      creator: ME,
      base: decision?.result?.renderings[0]?.id,
      renderings: [{ article: A }],
    });
    const context = contextFor();
    expect(planEventEdit(document, decide('change'), context)).toMatchObject({
      error: { type: 'contradiction' },
    });
    expect(planEventEdit(document, decide('accept', result), context)).toMatchObject({
      error: { type: 'contradiction' },
    });
  });

  it('answer what a colleague decided on one’s own family, and say nothing of it otherwise', () => {
    const own = after([LINK]).document;
    const [family] = own.families;
    if (!family) throw new Error('There is no family.');
    const answer = (verdict: string, result: object | null = null): EventEdit =>
      ({
        type: 'decide-links',
        bodies: [{ about: [{ annotator: ME, id: F }], verdict, result, reason: null, note: 'No.' }],
      }) as EventEdit;
    const refused = { error: { type: 'contradiction' } };
    expect(planEventEdit(own, answer('reject'), contextFor())).toMatchObject(refused);
    const decision: LinkDecision = {
      ...{
        id: R[3] ?? '',
        about: [family],
        verdict: 'reject' as const,
        result: null,
        reason: null,
      },
      ...{ note: '', reviewer: OTHER, decided: '2026-11-20T12:00:00.000Z' },
    };
    const applied = applyEventSteps(own, [{ op: 'put-link-decision', decision }]);
    if (!applied.ok) throw new Error(applied.error.type);
    const contested = after([answer('reject')], contextFor(), applied.value.document).document;
    expect([...contested.linkDecisions]).toHaveLength(2);
    expect([...contested.linkDecisions].find(({ reviewer }) => reviewer === ME)).toMatchObject({
      ...{ about: [family], verdict: 'reject', note: 'No.' },
    });
    expect([...contested.families]).toEqual([family]);
    const body = { kind: 'utterance', label: '', note: '', base: null };
    const renderings = [{ ...placeOf(ROAD_A), tag: null, class: null, relation: null }];
    expect(
      planEventEdit(
        applied.value.document,
        answer('change', { ...body, renderings }),
        contextFor(),
      ),
    ).toMatchObject(refused);
  });

  it('leave a colleague’s family untouched, and one’s own edits do not reach it', () => {
    const edit: EventEdit = { type: 'set-label', family: F, label: 'x' };
    expect(planEventEdit(theirs, edit, contextFor())).toEqual({
      ok: false,
      error: { type: 'no-such-family', id: F },
    });
  });
});

describe('what cannot be done', () => {
  it.each<[string, readonly EventEdit[], EventEdit, EventEditError]>([
    ['a family that is there', [LINK], LINK, { type: 'id-taken', id: F }],
    [
      'an article of which there is no text',
      [],
      moving([{ ...ROAD_A, article: 'd'.repeat(64) }]),
      { type: 'no-such-article', articleId: 'd'.repeat(64) },
    ],
    [
      'a passage beyond the text',
      [],
      moving([{ ...ROAD_A, fragments: [{ start: 0, end: 5000 }] }]),
      { type: 'beyond-text', end: 5000, length: TEXT.length },
    ],
    [
      'half a character',
      [],
      moving([{ ...ROAD_A, fragments: [{ start: 0, end: TEXT.indexOf('👩‍👩‍👧') + 3 }] }]),
      { type: 'splits-character', offset: TEXT.indexOf('👩‍👩‍👧') + 3 },
    ],
    [
      'a claim among quotations',
      [LINK],
      { ...moving([DEAD_A], F), kind: 'claim' } as EventEdit,
      { type: 'other-kind', id: F },
    ],
    ['an unknown family', [], moving([DEAD_A], F), { type: 'no-such-family', id: F }],
    [
      'a relation of a quotation',
      [LINK],
      { type: 'set-relation', renderings: [R[0] ?? ''], relation: 'same' },
      { type: 'not-a-claim', id: R[0] ?? '' },
    ],
    [
      'an absence where the words stand',
      [LINK],
      { type: 'check-absent', family: F, articles: [A], absent: true },
      { type: 'is-present', articleId: A },
    ],
    [
      'a base of another family',
      [LINK, moving([DEAD_A])],
      { type: 'set-base', family: F, base: R[2] ?? '' },
      { type: 'no-such-rendering', id: R[2] ?? '' },
    ],
    [
      'a name of nothing that can be seen',
      [LINK],
      { type: 'set-label', family: F, label: '\u200b' },
      { type: 'bad-name' },
    ],
    [
      'passages that are linked already',
      [LINK],
      moving([ROAD_A, ROAD_B], F),
      { type: 'nothing-changed' },
    ],
    [
      'a new family of all passages of one',
      [LINK],
      moving([ROAD_A, ROAD_B]),
      { type: 'nothing-changed' },
    ],
    [
      'an absence that was never said',
      [LINK],
      { type: 'check-absent', family: F, articles: [C], absent: false },
      { type: 'nothing-changed' },
    ],
  ])('is %s', (_, edits, edit, error) => {
    expect(refusalOf(edits, edit)).toEqual(error);
  });
});

describe('any edits', () => {
  const article = fc.constantFrom(A, B, C);
  const passages = fc.array(
    fc.record({
      article,
      fragments: fc
        .constantFrom({ start: 8, end: 25 }, { start: 30, end: 40 })
        .map((span) => [span]),
      tag: fc.option(fc.constantFrom(tagOf(0), tagOf(1))),
    }),
    { minLength: 1, maxLength: 4 },
  );
  const pick = fc.nat({ max: 5 });
  /** An edit by what of the document it is about, for the ids are known only then. */
  const edit = fc.oneof(
    fc.record({
      make: fc.constant('link' as const),
      kind: fc.constantFrom('utterance' as const, 'claim' as const),
      passages,
      pick: fc.option(pick),
    }),
    fc.record({ make: fc.constant('unlink' as const), pick }),
    fc.record({ make: fc.constant('base' as const), pick }),
    fc.record({ make: fc.constant('absent' as const), pick, article, absent: fc.boolean() }),
    fc.record({ make: fc.constant('refuse' as const), passages, pick }),
  );

  type AskedEdit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

  function editOf(document: EventDocument, asked: AskedEdit): EventEdit | null {
    const families = [...document.families];
    const family = families[(asked.pick ?? 0) % Math.max(1, families.length)];
    const rendering = family?.renderings[0];
    switch (asked.make) {
      case 'link': {
        const target = asked.pick === null ? undefined : family;
        const kind = target?.kind ?? asked.kind;
        return { type: 'link', kind, passages: asked.passages, family: target?.id ?? null };
      }
      case 'unlink':
        return rendering ? { type: 'unlink', renderings: [rendering.id] } : null;
      case 'base':
        return family ? { type: 'set-base', family: family.id, base: rendering?.id ?? null } : null;
      case 'absent': {
        if (!family) return null;
        const { article: where, absent } = asked;
        return { type: 'check-absent', family: family.id, articles: [where], absent };
      }
      case 'refuse': {
        const [a, b] = asked.passages.map(placeOf);
        return a && b ? { type: 'refuse', pairs: [{ a, b }], reason: null } : null;
      }
    }
  }

  it('keep each passage in one family of a kind, leave nothing that refers to what is gone, and can be undone', () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 30 }), (asked) => {
        const context = contextFor();
        let document = createEventDocument(F);
        for (const each of asked) {
          const made = editOf(document, each);
          const planned = made && planEventEdit(document, made, context);
          if (!planned?.ok) continue;
          const applied = applyEventSteps(document, planned.value.steps);
          if (!applied.ok) throw new Error(JSON.stringify(applied.error));
          const undone = applyEventSteps(applied.value.document, applied.value.inverse);
          expect(undone.ok && toStoredEvent(undone.value.document)).toEqual(
            toStoredEvent(document),
          );
          document = applied.value.document;
          expectSound(document);
        }
      }),
      { numRuns: 150 },
    );
  });

  function expectSound(document: EventDocument): void {
    const stored = toStoredEvent(document);
    expect(StoredEvent.parse(stored)).toEqual(stored);
    expect(toStoredEvent(fromStoredEvent(stored))).toEqual(stored);
    const places = stored.families.flatMap(({ kind, renderings }) =>
      renderings.map((rendering) => `${kind} ${placeKey(rendering)}`),
    );
    expect(new Set(places).size).toBe(places.length);
    for (const { base, renderings } of stored.families) {
      expect(base === null || renderings.some(({ id }) => id === base)).toBe(true);
    }
    for (const { family, article: where } of stored.coverage) {
      const renderings = document.families.get(family)?.renderings;
      expect(renderings?.every((rendering) => rendering.article !== where)).toBe(true);
    }
  }
});
