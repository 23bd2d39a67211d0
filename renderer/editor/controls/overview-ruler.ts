import type { Span } from '#core/text/span.ts';
import { lastWhere } from '#core/collections/search.ts';

import { categoryColor, type CategoryStyle } from '../paint/palette.ts';
import type { Block } from '../text/block-map.ts';

/** Added to every block's length, so that short paragraphs have a height of their own; UTF-16 code units. */
const BLOCK_WEIGHT = 60;

/** Columns of the ruler; a fifth category shares the first one's. */
const COLUMNS = 4;

/**
 * Where in the article a place is, from 0 to 1, without asking the layout: blocks outside the view
 * have not been laid out.
 */
export class ArticleScale {
  /** Weight of all blocks before each block. */
  private readonly before: Float64Array;
  private readonly total: number;

  constructor(private readonly blocks: readonly Block[]) {
    this.before = new Float64Array(blocks.length);
    let total = 0;
    blocks.forEach((block, index) => {
      this.before[index] = total;
      total += block.end - block.start + BLOCK_WEIGHT;
    });
    this.total = Math.max(total, 1);
  }

  /** Fraction of the article before an offset that lies in the given block. */
  fraction(block: number, offset: number): number {
    const start = this.blocks[block]?.start ?? 0;
    return ((this.before[block] ?? 0) + Math.max(0, offset - start)) / this.total;
  }

  /** Offset at a fraction of the article. */
  offsetAt(fraction: number): number {
    const weight = Math.min(Math.max(fraction, 0), 1) * this.total;
    const index = lastWhere(this.before, (before) => before <= weight);
    const block = this.blocks[index];
    if (!block) return 0;
    return Math.min(block.end, block.start + Math.floor(weight - (this.before[index] ?? 0)));
  }
}

/** A span in rows of the ruler: both ends inclusive. */
interface Rows {
  readonly first: number;
  readonly last: number;
}

/** What the ruler asks of the surface. */
export interface RulerHost {
  /** Fraction of the article before an offset, 0 to 1. */
  fractionOf(offset: number): number;
  /** Every tag that is shown, to count again when the height changes. */
  tags(): Iterable<{ readonly category: string; readonly fragments: readonly Span[] }>;
  /** A press or drag at a fraction of the height. */
  onPress(fraction: number): void;
}

/**
 * The whole article in a strip: how many tags of each category each row of pixels stands for. A
 * change counts up or down in the rows of one tag; what is drawn does not depend on how many
 * tags there are. Hidden from screen readers, which have the list.
 */
export class OverviewRuler {
  private readonly canvas = document.createElement('canvas');
  private readonly viewport = document.createElement('div');
  private readonly resize = new ResizeObserver(() => {
    this.measure();
  });
  private categories = new Map<string, { index: number; style: CategoryStyle }>();
  private colors: string[] = [];
  /** For each category, the number of tags in each row. */
  private counts: Uint32Array[] = [];
  private boilerplate: readonly Span[] = [];
  private finds: readonly Span[] = [];
  private selected: readonly Span[] = [];
  private rows = 0;
  private frame = 0;

  constructor(
    private readonly element: HTMLElement,
    private readonly host: RulerHost,
  ) {
    element.setAttribute('aria-hidden', 'true');
    this.viewport.className = 'article-ruler-view';
    element.append(this.canvas, this.viewport);
    element.addEventListener('pointerdown', this.onPointer);
    element.addEventListener('pointermove', this.onPointer);
    this.resize.observe(element);
  }

  setCategories(categories: readonly CategoryStyle[]): void {
    this.categories = new Map(categories.map((style, index) => [style.id, { index, style }]));
    this.recount();
  }

  /** Counts all tags again: after loading, hiding or a change of height. */
  recount(): void {
    this.counts = Array.from(this.categories, () => new Uint32Array(this.rows));
    for (const tag of this.host.tags()) this.count(tag, 1);
    this.redraw();
  }

  add(tag: { readonly category: string; readonly fragments: readonly Span[] }): void {
    this.count(tag, 1);
    this.redraw();
  }

  remove(tag: { readonly category: string; readonly fragments: readonly Span[] }): void {
    this.count(tag, -1);
    this.redraw();
  }

  setBoilerplate(spans: readonly Span[]): void {
    this.boilerplate = spans;
    this.redraw();
  }

  setFinds(spans: readonly Span[]): void {
    this.finds = spans;
    this.redraw();
  }

  setSelected(spans: readonly Span[]): void {
    this.selected = spans;
    this.redraw();
  }

  /** Shows which part of the article is in view, as fractions of it. */
  setViewport(from: number, to: number): void {
    this.viewport.style.transform = `translateY(${String(from * this.rows)}px)`;
    this.viewport.style.height = `${String(Math.max((to - from) * this.rows, 6))}px`;
  }

  /** Reads the colours of the theme again. */
  recolor(): void {
    this.colors = [];
    this.redraw();
  }

  destroy(): void {
    this.resize.disconnect();
    cancelAnimationFrame(this.frame);
    this.element.removeEventListener('pointerdown', this.onPointer);
    this.element.removeEventListener('pointermove', this.onPointer);
    this.element.replaceChildren();
  }

  private measure(): void {
    const rows = Math.floor(this.element.clientHeight);
    if (rows === this.rows) return;
    this.rows = rows;
    this.recount();
  }

  private rowsOf(span: Span): Rows {
    const row = (offset: number): number =>
      Math.min(Math.max(Math.floor(this.host.fractionOf(offset) * this.rows), 0), this.rows - 1);
    const first = row(span.start);
    return { first, last: Math.max(first, row(span.end)) };
  }

  private count(
    tag: { readonly category: string; readonly fragments: readonly Span[] },
    by: 1 | -1,
  ): void {
    const counts = this.counts[this.categories.get(tag.category)?.index ?? -1];
    if (!counts || this.rows === 0) return;
    for (const fragment of tag.fragments) {
      const { first, last } = this.rowsOf(fragment);
      for (let row = first; row <= last; row += 1) counts[row] = (counts[row] ?? 0) + by;
    }
  }

  private redraw(): void {
    if (this.frame !== 0) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
    });
  }

  private draw(): void {
    const width = this.element.clientWidth;
    const context = this.canvas.getContext('2d');
    if (!context || width === 0 || this.rows === 0) return;
    const scale = window.devicePixelRatio;
    const pixels = { width: Math.round(width * scale), height: Math.round(this.rows * scale) };
    if (this.canvas.width !== pixels.width || this.canvas.height !== pixels.height) {
      Object.assign(this.canvas, pixels);
    }
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, width, this.rows);
    const style = getComputedStyle(this.element);
    if (this.colors.length === 0) {
      // Where colours are forced, one colour for all; the canvas is not forced by itself.
      const forced = style.getPropertyValue('--ruler-forced').trim();
      this.colors = Array.from(
        this.categories.values(),
        ({ style: { id } }) => forced || style.getPropertyValue(categoryColor(id)).trim(),
      );
    }
    context.fillStyle = style.getPropertyValue('--article-rule');
    for (const span of this.boilerplate) {
      const { first, last } = this.rowsOf(span);
      context.fillRect(0, first, width, last - first + 1);
    }
    const column = width / Math.min(COLUMNS, Math.max(this.categories.size, 1));
    this.counts.forEach((counts, index) => {
      context.fillStyle = this.colors[index] ?? '';
      const left = (index % COLUMNS) * column;
      for (let row = 0; row < this.rows; row += 1) {
        if ((counts[row] ?? 0) === 0) continue;
        // A run of rows at once; a lone row is drawn two high, or it could not be seen.
        let last = row;
        while (last + 1 < this.rows && (counts[last + 1] ?? 0) > 0) last += 1;
        context.fillRect(left + 1, row, column - 1, Math.max(last - row + 1, 2));
        row = last;
      }
    });
    context.fillStyle = style.getPropertyValue('--find-mark');
    for (const span of this.finds) context.fillRect(width - 4, this.rowsOf(span).first, 4, 2);
    context.fillStyle = style.getPropertyValue('--article-text');
    for (const span of this.selected) {
      const { first, last } = this.rowsOf(span);
      context.fillRect(0, first - 1, 3, last - first + 3);
    }
  }

  private readonly onPointer = (event: PointerEvent): void => {
    if ((event.buttons & 1) === 0 || this.rows === 0) return;
    // Keeps the caret and the selection in the article.
    event.preventDefault();
    if (event.type === 'pointerdown') this.element.setPointerCapture(event.pointerId);
    const { top } = this.element.getBoundingClientRect();
    this.host.onPress((event.clientY - top) / this.rows);
  };
}
