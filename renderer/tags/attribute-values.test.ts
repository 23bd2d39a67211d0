import { describe, expect, it } from 'vitest';

import type { Attribute } from '#core/codebook/codebook.ts';
import type { Tag } from '#core/tags/tag.ts';

import { nameInUse, valueForKey, valuesSaid, withValue } from './attribute-values.ts';

const attribute: Attribute = {
  id: 'quoteType',
  label: 'Type',
  type: 'enum',
  required: true,
  values: [
    { id: 'direct', label: 'Direct', hotkey: '1' },
    { id: 'mixed', label: 'Mixed', hotkey: 'm' },
    { id: 'other', label: 'Other' },
  ],
};

const plain = { ctrlKey: false, metaKey: false, altKey: false };

describe('valueForKey', () => {
  it.each([
    ['Digit1', '1', 'direct'],
    // With Shift, and on a French keyboard, the same key writes something else.
    ['Digit1', '!', 'direct'],
    ['Numpad1', 'End', 'direct'],
    ['KeyM', 'm', 'mixed'],
    ['Digit2', '2', undefined],
    ['KeyX', 'x', undefined],
  ])('%s, which writes %s, chooses %s', (code, key, value) => {
    expect(valueForKey(attribute, { ...plain, code, key })).toBe(value);
  });

  it.each(['ctrlKey', 'metaKey', 'altKey'])('leaves combinations with %s alone', (modifier) => {
    const press = { ...plain, code: 'Digit1', key: '1', [modifier]: true };
    expect(valueForKey(attribute, press)).toBeUndefined();
  });

  it('chooses nothing where there are no values', () => {
    const text: Attribute = { id: 'cue', label: 'Cue', type: 'text', required: false };
    expect(valueForKey(text, { ...plain, code: 'Digit1', key: '1' })).toBeUndefined();
  });
});

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

describe('the name of somebody whom a text names in short', () => {
  it.each([
    ['Lavrov', ['Sergey Lavrov', 'Moscow'], 'Sergey Lavrov'],
    ['Lavrov', ['Sergey Lavrov', 'Lavrov'], 'Lavrov'],
    ['Lavrov', ['Sergey Lavrov', 'Anna Lavrov'], 'Lavrov'],
    ['Rov', ['Sergey Lavrov'], 'Rov'],
    ['Lavrov', [], 'Lavrov'],
  ])('for %s among %j is %s', (short, names, name) => {
    expect(nameInUse(short, names)).toBe(name);
  });
});
