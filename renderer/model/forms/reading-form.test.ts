import { describe, expect, it } from 'vitest';

import type { Block, BlockPart } from '#core/sources/reading.ts';

import {
  keptAtFirst,
  keptBlocks,
  leftOutRows,
  neighbour,
  partInWords,
  withBlocks,
  wordsOf,
} from './reading-form.ts';

const block = (text: string, part: BlockPart = 'article'): Block => ({
  ...{ kind: 'paragraph', text, part, why: 'Its rule', place: 'html' },
});

const BLOCKS = [
  block('Menu', 'navigation'),
  block('They met.'),
  block('Buy now', 'advertising'),
  block('They left.'),
  block('Imprint', 'navigation'),
];

/** The rows of what is left out, as words. */
const leftOut = (kept: readonly number[]) =>
  leftOutRows(BLOCKS, kept).map((row) =>
    row.type === 'part' ? `${row.part} ${row.blocks.length}` : row.block.text,
  );

describe('the blocks of a page', () => {
  it('are the text at first where they are the article, the rest stands by part', () => {
    const kept = keptAtFirst(BLOCKS);
    expect(keptBlocks(BLOCKS, kept).map(({ block: { text } }) => text)).toEqual([
      'They met.',
      'They left.',
    ]);
    expect(leftOut(kept)).toEqual(['navigation 2', 'Menu', 'Imprint', 'advertising 1', 'Buy now']);
  });

  it('come in at their place in the page, whichever was put in first', () => {
    const kept = withBlocks(withBlocks(keptAtFirst(BLOCKS), [4], true), [0, 2], true);
    expect(kept).toEqual([0, 1, 2, 3, 4]);
    expect(leftOut(kept)).toEqual([]);
  });

  it('are said to be left out by the analyst where the rules had kept them', () => {
    const kept = withBlocks(keptAtFirst(BLOCKS), [1], false);
    expect(kept).toEqual([3]);
    expect(leftOut(kept)).toEqual([
      ...['by-hand 1', 'They met.'],
      ...['navigation 2', 'Menu', 'Imprint', 'advertising 1', 'Buy now'],
    ]);
  });

  it('that leave a list hand over to the next one, or to the one before', () => {
    expect(neighbour([1, 2, 3], (row) => row === 2)).toBe(3);
    expect(neighbour([1, 2, 3], (row) => row >= 2)).toBe(1);
    expect(neighbour([1], () => true)).toBeUndefined();
  });

  it('are counted in words of any script', () => {
    expect(wordsOf([block('They met, twice.'), block('彼は言った')])).toBeGreaterThan(4);
  });

  it('have a name for every part', () => {
    const parts = leftOutRows(BLOCKS, []).flatMap((row) => (row.type === 'part' ? row.part : []));
    expect(parts.map(partInWords)).toEqual(['Left out by you', 'Navigation', 'Advertising']);
  });
});
