import type { ComparedEvent, Item } from '../evidence/items.ts';
import { isSmallContent, type SharedPassage } from '../passages/shared-passages.ts';
import { spanOfWords, wordsWithin, type ArticleReading } from '../texts/article-reading.ts';
import { spansOverlap } from '../../text/span.ts';
import { placeOf, placeOfSpan, type FamilyOfItems, type Finding } from './finding.ts';

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
  return passages.flatMap(({ kind, a, b }): Dropped[] => {
    if (kind !== 'one-side') return [];
    const [marked, bare] = a.wordsInMarks > b.wordsInMarks ? [a, b] : [b, a];
    const reading = event.articles[bare.article];
    if (!reading || countSmall(reading, bare.from, bare.to) < SMALL_IN_RUN) return [];
    return [
      {
        type: 'marks-dropped',
        here: placeOfSpan(bare.article, bare.span),
        there: placeOfSpan(marked.article, marked.span),
      },
    ];
  });
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
