import { blocksBetween, type BlockEdges, type BlockRange } from './blocks-in-view.ts';
import type { FrozenText } from './frozen-text.ts';

/** What is in view: distances in CSS pixels of the window. */
export interface Viewport {
  /** Edges of the element that scrolls. */
  readonly top: number;
  readonly bottom: number;
  /** Corner of the page element, from which all that is drawn over the text has its place. */
  readonly page: { readonly left: number; readonly top: number };
  /** Blocks in view; `undefined` as long as no article is loaded. */
  readonly inView: BlockRange | undefined;
  /** Blocks in or near the view: those that are painted. */
  readonly near: BlockRange | undefined;
}

/** A part of the surface that follows what is in view. */
export interface SurfacePart {
  /**
   * Reads the layout and changes nothing in the document. What it returns changes the document and
   * reads no layout; `undefined` if nothing is to be changed. All parts measure before the first
   * one draws: a layout that is asked for after a change has to be made again.
   */
  measure(viewport: Viewport): (() => void) | undefined;
}

/** Has all parts measure and then all that have something to draw draw it, in their order. */
export function drawParts(parts: readonly SurfacePart[], viewport: Viewport): void {
  const draws = parts.map((part) => part.measure(viewport));
  for (const draw of draws) draw?.();
}

/** How far above and below the view blocks are painted, in CSS pixels: a fast scroll's reach in a frame. */
const OVERSCAN = 400;

/** Brings the parts of a surface in line with what is in view, at most once a frame unless asked to. */
export class ViewFollower {
  private frame = 0;
  private last: Viewport | undefined;

  constructor(
    private readonly scroller: HTMLElement,
    private readonly page: HTMLElement,
    private readonly text: FrozenText,
    private readonly parts: readonly SurfacePart[],
  ) {}

  /** Blocks that were in or near the view when the parts last followed it. */
  get near(): BlockRange | undefined {
    return this.last?.near;
  }

  /** Follows the view in the next frame. */
  schedule(): void {
    if (this.frame !== 0) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.follow();
    });
  }

  /** Follows the view now. */
  follow(): void {
    const viewport = this.measure();
    this.last = viewport;
    drawParts(this.parts, viewport);
  }

  /** Forgets what was in view: another article stands in its place. */
  reset(): void {
    this.last = undefined;
  }

  destroy(): void {
    cancelAnimationFrame(this.frame);
  }

  private measure(): Viewport {
    const { top, bottom } = this.scroller.getBoundingClientRect();
    const page = this.page.getBoundingClientRect();
    const edges = edgesOf(this.text);
    return {
      top,
      bottom,
      page,
      inView: blocksBetween(edges, top, bottom),
      near: blocksBetween(edges, top - OVERSCAN, bottom + OVERSCAN),
    };
  }
}

function edgesOf(text: FrozenText): BlockEdges {
  const bottomOf = (element: HTMLElement | undefined): number =>
    element?.getBoundingClientRect().bottom ?? Infinity;
  return {
    blockCount: text.blocks.length,
    sectionFirsts: text.sectionFirsts,
    sectionBottom: (section) => bottomOf(text.sections[section]),
    blockBottom: (block) => bottomOf(text.element(block)),
  };
}
