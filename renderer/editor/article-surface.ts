import { tagHull, type Tag } from '#core/annotation.ts';
import type { Region } from '#core/article.ts';
import { IntervalIndex } from '#core/interval-index.ts';
import { Lanes } from '#core/lanes.ts';
import { paragraphIndexAt } from '#core/paragraphs.ts';
import { snapToGraphemes, snapToWords } from '#core/segmentation.ts';
import { spanBetween, spanLength, spansEqual, trimSpan, type Span } from '#core/span.ts';

import { BoundaryHandles, type DragPhase, type TagEdge } from './boundary-handles.ts';
import { FrozenText, type EditAttempt } from './frozen-text.ts';
import { HighlightLayer, type Paint, type PaintedPiece, type TagState } from './highlight-layer.ts';
import { invisibleCharacters, visibleNeighbourhood } from './invisible-characters.ts';
import { LineOverlay } from './line-overlay.ts';
import { MarginBars, type BarTag } from './margin-bars.ts';
import { ArticleScale, OverviewRuler } from './overview-ruler.ts';
import { registerPalette, unknownCategory, type CategoryStyle } from './palette.ts';
import { offsetOfPoint, pointOfOffset, rangeOfSpan } from './text-points.ts';
import { blocksBetween, type BlockRange } from './view-window.ts';

/** The live selection. All offsets are UTF-16 into the article's text. */
export interface ArticleSelection {
  /** In document order, exactly as selected: not trimmed, not snapped. */
  readonly span: Span;
  readonly collapsed: boolean;
  /** Where it was begun. */
  readonly anchor: number;
  /** The end that moves: the caret. */
  readonly focus: number;
  /** Whether the pointer made it. */
  readonly viaMouse: boolean;
}

/** Tags of another annotator, shown beside one's own and never mixed with them. */
export interface OtherSet {
  readonly id: string;
  /** Two or three letters that stand on the margin bars. */
  readonly initials: string;
  readonly tags: Iterable<Tag>;
}

/** What the surface tells its owner. */
export interface SurfaceCallbacks {
  /** Full text of a tag for screen readers and on hover. */
  describeTag(tag: Tag): string;
  onSelectionChange?(selection: ArticleSelection): void;
  /**
   * A drag, double or triple click has ended. The span is trimmed and, unless Alt was held or
   * snapping is off, widened to whole words; it is empty when the selection had no words.
   */
  onPointerSelect?(selection: ArticleSelection): void;
  /** A click in the text or on a bar; ids of the tags there, the shortest first, perhaps none. */
  onTagClick?(ids: readonly string[], event: MouseEvent): void;
  /** The pointer is over this tag, or over none. */
  onHover?(id: string | undefined): void;
  /** Somebody tried to change the text; nothing was changed. */
  onEditAttempt?(attempt: EditAttempt): void;
  /** `offset` is where the dragged end of the tag's first or last fragment would stand. */
  onHandleDrag?(tagId: string, edge: TagEdge, offset: number, phase: DragPhase): void;
  onError?(error: Error): void;
}

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

/** An article to show. */
export interface LoadedArticle {
  readonly text: string;
  /** As `splitParagraphs` cuts them. */
  readonly paragraphs: readonly Span[];
  readonly tags: Iterable<Tag>;
  readonly regions: readonly Region[];
}

/** Tags that were added or changed, and ids of those that are gone. */
export interface TagChanges {
  readonly put: readonly Tag[];
  readonly removed: readonly string[];
}

/** Where `reveal` puts a place that is out of view; `nearest` moves as little as it can. */
export type RevealBlock = 'nearest' | 'center';

/** How far above and below the view blocks are painted, in CSS pixels: a fast scroll's reach in a frame. */
const OVERSCAN = 400;

/** Room kept above and below a revealed place, in CSS pixels. */
const REVEAL_PADDING = 64;

/** How long `flash` marks a place, in milliseconds. */
const FLASH_DURATION = 1500;

/** Frames in which `reveal` corrects itself as sections in its way get their real heights. */
const REVEAL_FRAMES = 4;

/** Tags whose change of state repaints everything in view rather than block by block. */
const FEW_TAGS = 50;

interface RegionItem {
  readonly id: string;
  readonly fragments: readonly Span[];
}

interface OtherLayer {
  readonly initials: string;
  readonly index: IntervalIndex<Tag>;
}

/** Heights in CSS pixels from the top of the page element. */
interface Extent {
  readonly top: number;
  readonly bottom: number;
}

const FORCED_COLORS = '(forced-colors: active)';

/**
 * The article as an analyst sees it: frozen text with a caret, and tags painted over it.
 *
 * The text is in the DOM as a whole, so that find, select all, print and screen readers see it;
 * paint, bars and handles exist only for what is in or near the view. Everything drawn is derived
 * from the tags handed in; nothing is read back out of the drawing.
 */
export class ArticleSurface {
  private readonly container: HTMLElement;
  private readonly scroller = document.createElement('div');
  private readonly page = document.createElement('div');
  private readonly root = document.createElement('div');
  private readonly callbacks: SurfaceCallbacks;
  private readonly frozen: FrozenText;
  private readonly highlights: HighlightLayer;
  private readonly lines: LineOverlay;
  private readonly bars: MarginBars;
  private readonly handles: BoundaryHandles;
  private readonly ruler: OverviewRuler;
  private readonly forcedColors = window.matchMedia(FORCED_COLORS);
  private readonly darkScheme = window.matchMedia('(prefers-color-scheme: dark)');
  private readonly listeners = new AbortController();
  private readonly resizes: ResizeObserver;
  private readonly themes: MutationObserver;
  private unregisterPalette: () => void;

  private categories = new Map<string, CategoryStyle>();
  private text = '';
  private paragraphs: readonly Span[] = [];
  private scale = new ArticleScale([]);
  private tags = new IntervalIndex<Tag>();
  private lanes = new Lanes(this.tags);
  private regions = new IntervalIndex<RegionItem>();
  private others: OtherLayer[] = [];
  private selected: ReadonlySet<string> = new Set();
  private active: string | undefined;
  private hovered: string | undefined;
  private hiddenCategories: ReadonlySet<string> = new Set();
  private tagsHidden = false;
  private finds: readonly Span[] = [];
  private currentFind = -1;
  private readonly marks = new Map<string, readonly Span[]>();
  private preview: Span | undefined;
  private flashed: Span | undefined;
  private flashTimer: ReturnType<typeof setTimeout> | undefined;

  private snapping = true;
  private selection: ArticleSelection | undefined;
  private pointerIsDown = false;
  private lastInput: 'mouse' | 'other' = 'other';
  private hoverFrame = 0;
  private refreshFrame = 0;
  private revealing = 0;
  private view: BlockRange | undefined;
  private near: BlockRange | undefined;
  private extents = new Map<string, Extent>();
  private labels = new WeakMap<Tag, string>();

  constructor({ container, ariaLabel, callbacks, categories, highlightPrefix }: SurfaceOptions) {
    this.container = container;
    this.callbacks = callbacks;
    const { scroller, page, root } = this;
    container.classList.add('article-surface');
    scroller.className = 'article-scroll';
    page.className = 'article-page';
    root.className = 'article-text';
    setRootAttributes(root, ariaLabel);
    const guard = document.createElement('div');
    guard.className = 'article-column';
    const margin = document.createElement('div');
    margin.className = 'article-margin';
    const overlay = document.createElement('div');
    overlay.className = 'article-overlay';
    const lineBox = document.createElement('div');
    lineBox.className = 'article-lines';
    const rulerBox = document.createElement('div');
    rulerBox.className = 'article-ruler';
    guard.append(root);
    page.append(guard, margin, lineBox, overlay);
    scroller.append(page);
    container.append(scroller, rulerBox);

    this.frozen = new FrozenText(root, guard, {
      onEditAttempt: (attempt) => callbacks.onEditAttempt?.(attempt),
      onRestored: () => {
        this.afterRestore();
      },
      onSelectAll: () => {
        this.selectAll();
      },
      onError: (error) => callbacks.onError?.(error),
    });
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
      fractionOf: (offset) => this.fractionOf(offset),
      tags: () => this.shownTags(),
      onPress: (fraction) => {
        const offset = this.scale.offsetAt(fraction);
        this.reveal({ start: offset, end: offset }, { block: 'center' });
      },
    });
    this.unregisterPalette = registerPalette(categories);
    this.adoptCategories(categories);

    this.resizes = new ResizeObserver(() => {
      this.relayout();
    });
    this.resizes.observe(root);
    this.resizes.observe(scroller);
    this.themes = new MutationObserver(() => {
      this.ruler.recolor();
    });
    this.themes.observe(document.documentElement, { attributeFilter: ['data-theme', 'class'] });
    this.listen();
  }

  // Content

  /** Shows an article in place of the one before. Selection, find, marks and other sets are reset. */
  load({ text, paragraphs, tags, regions }: LoadedArticle): void {
    this.text = text;
    this.paragraphs = paragraphs;
    this.highlights.clear();
    this.lines.clear();
    this.tags = new IntervalIndex(tags);
    this.lanes = new Lanes(this.tags);
    this.regions = indexRegions(regions);
    this.others = [];
    this.selected = new Set();
    this.active = undefined;
    this.hovered = undefined;
    this.finds = [];
    this.currentFind = -1;
    this.marks.clear();
    this.preview = undefined;
    this.flashed = undefined;
    this.selection = undefined;
    this.revealing += 1;
    this.extents.clear();
    this.frozen.load(text, paragraphs);
    this.scale = new ArticleScale(this.frozen.blocks);
    this.sizeSections();
    this.scroller.scrollTop = 0;
    this.ruler.setBoilerplate(regions);
    this.ruler.setFinds([]);
    this.ruler.setSelected([]);
    this.ruler.recount();
    this.showSelectedState();
    this.view = undefined;
    this.near = undefined;
    this.refresh();
  }

  /** Brings the surface up to date with changed tags; the work does not grow with their number. */
  applyTagChanges({ put, removed }: TagChanges): void {
    const hulls: Span[] = [];
    const touched: Tag[] = [];
    const forget = (tag: Tag): void => {
      hulls.push(tagHull(tag));
      touched.push(tag);
      this.extents.delete(tag.id);
      if (this.isShown(tag)) this.ruler.remove(tag);
    };
    for (const id of removed) {
      const old = this.tags.remove(id);
      if (old) forget(old);
    }
    for (const tag of put) {
      const old = this.tags.put(tag);
      if (old) forget(old);
      hulls.push(tagHull(tag));
      touched.push(tag);
      this.extents.delete(tag.id);
      if (this.isShown(tag)) this.ruler.add(tag);
    }
    for (const id of this.lanes.update(
      hulls,
      removed.filter((gone) => !this.tags.has(gone)),
    )) {
      const tag = this.tags.get(id);
      if (tag) touched.push(tag);
    }
    this.repaintTags(touched);
    this.scheduleRefresh();
  }

  /** The stretches that are page furniture: grey and struck through. */
  setRegions(regions: readonly Region[]): void {
    this.regions = indexRegions(regions);
    this.ruler.setBoilerplate(regions);
    this.repaint();
  }

  /** Tags of other annotators, in place of those shown before. */
  setOtherSets(sets: readonly OtherSet[]): void {
    this.others = sets.map(({ initials, tags }) => ({ initials, index: new IntervalIndex(tags) }));
    this.extents.clear();
    this.repaint();
    this.scheduleRefresh();
  }

  /** The codebook has changed. */
  setCategories(categories: readonly CategoryStyle[]): void {
    this.unregisterPalette();
    this.unregisterPalette = registerPalette(categories);
    this.adoptCategories(categories);
    this.labels = new WeakMap();
    this.repaint();
    this.scheduleRefresh();
  }

  // How tags are shown

  /** The selected tags, and the one of them that has handles. Others keep their lines and lose their tint. */
  setSelectedTags(ids: Iterable<string>, activeId?: string): void {
    const before = this.selected;
    this.selected = new Set(ids);
    this.active = activeId;
    this.showSelectedState();
    const changed = [...before, ...this.selected].filter(
      (id) => before.has(id) !== this.selected.has(id),
    );
    if (changed.length > FEW_TAGS) this.repaint();
    else this.repaintTags(changed.flatMap((id) => this.findTag(id) ?? []));
    this.ruler.setSelected(
      this.selected.size > FEW_TAGS
        ? []
        : [...this.selected].flatMap((id) => this.findTag(id)?.fragments ?? []),
    );
    this.scheduleRefresh();
  }

  /** Shows one tag as being under the pointer. */
  setHover(id: string | undefined): void {
    if (id === this.hovered) return;
    const changed = [this.hovered, id].flatMap((each) =>
      each === undefined ? [] : (this.findTag(each) ?? []),
    );
    this.hovered = id;
    this.repaintTags(changed);
  }

  /** Categories that are not shown in the text, the margin and the ruler. */
  setHiddenCategories(ids: Iterable<string>): void {
    this.hiddenCategories = new Set(ids);
    this.ruler.recount();
    this.repaint();
    this.scheduleRefresh();
  }

  /** Hides all tags, or shows them again. */
  setTagsHidden(hidden: boolean): void {
    this.tagsHidden = hidden;
    this.ruler.recount();
    this.repaint();
    this.scheduleRefresh();
  }

  /** What find has found, in document order and without overlaps; -1 for no current one. */
  setFind(matches: readonly Span[], currentIndex: number): void {
    this.finds = matches;
    this.currentFind = currentIndex;
    this.ruler.setFinds(matches);
    this.repaint();
  }

  /**
   * Marks other places, such as the speaker of the selected tag. The name is a CSS identifier;
   * `--mark-<name>` may give it a colour. An empty list takes the marks away.
   */
  setMarks(name: string, spans: readonly Span[]): void {
    if (spans.length === 0 && !this.marks.has(name)) return;
    if (spans.length === 0) this.marks.delete(name);
    else this.marks.set(name, spans);
    this.repaint();
  }

  // Selection

  /** The selection; at the article's start until there is one. Kept while the focus is elsewhere. */
  getSelection(): ArticleSelection {
    return (
      this.selection ?? {
        span: { start: 0, end: 0 },
        collapsed: true,
        anchor: 0,
        focus: 0,
        viaMouse: false,
      }
    );
  }

  /** Offset of the caret: the moving end of the selection. */
  get caretOffset(): number {
    return this.getSelection().focus;
  }

  /** Selects from `anchor` to `focus`, which may be before it, and takes the focus unless told not to. */
  setSelection(
    anchor: number,
    focus: number,
    { scroll = true, takeFocus = true }: { scroll?: boolean; takeFocus?: boolean } = {},
  ): void {
    this.lastInput = 'other';
    this.remember(anchor, focus, false);
    if (takeFocus) this.focus();
    this.paintKept();
    if (scroll) this.reveal({ start: focus, end: focus }, { block: 'nearest' });
  }

  selectAll(): void {
    this.setSelection(0, this.text.length, { scroll: false });
  }

  /** Moves the focus into the text, with the selection it had before. */
  focus(): void {
    this.root.focus({ preventScroll: true });
    this.applySelection();
  }

  get hasFocus(): boolean {
    return document.activeElement === this.root;
  }

  /** Whether mouse selections are widened to whole words. */
  setSnapping(on: boolean): void {
    this.snapping = on;
  }

  // Places

  /** Scrolls a place into view. */
  reveal(span: Span, { block = 'nearest' }: { block?: RevealBlock } = {}): void {
    this.revealing += 1;
    this.revealStep(span, block, this.revealing, REVEAL_FRAMES);
  }

  /** Marks a place for a moment, without motion. */
  flash(span: Span): void {
    this.flashed = span;
    this.repaint();
    clearTimeout(this.flashTimer);
    this.flashTimer = setTimeout(() => {
      this.flashed = undefined;
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
    const x = clamp(clientX, text.left + 1, text.right - 1);
    const y = clamp(
      clientY,
      Math.max(text.top, view.top) + 1,
      Math.min(text.bottom, view.bottom) - 1,
    );
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
    return [this.tags, ...this.others.map(({ index }) => index)].flatMap((index) =>
      index
        .covering(offset)
        .filter((tag) => this.isShown(tag))
        .map(({ id }) => id),
    );
  }

  /** What is drawn and held, for tests and measurements. */
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

  /** The element that scrolls, for what must follow it. */
  get scrollElement(): HTMLElement {
    return this.scroller;
  }

  destroy(): void {
    this.listeners.abort();
    this.resizes.disconnect();
    this.themes.disconnect();
    cancelAnimationFrame(this.refreshFrame);
    cancelAnimationFrame(this.hoverFrame);
    clearTimeout(this.flashTimer);
    this.revealing += 1;
    this.frozen.destroy();
    this.highlights.destroy();
    this.bars.destroy();
    this.handles.destroy();
    this.ruler.destroy();
    this.unregisterPalette();
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
    this.view = undefined;
    this.near = undefined;
  }

  private isShown(tag: Tag): boolean {
    return !this.tagsHidden && !this.hiddenCategories.has(tag.category);
  }

  private *shownTags(): Iterable<Tag> {
    if (this.tagsHidden) return;
    for (const tag of this.tags) if (this.isShown(tag)) yield tag;
  }

  private findTag(id: string): Tag | undefined {
    const own = this.tags.get(id);
    if (own) return own;
    for (const { index } of this.others) {
      const tag = index.get(id);
      if (tag) return tag;
    }
    return undefined;
  }

  private stateOf(id: string): TagState {
    if (this.selected.has(id)) return 'selected';
    return this.hovered === id ? 'hover' : 'rest';
  }

  private showSelectedState(): void {
    this.container.toggleAttribute('data-tag-selected', this.selected.size > 0);
  }

  /** Everything painted in one block, in UTF-16 code units from its start. */
  private piecesOf(block: Span): PaintedPiece[] {
    const pieces: PaintedPiece[] = [];
    const add = (paint: Paint, span: Span): void => {
      const start = Math.max(span.start, block.start);
      const end = Math.min(span.end, block.end);
      if (start < end) pieces.push({ paint, start: start - block.start, end: end - block.start });
    };
    for (const region of this.regions.overlapping(block)) {
      for (const span of region.fragments) add({ kind: 'boilerplate' }, span);
    }
    for (const { index } of this.others) {
      for (const tag of index.overlapping(block)) {
        if (!this.isShown(tag)) continue;
        for (const span of tag.fragments) add({ kind: 'other', category: tag.category }, span);
      }
    }
    for (const tag of this.tags.overlapping(block)) {
      if (!this.isShown(tag)) continue;
      const paint: Paint = {
        kind: 'tag',
        category: tag.category,
        lane: this.lanes.laneOf(tag.id),
        tinted: !this.lanes.isCrowded(tag.id),
        state: this.stateOf(tag.id),
      };
      for (const span of tag.fragments) add(paint, span);
    }
    for (const [name, spans] of this.marks) {
      for (const span of spans) add({ kind: 'mark', name }, span);
    }
    for (const character of invisibleCharacters(this.text, block)) {
      add({ kind: 'invisible' }, visibleNeighbourhood(this.text, character, block));
    }
    for (let at = firstEndingAfter(this.finds, block.start); at < this.finds.length; at += 1) {
      const span = this.finds[at];
      if (!span || span.start >= block.end) break;
      add({ kind: at === this.currentFind ? 'find-current' : 'find' }, span);
    }
    if (this.selection && !this.hasFocus) add({ kind: 'kept' }, this.selection.span);
    if (this.preview) add({ kind: 'preview' }, this.preview);
    if (this.flashed) add({ kind: 'flash' }, this.flashed);
    return pieces;
  }

  private paintBlock(index: number): void {
    const block = this.frozen.blocks[index];
    if (!block) return;
    const node = this.frozen.textNode(index);
    const pieces = this.piecesOf(block);
    if (!this.forcedColors.matches) {
      this.highlights.paintBlock(index, node, pieces);
      return;
    }
    const isLine = ({ paint: { kind } }: PaintedPiece): boolean =>
      kind === 'tag' || kind === 'other';
    this.lines.paintBlock(index, node, pieces.filter(isLine));
    this.highlights.paintBlock(
      index,
      node,
      pieces.filter((piece) => !isLine(piece)),
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
    if (!this.near || tags.length === 0) return;
    const blocks = new Set<number>();
    for (const { fragments } of tags) {
      for (const { start, end } of fragments) {
        const first = Math.max(this.frozen.blockIndexAt(start), this.near.first);
        const last = Math.min(this.frozen.blockIndexAt(end, 'end'), this.near.last);
        for (let index = first; index <= last; index += 1) blocks.add(index);
      }
    }
    for (const index of blocks) if (this.highlights.isPainted(index)) this.paintBlock(index);
  }

  private paintKept(): void {
    this.repaint();
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
    if (this.forcedColors.matches) this.lines.clear();
    this.refresh();
    if (this.forcedColors.matches) this.repaint();
  }

  /** Brings paint, bars, handles and ruler in line with what is in view. */
  private refresh(): void {
    const { top, bottom } = this.scroller.getBoundingClientRect();
    const near = blocksBetween(this.frozen, top - OVERSCAN, bottom + OVERSCAN);
    this.view = blocksBetween(this.frozen, top, bottom);
    const before = this.near;
    this.near = near;
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
    this.refreshBars();
    this.refreshHandles();
    this.refreshRulerView();
  }

  private refreshBars(): void {
    const { view, frozen } = this;
    const start = frozen.blocks[view?.first ?? -1]?.start;
    const end = frozen.blocks[view?.last ?? -1]?.end;
    if (start === undefined || end === undefined || this.tagsHidden) {
      this.bars.show([]);
      return;
    }
    const pageTop = this.page.getBoundingClientRect().top;
    const { top, bottom } = this.scroller.getBoundingClientRect();
    const bars: BarTag[] = [];
    const collect = (index: IntervalIndex<Tag>, owner: string): void => {
      for (const tag of index.overlapping({ start, end: end + 1 })) {
        if (!this.isShown(tag)) continue;
        const extent = this.extentOf(tag, pageTop);
        if (!extent || extent.bottom + pageTop <= top || extent.top + pageTop >= bottom) continue;
        bars.push({
          tag,
          category: this.categories.get(tag.category) ?? unknownCategory(tag.category),
          label: this.labelOf(tag),
          owner,
          ...extent,
          selected: this.selected.has(tag.id),
        });
      }
    };
    collect(this.tags, '');
    for (const { index, initials } of this.others) collect(index, initials);
    this.bars.show(bars);
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

  private refreshHandles(): void {
    const tag = this.active === undefined ? undefined : this.tags.get(this.active);
    const shown = tag && this.isShown(tag) && !this.handles.dragging ? tag : undefined;
    if (this.handles.dragging) return;
    const origin = this.page.getBoundingClientRect();
    const placeAt = (offset: number | undefined, side: 'start' | 'end') => {
      if (offset === undefined || !this.clipToNear({ start: offset, end: offset }))
        return undefined;
      const point = pointOfOffset(this.frozen, offset, side);
      if (!point) return undefined;
      const range = document.createRange();
      range.setStart(point.node, point.offset);
      const rect = range.getBoundingClientRect();
      return { left: rect.left - origin.left, top: rect.top - origin.top, height: rect.height };
    };
    this.handles.place({
      start: placeAt(shown?.fragments[0]?.start, 'start'),
      end: placeAt(shown?.fragments.at(-1)?.end, 'end'),
    });
  }

  private refreshRulerView(): void {
    const { view, frozen } = this;
    if (!view) return;
    const { top, bottom } = this.scroller.getBoundingClientRect();
    const fractionAt = (index: number, y: number): number => {
      const block = frozen.blocks[index];
      const rect = frozen.elements[index]?.getBoundingClientRect();
      if (!block || !rect || rect.height === 0) return 0;
      const share = clamp((y - rect.top) / rect.height, 0, 1);
      return this.scale.fraction(index, block.start + share * spanLength(block));
    };
    this.ruler.setViewport(fractionAt(view.first, top), fractionAt(view.last, bottom));
  }

  private fractionOf(offset: number): number {
    return this.scale.fraction(this.frozen.blockIndexAt(offset), offset);
  }

  /** Tells the browser how high sections are that it has not laid out, so that the scroll bar is right. */
  private sizeSections(): void {
    const { fontSize, lineHeight } = getComputedStyle(this.root);
    const size = Number.parseFloat(fontSize) || 18;
    const line = Number.parseFloat(lineHeight) || size * 1.75;
    // An average character is about half as wide as it is high.
    const perLine = Math.max(20, (this.root.clientWidth || 680) / (size * 0.46));
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
    const top = caretRect(start).top;
    const bottom = Math.max(caretRect(end).bottom, top);
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
    const { signal } = this.listeners;
    const { root, scroller } = this;
    document.addEventListener('selectionchange', this.onSelectionChange, { signal });
    document.addEventListener('mouseup', this.onMouseUp, { signal });
    root.addEventListener('mousedown', this.onMouseDown, { signal });
    root.addEventListener('click', this.onClick, { signal });
    root.addEventListener('mousemove', this.onMouseMove, { signal });
    root.addEventListener('mouseleave', this.onMouseLeave, { signal });
    root.addEventListener('focus', this.onFocus, { signal });
    root.addEventListener('blur', this.onBlur, { signal });
    root.addEventListener('copy', this.onCopy, { signal, capture: true });
    root.addEventListener('keydown', this.stopRevealing, { signal, capture: true });
    scroller.addEventListener('wheel', this.stopRevealing, { signal, passive: true });
    scroller.addEventListener('mousedown', this.stopRevealing, { signal });
    scroller.addEventListener('scroll', this.onScroll, { signal, passive: true });
    const onForcedColors = (): void => {
      this.lines.clear();
      this.repaint();
      this.ruler.recolor();
    };
    this.forcedColors.addEventListener('change', onForcedColors, { signal });
    const onScheme = (): void => {
      this.ruler.recolor();
    };
    this.darkScheme.addEventListener('change', onScheme, { signal });
    document.fonts.addEventListener('loadingdone', this.onFonts, { signal });
  }

  private readonly onScroll = (): void => {
    this.scheduleRefresh();
  };

  private readonly onFonts = (): void => {
    this.relayout();
  };

  private readonly stopRevealing = (): void => {
    this.lastInput = 'other';
    this.revealing += 1;
  };

  private readonly onSelectionChange = (): void => {
    const selection = document.getSelection();
    if (!selection?.anchorNode || !selection.focusNode) return;
    const { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
    const anchor = offsetOfPoint(this.frozen, this.root, anchorNode, anchorOffset);
    const focus = offsetOfPoint(this.frozen, this.root, focusNode, focusOffset);
    if (anchor === undefined || focus === undefined) return;
    this.remember(anchor, focus, this.lastInput === 'mouse');
  };

  private remember(anchor: number, focus: number, viaMouse: boolean): void {
    const from = clamp(anchor, 0, this.text.length);
    const to = clamp(focus, 0, this.text.length);
    const before = this.selection;
    if (before?.anchor === from && before.focus === to) return;
    this.selection = this.makeSelection(from, to, viaMouse);
    this.callbacks.onSelectionChange?.(this.selection);
  }

  private makeSelection(anchor: number, focus: number, viaMouse: boolean): ArticleSelection {
    const span = spanBetween(anchor, focus, this.text.length);
    return { span, collapsed: anchor === focus, anchor, focus, viaMouse };
  }

  /** Puts the remembered selection into the DOM. */
  private applySelection(): void {
    const { anchor, focus } = this.getSelection();
    const backward = focus < anchor;
    const collapsed = anchor === focus;
    const from = pointOfOffset(this.frozen, anchor, backward && !collapsed ? 'end' : 'start');
    const to = pointOfOffset(this.frozen, focus, backward || collapsed ? 'start' : 'end');
    if (!from || !to) return;
    document.getSelection()?.setBaseAndExtent(from.node, from.offset, to.node, to.offset);
  }

  private afterRestore(): void {
    if (this.hasFocus) this.applySelection();
    this.extents.clear();
    this.highlights.clear();
    this.lines.clear();
    this.near = undefined;
    this.refresh();
  }

  private readonly onFocus = (): void => {
    // The pointer is about to put the caret itself; the keyboard comes back to where it was.
    if (!this.pointerIsDown) this.applySelection();
    this.paintKept();
  };

  private readonly onBlur = (): void => {
    this.paintKept();
  };

  private readonly onMouseDown = (event: MouseEvent): void => {
    if (event.button !== 0) return;
    this.pointerIsDown = true;
    this.stopRevealing();
    this.lastInput = 'mouse';
  };

  private readonly onMouseUp = (event: MouseEvent): void => {
    if (!this.pointerIsDown || event.button !== 0) return;
    this.pointerIsDown = false;
    // The browser settles the selection after this event.
    setTimeout(() => {
      this.finishPointerSelection(event);
    });
  };

  private finishPointerSelection({ altKey, detail }: MouseEvent): void {
    this.onSelectionChange();
    const { selection } = this;
    if (!selection || selection.collapsed) return;
    // A triple click takes in the line break, or one piece of a very long paragraph.
    const paragraph =
      detail === 3
        ? this.paragraphs[paragraphIndexAt(this.paragraphs, selection.span.start)]
        : undefined;
    const span = this.snap(paragraph ?? selection.span, altKey);
    const forward = selection.focus >= selection.anchor;
    const snapped = this.makeSelection(
      forward ? span.start : span.end,
      forward ? span.end : span.start,
      true,
    );
    if (spanLength(span) > 0 && !spansEqual(span, selection.span)) {
      this.remember(snapped.anchor, snapped.focus, true);
      this.applySelection();
    }
    this.callbacks.onPointerSelect?.(snapped);
  }

  /** Trimmed, never inside a grapheme cluster and, unless exact, widened to whole words. */
  private snap(span: Span, exact: boolean): Span {
    const trimmed = trimSpan(this.text, span);
    if (spanLength(trimmed) === 0) return trimmed;
    const whole = snapToGraphemes(this.text, trimmed);
    return exact || !this.snapping ? whole : snapToWords(this.text, whole);
  }

  private readonly onClick = (event: MouseEvent): void => {
    if (event.button !== 0 || event.detail > 1) return;
    if (document.getSelection()?.isCollapsed !== true) return;
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
    if (id === this.hovered) return;
    this.setHover(id);
    this.callbacks.onHover?.(id);
  }

  /** The browser would put one line break for each and two between blocks; the article has its own. */
  private readonly onCopy = (event: ClipboardEvent): void => {
    const { span, collapsed } = this.getSelection();
    event.stopPropagation();
    event.preventDefault();
    if (!collapsed)
      event.clipboardData?.setData('text/plain', this.text.slice(span.start, span.end));
  };

  /** Offset of the character under a point; `undefined` beside the text. */
  private characterAtPoint(x: number, y: number): number | undefined {
    const caret = document.caretPositionFromPoint(x, y);
    if (!(caret?.offsetNode instanceof Text)) return undefined;
    const node = caret.offsetNode;
    const block = this.frozen.blocks[this.frozen.blockIndexOf(node) ?? -1];
    if (!block || !this.root.contains(node)) return undefined;
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

  private dragHandle(
    edge: TagEdge,
    phase: DragPhase,
    { x, y, exact }: { x: number; y: number; exact: boolean },
  ): void {
    const tag = this.active === undefined ? undefined : this.tags.get(this.active);
    const fragment = edge === 'start' ? tag?.fragments[0] : tag?.fragments.at(-1);
    if (!tag || !fragment) return;
    this.page.toggleAttribute('data-dragging', phase === 'start' || phase === 'move');
    const pointed = phase === 'cancel' ? undefined : this.offsetAtPoint(x, y);
    let dragged = fragment;
    if (pointed !== undefined && phase !== 'start') {
      const moved =
        edge === 'start'
          ? { start: Math.min(pointed, fragment.end - 1), end: fragment.end }
          : { start: fragment.start, end: Math.max(pointed, fragment.start + 1) };
      const snapped = this.snap(moved, exact);
      dragged =
        edge === 'start'
          ? { start: snapped.start, end: fragment.end }
          : { start: fragment.start, end: snapped.end };
      if (spanLength(dragged) <= 0 || spanLength(snapped) === 0) dragged = fragment;
    }
    this.preview = phase === 'move' ? dragged : undefined;
    this.repaint();
    if (phase === 'move') this.scrollAtEdge(y);
    this.callbacks.onHandleDrag?.(tag.id, edge, dragged[edge], phase);
    if (phase === 'end' || phase === 'cancel') this.scheduleRefresh();
  }

  private scrollAtEdge(y: number): void {
    const { top, bottom } = this.scroller.getBoundingClientRect();
    if (y < top + 24) this.scroller.scrollTop -= 24;
    else if (y > bottom - 24) this.scroller.scrollTop += 24;
  }
}

function setRootAttributes(root: HTMLElement, ariaLabel: string): void {
  const attributes = {
    contenteditable: 'true',
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

function indexRegions(regions: readonly Region[]): IntervalIndex<RegionItem> {
  return new IntervalIndex(
    regions.map(({ id, start, end }) => ({ id, fragments: [{ start, end }] })),
  );
}

/** Index of the first of sorted spans that ends after an offset. */
function firstEndingAfter(spans: readonly Span[], offset: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.end ?? Infinity) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
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
