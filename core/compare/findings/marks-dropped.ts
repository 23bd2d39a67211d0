import type { ComparedEvent, Item } from '../evidence/items.ts';
import {
  isSmallContent,
  type PassageSide,
  type SharedPassage,
} from '../passages/shared-passages.ts';
import {
  spanOfWords,
  wordsWithin,
  type ArticleReading,
  type WordRange,
} from '../texts/article-reading.ts';
import { spansOverlap } from '../../text/span.ts';
import { placeOf, placeOfSpan, type FamilyOfItems, type Finding } from './finding.ts';

/** Words of a run that are in marks in one place and outside in the other, at least: (a). */
const IN_RUN = 7;
/** Content words in lower case of a run that stands outside marks, at least: (a). */
const SMALL_IN_RUN = 3;
/** Words of a whole quotation that stands outside marks, and its content words in lower case: (b). */
const WORDS = { least: 3, most: 8, small: 2 };
/** Members of a family whose words are known well enough to be found in capitals. */
const WELL_KNOWN = 3;

type Dropped = Extract<Finding, { type: 'marks-dropped' }>;

/** Words that stand in marks in one place and without in another, the longest of each place once. */
export function findDroppedMarks(
  event: ComparedEvent,
  families: readonly FamilyOfItems[],
  passages: readonly SharedPassage[],
): Finding[] {
  const found = [...fromRuns(event, passages), ...fromQuotations(event, families)];
  const length = ({ here }: Dropped): number =>
    here.fragments.reduce((sum, { start, end }) => sum + end - start, 0);
  const kept: Dropped[] = [];
  for (const each of found.sort((a, b) => length(b) - length(a))) {
    const isKnown = kept.some(
      ({ here }) =>
        here.article === each.here.article &&
        here.fragments.some((a) => each.here.fragments.some((b) => spansOverlap(a, b))),
    );
    if (!isKnown) kept.push(each);
  }
  return kept.sort(
    (a, b) =>
      a.here.article - b.here.article ||
      (a.here.fragments[0]?.start ?? 0) - (b.here.fragments[0]?.start ?? 0),
  );
}

function fromRuns(event: ComparedEvent, passages: readonly SharedPassage[]): Dropped[] {
  return passages.flatMap(({ a, b }) => [...droppedFrom(event, a, b), ...droppedFrom(event, b, a)]);
}

function droppedFrom(event: ComparedEvent, marked: PassageSide, bare: PassageSide): Dropped[] {
  const [quoting, telling] = [event.articles[marked.article], event.articles[bare.article]];
  if (!quoting || !telling || marked.wordsInMarks < IN_RUN) return [];
  const { from, to } = longestDropped([quoting, marked], [telling, bare]);
  const here = { from: bare.from + from, to: bare.from + to };
  if (to - from < IN_RUN || countSmall(telling, here.from, here.to) < SMALL_IN_RUN) return [];
  const there = { from: marked.from + from, to: marked.from + to };
  return [
    {
      type: 'marks-dropped',
      here: placeOfSpan(bare.article, spanOfWords(telling, here)),
      there: placeOfSpan(marked.article, spanOfWords(quoting, there)),
    },
  ];
}

type Side = readonly [ArticleReading, WordRange];

/** The longest stretch of a run, counted from its first word, that is one quotation's here and outside marks there. */
function longestDropped([quoting, marked]: Side, [telling, bare]: Side): WordRange {
  let longest = { from: 0, to: 0 };
  let from = 0;
  for (let at = 0; at < marked.to - marked.from; at += 1) {
    const mark = quoting.marks[marked.from + at] ?? 0;
    const isDropped = mark > 0 && telling.marks[bare.from + at] === 0;
    if (!isDropped || mark !== quoting.marks[marked.from + from]) from = isDropped ? at : at + 1;
    if (at + 1 - from > longest.to - longest.from) longest = { from, to: at + 1 };
  }
  return longest;
}

function countSmall(reading: ArticleReading, from: number, to: number): number {
  let small = 0;
  for (let at = from; at < to; at += 1) if (isSmallContent(reading, at)) small += 1;
  return small;
}

/** A quotation whose words may stand elsewhere without marks. */
interface Sought {
  readonly item: Item;
  readonly isWellKnown: boolean;
}

function fromQuotations(event: ComparedEvent, families: readonly FamilyOfItems[]): Dropped[] {
  const byFirstKey = new Map<number, Sought[]>();
  for (const { members } of families) {
    for (const item of members) {
      if (!isSought(event, item)) continue;
      const first = item.keys[0] ?? 0;
      const list = byFirstKey.get(first) ?? [];
      list.push({ item, isWellKnown: members.length >= WELL_KNOWN });
      byFirstKey.set(first, list);
    }
  }
  return event.articles.flatMap((reading, article) => {
    const keys = event.words.keys[article] ?? new Uint32Array();
    const found: Dropped[] = [];
    for (const [at, key] of keys.entries()) {
      for (const { item, isWellKnown } of byFirstKey.get(key) ?? []) {
        const to = at + item.length;
        if (!standsBare(reading, keys, at, item)) continue;
        if (!isWellKnown && countSmall(reading, at, to) < countSmallOf(event, item)) continue;
        const here = placeOfSpan(article, spanOfWords(reading, { from: at, to }));
        found.push({ type: 'marks-dropped', here, there: placeOf(item) });
      }
    }
    return found;
  });
}

function isSought(event: ComparedEvent, item: Item): boolean {
  const { least, most, small } = WORDS;
  return (
    item.length >= least &&
    item.length <= most &&
    !item.isNameLike &&
    countSmallOf(event, item) >= small
  );
}

function countSmallOf(event: ComparedEvent, { article, fragments }: Item): number {
  const reading = event.articles[article];
  return fragments.reduce((sum, fragment) => {
    if (!reading) return sum;
    const { from, to } = wordsWithin(reading, fragment);
    return sum + countSmall(reading, from, to);
  }, 0);
}

/** Whether the words of a quotation stand at a place, all of them outside marks. */
function standsBare(reading: ArticleReading, keys: Uint32Array, at: number, item: Item): boolean {
  return item.keys.every(
    (key, index) =>
      keys[at + index] === key &&
      reading.marks[at + index] === 0 &&
      reading.boilerplate[at + index] === 0,
  );
}
