/** Which blocks of a page or document are the text: what the sheet lists, and what its keys do. */
import { BLOCK_PARTS, type Block, type BlockPart, type Detail } from '#core/sources/reading.ts';

/** A block and its place among all of its source. */
export interface ListedBlock {
  readonly index: number;
  readonly block: Block;
}

/** Why a block stands on the right: its part, or that the analyst took it out of the text. */
export type LeftOutReason = BlockPart | 'by-hand';

/** A row of what is left out: the name of a part over its blocks, or one of these. */
export type LeftOutRow =
  | {
      readonly type: 'part';
      readonly part: LeftOutReason;
      /** Indexes of its blocks. */
      readonly blocks: readonly number[];
    }
  | ({ readonly type: 'block' } & ListedBlock);

/** Indexes of the blocks that are the text as long as nobody says otherwise. */
export function keptAtFirst(blocks: readonly Block[]): readonly number[] {
  return blocks.flatMap(({ part }, index) => (part === 'article' ? [index] : []));
}

/** The blocks that are the text, in order. */
export function keptBlocks(
  blocks: readonly Block[],
  kept: readonly number[],
): readonly ListedBlock[] {
  return kept.flatMap((index) => {
    const block = blocks[index];
    return block ? [{ index, block }] : [];
  });
}

const REASONS: readonly LeftOutReason[] = ['by-hand', ...BLOCK_PARTS];

/** What is left out, by part, each part with its name over it. */
export function leftOutRows(
  blocks: readonly Block[],
  kept: readonly number[],
): readonly LeftOutRow[] {
  const isKept = new Set(kept);
  const byReason = new Map<LeftOutReason, ListedBlock[]>(REASONS.map((reason) => [reason, []]));
  for (const [index, block] of blocks.entries()) {
    if (isKept.has(index)) continue;
    byReason.get(block.part === 'article' ? 'by-hand' : block.part)?.push({ index, block });
  }
  return [...byReason].flatMap(([part, members]): LeftOutRow[] =>
    members.length === 0
      ? []
      : [
          { type: 'part', part, blocks: members.map(({ index }) => index) },
          ...members.map((member) => ({ type: 'block' as const, ...member })),
        ],
  );
}

/** The indexes of the text with some put in or taken out; in order. */
export function withBlocks(
  kept: readonly number[],
  moved: readonly number[],
  isIn: boolean,
): readonly number[] {
  const all = new Set(kept);
  for (const index of moved) {
    if (isIn) all.add(index);
    else all.delete(index);
  }
  return [...all].sort((a, b) => a - b);
}

/** What a list shows next where a row leaves it: the one behind it, else the one before it. */
export function neighbour<T>(rows: readonly T[], isLeaving: (row: T) => boolean): T | undefined {
  const at = rows.findIndex(isLeaving);
  return (
    rows.slice(at + 1).find((row) => !isLeaving(row)) ??
    rows.slice(0, Math.max(at, 0)).findLast((row) => !isLeaving(row))
  );
}

/** What a part is called over its blocks. */
export function partInWords(part: LeftOutReason): string {
  switch (part) {
    case 'by-hand':
      return 'Left out by you';
    case 'article':
      return 'Article';
    case 'aside':
      return 'Beside the article';
    case 'navigation':
      return 'Navigation';
    case 'comment':
      return 'Comments';
    case 'advertising':
      return 'Advertising';
    case 'metadata':
      return 'About the article';
    case 'hidden':
      return 'Hidden';
  }
}

const words = new Intl.Segmenter('en', { granularity: 'word' });

/** How many words blocks have. */
export function wordsOf(blocks: Iterable<Pick<Block, 'text'>>): number {
  let count = 0;
  for (const { text } of blocks) {
    for (const { isWordLike } of words.segment(text)) if (isWordLike === true) count += 1;
  }
  return count;
}

/** Where a detail was read, and what stood there if something else is written now. */
export function detailInWords(read: Detail | undefined, written: string): string {
  if (!read) return written.trim() === '' ? 'Not found in the file' : 'Written by you';
  const isAsRead = [read.value, read.iso].includes(written.trim());
  return isAsRead ? `From ${read.from}` : `In the file: ${read.value} (${read.from})`;
}
