import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { blocksBetween, clipToBlocks, turnover, type BlockEdges } from './blocks-in-view.ts';

/** Blocks of these heights from the top of the window on, in sections of three. */
function edgesOf(heights: readonly number[]): BlockEdges & { asked: () => number } {
  let asked = 0;
  const bottoms = heights.map((_, at) => heights.slice(0, at + 1).reduce((a, b) => a + b, 0));
  const sectionFirsts = heights.flatMap((_, at) => (at % 3 === 0 ? [at] : []));
  const bottomOf = (block: number): number => {
    asked += 1;
    return bottoms[Math.min(block, bottoms.length - 1)] ?? Infinity;
  };
  return {
    blockCount: heights.length,
    sectionFirsts,
    sectionBottom: (section) => bottomOf((sectionFirsts[section] ?? 0) + 2),
    blockBottom: bottomOf,
    asked: () => asked,
  };
}

describe('the blocks between two heights', () => {
  const edges = edgesOf([10, 10, 10, 10, 10, 10, 10]);

  it.each([
    ['those that are cut by an edge too', 15, 35, { first: 1, last: 3 }],
    ['not one that only touches the upper edge', 20, 25, { first: 2, last: 2 }],
    ['those above and below that are nearest', -50, 5, { first: 0, last: 0 }],
    ['the last one below the end', 500, 600, { first: 6, last: 6 }],
    ['all of them between far heights', -100, 500, { first: 0, last: 6 }],
  ])('are %s', (_, top, bottom, range) => {
    expect(blocksBetween(edges, top, bottom)).toEqual(range);
  });

  it('are none in an article that is not loaded', () => {
    expect(blocksBetween(edgesOf([]), 0, 100)).toBeUndefined();
  });

  it('are those that a look at every block finds', () => {
    const aHeight = fc.integer({ min: 1, max: 30 });
    fc.assert(
      fc.property(
        fc.array(aHeight, { minLength: 1, maxLength: 40 }),
        fc.integer({ min: -20, max: 500 }),
        fc.integer({ min: 1, max: 200 }),
        (heights, top, height) => {
          const all = edgesOf(heights);
          const firstBelow = (y: number): number => {
            const found = heights.findIndex((_, at) => all.blockBottom(at) > y);
            return found < 0 ? heights.length - 1 : found;
          };
          expect(blocksBetween(all, top, top + height)).toEqual({
            first: firstBelow(top),
            last: firstBelow(top + height),
          });
        },
      ),
    );
  });

  it('are found without asking for many edges', () => {
    const many = edgesOf(Array.from({ length: 3000 }, () => 10));
    blocksBetween(many, 12_000, 12_800);
    expect(many.asked()).toBeLessThan(40);
  });
});

describe('what a part that follows the view has to change', () => {
  it.each([
    ['all that is new in the view', [], { first: 2, last: 4 }, [2, 3, 4], []],
    ['what has come and what has gone', [1, 2, 3], { first: 2, last: 4 }, [4], [1]],
    ['nothing when the view is the same', [3, 2], { first: 2, last: 3 }, [], []],
    ['everything when nothing is in view', [5, 6], undefined, [], [5, 6]],
  ])('is %s', (_, drawn, range, come, go) => {
    expect(turnover(drawn, range)).toEqual({ come, go });
  });
});

describe('the part of a span near the view', () => {
  const blocks = [
    { start: 0, end: 9 },
    { start: 10, end: 19 },
    { start: 20, end: 29 },
    { start: 30, end: 39 },
  ];
  const near = { first: 1, last: 2 };

  it.each([
    ['all of a span inside', { start: 12, end: 25 }, { start: 12, end: 25 }],
    ['cut off at both ends', { start: 3, end: 35 }, { start: 10, end: 29 }],
    ['a caret at the very end', { start: 29, end: 29 }, { start: 29, end: 29 }],
    ['none of a span before', { start: 2, end: 9 }, undefined],
    ['none of a span behind', { start: 30, end: 32 }, undefined],
  ])('is %s', (_, span, part) => {
    expect(clipToBlocks(blocks, near, span)).toEqual(part);
  });

  it('is none as long as nothing was measured', () => {
    expect(clipToBlocks(blocks, undefined, { start: 12, end: 25 })).toBeUndefined();
  });
});
