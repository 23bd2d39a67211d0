import { firstWhere } from '#core/collections/search.ts';
import { tagHull, type Tag } from '#core/tags/tag.ts';
import type { Region } from '#core/article/article.ts';
import { IntervalIndex } from '#core/tags/interval-index.ts';
import { LANE_COUNT, type Lanes } from '#core/tags/lanes.ts';
import type { Span } from '#core/text/span.ts';

import { DrawnTags } from './drawn-tags.ts';
import type { Paint, PaintedPiece, TagState } from './highlight-layer.ts';
import { invisibleCharacters, visibleNeighbourhood } from './invisible-characters.ts';

/** Tags of another annotator, shown beside one's own and never mixed with them. */
export interface OtherSet {
  readonly id: string;
  /** Two or three letters that stand on the margin bars. */
  readonly initials: string;
  readonly tags: Iterable<Tag>;
  /** Ids of those of them that a reviewer has decided on. */
  readonly decided?: ReadonlySet<string>;
}

/** Tags that were added or changed, and ids of those that are gone. */
export interface TagChanges {
  readonly put: readonly Tag[];
  readonly removed: readonly string[];
}

/** What a change of tags did: for the ruler what is counted, for the text what is painted again. */
export interface AppliedChanges {
  /** Tags as they were before. */
  readonly gone: readonly Tag[];
  /** Tags as they are now. */
  readonly come: readonly Tag[];
  /** Tags whose lane moved because of the others. */
  readonly moved: readonly Tag[];
}

const NONE: ReadonlySet<string> = new Set();

/** The tags that are in one of two sets of ids alone. */
function tagsOfOne(
  index: IntervalIndex<Tag>,
  one: ReadonlySet<string>,
  other: ReadonlySet<string>,
): Tag[] {
  if (one === other) return [];
  const ids = [
    ...[...one].filter((id) => !other.has(id)),
    ...[...other].filter((id) => !one.has(id)),
  ];
  return ids.flatMap((id) => index.get(id) ?? []);
}

interface RegionItem {
  readonly id: string;
  readonly fragments: readonly Span[];
}

interface OtherTags {
  readonly id: string;
  readonly initials: string;
  readonly decided: ReadonlySet<string>;
  /** What the index was made from. */
  readonly tags: Iterable<Tag>;
  readonly index: IntervalIndex<Tag>;
}

/**
 * What a surface shows over its text, and the answer to what is painted in a block. No DOM: all
 * offsets are UTF-16 into the article's text.
 */
export class SurfaceModel {
  private regions = new IntervalIndex<RegionItem>();
  private readonly lanes: Lanes<Tag>;

  readonly tags: IntervalIndex<Tag>;
  others: readonly OtherTags[] = [];
  /** Ids of one's own tags that are decided on, while others' are shown beside them. */
  decided: ReadonlySet<string> = NONE;
  selected: ReadonlySet<string> = new Set();
  /** The selected tag whose ends can be dragged. */
  active: string | undefined;
  hovered: string | undefined;
  /** What find has found, sorted, without overlaps. */
  finds: readonly Span[] = [];
  currentFind = -1;
  readonly marks = new Map<string, readonly Span[]>();
  /** The selection while the focus is elsewhere, where the browser does not draw it. */
  kept: Span | undefined;
  /** Where the dragged end of a tag would stand. */
  preview: Span | undefined;
  flashed: Span | undefined;

  constructor(
    readonly text: string,
    tags: Iterable<Tag> | DrawnTags,
    regions: readonly Region[],
    /** What stays when another article is shown. */
    readonly hidden: { categories: ReadonlySet<string>; all: boolean },
  ) {
    const drawn = tags instanceof DrawnTags ? tags : new DrawnTags(tags);
    this.tags = drawn.index;
    this.lanes = drawn.lanes;
    this.setRegions(regions);
  }

  setRegions(regions: readonly Region[]): void {
    this.regions = new IntervalIndex(
      regions.map(({ id, start, end }) => ({ id, fragments: [{ start, end }] })),
    );
  }

  /**
   * Takes over others' tags, and which of one's own are decided on. Answers which tags look different
   * now; `null` where it is not the same people with the same tags.
   */
  setOthers(sets: readonly OtherSet[], decided: ReadonlySet<string> = NONE): Tag[] | null {
    const before = { others: this.others, decided: this.decided };
    this.decided = decided;
    this.others = sets.map(({ id, initials, tags, decided: theirs = NONE }) => ({
      id,
      initials,
      tags,
      decided: theirs,
      // The same tags as before are in the same order.
      index: before.others.find((other) => other.tags === tags)?.index ?? new IntervalIndex(tags),
    }));
    const areSame =
      before.others.length === sets.length &&
      this.others.every(({ id, initials, tags }, n) => {
        const was = before.others[n];
        return was?.id === id && was.initials === initials && was.tags === tags;
      });
    if (!areSame) return null;
    const changed = this.others.flatMap(({ index, decided: theirs }, n) =>
      tagsOfOne(index, before.others[n]?.decided ?? NONE, theirs),
    );
    return [...changed, ...tagsOfOne(this.tags, before.decided, decided)];
  }

  /** Brings tags and lanes up to date; the work does not grow with the number of tags. */
  apply({ put, removed }: TagChanges): AppliedChanges {
    const gone: Tag[] = [];
    for (const id of removed) {
      const old = this.tags.remove(id);
      if (old) gone.push(old);
    }
    for (const tag of put) {
      const old = this.tags.put(tag);
      if (old) gone.push(old);
    }
    const hulls = [...gone, ...put].map(tagHull);
    const forgotten = removed.filter((id) => !this.tags.has(id));
    const moved = this.lanes.update(hulls, forgotten).flatMap((id) => this.tags.get(id) ?? []);
    return { gone, come: put, moved };
  }

  isShown(tag: Tag): boolean {
    return !this.hidden.all && !this.hidden.categories.has(tag.category);
  }

  *shownTags(): Iterable<Tag> {
    if (this.hidden.all) return;
    for (const tag of this.tags) if (this.isShown(tag)) yield tag;
  }

  /** One's own tag of this id, or else another annotator's. */
  findTag(id: string): Tag | undefined {
    for (const index of this.indexes()) {
      const tag = index.get(id);
      if (tag) return tag;
    }
    return undefined;
  }

  /** Ids of the shown tags that cover the code unit at an offset: one's own first, the shortest first. */
  tagsAt(offset: number): string[] {
    return this.indexes().flatMap((index) =>
      index
        .covering(offset)
        .filter((tag) => this.isShown(tag))
        .map(({ id }) => id),
    );
  }

  /** Everything painted in one block, in UTF-16 code units from its start. */
  piecesOf(block: Span): PaintedPiece[] {
    const pieces: PaintedPiece[] = [];
    const add = (paint: Paint, span: Span): void => {
      const start = Math.max(span.start, block.start);
      const end = Math.min(span.end, block.end);
      if (start < end) pieces.push({ paint, start: start - block.start, end: end - block.start });
    };
    for (const region of this.regions.overlapping(block)) {
      for (const span of region.fragments) add({ kind: 'boilerplate' }, span);
    }
    this.others.forEach(({ index, decided }, person) => {
      for (const tag of index.overlapping(block)) {
        if (!this.isShown(tag)) continue;
        const { category } = tag;
        const isDecided = decided.has(tag.id);
        const paint: Paint = {
          kind: 'other',
          category,
          person,
          depth: this.depthAt(tag),
          isDecided,
        };
        for (const span of tag.fragments) add(paint, span);
      }
    });
    for (const tag of this.tags.overlapping(block)) {
      if (!this.isShown(tag)) continue;
      const paint: Paint = {
        kind: 'tag',
        category: tag.category,
        lane: this.lanes.laneOf(tag.id),
        // Beside a selected tag the others keep their lines only, and so does what is decided on.
        tinted:
          this.selected.size === 0 && !this.lanes.isCrowded(tag.id) && !this.decided.has(tag.id),
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
    for (
      let at = firstWhere(this.finds, ({ end }) => end > block.start);
      at < this.finds.length;
      at += 1
    ) {
      const span = this.finds[at];
      if (!span || span.start >= block.end) break;
      add({ kind: at === this.currentFind ? 'find-current' : 'find' }, span);
    }
    if (this.kept) add({ kind: 'kept' }, this.kept);
    if (this.preview) add({ kind: 'preview' }, this.preview);
    if (this.flashed) add({ kind: 'flash' }, this.flashed);
    return pieces;
  }

  /** How many lanes one's own tags take where a tag stands. */
  private depthAt(tag: Tag): number {
    let depth = 0;
    for (const own of this.tags.overlapping(tagHull(tag))) {
      const lane = this.lanes.laneOf(own.id);
      if (lane < LANE_COUNT && this.isShown(own)) depth = Math.max(depth, lane + 1);
    }
    return depth;
  }

  private indexes(): IntervalIndex<Tag>[] {
    return [this.tags, ...this.others.map(({ index }) => index)];
  }

  private stateOf(id: string): TagState {
    if (this.selected.has(id)) return 'selected';
    return this.hovered === id ? 'hover' : 'rest';
  }
}
