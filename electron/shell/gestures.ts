import type { WebContents } from 'electron';

/** Milliseconds in which a key press or a click lets the window open a dialog or read the clipboard. */
export const GESTURE_TIME = 15_000;

/** What a person begins something with; releasing a key or moving the mouse begins nothing. */
const BEGINNINGS: ReadonlySet<string> = new Set([
  'mouseDown',
  'keyDown',
  'rawKeyDown',
  'touchStart',
  'gestureTap',
]);

/**
 * What a person did in the window or its menu, as the main process saw it itself: a script in the page
 * can press its own buttons, but not these.
 */
export class Gestures {
  readonly #now: () => number;
  #last = -Infinity;

  /** `now`: milliseconds of a clock that never goes back. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Follows what is done in a page. */
  watch(contents: Pick<WebContents, 'on'>): void {
    contents.on('input-event', (_event, { type }) => {
      if (BEGINNINGS.has(type)) this.note();
    });
  }

  /** A person has just done something, for example chosen a command in the menu. */
  note(): void {
    this.#last = this.#now();
  }

  /** Whether a person has just done something that nothing else has been allowed for. */
  spend(): boolean {
    const isFresh = this.#now() - this.#last <= GESTURE_TIME;
    this.#last = -Infinity;
    return isFresh;
  }
}

/** Thrown where something was asked for that only a person may begin. */
export class NoGestureError extends Error {
  override readonly name = 'NoGestureError';
}
