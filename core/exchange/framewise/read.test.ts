import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { beforeEach, describe, expect, it } from 'vitest';

import { serializeFramewise } from './write.ts';
import { readFramewise } from './read.ts';
import { Codebook } from '../../codebook/codebook.ts';
import { describeSpan } from '../../text/selector.ts';
import type { ReadTools } from '../content/codec.ts';
import type { FileError } from './problem.ts';

const tools: ReadTools = {
  decode: (bytes, encoding) => {
    try {
      return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      return undefined;
    }
  },
  sha256: (text) => createHash('sha256').update(text, 'utf8').digest('hex'),
  sha1: (namespace, name) =>
    createHash('sha1').update(namespace).update(name, 'utf8').digest('hex'),
};
const codebook = Codebook.parse(
  JSON.parse(readFileSync(new URL('../../../seeds/codebook.json', import.meta.url), 'utf8')),
);
const TEXT = 'He said “no” 🌐 and “yes” to all of it.';
const ANNA = '11111111-1111-4111-8111-111111111111';
const idOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const annotation = (n: number, start: number, end: number) => ({
  id: idOf(n),
  fragments: [describeSpan(TEXT, { start, end })],
  category: 'quote',
  attributes: { quoteType: 'direct' },
  attributeSpans: { speaker: describeSpan(TEXT, { start: 0, end: 2 }) },
  aside: {},
  note: 'a note',
  confidence: null,
  creator: ANNA,
  created: '2026-01-02T03:04:05.000Z',
  modified: '2026-01-02T03:04:05.000Z',
});
const JSON_TEXT = serializeFramewise(
  {
    codebook,
    annotators: [{ id: ANNA, name: 'Anna' }],
    returnFor: null,
    from: null,
    reviews: [],
    links: [],
    aliases: [],
    events: [],
    articles: [
      {
        id: tools.sha256(TEXT),
        details: {
          title: 'T',
          outlet: null,
          author: null,
          url: null,
          published: null,
          event: null,
          done: false,
          flagged: false,
        },
        sources: [],
        boilerplate: [],
        text: TEXT,
      },
    ],
    sets: [
      {
        annotator: ANNA,
        articleId: tools.sha256(TEXT),
        annotations: [annotation(1, 8, 12), annotation(2, 20, 25)],
      },
    ],
  },
  { includeText: true, hideNames: false, exportedAt: 'x', generator: 'test' },
);

// The tests change one thing in a sound file, so its shape does not matter to them.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Loose = any;
let file: Loose;
let tag: Loose;
let fragment: Loose;
beforeEach(() => {
  file = JSON.parse(JSON_TEXT);
  tag = file.annotationSets[0].annotations[0];
  fragment = tag.target.fragments[0];
});

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const parse = (value: unknown) => readFramewise(bytes(JSON.stringify(value)), tools);
const FIRST = '/annotationSets/0/annotations/0';

/** Replaces a number by text that JSON.stringify would not write. */
const parseWith = (from: string, to: string) =>
  readFramewise(bytes(JSON_TEXT.replace(from, to)), tools);

describe('readFramewise refuses the file', () => {
  it.each<{ name: string; text: string; error: FileError }>([
    { name: 'that is empty', text: '', error: { type: 'empty' } },
    { name: 'that is null (bad input 4)', text: 'null', error: { type: 'not-an-object' } },
    { name: 'that is a list (bad input 4)', text: '[]', error: { type: 'not-an-object' } },
    { name: 'that is a string (bad input 4)', text: '"x"', error: { type: 'not-an-object' } },
    { name: 'that is a number (bad input 4)', text: '42', error: { type: 'not-an-object' } },
    { name: 'of nothing', text: '{}', error: { type: 'other-format', found: null } },
    {
      name: 'of another product (bad input 28)',
      text: '{"format":"other","version":1,"annotations":[]}',
      error: { type: 'other-format', found: 'other' },
    },
    ...[
      ['"1"', '"1"'],
      ['1.5', '1.5'],
      ['-1', '-1'],
      ['0', '0'],
      ['null', 'null'],
      ['1e400', 'null'],
    ].map(([version = '', found = '']) => ({
      name: `of version ${version}`,
      text: `{"format":"framewise","version":${version}}`,
      error: { type: 'bad-version' as const, found },
    })),
    {
      name: 'without a version (bad input 27)',
      text: '{"format":"framewise"}',
      error: { type: 'bad-version', found: 'none' },
    },
    {
      name: 'of a newer version, whatever else is in it (bad input 26)',
      text: '{"format":"framewise","version":4,"new":{}}',
      error: { type: 'newer-version', version: 4 },
    },
    {
      name: 'that is cut off',
      text: JSON_TEXT.slice(0, 100),
      error: { type: 'truncated', offset: 100 },
    },
  ])('$name', ({ text, error }) => {
    expect(readFramewise(bytes(text), tools)).toEqual({ ok: false, error });
  });

  it('that is Latin-1 (bad input 8)', () => {
    const latin = Buffer.from(
      JSON_TEXT.replace('a note', 'à note').replace(/[^\0-\xff]/gu, '?'),
      'latin1',
    );
    expect(readFramewise(latin, tools)).toEqual({
      ok: false,
      error: { type: 'not-utf8', offset: 0 },
    });
  });

  it.each<{ name: string; change: () => void; error: FileError }>([
    {
      name: 'with an unknown field at the top (bad input 25)',
      change: () => (file.extra = 1),
      error: { type: 'unknown-field', pointer: '/extra' },
    },
    {
      name: 'with an unknown field in a tag (bad input 25)',
      change: () => (tag['colour/x'] = 1),
      error: { type: 'unknown-field', pointer: `${FIRST}/colour~1x` },
    },
    {
      name: 'with an unknown field in a fragment',
      change: () => (fragment.byte = 1),
      error: { type: 'unknown-field', pointer: `${FIRST}/target/fragments/0/byte` },
    },
    {
      name: 'with an unknown field in the codebook (bad input 57)',
      change: () => (file.codebook.pattern = '(a+)+$'),
      error: { type: 'unknown-field', pointer: '/codebook/pattern' },
    },
    ...['a.b', 'x[0]', '../../x', 'T1', '11111111-1111-4111-8111-11111111111G'].map((id) => ({
      name: `with the id ${id}`,
      change: () => (tag.id = id),
      error: { type: 'bad-id' as const, pointer: `${FIRST}/id` },
    })),
    {
      name: 'with a category that is no id (bad input 14)',
      change: () => (tag.category = 'toString'),
      error: { type: 'bad-id', pointer: `${FIRST}/category` },
    },
    {
      name: 'with an attribute that is no id (bad input 15)',
      change: () => (tag.attributes = { 'a.b': 'x' }),
      error: { type: 'bad-id', pointer: `${FIRST}/attributes/a.b` },
    },
    {
      name: 'without its articles',
      change: () => delete file.articles,
      error: {
        type: 'bad-header',
        pointer: '/articles',
        detail: 'Invalid input: expected array, received undefined',
      },
    },
    {
      name: 'with an end beyond the text (bad input 33)',
      change: () => {
        fragment.exact = TEXT.slice(8) + 'xx';
        fragment.utf16.end = TEXT.length + 2;
      },
      error: { type: 'beyond-text', pointer: FIRST, end: TEXT.length + 2, length: TEXT.length },
    },
    {
      name: 'with 100,001 tags (bad input 23)',
      change: () => (file.annotationSets[0].annotations = Array(100_001).fill(0)),
      error: { type: 'too-many-records', of: 'annotations', count: 100_001, limit: 100_000 },
    },
    {
      name: 'with 10,001 articles',
      change: () => (file.articles = Array(100_001).fill(0)),
      error: { type: 'too-many-records', of: 'articles', count: 100_001, limit: 100_000 },
    },
  ])('$name', ({ change, error }) => {
    change();
    expect(parse(file)).toEqual({ ok: false, error });
  });

  it.each(['__proto__', 'constructor', 'prototype'])(
    'with the key %s (bad inputs 12, 13)',
    (key) => {
      const parsed = parseWith('"quoteType": "direct"', `"${key}": "x"`);
      expect(parsed).toMatchObject({ ok: false, error: { type: 'forbidden-key', key } });
      expect(({} as Record<string, unknown>)['quoteType']).toBeUndefined();
    },
  );

  it('with a key that is given twice (bad input 11)', () => {
    expect(parseWith('"note":', '"note": "b", "note":')).toMatchObject({
      ok: false,
      error: { type: 'repeated-key', key: 'note' },
    });
  });
});

describe('readFramewise refuses a record and keeps the rest', () => {
  it.each<{ name: string; change: () => void; pointer: string; reason: object }>([
    {
      name: 'without a category (bad input 24)',
      change: () => delete tag.category,
      pointer: `${FIRST}/category`,
      reason: { type: 'malformed' },
    },
    {
      name: 'that starts before the text (bad input 29)',
      change: () => (fragment.utf16.start = -1),
      pointer: `${FIRST}/target/fragments/0/utf16/start`,
      reason: { type: 'malformed' },
    },
    {
      name: 'with a fractional position (bad input 30)',
      change: () => (fragment.utf16.start = 8.5),
      pointer: `${FIRST}/target/fragments/0/utf16/start`,
      reason: { type: 'malformed' },
    },
    {
      name: 'with a position as text (bad input 30)',
      change: () => (fragment.codePoints.end = '12'),
      pointer: `${FIRST}/target/fragments/0/codePoints/end`,
      reason: { type: 'malformed' },
    },
    {
      name: 'with an integer that JSON has rounded (bad input 36)',
      change: () => (fragment.utf16.end = 2 ** 53 + 2),
      pointer: `${FIRST}/target/fragments/0/utf16/end`,
      reason: { type: 'malformed' },
    },
    {
      name: 'with an empty span (bad input 32)',
      change: () => {
        fragment.utf16 = { start: 9, end: 9 };
        fragment.exact = '';
      },
      pointer: `${FIRST}/target/fragments/0/utf16`,
      reason: { type: 'malformed', detail: 'start must be before end' },
    },
    {
      name: 'whose words are longer than its position',
      change: () => (fragment.exact += '!'),
      pointer: FIRST,
      reason: { type: 'wrong-length' },
    },
    {
      name: 'whose code points count something else',
      change: () => (fragment.codePoints.end -= 1),
      pointer: FIRST,
      reason: { type: 'wrong-length' },
    },
    {
      name: 'with the id of another (bad input 39)',
      change: () => (file.annotationSets[0].annotations[1].id = tag.id),
      pointer: '/annotationSets/0/annotations/1',
      reason: { type: 'repeated-id' },
    },
    {
      name: 'signed by somebody else',
      change: () => (tag.creator = idOf(9)),
      pointer: FIRST,
      reason: { type: 'other-creator' },
    },
    {
      name: 'with overlapping fragments',
      change: () => tag.target.fragments.push(structuredClone(fragment)),
      pointer: FIRST,
      reason: { type: 'overlapping-fragments' },
    },
    {
      name: 'with a note that is too long',
      change: () => (tag.note = 'x'.repeat(20_001)),
      pointer: `${FIRST}/note`,
      reason: { type: 'malformed' },
    },
    {
      name: 'that is no object',
      change: () => (file.annotationSets[0].annotations[0] = null),
      pointer: FIRST,
      reason: { type: 'malformed' },
    },
  ])('$name', ({ change, pointer, reason }) => {
    change();
    const parsed = parse(file);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
    expect(parsed.value.refused).toEqual([
      { pointer, reason: expect.objectContaining(reason), tags: 1 },
    ]);
    expect(parsed.value.read).toBe(2);
    expect(parsed.value.sets[0]?.records).toHaveLength(1);
  });

  it.each([
    { name: '1e400', text: '1e400' },
    { name: '2^53 + 1', text: '9007199254740993' },
  ])('with the start $name (bad inputs 30, 36)', ({ text }) => {
    const parsed = parseWith('"start": 8,', `"start": ${text},`);
    expect(parsed).toMatchObject({ ok: true, value: { refused: [{ tags: 1 }] } });
  });

  it.each<{ name: string; change: () => void; pointer: string; type: string; tags: number }>([
    {
      name: 'an article whose text has another hash (bad input 42)',
      change: () => (file.articles[0].text = TEXT.replace('no', 'on')),
      pointer: '/articles/0',
      type: 'text-differs',
      tags: 0,
    },
    {
      name: 'an article with half a character',
      change: () => (file.articles[0].text = TEXT.replace('🌐', '\ud83cx')),
      pointer: '/articles/0/text',
      type: 'broken-text',
      tags: 0,
    },
    {
      name: 'an annotator without a readable name (bad input 51)',
      change: () => (file.annotators[0].name = ' \u200b'),
      pointer: '/annotators/0/name',
      type: 'malformed',
      tags: 0,
    },
    {
      name: 'a codebook with a colour that is a style sheet (bad input 46)',
      change: () => (file.codebook.categories[0].color.light = 'red;background:url(x)'),
      pointer: '/codebook/categories/0/color/light',
      type: 'malformed',
      tags: 0,
    },
    {
      name: 'a codebook with a control character in a label (bad input 50)',
      change: () => (file.codebook.categories[0].label = 'a\u0000b'),
      pointer: '/codebook/categories/0/label',
      type: 'malformed',
      tags: 0,
    },
    {
      name: 'a second set of the same annotator',
      change: () => file.annotationSets.push(structuredClone(file.annotationSets[0])),
      pointer: '/annotationSets/1',
      type: 'repeated-id',
      tags: 2,
    },
  ])('$name', ({ change, pointer, type, tags }) => {
    change();
    const parsed = parse(file);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
    expect(parsed.value.refused[0]).toMatchObject({ pointer, reason: { type }, tags });
  });

  it('together with the tags of a refused article', () => {
    file.articles[0].text += '!';
    const parsed = parse(file);
    expect(parsed).toMatchObject({
      ok: true,
      value: { sets: [], refused: [{}, { reason: { type: 'unknown-article' }, tags: 2 }] },
    });
  });
});

describe('readFramewise accepts', () => {
  const records = (value: unknown) => {
    const parsed = parse(value);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
    expect(parsed.value.refused).toEqual([]);
    return parsed.value.sets.flatMap((set) => set.records.map((record) => record.annotation));
  };

  it('a byte order mark (bad input 6)', () => {
    expect(readFramewise(bytes(`\ufeff${JSON_TEXT}`), tools).ok).toBe(true);
  });

  it('a tag without an id, which always gets the same one', () => {
    delete tag.id;
    const [first] = records(file);
    expect(first?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5/u);
    expect(records(file)[0]).toEqual(first);
    tag.category = 'claim';
    expect(records(file)[0]?.id).not.toBe(first?.id);
  });

  it('the same place ten thousand times (bad input 38)', () => {
    file.annotationSets[0].annotations = Array.from({ length: 10_000 }, (_, n) => ({
      ...tag,
      id: idOf(n),
    }));
    expect(records(file)).toHaveLength(10_000);
  });

  it('half a character in a note, as the replacement character (bad input 49)', () => {
    tag.note = 'a\ud83cb';
    expect(records(file)[0]?.note).toBe('a\ufffdb');
  });

  it('controls in notes and dates that are none, as they are (bad input 47)', () => {
    tag.note = 'a\u0000\u001b[31mb';
    tag.created = '+275761-01-01T00:00:00Z';
    expect(records(file)[0]).toMatchObject({ note: tag.note, created: tag.created });
  });

  it('a category that the codebook lacks (bad input 45)', () => {
    tag.category = 'irony';
    expect(records(file)[0]?.category).toBe('irony');
  });

  it('minus zero, as zero (bad input 30)', () => {
    const start = describeSpan(TEXT, { start: 0, end: 2 });
    tag.attributeSpans = {};
    Object.assign(fragment, {
      ...start,
      utf16: { start: 0, end: 2 },
      codePoints: { start: 0, end: 2 },
    });
    delete fragment.start;
    delete fragment.end;
    const text = JSON.stringify(file).replace('"utf16":{"start":0,', '"utf16":{"start":-0,');
    const parsed = readFramewise(bytes(text), tools);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
    expect(Object.is(parsed.value.sets[0]?.records[0]?.annotation.fragments[0]?.start, 0)).toBe(
      true,
    );
  });

  it('fragments in any order', () => {
    const second = file.annotationSets[0].annotations.pop().target.fragments[0];
    tag.target.fragments = [second, fragment];
    expect(records(file)[0]?.fragments.map(({ start }) => start)).toEqual([8, 20]);
  });
});
