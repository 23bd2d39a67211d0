import { findCategory, type Category } from '#core/codebook/codebook.ts';
import { sourceOf } from '#core/people/names-in-tags.ts';
import { tagHull, type Tag } from '#core/tags/tag.ts';

import type { AppState } from '../state/app-state.ts';
import { setOff } from '../state/messages.ts';
import type { Store } from '../state/store.ts';

/** What tags and people are called in the window. */
export class Names {
  constructor(
    private readonly store: Store<Pick<AppState, 'library' | 'article' | 'isAnonymous'>>,
  ) {}

  categoryOf = (tag: Pick<Tag, 'category'>): Category | undefined =>
    findCategory(this.store.get().library.codebook, tag.category);

  /** The category of an own tag as it stands within a sentence. */
  nameOfTag(id: string): string {
    const tag = this.store.get().article?.tags.get(id);
    return tag ? (this.categoryOf(tag)?.label ?? tag.category).toLowerCase() : 'that';
  }

  /** A tag in words, for screen readers: category, speaker, the words, the place. */
  describeTag(tag: Tag): string {
    const { article } = this.store.get();
    const label = this.categoryOf(tag)?.label ?? tag.category;
    if (!article) return label;
    const speaker = sourceOf(tag);
    const who = speaker ? `, ${speaker}` : '';
    const note = tag.note === '' ? '' : ', with a note';
    return `${label}${who}: ${setOff(article.wordsOf(tag), 80)}, paragraph ${article.paragraphNumber(tagHull(tag).start)}${note}`;
  }

  /** Who made a tag, as it is shown; where names are hidden, a letter that says nothing. */
  nameOfAnnotator = (id: string): string => {
    const { library, article, isAnonymous } = this.store.get();
    if (id === library.self.id) return library.self.name;
    if (isAnonymous) {
      const place = article?.sets.findIndex(({ annotator }) => annotator.id === id) ?? -1;
      return place < 0 ? 'Somebody' : `Annotator ${String.fromCharCode(65 + (place % 26))}`;
    }
    const known = article?.sets.find(({ annotator }) => annotator.id === id)?.annotator;
    return (known ?? library.annotators.find((each) => each.id === id))?.name ?? 'Somebody';
  };
}
