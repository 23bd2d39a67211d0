import { createHash } from 'node:crypto';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Annotation } from '../../tags/tag.ts';
import { guessTitle } from '../../article/proposals.ts';
import { codePointLength } from '../../text/code-points.ts';
import { describeSpan, type Selector } from '../../text/selector.ts';
import type { Span } from '../../text/span.ts';
import { selectorsOf } from '../content/content.ts';
import { looseTagOf, NOTHING_READ } from '../content/loose.ts';
import { placeContent } from '../placing/place.ts';
import type { PlacedContent } from '../placing/placed.ts';
import { CODEBOOK } from '../testing/contents.ts';
import type { SetTags } from './merge-sets.ts';
import { planImport, type KnownArticle } from './plan-import.ts';

const TEXT = 'He said “no” and “yes” and “no” again.';
const ID = 'a'.repeat(64);
const SELF = '11111111-1111-4111-8111-111111111111';
const BORIS = '22222222-2222-4222-8222-222222222222';
const CLARA = '33333333-3333-4333-8333-333333333333';
const sha1 = (namespace: Uint8Array, name: string): string =>
  createHash('sha1').update(namespace).update(name, 'utf8').digest('hex');

const DETAILS = {
  title: 'T',
  outlet: null,
  author: null,
  url: null,
  published: null,
  event: null,
  done: false,
  flagged: false,
};

function tag(
  n: number,
  creator: string,
  more: Partial<Annotation> = {},
  span: Span = { start: 8, end: 12 },
): Annotation {
  return {
    id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    fragments: [describeSpan(TEXT, span)],
    category: 'quote',
    attributes: {},
    attributeSpans: {},
    aside: {},
    note: '',
    confidence: null,
    creator,
    created: '2026-01-01T00:00:00.000Z',
    modified: '2026-01-01T00:00:00.000Z',
    ...more,
  };
}

const setOf = (...annotations: readonly Annotation[]): SetTags => ({
  annotations,
  proposals: [],
  orphans: [],
});

function fileOf(tags: readonly Annotation[], text: string | null): PlacedContent {
  const creators = [...new Set(tags.map(({ creator }) => creator))];
  return placeContent(
    {
      ...NOTHING_READ,
      namedBy: 'id',
      isOwn: true,
      annotators: creators.map((id) => ({ id, name: id.slice(0, 1) })),
      articles: [
        {
          ...{ place: 'article', text, sha256: ID, details: DETAILS, sources: [], boilerplate: [] },
          unit: 'utf-16',
          annotators: creators,
          tags: tags.map((annotation) => ({
            ...looseTagOf(annotation, `/${annotation.id}`, { id: annotation.creator, name: '' }),
            codePoints: selectorsOf(annotation).map(({ start, exact }) => {
              const from = codePointLength(TEXT.slice(0, start));
              return { start: from, end: from + codePointLength(exact) };
            }),
          })),
        },
      ],
    },
    { codebook: CODEBOOK, tools: { sha1, sha256: () => ID } },
  );
}

function plan(
  tags: readonly Annotation[],
  known?: Partial<KnownArticle>,
  text: string | null = TEXT,
) {
  const article = known && {
    text: TEXT,
    isInTrash: false,
    details: DETAILS,
    boilerplate: [],
    own: [],
    sets: new Map<string, SetTags>(),
    decisions: [],
    comments: [],
    ...known,
  };
  const planned = planImport(fileOf(tags, text), {
    self: SELF,
    known: () => article,
    sha1,
  });
  const { counts } = planned;
  const { read, ...rest } = counts;
  expect(Object.values(rest).reduce((sum, count) => sum + count, 0)).toBe(read);
  return planned;
}

describe('planImport', () => {
  it('adds an article with its tags, one’s own and others’ apart', () => {
    const planned = plan([tag(1, SELF), tag(2, BORIS)]);
    expect(planned.articles).toMatchObject([
      {
        articleId: ID,
        added: { details: { title: 'T' } },
        own: [{ id: tag(1, SELF).id }],
        sets: [{ annotator: BORIS, annotations: [{ id: tag(2, BORIS).id }] }],
      },
    ]);
    expect(planned.annotators).toEqual([{ id: BORIS, name: '2' }]);
  });

  it.each([
    { name: 'one’s own tag', known: { own: [tag(1, SELF)] }, given: tag(1, SELF) },
    {
      name: 'one’s own tag at another time',
      known: { own: [tag(1, SELF)] },
      given: tag(1, SELF, { modified: 'later' }),
    },
    { name: 'one’s own tag under another id', known: { own: [tag(1, SELF)] }, given: tag(9, SELF) },
    {
      name: 'another’s tag',
      known: { sets: new Map([[BORIS, setOf(tag(1, BORIS))]]) },
      given: tag(1, BORIS),
    },
  ])('passes over $name that is here', ({ known, given }) => {
    const planned = plan([given], known);
    expect(planned.articles).toEqual([]);
    expect(planned.counts).toMatchObject({ new: 0, duplicate: 1 });
  });

  it.each([
    { name: 'one’s own', creator: SELF, known: { own: [tag(1, SELF)] } },
    { name: 'another’s', creator: BORIS, known: { own: [tag(1, SELF)] } },
    {
      name: 'a third one’s',
      creator: CLARA,
      known: { sets: new Map([[BORIS, setOf(tag(1, BORIS))]]) },
    },
  ] satisfies {
    name: string;
    creator: string;
    known: Partial<KnownArticle>;
  }[])(
    'gives $name tag a new id where its own is taken, always the same (bad input 40)',
    ({ creator, known }) => {
      const given = tag(1, creator, { note: 'different' });
      const first = plan([given], known).articles[0];
      const [made] = [
        ...(first?.own ?? []),
        ...(first?.sets.flatMap(({ annotations }) => annotations) ?? []),
      ];
      expect(made).toEqual({ ...given, id: made?.id });
      expect(made?.id).not.toBe(given.id);
      expect(plan([given], known).articles[0]).toEqual(first);
      const own = [...(known.own ?? []), ...(first?.own ?? [])];
      const sets = new Map([
        ...(known.sets ?? []),
        ...(first?.sets.map(({ annotator, ...set }) => [annotator, set] as const) ?? []),
      ]);
      const again = plan([given], { own, sets });
      expect(again.counts).toMatchObject({ new: 0, duplicate: 1 });
      expect(again.articles).toEqual([]);
    },
  );

  it('takes ten thousand tags of one’s own on one character, each once', () => {
    const tags = Array.from({ length: 10_000 }, (_, n) =>
      tag(n, SELF, { note: String(n % 9_000) }),
    );
    expect(plan(tags).counts).toMatchObject({ read: 10_000, new: 9_000, duplicate: 1_000 });
  });

  it('puts a changed set in the place of the former one', () => {
    const before = new Map([[BORIS, setOf(tag(1, BORIS), tag(2, BORIS, { category: 'claim' }))]]);
    const planned = plan([tag(1, BORIS, { note: 'changed' })], { sets: before });
    expect(planned.articles[0]?.sets).toEqual([
      { annotator: BORIS, ...setOf(tag(1, BORIS, { note: 'changed' })) },
    ]);
  });

  it('keeps what was here of a tag that can no longer be read', () => {
    const before = new Map([[BORIS, setOf(tag(1, BORIS), tag(2, BORIS, { category: 'claim' }))]]);
    const misplaced = tag(2, BORIS, { category: 'claim' });
    const moved = {
      ...misplaced,
      fragments: misplaced.fragments.map((each) => ({ ...each, start: 9, end: 13 })),
    };
    const planned = plan([tag(1, BORIS, { note: 'changed' }), moved], { sets: before });
    expect(planned.counts).toMatchObject({ read: 2, new: 1, refused: 1 });
    expect(planned.articles[0]?.sets[0]?.annotations.map(({ id }) => id)).toEqual([
      tag(2, BORIS).id,
      tag(1, BORIS).id,
    ]);
    expect(planned.refused[0]?.reason).toContain('does not have the words ““no””');
  });

  it('lists an article whose text nobody has, and counts its tags as left out', () => {
    const planned = plan([tag(1, SELF)], undefined, null);
    expect(planned.missing).toMatchObject([{ id: ID }]);
    expect(planned.articles).toEqual([]);
    expect(planned.counts.refused).toBe(1);
  });
});

describe('a file that comes again', () => {
  const spans = [
    { start: 0, end: 2 },
    { start: 8, end: 12 },
    { start: 17, end: 22 },
    { start: 27, end: 31 },
  ];
  const tagsOf = (creators: readonly string[]) =>
    fc
      .array(
        fc.record({
          n: fc.nat(6),
          creator: fc.constantFrom(...creators),
          span: fc.constantFrom(...spans),
          // One that does not stand where it says.
          shift: fc.constantFrom(0, 0, 0, 1),
          note: fc.constantFrom('', 'changed'),
        }),
        { maxLength: 8 },
      )
      .map((given) =>
        given
          .filter(({ n }, index) => given.findIndex((other) => other.n === n) === index)
          .map(({ n, creator, span, shift, note }) => {
            const made = tag(n, creator, { note }, span);
            const move = (each: Selector): Selector => ({
              ...each,
              start: each.start + shift,
              end: each.end + shift,
            });
            return { ...made, fragments: made.fragments.map(move) };
          }),
      );

  it('adds nothing, whatever was here and whatever it brought (bad input 41)', () => {
    fc.assert(
      fc.property(
        tagsOf([SELF]),
        tagsOf([BORIS]),
        tagsOf([SELF, BORIS, CLARA]),
        (own, set, file) => {
          const sound = (tags: readonly Annotation[]): Annotation[] =>
            tags.filter(({ fragments }) =>
              fragments.every(({ start, end, exact }) => TEXT.slice(start, end) === exact),
            );
          const ids = new Set(own.map(({ id }) => id));
          const before = {
            own: sound(own),
            sets: new Map([[BORIS, setOf(...sound(set).filter(({ id }) => !ids.has(id)))]]),
          };
          const [first] = plan(file, before).articles;
          const after = {
            own: [...before.own, ...(first?.own ?? [])],
            sets: new Map([
              ...before.sets,
              ...(first?.sets ?? []).map(({ annotator, ...rest }) => [annotator, rest] as const),
            ]),
          };
          for (const each of before.own) expect(after.own).toContainEqual(each);
          const again = plan(file, after);
          expect(again.articles).toEqual([]);
          expect(again.counts.new).toBe(0);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('the analyst’s own file and an article that is here already', () => {
  const said = {
    ...DETAILS,
    title: 'Yes and no',
    outlet: 'The Daily',
    published: '2026-01-01',
    done: true,
  };
  const planOf = (creator: string, known: Partial<KnownArticle>) => {
    const file = fileOf([tag(1, creator)], TEXT);
    const articles = file.articles.map((article) => ({
      ...article,
      details: said,
      boilerplate: [{ start: 0, end: 2 }],
    }));
    return planImport(
      { ...file, articles },
      {
        self: SELF,
        known: () => ({
          text: TEXT,
          isInTrash: false,
          details: { ...DETAILS, title: guessTitle(TEXT) },
          boilerplate: [],
          own: [],
          sets: new Map(),
          decisions: [],
          comments: [],
          ...known,
        }),
        sha1,
      },
    ).articles[0]?.filled;
  };

  it('fills in what is not said here', () => {
    expect(planOf(SELF, {})).toEqual({
      details: { title: 'Yes and no', outlet: 'The Daily', published: '2026-01-01', done: true },
      boilerplate: [{ start: 0, end: 2 }],
    });
  });

  it('replaces nothing that is said here', () => {
    const details = { ...DETAILS, title: 'Mine', outlet: 'Other', published: '2025', done: true };
    expect(planOf(SELF, { details, boilerplate: [{ start: 0, end: 9 }] })).toBeNull();
  });

  it('takes nothing from another annotator’s file', () => {
    expect(planOf(BORIS, {})).toBeNull();
  });
});
