import type { AppState, MenuState } from '../state/app-state.ts';
import type { Store } from '../state/store.ts';
import type { Focus } from './focus.ts';

interface ContextMenusNeeds {
  readonly store: Store<Pick<AppState, 'menu'>>;
  readonly focus: Pick<Focus, 'later'>;
}

/** The menu at the pointer or at what has the focus: one at most. */
export class ContextMenus {
  constructor(private readonly needs: ContextMenusNeeds) {}

  show(menu: MenuState): void {
    this.needs.store.set({ menu });
  }

  close(): void {
    if (this.needs.store.get().menu) this.needs.store.set({ menu: null });
  }

  /** Closes it; then, with the focus where it was, does what was chosen in it. */
  closeAnd(act: () => void): void {
    this.close();
    this.needs.focus.later(act);
  }
}
