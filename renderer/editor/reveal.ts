import type { Span } from '#core/text/span.ts';

import type { RevealBlock } from './surface.ts';
import type { FrozenText } from './text/frozen-text.ts';
import { caretRect } from './text/text-points.ts';

/** Room kept above and below a revealed place, in CSS pixels. */
const PADDING = 64;

/** Frames in which a place is scrolled to again, as sections in its way get their real heights. */
const FRAMES = 4;

/** A stretch of height in CSS pixels of the window. */
export interface Heights {
  readonly top: number;
  readonly bottom: number;
}

/**
 * How far to scroll down, in CSS pixels, to bring a place into view: `nearest` as little as
 * possible, with some room around it, and for a place that is higher than the view to its
 * beginning; `center` always, to a third of the view's height.
 */
export function scrollToShow(place: Heights, view: Heights, block: RevealBlock): number {
  if (block === 'center') return place.top - (view.top + (view.bottom - view.top) / 3);
  const above = place.top - (view.top + PADDING);
  const below = place.bottom - (view.bottom - PADDING);
  if (above < 0) return above;
  return below > 0 ? Math.min(below, above) : 0;
}

/** Scrolls to places of the text, also to ones that have never been laid out. */
export class Reveal {
  /** Number of the present reveal; a new one or the reader's own movement ends it. */
  private current = 0;

  /** `onScroll` is called when the view has moved. */
  constructor(
    private readonly scroller: HTMLElement,
    private readonly text: FrozenText,
    private readonly onScroll: () => void,
  ) {}

  start(span: Span, block: RevealBlock): void {
    this.current += 1;
    this.step(span, block, this.current, FRAMES);
  }

  stop(): void {
    this.current += 1;
  }

  private step(span: Span, block: RevealBlock, turn: number, framesLeft: number): void {
    if (turn !== this.current) return;
    const start = caretRect(this.text, span.start);
    const end = caretRect(this.text, span.end);
    if (!start || !end) return;
    const place = { top: start.top, bottom: end.bottom };
    const by = scrollToShow(place, this.scroller.getBoundingClientRect(), block);
    const before = this.scroller.scrollTop;
    if (Math.abs(by) >= 1) this.scroller.scrollTop += by;
    if (this.scroller.scrollTop !== before) this.onScroll();
    if (framesLeft > 0) {
      requestAnimationFrame(() => {
        this.step(span, block, turn, framesLeft - 1);
      });
    }
  }
}
