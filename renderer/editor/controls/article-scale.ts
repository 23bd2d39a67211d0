import { lastWhere } from '#core/collections/search.ts';

import type { Block } from '../text/block-map.ts';

/** Added to every block's length, so that short paragraphs have a height of their own; UTF-16 code units. */
const BLOCK_WEIGHT = 60;

/**
 * Where in the article a place is, from 0 to 1, without asking the layout: blocks outside the view
 * have not been laid out.
 */
export class ArticleScale {
  /** Weight of all blocks before each block. */
  private readonly before: Float64Array;
  private readonly total: number;

  constructor(private readonly blocks: readonly Block[]) {
    this.before = new Float64Array(blocks.length);
    let total = 0;
    blocks.forEach((block, index) => {
      this.before[index] = total;
      total += block.end - block.start + BLOCK_WEIGHT;
    });
    this.total = Math.max(total, 1);
  }

  /** Fraction of the article before an offset that lies in the given block. */
  fraction(block: number, offset: number): number {
    const start = this.blocks[block]?.start ?? 0;
    return ((this.before[block] ?? 0) + Math.max(0, offset - start)) / this.total;
  }

  /** Offset at a fraction of the article. */
  offsetAt(fraction: number): number {
    const weight = Math.min(Math.max(fraction, 0), 1) * this.total;
    const index = lastWhere(this.before, (before) => before <= weight);
    const block = this.blocks[index];
    if (!block) return 0;
    return Math.min(block.end, block.start + Math.floor(weight - (this.before[index] ?? 0)));
  }
}
