import { findCategory } from '#core/codebook/codebook.ts';

import type { AppState } from '../state/app-state.ts';
import type { Boundaries } from './boundaries.ts';
import type { Selection } from '../window/selection.ts';
import type { Store } from '../state/store.ts';
import type { Tags } from './tags.ts';

interface BrushNeeds {
  readonly store: Store<Pick<AppState, 'library' | 'mode'>>;
  readonly selection: Pick<Selection, 'activeTag'>;
  readonly tags: Pick<Tags, 'brushWith' | 'recent'>;
  readonly boundaries: Pick<Boundaries, 'cancel'>;
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
    const category = selection.activeTag()?.category ?? tags.recent[0];
    this.take(category ?? library.codebook.categories[0]?.id ?? '');
  }

  /** Tags every mouse selection with this category until Esc. */
  take(category: string): void {
    const { store, tags } = this.needs;
    const known = findCategory(store.get().library.codebook, category);
    if (known) tags.brushWith(known);
  }
}
