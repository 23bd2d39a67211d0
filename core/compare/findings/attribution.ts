import type { ComparedEvent, Item } from '../evidence/items.ts';
import {
  placeOf,
  type Attribution,
  type AttributionDifference,
  type FamilyOfItems,
  type Finding,
  type Manner,
} from './finding.ts';

/** Who is named; `null` where a quotation has no tag and no speaker could be read. */
function attributionOf(event: ComparedEvent, item: Item): Attribution | null {
  if (item.speakerId >= 0) return event.speakers.isPerson(item.speakerId) ? 'person' : 'body';
  return item.isTagged === true ? 'nobody' : null;
}

const MANNERS: readonly (readonly [Manner, RegExp])[] = [
  ['statement', /\b(?:in|issued|a) (?:a |written |joint )*statement\b/iu],
  ['post', /\b(?:tweet(?:ed)?|posted on|in a post|on (?:x|twitter|telegram|truth social)\b)/iu],
  ['told', /\btold\b/iu],
];

/** How the words reached the public, where the sentence that holds them says so. */
function mannerOf({ articles }: ComparedEvent, item: Item): Manner | null {
  const reading = articles[item.article];
  const [first] = item.fragments;
  if (!reading || !first) return null;
  const sentence = reading.sentences.findLast(({ start }) => start <= first.start);
  if (!sentence) return null;
  const around =
    reading.text.slice(sentence.start, first.start) +
    reading.text.slice(item.fragments.at(-1)?.end ?? first.end, sentence.end);
  return MANNERS.find(([, pattern]) => pattern.test(around))?.[0] ?? null;
}

/** Renderings of the same words for which another one is named, or somebody less certain. */
export function findAttributions(
  event: ComparedEvent,
  families: readonly FamilyOfItems[],
): Finding[] {
  return families.flatMap(({ base, members }) => {
    const isPersons = (item: Item): boolean => attributionOf(event, item) === 'person';
    const known = isPersons(base) ? base : (members.find(isPersons) ?? base);
    return members.flatMap((item): Finding[] => {
      if (item.index === known.index) return [];
      const how = difference(event, item, known);
      if (!how) return [];
      return [{ type: 'attribution-differs', here: placeOf(item), there: placeOf(known), how }];
    });
  });
}

function difference(event: ComparedEvent, item: Item, known: Item): AttributionDifference | null {
  const [here, there] = [attributionOf(event, item), attributionOf(event, known)];
  if (here !== null && there !== null && here !== there) return { type: 'who', here, there };
  const isAnother = event.speakers.sourceOf(item.speakerId, known.speakerId) === 'different';
  if (isAnother && item.speaker !== null && known.speaker !== null) {
    return { type: 'persons', here: item.speaker, there: known.speaker };
  }
  const [own, other] = [mannerOf(event, item), mannerOf(event, known)];
  if (own === null || other === null || own === other) return null;
  return { type: 'manner', here: own, there: other };
}
