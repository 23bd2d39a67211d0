import type { Tag } from '#core/tags/tag.ts';
import type { Span } from '#core/text/span.ts';

import { colorOf } from '../paint/palette.ts';
import type { Shown } from '../paint/shown.ts';
import { clipToBlocks } from '../text/blocks-in-view.ts';
import { caretRect } from '../text/text-points.ts';
import type { SurfacePart, Viewport } from '../text/viewport.ts';
import {
  BoundaryHandles,
  type DragPhase,
  type DragPoint,
  type HandlePlace,
} from './boundary-handles.ts';
import { draggedSpan, type TagEdge } from './dragged-span.ts';

/** One moment of dragging an end of a tag. */
export interface BoundaryDrag {
  readonly tagId: string;
  readonly edge: TagEdge;
  /** The tag's first or last fragment as it would be. */
  readonly fragment: Span;
  readonly phase: DragPhase;
  /** Height of the pointer in CSS pixels of the window. */
  readonly y: number;
}

/** What the boundaries of the active tag ask of the surface, and tell it. */
export interface BoundaryHost {
  /** Offset nearest to a point of the window. */
  offsetAtPoint(x: number, y: number): number | undefined;
  /** Where a tag of this span may end; empty if it has no words. */
  snap(span: Span, exact: boolean): Span;
  onDrag(drag: BoundaryDrag): void;
}

/** Handles at the two ends of the active tag, and what dragging them does. */
export class TagBoundaries implements SurfacePart {
  private readonly handles: BoundaryHandles;

  /** `overlay` covers the page. */
  constructor(
    private readonly shown: Shown,
    overlay: HTMLElement,
    private readonly host: BoundaryHost,
  ) {
    this.handles = new BoundaryHandles(overlay, (edge, phase, point) => {
      this.drag(edge, phase, point);
    });
  }

  measure(viewport: Viewport): (() => void) | undefined {
    if (this.handles.dragging) return undefined;
    const active = this.activeTag();
    const tag = active && this.shown.model.isShown(active) ? active : undefined;
    const places = {
      start: this.placeOf(tag?.fragments[0]?.start, 'start', viewport),
      end: this.placeOf(tag?.fragments.at(-1)?.end, 'end', viewport),
    };
    return () => {
      this.handles.place(places, tag ? colorOf(tag.category) : '');
    };
  }

  destroy(): void {
    this.handles.destroy();
  }

  private activeTag(): Tag | undefined {
    const { active, tags } = this.shown.model;
    return active === undefined ? undefined : tags.get(active);
  }

  private placeOf(
    offset: number | undefined,
    edge: TagEdge,
    { near, page }: Viewport,
  ): HandlePlace | undefined {
    const { text } = this.shown;
    if (offset === undefined) return undefined;
    if (!clipToBlocks(text.blocks, near, { start: offset, end: offset })) return undefined;
    const rect = caretRect(text, offset, edge);
    return rect && { left: rect.left - page.left, top: rect.top - page.top, height: rect.height };
  }

  private drag(edge: TagEdge, phase: DragPhase, point: DragPoint): void {
    const tag = this.activeTag();
    const fragment = edge === 'start' ? tag?.fragments[0] : tag?.fragments.at(-1);
    if (!tag || !fragment) return;
    const moves = phase === 'move' || phase === 'end';
    const dragged = moves ? this.draggedTo(fragment, edge, point) : undefined;
    this.host.onDrag({ tagId: tag.id, edge, fragment: dragged ?? fragment, phase, y: point.y });
  }

  private draggedTo(fragment: Span, edge: TagEdge, { x, y, exact }: DragPoint): Span | undefined {
    const offset = this.host.offsetAtPoint(x, y);
    if (offset === undefined) return undefined;
    return draggedSpan(fragment, edge, offset, (span) => this.host.snap(span, exact));
  }
}
