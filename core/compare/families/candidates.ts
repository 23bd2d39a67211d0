import type { ComparedEvent, Item } from '../evidence/items.ts';
import type { Source } from '../evidence/speakers.ts';
import { mayBeLinked } from './rules.ts';

/** Most quotations that one is held against among those before it: the likeliest. */
export const CROWD_LIMIT = 200;

/** The most that a function word weighs. */
const FUNCTION_WEIGHT = 0.1;
/** Sums of weights come out a little differently in another order. */
const ROUNDING = 1e-9;

/** Pairs that may be linked: for each item those before it. */
export interface Candidates {
  readonly before: readonly (readonly number[])[];
  /** Pairs that could have been linked and are not looked at. */
  readonly leftOut: number;
}

/**
 * The pairs that any rule could link: those whose common words in whatever order weigh enough, and
 * those that are equal. Found through lists of the quotations that have a stem.
 */
export function findCandidates({ items, words, speakers }: ComparedEvent): Candidates {
  const { weights, isContent } = words;
  /** For each content stem, item and count by turns. */
  const lists: (number[] | undefined)[] = [];
  const equals = new Map<string, number[]>();
  const common = new Float64Array(items.length);
  const before: number[][] = [];
  let leftOut = 0;
  for (const item of items) {
    // Names are linked by no rule.
    if (item.isNameLike) {
      before.push([]);
      continue;
    }
    const touched: number[] = [];
    for (const [stem, count] of countContent(item, isContent)) {
      const list = lists[stem];
      if (!list) {
        lists[stem] = [item.index, count];
        continue;
      }
      const weight = weights[stem] ?? 0;
      for (let at = 0; at < list.length; at += 2) {
        const other = list[at] ?? 0;
        if (common[other] === 0) touched.push(other);
        common[other] = (common[other] ?? 0) + weight * Math.min(count, list[at + 1] ?? 0);
      }
      list.push(item.index, count);
    }
    // Equal quotations are linked however little they weigh; all of them have been touched.
    const equal = new Set(equalsBefore(item, equals));
    const found = touched.filter((index) => {
      const other = items[index];
      if (!other) return false;
      const source = (): Source => speakers.sourceOf(item.speakerId, other.speakerId);
      return equal.has(index) || mayReachARule(item, other, common[index] ?? 0, source);
    });
    if (found.length > CROWD_LIMIT) {
      leftOut += found.length - CROWD_LIMIT;
      found.sort((a, b) => (common[b] ?? 0) - (common[a] ?? 0) || a - b);
      found.length = CROWD_LIMIT;
    }
    for (const index of touched) common[index] = 0;
    before.push(found);
  }
  return { before, leftOut };
}

function countContent({ stems }: Item, isContent: Uint8Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (const stem of stems) {
    if (isContent[stem] === 1) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  }
  return counts;
}

/** `source` is asked only where the words in common are enough for some answer. */
function mayReachARule(a: Item, b: Item, common: number, source: () => Source): boolean {
  const functionWords = Math.min(a.stems.length - a.content, b.stems.length - b.content);
  const most = common + FUNCTION_WEIGHT * functionWords + ROUNDING;
  const lighter = Math.min(a.weight, b.weight);
  return mayBeLinked(most, lighter, 'same') && mayBeLinked(most, lighter, source());
}

/** The first items with the same words, at most as many as are held against each other. */
function equalsBefore(item: Item, equals: Map<string, number[]>): readonly number[] {
  if (item.content === 0) return [];
  const words = item.keys.join(' ');
  const known = equals.get(words);
  if (!known) {
    equals.set(words, [item.index]);
    return [];
  }
  const found = known.slice();
  if (known.length < CROWD_LIMIT) known.push(item.index);
  return found;
}
