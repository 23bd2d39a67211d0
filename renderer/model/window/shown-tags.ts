import type { TagSet } from '#core/contract/articles.ts';

import type { AppState } from '../state/app-state.ts';
import type { Stage } from './focus.ts';
import { keyHints, type KeysInUse } from './key-words.ts';
import type { Names } from './names.ts';
import type { Notices } from './notices.ts';
import type { Selection } from './selection.ts';
import type { Store } from '../state/store.ts';

interface ShownTagsNeeds {
  readonly store: Store<
    Pick<AppState, 'article' | 'library' | 'tagsHidden' | 'hiddenCategories' | 'shownSet'>
  >;
  readonly stage: Stage;
  readonly notices: Pick<Notices, 'say'>;
  readonly names: Pick<Names, 'nameOfAnnotator'>;
  readonly selection: Pick<Selection, 'selectTags'>;
  readonly keys: KeysInUse;
}

/** Which tags are painted in the text: all or none, which categories, and whose. */
export class ShownTags {
  constructor(private readonly needs: ShownTagsNeeds) {}

  setHidden(tagsHidden: boolean): void {
    const { store, stage, notices, keys } = this.needs;
    store.set({ tagsHidden });
    stage.surface?.setTagsHidden(tagsHidden);
    const hint = keyHints(keys, [['toggle-tags', 'shows them.']]);
    notices.say(tagsHidden ? `Tags are hidden. ${hint}` : 'Tags are shown.');
  }

  /** Paints a category or leaves it out; its tags stay in the list. */
  toggleCategory(id: string): void {
    const { store, stage } = this.needs;
    const hidden = new Set(store.get().hiddenCategories);
    if (!hidden.delete(id)) hidden.add(id);
    store.set({ hiddenCategories: hidden });
    stage.surface?.setHiddenCategories(hidden);
  }

  /** Lists and paints another annotator's tags beside one's own; `null` for one's own only. */
  showSet(annotatorId: string | null): void {
    const { store, selection } = this.needs;
    const set = store.get().article?.sets.find(({ annotator }) => annotator.id === annotatorId);
    store.set({ shownSet: set ? annotatorId : null });
    // A tag that is no longer listed must not be the one that Delete is about.
    if (set) selection.selectTags([]);
    this.showOtherSets(set ? [set] : []);
  }

  /**
   * Paints the tags of other annotators, hollow and with their initials. `decided`: ids of the tags that
   * are decided on, by annotator.
   */
  showOtherSets(
    sets: readonly Pick<TagSet, 'annotator' | 'tags'>[],
    decided: ReadonlyMap<string, ReadonlySet<string>> = new Map(),
  ): void {
    const { stage, store, names } = this.needs;
    stage.surface?.setOtherSets(
      sets.map(({ annotator, tags }) => ({
        id: annotator.id,
        initials: initialsOf(names.nameOfAnnotator(annotator.id)),
        tags,
        decided: decided.get(annotator.id) ?? NONE,
      })),
      decided.get(store.get().library.self.id) ?? NONE,
    );
  }
}

const NONE: ReadonlySet<string> = new Set();

/** Up to two first letters of a name: as many as fit into the margin. */
export function initialsOf(name: string): string {
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? ['?'];
  return words
    .slice(0, 2)
    .map((word) => /^./u.exec(word)?.[0].toUpperCase() ?? '')
    .join('');
}
