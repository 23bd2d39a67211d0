import { z } from 'zod';

import { ArticleId } from '../article/article.ts';
import { articleText } from './article-text.ts';
import { Block, Details, ReaderVersion, ReadOptions, type Reading } from './reading.ts';

/**
 * How an article came out of a file: stored with it, never changed. With the original's bytes it proves
 * that the text says what the file says.
 */
export const Receipt = z.strictObject({
  format: z.literal('framewise-receipt'),
  schema: z.literal(1),
  original: z.strictObject({
    /** File name for display; never used as a path. */
    name: z.string().max(1000),
    /** Of the file's own bytes, in lower-case hex. */
    sha256: ArticleId,
    /** Bytes. */
    size: z.int().nonnegative(),
  }),
  /** ISO 8601, UTC. */
  imported: z.string().max(40),
  reader: ReaderVersion,
  options: ReadOptions,
  /** See `Reading.item`. */
  item: z.string().max(1000).nullable(),
  details: Details,
  warnings: z.array(z.string().max(4000)).max(10_000),
  blocks: z.array(Block).max(200_000),
  /** Indexes of the blocks that are the text, in order. */
  kept: z.array(z.int().nonnegative()).max(200_000),
});
export type Receipt = z.infer<typeof Receipt>;

/** The text that a receipt's kept blocks are. */
export function textOfReceipt(receipt: Pick<Receipt, 'blocks' | 'kept'>) {
  const kept = new Set(receipt.kept);
  return articleText(receipt.blocks, (_, index) => kept.has(index));
}

/** What a receipt and an original that was read once more do not agree in; `null` where they agree. */
export type ReceiptProblem =
  /** The article's text is not what the kept blocks are. */
  | { readonly type: 'text-differs' }
  /** Another version of the reader reads it; what it finds now is not compared. */
  | { readonly type: 'other-reader'; readonly version: number }
  /** Index of the first block that is not as it was. */
  | { readonly type: 'block-differs'; readonly index: number };

/** Holds a receipt against the article's text and what the same reader finds in the original now. */
export function checkReceipt(
  receipt: Receipt,
  text: string,
  reading: Pick<Reading, 'blocks' | 'reader'>,
): ReceiptProblem | null {
  if (textOfReceipt(receipt).text !== text) return { type: 'text-differs' };
  if (reading.reader.version !== receipt.reader.version) {
    return { type: 'other-reader', version: reading.reader.version };
  }
  const count = Math.max(reading.blocks.length, receipt.blocks.length);
  for (let index = 0; index < count; index += 1) {
    const [was, is] = [receipt.blocks[index], reading.blocks[index]];
    if (was?.text !== is?.text || was?.part !== is?.part || was?.kind !== is?.kind) {
      return { type: 'block-differs', index };
    }
  }
  return null;
}
