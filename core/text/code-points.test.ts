import { readFileSync } from 'node:fs';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { CodePointMap, codePointLength } from './code-points.ts';

/** Any UTF-16 string: emoji, lone surrogates and plain letters, up to several checkpoints long. */
const anyText = fc
  .array(fc.constantFrom('a', 'é', '😀', '🇺🇦', '\ud83d', '\ude00', '\n', '👩‍👩‍👧'), {
    maxLength: 60,
  })
  .chain((parts) => fc.constantFrom(1, 7, 61).map((repeat) => parts.join('').repeat(repeat)));

const seed001 = readFileSync(
  new URL('../../seeds/001_c577037625e26c98.txt', import.meta.url),
  'utf8',
);

describe('codePointLength', () => {
  it.each([
    ['', 0],
    ['abc', 3],
    ['a😀é', 3],
    ['\ud83d', 1],
    ['\ude00\ud83d', 2],
    ['\ud83d\ud83d\ude00', 2],
  ])('counts %j as %i', (text, expected) => {
    expect(codePointLength(text)).toBe(expected);
  });

  it('agrees with the string iterator', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(codePointLength(text)).toBe([...text].length);
        expect(new CodePointMap(text).length).toBe([...text].length);
      }),
    );
  });
});

describe('CodePointMap', () => {
  it('gives the known lengths of article 001', () => {
    expect(seed001.length).toBe(2961);
    expect(new CodePointMap(seed001).length).toBe(2956);
  });

  it.each([
    ['“Road to Nowhere”', 55, 72, 55, 72],
    ['“cannot agree”', 644, 658, 644, 658],
    ['🌐', 1063, 1064, 1063, 1065],
    ['Admiral Giuseppe Cavo Dragone', 1132, 1161, 1133, 1162],
    ['“just, credible and durable peace.”', 1218, 1253, 1219, 1254],
    ['veto power', 2583, 2593, 2587, 2597],
    ['Latest Videos', 2943, 2956, 2948, 2961],
  ])('places %s of article 001 in both units', (exact, cpStart, cpEnd, start, end) => {
    const map = new CodePointMap(seed001);
    expect(seed001.slice(start, end)).toBe(exact);
    expect([map.toCodePoint(start), map.toCodePoint(end)]).toEqual([cpStart, cpEnd]);
    expect([map.toUtf16(cpStart), map.toUtf16(cpEnd)]).toEqual([start, end]);
  });

  it('goes there and back for every code point of any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const map = new CodePointMap(text);
        let offset = 0;
        [...text].forEach((character, index) => {
          expect(map.toUtf16(index)).toBe(offset);
          expect(map.toCodePoint(offset)).toBe(index);
          offset += character.length;
        });
        expect(map.toUtf16(map.length)).toBe(text.length);
        expect(map.toCodePoint(text.length)).toBe(map.length);
      }),
    );
  });

  it('is right in long texts, between runs with pairs and runs without', () => {
    const run = fc.tuple(fc.constantFrom('a', 'é', '😀', 'b😀', '\ud800'), fc.nat(600));
    fc.assert(
      fc.property(fc.array(run, { maxLength: 6 }), (runs) => {
        const text = runs.map(([part, times]) => part.repeat(times)).join('');
        const map = new CodePointMap(text);
        let offset = 0;
        let wrong = 0;
        [...text].forEach((character, index) => {
          if (map.toUtf16(index) !== offset || map.toCodePoint(offset) !== index) wrong += 1;
          offset += character.length;
        });
        expect(wrong).toBe(0);
      }),
    );
  });

  it('is right when a checkpoint falls inside a surrogate pair', () => {
    const text = `${'a'.repeat(1023)}😀b`;
    const map = new CodePointMap(text);
    expect(map.toUtf16(1023)).toBe(1023);
    expect(map.toUtf16(1024)).toBe(1025);
    expect(map.toCodePoint(1025)).toBe(1024);
  });

  it('is right when the text is exactly as long as a checkpoint', () => {
    const map = new CodePointMap('😀'.repeat(512));
    expect(map.toCodePoint(1024)).toBe(512);
    expect(map.toUtf16(511)).toBe(1022);
  });

  it('counts an offset inside a pair as the end of the pair', () => {
    expect(new CodePointMap('a😀b').toCodePoint(2)).toBe(2);
  });

  it('cuts offsets outside the text to its ends', () => {
    const map = new CodePointMap('a😀');
    expect([map.toCodePoint(-1), map.toCodePoint(9)]).toEqual([0, 2]);
    expect([map.toUtf16(-1), map.toUtf16(9)]).toEqual([0, 3]);
  });
});
