// What the rest of the window says to an article on screen, and what the article tells it. Says
// nothing of how it is drawn.
import type { Tag } from '#core/tags/tag.ts';
import type { Region } from '#core/article/article.ts';
import type { PlacedBlock } from '#core/sources/article-text.ts';
import type { Span } from '#core/text/span.ts';

import type { DragPhase } from './controls/boundary-handles.ts';
import type { TagEdge } from './controls/dragged-span.ts';
import type { DrawnTags } from './paint/drawn-tags.ts';
import type { EditAttempt } from './text/frozen-text.ts';
import type { CategoryStyle } from './paint/palette.ts';
import type { OtherSet, TagChanges } from './paint/surface-model.ts';
import type { ArticleSelection } from './text/article-selection.ts';

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

/** An article to show. */
export interface LoadedArticle {
  readonly text: string;
  /** As `splitParagraphs` cuts them. */
  readonly paragraphs: readonly Span[];
  /** Those that were made to be drawn belong to the surface from now on. */
  readonly tags: Iterable<Tag> | DrawnTags;
  readonly regions: readonly Region[];
  /** Where headings, lists, quotes and captions stand, in order; empty where nothing is known of it. */
  readonly structure: readonly PlacedBlock[];
}

/** Where `reveal` puts a place: `nearest` moves as little as it can, and not at all if it is in view. */
export type RevealBlock = 'nearest' | 'center';

/** Both are done unless told not to. */
export interface SelectOptions {
  readonly scroll?: boolean;
  readonly takeFocus?: boolean;
}

/** An article on screen, as the rest of the window speaks to it. All offsets are UTF-16 into the text. */
export interface Surface {
  /**
   * Shows an article in place of the one before, from its beginning. Selection, selected tags,
   * find, marks and other sets are reset; hidden categories stay hidden.
   */
  load(article: LoadedArticle): void;
  /** Brings the surface up to date with changed tags; the work does not grow with their number. */
  applyTagChanges(changes: TagChanges): void;
  /** The stretches that are page furniture: grey and struck through. */
  setRegions(regions: readonly Region[]): void;
  /**
   * Tags of other annotators, in place of those shown before, in the order of the people; `decided`: ids
   * of one's own tags that are decided on.
   */
  setOtherSets(sets: readonly OtherSet[], decided?: ReadonlySet<string>): void;
  /** The codebook has changed. */
  setCategories(categories: readonly CategoryStyle[]): void;

  /** The selected tags, and the one of them that has handles. Others keep their lines and lose their tint. */
  setSelectedTags(ids: Iterable<string>, activeId?: string): void;
  /** Categories that are not shown in the text, the margin and the ruler. */
  setHiddenCategories(ids: Iterable<string>): void;
  /** What the text is called for those who hear it. */
  setLabel(label: string): void;
  /** Hides all tags, or shows them again. */
  setTagsHidden(hidden: boolean): void;
  /** What find has found, in document order and without overlaps; -1 for no current one. */
  setFind(matches: readonly Span[], currentIndex: number): void;
  /**
   * Marks other places, such as the speaker of the selected tag. The name is a CSS identifier;
   * `--mark-<name>` may give it a colour. An empty list takes the marks away.
   */
  setMarks(name: string, spans: readonly Span[]): void;

  /** Reports a selection now that the browser has made and not yet told of. */
  settleSelection(): void;
  /** Selects from `anchor` to `focus`, which may be before it, and takes the focus unless told not to. */
  setSelection(anchor: number, focus: number, options?: SelectOptions): void;
  /** Moves the focus into the text, with the selection it had before. */
  focus(): void;
  /** Whether mouse selections are widened to whole words. */
  setSnapping(on: boolean): void;

  /** Scrolls a place into view; `nearest` unless told otherwise. */
  reveal(span: Span, options?: { block?: RevealBlock }): void;
  /** Marks a place for a moment, without motion. */
  flash(span: Span): void;
  /** Rectangles of a span's lines in window coordinates, as far as it is in or near the view. */
  rectsOf(span: Span): readonly DOMRect[];
  /** Ids of the tags whose words are under a point of the window, the shortest first. */
  hitTest(clientX: number, clientY: number): readonly string[];
  /** How often the reader has moved the view by hand: what was asked for before scrolls nothing back. */
  readonly moves: number;
  /** Tells of the text being scrolled, for what must follow it. */
  readonly scrollElement: EventTarget;
}
