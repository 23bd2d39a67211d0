import { describe, expect, it } from 'vitest';

import type { Block } from './block-map.ts';
import { sectionHeights } from './section-sizes.ts';

/** 46 CSS pixels of font make a line of 460 CSS pixels hold 21.7 characters. */
const SET = { fontSize: 46, lineHeight: 60, width: 460 };

const blocksOf = (...lengths: number[]): Block[] => {
  let at = 0;
  return lengths.map((length) => {
    const start = at;
    at += length + 1;
    return { start, end: start + length, continues: false };
  });
};

describe('the estimated height of a section', () => {
  it.each([
    ['a line for an empty paragraph', [0], 60 + 41.4],
    ['a line for what fits into one', [21], 60 + 41.4],
    ['two for what does not', [22], 120 + 41.4],
    ['the sum of its paragraphs', [21, 22], 180 + 82.8],
  ])('is %s', (_, lengths, height) => {
    expect(sectionHeights(blocksOf(...lengths), [0], SET)).toEqual([Math.round(height)]);
  });

  it('is told for each section', () => {
    expect(sectionHeights(blocksOf(1, 1, 1), [0, 2], SET)).toEqual([203, 101]);
  });

  it('has no gap where a long paragraph goes on', () => {
    const blocks = [
      { start: 0, end: 20, continues: false },
      { start: 20, end: 40, continues: true },
    ];
    expect(sectionHeights(blocks, [0], SET)).toEqual([161]);
  });

  it('is that of larger letters where they are, and of little where a heading has its gap', () => {
    const looks = new Map([
      [0, { kind: 'gap', level: 1, isFirst: true }],
      [1, { kind: 'heading', level: 1, isFirst: true }],
    ] as const);
    expect(sectionHeights(blocksOf(0, 21), [0], SET, looks)).toEqual([
      Math.round(60 * 0.3 + 2 * 60 * 1.2 + 41.4),
    ]);
  });

  it('stays within reason in a window of no width', () => {
    expect(sectionHeights(blocksOf(40), [0], { ...SET, width: 0 })).toEqual([161]);
  });
});
