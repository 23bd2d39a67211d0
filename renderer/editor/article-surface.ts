import type { Region } from '#core/article/article.ts';
import type { Tag } from '#core/tags/tag.ts';
import type { Span } from '#core/text/span.ts';

import { BarsInView } from './controls/bars-in-view.ts';
import { MarginBars } from './controls/margin-bars.ts';
import { OverviewRuler } from './controls/overview-ruler.ts';
import { TagBoundaries, type BoundaryDrag } from './controls/tag-boundaries.ts';
import { TextPointer } from './controls/text-pointer.ts';
import { Painting } from './paint/painting.ts';
import type { CategoryStyle } from './paint/palette.ts';
import type { Shown } from './paint/shown.ts';
import { SurfaceModel, type OtherSet, type TagChanges } from './paint/surface-model.ts';
import { Reveal } from './reveal.ts';
import { makeSurfaceElements, type SurfaceElements } from './surface-elements.ts';
import type {
  LoadedArticle,
  RevealBlock,
  SelectOptions,
  Surface,
  SurfaceCallbacks,
} from './surface.ts';
import type { ArticleSelection } from './text/article-selection.ts';
import { clipToBlocks } from './text/blocks-in-view.ts';
import { FrozenText } from './text/frozen-text.ts';
import { LiveSelection } from './text/live-selection.ts';
import { SectionSizes } from './text/section-sizes.ts';
import { rangeOfSpan } from './text/text-points.ts';
import { ViewFollower } from './text/viewport.ts';

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

/** How long `flash` marks a place, in milliseconds. */
const FLASH_DURATION = 1500;

/** Of more selected tags than this the ruler marks none. */
const MOST_MARKED_TAGS = 50;

/** How near to the upper or lower edge a dragged boundary scrolls, and how far, in CSS pixels. */
const DRAG_SCROLL = 24;

/**
 * The article as an analyst sees it: frozen text with a caret, and tags painted over it.
 *
 * The text is in the DOM as a whole, so that find, select all, print and screen readers see it;
 * paint, bars and handles exist only for what is in or near the view. Everything drawn is derived
 * from the tags handed in; nothing is read back out of the drawing. Each part that is drawn
 * measures first and draws when all have measured (`SurfacePart`).
 */
export class ArticleSurface implements Surface {
  private readonly container: HTMLElement;
  private readonly callbacks: SurfaceCallbacks;
  private readonly elements: SurfaceElements;
  private readonly frozen: FrozenText;
  private readonly live: LiveSelection;
  private readonly shown: Shown & { model: SurfaceModel };
  private readonly painting: Painting;
  private readonly bars: BarsInView;
  private readonly boundaries: TagBoundaries;
  private readonly ruler: OverviewRuler;
  private readonly pointer: TextPointer;
  private readonly follower: ViewFollower;
  private readonly sections: SectionSizes;
  private readonly revealing: Reveal;
  private readonly listeners = new AbortController();
  private readonly resizes = new ResizeObserver(() => {
    this.relayout();
  });
  private readonly themes = new MutationObserver(() => {
    this.ruler.recolor();
  });
  moves = 0;
  private palette: readonly CategoryStyle[];
  private flashTimer: ReturnType<typeof setTimeout> | undefined;

  constructor({ container, ariaLabel, callbacks, categories, highlightPrefix }: SurfaceOptions) {
    this.container = container;
    this.callbacks = callbacks;
    this.palette = categories;
    this.elements = makeSurfaceElements(container, ariaLabel);
    const { scroller, page, column, root, margin, lines, overlay, ruler } = this.elements;
    const { signal } = this.listeners;
    const forcedColors = window.matchMedia('(forced-colors: active)');

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
      signal,
    );
    const hidden = { categories: new Set<string>(), all: false };
    this.shown = { text: this.frozen, model: new SurfaceModel('', [], [], hidden) };

    const onPress = (ids: readonly string[], event: MouseEvent): void => {
      callbacks.onTagClick?.(ids, event);
    };
    const onHover = (id: string | undefined): void => {
      this.hover(id);
    };
    this.painting = new Painting(this.shown, lines, highlightPrefix, forcedColors.matches);
    this.bars = new BarsInView(this.shown, new MarginBars(margin, { onPress, onHover }), (tag) =>
      callbacks.describeTag(tag),
    );
    const pointerEvents = { onClick: onPress, onHover };
    this.pointer = new TextPointer(root, scroller, this.shown, this.live, pointerEvents, signal);
    this.boundaries = new TagBoundaries(this.shown, overlay, {
      offsetAtPoint: (x, y) => this.pointer.offsetAtPoint(x, y),
      snap: (span, exact) => this.live.snap(span, exact),
      onDrag: (drag) => {
        this.dragBoundary(drag);
      },
    });
    this.ruler = new OverviewRuler(ruler, this.shown, (offset) => {
      this.moves += 1;
      this.reveal({ start: offset, end: offset }, { block: 'center' });
    });
    this.sections = new SectionSizes(root, this.frozen);
    const parts = [this.painting, this.bars, this.boundaries, this.ruler];
    this.follower = new ViewFollower(scroller, page, this.frozen, parts);
    this.revealing = new Reveal(scroller, this.frozen, () => {
      this.follower.follow();
    });
    this.adoptCategories(categories);
    this.listen(forcedColors);
  }

  // Content

  load({ text, paragraphs, tags, regions, structure }: LoadedArticle): void {
    this.painting.clear();
    this.bars.forget();
    this.follower.reset();
    this.revealing.stop();
    clearTimeout(this.flashTimer);
    // Before anything changes: each asks for a layout.
    const typesetting = this.sections.typesetting();
    this.elements.scroller.scrollTop = 0;
    this.shown.model = new SurfaceModel(text, tags, regions, this.shown.model.hidden);
    this.frozen.load(text, paragraphs, structure);
    this.live.load(text, paragraphs);
    this.sections.load(typesetting);
    this.ruler.load(regions);
    this.follower.follow();
  }

  applyTagChanges(changes: TagChanges): void {
    const { model } = this.shown;
    const { gone, come, moved } = model.apply(changes);
    this.bars.forget([...gone, ...come]);
    for (const tag of gone) if (model.isShown(tag)) this.ruler.remove(tag);
    for (const tag of come) if (model.isShown(tag)) this.ruler.add(tag);
    this.repaintTags([...gone, ...come, ...moved]);
    this.follower.schedule();
  }

  setRegions(regions: readonly Region[]): void {
    this.shown.model.setRegions(regions);
    this.ruler.setBoilerplate(regions);
    this.painting.repaint();
  }

  setOtherSets(sets: readonly OtherSet[], decided?: ReadonlySet<string>): void {
    const changed = this.shown.model.setOthers(sets, decided);
    if (changed) this.repaintTags(changed);
    else {
      this.bars.forget();
      this.bars.placeAnew();
      this.painting.repaint();
    }
    this.follower.schedule();
  }

  setCategories(categories: readonly CategoryStyle[]): void {
    if (categories === this.palette) return;
    this.palette = categories;
    this.adoptCategories(categories);
    this.follower.follow();
  }

  // How tags are shown

  setSelectedTags(ids: Iterable<string>, activeId?: string): void {
    const { model } = this.shown;
    const before = model.selected;
    const after = new Set(ids);
    model.selected = after;
    model.active = activeId;
    // The first selected tag takes the tint from all others, the last one gives it back.
    if (before.size > 0 !== after.size > 0) this.painting.repaint();
    else {
      const changed = [...before, ...after].filter((id) => before.has(id) !== after.has(id));
      this.repaintTags(this.tagsOf(changed));
    }
    const marked = after.size > MOST_MARKED_TAGS ? [] : this.tagsOf([...after]);
    this.ruler.setSelected(marked.flatMap(({ fragments }) => fragments));
    this.follower.schedule();
  }

  setHiddenCategories(ids: Iterable<string>): void {
    const categories = new Set(ids);
    const { hidden } = this.shown.model;
    const before = hidden.categories;
    if (categories.size === before.size && [...categories].every((id) => before.has(id))) return;
    hidden.categories = categories;
    this.afterHiding();
  }

  setTagsHidden(all: boolean): void {
    const { hidden } = this.shown.model;
    if (hidden.all === all) return;
    hidden.all = all;
    this.afterHiding();
  }

  setFind(matches: readonly Span[], currentIndex: number): void {
    this.shown.model.finds = matches;
    this.shown.model.currentFind = currentIndex;
    this.ruler.setFinds(matches);
    this.painting.repaint();
  }

  setMarks(name: string, spans: readonly Span[]): void {
    const { marks } = this.shown.model;
    const before = marks.get(name) ?? [];
    if (spans.length > 0) marks.set(name, spans);
    else marks.delete(name);
    this.painting.repaintSpans([...before, ...spans]);
  }

  // Selection

  /** The selection; at the article's start until there is one. Kept while the focus is elsewhere. */
  getSelection(): ArticleSelection {
    return this.live.current;
  }

  settleSelection(): void {
    this.live.settle();
  }

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

  focus(): void {
    this.elements.root.focus({ preventScroll: true });
    this.live.apply();
  }

  setSnapping(on: boolean): void {
    this.live.snapping = on;
  }

  setLabel(label: string): void {
    this.elements.root.setAttribute('aria-label', label);
  }

  // Places

  reveal(span: Span, { block = 'nearest' }: { block?: RevealBlock } = {}): void {
    this.revealing.start(span, block);
  }

  flash(span: Span): void {
    const show = (flashed: Span | undefined): void => {
      this.shown.model.flashed = flashed;
      this.painting.repaint();
    };
    show(span);
    clearTimeout(this.flashTimer);
    this.flashTimer = setTimeout(show, FLASH_DURATION, undefined);
  }

  rectsOf(span: Span): DOMRect[] {
    const clipped = clipToBlocks(this.frozen.blocks, this.follower.near, span);
    return clipped ? [...(rangeOfSpan(this.frozen, clipped)?.getClientRects() ?? [])] : [];
  }

  /** Ids of the tags whose words are under a point of the window, the shortest first. */
  hitTest(clientX: number, clientY: number): string[] {
    return this.pointer.hitTest(clientX, clientY);
  }

  get scrollElement(): HTMLElement {
    return this.elements.scroller;
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
      ...this.painting.count(),
    };
  }

  destroy(): void {
    this.listeners.abort();
    this.resizes.disconnect();
    this.themes.disconnect();
    clearTimeout(this.flashTimer);
    this.revealing.stop();
    this.follower.destroy();
    this.pointer.destroy();
    this.live.destroy();
    this.frozen.destroy();
    this.painting.destroy();
    this.boundaries.destroy();
    this.ruler.destroy();
    this.container.replaceChildren();
    this.container.classList.remove('article-surface');
  }

  private get hasFocus(): boolean {
    return document.activeElement === this.elements.root;
  }

  private adoptCategories(categories: readonly CategoryStyle[]): void {
    this.painting.setCategories(categories);
    this.bars.setCategories(categories);
    this.ruler.setCategories(categories);
  }

  /** One's own or other annotators' tags; ids that stand for none are passed over. */
  private tagsOf(ids: readonly string[]): Tag[] {
    return ids.flatMap((id) => this.shown.model.findTag(id) ?? []);
  }

  private repaintTags(tags: readonly Tag[]): void {
    this.painting.repaintSpans(tags.flatMap(({ fragments }) => fragments));
  }

  private afterHiding(): void {
    this.ruler.recount();
    this.painting.repaint();
    this.follower.schedule();
  }

  private afterRestore(): void {
    if (this.hasFocus) this.live.apply();
    this.bars.forget();
    this.painting.clear();
    this.follower.follow();
  }

  /** The text has been laid out anew: nothing stands where it was measured. */
  private relayout(): void {
    this.bars.forget();
    this.follower.follow();
    this.painting.afterLayout();
    // Not at once: heights that change while they are observed are reported as an error.
    requestAnimationFrame(() => {
      this.sections.update();
    });
  }

  private selectAll(): void {
    this.setSelection(0, this.shown.model.text.length, { scroll: false });
  }

  /** Paints the selection while the focus is elsewhere: the browser draws one selection only. */
  private showKept(): void {
    const { model } = this.shown;
    const { span, collapsed } = this.live.current;
    const kept = this.hasFocus || collapsed ? undefined : span;
    if (kept === model.kept) return;
    const changed = [model.kept, kept].filter((each) => each !== undefined);
    model.kept = kept;
    this.painting.repaintSpans(changed);
  }

  /** Shows one tag, or none, as being under the pointer. */
  private hover(id: string | undefined): void {
    const { model } = this.shown;
    const before = model.hovered;
    if (id === before) return;
    model.hovered = id;
    this.repaintTags(this.tagsOf([before, id].filter((each) => each !== undefined)));
    this.callbacks.onHover?.(id);
  }

  private dragBoundary({ tagId, edge, fragment, phase, y }: BoundaryDrag): void {
    const { page, scroller } = this.elements;
    // While dragged, handles let the pointer through to the text under them.
    page.toggleAttribute('data-dragging', phase === 'start' || phase === 'move');
    this.shown.model.preview = phase === 'move' ? fragment : undefined;
    this.painting.repaint();
    if (phase === 'move') {
      const { top, bottom } = scroller.getBoundingClientRect();
      if (y < top + DRAG_SCROLL) scroller.scrollTop -= DRAG_SCROLL;
      else if (y > bottom - DRAG_SCROLL) scroller.scrollTop += DRAG_SCROLL;
    }
    this.callbacks.onHandleDrag?.(tagId, edge, fragment[edge], phase);
    this.follower.schedule();
  }

  private listen(forcedColors: MediaQueryList): void {
    const { root, scroller, ruler } = this.elements;
    const { signal } = this.listeners;
    const stopRevealing = (): void => {
      this.revealing.stop();
    };
    const onMove = (): void => {
      this.moves += 1;
      stopRevealing();
    };
    const onFocusChange = (): void => {
      scroller.toggleAttribute('data-text-focus', this.hasFocus);
      this.showKept();
    };
    // It lies over the scroll bar and does not scroll by itself.
    const onRulerWheel = ({ deltaY }: WheelEvent): void => {
      onMove();
      scroller.scrollBy({ top: deltaY });
    };
    const onScroll = (): void => {
      this.follower.schedule();
    };
    const onFontsLoaded = (): void => {
      this.relayout();
    };
    const onForcedColors = ({ matches }: MediaQueryListEvent): void => {
      this.painting.setForcedColors(matches);
      this.ruler.recolor();
    };
    root.addEventListener('focus', onFocusChange, { signal });
    root.addEventListener('blur', onFocusChange, { signal });
    root.addEventListener('keydown', stopRevealing, { signal, capture: true });
    scroller.addEventListener('wheel', onMove, { signal, passive: true });
    scroller.addEventListener('mousedown', onMove, { signal });
    ruler.addEventListener('wheel', onRulerWheel, { signal, passive: true });
    scroller.addEventListener('scroll', onScroll, { signal, passive: true });
    document.fonts.addEventListener('loadingdone', onFontsLoaded, { signal });
    // From the event, not from `forcedColors`: reading `matches` there first takes the event away.
    forcedColors.addEventListener('change', onForcedColors, { signal });
    this.resizes.observe(root);
    this.resizes.observe(scroller);
    this.themes.observe(document.documentElement, { attributeFilter: ['data-theme', 'class'] });
  }
}
