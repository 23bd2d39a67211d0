import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { spanContains } from './span.ts';
import { emojiAt, isGraphemeBoundary, snapToGraphemes } from './graphemes.ts';

const FAMILY = '👩‍👩‍👧';

const FLAG = '🇺🇦';

describe('isGraphemeBoundary', () => {
  it.each([
    ['a surrogate pair', 'a😀b', [0, 1, 3, 4]],
    ['a joined emoji', `a${FAMILY}b`, [0, 1, 9, 10]],
    ['flags', `${FLAG}${FLAG}`, [0, 4, 8]],
    ['a combining mark', 'ae\u0301b', [0, 1, 3, 4]],
    ['CR LF', 'a\r\nb', [0, 1, 3, 4]],
    ['a skin tone', '👍🏽!', [0, 4, 5]],
    ['Hangul letters', '\u1112\u1161\u11ab!', [0, 3, 4]],
    ['lone surrogates', '\ud83da\ude00', [0, 1, 2, 3]],
    ['a mark after a line break', '\n\u0301a', [0, 1, 2, 3]],
    ['a mark after a soft hyphen', 'a\u00ad\u0301', [0, 1, 2, 3]],
    ['punctuation and Cyrillic', '“да”', [0, 1, 2, 3, 4]],
  ])('sees %s', (_name, text, expected) => {
    const found: number[] = [];
    for (let offset = -1; offset <= text.length + 1; offset += 1) {
      if (isGraphemeBoundary(text, offset)) found.push(offset);
    }
    expect(found).toEqual(expected);
  });

  it('agrees with a segmenter that sees the whole of a short text', () => {
    const part = fc.constantFrom(
      ...[
        'a',
        ' ',
        'é',
        'e\u0301',
        '\u0301',
        '\u200d',
        '\ufe0f',
        '👩',
        '👧',
        '🇺',
        '🏽',
        '\r',
        '\n',
        '©',
      ],
      ...[
        '\u0903',
        'क',
        '\u094d',
        '\u1100',
        '\u1161',
        '\u0600',
        '\u00ad',
        '“',
        '\ud83d',
        '\ude00',
        '漢',
      ],
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
        const text = parts.join('');
        const boundaries = new Set([text.length, 0]);
        for (const { index } of new Intl.Segmenter('en').segment(text)) boundaries.add(index);
        for (let offset = 0; offset <= text.length; offset += 1) {
          expect([offset, isGraphemeBoundary(text, offset)]).toEqual([
            offset,
            boundaries.has(offset),
          ]);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('emojiAt', () => {
  it.each([
    '🌊',
    '👍🏽',
    '👨‍👩‍👧',
    '🇺🇦',
    '1️⃣',
    '❤️',
    '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
  ])('is %s whole from each of its code units, also beside another one', (emoji) => {
    const text = `a ${emoji}🌊 b`;
    for (let offset = 2; offset < 2 + emoji.length; offset += 1) {
      expect(emojiAt(text, offset)).toEqual({ start: 2, end: 2 + emoji.length });
    }
    expect(emojiAt(text, 1)).toBeUndefined();
  });

  it.each(['1', '#', 'é', ' ', '漢', '“', '\u200d'])('is nothing at %j', (character) => {
    expect(emojiAt(`a${character}b`, 1)).toBeUndefined();
  });
});

describe('snapToGraphemes', () => {
  it.each([
    ['a surrogate pair', 'a😀b', 2, 2, 1, 3],
    ['a joined emoji', `a${FAMILY}b`, 3, 5, 1, 9],
    ['a flag', `a${FLAG}${FLAG}b`, 3, 7, 1, 9],
    ['a combining mark', 'ae\u0301b', 2, 2, 1, 3],
    ['CR LF', 'a\r\nb', 2, 2, 1, 3],
    ['whole clusters', `a${FAMILY}b`, 1, 9, 1, 9],
    ['an empty span between clusters', 'ab', 1, 1, 1, 1],
  ])('widens over %s', (_name, text, start, end, snappedStart, snappedEnd) => {
    expect(snapToGraphemes(text, { start, end })).toEqual({
      start: snappedStart,
      end: snappedEnd,
    });
  });

  it('never narrows, never splits a surrogate pair, and changes nothing the second time', () => {
    const part = fc.constantFrom('a', FAMILY, FLAG, '\u0301', '\r\n', '😀', '\ud83d', '\ude00');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 60 }), fc.nat(), fc.nat(), (parts, a, b) => {
        const text = parts.join('');
        const x = a % (text.length + 1);
        const y = b % (text.length + 1);
        const span = { start: Math.min(x, y), end: Math.max(x, y) };
        const snapped = snapToGraphemes(text, span);
        expect(spanContains(snapped, span)).toBe(true);
        expect(snapToGraphemes(text, snapped)).toEqual(snapped);
        for (const offset of [snapped.start, snapped.end]) {
          expect(
            /^[\udc00-\udfff]/.test(text.slice(offset)) &&
              /[\ud800-\udbff]$/.test(text.slice(0, offset)),
          ).toBe(false);
        }
      }),
    );
  });

  it('gives up inside a cluster of 20,000 marks instead of reading it all', () => {
    const text = `e${'\u0301'.repeat(20_000)}`;
    expect(snapToGraphemes(text, { start: 10_000, end: 10_000 })).toEqual({
      start: 10_000,
      end: 10_000,
    });
    expect(snapToGraphemes(text, { start: 30, end: 19_990 })).toEqual({ start: 0, end: 20_001 });
  });
});
