import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { spanContains, type Span } from '../span.ts';
import { snapToWords, wordAt } from './words.ts';

const words = (text: string, span: Span | undefined): string | undefined =>
  span && text.slice(span.start, span.end);

/** The span of `selected` in `text`, which must stand there once. */
function spanOf(text: string, selected: string): Span {
  const start = text.indexOf(selected);
  if (start < 0 || text.includes(selected, start + 1)) throw new Error(`Not once: ${selected}`);
  return { start, end: start + selected.length };
}

describe('snapToWords', () => {
  it.each([
    ['“road to nowhere”', 'oad to nowh', 'road to nowhere'],
    ['“road to nowhere”', '“road to now', '“road to nowhere'],
    ['“road to nowhere”', 'to', 'to'],
    ['a “road” b', ' “roa', ' “road'],
    ['the U.S. position', 'S', 'U.S.'],
    ['the U.S. position', 'U.S', 'U.S.'],
    ['they can’t agree', 'an', 'can’t'],
    ["they can't agree", "n'", "can't"],
    ['Lavrov’s comments', 'avr', 'Lavrov’s'],
    ['the Russians’ plan', 'ussian', 'Russians'],
    ['pages 12–34 here', '3', '34'],
    ['a post-war order', 'os', 'post'],
    ['a post-war order', 'ost-w', 'post-war'],
    ['Europe—a stance', 'urope—', 'Europe—'],
    ['costs 3.5% now', '.', '3.5'],
    ['один два три', 'ва', 'два'],
    ['word, word', 'd, w', 'word, word'],
  ])('in %j widens %j to %j', (text, selected, expected) => {
    expect(words(text, snapToWords(text, spanOf(text, selected)))).toBe(expected);
  });

  it('leaves a caret alone', () => {
    expect(snapToWords('nowhere', { start: 3, end: 3 })).toEqual({ start: 3, end: 3 });
  });

  it('never loses a selected character, never takes in white space, and settles at once', () => {
    const part = fc.constantFrom(
      ...[
        'road',
        'U.S.',
        'can’t',
        ' ',
        ' ',
        '“',
        '”',
        '-',
        '–',
        '.',
        ',',
        '\n',
        '漢字仮名',
        '😀',
        '3.5',
        'ß',
      ],
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 500 }), fc.nat(), fc.nat(), (parts, a, b) => {
        const text = parts.join('');
        const x = a % (text.length + 1);
        const y = b % (text.length + 1);
        const span = { start: Math.min(x, y), end: Math.max(x, y) };
        const snapped = snapToWords(text, span);
        expect(spanContains(snapped, span)).toBe(true);
        expect(
          text.slice(snapped.start, span.start) + text.slice(span.end, snapped.end),
        ).not.toMatch(/[\s“”–]/u);
        expect(snapToWords(text, snapped)).toEqual(snapped);
      }),
    );
  });

  it('finds the same word around the end of a block of a long text', () => {
    const text = 'word '.repeat(1_000);
    for (let offset = 1_000; offset < 1_100; offset += 1) {
      const start = offset - (offset % 5);
      if (offset % 5 === 4) continue;
      expect(wordAt(text, offset)).toEqual({ start, end: start + 4 });
    }
  });
});

describe('wordAt', () => {
  it.each([
    ['“road to”', 0, undefined],
    ['“road to”', 1, 'road'],
    ['“road to”', 3, 'road'],
    ['“road to”', 5, 'road'],
    ['“road to”', 6, 'to'],
    ['“road to”', 8, 'to'],
    ['“road to”', 9, undefined],
    ['', 0, undefined],
    ['a. b', 2, undefined],
  ])('in %j at %i finds %s', (text, offset, expected) => {
    expect(words(text, wordAt(text, offset))).toBe(expected);
  });
});
