import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { drawnRows, isShown, listRows, rowOfKey, topToShow } from './list-rows.ts';

/** Rows of 20 CSS pixels, with a heading of 30 over every fifth. */
const grouped = listRows(1000, 20, (index) => (index % 5 === 0 ? 30 : 0));

describe('the rows of a list', () => {
  it('stand one below the other', () => {
    const rows = listRows(3, 20);
    expect([0, 1, 2, 3].map(rows.topOf)).toEqual([0, 20, 40, 60]);
  });

  it('leave room for what stands over single rows', () => {
    expect([0, 1, 2, 5, 6].map(grouped.topOf)).toEqual([0, 50, 70, 130, 180]);
    expect(grouped.topOf(1000)).toBe(1000 * 20 + 200 * 30);
  });
});

describe('the rows that are drawn', () => {
  const rows = listRows(1000, 20);
  const range = (first: number, last: number): number[] =>
    Array.from({ length: last - first + 1 }, (_, at) => first + at);

  it.each([
    ['some more than are in view', { top: 400, height: 100 }, 22, range(14, 31)],
    ['none above the first', { top: 0, height: 100 }, 0, range(0, 11)],
    ['none behind the last', { top: 19_900, height: 100 }, 999, range(989, 999)],
    ['the current one too, far above', { top: 400, height: 100 }, 3, [3, ...range(14, 31)]],
    ['the current one too, far below', { top: 400, height: 100 }, 700, [...range(14, 31), 700]],
    ['no current one if there is none', { top: 400, height: 100 }, -1, range(14, 31)],
    ['no current one that is gone', { top: 400, height: 100 }, 1000, range(14, 31)],
  ])('are %s', (_, view, current, indexes) => {
    expect(drawnRows(rows, view, view, current)).toEqual(indexes);
  });

  it('are only those in view around a new one, until those around the one before may go', () => {
    const view = { top: 4000, height: 100 };
    const before = { top: 400, height: 100 };
    expect(drawnRows(rows, view, before, 202)).toEqual([...range(14, 31), ...range(200, 205)]);
  });

  it('are those around the view before, where these cover the new one', () => {
    const before = { top: 400, height: 100 };
    expect(drawnRows(rows, { top: 440, height: 100 }, before, 22)).toEqual(range(14, 31));
  });

  it('are none in an empty list', () => {
    const view = { top: 0, height: 100 };
    expect(drawnRows(listRows(0, 20), view, view, -1)).toEqual([]);
  });

  it('cover what is in view, wherever it was scrolled to', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 25_000 }), (top) => {
        const view = { top, height: 600 };
        const indexes = drawnRows(grouped, view, view, -1);
        const seen = Array.from({ length: 1000 }, (_, index) => index).filter(
          (index) => grouped.topOf(index + 1) > top && grouped.topOf(index) < top + 600,
        );
        expect(indexes).toEqual(expect.arrayContaining(seen));
        expect(indexes.length).toBeLessThan(50);
      }),
    );
  });
});

describe('following a row', () => {
  const rows = listRows(1000, 20);

  it.each([
    ['in the middle', 5, true],
    ['at the upper edge', 2, true],
    ['at the lower edge', 6, true],
    ['cut above', 1, false],
    ['cut below', 7, false],
    ['that is not there', 1000, false],
    ['before there is one', -1, false],
  ])('tells whether a row is in view: %s', (_, index, expected) => {
    expect(isShown(rows, index, { top: 35, height: 107 })).toBe(expected);
  });

  it.each([
    ['leaves the view alone if the row is in it', 22, 400],
    ['goes up to a row above', 10, 200],
    ['goes down to a row below', 30, 520],
    ['brings in a row that is cut off below', 25, 420],
    ['brings in a row that is cut off above', 19, 380],
  ])('%s', (_, index, top) => {
    expect(topToShow(rows, index, { top: 400, height: 100 })).toBe(top);
  });

  it('leaves every row wholly in view', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999 }),
        fc.integer({ min: 0, max: 25_000 }),
        (index, from) => {
          const top = topToShow(grouped, index, { top: from, height: 300 });
          expect(grouped.topOf(index)).toBeGreaterThanOrEqual(top);
          expect(grouped.topOf(index + 1)).toBeLessThanOrEqual(top + 300);
        },
      ),
    );
  });
});

describe('the row that a key moves to', () => {
  it.each([
    ['ArrowDown', 4, 5],
    ['ArrowUp', 4, 3],
    ['PageDown', 4, 13],
    ['PageUp', 40, 31],
    ['Home', 40, 0],
    ['End', 40, 99],
    ['ArrowDown', 99, 99],
    ['ArrowUp', 0, 0],
    ['PageUp', 3, 0],
    ['PageDown', 95, 99],
    ['ArrowDown', -1, 1],
    ['Enter', 4, undefined],
  ])('for %s at %d is %s', (key, current, index) => {
    expect(rowOfKey(key, current, 100, 10)).toBe(index);
  });

  it('is another one even where a single row has room', () => {
    expect(rowOfKey('PageDown', 4, 100, 1)).toBe(5);
  });

  it('is none in an empty list', () => {
    expect(rowOfKey('Home', -1, 0, 10)).toBe(-1);
  });
});
