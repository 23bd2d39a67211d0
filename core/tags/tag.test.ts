import { describe, expect, it } from 'vitest';

import {
  AnnotationSchema,
  compareTags,
  plainBody,
  sameFragments,
  TagBody,
  tagHull,
  toTag,
  trimNote,
  type Annotation,
} from './tag.ts';
import { Uuid } from './ids.ts';

const selector = (start: number, exact: string) => ({
  start,
  end: start + exact.length,
  exact,
  prefix: '',
  suffix: '',
});
const annotation: Annotation = {
  id: '0a000000-0000-4000-8000-000000000001',
  fragments: [selector(5, 'five'), selector(20, 'twenty')],
  category: 'quote',
  attributes: { speaker: 'X' },
  attributeSpans: { speaker: selector(1, 'X') },
  aside: {},
  note: '',
  confidence: null,
  creator: '0a000000-0000-4000-8000-00000000000a',
  created: '2026-01-01T00:00:00.000Z',
  modified: '2026-01-01T00:00:00.000Z',
};

it('a stored annotation is accepted as it is', () => {
  expect(AnnotationSchema.parse(annotation)).toEqual(annotation);
});

describe('an annotation is refused', () => {
  it.each([
    ['without fragments', { fragments: [] }],
    [
      'with a fragment that ends before it starts',
      { fragments: [{ ...selector(5, 'x'), end: 5 }] },
    ],
    ['with a negative offset', { fragments: [{ ...selector(5, 'x'), start: -1 }] }],
    ['with half an offset', { fragments: [{ ...selector(5, 'x'), start: 0.5 }] }],
    [
      'with an offset that JSON has rounded',
      { fragments: [{ ...selector(5, 'x'), end: 2 ** 53 + 2 }] },
    ],
    ['with an id that is no UUID (bad input 14)', { id: '__proto__' }],
    ['with a category that is an object’s own name (bad input 14)', { category: 'constructor' }],
    ['with an attribute that is an object’s own name', { attributes: { constructor: 'x' } }],
    ['with a note of 20,001 characters', { note: 'n'.repeat(20_001) }],
    ['with a field that nobody knows', { colour: 'red' }],
  ])('%s', (_name, change) => {
    expect(AnnotationSchema.safeParse({ ...annotation, ...change }).success).toBe(false);
  });
});

it('an attribute called __proto__ is dropped and changes no prototype (bad input 12)', () => {
  const attributes = JSON.parse('{"__proto__":"x"}') as unknown;
  const parsed = AnnotationSchema.parse({ ...annotation, attributes });
  expect(Object.keys(parsed.attributes)).toEqual([]);
  expect(Object.getPrototypeOf(parsed.attributes)).toBe(Object.prototype);
});

it('the window’s copy has the positions without the words', () => {
  expect(toTag(annotation)).toEqual({
    ...annotation,
    fragments: [
      { start: 5, end: 9 },
      { start: 20, end: 26 },
    ],
    attributeSpans: { speaker: { start: 1, end: 2 } },
  });
});

it('tags are ordered by place, the longer first, then by id', () => {
  const tag = (id: string, start: number, end: number) => ({
    ...toTag(annotation),
    id,
    fragments: [{ start, end }],
  });
  const sorted = [tag('c', 5, 9), tag('b', 5, 12), tag('d', 1, 2), tag('a', 5, 9)].sort(
    compareTags,
  );
  expect(sorted.map(({ id }) => id)).toEqual(['d', 'b', 'a', 'c']);
});

it('the hull covers all fragments, and only equal fragments are the same', () => {
  expect(tagHull(annotation)).toEqual({ start: 5, end: 26 });
  expect(
    sameFragments(annotation.fragments, [
      { start: 5, end: 9 },
      { start: 20, end: 26 },
    ]),
  ).toBe(true);
  expect(sameFragments(annotation.fragments, [{ start: 5, end: 9 }])).toBe(false);
  expect(
    sameFragments(annotation.fragments, [
      { start: 5, end: 9 },
      { start: 20, end: 27 },
    ]),
  ).toBe(false);
});

it.each([
  '0A000000-0000-4000-8000-000000000001',
  'urn:uuid:0a000000-0000-4000-8000-000000000001',
  '',
])('%j is no UUID in lower case', (id) => {
  expect(Uuid.safeParse(id).success).toBe(false);
});

it('a plain body is what the window sends for a new tag', () => {
  expect(TagBody.parse(plainBody([{ start: 1, end: 2 }], 'claim'))).toMatchObject({
    category: 'claim',
    fragments: [{ start: 1, end: 2 }],
  });
});

describe('trimNote', () => {
  it.each([
    ['a note\n', 'a note'],
    ['a note \r\n\n', 'a note'],
    ['two\nlines\n', 'two\nlines'],
    ['\n', ''],
    ['a space ', 'a space '],
    ['a note', 'a note'],
  ])('keeps %j as %j', (written, kept) => {
    expect(trimNote(written)).toBe(kept);
  });
});
