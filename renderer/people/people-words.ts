import type { PeopleCount } from '#core/contract/people.ts';
import { showHidden } from '#core/guards/labels.ts';
import { countOf } from '#core/numbers.ts';
import { tagsOf, type Person } from '#core/people/people-book.ts';

import type { Option } from '../controls/fields/options.ts';
import { quoted } from '../model/state/messages.ts';

export const KINDS: readonly Option<Person['kind']>[] = [
  ['person', 'Person'],
  ['body', 'Body'],
  ['place', 'Place'],
];

/** `12 tags in 4 articles`; `no tag` where there is none. */
export function reachInWords({ tags, articles }: PeopleCount): string {
  return tags === 0 ? 'no tag' : `${countOf(tags, 'tag')} in ${countOf(articles, 'article')}`;
}

/** What a row of the list says below the name. */
export function rowInWords(person: Person): string {
  const [, ...others] = person.names.map(({ name }) => name);
  return others.length === 0 ? '' : `also ${others.join(', ')}`;
}

const named = (name: string): string => quoted(showHidden(name));

/** What an edit will do, before it is done. */
export function consequence(
  edit:
    | { readonly type: 'rename'; readonly name: string; readonly to: string }
    | { readonly type: 'merge'; readonly names: readonly string[]; readonly name: string }
    | { readonly type: 'take-apart'; readonly name: string; readonly spelling: string },
  count: PeopleCount,
): string {
  const reach = reachInWords(count);
  switch (edit.type) {
    case 'rename':
      return `${named(edit.name)} becomes ${named(edit.to)} in ${reach}.`;
    case 'merge':
      return `Changes ${reach} to ${named(edit.name)}. The other spellings stay known, and one undo takes all of it back.`;
    case 'take-apart':
      return `${named(edit.spelling)} stands alone again. ${
        count.tags === 0
          ? `No tag of ${named(edit.name)} points at these words, so no tag changes.`
          : `${reach} whose text has it get it back.`
      }`;
  }
}

/** Why somebody cannot be taken out of the list, and what can be done instead. */
export function nameStays(name: string, tags: number): string {
  const which = tags === 1 ? '1 tag has this name' : `${countOf(tags, 'tag')} have this name`;
  return `${named(name)} stays in the list, for ${which}. Rename or merge it (F2), or change ${tags === 1 ? 'the tag' : 'the tags'}; nothing was changed.`;
}

/** The name that should stay when people become one: that of whom an analyst has spoken, else the one named most in full. */
export function nameThatStays(people: readonly Person[]): string {
  const said = people.filter(({ alias }) => alias !== null);
  const full = people.filter(({ name }) => name.includes(' '));
  const among = said.length > 0 ? said : full.length > 0 ? full : people;
  const [first] = among.toSorted((a, b) => tagsOf(b) - tagsOf(a));
  return first?.name ?? '';
}
