import { byId } from '#core/collections/order.ts';

import { formOf, personColor, personOffset } from './people.ts';
import { colorOf, unknownCategory, type CategoryStyle } from './palette.ts';

/** How a stretch of text is painted. */
export type Paint =
  | {
      readonly kind: 'tag';
      readonly category: string;
      readonly lane: number;
      /** Whether it has a tint while it is at rest. */
      readonly tinted: boolean;
      readonly state: TagState;
    }
  | {
      /** Somebody else's tag. `person`: their place among the others, counted from 0. */
      readonly kind: 'other';
      readonly category: string;
      readonly person: number;
      /** Lanes of one's own tags that it must stay below. */
      readonly depth: number;
      readonly isDecided: boolean;
    }
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

/** The mark on the words that are to be decided on now; a ground, where other marks are lines. */
export const CURRENT_DIFFERENCE = 'difference';

/** Later ones are painted over earlier ones; a tag's line lies over all tints. */
const PRIORITY = {
  boilerplate: 0,
  other: 1,
  rest: 2,
  selected: 3,
  hover: 4,
  line: 10,
  mark: 20,
  invisible: 21,
  find: 22,
  'find-current': 23,
  kept: 24,
  preview: 25,
  flash: 26,
} as const;

/**
 * Codebooks up to this size get all their rules when they are set. A rule that is added later
 * makes the browser find the style of everything in view again, some ten milliseconds once; but
 * every rule costs a little in every element.
 */
const EAGER_CATEGORIES = 12;

/** Wavy lines are as high as three straight ones; at one pixel they keep to their lane. */
const LINE_WIDTH: Record<CategoryStyle['line'], number> = {
  solid: 2,
  dashed: 2,
  dotted: 2.5,
  double: 1,
  wavy: 1,
};

/** One highlight: its name, how it looks and what it lies over. */
interface Coat {
  readonly name: string;
  readonly declarations: string;
  readonly priority: number;
}

/**
 * The text's paint, by the CSS Custom Highlight API: the DOM stays as it is.
 *
 * A few long-lived `Highlight`s, one per category and tint and one per category and lane, never
 * one per tag. Only blocks in or near the view are in them, because Chromium rebuilds all
 * registered markers after any DOM change. Rules name the text elements only, because every
 * element that a `::highlight` rule matches gets a computed style for it.
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
    this.categories = byId(categories);
    if (categories.length > EAGER_CATEGORIES) return;
    for (const category of categories) {
      for (const state of ['rest', 'hover', 'selected'] as const) {
        this.highlightFor(tintCoat(category.id, state));
      }
      LANE_OFFSETS.forEach((_, lane) => this.highlightFor(lineCoat(category, lane)));
    }
    for (const kind of PLAIN_KINDS) this.highlightFor(plainCoat(kind));
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
        const range = new StaticRange({
          startContainer: node,
          startOffset: Math.min(start, node.length),
          endContainer: node,
          endOffset: Math.min(end, node.length),
        });
        for (const coat of this.coatsOf(paint)) {
          const highlight = this.highlightFor(coat);
          highlight.add(range);
          entries.push({ highlight, range });
        }
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

  private coatsOf(paint: Paint): Coat[] {
    switch (paint.kind) {
      case 'tag': {
        const { category, lane, state, tinted } = paint;
        const coats: Coat[] = [];
        if (tinted || state !== 'rest') coats.push(tintCoat(category, state));
        if (lane < LANE_OFFSETS.length) {
          coats.push(lineCoat(this.categories.get(category) ?? unknownCategory(category), lane));
        }
        return coats;
      }
      case 'other':
        return [otherCoat(paint)];
      case 'mark':
        return [markCoat(paint.name)];
      case 'boilerplate':
      case 'invisible':
      case 'find':
      case 'find-current':
      case 'kept':
      case 'preview':
      case 'flash':
        return [plainCoat(paint.kind)];
    }
  }

  private highlightFor({ name: suffix, declarations, priority }: Coat): Highlight {
    const name = `${this.prefix}-${suffix}`;
    const known = this.highlights.get(name);
    if (known) return known;
    this.sheet.insertRule(`[data-lexical-text]::highlight(${name}){${declarations}}`);
    const highlight = new Highlight();
    highlight.priority = priority;
    this.highlights.set(name, highlight);
    CSS.highlights.set(name, highlight);
    return highlight;
  }
}

type PlainKind = Exclude<Paint['kind'], 'tag' | 'other' | 'mark'>;

const PLAIN: Record<PlainKind, string> = {
  boilerplate: 'color:var(--article-faint);text-decoration:line-through 1px var(--article-faint);',
  invisible: `background-color:var(--invisible-tint);${underline('var(--invisible-line)', 'dotted', 2, 1)}`,
  find: 'background-color:var(--find-tint);color:var(--find-text);',
  'find-current': `background-color:var(--find-current-tint);color:var(--find-current-text);${underline('currentColor', 'solid', 2, 2)}`,
  kept: 'background-color:var(--kept-tint);',
  preview: `background-color:var(--kept-tint);${underline('var(--article-text)', 'solid', 1, 3)}`,
  flash:
    'background-color:var(--flash-tint);text-decoration:underline overline solid 2px var(--flash-line);text-underline-offset:4px;',
};

const PLAIN_KINDS = [
  'boilerplate',
  'invisible',
  'find',
  'find-current',
  'kept',
  'preview',
  'flash',
] as const satisfies readonly PlainKind[];

function plainCoat(kind: PlainKind): Coat {
  return { name: kind, declarations: PLAIN[kind], priority: PRIORITY[kind] };
}

/** `--tint` is the share of colour in the tint of a tag at rest; the reader may want less. */
function tintCoat(category: string, state: TagState): Coat {
  const share = { rest: 'var(--tint, 16%)', hover: '28%', selected: '40%' }[state];
  return {
    name: `tint-${category}-${state}`,
    declarations: `background-color:color-mix(in srgb, ${colorOf(category)} ${share}, transparent);`,
    priority: PRIORITY[state],
  };
}

function lineCoat({ id, line }: CategoryStyle, lane: number): Coat {
  return {
    name: `line-${id}-${lane}`,
    declarations: underline(colorOf(id), line, LINE_WIDTH[line], LANE_OFFSETS[lane] ?? 0),
    // Nearer lines over farther ones.
    priority: PRIORITY.line + LANE_OFFSETS.length - lane,
  };
}

/** Each person has a line of their own, in their own form and colour; what is decided on is thin. */
function otherCoat({ person, depth, isDecided }: Extract<Paint, { kind: 'other' }>): Coat {
  const { line, width } = formOf(person);
  const color = personColor(person);
  const offset = personOffset(person, depth);
  return {
    name: `other-${person}-${depth}${isDecided ? '-decided' : ''}`,
    declarations: isDecided
      ? underline(color, 'solid', 1, offset)
      : underline(color, line, width, offset),
    priority: PRIORITY.other,
  };
}

function markCoat(name: string): Coat {
  if (name === CURRENT_DIFFERENCE) {
    return {
      name: `mark-${name}`,
      declarations:
        'background-color:var(--difference-tint);text-decoration:overline solid 2px var(--difference-line);',
      priority: PRIORITY.mark,
    };
  }
  return {
    name: `mark-${name}`,
    declarations: `text-decoration:overline dotted 2px var(--mark-${name}, var(--mark));`,
    priority: PRIORITY.mark,
  };
}

function underline(color: string, line: string, width: number, offset: number): string {
  return `text-decoration:underline ${line} ${width}px ${color};text-underline-offset:${offset}px;text-decoration-skip-ink:none;`;
}
