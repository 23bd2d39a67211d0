import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { splitParagraphs } from '#core/text/paragraphs.ts';

import { blockIndexAt, cutBlocks } from '../text/block-map.ts';
import { ArticleScale } from './article-scale.ts';

const aText = fc
  .array(fc.constantFrom('A sentence of some length. ', 'Short.', '\n', '\n\n'), { maxLength: 60 })
  .map((parts) => parts.join(''));

describe('the scale of the overview ruler', () => {
  it('grows with the offset from 0 to at most 1, and is led back to the same offset', () => {
    fc.assert(
      fc.property(aText, (text) => {
        const blocks = cutBlocks(text, splitParagraphs(text));
        const scale = new ArticleScale(blocks);
        let before = -1;
        for (const [index, { start, end }] of blocks.entries()) {
          for (const offset of new Set([start, end])) {
            const fraction = scale.fraction(index, offset);
            expect(fraction).toBeGreaterThan(before);
            expect(fraction).toBeLessThanOrEqual(1);
            const back = scale.offsetAt(fraction + 1e-9);
            expect(Math.abs(back - offset)).toBeLessThanOrEqual(1);
            before = fraction;
          }
        }
      }),
    );
  });

  it('answers with a place in the article for heights outside it', () => {
    const text = 'one\ntwo';
    const blocks = cutBlocks(text, splitParagraphs(text));
    const scale = new ArticleScale(blocks);
    expect(scale.offsetAt(-1)).toBe(0);
    expect(scale.offsetAt(2)).toBe(text.length);
    expect(blockIndexAt(blocks, scale.offsetAt(0.99))).toBe(1);
  });
});
