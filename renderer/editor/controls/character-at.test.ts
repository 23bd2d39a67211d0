import { describe, expect, it } from 'vitest';

import { characterAt, type Box } from './character-at.ts';

/** Characters 10 CSS pixels wide and 20 high, in one line from the corner of the window on. */
const boxesOf = (character: number): Box[] => [
  { left: character * 10, right: character * 10 + 10, top: 0, bottom: 20 },
];

describe('the character under a point', () => {
  it.each([
    ['the one behind the caret', { x: 33, y: 10 }, 3, 3],
    ['the one before the caret, which stands on its nearer side', { x: 37, y: 10 }, 4, 3],
    ['the last one, with the caret at the end', { x: 49, y: 10 }, 5, 4],
    ['none beside the line', { x: 80, y: 10 }, 5, undefined],
    ['none under the line', { x: 33, y: 21 }, 3, undefined],
    ['none before the line', { x: -2, y: 10 }, 0, undefined],
  ])('is %s', (_, point, caret, character) => {
    expect(characterAt(point, caret, 5, boxesOf)).toBe(character);
  });

  it('may have a box in each of two lines', () => {
    const broken = (): Box[] => [
      { left: 90, right: 100, top: 0, bottom: 20 },
      { left: 0, right: 10, top: 20, bottom: 40 },
    ];
    expect(characterAt({ x: 4, y: 30 }, 0, 1, broken)).toBe(0);
  });

  it('is asked for inside the text only', () => {
    const asked: number[] = [];
    characterAt({ x: 0, y: 0 }, 0, 0, (character) => {
      asked.push(character);
      return [];
    });
    expect(asked).toEqual([]);
  });
});
