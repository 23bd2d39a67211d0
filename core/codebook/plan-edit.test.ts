import { readFileSync } from 'node:fs';

import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';

import type { Annotation } from '../tags/tag.ts';
import {
  applyArticleSteps,
  createArticleDocument,
  toStoredArticle,
  type ArticleDocument,
} from '../article/document.ts';
import { emptyDetails } from '../article/article.ts';
import { categoryForDigit, Codebook, findCategory } from './codebook.ts';
import { CodebookEdit, type CodebookEditError } from './edit.ts';
import { planCodebookEdit, type CodebookPlan } from './plan-edit.ts';
import { laterVersion, nextVersion } from './version.ts';
import { isLegible } from './colours.ts';
import { applyLibrarySteps, createLibraryDocument, toStoredLibrary } from '../library/document.ts';
import { plainAnnotation } from '../review/testing/records.ts';
import { planFollowing } from '../article/follow-codebook.ts';

const codebook = Codebook.parse(
  JSON.parse(readFileSync(new URL('../../seeds/codebook.json', import.meta.url), 'utf8')),
);
const ME = '00000000-0000-4000-8000-00000000000a';
const OTHER = '00000000-0000-4000-8000-00000000000b';
const NOW = '2026-11-22T12:00:00.000Z';

function plan(edit: CodebookEdit, from = codebook): CodebookPlan {
  const planned = planCodebookEdit(from, edit);
  if (!planned.ok) throw new Error(JSON.stringify(planned.error));
  return planned.value;
}

function annotation(n: number, more: Partial<Annotation> = {}): Annotation {
  return plainAnnotation({
    id: `${n.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`,
    fragments: [{ start: n, end: n + 1, exact: 'x', prefix: '', suffix: '' }],
    creator: ME,
    ...more,
  });
}

function documentWith(annotations: readonly Annotation[]): ArticleDocument {
  const empty = createArticleDocument({
    id: 'a'.repeat(64),
    length: 1000,
    added: NOW,
    sources: [],
    details: emptyDetails('T'),
  });
  const applied = applyArticleSteps(
    empty,
    annotations.map((each) => ({ op: 'put-annotation', annotation: each })),
  );
  if (!applied.ok) throw new Error(applied.error.type);
  return applied.value.document;
}

const quote = (edit: CodebookEdit, from = codebook) => {
  const found = findCategory(plan(edit, from).codebook, 'quote');
  if (!found) throw new Error('The category is gone.');
  return found;
};

describe('renaming', () => {
  it('changes words and no id, so that tags stay as they are', () => {
    const renamed = plan({
      type: 'update-category',
      category: 'quote',
      patch: { label: ' Speech ' },
    });
    expect(findCategory(renamed.codebook, 'quote')?.label).toBe('Speech');
    expect(renamed.codebook.version).toBe('1.1.1');
    expect(renamed.label).toBe('rename quote to speech');
    const document = documentWith([annotation(1, { attributes: { quoteType: 'mixed' } })]);
    expect(planFollowing(document, renamed, { annotator: ME, now: NOW })).toEqual([]);
  });

  it('of a value keeps its id', () => {
    const edit = { category: 'quote', attribute: 'quoteType', value: 'mixed' } as const;
    const after = quote({ type: 'update-value', ...edit, patch: { label: 'Partial' } });
    const values = after.attributes.find(({ id }) => id === 'quoteType')?.values;
    expect(values?.find(({ id }) => id === 'mixed')?.label).toBe('Partial');
  });
});

describe('a new category', () => {
  const added = plan({ type: 'add-category', label: 'Rumour' }).codebook;

  it('gets an id, a letter, a line, a colour and a digit that no other one has', () => {
    const made = added.categories.at(-1);
    expect(made).toMatchObject({ id: 'rumour', letter: 'R', line: 'dotted', hotkey: '4' });
    expect(made?.color).toEqual({ light: '#A0447F', dark: '#E39AC6' });
    expect(categoryForDigit(added, '4')?.id).toBe('rumour');
    expect(added.version).toBe('1.2.0');
  });

  it('gets another id and letter where those of its label are taken', () => {
    const again = plan({ type: 'add-category', label: 'Rumour!' }, added).codebook;
    expect(again.categories.at(-1)).toMatchObject({ id: 'rumour-2', letter: 'U' });
  });

  it('gets an id in plain letters for a label in any script', () => {
    const made = plan({ type: 'add-category', label: 'Слух' }).codebook.categories.at(-1);
    expect(made).toMatchObject({ id: 'category', letter: 'С' });
  });

  it('can take the id that tags have already, and sets aside what it cannot hold', () => {
    const adopted = plan({ type: 'add-category', label: 'hearsay', id: 'hearsay' });
    const tag = annotation(1, { category: 'hearsay', attributes: { grade: 'high' } });
    expect(adopted.follow(tag)).toMatchObject({ attributes: {}, aside: { grade: 'high' } });
  });
});

describe('merging and deleting', () => {
  const mixed = { category: 'quote', attribute: 'quoteType', value: 'mixed' } as const;
  const document = documentWith([
    annotation(1, { attributes: { quoteType: 'mixed' } }),
    annotation(2, { attributes: { quoteType: 'mixed' }, aside: { quoteType: 'loud' } }),
    annotation(3, { attributes: { quoteType: 'direct' } }),
    annotation(4, { attributes: { quoteType: 'mixed' }, creator: OTHER }),
    annotation(5, { category: 'claim', attributes: { claimType: 'factual' } }),
  ]);
  const followed = (made: CodebookPlan): Annotation[] =>
    planFollowing(document, made, { annotator: ME, now: NOW }).flatMap((step) =>
      step.op === 'put-annotation' ? [step.annotation] : [],
    );

  it('a merged value gives one’s own tags the other one', () => {
    const made = plan({ type: 'merge-value', ...mixed, into: 'indirect' });
    expect(made.codebook.version).toBe('2.0.0');
    expect(followed(made).map(({ id, attributes }) => [id.slice(0, 8), attributes])).toEqual([
      ['00000001', { quoteType: 'indirect' }],
      ['00000002', { quoteType: 'indirect' }],
    ]);
    expect(followed(made)[0]?.modified).toBe(NOW);
  });

  it('a deleted value stays with the tags, beside what was aside before', () => {
    const made = plan({ type: 'delete-value', ...mixed });
    expect(followed(made).map(({ attributes, aside }) => [attributes, aside])).toEqual([
      [{}, { quoteType: 'mixed' }],
      [{}, { quoteType: 'loud', 'quoteType-2': 'mixed' }],
    ]);
  });

  it('a default that goes is replaced by the other value, or by the first one left', () => {
    const direct = { ...mixed, value: 'direct' };
    const type = (edit: CodebookEdit) => quote(edit).attributes[0]?.default;
    expect(type({ type: 'merge-value', ...direct, into: 'indirect' })).toBe('indirect');
    expect(type({ type: 'delete-value', ...direct })).toBe('mixed');
  });

  it('a deleted attribute leaves its values with the tags, and where they stand', () => {
    const span = { start: 9, end: 10, exact: 'y', prefix: '', suffix: '' };
    const tag = annotation(1, {
      attributes: { speaker: 'Lavrov', quoteType: 'direct' },
      attributeSpans: { speaker: span },
    });
    const made = plan({ type: 'delete-attribute', category: 'quote', attribute: 'speaker' });
    expect(made.follow(tag)).toMatchObject({
      attributes: { quoteType: 'direct' },
      aside: { speaker: 'Lavrov' },
      attributeSpans: { speaker: span },
    });
  });

  it('a deleted category gives its tags to another one, with all their values', () => {
    const made = plan({ type: 'delete-category', category: 'quote', tagsTo: 'claim' });
    expect(
      followed(made).map(({ category, attributes, aside }) => [category, attributes, aside]),
    ).toEqual([
      ['claim', { claimType: 'factual' }, { quoteType: 'mixed' }],
      ['claim', { claimType: 'factual' }, { quoteType: 'mixed', 'quoteType-2': 'loud' }],
      ['claim', { claimType: 'factual' }, { quoteType: 'direct' }],
    ]);
    const ids = made.codebook.relations.flatMap(({ from, to }) => [...from, ...to]);
    expect(ids).not.toContain('quote');
  });

  it('a category that is deleted without another one must not be in use', () => {
    const made = plan({ type: 'delete-category', category: 'quote', tagsTo: null });
    expect(made.mustBeUnused).toBe('quote');
  });
});

describe('taking over another codebook', () => {
  const theirs: Codebook = {
    ...codebook,
    id: 'theirs',
    version: '3.1.4',
    categories: codebook.categories
      .filter(({ id }) => id !== 'framing')
      .map((each) =>
        each.id === 'quote'
          ? {
              ...each,
              color: { light: '#ffffff', dark: '#000000' },
              attributes: each.attributes.filter(({ id }) => id !== 'cue'),
            }
          : each,
      ),
  };

  it('in place of this one keeps its version and makes its colours legible', () => {
    const made = plan({ type: 'replace', codebook: theirs });
    expect([made.codebook.id, made.codebook.version]).toEqual(['theirs', '3.1.4']);
    const { light, dark } = findCategory(made.codebook, 'quote')?.color ?? { light: '', dark: '' };
    expect([isLegible(light, 'light'), isLegible(dark, 'dark')]).toEqual([true, true]);
    const tag = annotation(1, { attributes: { cue: 'said', quoteType: 'direct' } });
    const away = made.follow(tag);
    expect(away).toMatchObject({ attributes: { quoteType: 'direct' }, aside: { cue: 'said' } });
    expect(plan({ type: 'replace', codebook }, made.codebook).follow(away)).toEqual(tag);
    const framing = annotation(2, { category: 'framing', attributes: { frame: 'other' } });
    expect(made.follow(framing)).toBe(framing);
  });

  it('counts the version up where another codebook has the same one', () => {
    const changed = { ...theirs, id: codebook.id, version: codebook.version };
    expect(plan({ type: 'replace', codebook: changed }).codebook.version).toBe('1.1.1');
  });

  it('adds what is missing and changes nothing that is there', () => {
    const small = plan({ type: 'replace', codebook: theirs }).codebook;
    const made = plan({ type: 'add-from', codebook }, small).codebook;
    expect(made.version).toBe('3.2.0');
    expect(made.categories.map(({ id }) => id)).toEqual(['quote', 'claim', 'framing']);
    expect(findCategory(made, 'quote')?.color).toEqual(findCategory(small, 'quote')?.color);
    expect(findCategory(made, 'quote')?.attributes.map(({ id }) => id)).toContain('cue');
  });

  it('gives what is added another key, letter and label where its own are taken', () => {
    const [first] = codebook.categories;
    if (!first) throw new Error('The codebook is empty.');
    const rival = { ...codebook, categories: [{ ...first, id: 'citation' }] };
    const made = plan({ type: 'add-from', codebook: rival }).codebook.categories.at(-1);
    expect(made).toMatchObject({ id: 'citation', label: 'Quote 2', letter: 'U' });
    expect(made).not.toHaveProperty('hotkey');
  });
});

const value = { category: 'quote', attribute: 'quoteType', value: 'mixed' } as const;
const of = (patch: object): CodebookEdit =>
  CodebookEdit.parse({ type: 'update-category', category: 'quote', patch });

test.each<[string, CodebookEdit, CodebookEditError]>([
  ['a name that cannot be seen', of({ label: '\u200b' }), { type: 'bad-label' }],
  ['a name that hides its direction', of({ label: 'Quo\u202ete' }), { type: 'bad-label' }],
  ['a name that is taken', of({ label: 'CLAIM' }), { type: 'label-taken', label: 'CLAIM' }],
  [
    'a name that only looks like another one (bad input 52)',
    of({ label: '\u0421laim' }),
    { type: 'label-taken', label: '\u0421laim' },
  ],
  [
    'a letter that is taken',
    of({ letter: 'C' }),
    { type: 'letter-taken', letter: 'C', by: 'Claim' },
  ],
  ['no letter', of({ letter: ' ' }), { type: 'bad-letter' }],
  ['a key that is taken', of({ hotkey: '2' }), { type: 'hotkey-taken', hotkey: '2', by: 'Claim' }],
  ['the key 0', of({ hotkey: '0' }), { type: 'bad-hotkey', of: 'category' }],
  [
    'a colour that is none',
    of({ color: { light: 'red', dark: '#56B4E9' } }),
    { type: 'not-a-colour', mode: 'light' },
  ],
  ['what is there already', of({ label: 'Quote' }), { type: 'nothing-changed' }],
  [
    'a missing category',
    { type: 'move-category', category: 'nothing', to: 0 },
    { type: 'no-such-entry', what: 'category' },
  ],
  [
    'a missing value',
    { type: 'delete-value', ...value, value: 'nothing' },
    { type: 'no-such-entry', what: 'value' },
  ],
  [
    'merging a value into itself',
    { type: 'merge-value', ...value, into: 'mixed' },
    { type: 'no-such-entry', what: 'value' },
  ],
  [
    'a value’s key that is taken',
    { type: 'update-value', ...value, patch: { hotkey: '1' } },
    { type: 'hotkey-taken', hotkey: '1', by: 'Direct' },
  ],
  [
    'a default that is no value',
    {
      type: 'update-attribute',
      category: 'quote',
      attribute: 'quoteType',
      patch: { default: 'loud' },
    },
    { type: 'bad-default' },
  ],
  [
    'an attribute to choose from without values',
    { type: 'add-attribute', category: 'quote', label: 'Tone', kind: 'enum', values: [] },
    { type: 'needs-values' },
  ],
  [
    'a codebook whose names hide something',
    { type: 'replace', codebook: { ...codebook, name: 'A\u202eB' } },
    { type: 'hidden-characters', label: 'A\u202eB' },
  ],
])('%s is refused', (_name, edit, error) => {
  expect(planCodebookEdit(codebook, edit)).toEqual({ ok: false, error });
});

test.each([
  ['light', { light: '#aaaaaa', dark: '#56B4E9' }, 'sepia'],
  ['dark', { light: '#0072B2', dark: '#333333' }, 'dark'],
])('a colour too faint for %s pages is refused with the page', (_mode, color, theme) => {
  expect(planCodebookEdit(codebook, of({ color }))).toMatchObject({
    ok: false,
    error: { type: 'low-contrast', theme },
  });
});

test.each([
  ['1.0.0', 'patch', '1.0.1'],
  ['1.2.3', 'minor', '1.3.0'],
  ['1.2.3', 'major', '2.0.0'],
  ['2', 'patch', '2.0.1'],
  ['1.4', 'minor', '1.5.0'],
  ['draft', 'patch', '1.0.0'],
] as const)('after %s a %s change is %s', (before, weight, after) => {
  expect(nextVersion(before, weight)).toBe(after);
});

it.each([
  ['1.0.0', '1.0.1', '1.0.1'],
  ['2.0.0', '10.0.0', '10.0.0'],
  ['1.9.0', '1.10', '1.10'],
  ['draft', '0.0.1', '0.0.1'],
  ['3', '3.0.0', '3.0.0'],
])('of %s and %s the higher one is %s', (a, b, higher) => {
  expect(laterVersion(a, b)).toBe(higher);
  expect(nextVersion(laterVersion(b, a), 'patch')).toBe(nextVersion(higher, 'patch'));
});

it('the next version is above one that was taken back', () => {
  const planned = planCodebookEdit(codebook, { type: 'rename-codebook', name: 'Ours' }, '1.4.0');
  expect(planned.ok && planned.value.codebook.version).toBe('1.4.1');
});

// Every edit on any state of the codebook and of the tags.

const label = fc.constantFrom('Rumour', 'Direct', 'Слух', 'Tone', 'Quote', 'Loud!');
const nth = fc.nat({ max: 3 });

/** Edits that name entries by their place, so that they mostly meet one. */
const move: fc.Arbitrary<Move> = fc.record({
  kind: fc.nat({ max: 13 }),
  c: nth,
  a: nth,
  v: nth,
  w: nth,
  label,
});

interface Move {
  readonly kind: number;
  readonly c: number;
  readonly a: number;
  readonly v: number;
  readonly w: number;
  readonly label: string;
}

function editOf(from: Codebook, { kind, c, a, v, w, label: name }: Move): CodebookEdit {
  const category = from.categories[c % from.categories.length];
  const attribute = category?.attributes[a % Math.max(category.attributes.length, 1)];
  const values = attribute?.values ?? [];
  const inCategory = { category: category?.id ?? 'none' };
  const inAttribute = { ...inCategory, attribute: attribute?.id ?? 'none' };
  const ofValue = { ...inAttribute, value: values[v % Math.max(values.length, 1)]?.id ?? 'none' };
  const other = from.categories[w % from.categories.length]?.id ?? null;
  const edits: CodebookEdit[] = [
    { type: 'add-category', label: name },
    { type: 'update-category', ...inCategory, patch: { label: name } },
    { type: 'move-category', ...inCategory, to: w },
    { type: 'delete-category', ...inCategory, tagsTo: other },
    { type: 'add-attribute', ...inCategory, label: name, kind: 'enum', values: ['Yes', 'No'] },
    { type: 'update-attribute', ...inAttribute, patch: { label: name, required: w > 1 } },
    { type: 'move-attribute', ...inAttribute, to: w },
    { type: 'delete-attribute', ...inAttribute },
    { type: 'add-value', ...inAttribute, label: name },
    { type: 'update-value', ...ofValue, patch: { label: name } },
    { type: 'move-value', ...ofValue, to: w },
    { type: 'delete-value', ...ofValue },
    {
      type: 'merge-value',
      ...ofValue,
      into: values[w % Math.max(values.length, 1)]?.id ?? 'none',
    },
    { type: 'add-from', codebook },
  ];
  return edits[kind] ?? { type: 'replace', codebook };
}

const tags = fc.array(
  fc.record({
    category: fc.constantFrom('quote', 'claim', 'framing', 'unknown'),
    attributes: fc.dictionary(
      fc.constantFrom('quoteType', 'speaker', 'claimType', 'frame'),
      fc.constantFrom('direct', 'mixed', 'factual', 'other', 'Lavrov'),
    ),
    creator: fc.constantFrom(ME, OTHER),
  }),
  { maxLength: 8 },
);

describe('any edits one after the other', () => {
  it('give a codebook that can be stored, lose no tag and no value, and are taken back in full', () => {
    fc.assert(
      fc.property(tags, fc.array(move, { maxLength: 12 }), (start, moves) => {
        let library = createLibraryDocument({
          self: { id: ME, name: 'A', confirmed: true },
          codebook,
          events: [],
        });
        let article = documentWith(start.map((each, n) => annotation(n, each)));
        for (const each of moves) {
          const edit = editOf(library.codebook, each);
          const planned = planCodebookEdit(library.codebook, edit);
          if (!planned.ok) continue;
          const made = planned.value;
          expect(Codebook.safeParse(made.codebook).success).toBe(true);
          expect(made.codebook.version).not.toBe(library.codebook.version);

          const shared = applyLibrarySteps(library, [
            { op: 'set-codebook', codebook: made.codebook },
          ]);
          const steps = planFollowing(article, made, { annotator: ME, now: NOW });
          const own = applyArticleSteps(article, steps);
          if (!shared.ok || !own.ok) throw new Error('The steps cannot be applied.');

          const before = [...article.annotations];
          for (const tag of before) {
            const after = own.value.document.annotations.get(tag.id);
            if (tag.creator === OTHER) expect(after).toBe(tag);
            const values = [after?.attributes, after?.aside].flatMap((each) =>
              Object.values(each ?? {}),
            );
            const isMerged = edit.type === 'merge-value';
            for (const held of Object.values(tag.attributes)) {
              if (!isMerged || held !== edit.value) expect(values).toContain(held);
            }
          }
          expect(own.value.document.annotations.size).toBe(before.length);

          const libraryBack = applyLibrarySteps(shared.value.document, shared.value.inverse);
          const articleBack = applyArticleSteps(own.value.document, own.value.inverse);
          if (!libraryBack.ok || !articleBack.ok) throw new Error('It cannot be taken back.');
          const { highestVersions } = library;
          expect(toStoredLibrary({ ...libraryBack.value.document, highestVersions })).toEqual(
            toStoredLibrary(library),
          );
          expect(toStoredArticle(articleBack.value.document)).toEqual(toStoredArticle(article));
          library = shared.value.document;
          article = own.value.document;
        }
      }),
    );
  });

  it('other than additions, deletions and whole codebooks keep every id', () => {
    const idsOf = ({ categories }: Codebook): string[] =>
      categories.flatMap(({ id, attributes }) => [
        id,
        ...attributes.flatMap((each) => [
          `${id}/${each.id}`,
          ...(each.values ?? []).map((one) => `${id}/${each.id}/${one.id}`),
        ]),
      ]);
    fc.assert(
      fc.property(move, (each) => {
        const edit = editOf(codebook, each);
        fc.pre(/^(?:update|move)-/u.test(edit.type));
        const planned = planCodebookEdit(codebook, edit);
        if (planned.ok) {
          expect(idsOf(planned.value.codebook).sort()).toEqual(idsOf(codebook).sort());
        }
      }),
    );
  });
});
