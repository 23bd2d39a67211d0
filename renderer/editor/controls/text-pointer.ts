import type { Shown } from '../paint/shown.ts';
import type { LiveSelection } from '../text/live-selection.ts';
import { offsetOfPoint } from '../text/text-points.ts';
import { characterAt } from './character-at.ts';

/** What the pointer does with tags. */
export interface PointerEvents {
  /** Ids of the tags under a click, the shortest first, perhaps none. */
  onClick(ids: readonly string[], event: MouseEvent): void;
  /** The tag under the pointer; told anew at every movement. */
  onHover(id: string | undefined): void;
}

/** The mouse over the text: what is under it, and clicks that select no text. */
export class TextPointer {
  private hoverFrame = 0;

  /** `root` is the article's text, `scroller` the element that it is scrolled in. */
  constructor(
    private readonly root: HTMLElement,
    private readonly scroller: HTMLElement,
    private readonly shown: Shown,
    private readonly live: LiveSelection,
    private readonly events: PointerEvents,
    signal: AbortSignal,
  ) {
    root.addEventListener('click', this.onClick, { signal });
    root.addEventListener('mousemove', this.onMouseMove, { signal });
    root.addEventListener('mouseleave', this.onMouseLeave, { signal });
  }

  /** Ids of the tags whose words are under a point of the window, the shortest first. */
  hitTest(x: number, y: number): string[] {
    const offset = this.characterAtPoint(x, y);
    return offset === undefined ? [] : this.shown.model.tagsAt(offset);
  }

  /** Offset nearest to a point of the window. */
  offsetAtPoint(x: number, y: number): number | undefined {
    const text = this.root.getBoundingClientRect();
    const view = this.scroller.getBoundingClientRect();
    const top = Math.max(text.top, view.top) + 1;
    const bottom = Math.min(text.bottom, view.bottom) - 1;
    const caret = document.caretPositionFromPoint(
      Math.min(Math.max(x, text.left + 1), text.right - 1),
      Math.min(Math.max(y, top), bottom),
    );
    return caret
      ? offsetOfPoint(this.shown.text, this.root, caret.offsetNode, caret.offset)
      : undefined;
  }

  destroy(): void {
    cancelAnimationFrame(this.hoverFrame);
  }

  /** Offset of the character under a point; `undefined` beside the text. */
  private characterAtPoint(x: number, y: number): number | undefined {
    const caret = document.caretPositionFromPoint(x, y);
    if (!(caret?.offsetNode instanceof Text) || !this.root.contains(caret.offsetNode)) {
      return undefined;
    }
    const node = caret.offsetNode;
    const { text } = this.shown;
    const block = text.blocks[text.blockIndexOf(node) ?? -1];
    if (!block) return undefined;
    const range = document.createRange();
    const character = characterAt({ x, y }, caret.offset, node.length, (at) => {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      return range.getClientRects();
    });
    return character === undefined ? undefined : block.start + character;
  }

  private readonly onClick = (event: MouseEvent): void => {
    if (event.button !== 0 || event.detail > 1) return;
    this.live.readDom();
    if (!this.live.current.collapsed) return;
    this.events.onClick(this.hitTest(event.clientX, event.clientY), event);
  };

  private readonly onMouseMove = (event: MouseEvent): void => {
    if (event.buttons !== 0 || this.hoverFrame !== 0) return;
    const { clientX, clientY } = event;
    this.hoverFrame = requestAnimationFrame(() => {
      this.hoverFrame = 0;
      this.events.onHover(this.hitTest(clientX, clientY)[0]);
    });
  };

  private readonly onMouseLeave = (): void => {
    cancelAnimationFrame(this.hoverFrame);
    this.hoverFrame = 0;
    this.events.onHover(undefined);
  };
}
