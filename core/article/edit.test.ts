import { readFileSync } from 'node:fs';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { plainBody, type TagBody } from '../tags/tag.ts';
import {
  applyArticleSteps,
  createArticleDocument,
  toStoredArticle,
  type ArticleDocument,
} from './document.ts';
import { planArticleEdit, type ArticleEdit, type EditContext, type TagPatch } from './edit.ts';
import { emptyDetails } from './article.ts';
import { Codebook } from '../codebook/codebook.ts';

const codebook = Codebook.parse(
  JSON.parse(readFileSync(new URL('../../seeds/codebook.json', import.meta.url), 'utf8')),
);
const TEXT = 'He said: “We can’t agree 👩‍👩‍👧 now.” \n Then he left.';
const ME = '00000000-0000-4000-8000-00000000000a';
const OTHER = '00000000-0000-4000-8000-00000000000b';

function spanOf(words: string): { start: number; end: number } {
  const start = TEXT.indexOf(words);
  if (start < 0) throw new Error(`${words} is not in the text.`);
  return { start, end: start + words.length };
}

function contextFor(annotator = ME): EditContext {
  let n = 0;
  return {
    text: TEXT,
    codebook,
    annotator,
    now: '2026-11-21T12:00:00.000Z',
    newId: () => {
      n += 1;
      return `${n.toString(16).padStart(8, '0')}-0000-4000-8000-${annotator.slice(-12)}`;
    },
  };
}

function emptyDocument(): ArticleDocument {
  return createArticleDocument({
    id: 'a'.repeat(64),
    length: TEXT.length,
    added: '2026-11-21T12:00:00.000Z',
    sources: [],
    details: emptyDetails('T'),
  });
}

const context = contextFor();

/** The document after edits that must all succeed. */
function after(
  edits: readonly ArticleEdit[],
  from = emptyDocument(),
  by = context,
): ArticleDocument {
  let document = from;
  for (const edit of edits) {
    const planned = planArticleEdit(document, edit, by);
    if (!planned.ok) throw new Error(JSON.stringify(planned.error));
    const applied = applyArticleSteps(document, planned.value.steps);
    if (!applied.ok) throw new Error(JSON.stringify(applied.error));
    document = applied.value.document;
  }
  return document;
}

function create(words: string, category = 'quote', body: Partial<TagBody> = {}): ArticleEdit {
  return { kind: 'create-tag', body: { ...plainBody([spanOf(words)], category), ...body } };
}

function onlyTag(document: ArticleDocument) {
  const [tag, ...more] = document.annotations;
  if (!tag || more.length > 0) throw new Error('There is not exactly one tag.');
  return tag;
}

describe('making a tag', () => {
  it('describes its words, signs it and fills in the required value', () => {
    const tag = onlyTag(after([create('“We can’t agree 👩‍👩‍👧 now.”')]));
    expect(tag).toMatchObject({
      category: 'quote',
      attributes: { quoteType: 'direct' },
      creator: ME,
      created: context.now,
      modified: context.now,
      fragments: [
        { exact: '“We can’t agree 👩‍👩‍👧 now.”', prefix: 'He said: ', suffix: ' \n Then he left.' },
      ],
    });
  });

  it('trims white space at both ends', () => {
    const span = { start: spanOf(' \n Then').start, end: spanOf(' \n Then').end };
    const tag = onlyTag(after([{ kind: 'create-tag', body: plainBody([span], 'claim') }]));
    expect(tag.fragments.map(({ exact }) => exact)).toEqual(['Then']);
  });

  it('joins fragments that overlap and sorts them', () => {
    const body = plainBody([spanOf('agree'), spanOf('said'), spanOf('t agree')], 'claim');
    const tag = onlyTag(after([{ kind: 'create-tag', body }]));
    expect(tag.fragments.map(({ exact }) => exact)).toEqual(['said', 't agree']);
  });

  it.each([
    [
      'nothing but white space',
      plainBody([{ start: spanOf(' \n ').start, end: spanOf(' \n ').end }], 'quote'),
      'no-words',
    ],
    [
      'an end beyond the text',
      plainBody([{ start: 0, end: TEXT.length + 1 }], 'quote'),
      'beyond-text',
    ],
    [
      'the middle of a family of emoji',
      plainBody([{ start: 0, end: TEXT.indexOf('👩') + 2 }], 'quote'),
      'splits-character',
    ],
    [
      'the middle of a surrogate pair',
      plainBody([{ start: 0, end: TEXT.indexOf('👩') + 1 }], 'quote'),
      'splits-character',
    ],
    [
      'a category that the codebook lacks',
      plainBody([spanOf('said')], 'rumour'),
      'unknown-category',
    ],
    [
      'an attribute of another category',
      { ...plainBody([spanOf('said')], 'quote'), attributes: { frame: 'other' } },
      'unknown-attribute',
    ],
    [
      'a value that the attribute lacks',
      { ...plainBody([spanOf('said')], 'quote'), attributes: { quoteType: 'loud' } },
      'unknown-value',
    ],
    [
      'a span for an attribute that is a choice',
      { ...plainBody([spanOf('said')], 'quote'), attributeSpans: { quoteType: spanOf('He') } },
      'unknown-attribute',
    ],
  ] as const)('is refused for %s', (_name, body, type) => {
    const planned = planArticleEdit(emptyDocument(), { kind: 'create-tag', body }, context);
    expect(planned).toMatchObject({ ok: false, error: { type } });
  });

  it('is refused for the same span, category and analyst, naming the tag that is there', () => {
    const document = after([create('said')]);
    const again = planArticleEdit(document, create('said'), contextFor());
    expect(again).toEqual({ ok: false, error: { type: 'duplicate', id: onlyTag(document).id } });
  });

  it('may cover the same span with another category', () => {
    expect(after([create('said', 'quote'), create('said', 'claim')]).annotations.size).toBe(2);
  });
});

describe('changing a tag', () => {
  const document = after([
    create('said', 'quote', {
      attributes: { speaker: 'He' },
      attributeSpans: { speaker: spanOf('He') },
    }),
  ]);
  const { id } = onlyTag(document);
  const update = (patch: Extract<ArticleEdit, { kind: 'update-tag' }>['patch']): ArticleEdit => ({
    kind: 'update-tag',
    id,
    patch,
  });

  it.each([
    ['change boundaries of quote', { fragments: [spanOf('He said')] }],
    ['add fragment to quote', { fragments: [spanOf('said'), spanOf('left')] }],
    ['change quote to claim', { category: 'claim' }],
    ['set type of quote', { attributes: { quoteType: 'indirect', speaker: 'He' } }],
    ['set speaker of quote', { attributeSpans: {} }],
    ['edit note of quote', { note: 'n' }],
    ['set confidence of quote', { confidence: 'low' as const }],
  ])('is called: %s', (label, patch) => {
    const planned = planArticleEdit(document, update(patch), context);
    expect(planned).toMatchObject({ ok: true, value: { label } });
  });

  it('keeps a note without the line end behind it', () => {
    expect(onlyTag(after([update({ note: 'n\n' })], document)).note).toBe('n');
  });

  it('sets aside what the new category lacks and brings it back', () => {
    const asClaim = after([update({ category: 'claim' })], document);
    expect(onlyTag(asClaim)).toMatchObject({
      attributes: { claimType: 'factual' },
      aside: { speaker: 'He', quoteType: 'direct' },
    });
    const back = after([update({ category: 'quote' })], asClaim);
    expect(onlyTag(back)).toMatchObject({
      attributes: { speaker: 'He', quoteType: 'direct' },
      aside: { claimType: 'factual' },
    });
  });

  it('that changes nothing is no step of the history', () => {
    const planned = planArticleEdit(document, update({ note: '' }), context);
    expect(planned).toEqual({ ok: false, error: { type: 'nothing-changed' } });
  });

  it('of another analyst is refused', () => {
    const planned = planArticleEdit(document, update({ note: 'n' }), contextFor(OTHER));
    expect(planned).toEqual({ ok: false, error: { type: 'not-yours', id } });
  });

  it('into the place of another tag of the same kind is refused', () => {
    const two = after([create('left')], document, { ...context, newId: () => OTHER });
    const planned = planArticleEdit(two, update({ fragments: [spanOf('left')] }), context);
    expect(planned).toEqual({ ok: false, error: { type: 'duplicate', id: OTHER } });
  });
});

describe('the rest of an article', () => {
  it('deletes several tags in one step that names their number', () => {
    const document = after([create('said'), create('left')]);
    const ids = [...document.annotations].map((tag) => tag.id);
    const planned = planArticleEdit(document, { kind: 'delete-tags', ids }, context);
    expect(planned).toMatchObject({ ok: true, value: { label: 'delete 2 tags' } });
    expect(after([{ kind: 'delete-tags', ids }], document).annotations.size).toBe(0);
  });

  it('marks boilerplate once, and takes it off', () => {
    const marked = after([{ kind: 'mark-boilerplate', spans: [spanOf('Then he left.')] }]);
    expect([...marked.regions]).toHaveLength(1);
    const again = planArticleEdit(
      marked,
      { kind: 'mark-boilerplate', spans: [spanOf('he left')] },
      context,
    );
    expect(again).toMatchObject({ ok: false, error: { type: 'nothing-changed' } });
    const ids = [...marked.regions].map((region) => region.id);
    expect(after([{ kind: 'unmark-boilerplate', ids }], marked).regions.size).toBe(0);
  });

  it.each([
    ['mark done', { done: true }],
    ['flag article', { flagged: true }],
    ['edit outlet', { outlet: 'The Daily' }],
    ['edit date', { published: '2026-01-01' }],
    ['edit article details', { outlet: 'The Daily', author: 'A. Writer' }],
  ])('says: %s', (label, details) => {
    const planned = planArticleEdit(emptyDocument(), { kind: 'edit-details', details }, context);
    expect(planned).toMatchObject({ ok: true, value: { label } });
  });
});

it('every planned change can be taken back, whatever was asked', () => {
  const word = fc.constantFrom(
    'He',
    'said',
    'We',
    'agree',
    'now',
    'Then',
    'left',
    '“We can’t agree',
  );
  const edit = fc.oneof(
    fc.record({ words: word, category: fc.constantFrom('quote', 'claim', 'framing') }).map(
      ({ words, category }): ((document: ArticleDocument) => ArticleEdit) =>
        () =>
          create(words, category),
    ),
    fc
      .record({ words: word, category: fc.constantFrom('quote', 'claim', 'framing') })
      .map(({ words, category }) => (document: ArticleDocument): ArticleEdit => ({
        kind: 'update-tag',
        id: [...document.annotations][0]?.id ?? ME,
        patch: { fragments: [spanOf(words)], category },
      })),
    fc.constant((document: ArticleDocument): ArticleEdit => ({
      kind: 'delete-tags',
      ids: [[...document.annotations][0]?.id ?? ME],
    })),
  );
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 20 }), (edits) => {
      let document = emptyDocument();
      let n = 0;
      const counting = {
        ...context,
        newId: () => {
          n += 1;
          return `${n.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
        },
      };
      for (const make of edits) {
        const before = toStoredArticle(document);
        const planned = planArticleEdit(document, make(document), counting);
        if (!planned.ok) continue;
        const applied = applyArticleSteps(document, planned.value.steps);
        if (!applied.ok) throw new Error(JSON.stringify(applied.error));
        const undone = applyArticleSteps(applied.value.document, applied.value.inverse);
        if (!undone.ok) throw new Error(JSON.stringify(undone.error));
        expect(toStoredArticle(undone.value.document)).toEqual(before);
        document = applied.value.document;
      }
    }),
  );
});

it('where an attribute’s value stands comes back when the category has the attribute again', () => {
  let document = emptyDocument();
  const change = (edit: ArticleEdit): void => {
    const planned = planArticleEdit(document, edit, contextFor());
    if (!planned.ok) throw new Error(planned.error.type);
    const applied = applyArticleSteps(document, planned.value.steps);
    if (!applied.ok) throw new Error(applied.error.type);
    document = applied.value.document;
  };
  const body = {
    ...plainBody([spanOf('agree')], 'quote'),
    attributes: { speaker: 'He' },
    attributeSpans: { speaker: spanOf('He') },
  };
  change({ kind: 'create-tag', body });
  const [before] = document.annotations;
  if (!before) throw new Error('There is no tag.');
  change({ kind: 'update-tag', id: before.id, patch: { category: 'claim' } });
  change({ kind: 'update-tag', id: before.id, patch: { note: 'n', attributeSpans: {} } });
  change({ kind: 'update-tag', id: before.id, patch: { category: 'quote' } });
  const [after] = document.annotations;
  expect(after?.attributeSpans).toEqual(before.attributeSpans);
  expect(after?.attributes['speaker']).toBe('He');
});

describe('several tags at once', () => {
  const words = ['He said', 'We can’t agree', 'he left'];
  const three = () => after(words.map((each) => create(each)));
  const idsOf = (document: ArticleDocument) => [...document.annotations].map(({ id }) => id);
  const plan = (document: ArticleDocument, edit: ArticleEdit) =>
    planArticleEdit(document, edit, contextFor());

  it.each<[string, TagPatch, string]>([
    ['category', { category: 'claim' }, 'change 3 tags to claim'],
    ['note', { note: 'Same speech' }, 'edit note of 3 tags'],
    ['confidence', { confidence: 'low' }, 'set confidence of 3 tags'],
    [
      'one value',
      { attributes: { quoteType: 'direct', speaker: 'Lavrov' } },
      'set speaker of 3 tags',
    ],
    ['values', { attributes: { quoteType: 'mixed', speaker: 'Lavrov' } }, 'set details of 3 tags'],
  ])('get another %s in one step, which is taken back as one', (_what, patch, label) => {
    const before = three();
    const planned = plan(before, {
      kind: 'update-tags',
      changes: idsOf(before).map((id) => ({ id, patch })),
    });
    if (!planned.ok) throw new Error(planned.error.type);
    expect(planned.value.label).toBe(label);
    const applied = applyArticleSteps(before, planned.value.steps);
    if (!applied.ok) throw new Error(applied.error.type);
    for (const tag of applied.value.document.annotations) expect(tag).toMatchObject(patch);
    const back = applyArticleSteps(applied.value.document, applied.value.inverse);
    if (!back.ok) throw new Error(back.error.type);
    expect(toStoredArticle(back.value.document)).toEqual(toStoredArticle(before));
  });

  it('pass over those that are so already, and change nothing where all are', () => {
    const before = three();
    const [first = '', ...others] = idsOf(before);
    const patch = { note: 'Seen' };
    const seen = after([{ kind: 'update-tag', id: first, patch }], before);
    const all = plan(seen, {
      kind: 'update-tags',
      changes: [first, ...others].map((id) => ({ id, patch })),
    });
    expect(all.ok && all.value.steps).toHaveLength(2);
    expect(plan(seen, { kind: 'update-tags', changes: [{ id: first, patch }] })).toEqual({
      ok: false,
      error: { type: 'nothing-changed' },
    });
  });

  it('are all left as they are where one of them cannot be changed', () => {
    const before = after([create('He said'), create('he left'), create('he left', 'claim')]);
    const quotes = [...before.annotations].filter(({ category }) => category === 'quote');
    const claim = [...before.annotations].find(({ category }) => category === 'claim');
    expect(
      plan(before, {
        kind: 'update-tags',
        changes: quotes.map(({ id }) => ({ id, patch: { category: 'claim' } })),
      }),
    ).toEqual({ ok: false, error: { type: 'duplicate', id: claim?.id } });
  });

  it('are made in one step, but not where they are already', () => {
    const before = after([create('He said', 'claim')]);
    const bodies = words.map((each) => plainBody([spanOf(each)], 'claim'));
    const planned = plan(before, { kind: 'create-tags', bodies });
    expect(planned.ok && [planned.value.steps.length, planned.value.label]).toEqual([
      2,
      'tag claim in 2 places',
    ]);
  });
});
