import type { TagEdge } from './dragged-span.ts';

/** `end` and `cancel` close a drag; `move` and `end` carry a new offset. */
export type DragPhase = 'start' | 'move' | 'end' | 'cancel';

/** Where the pointer is: window coordinates in CSS pixels; `exact` while Alt is held. */
export interface DragPoint {
  readonly x: number;
  readonly y: number;
  readonly exact: boolean;
}

/** What a handle tells the surface. */
export type HandleListener = (edge: TagEdge, phase: DragPhase, point: DragPoint) => void;

/** A place for a handle: a vertical edge of text, in CSS pixels from the page element's corner. */
export interface HandlePlace {
  readonly left: number;
  readonly top: number;
  readonly height: number;
}

/**
 * Two grips at the ends of the active tag. For the pointer only; the keyboard changes boundaries
 * through the live selection.
 */
export class BoundaryHandles {
  private readonly handles: Record<TagEdge, HTMLElement>;
  private dragged: TagEdge | undefined;

  constructor(
    parent: HTMLElement,
    private readonly listener: HandleListener,
  ) {
    this.handles = { start: this.make(parent, 'start'), end: this.make(parent, 'end') };
  }

  get dragging(): boolean {
    return this.dragged !== undefined;
  }

  /** Puts the handles to the two ends, in a colour of CSS; `undefined` hides one. */
  place(places: Readonly<Record<TagEdge, HandlePlace | undefined>>, color: string): void {
    for (const edge of ['start', 'end'] as const) {
      const place = places[edge];
      const { style } = this.handles[edge];
      this.handles[edge].hidden = place === undefined;
      if (!place) continue;
      style.transform = `translate(${String(place.left)}px, ${String(place.top)}px)`;
      style.setProperty('--handle-color', color);
      style.setProperty('--handle-height', `${String(place.height)}px`);
    }
  }

  destroy(): void {
    document.removeEventListener('keydown', this.onKeyDown, { capture: true });
    for (const handle of Object.values(this.handles)) handle.remove();
  }

  private make(parent: HTMLElement, edge: TagEdge): HTMLElement {
    const handle = document.createElement('div');
    handle.className = 'article-handle';
    handle.dataset['edge'] = edge;
    handle.hidden = true;
    handle.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      event.preventDefault();
      handle.setPointerCapture(event.pointerId);
      this.dragged = edge;
      document.addEventListener('keydown', this.onKeyDown, { capture: true });
      this.tell('start', event);
    });
    handle.addEventListener('pointermove', (event) => {
      if (this.dragged === edge) this.tell('move', event);
    });
    handle.addEventListener('pointerup', (event) => {
      if (this.dragged === edge) this.finish('end', event);
    });
    handle.addEventListener('pointercancel', (event) => {
      if (this.dragged === edge) this.finish('cancel', event);
    });
    parent.append(handle);
    return handle;
  }

  private readonly onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.dragged) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.finish('cancel', { clientX: 0, clientY: 0, altKey: false });
  };

  private tell(
    phase: DragPhase,
    event: { clientX: number; clientY: number; altKey: boolean },
  ): void {
    if (!this.dragged) return;
    this.listener(this.dragged, phase, { x: event.clientX, y: event.clientY, exact: event.altKey });
  }

  private finish(
    phase: 'end' | 'cancel',
    event: { clientX: number; clientY: number; altKey: boolean },
  ): void {
    document.removeEventListener('keydown', this.onKeyDown, { capture: true });
    this.tell(phase, event);
    this.dragged = undefined;
  }
}
