import { describe, expect, it } from 'vitest';

import type { Tag } from '#core/tags/tag.ts';

import { valuesSaid, withValue } from './attribute-values.ts';

describe('withValue', () => {
  it.each([
    [{}, 'a', 'x', { a: 'x' }],
    [{ a: 'x', b: 'y' }, 'a', 'z', { a: 'z', b: 'y' }],
    [{ a: 'x', b: 'y' }, 'a', '', { b: 'y' }],
    [{ b: 'y' }, 'a', '', { b: 'y' }],
  ])('of %o with %s as “%s” is %o', (before, id, value, after) => {
    expect(withValue(before, id, value)).toEqual(after);
  });
});

describe('valuesSaid', () => {
  const tag = (speaker?: string): Tag => ({
    id: crypto.randomUUID(),
    fragments: [{ start: 0, end: 1 }],
    category: 'quote',
    attributes: speaker === undefined ? {} : { speaker },
    attributeSpans: {},
    aside: {},
    note: '',
    confidence: null,
    creator: 'anna',
    created: '2026-01-01T00:00:00.000Z',
    modified: '2026-01-01T00:00:00.000Z',
  });

  it('has each name once, in the order of the alphabet, and no empty one', () => {
    const tags = [tag('Zoe'), tag(''), tag('Émile'), tag(), tag('Zoe'), tag('Fatima')];
    expect(valuesSaid(tags, 'speaker')).toEqual(['Émile', 'Fatima', 'Zoe']);
  });

  it('stops at two hundred names, so that a long article does not hold up typing', () => {
    const many = Array.from({ length: 300 }, (_, index) => tag(`Name ${index}`));
    expect(valuesSaid(many, 'speaker')).toHaveLength(200);
  });
});
