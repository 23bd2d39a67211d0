import { LANE_OFFSETS, type PaintedPiece } from './highlight-layer.ts';
import type { CategoryStyle } from './palette.ts';

/** Borders know no waves; a thick double line stands for them. */
const BORDER: Record<CategoryStyle['line'], string> = {
  solid: '2px solid',
  dashed: '2px dashed',
  dotted: '2px dotted',
  double: '3px double',
  wavy: '4px double',
};

/**
 * Tags drawn as boxes over the text, for forced colours: there the browser takes the author's
 * colours out of highlights, and with them the lines.
 */
export class LineOverlay {
  private readonly lines = new Map<number, HTMLElement[]>();
  private categories = new Map<string, CategoryStyle>();

  /** `element` covers the page and lets the pointer through. */
  constructor(private readonly element: HTMLElement) {}

  setCategories(categories: readonly CategoryStyle[]): void {
    this.clear();
    this.categories = new Map(categories.map((category) => [category.id, category]));
  }

  /** Draws one block's tags in place of what was drawn there. */
  paintBlock(block: number, node: Text | undefined, pieces: readonly PaintedPiece[]): void {
    this.unpaintBlock(block);
    const drawn: HTMLElement[] = [];
    const origin = this.element.getBoundingClientRect();
    for (const { paint, start, end } of node ? pieces : []) {
      if (!node || (paint.kind !== 'tag' && paint.kind !== 'other')) continue;
      const category = this.categories.get(paint.category);
      const lane = paint.kind === 'tag' ? LANE_OFFSETS[paint.lane] : LANE_OFFSETS[3];
      if (!category || lane === undefined) continue;
      const range = document.createRange();
      range.setStart(node, Math.min(start, node.length));
      range.setEnd(node, Math.min(end, node.length));
      for (const rect of range.getClientRects()) {
        const line = document.createElement('i');
        line.setAttribute('aria-hidden', 'true');
        line.style.left = `${String(rect.left - origin.left)}px`;
        line.style.top = `${String(rect.top - origin.top)}px`;
        line.style.width = `${String(rect.width)}px`;
        // The line box ends some four pixels below the baseline.
        line.style.height = `${String(rect.height - 4 + lane)}px`;
        line.style.borderBottom = paint.kind === 'other' ? '1px dotted' : BORDER[category.line];
        line.dataset['state'] = paint.kind === 'tag' ? paint.state : 'rest';
        drawn.push(line);
      }
    }
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
}
