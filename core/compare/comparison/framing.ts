import { addToGroup } from '../../collections/order.ts';
import { lastWhere } from '../../collections/search.ts';
import type { PeopleBook } from '../../people/people-book.ts';
import { tagHull, type Annotation } from '../../tags/tag.ts';
import { spansOverlap, type Span } from '../../text/span.ts';
import type { EventReading } from '../evidence/items.ts';
import { spanOfWords } from '../texts/article-reading.ts';
import { readWords } from '../words/word-table.ts';
import type { FramingCount, FramingTarget, TargetPlace } from './comparison.ts';
import type { CategoryRoles } from './input.ts';

/** Tags of each article. */
type TagsByArticle = readonly (readonly Annotation[])[];

/** How many framing tags of each article have each value, in the order of appearance. */
export function countFraming(tags: TagsByArticle, roles: CategoryRoles): FramingCount[] {
  const counts = new Map<string, { readonly of: FramingCount; readonly counts: number[] }>();
  for (const [article, own] of tags.entries()) {
    for (const { category, attributes } of own) {
      if (!roles.framings.includes(category)) continue;
      for (const attribute of roles.framingAttributes) {
        const value = attributes[attribute] ?? '';
        if (value === '') continue;
        const key = JSON.stringify([category, attribute, value]);
        let found = counts.get(key);
        if (!found) {
          const zeros = tags.map(() => 0);
          found = { of: { category, attribute, value, counts: zeros }, counts: zeros };
          counts.set(key, found);
        }
        found.counts[article] = (found.counts[article] ?? 0) + 1;
      }
    }
  }
  const order = (attribute: string): number => roles.framingAttributes.indexOf(attribute);
  return [...counts.values()]
    .map(({ of }) => of)
    .sort((a, b) => order(a.attribute) - order(b.attribute));
}

/** A spelling that is looked for, as keys. */
interface Sought {
  readonly keys: readonly number[];
  readonly target: number;
}

/** Whom framing tags are about, and every place of any of their names, the one with most tags first. */
export function findTargets(
  event: EventReading,
  tags: TagsByArticle,
  roles: CategoryRoles,
  book: PeopleBook,
): FramingTarget[] {
  const { target } = roles;
  if (target === null) return [];
  const tagged = new Map<string, { readonly article: number; readonly tag: Annotation }[]>();
  for (const [article, own] of tags.entries()) {
    for (const tag of own) {
      const said = tag.attributes[target] ?? '';
      if (said === '' || !roles.framings.includes(tag.category)) continue;
      addToGroup(tagged, book.personOf(said)?.name ?? said, { article, tag });
    }
  }
  const names = [...tagged.keys()].sort(
    (a, b) => (tagged.get(b)?.length ?? 0) - (tagged.get(a)?.length ?? 0),
  );
  const found = placesOf(
    event,
    names.map((name) => book.spellingsOf(name)),
  );
  return names.map((name, index) => ({
    name,
    spellings: book.spellingsOf(name),
    places: (found[index] ?? []).map(({ article, span }): TargetPlace => {
      const sentence = sentenceAround(event, article, span);
      const here = (tagged.get(name) ?? []).filter(
        (each) => each.article === article && spansOverlap(tagHull(each.tag), sentence),
      );
      return { article, ...span, tags: here.map(({ tag }) => tag.id) };
    }),
  }));
}

function sentenceAround({ articles }: EventReading, article: number, span: Span): Span {
  const sentences = articles[article]?.sentences ?? [];
  return sentences[lastWhere(sentences, ({ start }) => start <= span.start)] ?? span;
}

/** Every place of any of the spellings of each target, in order; of two at one word the longer. */
function placesOf(
  { articles, words }: EventReading,
  spellings: readonly (readonly string[])[],
): readonly (readonly { readonly article: number; readonly span: Span }[])[] {
  const ids = new Map(words.keyTexts.map((key, id) => [key, id]));
  const byFirst = new Map<number, Sought[]>();
  for (const [target, names] of spellings.entries()) {
    for (const name of names) {
      const table = readWords(name);
      const keys = Array.from(table.ids, (id) => ids.get(table.vocabulary[id]?.key ?? '') ?? -1);
      const [first] = keys;
      if (first !== undefined) addToGroup(byFirst, first, { keys, target });
    }
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.keys.length - a.keys.length);
  const found = spellings.map((): { article: number; span: Span }[] => []);
  for (const [article, reading] of articles.entries()) {
    const keys = words.keys[article] ?? new Uint32Array();
    for (let at = 0; at < keys.length; at += 1) {
      const sought = byFirst
        .get(keys[at] ?? -1)
        ?.find((each) => each.keys.every((key, index) => keys[at + index] === key));
      if (!sought) continue;
      const to = at + sought.keys.length;
      found[sought.target]?.push({ article, span: spanOfWords(reading, { from: at, to }) });
      at = to - 1;
    }
  }
  return found;
}
