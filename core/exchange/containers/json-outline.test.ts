import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { outlineOf } from './json-outline.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('the outline of JSON', () => {
  it('is the value itself where that is small and plain', () => {
    const plain = fc.stringMatching(/^[a-z ]{0,20}$/u);
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        plain,
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('value'), { maxLength: 10 }),
        fc.dictionary(plain, tie('value'), { maxKeys: 10, noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(value, fc.constantFrom(0, 2), (each, indent) => {
        expect(outlineOf(bytesOf(JSON.stringify(each, null, indent)))).toEqual(each);
      }),
    );
  });

  it('has every name of a long file, and the first entries of its lists', () => {
    const list = Array.from({ length: 20_000 }, (_, id) => ({ id, words: 'x'.repeat(300) }));
    const outline = outlineOf(bytesOf(JSON.stringify({ list, format: 'a', deep: [[list]] })));
    expect(Object.keys(outline as object)).toEqual(['list', 'format', 'deep']);
    const [first, ...others] = (outline as { list: { words: string }[] }).list;
    expect(first).toEqual({ id: 0, words: 'x'.repeat(200) });
    expect(others).toHaveLength(49);
  });

  it('passes over words with brackets, quotes and commas in them', () => {
    const list = Array.from({ length: 60 }, () => ['a]"},{[\\', { 'b"': 1 }]);
    expect(outlineOf(bytesOf(JSON.stringify({ list, after: 1 })))).toMatchObject({ after: 1 });
  });

  it.each([
    ['{"a":[1,2', { a: [1, 2] }],
    ['{"a":{"b":"c', { a: { b: 'c' } }],
    ['[{"a":1},', [{ a: 1 }, undefined]],
  ])('of %s, where it may be cut, is what has come so far', (text, outline) => {
    expect(outlineOf(bytesOf(text), true)).toEqual(outline);
  });

  it.each([
    ['\ufeff{"a":1}', { a: 1 }],
    ['{"__proto__":{"a":1}}', Object.fromEntries([['__proto__', { a: 1 }]])],
  ])('of %s is %j', (text, outline) => {
    expect(outlineOf(bytesOf(text))).toEqual(outline);
  });

  it.each([
    '{"a":',
    '{"a":[1,2',
    '{"a":{"b":"c',
    '[1,',
    '{"a"',
    '{a:1}',
    '{"a" 1}',
    '{"a":1} x',
    '[1 2]',
    'words',
    '{]',
    `${'['.repeat(50)}`,
    '[1,]x',
  ])('is none of what is no JSON: %s', (text) => {
    expect(outlineOf(bytesOf(text))).toBeUndefined();
  });

  it('of any bytes is made without an error', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        outlineOf(bytes);
      }),
    );
  });
});
