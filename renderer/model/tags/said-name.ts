import type { Attribute, Category } from '#core/codebook/codebook.ts';
import { showHidden } from '#core/guards/labels.ts';
import { SOURCE_ATTRIBUTES } from '#core/people/names-in-tags.ts';
import { cleanName, isDescription } from '#core/people/spelling.ts';

import { quoted, setOff } from '../state/messages.ts';

const named = (name: string): string => quoted(showHidden(name));

/** What words of the text make of an attribute that points at them. */
export interface SaidName {
  readonly value: string;
  /** What is to be said of it; `null` where the value is the words themselves. */
  readonly sentence: string | null;
}

/**
 * The value of an attribute whose place are these words: of a name the one that is in use for whom
 * they name. Words that only tell of somebody leave a name that is given as it is.
 */
export function saidName(
  { label, type }: Pick<Attribute, 'label' | 'type'>,
  words: string,
  before: string,
  nameFor: (words: string) => string | null,
): SaidName {
  const plain = words.replace(/\s+/gu, ' ');
  if (type !== 'entity') return { value: plain, sentence: null };
  const name = nameFor(words);
  const said = setOff(words);
  if (name !== null) {
    const sentence = `Set ${label.toLowerCase()} to ${named(name)}, whom the text calls ${said}.`;
    return { value: name, sentence: cleanName(words) === name ? null : sentence };
  }
  if (before === '' || !isDescription(words)) return { value: plain, sentence: null };
  const sentence = `${said} names nobody: ${named(before)} stays the ${label.toLowerCase()}, and the words are marked as the place.`;
  return { value: before, sentence };
}

/** The attribute of a category that says who speaks or claims; `speaker` where it has none. */
export function sourceAttributeOf(category: Category | undefined): string {
  const ids = category?.attributes.map(({ id }) => id) ?? [];
  return SOURCE_ATTRIBUTES.find((id) => ids.includes(id)) ?? SOURCE_ATTRIBUTES[0];
}
