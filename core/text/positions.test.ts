import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Positions, sameWay, simplestWay, traitsOf, WAYS, type Way } from './positions.ts';
import { positionOf } from './testing/counted.ts';

/** Everything that programs count differently, up to several checkpoints long. */
const anyText = fc
  .array(fc.constantFrom('a', 'é', '漢', '😀', '🇺🇦', '\r\n', '\n', '\r', '\ufeff'), {
    maxLength: 40,
  })
  .chain((parts) => fc.constantFrom(1, 7, 61).map((repeat) => parts.join('').repeat(repeat)));

const anyWay = fc.constantFrom(...WAYS);

/** Offsets between characters, where CR LF is one. */
function offsetsOf(text: string): number[] {
  const offsets = [0];
  for (const { 0: character, index } of text.matchAll(/\r\n|[^]/gu)) {
    offsets.push(index + character.length);
  }
  return offsets;
}

describe('Positions', () => {
  it('are found again, in whatever way they were counted', () => {
    fc.assert(
      fc.property(anyText, anyWay, (text, way) => {
        const positions = new Positions(text, way);
        for (const offset of offsetsOf(text)) {
          expect(positions.toUtf16(positionOf(text, offset, way))).toBe(offset);
        }
        expect(positions.length).toBe(positionOf(text, text.length, way));
      }),
    );
  });

  it.each<[string, string, Way, number]>([
    ['before the mark', 'ab', { unit: 'utf-16', lineEnds: 'as-is', mark: true }, 0],
    ['beyond the end', 'ab', { unit: 'utf-16', lineEnds: 'as-is', mark: false }, 3],
    ['inside a character', 'é', { unit: 'utf-8', lineEnds: 'as-is', mark: false }, 1],
    ['inside an emoji', '😀', { unit: 'utf-8', lineEnds: 'as-is', mark: false }, 2],
    ['inside a line end', 'a\nb', { unit: 'utf-16', lineEnds: 'two', mark: false }, 2],
  ])('are no place %s', (_, text, way, position) => {
    expect(new Positions(text, way).toUtf16(position)).toBeNull();
  });

  it('are the same in ways that a text does not tell apart', () => {
    fc.assert(
      fc.property(anyText, anyWay, (text, way) => {
        const simplest = simplestWay(way, traitsOf(text));
        for (const offset of offsetsOf(text)) {
          const [one, other] = [way, simplest].map((each) => positionOf(text, offset, each));
          expect(one).toBe(other);
        }
        expect(sameWay(simplest, simplestWay(simplest, traitsOf(text)))).toBe(true);
      }),
    );
  });
});
