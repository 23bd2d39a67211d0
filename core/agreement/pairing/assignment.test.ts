import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { cheapestMatching, NUMBER_COSTS, type Match } from './assignment.ts';
import { largestMatchingSize } from './largest-matching.ts';

type Cost = Match<number, number, number>;

/** The least cost of any matching, by trying all of them. */
function leastCost(matches: readonly Cost[]): number {
  const [first, ...rest] = matches;
  if (!first) return 0;
  const free = rest.filter(({ row, column }) => row !== first.row && column !== first.column);
  return Math.min(leastCost(rest), first.cost + leastCost(free));
}

const someMatches = fc.uniqueArray(
  fc.record({ row: fc.nat(4), column: fc.nat(4), cost: fc.integer({ min: -9, max: -1 }) }),
  { selector: ({ row, column }) => `${String(row)} ${String(column)}`, maxLength: 14 },
);

describe('cheapestMatching', () => {
  it('leaves a row alone where that lets another save more', () => {
    const matches: Cost[] = [
      { row: 1, column: 1, cost: -2 },
      { row: 2, column: 1, cost: -3 },
    ];
    expect(cheapestMatching(matches, NUMBER_COSTS)).toEqual([[2, 1]]);
  });

  it('moves earlier rows over to make room', () => {
    const matches: Cost[] = [
      { row: 1, column: 1, cost: -5 },
      { row: 1, column: 2, cost: -4 },
      { row: 2, column: 1, cost: -4 },
    ];
    expect(cheapestMatching(matches, NUMBER_COSTS)).toEqual([
      [1, 2],
      [2, 1],
    ]);
  });

  it('costs as little as the best of all matchings, and uses nothing twice', () => {
    fc.assert(
      fc.property(someMatches, (matches) => {
        const chosen = cheapestMatching(matches, NUMBER_COSTS);
        const cost = chosen.reduce((sum, [row, column]) => {
          const match = matches.find((one) => one.row === row && one.column === column);
          return sum + (match?.cost ?? Infinity);
        }, 0);
        expect(cost).toBe(leastCost(matches));
        expect(new Set(chosen.map(([row]) => row)).size).toBe(chosen.length);
        expect(new Set(chosen.map(([, column]) => column)).size).toBe(chosen.length);
      }),
    );
  });
});

describe('largestMatchingSize', () => {
  it.each([
    ['nothing', [], 0],
    ['rows without a column', [[], []], 0],
    ['two rows that want one column', [[0], [0]], 1],
    ['a row that has to move over', [[0, 1], [0]], 2],
    ['a chain that moves over as a whole', [[0, 1], [1, 2], [2, 3], [0]], 4],
  ])('of %s', (_name, neighbours, size) => {
    expect(largestMatchingSize(neighbours)).toBe(size);
  });

  it('follows a chain as long as an article has tags', () => {
    const chain = Array.from({ length: 20_000 }, (_, row) => [row, row + 1]);
    expect(largestMatchingSize([...chain, [0]])).toBe(20_001);
  });

  it('is as large as the best of all matchings', () => {
    fc.assert(
      fc.property(someMatches, (matches) => {
        const rows = Array.from({ length: 5 }, (_, row) =>
          matches.filter((one) => one.row === row).map(({ column }) => column),
        );
        const unit = matches.map((match) => ({ ...match, cost: -1 }));
        expect(largestMatchingSize(rows) + leastCost(unit)).toBe(0);
      }),
    );
  });
});
