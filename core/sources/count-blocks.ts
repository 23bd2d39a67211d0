import { BLOCK_PARTS, type Block, type BlockPart } from './reading.ts';

/** Blocks and the words in them. */
export interface BlockCount {
  readonly blocks: number;
  readonly words: number;
}

/** What of a reading is kept, and the rest by part in the order of `BlockPart`; a part without blocks is not in it. */
export interface CountedBlocks {
  readonly kept: BlockCount;
  readonly leftOut: readonly (BlockCount & { readonly part: BlockPart })[];
}

/** Scripts without spaces count by the character. Linear. */
const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}][\p{L}\p{N}\p{M}'’]*/gu;

/** About how many words a text has: for what is said of it, not for tagging. */
export function countWords(text: string): number {
  return text.match(WORD)?.length ?? 0;
}

/** @param kept indexes of the blocks that are the text; left out: those of the part `article` */
export function countBlocks(blocks: readonly Block[], kept?: Iterable<number>): CountedBlocks {
  const isKept = kept && new Set(kept);
  const counts = new Map<BlockPart | null, { blocks: number; words: number }>();
  for (const [index, { part, text }] of blocks.entries()) {
    const key = (isKept ? isKept.has(index) : part === 'article') ? null : part;
    const count = counts.get(key) ?? { blocks: 0, words: 0 };
    counts.set(key, { blocks: count.blocks + 1, words: count.words + countWords(text) });
  }
  return {
    kept: counts.get(null) ?? { blocks: 0, words: 0 },
    leftOut: BLOCK_PARTS.flatMap((part) => {
      const count = counts.get(part);
      return count ? [{ part, ...count }] : [];
    }),
  };
}
