import { readFileSync } from 'node:fs';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { paragraphIndexAt, splitParagraphs } from './paragraphs.ts';

const lines = (text: string): string[] =>
  splitParagraphs(text).map(({ start, end }) => text.slice(start, end));

const anyText = fc
  .array(fc.constantFrom('a', ' ', '\n', '\r', '\r\n', '\u2028', '\u2029', '\u0085', '😀'))
  .map((parts) => parts.join(''));

describe('splitParagraphs', () => {
  it.each<[string, string[]]>([
    ['', ['']],
    ['one', ['one']],
    ['one\ntwo', ['one', 'two']],
    ['one\r\ntwo', ['one', 'two']],
    ['one\rtwo', ['one', 'two']],
    ['one\u2028two\u2029three', ['one', 'two', 'three']],
    ['one\n\n\ntwo', ['one', '', '', 'two']],
    ['\none\n', ['', 'one', '']],
    ['one\n\rtwo', ['one', '', 'two']],
    ['one\r\r\ntwo', ['one', '', 'two']],
    ['one\u0085two\vthree\ffour', ['one\u0085two\vthree\ffour']],
  ])('splits %j', (text, expected) => {
    expect(lines(text)).toEqual(expected);
  });

  it('splits the seed article 004 at its line feeds', () => {
    const text = readFileSync(
      new URL('../../seeds/004_bad3bbfa38c869dd.txt', import.meta.url),
      'utf8',
    );
    expect(lines(text)).toEqual(text.split('\n'));
  });

  it('loses nothing: the gaps between paragraphs are single line breaks', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const paragraphs = splitParagraphs(text);
        expect(paragraphs[0]?.start).toBe(0);
        expect(paragraphs.at(-1)?.end).toBe(text.length);
        paragraphs.forEach(({ start, end }, index) => {
          expect(text.slice(start, end)).not.toMatch(/[\n\r\u2028\u2029]/u);
          const next = paragraphs[index + 1];
          if (next) {
            expect(text.slice(end, next.start)).toMatch(/^(?:\r\n|[\n\r\u2028\u2029])$/u);
          }
        });
      }),
    );
  });
});

describe('paragraphIndexAt', () => {
  const text = 'one\r\n\ntwo';
  const paragraphs = splitParagraphs(text);

  it.each([
    [-1, 0],
    [0, 0],
    [3, 0],
    [4, 0],
    [5, 1],
    [6, 2],
    [9, 2],
    [99, 2],
  ])('at offset %i is %i', (offset, expected) => {
    expect(paragraphIndexAt(paragraphs, offset)).toBe(expected);
  });

  it('is zero where there are no paragraphs', () => {
    expect(paragraphIndexAt([], 5)).toBe(0);
  });

  it('agrees with a search from the start', () => {
    fc.assert(
      fc.property(anyText, (sample) => {
        const split = splitParagraphs(sample);
        for (let offset = 0; offset <= sample.length; offset += 1) {
          const expected = split.findLastIndex(({ start }) => start <= offset);
          expect(paragraphIndexAt(split, offset)).toBe(expected);
        }
      }),
    );
  });
});
