import { byId } from '#core/collections/order.ts';
import type { IntervalIndex } from '#core/tags/interval-index.ts';
import { tagHull, type Tag } from '#core/tags/tag.ts';
import { spansEqual } from '#core/text/span.ts';

import { unknownCategory, type CategoryStyle } from '../paint/palette.ts';
import type { Shown } from '../paint/shown.ts';
import { clipToBlocks } from '../text/blocks-in-view.ts';
import { rangeOfSpan } from '../text/text-points.ts';
import type { SurfacePart, Viewport } from '../text/viewport.ts';
import type { BarTag, MarginBars } from './margin-bars.ts';

/** Heights of a tag's first and last line, in CSS pixels from the top of the page element. */
interface Extent {
  readonly top: number;
  readonly bottom: number;
}

/** Keeps one margin bar for each tag in view, and remembers where tags are that it has measured. */
export class BarsInView implements SurfacePart {
  private categories: ReadonlyMap<string, CategoryStyle> = new Map();
  private readonly extents = new Map<string, Extent>();
  private labels = new WeakMap<Tag, string>();

  /** `describeTag` gives the full text of a tag. */
  constructor(
    private readonly shown: Shown,
    private readonly bars: MarginBars,
    private readonly describeTag: (tag: Tag) => string,
  ) {}

  setCategories(categories: readonly CategoryStyle[]): void {
    this.categories = byId(categories);
    this.labels = new WeakMap();
  }

  /** Forgets where these tags are, or where all are: they or the text under them changed. */
  forget(tags?: readonly Tag[]): void {
    if (!tags) this.extents.clear();
    else for (const { id } of tags) this.extents.delete(id);
  }

  /** Bars need not stay in the columns that they had: one's own come first. */
  placeAnew(): void {
    this.bars.forgetColumns();
  }

  measure(viewport: Viewport): () => void {
    const bars = this.inView(viewport);
    return () => {
      this.bars.show(bars);
    };
  }

  private inView(viewport: Viewport): BarTag[] {
    const { model, text } = this.shown;
    const { inView, top, bottom, page } = viewport;
    const start = text.blocks[inView?.first ?? -1]?.start;
    const end = text.blocks[inView?.last ?? -1]?.end;
    if (start === undefined || end === undefined || model.hidden.all) return [];
    const barsOf = (
      index: IntervalIndex<Tag>,
      decided: ReadonlySet<string>,
      other?: Pick<BarTag, 'owner' | 'person'>,
    ): BarTag[] =>
      index.overlapping({ start, end }).flatMap((tag) => {
        const extent = model.isShown(tag) ? this.extentOf(tag, viewport) : undefined;
        if (!extent || extent.bottom + page.top <= top || extent.top + page.top >= bottom) {
          return [];
        }
        return {
          tag,
          category: this.categories.get(tag.category) ?? unknownCategory(tag.category),
          label: this.labelOf(tag),
          owner: '',
          ...other,
          ...extent,
          isDecided: decided.has(tag.id),
          selected: model.selected.has(tag.id),
        };
      });
    return [
      ...barsOf(model.tags, model.decided),
      ...model.others.flatMap(({ index, initials, decided }, person) =>
        barsOf(index, decided, { owner: initials, person }),
      ),
    ];
  }

  private labelOf(tag: Tag): string {
    const known = this.labels.get(tag);
    if (known !== undefined) return known;
    const label = this.describeTag(tag);
    this.labels.set(tag, label);
    return label;
  }

  /** Of a tag that reaches beyond what is near the view, the extent of the part that does not. */
  private extentOf(tag: Tag, { near, page }: Viewport): Extent | undefined {
    const known = this.extents.get(tag.id);
    if (known) return known;
    const { text } = this.shown;
    const hull = tagHull(tag);
    const clipped = clipToBlocks(text.blocks, near, hull);
    const rect = clipped && rangeOfSpan(text, clipped)?.getBoundingClientRect();
    if (!rect) return undefined;
    const extent = { top: rect.top - page.top, bottom: rect.bottom - page.top };
    if (spansEqual(clipped, hull)) this.extents.set(tag.id, extent);
    return extent;
  }
}
