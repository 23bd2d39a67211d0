import { findCategory } from '#core/codebook/codebook.ts';

import type { AppState } from '../state/app-state.ts';
import type { Boundaries } from './boundaries.ts';
import type { Notices } from '../window/notices.ts';
import type { Selection } from '../window/selection.ts';
import type { Store } from '../state/store.ts';
import type { Tags } from './tags.ts';

interface BrushNeeds {
  readonly store: Store<Pick<AppState, 'library' | 'mode'>>;
  readonly selection: Pick<Selection, 'activeTag' | 'setMode'>;
  readonly tags: Pick<Tags, 'recent'>;
  readonly boundaries: Pick<Boundaries, 'cancel'>;
  readonly notices: Pick<Notices, 'say'>;
}

/** The mode in which every mouse selection is tagged. */
export class Brush {
  constructor(private readonly needs: BrushNeeds) {}

  /** Tags every mouse selection until Esc, with the category of the active tag or the last one used. */
  toggle(): void {
    const { store, selection, tags, boundaries } = this.needs;
    const { mode, library } = store.get();
    if (mode.type === 'brush') {
      boundaries.cancel();
      return;
    }
    const category =
      selection.activeTag()?.category ?? tags.recent[0] ?? library.codebook.categories[0]?.id;
    if (category !== undefined) this.start(category);
  }

  private start(category: string): void {
    const { store, selection, notices } = this.needs;
    const label = findCategory(store.get().library.codebook, category)?.label.toLowerCase();
    selection.setMode({ type: 'brush', category });
    notices.say(`Brush: every mouse selection becomes a ${label ?? 'tag'}. Esc stops.`);
  }
}
