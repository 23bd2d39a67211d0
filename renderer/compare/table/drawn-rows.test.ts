import { describe, expect, it } from 'vitest';

import { drawnRows, isInDrawn } from './drawn-rows.ts';

const heights = (): number => 100;
const view = { top: 5000, height: 800 };
const NEAR = { from: 43, to: 64 };

describe('the rows that are drawn of a long table', () => {
  it('are those in view and a little more, with the room of the others above and below', () => {
    expect(drawnRows(100, 50, view, heights)).toEqual({
      stretches: [{ ...NEAR, above: 4300 }],
      below: 3600,
    });
  });

  it.each([
    [
      'before them',
      0,
      [
        { from: 0, to: 1, above: 0 },
        { ...NEAR, above: 4200 },
      ],
      3600,
    ],
    [
      'behind them',
      99,
      [
        { ...NEAR, above: 4300 },
        { from: 99, to: 100, above: 3500 },
      ],
      0,
    ],
    [
      'right before them',
      42,
      [
        { from: 42, to: 43, above: 4200 },
        { ...NEAR, above: 0 },
      ],
      3600,
    ],
    ['nowhere', -1, [{ ...NEAR, above: 4300 }], 3600],
  ])('have the current one apart where it is %s', (_, current, stretches, below) => {
    expect(drawnRows(100, current, view, heights)).toEqual({ stretches, below });
  });

  it('take the whole height together, measured or guessed', () => {
    for (const known of [heights, (row: number) => (row === 3 ? 300 : undefined)]) {
      const { stretches, below } = drawnRows(100, 3, view, known);
      const sum = (all: readonly number[]): number => all.reduce((left, each) => left + each, 0);
      const height = (from: number, to: number): number =>
        sum(Array.from({ length: to - from }, (_, row) => known(from + row) ?? 92));
      const drawn = stretches.map(({ from, to, above }) => above + height(from, to));
      expect(sum(drawn) + below).toBe(height(0, 100));
    }
  });

  it.each([
    ['the same view', 5000, true],
    ['a view less than the margin away', 5500, true],
    ['a view that begins above them', 4200, false],
    ['a view that ends below them', 5700, false],
  ])('have in them %s', (_, top, expected) => {
    const drawn = drawnRows(100, 0, view, heights);
    expect(isInDrawn(drawn, 100, { ...view, top }, heights)).toBe(expected);
  });
});
