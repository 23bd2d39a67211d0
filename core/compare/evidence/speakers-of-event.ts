import type { Alias } from '../../people/alias.ts';
import { PeopleBook, type Person } from '../../people/people-book.ts';
import { mayBeOne, readSpelling } from '../../people/spelling.ts';
import type { Speakers } from './speakers.ts';

/**
 * The speakers of an event: who an analyst has said they are, else who they seem to be by all the
 * names of the event. A name that may be several people's is nobody's in particular, and one word is a
 * person's only where a full name has it: else it may be a company or a place. `inTexts`: names that the
 * articles have, whoever speaks.
 */
export function speakersOfEvent(
  aliases: Iterable<Alias>,
  names: Iterable<string | null>,
  inTexts: Iterable<string> = [],
): Speakers {
  const counts = new Map<string, number>();
  for (const name of names) if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
  const book = new PeopleBook(
    aliases,
    Array.from(counts, ([name, tags]) => ({ name, tags })),
  );
  const groups = new Map<Person, number>();
  for (const [group, people] of book.proposals().entries()) {
    for (const person of people) groups.set(person, group);
  }
  let surnames: ReadonlySet<string> | undefined;
  return {
    isPerson: (name) => {
      const alias = book.personOf(name)?.alias;
      if (alias) return alias.kind === 'person';
      const parts = readSpelling(name)?.parts ?? [];
      const [only = ''] = parts;
      if (parts.length !== 1) return parts.length > 1;
      surnames ??= partsOfFullNames(counts.keys(), inTexts);
      return surnames.has(only);
    },
    samePerson: (a, b) => {
      const [first, second] = [book.personOf(a), book.personOf(b)];
      if (first && first === second) return 'same';
      const group = first && groups.get(first);
      if (group !== undefined && second && groups.get(second) === group) return 'same';
      if (first?.alias && second?.alias) return 'different';
      const [one, other] = [readSpelling(a), readSpelling(b)];
      if (!one || !other) return 'unknown';
      return mayBeOne(one, other) ? 'unknown' : 'different';
    },
  };
}

/** Words by which people are called: every part of a speaker's full name, the last of others. */
function partsOfFullNames(
  speaking: Iterable<string>,
  inTexts: Iterable<string>,
): ReadonlySet<string> {
  const found = new Set<string>();
  for (const name of speaking) {
    const parts = readSpelling(name)?.parts ?? [];
    if (parts.length > 1) for (const part of parts) found.add(part);
  }
  for (const name of inTexts) {
    const parts = readSpelling(name)?.parts ?? [];
    if (parts.length > 1) found.add(parts.at(-1) ?? '');
  }
  return found;
}
