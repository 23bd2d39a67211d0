import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { firstIndex, firstWhere, lastWhere } from './search.ts';

const sorted = fc.array(fc.integer({ min: 0, max: 40 })).map((list) => list.sort((a, b) => a - b));
const offset = fc.integer({ min: -1, max: 41 });

describe('a search in a sorted list', () => {
  it('finds the first for which the test holds, or the end', () => {
    fc.assert(
      fc.property(sorted, offset, (list, limit) => {
        const found = list.findIndex((value) => value >= limit);
        expect(firstWhere(list, (value) => value >= limit)).toBe(found < 0 ? list.length : found);
      }),
    );
  });

  it('finds the last for which the test holds, or the beginning', () => {
    fc.assert(
      fc.property(sorted, offset, (list, limit) => {
        const found = list.findLastIndex((value) => value <= limit);
        expect(lastWhere(list, (value) => value <= limit)).toBe(Math.max(0, found));
      }),
    );
  });

  it('stays within its bounds', () => {
    expect(firstIndex(3, 7, () => true)).toBe(3);
    expect(firstIndex(3, 7, () => false)).toBe(7);
    expect(firstIndex(5, 5, () => true)).toBe(5);
  });

  it('asks about few of many', () => {
    let asked = 0;
    firstIndex(0, 1_000_000, (index) => {
      asked += 1;
      return index > 123_456;
    });
    expect(asked).toBeLessThanOrEqual(20);
  });
});
