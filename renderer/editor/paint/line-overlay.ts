import { byId } from '#core/collections/order.ts';

import { LANE_OFFSETS, type Paint, type PaintedPiece } from './highlight-layer.ts';
import { formOf, personOffset } from './people.ts';
import { unknownCategory, type CategoryStyle } from './palette.ts';

/** Borders know no waves; a thick double line stands for them. */
const BORDER: Record<CategoryStyle['line'], string> = {
  solid: '2px solid',
  dashed: '2px dashed',
  dotted: '2px dotted',
  double: '3px double',
  wavy: '4px double',
};

/** What is drawn as lines; the rest stays with highlights, which forced colours show as selected text. */
const DRAWN: ReadonlySet<Paint['kind']> = new Set([
  'boilerplate',
  'other',
  'tag',
  'mark',
  'invisible',
  'find-current',
]);

/** Distance of a line box's lower edge from the baseline, in CSS pixels. */
const BELOW_BASELINE = 4;

/** One line of a piece, in CSS pixels from the page's corner. */
export interface LineBox {
  readonly paint: Paint;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Whether a piece of paint is drawn by the overlay where colours are forced. */
export function isDrawnAsLine({ paint }: PaintedPiece): boolean {
  return DRAWN.has(paint.kind);
}

/**
 * Tags drawn as boxes over the text, for forced colours: there the browser takes the author's
 * colours and lines out of highlights.
 */
export class LineOverlay {
  private readonly lines = new Map<number, HTMLElement[]>();
  private categories = new Map<string, CategoryStyle>();

  /** `element` covers the page and lets the pointer through. */
  constructor(private readonly element: HTMLElement) {}

  setCategories(categories: readonly CategoryStyle[]): void {
    this.clear();
    this.categories = byId(categories);
  }

  /** The boxes of one block's pieces. Reads the layout and draws nothing. */
  measure(node: Text | undefined, pieces: readonly PaintedPiece[]): LineBox[] {
    if (!node) return [];
    const boxes: LineBox[] = [];
    const origin = this.element.getBoundingClientRect();
    const range = document.createRange();
    for (const { paint, start, end } of pieces) {
      const lane = laneOf(paint);
      if (lane === undefined) continue;
      range.setStart(node, Math.min(start, node.length));
      range.setEnd(node, Math.min(end, node.length));
      for (const rect of range.getClientRects()) {
        boxes.push({
          paint,
          left: rect.left - origin.left,
          top: rect.top - origin.top,
          width: rect.width,
          height: rect.height - BELOW_BASELINE + lane,
        });
      }
    }
    return boxes;
  }

  /** Draws a block's boxes in place of what was drawn there. Reads no layout. */
  drawBlock(block: number, boxes: readonly LineBox[]): void {
    this.unpaintBlock(block);
    const drawn = boxes.map((box) => this.makeLine(box));
    this.element.append(...drawn);
    this.lines.set(block, drawn);
  }

  unpaintBlock(block: number): void {
    for (const line of this.lines.get(block) ?? []) line.remove();
    this.lines.delete(block);
  }

  clear(): void {
    this.element.replaceChildren();
    this.lines.clear();
  }

  private makeLine({ paint, left, top, width, height }: LineBox): HTMLElement {
    const line = document.createElement('i');
    line.setAttribute('aria-hidden', 'true');
    line.dataset['kind'] = paint.kind;
    line.style.left = `${left}px`;
    line.style.top = `${top}px`;
    line.style.width = `${width}px`;
    line.style.height = `${height}px`;
    if (paint.kind === 'mark') line.dataset['mark'] = paint.name;
    if (paint.kind === 'other') {
      line.style.borderBottom = paint.isDecided ? '1px solid' : BORDER[formOf(paint.person).line];
    }
    if (paint.kind === 'tag') {
      const category = this.categories.get(paint.category) ?? unknownCategory(paint.category);
      line.dataset['state'] = paint.state;
      line.style.borderBottom = BORDER[category.line];
    }
    return line;
  }
}

/** Distance of the lower line from the baseline in CSS pixels; `undefined` for what the margin alone shows. */
function laneOf(paint: Paint): number | undefined {
  if (paint.kind === 'tag') return LANE_OFFSETS[paint.lane];
  return paint.kind === 'other' ? personOffset(paint.person, paint.depth) : BELOW_BASELINE;
}
