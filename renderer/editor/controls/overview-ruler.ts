// What can be grasped beside and over the text: margin bars, ruler, boundary handles, the pointer.
import { spanLength, type Span } from '#core/text/span.ts';

import { categoryColor, type CategoryStyle } from '../paint/palette.ts';
import type { Shown } from '../paint/shown.ts';
import type { SurfacePart, Viewport } from '../text/viewport.ts';
import { ArticleScale } from './article-scale.ts';

/** Columns of the ruler; a fifth category shares the first one's. */
const COLUMNS = 4;

/** Of an article with more tags these are counted in a task of their own, and not in its first frame. */
const COUNTED_AT_ONCE = 2000;

/** A span in rows of the ruler: both ends inclusive. */
interface Rows {
  readonly first: number;
  readonly last: number;
}

/**
 * The whole article in a strip: how many tags of each category each row of pixels stands for. A
 * change counts up or down in the rows of one tag; what is drawn does not depend on how many
 * tags there are. Hidden from screen readers, which have the list.
 */
export class OverviewRuler implements SurfacePart {
  private readonly canvas = document.createElement('canvas');
  private readonly viewport = document.createElement('div');
  private readonly resize = new ResizeObserver(() => {
    this.fit();
  });
  private scale = new ArticleScale([]);
  private categories = new Map<string, { index: number; style: CategoryStyle }>();
  private colors: string[] = [];
  /** For each category, the number of tags in each row; `null` until the frame that counts them again. */
  private counts: readonly Uint32Array[] | null = null;
  private boilerplate: readonly Span[] = [];
  private finds: readonly Span[] = [];
  private selected: readonly Span[] = [];
  private rows = 0;
  /** The block that was asked for last: what is counted comes in document order. */
  private lastBlock = 0;
  /** Where the view's mark was taken hold of, in CSS pixels below its middle. */
  private grabbed = 0;
  private frame = 0;

  /** `onPress` is given the offset at which the ruler is pressed or dragged. */
  constructor(
    private readonly element: HTMLElement,
    private readonly shown: Shown,
    private readonly onPress: (offset: number) => void,
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
    this.recolor();
  }

  /** Another article is shown. */
  load(boilerplate: readonly Span[]): void {
    this.scale = new ArticleScale(this.shown.text.blocks);
    this.boilerplate = boilerplate;
    this.finds = [];
    this.selected = [];
    this.recount();
    if (this.shown.model.tags.size <= COUNTED_AT_ONCE) return;
    // Until then without marks: those of the article before would be wrong.
    this.counts = [];
    void scheduler.postTask(
      () => {
        this.recount();
        this.counted();
      },
      { priority: 'user-visible' },
    );
  }

  /** Counts all tags again when it is drawn next: after loading, hiding or a change of height. */
  recount(): void {
    this.counts = null;
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

  measure({ inView, top, bottom }: Viewport): (() => void) | undefined {
    if (!inView) return undefined;
    const from = this.fractionAt(inView.first, top);
    const to = this.fractionAt(inView.last, bottom);
    return () => {
      const { style } = this.viewport;
      style.insetBlockStart = `${String(from * 100)}%`;
      style.height = `${String((to - from) * 100)}%`;
      this.viewport.hidden = to - from >= 1;
    };
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

  private fit(): void {
    const rows = Math.floor(this.element.clientHeight);
    if (rows === this.rows) return;
    this.rows = rows;
    this.recount();
  }

  /** Fraction of the article before the height of a block's line at `y` of the window. */
  private fractionAt(index: number, y: number): number {
    const { text } = this.shown;
    const block = text.blocks[index];
    const rect = text.element(index)?.getBoundingClientRect();
    if (!block || !rect || rect.height === 0) return 0;
    const share = Math.min(Math.max((y - rect.top) / rect.height, 0), 1);
    if (share === 1 && index === text.blocks.length - 1) return 1;
    return this.scale.fraction(index, block.start + share * spanLength(block));
  }

  private blockOf(offset: number): number {
    const { text } = this.shown;
    const starts = (index: number): number => text.blocks[index]?.start ?? Infinity;
    let index = this.lastBlock;
    if (starts(index + 1) <= offset) index += 1;
    const isThere = starts(index) <= offset && offset < starts(index + 1);
    this.lastBlock = isThere ? index : text.blockIndexAt(offset);
    return this.lastBlock;
  }

  private rowsOf(span: Span): Rows {
    const row = (offset: number): number => {
      const fraction = this.scale.fraction(this.blockOf(offset), offset);
      return Math.min(Math.max(Math.floor(fraction * this.rows), 0), this.rows - 1);
    };
    const first = row(span.start);
    return { first, last: Math.max(first, row(span.end)) };
  }

  private count(
    tag: { readonly category: string; readonly fragments: readonly Span[] },
    by: 1 | -1,
  ): void {
    const counts = this.counts?.[this.categories.get(tag.category)?.index ?? -1];
    if (!counts || this.rows === 0) return;
    for (const fragment of tag.fragments) {
      const { first, last } = this.rowsOf(fragment);
      for (let row = first; row <= last; row += 1) counts[row] = (counts[row] ?? 0) + by;
    }
  }

  private counted(): readonly Uint32Array[] {
    if (this.counts) return this.counts;
    this.counts = Array.from(this.categories, () => new Uint32Array(this.rows));
    for (const tag of this.shown.model.shownTags()) this.count(tag, 1);
    return this.counts;
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
    this.counted().forEach((counts, index) => {
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
    if (event.type === 'pointerdown') {
      this.element.setPointerCapture(event.pointerId);
      const view = this.viewport.getBoundingClientRect();
      const isOnView = event.clientY >= view.top && event.clientY <= view.bottom;
      this.grabbed = isOnView ? event.clientY - (view.top + view.bottom) / 2 : 0;
    }
    const { top } = this.element.getBoundingClientRect();
    this.onPress(this.scale.offsetAt((event.clientY - this.grabbed - top) / this.rows));
  };
}
