import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { splitParagraphs } from '#core/text/paragraphs.ts';

import { blockIndexAt, cutBlocks, cutSections } from './block-map.ts';

const blocksOf = (text: string) => cutBlocks(text, splitParagraphs(text));

const aText = fc
  .array(
    fc.tuple(
      fc.constantFrom('word ', 'a', '😀', 'e\u0301', '\n', '\r\n', '\u2029', 'long'.repeat(900)),
      fc.integer({ min: 1, max: 12 }),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.map(([part, times]) => part.repeat(times)).join(''));

describe('blocks', () => {
  it('hold every code unit of every paragraph exactly once, in order', () => {
    fc.assert(
      fc.property(aText, (text) => {
        const paragraphs = splitParagraphs(text);
        const blocks = cutBlocks(text, paragraphs);
        const joined = blocks.filter(({ continues }) => !continues).map(({ start }) => start);
        expect(joined).toEqual(paragraphs.map(({ start }) => start));
        blocks.forEach((block, index) => {
          const next = blocks[index + 1];
          if (next?.continues === true) expect(next.start).toBe(block.end);
          else expect(paragraphs.some(({ end }) => end === block.end)).toBe(true);
        });
      }),
    );
  });

  it('are never long, and never cut through a character', () => {
    fc.assert(
      fc.property(aText, (text) => {
        for (const { start, end, continues } of blocksOf(text)) {
          expect(end - start).toBeLessThanOrEqual(10_000);
          if (continues)
            expect(text.slice(start - 1, start + 1)).not.toMatch(
              /[\ud800-\udbff][\udc00-\udfff]|e\u0301/u,
            );
        }
      }),
    );
  });

  it('cut a very long line after white space', () => {
    const text = 'The quick brown fox said nothing. '.repeat(1000).trimEnd();
    const blocks = blocksOf(text);
    expect(blocks.length).toBeGreaterThan(5);
    for (const { start, continues } of blocks) {
      if (continues) expect(text.charAt(start - 1)).toBe(' ');
    }
  });

  it('are one empty block for an empty text', () => {
    expect(blocksOf('')).toEqual([{ start: 0, end: 0, continues: false }]);
  });
});

describe('the block at an offset', () => {
  it('is the one that begins last before it or at it', () => {
    fc.assert(
      fc.property(aText, fc.nat(), (text, seed) => {
        const blocks = blocksOf(text);
        const offset = seed % (text.length + 1);
        expect(blockIndexAt(blocks, offset)).toBe(
          blocks.findLastIndex(({ start }) => start <= offset),
        );
      }),
    );
  });

  it('is at the joint of two pieces the second for what begins and the first for what ends', () => {
    const blocks = blocksOf('x'.repeat(20_000));
    const joint = blocks[1]?.start ?? 0;
    expect(blockIndexAt(blocks, joint, 'start')).toBe(1);
    expect(blockIndexAt(blocks, joint, 'end')).toBe(0);
    expect(blockIndexAt(blocks, joint + 1, 'end')).toBe(1);
  });

  it('is the paragraph itself for what ends in an empty paragraph', () => {
    const blocks = blocksOf('one\n\nthree');
    expect(blockIndexAt(blocks, 4, 'end')).toBe(1);
    expect(blockIndexAt(blocks, 3, 'end')).toBe(0);
  });
});

describe('sections', () => {
  it('begin with the first block and hold forty at most', () => {
    const blocks = blocksOf('line\n'.repeat(100));
    expect(cutSections(blocks)).toEqual([0, 40, 80]);
  });

  it('hold fewer blocks where blocks are long', () => {
    const blocks = blocksOf('x'.repeat(100_000));
    const firsts = cutSections(blocks);
    expect(firsts.length).toBeGreaterThan(4);
    expect(firsts[0]).toBe(0);
  });
});
