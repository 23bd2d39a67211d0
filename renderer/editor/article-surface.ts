import { tagHull, type Tag } from '#core/tags/tag.ts';
import type { Region } from '#core/article/article.ts';
import type { IntervalIndex } from '#core/tags/interval-index.ts';
import { spanLength, spansEqual, type Span } from '#core/text/span.ts';

import {
  BoundaryHandles,
  type DragPhase,
  type DragPoint,
  type HandlePlace,
  type TagEdge,
} from './controls/boundary-handles.ts';
import { FrozenText } from './text/frozen-text.ts';
import { HighlightLayer } from './paint/highlight-layer.ts';
import { isDrawnAsLine, LineOverlay } from './paint/line-overlay.ts';
import { LiveSelection } from './text/live-selection.ts';
import { MarginBars, type BarTag } from './controls/margin-bars.ts';
import { ArticleScale, OverviewRuler } from './controls/overview-ruler.ts';
import { unknownCategory, type CategoryStyle } from './paint/palette.ts';
import { SurfaceModel, type OtherSet, type TagChanges } from './paint/surface-model.ts';
import { offsetOfPoint, pointOfOffset, rangeOfSpan } from './text/text-points.ts';
import { blocksBetween, type BlockRange } from './text/viewport.ts';
import type { ArticleSelection } from './text/article-selection.ts';
import type {
  LoadedArticle,
  RevealBlock,
  SelectOptions,
  Surface,
  SurfaceCallbacks,
} from './surface.ts';

/** How a surface is made. */
export interface SurfaceOptions {
  /** Empty element that the surface fills; its size is the surface's size. */
  readonly container: HTMLElement;
  /** Must say that the text cannot be changed: browsers report it as editable. */
  readonly ariaLabel: string;
  readonly callbacks: SurfaceCallbacks;
  readonly categories: readonly CategoryStyle[];
  /** Begins the names of this surface's highlights, which are global to the document. A CSS identifier. */
  readonly highlightPrefix: string;
}

/** How far above and below the view blocks are painted, in CSS pixels: a fast scroll's reach in a frame. */
const OVERSCAN = 400;

/** Room kept above and below a revealed place, in CSS pixels. */
const REVEAL_PADDING = 64;

/** Frames in which `reveal` corrects itself as sections in its way get their real heights. */
const REVEAL_FRAMES = 4;

/** How long `flash` marks a place, in milliseconds. */
const FLASH_DURATION = 1500;

/** More tags than this that change their state at once repaint everything in view. */
const FEW_TAGS = 50;

/** Heights in CSS pixels from the top of the page element. */
interface Extent {
  readonly top: number;
  readonly bottom: number;
}

/**
 * The article as an analyst sees it: frozen text with a caret, and tags painted over it.
 *
 * The text is in the DOM as a whole, so that find, select all, print and screen readers see it;
 * paint, bars and handles exist only for what is in or near the view. Everything drawn is derived
 * from the tags handed in; nothing is read back out of the drawing.
 */
export class ArticleSurface implements Surface {
  private readonly container: HTMLElement;
  private readonly callbacks: SurfaceCallbacks;
  private readonly root = makeElement('article-text');
  private readonly page = makeElement('article-page');
  private readonly scroller = makeElement('article-scroll');
  private readonly frozen: FrozenText;
  private readonly live: LiveSelection;
  private readonly highlights: HighlightLayer;
  private readonly lines: LineOverlay;
  private readonly bars: MarginBars;
  private readonly handles: BoundaryHandles;
  private readonly ruler: OverviewRuler;
  private readonly forcedColors = window.matchMedia('(forced-colors: active)');
  /** Not asked of `forcedColors` again: a `matches` that is read before its event takes the event away. */
  private drawsLines = this.forcedColors.matches;
  private readonly listeners = new AbortController();
  private readonly resizes = new ResizeObserver(() => {
    this.relayout();
  });
  private readonly themes = new MutationObserver(() => {
    this.ruler.recolor();
  });

  private palette: readonly CategoryStyle[];
  private categories: ReadonlyMap<string, CategoryStyle> = new Map();
  private model = new SurfaceModel('', [], [], { categories: new Set(), all: false });
  private scale = new ArticleScale([]);
  /** The tag that has handles. */
  private active: string | undefined;
  /** Blocks in view. */
  private view: BlockRange | undefined;
  /** Blocks in or near the view: those that are painted. */
  private near: BlockRange | undefined;
  private readonly extents = new Map<string, Extent>();
  private labels = new WeakMap<Tag, string>();
  private refreshFrame = 0;
  /** What the heights of sections were estimated for. */
  private sizedFor = '';
  private hoverFrame = 0;
  /** Number of the present `reveal`; a new one or the reader's own movement ends it. */
  private revealing = 0;
  private flashTimer: ReturnType<typeof setTimeout> | undefined;

  constructor({ container, ariaLabel, callbacks, categories, highlightPrefix }: SurfaceOptions) {
    this.container = container;
    this.callbacks = callbacks;
    this.palette = categories;
    const { scroller, page, root } = this;
    const column = makeElement('article-column');
    const margin = makeElement('article-margin');
    const lineBox = makeElement('article-lines');
    const overlay = makeElement('article-overlay');
    const rulerBox = makeElement('article-ruler');
    setRootAttributes(root, ariaLabel);
    column.append(root);
    page.append(column, margin, lineBox, overlay);
    scroller.append(page);
    container.classList.add('article-surface');
    container.append(scroller, rulerBox);

    this.frozen = new FrozenText(root, column, {
      onEditAttempt: (attempt) => callbacks.onEditAttempt?.(attempt),
      onRestored: () => {
        this.afterRestore();
      },
      onSelectAll: () => {
        this.selectAll();
      },
      onError: (error) => callbacks.onError?.(error),
    });
    this.live = new LiveSelection(
      root,
      this.frozen,
      {
        onChange: (selection) => callbacks.onSelectionChange?.(selection),
        onPointerSelect: (selection) => callbacks.onPointerSelect?.(selection),
      },
      this.listeners.signal,
    );
    this.highlights = new HighlightLayer(highlightPrefix);
    this.lines = new LineOverlay(lineBox);
    this.bars = new MarginBars(margin, {
      onPress: (ids, event) => callbacks.onTagClick?.(ids, event),
      onHover: (id) => {
        this.hoverAndTell(id);
      },
    });
    this.handles = new BoundaryHandles(overlay, (edge, phase, point) => {
      this.dragHandle(edge, phase, point);
    });
    this.ruler = new OverviewRuler(rulerBox, {
      fractionOf: (offset) => this.scale.fraction(this.frozen.blockIndexAt(offset), offset),
      tags: () => this.model.shownTags(),
      onPress: (fraction) => {
        const offset = this.scale.offsetAt(fraction);
        this.reveal({ start: offset, end: offset }, { block: 'center' });
      },
    });
    this.adoptCategories(categories);
    this.resizes.observe(root);
    this.resizes.observe(scroller);
    this.themes.observe(document.documentElement, { attributeFilter: ['data-theme', 'class'] });
    this.listen();
  }

  // Content

  /**
   * Shows an article in place of the one before, from its beginning. Selection, selected tags,
   * find, marks and other sets are reset; hidden categories stay hidden.
   */
  load({ text, paragraphs, tags, regions }: LoadedArticle): void {
    this.highlights.clear();
    this.lines.clear();
    this.extents.clear();
    this.model = new SurfaceModel(text, tags, regions, this.model.hidden);
    this.active = undefined;
    this.view = undefined;
    this.near = undefined;
    this.revealing += 1;
    clearTimeout(this.flashTimer);
    this.frozen.load(text, paragraphs);
    this.live.load(text, paragraphs);
    this.scale = new ArticleScale(this.frozen.blocks);
    this.sizedFor = '';
    this.sizeSections();
    this.scroller.scrollTop = 0;
    this.ruler.setBoilerplate(regions);
    this.ruler.setFinds([]);
    this.ruler.setSelected([]);
    this.ruler.recount();
    this.refresh();
  }

  /** Brings the surface up to date with changed tags; the work does not grow with their number. */
  applyTagChanges(changes: TagChanges): void {
    const { gone, come, moved } = this.model.apply(changes);
    for (const tag of [...gone, ...come]) this.extents.delete(tag.id);
    for (const tag of gone) if (this.model.isShown(tag)) this.ruler.remove(tag);
    for (const tag of come) if (this.model.isShown(tag)) this.ruler.add(tag);
    this.repaintTags([...gone, ...come, ...moved]);
    this.scheduleRefresh();
  }

  /** The stretches that are page furniture: grey and struck through. */
  setRegions(regions: readonly Region[]): void {
    this.model.setRegions(regions);
    this.ruler.setBoilerplate(regions);
    this.repaint();
  }

  /** Tags of other annotators, in place of those shown before. */
  setOtherSets(sets: readonly OtherSet[]): void {
    this.model.setOthers(sets);
    this.extents.clear();
    this.repaint();
    this.scheduleRefresh();
  }

  /** The codebook has changed. */
  setCategories(categories: readonly CategoryStyle[]): void {
    if (categories === this.palette) return;
    this.palette = categories;
    this.adoptCategories(categories);
    this.labels = new WeakMap();
    this.refresh();
  }

  // How tags are shown

  /** The selected tags, and the one of them that has handles. Others keep their lines and lose their tint. */
  setSelectedTags(ids: Iterable<string>, activeId?: string): void {
    const before = this.model.selected;
    const after = new Set(ids);
    this.model.selected = after;
    this.active = activeId;
    // The first selected tag takes the tint from all others, the last one gives it back.
    if (before.size > 0 !== after.size > 0) this.repaint();
    else this.repaintTagIds([...before, ...after].filter((id) => before.has(id) !== after.has(id)));
    this.ruler.setSelected(
      after.size > FEW_TAGS
        ? []
        : [...after].flatMap((id) => this.model.findTag(id)?.fragments ?? []),
    );
    this.scheduleRefresh();
  }

  /** Shows one tag as being under the pointer. */
  setHover(id: string | undefined): void {
    const before = this.model.hovered;
    if (id === before) return;
    this.model.hovered = id;
    this.repaintTagIds([before, id].filter((each) => each !== undefined));
  }

  /** Categories that are not shown in the text, the margin and the ruler. */
  setHiddenCategories(ids: Iterable<string>): void {
    const categories = new Set(ids);
    const before = this.model.hidden.categories;
    if (categories.size === before.size && [...categories].every((id) => before.has(id))) return;
    this.model.hidden.categories = categories;
    this.afterHiding();
  }

  /** Hides all tags, or shows them again. */
  setTagsHidden(hidden: boolean): void {
    if (this.model.hidden.all === hidden) return;
    this.model.hidden.all = hidden;
    this.afterHiding();
  }

  /** What find has found, in document order and without overlaps; -1 for no current one. */
  setFind(matches: readonly Span[], currentIndex: number): void {
    this.model.finds = matches;
    this.model.currentFind = currentIndex;
    this.ruler.setFinds(matches);
    this.repaint();
  }

  /**
   * Marks other places, such as the speaker of the selected tag. The name is a CSS identifier;
   * `--mark-<name>` may give it a colour. An empty list takes the marks away.
   */
  setMarks(name: string, spans: readonly Span[]): void {
    const { marks } = this.model;
    const before = marks.get(name) ?? [];
    if (spans.length > 0) marks.set(name, spans);
    else marks.delete(name);
    this.repaintSpans([...before, ...spans]);
  }

  // Selection

  /** The selection; at the article's start until there is one. Kept while the focus is elsewhere. */
  getSelection(): ArticleSelection {
    return this.live.current;
  }

  /** Reports a selection now that the browser has made and not yet told of. */
  settleSelection(): void {
    this.live.settle();
  }

  /** Offset of the caret: the moving end of the selection. */
  get caretOffset(): number {
    return this.live.current.focus;
  }

  /** Selects from `anchor` to `focus`, which may be before it, and takes the focus unless told not to. */
  setSelection(
    anchor: number,
    focus: number,
    { scroll = true, takeFocus = true }: SelectOptions = {},
  ): void {
    this.live.set(anchor, focus);
    if (takeFocus) this.focus();
    else this.showKept();
    if (scroll) this.reveal({ start: focus, end: focus });
  }

  selectAll(): void {
    this.setSelection(0, this.model.text.length, { scroll: false });
  }

  /** Moves the focus into the text, with the selection it had before. */
  focus(): void {
    this.root.focus({ preventScroll: true });
    this.live.apply();
  }

  get hasFocus(): boolean {
    return document.activeElement === this.root;
  }

  /** Whether mouse selections are widened to whole words. */
  setSnapping(on: boolean): void {
    this.live.snapping = on;
  }

  setLabel(label: string): void {
    this.root.setAttribute('aria-label', label);
  }

  // Places

  /** Scrolls a place into view. */
  reveal(span: Span, { block = 'nearest' }: { block?: RevealBlock } = {}): void {
    this.revealing += 1;
    this.revealStep(span, block, this.revealing, REVEAL_FRAMES);
  }

  /** Marks a place for a moment, without motion. */
  flash(span: Span): void {
    this.model.flashed = span;
    this.repaint();
    clearTimeout(this.flashTimer);
    this.flashTimer = setTimeout(() => {
      this.model.flashed = undefined;
      this.repaint();
    }, FLASH_DURATION);
  }

  /** Rectangles of a span's lines in window coordinates, as far as it is in or near the view. */
  rectsOf(span: Span): DOMRect[] {
    const clipped = this.clipToNear(span);
    return clipped ? [...(rangeOfSpan(this.frozen, clipped)?.getClientRects() ?? [])] : [];
  }

  /** Offset nearest to a point of the window. */
  offsetAtPoint(clientX: number, clientY: number): number | undefined {
    const text = this.root.getBoundingClientRect();
    const view = this.scroller.getBoundingClientRect();
    const top = Math.max(text.top, view.top);
    const bottom = Math.min(text.bottom, view.bottom);
    const x = clamp(clientX, text.left + 1, text.right - 1);
    const y = clamp(clientY, top + 1, bottom - 1);
    const caret = document.caretPositionFromPoint(x, y);
    return caret
      ? offsetOfPoint(this.frozen, this.root, caret.offsetNode, caret.offset)
      : undefined;
  }

  /** Ids of the tags whose words are under a point of the window, the shortest first. */
  hitTest(clientX: number, clientY: number): string[] {
    const offset = this.characterAtPoint(clientX, clientY);
    return offset === undefined ? [] : this.tagsAt(offset);
  }

  /** Ids of the shown tags that cover the code unit at an offset, the shortest first. */
  tagsAt(offset: number): string[] {
    return this.model.tagsAt(offset);
  }

  /** The element that scrolls, for what must follow it. */
  get scrollElement(): HTMLElement {
    return this.scroller;
  }

  /** What is held and drawn, for tests and measurements. */
  inspect(): {
    lexicalText: string;
    domText: string;
    restores: number;
    ranges: number;
    paintedBlocks: number;
  } {
    return {
      lexicalText: this.frozen.readBack('lexical'),
      domText: this.frozen.readBack('dom'),
      restores: this.frozen.restores,
      ranges: this.highlights.rangeCount,
      paintedBlocks: [...this.highlights.paintedBlocks].length,
    };
  }

  destroy(): void {
    this.listeners.abort();
    this.resizes.disconnect();
    this.themes.disconnect();
    cancelAnimationFrame(this.refreshFrame);
    cancelAnimationFrame(this.hoverFrame);
    clearTimeout(this.flashTimer);
    this.revealing += 1;
    this.live.destroy();
    this.frozen.destroy();
    this.highlights.destroy();
    this.handles.destroy();
    this.ruler.destroy();
    this.container.replaceChildren();
    this.container.classList.remove('article-surface');
  }

  // Painting

  private adoptCategories(categories: readonly CategoryStyle[]): void {
    this.categories = new Map(categories.map((category) => [category.id, category]));
    this.highlights.setCategories(categories);
    this.lines.setCategories(categories);
    this.ruler.setCategories(categories);
    this.ruler.recolor();
  }

  private paintBlock(index: number): void {
    const block = this.frozen.blocks[index];
    if (!block) return;
    const node = this.frozen.textNode(index);
    const pieces = this.model.piecesOf(block);
    if (!this.drawsLines) {
      this.highlights.paintBlock(index, node, pieces);
      return;
    }
    this.lines.paintBlock(index, node, pieces.filter(isDrawnAsLine));
    this.highlights.paintBlock(
      index,
      node,
      pieces.filter((piece) => !isDrawnAsLine(piece)),
    );
  }

  private unpaintBlock(index: number): void {
    this.highlights.unpaintBlock(index);
    this.lines.unpaintBlock(index);
  }

  /** Paints again what is painted. */
  private repaint(): void {
    for (const index of [...this.highlights.paintedBlocks]) this.paintBlock(index);
  }

  private repaintTags(tags: readonly Tag[]): void {
    if (tags.length > FEW_TAGS) this.repaint();
    else this.repaintSpans(tags.flatMap(({ fragments }) => fragments));
  }

  /** Paints the blocks again that some spans are in. */
  private repaintSpans(spans: readonly Span[]): void {
    const blocks = new Set<number>();
    for (const { start, end } of spans) {
      const first = Math.max(this.frozen.blockIndexAt(start), this.near?.first ?? 0);
      const last = Math.min(this.frozen.blockIndexAt(end, 'end'), this.near?.last ?? -1);
      for (let index = first; index <= last; index += 1) blocks.add(index);
    }
    for (const index of blocks) if (this.highlights.isPainted(index)) this.paintBlock(index);
  }

  private repaintTagIds(ids: readonly string[]): void {
    this.repaintTags(ids.flatMap((id) => this.model.findTag(id) ?? []));
  }

  private afterHiding(): void {
    this.ruler.recount();
    this.repaint();
    this.scheduleRefresh();
  }

  private afterRestore(): void {
    if (this.hasFocus) this.live.apply();
    this.extents.clear();
    this.highlights.clear();
    this.lines.clear();
    this.near = undefined;
    this.refresh();
  }

  /** Paints the selection while the focus is elsewhere: the browser draws one selection only. */
  private showKept(): void {
    const { span, collapsed } = this.live.current;
    const kept = this.hasFocus || collapsed ? undefined : span;
    if (kept === this.model.kept) return;
    const changed = [this.model.kept, kept].filter((each) => each !== undefined);
    this.model.kept = kept;
    this.repaintSpans(changed);
  }

  // What follows the view

  private scheduleRefresh(): void {
    if (this.refreshFrame !== 0) return;
    this.refreshFrame = requestAnimationFrame(() => {
      this.refreshFrame = 0;
      this.refresh();
    });
  }

  /** The text has been laid out anew: all heights are void. */
  private relayout(): void {
    this.extents.clear();
    this.refresh();
    // Highlights move with their text, boxes do not.
    if (this.drawsLines) this.repaint();
    // Not at once: heights that change while they are observed are reported as an error.
    requestAnimationFrame(() => {
      this.sizeSections();
    });
  }

  /** Brings paint, bars, handles and ruler in line with what is in view. */
  private refresh(): void {
    const { top, bottom } = this.scroller.getBoundingClientRect();
    const before = this.near;
    const near = blocksBetween(this.frozen, top - OVERSCAN, bottom + OVERSCAN);
    this.near = near;
    this.view = blocksBetween(this.frozen, top, bottom);
    if (before) {
      for (let index = before.first; index <= before.last; index += 1) {
        if (!near || index < near.first || index > near.last) this.unpaintBlock(index);
      }
    }
    if (near) {
      for (let index = near.first; index <= near.last; index += 1) {
        if (!this.highlights.isPainted(index)) this.paintBlock(index);
      }
    }
    // All that is measured first: what is asked after something was drawn costs another layout.
    const bars = this.barsInView();
    const handles = this.handles.dragging ? undefined : this.handlePlaces();
    const viewport = this.viewportFractions();
    this.bars.show(bars);
    if (handles) this.handles.place(handles);
    if (viewport) this.ruler.setViewport(...viewport);
  }

  private barsInView(): BarTag[] {
    const { view, frozen, model } = this;
    const start = frozen.blocks[view?.first ?? -1]?.start;
    const end = frozen.blocks[view?.last ?? -1]?.end;
    if (start === undefined || end === undefined || model.hidden.all) return [];
    const pageTop = this.page.getBoundingClientRect().top;
    const { top, bottom } = this.scroller.getBoundingClientRect();
    const bars: BarTag[] = [];
    const collect = (index: IntervalIndex<Tag>, owner: string): void => {
      for (const tag of index.overlapping({ start, end })) {
        if (!model.isShown(tag)) continue;
        const extent = this.extentOf(tag, pageTop);
        if (!extent || extent.bottom + pageTop <= top || extent.top + pageTop >= bottom) continue;
        bars.push({
          tag,
          category: this.categories.get(tag.category) ?? unknownCategory(tag.category),
          label: this.labelOf(tag),
          owner,
          top: extent.top,
          bottom: extent.bottom,
          selected: model.selected.has(tag.id),
        });
      }
    };
    collect(model.tags, '');
    for (const { index, initials } of model.others) collect(index, initials);
    return bars;
  }

  private labelOf(tag: Tag): string {
    const known = this.labels.get(tag);
    if (known !== undefined) return known;
    const label = this.callbacks.describeTag(tag);
    this.labels.set(tag, label);
    return label;
  }

  /** Heights of a tag's first and last line. Of one that reaches beyond what is near, of the near part. */
  private extentOf(tag: Tag, pageTop: number): Extent | undefined {
    const known = this.extents.get(tag.id);
    if (known) return known;
    const hull = tagHull(tag);
    const clipped = this.clipToNear(hull);
    const rect = clipped && rangeOfSpan(this.frozen, clipped)?.getBoundingClientRect();
    if (!rect) return undefined;
    const extent = { top: rect.top - pageTop, bottom: rect.bottom - pageTop };
    if (spansEqual(clipped, hull)) this.extents.set(tag.id, extent);
    return extent;
  }

  private clipToNear(span: Span): Span | undefined {
    const first = this.frozen.blocks[this.near?.first ?? -1];
    const last = this.frozen.blocks[this.near?.last ?? -1];
    if (!first || !last || span.end < first.start || span.start > last.end) return undefined;
    return { start: Math.max(span.start, first.start), end: Math.min(span.end, last.end) };
  }

  private handlePlaces(): Record<TagEdge, HandlePlace | undefined> {
    const tag = this.active === undefined ? undefined : this.model.tags.get(this.active);
    const shown = tag && this.model.isShown(tag) ? tag : undefined;
    const { left, top } = this.page.getBoundingClientRect();
    const placeAt = (offset: number | undefined, side: TagEdge): HandlePlace | undefined => {
      if (offset === undefined || !this.clipToNear({ start: offset, end: offset }))
        return undefined;
      const point = pointOfOffset(this.frozen, offset, side);
      if (!point) return undefined;
      const range = document.createRange();
      range.setStart(point.node, point.offset);
      const rect = caretRect(range);
      return { left: rect.left - left, top: rect.top - top, height: rect.height };
    };
    return {
      start: placeAt(shown?.fragments[0]?.start, 'start'),
      end: placeAt(shown?.fragments.at(-1)?.end, 'end'),
    };
  }

  /** Where in the article the view begins and ends, from 0 to 1. */
  private viewportFractions(): [number, number] | undefined {
    const { view, frozen } = this;
    if (!view) return undefined;
    const { top, bottom } = this.scroller.getBoundingClientRect();
    const fractionAt = (index: number, y: number): number => {
      const block = frozen.blocks[index];
      const rect = frozen.elements[index]?.getBoundingClientRect();
      if (!block || !rect || rect.height === 0) return 0;
      const share = clamp((y - rect.top) / rect.height, 0, 1);
      return this.scale.fraction(index, block.start + share * spanLength(block));
    };
    return [fractionAt(view.first, top), fractionAt(view.last, bottom)];
  }

  /** Tells the browser how high sections are that it has not laid out, so that the scroll bar is right. */
  private sizeSections(): void {
    const { fontSize, lineHeight, width } = getComputedStyle(this.root);
    const sizedFor = `${fontSize} ${lineHeight} ${width}`;
    if (sizedFor === this.sizedFor) return;
    this.sizedFor = sizedFor;
    const size = Number.parseFloat(fontSize);
    const line = Number.parseFloat(lineHeight);
    // A character of running text is a little less than half as wide as the font is high.
    const perLine = Math.max(20, Number.parseFloat(width) / (size * 0.46));
    this.frozen.sections.forEach((section, at) => {
      const first = this.frozen.sectionFirsts[at] ?? 0;
      const after = this.frozen.sectionFirsts[at + 1] ?? this.frozen.blocks.length;
      let height = 0;
      for (let index = first; index < after; index += 1) {
        const block = this.frozen.blocks[index];
        if (!block) continue;
        height += Math.max(1, Math.ceil(spanLength(block) / perLine)) * line;
        if (!block.continues) height += size * 0.9;
      }
      section.style.containIntrinsicSize = `auto ${String(Math.round(height))}px`;
    });
  }

  private revealStep(span: Span, block: RevealBlock, token: number, framesLeft: number): void {
    if (token !== this.revealing) return;
    const start = rangeOfSpan(this.frozen, { start: span.start, end: span.start });
    const end = rangeOfSpan(this.frozen, { start: span.end, end: span.end });
    if (!start || !end) return;
    const { top } = caretRect(start);
    const { bottom } = caretRect(end);
    const view = this.scroller.getBoundingClientRect();
    const highest = view.top + REVEAL_PADDING;
    const lowest = view.bottom - REVEAL_PADDING;
    let by = 0;
    if (block === 'center') by = top - (view.top + view.height / 3);
    else if (top < highest) by = top - highest;
    else if (bottom > lowest) by = Math.min(bottom - lowest, top - highest);
    const before = this.scroller.scrollTop;
    if (Math.abs(by) >= 1) this.scroller.scrollTop += by;
    if (this.scroller.scrollTop !== before) this.refresh();
    if (framesLeft > 0) {
      requestAnimationFrame(() => {
        this.revealStep(span, block, token, framesLeft - 1);
      });
    }
  }

  // Input

  private listen(): void {
    const { root, scroller } = this;
    const { signal } = this.listeners;
    const stopRevealing = (): void => {
      this.revealing += 1;
    };
    const keep = (): void => {
      this.scroller.toggleAttribute('data-text-focus', this.hasFocus);
      this.showKept();
    };
    const recolor = (): void => {
      this.ruler.recolor();
    };
    root.addEventListener('click', this.onClick, { signal });
    root.addEventListener('mousemove', this.onMouseMove, { signal });
    root.addEventListener('mouseleave', this.onMouseLeave, { signal });
    root.addEventListener('focus', keep, { signal });
    root.addEventListener('blur', keep, { signal });
    root.addEventListener('keydown', stopRevealing, { signal, capture: true });
    scroller.addEventListener('wheel', stopRevealing, { signal, passive: true });
    scroller.addEventListener('mousedown', stopRevealing, { signal });
    scroller.addEventListener(
      'scroll',
      () => {
        this.scheduleRefresh();
      },
      { signal, passive: true },
    );
    document.fonts.addEventListener(
      'loadingdone',
      () => {
        this.relayout();
      },
      { signal },
    );
    this.forcedColors.addEventListener(
      'change',
      ({ matches }) => {
        this.drawsLines = matches;
        this.lines.clear();
        this.repaint();
        recolor();
      },
      { signal },
    );
  }

  private readonly onClick = (event: MouseEvent): void => {
    if (event.button !== 0 || event.detail > 1) return;
    this.live.readDom();
    if (!this.live.current.collapsed) return;
    this.callbacks.onTagClick?.(this.hitTest(event.clientX, event.clientY), event);
  };

  private readonly onMouseMove = (event: MouseEvent): void => {
    if (event.buttons !== 0 || this.hoverFrame !== 0) return;
    const { clientX, clientY } = event;
    this.hoverFrame = requestAnimationFrame(() => {
      this.hoverFrame = 0;
      this.hoverAndTell(this.hitTest(clientX, clientY)[0]);
    });
  };

  private readonly onMouseLeave = (): void => {
    cancelAnimationFrame(this.hoverFrame);
    this.hoverFrame = 0;
    this.hoverAndTell(undefined);
  };

  private hoverAndTell(id: string | undefined): void {
    if (id === this.model.hovered) return;
    this.setHover(id);
    this.callbacks.onHover?.(id);
  }

  /** Offset of the character under a point; `undefined` beside the text. */
  private characterAtPoint(x: number, y: number): number | undefined {
    const caret = document.caretPositionFromPoint(x, y);
    if (!(caret?.offsetNode instanceof Text) || !this.root.contains(caret.offsetNode)) {
      return undefined;
    }
    const node = caret.offsetNode;
    const block = this.frozen.blocks[this.frozen.blockIndexOf(node) ?? -1];
    if (!block) return undefined;
    // The caret stands on the nearer side of the character, so it may be the one before.
    const range = document.createRange();
    for (const at of [caret.offset, caret.offset - 1]) {
      if (at < 0 || at >= node.length) continue;
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      for (const rect of range.getClientRects()) {
        const inside = x >= rect.left && x <= rect.right && y >= rect.top && y <= rect.bottom;
        if (inside) return block.start + at;
      }
    }
    return undefined;
  }

  private dragHandle(edge: TagEdge, phase: DragPhase, { x, y, exact }: DragPoint): void {
    const tag = this.active === undefined ? undefined : this.model.tags.get(this.active);
    const fragment = edge === 'start' ? tag?.fragments[0] : tag?.fragments.at(-1);
    if (!tag || !fragment) return;
    const moving = phase === 'move' || phase === 'end';
    const dragged = (moving && this.draggedTo(fragment, edge, x, y, exact)) || fragment;
    // While dragged, handles let the pointer through to the text under them.
    this.page.toggleAttribute('data-dragging', phase === 'start' || phase === 'move');
    this.model.preview = phase === 'move' ? dragged : undefined;
    this.repaint();
    if (phase === 'move') this.scrollAtEdge(y);
    this.callbacks.onHandleDrag?.(tag.id, edge, dragged[edge], phase);
    this.scheduleRefresh();
  }

  /** The fragment with one end at a point; `undefined` if nothing of it would be left. */
  private draggedTo(
    { start, end }: Span,
    edge: TagEdge,
    x: number,
    y: number,
    exact: boolean,
  ): Span | undefined {
    const offset = this.offsetAtPoint(x, y);
    if (offset === undefined) return undefined;
    const moved =
      edge === 'start'
        ? { start: Math.min(offset, end - 1), end }
        : { start, end: Math.max(offset, start + 1) };
    const snapped = this.live.snap(moved, exact);
    if (spanLength(snapped) === 0) return undefined;
    // Only the dragged end moves, even where the other one stands inside a word.
    return edge === 'start' ? { start: snapped.start, end } : { start, end: snapped.end };
  }

  private scrollAtEdge(y: number): void {
    const { top, bottom } = this.scroller.getBoundingClientRect();
    if (y < top + 24) this.scroller.scrollTop -= 24;
    else if (y > bottom - 24) this.scroller.scrollTop += 24;
  }
}

function makeElement(className: string): HTMLElement {
  const element = document.createElement('div');
  element.className = className;
  return element;
}

function setRootAttributes(root: HTMLElement, ariaLabel: string): void {
  const attributes = {
    // Not `true`: React would walk the whole article for its selection at every commit.
    contenteditable: 'plaintext-only',
    role: 'textbox',
    'aria-multiline': 'true',
    'aria-readonly': 'true',
    'aria-label': ariaLabel,
    spellcheck: 'false',
    autocapitalize: 'off',
    autocorrect: 'off',
    translate: 'no',
    // Writing assistants would change the DOM of anything that looks editable.
    'data-gramm': 'false',
  };
  for (const [name, value] of Object.entries(attributes)) root.setAttribute(name, value);
}

/** Rectangle of a caret; a caret in an empty line has none of its own. */
function caretRect(range: Range): DOMRect {
  const rect = range.getClientRects()[0];
  if (rect) return rect;
  const { startContainer } = range;
  const element = startContainer instanceof Element ? startContainer : startContainer.parentElement;
  return element?.getBoundingClientRect() ?? range.getBoundingClientRect();
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
