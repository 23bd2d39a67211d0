import type { AppState, DialogState } from '../state/app-state.ts';
import type { Focus } from './focus.ts';
import type { Store } from '../state/store.ts';

interface DialogsNeeds {
  readonly store: Store<Pick<AppState, 'dialog'>>;
  readonly focus: Pick<Focus, 'backToText' | 'later'>;
}

/** Which sheet lies over the window: one at most. */
export class Dialogs {
  constructor(private readonly needs: DialogsNeeds) {}

  show(dialog: DialogState): void {
    this.needs.store.set({ dialog });
    // It takes the focus once it is drawn: what is typed until then is for it.
    this.needs.focus.later(() => undefined);
  }

  close(): void {
    this.needs.store.set({ dialog: null });
  }

  /** Closes the sheet; then, with the focus in the article, does what was chosen in it. */
  closeAnd(act: () => void): void {
    this.close();
    this.needs.focus.backToText(act);
  }
}
