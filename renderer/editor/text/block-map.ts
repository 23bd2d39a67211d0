import { lastWhere } from '#core/collections/search.ts';
import { snapToGraphemes } from '#core/text/graphemes.ts';
import { spanLength, type Span } from '#core/text/span.ts';

/** A stretch of the article that is one block element: a paragraph, or a piece of a very long one. */
export interface Block extends Span {
  /** Whether it goes on with the paragraph of the block before it. */
  readonly continues: boolean;
}

/** Longest paragraph that stays one block, in UTF-16 code units: layout of a block is all or nothing. */
const LONGEST_BLOCK = 10_000;

/** Length of the pieces of a longer paragraph, in UTF-16 code units. */
const PIECE = 4_000;

/** How far back from the end of a piece a white space is looked for, in UTF-16 code units. */
const PIECE_SLACK = 500;

/** Blocks in a section: layout and painting outside the view are skipped a section at a time. */
const SECTION_BLOCKS = 40;

/** UTF-16 code units after which a section is full, however few its blocks are. */
const SECTION_LENGTH = 16_000;

/** The paragraphs of a text as blocks, in order; pieces of one paragraph touch. */
export function cutBlocks(text: string, paragraphs: readonly Span[]): Block[] {
  const blocks: Block[] = [];
  for (const { start, end } of paragraphs) {
    let from = start;
    while (end - from > LONGEST_BLOCK) {
      const cut = cutAt(text, from + PIECE);
      blocks.push({ start: from, end: cut, continues: from > start });
      from = cut;
    }
    blocks.push({ start: from, end, continues: from > start });
  }
  return blocks;
}

/** After the last white space before `offset`, or between two grapheme clusters where there is none. */
function cutAt(text: string, offset: number): number {
  for (let at = offset; at > offset - PIECE_SLACK; at -= 1) {
    if (/\s/u.test(text.charAt(at - 1))) return at;
  }
  return snapToGraphemes(text, { start: offset, end: offset }).end;
}

/** The blocks in sections: for each section the index of its first block. */
export function cutSections(blocks: readonly Block[]): number[] {
  const firsts: number[] = [];
  let length = 0;
  blocks.forEach((block, index) => {
    const first = firsts.at(-1);
    if (first === undefined || index - first >= SECTION_BLOCKS || length >= SECTION_LENGTH) {
      firsts.push(index);
      length = 0;
    }
    length += spanLength(block);
  });
  return firsts;
}

/**
 * Index of the block that holds an offset. Where two pieces touch, an offset that begins something
 * belongs to the second and one that ends something to the first.
 */
export function blockIndexAt(
  blocks: readonly Block[],
  offset: number,
  side: 'start' | 'end' = 'start',
): number {
  return lastWhere(blocks, ({ start, continues }) =>
    side === 'end' && continues ? start < offset : start <= offset,
  );
}
