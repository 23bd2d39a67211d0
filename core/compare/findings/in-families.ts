import { addToGroup } from '../../collections/order.ts';
import { Comparison } from '../evidence/evidence.ts';
import { comparedWords, type ComparedEvent, type Item } from '../evidence/items.ts';
import { Classifier } from '../renderings/class.ts';
import { placeOf, type FamilyOfItems, type Finding, type WordChange } from './finding.ts';

/** A splice has at most so many words. */
const SPLICE_WORDS = 12;
/** Bases with one word that a short quotation is held against. */
const CROWD_LIMIT = 200;

/**
 * Words put together that stand apart in what was said: renderings classed so in their own family, and
 * short quotations of the same speaker in no family with what they are put together from.
 */
export function findSplices(event: ComparedEvent, families: readonly FamilyOfItems[]): Finding[] {
  const classifier = new Classifier(event);
  const isShort = (item: Item): boolean => item.content >= 2 && item.length <= SPLICE_WORDS;
  const basesWith = new Map<number, Item[]>();
  for (const { base } of families) {
    for (const key of new Set(base.keys)) addToGroup(basesWith, key, base);
  }
  return event.items.filter(isShort).flatMap((item): Finding[] => {
    const first = item.keys.find((_, at) => event.words.isContent[item.stems[at] ?? 0] === 1);
    const found = basesWith.get(first ?? -1)?.slice(0, CROWD_LIMIT) ?? [];
    const spliced = found.find(
      (base) =>
        base.index !== item.index &&
        event.speakers.sourceOf(item.speakerId, base.speakerId) === 'same' &&
        classifier.classOf(item, base) === 'spliced',
    );
    return spliced ? [{ type: 'splice', here: placeOf(item), there: placeOf(spliced) }] : [];
  });
}

/** Renderings in marks whose words are others than those of the base. */
export function findAltered(event: ComparedEvent, families: readonly FamilyOfItems[]): Finding[] {
  const comparison = new Comparison(event);
  return families.flatMap(({ base, members, classes }) =>
    members.flatMap((item, at): Finding[] => {
      const found = classes[at];
      if (found !== 'altered' && found !== 'reworded') return [];
      const changes = changesOf(event, base, item, comparison.alignedPlaces(base, item));
      const places = { here: placeOf(item), there: placeOf(base) };
      return [{ type: 'altered-in-marks', ...places, changes }];
    }),
  );
}

/** What differs between the words that two renderings have in common; a base may go on at either end. */
function changesOf(
  event: ComparedEvent,
  base: Item,
  item: Item,
  pairs: readonly number[],
): WordChange[] {
  const changes: WordChange[] = [];
  const [inBaseWords, inItemWords] = [comparedWords(event, base), comparedWords(event, item)];
  const add = (fromBase: number, toBase: number, fromItem: number, toItem: number): void => {
    const before = contentBetween(event, base, inBaseWords.slice(fromBase, toBase), fromBase);
    const after = contentBetween(event, item, inItemWords.slice(fromItem, toItem), fromItem);
    if (before === '' && after === '') return;
    const kind = before === '' ? 'inserted' : after === '' ? 'missing' : 'replaced';
    changes.push({ kind, before, after });
  };
  let inBase = pairs[0] ?? base.stems.length;
  let inItem = 0;
  if (pairs.length === 0) add(0, base.stems.length, 0, item.stems.length);
  for (let at = 0; at < pairs.length; at += 2) {
    const [nextBase, nextItem] = [pairs[at] ?? 0, pairs[at + 1] ?? 0];
    // What stands before the first common word of both was replaced, not cut.
    const isFirst = at === 0 && nextItem > 0;
    add(isFirst ? Math.max(0, nextBase - nextItem) : inBase, nextBase, inItem, nextItem);
    inBase = nextBase + 1;
    inItem = nextItem + 1;
  }
  if (pairs.length > 0 && inItem < item.stems.length) {
    const end = Math.min(base.stems.length, inBase + item.stems.length - inItem);
    add(inBase, end, inItem, item.stems.length);
  }
  return changes.sort((a, b) => gravity(b) - gravity(a));
}

/** The content words among some of an item, which begin at one of its words, as they stand in the text. */
function contentBetween(
  event: ComparedEvent,
  item: Item,
  words: readonly number[],
  from: number,
): string {
  const reading = event.articles[item.article];
  if (!reading) return '';
  return words
    .filter((_, at) => event.words.isContent[item.stems[from + at] ?? 0] === 1)
    .map((word) => reading.text.slice(reading.words.starts[word], reading.words.ends[word]))
    .join(' ');
}

const NEGATION = /(?:^|\s)(?:no|not|never|none|cannot|nothing|nobody|\p{L}+n['’]t)(?:\s|$)/iu;

/** Names, numbers and negations change what is said more than other words. */
function gravity({ before, after }: WordChange): number {
  const words = `${before} ${after}`;
  return /\p{Lu}|\p{N}/u.test(words) || NEGATION.test(words) ? 1 : 0;
}
