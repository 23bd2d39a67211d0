// Tags as they are painted over the text: highlights, lines, whose they are. Nothing is ever read back
// from what was painted.
import type { Span } from '#core/text/span.ts';

import { turnover } from '../text/blocks-in-view.ts';
import type { SurfacePart, Viewport } from '../text/viewport.ts';
import { HighlightLayer, type PaintedPiece } from './highlight-layer.ts';
import { isDrawnAsLine, LineOverlay, type LineBox } from './line-overlay.ts';
import type { CategoryStyle } from './palette.ts';
import type { Shown } from './shown.ts';

/** When more spans than this change at once, everything in view is painted again. */
const FEW_SPANS = 100;

/** A block ready to be painted. */
interface MeasuredBlock {
  readonly index: number;
  readonly node: Text | undefined;
  readonly pieces: readonly PaintedPiece[];
  /** `undefined` where nothing is drawn as lines. */
  readonly boxes: readonly LineBox[] | undefined;
}

/** The paint of the blocks in or near the view: highlights, and boxes where colours are forced. */
export class Painting implements SurfacePart {
  private readonly highlights: HighlightLayer;
  private readonly lines: LineOverlay;

  /**
   * `lineBox` covers the page and lets the pointer through; for `highlightPrefix` see
   * `HighlightLayer`.
   */
  constructor(
    private readonly shown: Shown,
    lineBox: HTMLElement,
    highlightPrefix: string,
    private colorsAreForced: boolean,
  ) {
    this.highlights = new HighlightLayer(highlightPrefix);
    this.lines = new LineOverlay(lineBox);
  }

  setCategories(categories: readonly CategoryStyle[]): void {
    this.highlights.setCategories(categories);
    this.lines.setCategories(categories);
  }

  /** Whether the reader has the browser replace all colours. */
  setForcedColors(forced: boolean): void {
    this.colorsAreForced = forced;
    this.lines.clear();
    this.repaint();
  }

  measure({ near }: Viewport): () => void {
    const { come, go } = turnover(this.highlights.paintedBlocks, near);
    const coming = come.map((index) => this.measureBlock(index));
    return () => {
      for (const index of go) {
        this.highlights.unpaintBlock(index);
        this.lines.unpaintBlock(index);
      }
      this.draw(coming);
    };
  }

  /** Paints again what is painted. */
  repaint(): void {
    this.paintAgain([...this.highlights.paintedBlocks]);
  }

  /** Paints the painted blocks again that some spans are in. */
  repaintSpans(spans: readonly Span[]): void {
    if (spans.length === 0) return;
    if (spans.length > FEW_SPANS) {
      this.repaint();
      return;
    }
    const { text } = this.shown;
    const ranges = spans.map(({ start, end }) => ({
      first: text.blockIndexAt(start),
      last: text.blockIndexAt(end, 'end'),
    }));
    this.paintAgain(
      [...this.highlights.paintedBlocks].filter((index) =>
        ranges.some(({ first, last }) => first <= index && index <= last),
      ),
    );
  }

  /** Highlights move with their text, boxes do not. */
  afterLayout(): void {
    if (this.colorsAreForced) this.repaint();
  }

  /** Takes all paint away; what is in view is painted when the view is followed next. */
  clear(): void {
    this.highlights.clear();
    this.lines.clear();
  }

  /** How many ranges and blocks are painted now; for tests and measurements. */
  count(): { ranges: number; paintedBlocks: number } {
    return {
      ranges: this.highlights.rangeCount,
      paintedBlocks: [...this.highlights.paintedBlocks].length,
    };
  }

  destroy(): void {
    this.highlights.destroy();
  }

  private paintAgain(blocks: readonly number[]): void {
    this.draw(blocks.map((index) => this.measureBlock(index)));
  }

  private measureBlock(index: number): MeasuredBlock {
    const { text, model } = this.shown;
    const block = text.blocks[index];
    const node = text.textNode(index);
    const pieces = block ? model.piecesOf(block) : [];
    if (!this.colorsAreForced) return { index, node, pieces, boxes: undefined };
    return {
      index,
      node,
      pieces: pieces.filter((piece) => !isDrawnAsLine(piece)),
      boxes: this.lines.measure(node, pieces.filter(isDrawnAsLine)),
    };
  }

  private draw(blocks: readonly MeasuredBlock[]): void {
    for (const { index, node, pieces, boxes } of blocks) {
      this.highlights.paintBlock(index, node, pieces);
      if (boxes) this.lines.drawBlock(index, boxes);
    }
  }
}
