import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Annotation } from '../tags/tag.ts';
import {
  applyArticleSteps,
  createArticleDocument,
  findSamePlace,
  fromStoredArticle,
  StoredArticle,
  summarize,
  toStoredArticle,
  type ArticleDocument,
  type ArticleStep,
} from './document.ts';
import { emptyDetails } from './article.ts';
import { summaryAfter } from './summary-after.ts';
import type { Comment } from '../review/comment.ts';
import type { Decision } from '../review/decision.ts';

const LENGTH = 1000;
const SELF = '22222222-2222-4222-8222-222222222222';
const sha = (digit: string): string => digit.repeat(64);
const source = (name: string) => ({ name, encoding: 'utf-8', bom: false, bytesSha256: sha('a') });

const empty: ArticleDocument = createArticleDocument({
  id: sha('0'),
  length: LENGTH,
  added: '2026-01-01T00:00:00.000Z',
  sources: [source('a.txt')],
  details: emptyDetails('A title'),
});

// Few ids, and one place again and again, so that steps meet each other.
const id = fc.nat({ max: 5 }).map((n) => `${n}${n}000000-0000-4000-8000-000000000000`);
const span = fc
  .tuple(
    fc.oneof(fc.constant(0), fc.nat({ max: LENGTH - 1 })),
    fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 40 })),
  )
  .map(([start, length]) => ({ start, end: Math.min(start + length, LENGTH) }));
const annotation: fc.Arbitrary<Annotation> = fc.record({
  id,
  fragments: span.map((each) => [
    { ...each, exact: 'x'.repeat(each.end - each.start), prefix: '', suffix: '' },
  ]),
  category: fc.constantFrom('quote', 'claim', 'framing'),
  attributes: fc.dictionary(fc.constantFrom('speaker', 'cue'), fc.string({ maxLength: 10 }), {
    noNullPrototype: true,
  }),
  attributeSpans: fc.constant({}),
  aside: fc.constant({}),
  note: fc.string({ maxLength: 10 }),
  confidence: fc.constantFrom(null, 'low' as const, 'high' as const),
  creator: fc.constant(SELF),
  created: fc.constant('2026-01-01T00:00:00.000Z'),
  modified: fc.constant('2026-01-01T00:00:00.000Z'),
});
const decision: fc.Arbitrary<Decision> = fc
  .record({ id, tag: annotation, isKept: fc.boolean(), note: fc.string({ maxLength: 5 }) })
  .map(({ tag, isKept, ...fields }) => ({
    ...fields,
    about: [{ annotator: SELF, annotation: tag }],
    passage: null,
    verdict: 'keep',
    kept: isKept ? [{ annotator: SELF, id: tag.id }] : [],
    edited: null,
    reason: null,
    confidence: null,
    guidelineUnclear: false,
    rule: null,
    reviewer: SELF,
    decided: '2026-01-01T00:00:00.000Z',
  }));
const comment: fc.Arbitrary<Comment> = fc
  .record({ id, text: fc.string({ minLength: 1, maxLength: 5 }), contests: fc.boolean() })
  .map((fields) => ({
    ...fields,
    about: { type: 'tag', tag: { annotator: SELF, id: SELF } },
    parent: null,
    author: SELF,
    created: '2026-01-01T00:00:00.000Z',
    modified: '2026-01-01T00:00:00.000Z',
  }));
const step: fc.Arbitrary<ArticleStep> = fc.oneof(
  annotation.map((each): ArticleStep => ({ op: 'put-annotation', annotation: each })),
  id.map((each): ArticleStep => ({ op: 'remove-annotation', id: each })),
  fc.tuple(id, span).map(([each, at]): ArticleStep => ({
    op: 'put-region',
    region: { id: each, kind: 'boilerplate', ...at },
  })),
  id.map((each): ArticleStep => ({ op: 'remove-region', id: each })),
  fc.tuple(id, fc.constantFrom('a', 'b')).map(([each, digit]): ArticleStep => {
    return { op: 'put-set', set: { id: each, sha256: sha(digit) } };
  }),
  id.map((each): ArticleStep => ({ op: 'remove-set', id: each })),
  decision.map((each): ArticleStep => ({ op: 'put-decision', decision: each })),
  id.map((each): ArticleStep => ({ op: 'remove-decision', id: each })),
  comment.map((each): ArticleStep => ({ op: 'put-comment', comment: each })),
  id.map((each): ArticleStep => ({ op: 'remove-comment', id: each })),
  fc
    .record(
      {
        title: fc.string({ maxLength: 10 }),
        outlet: fc.option(fc.string({ maxLength: 5 })),
        done: fc.boolean(),
      },
      { requiredKeys: [] },
    )
    .map((details): ArticleStep => ({ op: 'set-details', details })),
  fc
    .constantFrom('a.txt', 'b.txt')
    .map((name): ArticleStep => ({ op: 'put-source', source: source(name) })),
  fc
    .constantFrom('a.txt', 'b.txt')
    .map((name): ArticleStep => ({ op: 'remove-source', source: source(name) })),
);

/** What a document says, without the order in which its maps hold it. */
function contents(document: ArticleDocument): unknown {
  const tagCounts = Object.fromEntries(
    Object.entries(document.tagCounts).filter(([, count]) => count !== 0),
  );
  return {
    stored: toStoredArticle(document),
    tagCounts,
    places: [...document.places].map((place) => JSON.stringify(place)).sort(),
  };
}

/** The document after those of the steps that can be applied. */
function grow(steps: readonly ArticleStep[]): ArticleDocument {
  return steps.reduce((document, each) => {
    const applied = applyArticleSteps(document, [each]);
    return applied.ok ? applied.value.document : document;
  }, empty);
}

describe('steps of an article', () => {
  it('are taken back in full by their inverse, which is taken back by its own', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 20 }),
        fc.array(step, { minLength: 1, maxLength: 8 }),
        (before, steps) => {
          const document = grow(before);
          const done = applyArticleSteps(document, steps);
          if (!done.ok) return;
          const undone = applyArticleSteps(done.value.document, done.value.inverse);
          if (!undone.ok) throw new Error(JSON.stringify(undone.error));
          // A name that was put back stands last: the order of the names says nothing.
          const sorted = (each: ArticleDocument): ArticleDocument => ({
            ...each,
            sources: [...each.sources].sort((a, b) => (a.name < b.name ? -1 : 1)),
          });
          expect(contents(sorted(undone.value.document))).toEqual(contents(sorted(document)));
          const redone = applyArticleSteps(undone.value.document, undone.value.inverse);
          if (!redone.ok) throw new Error(JSON.stringify(redone.error));
          expect(contents(sorted(redone.value.document))).toEqual(
            contents(sorted(done.value.document)),
          );
        },
      ),
    );
  });

  it('keep the counts, the places and the stored form true', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const document = grow(steps);
        const stored = StoredArticle.parse(JSON.parse(JSON.stringify(toStoredArticle(document))));
        expect(contents(fromStoredArticle(stored))).toEqual(contents(document));
        for (const each of document.annotations) {
          expect(findSamePlace(document, each)?.id).toBe(
            findSamePlace(fromStoredArticle(stored), each)?.id,
          );
          expect(findSamePlace(document, each)?.fragments).toEqual(each.fragments);
        }
      }),
    );
  });

  it('leave everything as it was when one of them cannot be applied', () => {
    const put: ArticleStep = { op: 'put-source', source: source('b.txt') };
    const missing: ArticleStep = { op: 'remove-region', id: SELF };
    expect(applyArticleSteps(empty, [put, missing])).toEqual({
      ok: false,
      error: { type: 'no-such-region', id: SELF },
    });
    expect(empty.sources).toHaveLength(1);
  });

  const beyond = { start: LENGTH - 1, end: LENGTH + 1, exact: 'xx', prefix: '', suffix: '' };
  const bad: readonly { name: string; step: ArticleStep; error: object }[] = [
    {
      name: 'a tag that is not there',
      step: { op: 'remove-annotation', id: SELF },
      error: { type: 'no-such-annotation', id: SELF },
    },
    {
      name: 'a tag beyond the text',
      step: {
        op: 'put-annotation',
        annotation: { ...fc.sample(annotation, 1)[0], fragments: [beyond] } as Annotation,
      },
      error: { type: 'beyond-text', end: LENGTH + 1, length: LENGTH },
    },
    {
      name: 'a region beyond the text',
      step: {
        op: 'put-region',
        region: { id: SELF, kind: 'boilerplate', start: 0, end: LENGTH + 1 },
      },
      error: { type: 'beyond-text', end: LENGTH + 1, length: LENGTH },
    },
    {
      name: 'a name that is not there',
      step: { op: 'remove-source', source: source('z.txt') },
      error: { type: 'no-such-source', name: 'z.txt' },
    },
  ];
  it.each(bad)('refuse $name', ({ step: each, error }) => {
    expect(applyArticleSteps(empty, [each])).toEqual({ ok: false, error });
  });
});

describe('an article document', () => {
  it('finds the tag at the same place with the same category and creator, also after it moved', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), annotation, (steps, one) => {
        const document = grow(steps);
        const expected = [...document.annotations].filter(
          (each) =>
            each.category === one.category &&
            each.fragments[0]?.start === one.fragments[0]?.start &&
            each.fragments[0]?.end === one.fragments[0]?.end,
        );
        const found = findSamePlace(document, one);
        if (expected.length === 1) expect(found).toEqual(expected[0]);
        if (expected.length === 0) expect(found).toBeUndefined();
      }),
    );
  });

  it('still finds a tag when another one at the same place is removed', () => {
    const [one] = fc.sample(annotation, 1);
    if (!one) throw new Error('fast-check made no annotation');
    const first = { ...one, id: '11000000-0000-4000-8000-000000000000' };
    const second = { ...one, id: '22000000-0000-4000-8000-000000000000' };
    const document = grow([
      { op: 'put-annotation', annotation: first },
      { op: 'put-annotation', annotation: second },
      { op: 'remove-annotation', id: first.id },
    ]);
    expect(findSamePlace(document, one)).toEqual(second);
  });

  it('is summed up with its first source and its tags by category', () => {
    const document = grow([{ op: 'put-source', source: source('b.txt') }]);
    expect(summarize(document)).toMatchObject({
      id: sha('0'),
      sourceName: 'a.txt',
      tagCounts: {},
      length: LENGTH,
    });
  });
});

it('the line of the list follows a change without the document', () => {
  const seen = ({ tagCounts, ...rest }: ReturnType<typeof summarize>): unknown => {
    return { ...rest, tagCounts: Object.entries(tagCounts).filter(([, count]) => count !== 0) };
  };
  fc.assert(
    fc.property(fc.array(step), fc.array(step), (before, change) => {
      const document = grow(before);
      const applied = applyArticleSteps(document, change);
      if (!applied.ok) return;
      const { inverse } = applied.value;
      // Sources are no part of such changes.
      if (change.some(({ op }) => op.endsWith('-source'))) return;
      const after = summaryAfter(summarize(document), { steps: change, inverse });
      expect(seen(after)).toEqual(seen(summarize(applied.value.document)));
    }),
  );
});
