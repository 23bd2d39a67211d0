import { OVERFLOW_LANE } from '#core/lanes.ts';

import { colorOf, unknownCategory, type CategoryStyle } from './palette.ts';

/** How a stretch of text is painted. */
export type Paint =
  | {
      readonly kind: 'tag';
      readonly category: string;
      readonly lane: number;
      /** Whether it has a tint while it is neither selected nor under the pointer. */
      readonly tinted: boolean;
      readonly state: TagState;
    }
  | { readonly kind: 'other'; readonly category: string }
  | { readonly kind: 'mark'; readonly name: string }
  | {
      readonly kind:
        'boilerplate' | 'invisible' | 'find' | 'find-current' | 'kept' | 'preview' | 'flash';
    };

/** How strongly a tag is painted. */
export type TagState = 'rest' | 'hover' | 'selected';

/** A stretch of one block's text, in UTF-16 code units from the block's start, and how it is painted. */
export interface PaintedPiece {
  readonly paint: Paint;
  readonly start: number;
  readonly end: number;
}

/** Distance of each lane's line from the baseline, in CSS pixels. */
export const LANE_OFFSETS = [3, 7, 11, 15] as const;

/** Later ones are painted over earlier ones. */
const PRIORITY: Record<Paint['kind'], number> = {
  boilerplate: 0,
  other: 10,
  tag: 20,
  mark: 40,
  invisible: 50,
  find: 60,
  'find-current': 70,
  kept: 80,
  preview: 90,
  flash: 100,
};
const STATE_PRIORITY: Record<TagState, number> = { rest: 0, hover: 2, selected: 1 };

/** Wavy lines are as high as three straight ones; at one pixel they keep to their lane. */
const LINE_WIDTH: Record<CategoryStyle['line'], number> = {
  solid: 2,
  dashed: 2,
  dotted: 2.5,
  double: 1,
  wavy: 1,
};

/**
 * The text's paint, by the CSS Custom Highlight API: the DOM stays as it is.
 *
 * One long-lived `Highlight` per way of painting, never one per tag. Only blocks in or near the
 * view are in them, because Chromium rebuilds all registered markers after any DOM change. Rules
 * name the text elements only and are made when first used, because every element that a
 * `::highlight` rule matches gets a computed style for it.
 */
export class HighlightLayer {
  private readonly sheet = new CSSStyleSheet();
  private readonly highlights = new Map<string, Highlight>();
  private readonly painted = new Map<number, { highlight: Highlight; range: StaticRange }[]>();
  private categories = new Map<string, CategoryStyle>();

  /** `prefix` begins every highlight name: names are global to the document. A CSS identifier. */
  constructor(private readonly prefix: string) {
    document.adoptedStyleSheets.push(this.sheet);
  }

  setCategories(categories: readonly CategoryStyle[]): void {
    this.clear();
    for (const name of this.highlights.keys()) CSS.highlights.delete(name);
    this.highlights.clear();
    this.sheet.replaceSync('');
    this.categories = new Map(categories.map((category) => [category.id, category]));
  }

  /** Blocks that are painted now. */
  get paintedBlocks(): Iterable<number> {
    return this.painted.keys();
  }

  isPainted(block: number): boolean {
    return this.painted.has(block);
  }

  /** Paints a block in place of what was painted there. */
  paintBlock(block: number, node: Text | undefined, pieces: readonly PaintedPiece[]): void {
    this.unpaintBlock(block);
    const entries: { highlight: Highlight; range: StaticRange }[] = [];
    if (node) {
      for (const { paint, start, end } of pieces) {
        const highlight = this.highlightFor(paint);
        const range = new StaticRange({
          startContainer: node,
          startOffset: Math.min(start, node.length),
          endContainer: node,
          endOffset: Math.min(end, node.length),
        });
        highlight.add(range);
        entries.push({ highlight, range });
      }
    }
    this.painted.set(block, entries);
  }

  unpaintBlock(block: number): void {
    for (const { highlight, range } of this.painted.get(block) ?? []) highlight.delete(range);
    this.painted.delete(block);
  }

  clear(): void {
    for (const highlight of this.highlights.values()) highlight.clear();
    this.painted.clear();
  }

  /** How many ranges are registered now; for tests and measurements. */
  get rangeCount(): number {
    let count = 0;
    for (const highlight of this.highlights.values()) count += highlight.size;
    return count;
  }

  destroy(): void {
    this.clear();
    for (const name of this.highlights.keys()) CSS.highlights.delete(name);
    this.highlights.clear();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((s) => s !== this.sheet);
  }

  /** The highlight for a way of painting. */
  private highlightFor(paint: Paint): Highlight {
    const name = `${this.prefix}-${suffixOf(paint)}`;
    const known = this.highlights.get(name);
    if (known) return known;
    this.sheet.insertRule(
      `[data-lexical-text]::highlight(${name}){${this.declarationsFor(paint)}}`,
    );
    const highlight = new Highlight();
    highlight.priority =
      PRIORITY[paint.kind] +
      (paint.kind === 'tag' ? STATE_PRIORITY[paint.state] * 5 + OVERFLOW_LANE - paint.lane : 0);
    this.highlights.set(name, highlight);
    CSS.highlights.set(name, highlight);
    return highlight;
  }

  private categoryOf(id: string): CategoryStyle {
    return this.categories.get(id) ?? unknownCategory(id);
  }

  private declarationsFor(paint: Paint): string {
    switch (paint.kind) {
      case 'tag':
        return tagDeclarations(this.categoryOf(paint.category), paint);
      case 'other':
        return underline(colorOf(paint.category), 'dotted', 1, 17);
      case 'mark':
        return `text-decoration:overline dotted 2px var(--mark-${paint.name}, var(--mark));`;
      case 'boilerplate':
        return 'color:var(--article-faint);text-decoration:line-through 1px var(--article-faint);';
      case 'invisible':
        return `background-color:var(--invisible-tint);${underline('var(--invisible-line)', 'dotted', 2, 1)}`;
      case 'find':
        return 'background-color:var(--find-tint);color:var(--find-text);';
      case 'find-current':
        return `background-color:var(--find-current-tint);color:var(--find-current-text);${underline('currentColor', 'solid', 2, 2)}`;
      case 'kept':
        return 'background-color:var(--kept-tint);';
      case 'preview':
        return `background-color:var(--kept-tint);${underline('var(--article-text)', 'solid', 1, 3)}`;
      case 'flash':
        return `background-color:var(--flash-tint);text-decoration:underline overline solid 2px var(--flash-line);text-underline-offset:4px;`;
    }
  }
}

function suffixOf(paint: Paint): string {
  switch (paint.kind) {
    case 'tag':
      return `tag-${paint.category}-${String(paint.lane)}-${paint.tinted || paint.state !== 'rest' ? paint.state : 'plain'}`;
    case 'other':
      return `other-${paint.category}`;
    case 'mark':
      return `mark-${paint.name}`;
    case 'boilerplate':
    case 'invisible':
    case 'find':
    case 'find-current':
    case 'kept':
    case 'preview':
    case 'flash':
      return paint.kind;
  }
}

function underline(color: string, line: string, width: number, offset: number): string {
  return `text-decoration:underline ${line} ${String(width)}px ${color};text-underline-offset:${String(offset)}px;text-decoration-skip-ink:none;`;
}

/** `--tag-tint` is the share of colour in the tint: less by the reader's wish, none beside a selected tag. */
function tagDeclarations(
  { id, line }: CategoryStyle,
  { lane, tinted, state }: Extract<Paint, { kind: 'tag' }>,
): string {
  const color = colorOf(id);
  const tint = { rest: tinted ? 'var(--tag-tint)' : '0%', hover: '28%', selected: '40%' }[state];
  const background = `background-color:color-mix(in srgb, ${color} ${tint}, transparent);`;
  const offset = LANE_OFFSETS[lane];
  if (offset === undefined) return background;
  return background + underline(color, line, LINE_WIDTH[line], offset);
}
