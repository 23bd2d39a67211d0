import { emojiAt } from '#core/text/graphemes.ts';
import { spansEqual, type Span } from '#core/text/span.ts';

import {
  makeSelection,
  pointerSelection,
  snapSpan,
  type ArticleSelection,
} from './article-selection.ts';
import type { FrozenText } from './frozen-text.ts';
import { offsetOfPoint, pointOfOffset, rangeOfSpan } from './text-points.ts';

/** What becomes of the selection. */
export interface SelectionEvents {
  onChange(selection: ArticleSelection): void;
  /** A drag, double or triple click has ended; trimmed and snapped, empty if it had no words. */
  onPointerSelect(selection: ArticleSelection): void;
}

/**
 * The caret and the selection as offsets. The DOM has them while the text has the focus; when the
 * focus goes elsewhere they are remembered, and put back when it returns.
 */
export class LiveSelection {
  private selection: ArticleSelection | undefined;
  private text = '';
  private paragraphs: readonly Span[] = [];
  private pointerIsDown = false;
  private viaMouse = false;
  /** The release of the pointer whose selection is still to be finished. */
  private released: MouseEvent | undefined;
  private settled: ReturnType<typeof setTimeout> | undefined;

  /** Whether mouse selections are widened to whole words. */
  snapping = true;

  constructor(
    private readonly root: HTMLElement,
    private readonly frozen: FrozenText,
    private readonly events: SelectionEvents,
    signal: AbortSignal,
  ) {
    document.addEventListener('selectionchange', this.readDom, { signal });
    document.addEventListener('mouseup', this.onMouseUp, { signal });
    root.addEventListener('mousedown', this.onMouseDown, { signal });
    root.addEventListener('keydown', this.onKeyDown, { signal, capture: true });
    root.addEventListener('focus', this.onFocus, { signal });
    root.addEventListener('copy', this.onCopy, { signal, capture: true });
  }

  load(text: string, paragraphs: readonly Span[]): void {
    this.text = text;
    this.paragraphs = paragraphs;
    this.selection = undefined;
    this.released = undefined;
    clearTimeout(this.settled);
  }

  /** At the article's start until there is one. */
  get current(): ArticleSelection {
    return this.selection ?? makeSelection(this.text, 0, 0, false);
  }

  /** Selects, without taking the focus. */
  set(anchor: number, focus: number): void {
    this.viaMouse = false;
    this.remember(anchor, focus);
  }

  /**
   * Takes over at once what the browser would tell of later, so that a key pressed right behind the
   * mouse, or behind another key, is about what is selected and not about what was.
   */
  settle(): void {
    if (this.released) this.finishPointerSelection();
    else if (document.activeElement === this.root) this.readDom();
  }

  /** Puts the remembered selection into the DOM, which gives the text the focus. */
  apply(): void {
    const { anchor, focus } = this.current;
    // At the joint of two blocks a start stands in the second one and an end in the first.
    const from = pointOfOffset(this.frozen, anchor, anchor > focus ? 'end' : 'start');
    const to = pointOfOffset(this.frozen, focus, focus > anchor ? 'end' : 'start');
    if (!from || !to) return;
    document.getSelection()?.setBaseAndExtent(from.node, from.offset, to.node, to.offset);
  }

  /** Where a tag of this span may begin and end; empty if it has no words. */
  snap(span: Span, exact: boolean): Span {
    return snapSpan(this.text, span, exact || !this.snapping);
  }

  destroy(): void {
    clearTimeout(this.settled);
  }

  /** Takes over what the DOM has; the browser tells of a change only some time after it. */
  readonly readDom = (): void => {
    const selection = document.getSelection();
    if (!selection?.anchorNode || !selection.focusNode) return;
    const { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
    const anchor = offsetOfPoint(this.frozen, this.root, anchorNode, anchorOffset);
    const focus = offsetOfPoint(this.frozen, this.root, focusNode, focusOffset);
    if (anchor !== undefined && focus !== undefined) this.remember(anchor, focus);
  };

  private remember(anchor: number, focus: number): void {
    const next = makeSelection(this.text, anchor, focus, this.viaMouse);
    const { selection } = this;
    if (selection?.anchor === next.anchor && selection.focus === next.focus) return;
    this.selection = next;
    this.events.onChange(next);
  }

  private readonly onKeyDown = (): void => {
    this.viaMouse = false;
  };

  private readonly onFocus = (): void => {
    // The pointer is about to put the caret itself; the keyboard comes back to where it was.
    if (!this.pointerIsDown) this.apply();
  };

  private readonly onMouseDown = (event: MouseEvent): void => {
    if (event.button !== 0) return;
    // What the press before has selected, before this one selects something else.
    if (this.released) this.finishPointerSelection();
    this.pointerIsDown = true;
    this.viaMouse = true;
    // A press inside the selection would begin to drag its text, which cannot be dropped anywhere:
    // it begins a new selection instead.
    const selection = document.getSelection();
    if (event.shiftKey || event.detail > 1 || !selection || selection.isCollapsed) return;
    const caret = document.caretPositionFromPoint(event.clientX, event.clientY);
    if (caret && this.root.contains(caret.offsetNode)) {
      selection.collapse(caret.offsetNode, caret.offset);
    }
  };

  private readonly onMouseUp = (event: MouseEvent): void => {
    if (!this.pointerIsDown || event.button !== 0) return;
    this.pointerIsDown = false;
    clearTimeout(this.settled);
    this.released = event;
    // The browser settles the selection after this event.
    this.settled = setTimeout(() => {
      this.finishPointerSelection();
    });
  };

  private finishPointerSelection(): void {
    clearTimeout(this.settled);
    const { altKey = false, detail = 1 } = this.released ?? {};
    const emoji = detail === 2 && this.released ? this.emojiUnder(this.released) : undefined;
    this.released = undefined;
    this.readDom();
    const { selection } = this;
    if (!selection || (selection.collapsed && !emoji)) return;
    const meant = pointerSelection(this.text, this.paragraphs, selection, {
      presses: detail,
      exact: altKey || !this.snapping,
      emoji,
    });
    if (!meant.collapsed && !spansEqual(meant.span, selection.span)) {
      this.remember(meant.anchor, meant.focus);
      this.apply();
    }
    this.events.onPointerSelect(meant);
  }

  /** The emoji that somebody points at: the caret stands before or after it. */
  private emojiUnder({ clientX: x, clientY: y }: MouseEvent): Span | undefined {
    const caret = document.caretPositionFromPoint(x, y);
    const at = caret && offsetOfPoint(this.frozen, this.root, caret.offsetNode, caret.offset);
    if (typeof at !== 'number') return undefined;
    const isUnder = (emoji: Span): boolean =>
      Array.from(rangeOfSpan(this.frozen, emoji)?.getClientRects() ?? []).some(
        ({ left, right, top, bottom }) => x >= left && x <= right && y >= top && y <= bottom,
      );
    return [emojiAt(this.text, at), emojiAt(this.text, at - 1)].find(
      (emoji) => emoji !== undefined && isUnder(emoji),
    );
  }

  /** The browser would put two line breaks between blocks; the article has its own. */
  private readonly onCopy = (event: ClipboardEvent): void => {
    const { span, collapsed } = this.current;
    event.stopPropagation();
    event.preventDefault();
    if (!collapsed)
      event.clipboardData?.setData('text/plain', this.text.slice(span.start, span.end));
  };
}
