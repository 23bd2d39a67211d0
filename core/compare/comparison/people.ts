import { PeopleBook, tagsOf, type Person } from '../../people/people-book.ts';
import type { Alias } from '../../people/alias.ts';
import { readSpelling } from '../../people/spelling.ts';
import type { ComparedPerson, ComparedSpelling } from './comparison.ts';

/** How often names stand in each article, or in its tags. */
export type NamesByArticle = readonly ReadonlyMap<string, number>[];

/**
 * Who is spelled in two ways and more: people of whom the analyst has said so, and those who seem to be one.
 * A surname beside the full name is no other spelling. The one that is named most comes first.
 */
export function peopleOf(
  aliases: readonly Alias[],
  inTexts: NamesByArticle,
  inTags: NamesByArticle,
): ComparedPerson[] {
  const totals = new Map<string, number>();
  for (const counts of [...inTexts, ...inTags]) {
    for (const [name, count] of counts) totals.set(name, (totals.get(name) ?? 0) + count);
  }
  const book = new PeopleBook(
    aliases,
    Array.from(totals, ([name, tags]) => ({ name, tags })),
  );
  const spelled = (person: Person): ComparedSpelling[] =>
    person.names
      .filter(({ tags }) => tags > 0)
      .map(({ name }) => {
        const inText = inTexts.map((counts) => counts.get(name) ?? 0);
        const stands = inText.some((count) => count > 0);
        return { name, counts: stands ? inText : inTags.map((counts) => counts.get(name) ?? 0) };
      });
  const proposals = book.proposals();
  const grouped = proposals.map((people) => {
    const [first] = people;
    const spellings = people.flatMap(spelled);
    return { first, spellings, isShown: isSpelledDifferently(spellings) };
  });
  const known = new Set(proposals.flat());
  const said = book.people
    .filter((person) => person.alias !== null && !known.has(person))
    .map((first) => {
      const spellings = spelled(first);
      return { first, spellings, isShown: spellings.length > 1 };
    });
  return [...grouped, ...said]
    .sort((a, b) => (b.first ? tagsOf(b.first) : 0) - (a.first ? tagsOf(a.first) : 0))
    .flatMap(({ first, spellings, isShown }): ComparedPerson[] =>
      first && isShown
        ? [{ alias: first.alias?.id ?? null, name: first.name, kind: first.kind, spellings }]
        : [],
    );
}

/** Whether first or last names are written in two ways, at least one of them in full. */
function isSpelledDifferently(spellings: readonly ComparedSpelling[]): boolean {
  const firsts = new Set<string>();
  const lasts = new Set<string>();
  for (const { name } of spellings) {
    const parts = readSpelling(name)?.name.toLowerCase().split(/\s+/u) ?? [];
    const [first] = parts;
    const last = parts.at(-1);
    if (last !== undefined) lasts.add(last);
    if (first !== undefined && parts.length > 1 && !/^\p{L}\.?$/u.test(first)) firsts.add(first);
  }
  return firsts.size > 0 && (firsts.size > 1 || lasts.size > 1);
}
