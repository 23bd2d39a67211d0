import { firstIndex } from '#core/collections/search.ts';
import type { Span } from '#core/text/span.ts';

/** Indexes of the first and the last block, both inclusive. */
export interface BlockRange {
  readonly first: number;
  readonly last: number;
}

/** Where the blocks of a text end on the screen; asked for one by one, since each answer costs. */
export interface BlockEdges {
  readonly blockCount: number;
  /** Index of the first block of each section. */
  readonly sectionFirsts: readonly number[];
  /** Lower edges in CSS pixels of the window. */
  sectionBottom(section: number): number;
  blockBottom(block: number): number;
}

/**
 * The blocks between two heights of the window, found by binary search over the sections and then
 * over the blocks in one. An observer per block costs more per scroll frame.
 */
export function blocksBetween(
  edges: BlockEdges,
  top: number,
  bottom: number,
): BlockRange | undefined {
  if (edges.blockCount === 0) return undefined;
  const first = firstEndingBelow(edges, top);
  return { first, last: Math.max(first, firstEndingBelow(edges, bottom)) };
}

/** Index of the first block whose lower edge is below `y`; the last block if there is none. */
function firstEndingBelow(edges: BlockEdges, y: number): number {
  const { blockCount, sectionFirsts } = edges;
  const section = firstIndex(0, sectionFirsts.length, (at) => edges.sectionBottom(at) > y);
  const from = sectionFirsts[section] ?? blockCount - 1;
  const to = sectionFirsts[section + 1] ?? blockCount;
  return Math.min(
    firstIndex(from, to, (at) => edges.blockBottom(at) > y),
    blockCount - 1,
  );
}

/** Which blocks a part has yet to draw and which it has to take away, to have drawn those of a range. */
export function turnover(
  drawn: Iterable<number>,
  range: BlockRange | undefined,
): { come: number[]; go: number[] } {
  const known = new Set(drawn);
  const come: number[] = [];
  for (let index = range?.first ?? 0; index <= (range?.last ?? -1); index += 1) {
    if (!known.delete(index)) come.push(index);
  }
  return { come, go: [...known] };
}

/** The part of a span that lies in a range of blocks; `undefined` if none does. */
export function clipToBlocks(
  blocks: readonly Span[],
  range: BlockRange | undefined,
  span: Span,
): Span | undefined {
  const first = blocks[range?.first ?? -1];
  const last = blocks[range?.last ?? -1];
  if (!first || !last || span.end < first.start || span.start > last.end) return undefined;
  return { start: Math.max(span.start, first.start), end: Math.min(span.end, last.end) };
}
