import { firstIndex } from '#core/collections/search.ts';

import type { FrozenText } from './frozen-text.ts';

/** Indexes of the first and the last block, both inclusive. */
export interface BlockRange {
  readonly first: number;
  readonly last: number;
}

/**
 * The blocks between two heights of the window, found by binary search over the rectangles of the
 * sections and then of the blocks in one. An observer per block costs more per scroll frame.
 */
export function blocksBetween(
  text: FrozenText,
  top: number,
  bottom: number,
): BlockRange | undefined {
  if (text.elements.length === 0) return undefined;
  const first = firstBelow(text, top);
  const last = Math.max(first, firstBelow(text, bottom));
  return { first, last };
}

/** Index of the first block whose lower edge is below `y`; the last block if there is none. */
function firstBelow(text: FrozenText, y: number): number {
  const section = firstWithBottomBelow(text.sections, 0, text.sections.length, y);
  const from = text.sectionFirsts[section] ?? text.elements.length - 1;
  const to = text.sectionFirsts[section + 1] ?? text.elements.length;
  return Math.min(firstWithBottomBelow(text.elements, from, to, y), text.elements.length - 1);
}

function firstWithBottomBelow(
  elements: readonly HTMLElement[],
  from: number,
  to: number,
  y: number,
): number {
  const bottomOf = (index: number): number =>
    elements[index]?.getBoundingClientRect().bottom ?? Infinity;
  return firstIndex(from, to, (index) => bottomOf(index) > y);
}
