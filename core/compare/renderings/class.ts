// How a rendering stands to the base of its family: equal, cut, put together otherwise, put in other words.
// Which quotations are a family is decided in the rooms below.
import { lastWhere } from '../../collections/search.ts';
import { Comparison, haveEqualKeys } from '../evidence/evidence.ts';
import type { ComparedEvent, Item } from '../evidence/items.ts';

/** How a rendering stands to the base of its family; `no-marks` is a passage outside marks. */
export const RENDERING_CLASSES = [
  'base',
  'verbatim',
  'punctuation',
  'truncated',
  'fragment',
  'elided',
  'spliced',
  'altered',
  'reworded',
  'no-marks',
] as const;
export type RenderingClass = (typeof RENDERING_CLASSES)[number];

/** Signs that words were left out: three points, brackets. */
const OMISSION = /…|\.{3}|\. \. \.|[[\]()]/u;
const ANY_MARKS = /["“”„‟«»‹›「」『』｢｣〝〞〟＂]|(?<![\p{L}\p{N}])['‘’‚]|['‘’‚](?![\p{L}\p{N}])/gu;
/** Words that join and that a splice may put in: of these it says nothing. */
const JOINERS = new Set('and or but nor as well et ou und oder y o e и или'.split(' '));
/** Content words that stand between two neighbours of a splice in the base, at least. */
const APART = 3;

/** The rendering that the others are compared with: the one with most words, the first of equals. */
export function fullest(items: readonly Item[]): Item | undefined {
  return items.reduce<Item | undefined>(
    (best, item) => (best && best.length >= item.length ? best : item),
    undefined,
  );
}

/** Classifies the renderings of one event. */
export class Classifier {
  private readonly comparison: Comparison;

  constructor(private readonly event: ComparedEvent) {
    this.comparison = new Comparison(event);
  }

  /** The class of a rendering, relative to a base. */
  classOf(item: Item, base: Item): RenderingClass {
    if (item.index === base.index) return 'base';
    if (!this.isInMarks(item)) return 'no-marks';
    if (haveEqualKeys(item, base)) {
      return this.bareText(item) === this.bareText(base) ? 'verbatim' : 'punctuation';
    }
    if (findUnbroken(item.keys, base.keys, 0) >= 0) {
      return item.length * 2 >= base.length ? 'truncated' : 'fragment';
    }
    const parts = this.partsBetweenOmissions(item);
    if (parts.length > 1 && standInOrder(parts, base.keys)) return 'elided';
    if (parts.length <= 1 && this.isSpliced(item, base)) return 'spliced';
    const { content } = this.comparison.linkEvidence(item, base);
    return item.content > 0 && content * 2 >= item.content ? 'altered' : 'reworded';
  }

  /** Whether every part of a passage stands in quotation marks, or holds some. */
  private isInMarks({ article, fragments }: Item): boolean {
    const quotations = this.event.articles[article]?.quotations ?? [];
    // None of them overlaps another one.
    return fragments.every(({ start, end }) => {
      const last = quotations[lastWhere(quotations, (quotation) => quotation.start < end)];
      return last !== undefined && last.start < end && start < last.end;
    });
  }

  private textOf({ article, fragments }: Item): string {
    const text = this.event.articles[article]?.text ?? '';
    return fragments.map(({ start, end }) => text.slice(start, end)).join(' ');
  }

  /** The words with all but their quotation marks, and with single spaces. */
  private bareText(item: Item): string {
    return this.textOf(item)
      .replace(ANY_MARKS, '')
      .replaceAll('’', "'")
      .replace(/\s+/gu, ' ')
      .trim();
  }

  /** The keys of a rendering in parts between the signs that something was left out. */
  private partsBetweenOmissions(item: Item): Uint32Array[] {
    const { words, text } = this.event.articles[item.article] ?? {};
    if (!words || text === undefined || !OMISSION.test(this.textOf(item))) return [item.keys];
    const parts: number[][] = [[]];
    const keysOfText = this.event.words.keys[item.article] ?? new Uint32Array();
    for (const { start, end } of item.fragments) {
      let last = start;
      for (let at = firstWordFrom(words.starts, start); (words.starts[at] ?? end) < end; at += 1) {
        if (OMISSION.test(text.slice(last, words.starts[at]))) parts.push([]);
        parts.at(-1)?.push(keysOfText[at] ?? 0);
        last = words.ends[at] ?? end;
      }
    }
    return parts.filter(({ length }) => length > 0).map((part) => Uint32Array.from(part));
  }

  /** Whether all words stand in the base, and two neighbours are turned round or far apart there. */
  private isSpliced(item: Item, base: Item): boolean {
    const { keyTexts, isContent } = this.event.words;
    if (item.content < 2) return false;
    const known = new Set(base.keys);
    const isOwn = (key: number): boolean => !JOINERS.has(keyTexts[key] ?? '');
    if (item.keys.some((key) => isOwn(key) && !known.has(key))) return false;
    const contentOf = ({ keys, stems }: Item): Uint32Array =>
      keys.filter((_, at) => isContent[stems[at] ?? 0] === 1);
    const places = new Map<number, number[]>();
    for (const [at, key] of contentOf(base).entries()) {
      const list = places.get(key);
      if (list) list.push(at);
      else places.set(key, [at]);
    }
    const words = contentOf(item);
    return words.some((key, at) => {
      const next = words[at + 1];
      return next !== undefined && !standTogether(places.get(key), places.get(next));
    });
  }
}

/** Whether one of the second places comes after one of the first, with few words between. */
function standTogether(first: readonly number[] = [], second: readonly number[] = []): boolean {
  const after = new Set(second);
  return first.some((at) =>
    Array.from({ length: APART }, (_, between) => at + between + 1).some((place) =>
      after.has(place),
    ),
  );
}

function firstWordFrom(starts: Uint32Array, offset: number): number {
  const at = starts.findIndex((start) => start >= offset);
  return at < 0 ? starts.length : at;
}

/** Where a sequence stands unbroken in another one, from a place on; -1 for nowhere. */
function findUnbroken(part: Uint32Array, whole: Uint32Array, from: number): number {
  if (part.length === 0) return -1;
  for (let at = from; at + part.length <= whole.length; at += 1) {
    let same = 0;
    while (same < part.length && part[same] === whole[at + same]) same += 1;
    if (same === part.length) return at;
  }
  return -1;
}

function standInOrder(parts: readonly Uint32Array[], whole: Uint32Array): boolean {
  let from = 0;
  for (const part of parts) {
    const at = findUnbroken(part, whole, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return true;
}
