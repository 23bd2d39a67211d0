import type { PlacedBlock } from '#core/sources/article-text.ts';

import type { Block } from './block-map.ts';

/** What a paragraph is drawn as; `gap`: the empty line that the text has before a heading. */
export interface Look {
  readonly kind: Exclude<PlacedBlock['kind'], 'paragraph'> | 'gap';
  /** Of a heading from 1 to 6; of a list item or quote how deep it stands, from 1. */
  readonly level: number;
  /** Whether this is where the block begins: a list item of two lines has one bullet, or a mark of its own. */
  readonly isFirst: boolean;
}

/** Deeper than this nothing is indented any further: the words need the line. */
const DEEPEST = 6;

/**
 * What each block of the text is drawn as, by its index; those that are plain paragraphs are left out.
 *
 * @param structure in the order of the text, apart; empty for an article of which nothing is known
 */
export function looksOf(
  blocks: readonly Block[],
  structure: readonly PlacedBlock[],
): ReadonlyMap<number, Look> {
  const looks = new Map<number, Look>();
  if (structure.length === 0) return looks;
  let at = 0;
  for (const [index, block] of blocks.entries()) {
    while ((structure[at]?.end ?? Infinity) < block.start) at += 1;
    const placed = structure[at];
    if (!placed || placed.start > block.end) {
      if (block.start === block.end) looks.set(index, { kind: 'gap', level: 1, isFirst: true });
    } else if (placed.kind !== 'paragraph') {
      const level = Math.min(placed.level ?? 1, DEEPEST);
      looks.set(index, {
        kind: placed.kind,
        level,
        isFirst: block.start <= placed.start && placed.isMarked !== true,
      });
    }
  }
  return looks;
}

/** Draws an element as what it is, by attributes that the styles look at: no text comes or goes. */
export function dress(element: HTMLElement, { kind, level, isFirst }: Look): void {
  element.dataset['kind'] = kind;
  element.dataset['level'] = String(level);
  if (!isFirst) element.dataset['goesOn'] = '';
  // A bullet stands where the words begin; a plain paragraph finds the direction for its text alone.
  element.dir = 'auto';
}

/** Height of a line as a multiple of that of running text, as in the styles. */
export function lineScale({ kind, level }: Look): number {
  switch (kind) {
    case 'gap':
      return 0.3;
    case 'heading':
      return level === 1 ? 1.2 : level === 2 ? 1.1 : 1;
    case 'caption':
      return 0.85;
    default:
      return 1;
  }
}
