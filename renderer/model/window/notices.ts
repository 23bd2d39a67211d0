import type { CommandId } from '#core/contract/commands/commands.ts';
import type { Span } from '#core/text/span.ts';

import type { AppState } from '../state/app-state.ts';
import { endedOnce } from '../state/messages.ts';
import type { Store } from '../state/store.ts';

/** How long a toast stays, in milliseconds. */
const TOAST_TIME = 8000;

/** What the window says of what was done: the line in the status region, and the toast. */
export class Notices {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly store: Store<Pick<AppState, 'message' | 'messageSpan' | 'toast'>>) {}

  /** Says something in the status region, for eyes and screen readers alike. */
  say(message: string): void {
    this.store.set({ message: endedOnce(message), messageSpan: null });
  }

  /** Says something that is true while these words, or this place, are selected. */
  sayOf(messageSpan: Span, message: string): void {
    this.store.set({ message: endedOnce(message), messageSpan });
  }

  /** What was done, with its way back, for a while. */
  showToast(text: string, undo: boolean): void {
    clearTimeout(this.timer);
    this.store.set({ toast: { text: endedOnce(text), undo } });
    this.timer = setTimeout(() => {
      this.dismissToast();
    }, TOAST_TIME);
  }

  /** What can be done next; it stays until it is done or put away. */
  lead(text: string, next: CommandId): void {
    clearTimeout(this.timer);
    this.store.set({ toast: { text, undo: false, next } });
  }

  /** Takes away what led to something, once one is there. */
  endLead(): void {
    if (this.store.get().toast?.next !== undefined) this.dismissToast();
  }

  dismissToast(): void {
    clearTimeout(this.timer);
    if (this.store.get().toast) this.store.set({ toast: null });
  }
}
