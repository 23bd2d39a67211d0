import type { Category } from '#core/codebook/codebook.ts';
import { sourceOf } from '#core/people/names-in-tags.ts';
import type { IntervalIndex } from '#core/tags/interval-index.ts';
import { tagHull, type Tag } from '#core/tags/tag.ts';

import type { Surface } from '../../editor/surface.ts';
import type { AppState, TagChoice } from '../state/app-state.ts';
import { noTagsYet, selectTagFirst } from '../window/key-sentences.ts';
import type { KeysInUse } from '../window/key-words.ts';
import type { Names } from '../window/names.ts';
import type { Notices } from '../window/notices.ts';
import type { Selection } from '../window/selection.ts';
import type { Store } from '../state/store.ts';

/** What choosing a tag needs of the window. */
export interface TagPicker extends KeysInUse {
  readonly state: KeysInUse['state'] & Pick<AppState, 'article' | 'selection' | 'lastChoice'>;
  readonly store: Pick<Store<AppState>, 'set'>;
  readonly selection: Pick<Selection, 'activeTag' | 'goToTag' | 'selectTags'>;
  readonly names: Pick<Names, 'describeTag'>;
  readonly notices: Pick<Notices, 'say' | 'sayOf'>;
}

/** Selects the next tag of the article or the one before. */
export function stepTag(picker: TagPicker, step: 1 | -1): void {
  const { article, selection } = picker.state;
  if (!article) return;
  if (article.tags.size === 0) {
    picker.notices.say(noTagsYet(picker));
    return;
  }
  const target = tagFrom(
    article.tags,
    picker.selection.activeTag()?.id,
    selection?.span.start ?? 0,
    step,
  );
  if (!target) {
    picker.notices.sayOf(
      selection?.span ?? { start: 0, end: 0 },
      step > 0 ? 'This is the last tag.' : 'This is the first tag.',
    );
    return;
  }
  picker.selection.goToTag(target);
  picker.notices.say(
    `${picker.names.describeTag(target)}. ${article.tags.rankOf(target.id) + 1} of ${article.tags.size}.`,
  );
}

/** The tag after the active one or before it; where none is active, after or before an offset. */
export function tagFrom(
  tags: IntervalIndex<Tag>,
  active: string | undefined,
  offset: number,
  step: 1 | -1,
): Tag | undefined {
  if (active !== undefined) return tags.at(tags.rankOf(active) + step);
  return step > 0 ? tags.next(offset - 1) : tags.previous(offset);
}

/** The innermost tag at the caret; again for the one around it. */
export function selectTagAtCaret(picker: TagPicker): void {
  const { article, selection } = picker.state;
  if (article && selection) chooseAmong(picker, article.tags.covering(selection.focus));
}

/** Selects the first of some tags, the innermost; again for the one around it; says which of how many. */
export function chooseAmong(picker: TagPicker, tags: readonly Tag[]): void {
  if (tags.length === 0) {
    picker.selection.selectTags([]);
    picker.notices.say('No tag here.');
    return;
  }
  const among = tags.map(({ id }) => id);
  const index = nextAmong(among, picker.selection.activeTag()?.id, picker.state.lastChoice);
  const tag = tags[index];
  if (!tag) return;
  picker.store.set({ lastChoice: { among, chosen: tag.id } });
  picker.selection.selectTags([tag.id]);
  const which = tags.length > 1 ? ` ${index + 1} of ${tags.length}.` : '';
  picker.notices.say(`${picker.names.describeTag(tag)}.${which}`);
}

/**
 * The place among some tags of the one to choose: the first, or the one after the active one where
 * that was the last choice among the same tags.
 */
export function nextAmong(
  among: readonly string[],
  active: string | undefined,
  last: TagChoice | null,
): number {
  if (active === undefined || active !== last?.chosen) return 0;
  const isRepeated =
    among.length === last.among.length && among.every((id, index) => id === last.among[index]);
  return isRepeated ? (among.indexOf(active) + 1) % among.length : 0;
}

/** Whether there is a tag to work on: the active one, or the one at the caret, which is selected. */
export function selectsTag(picker: TagPicker): boolean {
  if (picker.selection.activeTag()) return true;
  const { article, selection } = picker.state;
  const tag = article?.tags.covering(selection?.focus ?? 0)[0];
  if (tag) picker.selection.selectTags([tag.id]);
  return tag !== undefined;
}

/** Does something about a tag, or says that one must be selected first. */
export function withTag(picker: TagPicker, act: () => void): void {
  if (selectsTag(picker)) act();
  else picker.notices.say(selectTagFirst(picker));
}

/** Tags in a few words, to be heard while reading; `null` for none. */
export function tagsInWords(
  tags: readonly Tag[],
  categoryOf: (tag: Tag) => Category | undefined,
): string | null {
  if (tags.length === 0) return null;
  const parts = tags.map((tag) => {
    const label = categoryOf(tag)?.label ?? tag.category;
    const speaker = sourceOf(tag);
    const frame = tag.attributes['frame'];
    return `${label}${speaker ? ` by ${speaker}` : frame ? `, ${frame.replaceAll('_', ' ')}` : ''}`;
  });
  return `In: ${parts.join('; ')}`;
}

/** Reveals a tag that was chosen elsewhere, for example in the list or the palette. */
export function revealTag(
  shown: Pick<TagPicker, 'selection'> & { readonly surface: Pick<Surface, 'flash'> | null },
  tag: Tag,
): void {
  shown.selection.goToTag(tag);
  shown.surface?.flash(tagHull(tag));
}
