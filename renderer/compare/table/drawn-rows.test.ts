import { describe, expect, it } from 'vitest';

import { drawnRows } from './drawn-rows.ts';

const heights = new Map(Array.from({ length: 100 }, (_, row) => [row, 100] as const));
const view = { top: 5000, height: 800 };

describe('the rows that are drawn of a long table', () => {
  it('are those in view and a little more, with the room of the others above and below', () => {
    expect(drawnRows(100, 50, view, heights)).toEqual({
      from: 43,
      to: 64,
      above: 4300,
      below: 3600,
    });
  });

  it.each([
    [0, 0, 64],
    [99, 43, 100],
    [-1, 43, 64],
  ])('reach to the current one, number %i', (current, from, to) => {
    expect(drawnRows(100, current, view, heights)).toMatchObject({ from, to });
  });

  it('take the whole height together, measured or guessed', () => {
    for (const known of [heights, new Map([[3, 300]])]) {
      const { above, below, from, to } = drawnRows(100, 3, view, known);
      const drawn = Array.from({ length: to - from }, (_, row) => known.get(from + row) ?? 92);
      const whole = Array.from({ length: 100 }, (_, row) => known.get(row) ?? 92);
      const sum = (all: readonly number[]): number => all.reduce((left, each) => left + each, 0);
      expect(above + sum(drawn) + below).toBe(sum(whole));
    }
  });
});
