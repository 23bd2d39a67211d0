import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { between, doAtOnce, groupInSlices, sortInSlices, type Slices } from './slices.ts';

interface Card {
  readonly rank: number;
  /** Where it stood. */
  readonly place: number;
}

const cards = fc
  .array(fc.integer({ min: 0, max: 40 }), { maxLength: 2000, size: 'max' })
  .map((ranks) => ranks.map((rank, place): Card => ({ rank, place })));
const byRank = (a: Card, b: Card): number => a.rank - b.rank;

function sharesOf(work: Slices<unknown>): number[] {
  const shares: number[] = [];
  for (let step = work.next(); !step.done; step = work.next()) shares.push(step.value);
  return shares;
}

describe('work in slices', () => {
  it('sorts as the engine does, equal values in the order in which they came', () => {
    fc.assert(
      fc.property(cards, (values) => {
        expect(doAtOnce(sortInSlices(values, byRank))).toEqual(values.toSorted(byRank));
      }),
    );
  });

  it('leaves what it sorts as it was', () => {
    const values = [3, 1, 2];
    expect(doAtOnce(sortInSlices(values, (a, b) => a - b))).toEqual([1, 2, 3]);
    expect(values).toEqual([3, 1, 2]);
  });

  it('groups values in the order in which they and their keys came', () => {
    fc.assert(
      fc.property(cards, (values) => {
        const groups = doAtOnce(groupInSlices(values, ({ rank }) => rank));
        expect([...groups.keys()]).toEqual([...new Set(values.map(({ rank }) => rank))]);
        for (const [rank, group] of groups) {
          expect(group).toEqual(values.filter((card) => card.rank === rank));
        }
      }),
    );
  });

  it('pauses the more often the more there is to do', () => {
    const pauses = (count: number): number => {
      const values = Array.from({ length: count }, (_, n) => (n * 7919) % count);
      return sharesOf(sortInSlices(values, (a, b) => a - b)).length;
    };
    expect(pauses(10_000)).toBeGreaterThan(20);
    expect(pauses(100_000)).toBeGreaterThan(8 * pauses(10_000));
  });

  it('counts a part within the share of the whole that it has', () => {
    const values = Array.from({ length: 5000 }, (_, n) => -n);
    const shares = sharesOf(
      between(
        0.5,
        0.75,
        sortInSlices(values, (a, b) => a - b),
      ),
    );
    expect(shares.every((share) => share >= 0.5 && share <= 0.75)).toBe(true);
  });
});
