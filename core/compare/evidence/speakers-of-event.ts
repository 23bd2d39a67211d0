import type { Alias } from '../../people/alias.ts';
import { PeopleBook, type Person } from '../../people/people-book.ts';
import { mayBeOne, readSpelling } from '../../people/spelling.ts';
import type { Speakers } from './speakers.ts';

/**
 * The speakers of an event: who an analyst has said they are, else who they seem to be by all the
 * names of the event. A name that may be several people's is nobody's in particular.
 */
export function speakersOfEvent(
  aliases: Iterable<Alias>,
  names: Iterable<string | null>,
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
  return {
    isPerson: (name) => {
      const alias = book.personOf(name)?.alias;
      return alias ? alias.kind === 'person' : readSpelling(name) !== null;
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
