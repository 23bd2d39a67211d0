import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { ComparableTag } from './comparable-tag.ts';
import { overlapsOf } from './overlap-graph.ts';
import {
  CROSS_CATEGORY_IOU,
  isMatch,
  isPaired,
  pairTags,
  type ItemKind,
  type PairingItem,
} from './pairing.ts';

type Place = readonly (readonly [start: number, end: number])[];
const tag = (
  id: string,
  category: string,
  place: Place,
  attributes: Record<string, string> = {},
): ComparableTag => ({
  id,
  category,
  fragments: place.map(([start, end]) => ({ start, end })),
  attributes,
});
const lines = (items: readonly PairingItem<ComparableTag>[]): string[] =>
  items.map(({ kind, a, b }) => `${kind} ${a?.id ?? '–'} ${b?.id ?? '–'}`);

describe('pairTags', () => {
  it.each<[string, ComparableTag[], ComparableTag[], string[]]>([
    ['nothing with nothing', [], [], []],
    [
      'the same place, name and attributes as identical',
      [tag('a', 'quote', [[0, 9]], { form: 'direct' })],
      [tag('b', 'quote', [[0, 9]], { form: 'direct' })],
      ['identical a b'],
    ],
    [
      'another value, or a value on one side only, as a difference of attributes',
      [tag('a', 'quote', [[0, 9]], { form: 'direct' }), tag('c', 'quote', [[20, 29]])],
      [
        tag('b', 'quote', [[0, 9]], { form: 'indirect' }),
        tag('d', 'quote', [[20, 29]], { form: 'direct' }),
      ],
      ['attribute a b', 'attribute c d'],
    ],
    [
      'one shared character as a difference of boundaries',
      [tag('a', 'quote', [[0, 5]])],
      [tag('b', 'quote', [[4, 9]])],
      ['boundary a b'],
    ],
    [
      'touching tags not at all',
      [tag('a', 'quote', [[0, 5]])],
      [tag('b', 'quote', [[5, 9]])],
      ['only-a a –', 'only-b – b'],
    ],
    [
      'the same region in other fragments as a difference of boundaries',
      [tag('a', 'quote', [[0, 9]])],
      [tag('b', 'quote', [[0, 4], [4, 9]])], // prettier-ignore
      ['boundary a b'],
    ],
    [
      'fragments by their union: what lies in a gap is not shared',
      [tag('a', 'quote', [[0, 4], [8, 12]])], // prettier-ignore
      [tag('b', 'quote', [[4, 8]])],
      ['only-a a –', 'only-b – b'],
    ],
    [
      'another name from an intersection over union of one half',
      [tag('a', 'quote', [[0, 10]]), tag('c', 'quote', [[20, 30]])],
      [tag('b', 'claim', [[0, 20]]), tag('d', 'claim', [[20, 41]])],
      ['category a b', 'only-b – d', 'only-a c –'],
    ],
    [
      'the exact partner before a better sum',
      [tag('a', 'quote', [[0, 10]]), tag('c', 'quote', [[0, 9]])],
      [tag('b', 'quote', [[0, 10]]), tag('d', 'quote', [[5, 12]])],
      ['identical a b', 'boundary c d'],
    ],
    [
      'the same category before another name',
      [tag('a', 'quote', [[0, 10]])],
      [tag('b', 'claim', [[0, 10]]), tag('d', 'quote', [[8, 20]])],
      ['boundary a d', 'only-b – b'],
    ],
    [
      'the greater sum before the greatest single overlap',
      [tag('a', 'quote', [[0, 10]]), tag('c', 'quote', [[9, 19]])],
      [tag('b', 'quote', [[0, 19]]), tag('d', 'quote', [[10, 19]])],
      ['boundary a b', 'boundary c d'],
    ],
    [
      'of equal overlaps the one with the smaller boundary distance',
      [tag('a', 'quote', [[10, 20]])],
      [
        tag('b', 'quote', [[10, 15], [30, 35]]), // prettier-ignore
        tag('d', 'quote', [[15, 25]]),
      ],
      ['split – b', 'boundary a d'],
    ],
    [
      'of equal distances the earlier one',
      [tag('a', 'quote', [[10, 20]])],
      [tag('late', 'quote', [[15, 25]]), tag('x-early', 'quote', [[5, 15]])],
      ['boundary a x-early', 'split – late'],
    ],
    [
      'of equal places the smaller id',
      [tag('a', 'quote', [[10, 20]])],
      [tag('b2', 'quote', [[10, 21]]), tag('b1', 'quote', [[10, 21]])],
      ['boundary a b1', 'split – b2'],
    ],
    [
      'tags that are equally good in every way in the order of position and id',
      [tag('a2', 'quote', [[10, 20]]), tag('a1', 'quote', [[10, 20]])],
      [tag('b2', 'quote', [[15, 25]]), tag('b1', 'quote', [[5, 15]])],
      ['boundary a1 b1', 'boundary a2 b2'],
    ],
    [
      'tags so that early ones meet early ones, where sum and distance are equal',
      [tag('a1', 'quote', [[0, 5]]), tag('a2', 'quote', [[1, 6]])],
      [tag('b1', 'quote', [[1, 2]]), tag('b2', 'quote', [[3, 5]])],
      ['boundary a1 b1', 'boundary a2 b2'],
    ],
    [
      'a long tag with one of its parts, and names the other as split off',
      [tag('a', 'quote', [[0, 20]])],
      [tag('b', 'quote', [[0, 12]]), tag('d', 'quote', [[12, 20]])],
      ['boundary a b', 'split – d'],
    ],
    [
      'parts with the long tag that merges them',
      [tag('a', 'quote', [[0, 12]]), tag('c', 'quote', [[12, 20]])],
      [tag('b', 'quote', [[0, 20]])],
      ['boundary a b', 'merged c –'],
    ],
    [
      'a part of which less than half lies inside only with itself',
      [tag('a', 'quote', [[0, 20]])],
      [tag('b', 'quote', [[0, 18]]), tag('d', 'quote', [[18, 23]])],
      ['boundary a b', 'only-b – d'],
    ],
  ])('pairs %s', (_name, a, b, expected) => {
    expect(lines(pairTags(a, b))).toEqual(expected);
  });

  it('says which attributes differ, how far the regions agree and what a part belongs to', () => {
    const long = tag('a', 'quote', [[0, 20]], { form: 'direct', verb: 'said', stance: 'neutral' });
    const part = tag('b', 'quote', [[0, 15]], { form: 'mixed', verb: 'said' });
    const rest = tag('c', 'quote', [[15, 20]]);
    expect(pairTags([long], [part, rest])).toEqual([
      { kind: 'boundary', a: long, b: part, iou: 0.75, differingAttributes: ['form', 'stance'] },
      { kind: 'split', a: null, b: rest, within: long },
    ]);
  });
});

const aPlace = fc
  .array(fc.tuple(fc.nat(24), fc.integer({ min: 1, max: 9 })), { minLength: 1, maxLength: 2 })
  .map((pieces) => {
    let from = 0;
    return pieces.map(([gap, length]): [number, number] => {
      const start = from + gap;
      from = start + length;
      return [start, from];
    });
  });
const tagSet = (prefix: string, maxLength: number): fc.Arbitrary<ComparableTag[]> =>
  fc
    .array(
      fc.tuple(aPlace, fc.constantFrom('quote', 'claim'), fc.constantFrom('direct', 'indirect')),
      { maxLength },
    )
    .map((tags) =>
      tags.map(([place, category, form], index) =>
        tag(`${prefix}${String(index)}`, category, place, { form }),
      ),
    );
const twoSets = fc.tuple(tagSet('t', 7), tagSet('t', 7));

/** Tags in so little room that many pairings are equally good. */
const crowd = fc
  .array(fc.tuple(fc.nat(7), fc.integer({ min: 1, max: 5 })), { maxLength: 6 })
  .map((pieces) =>
    pieces.map(([start, length], index) =>
      tag(`t${String(index)}`, 'quote', [[start, start + length]]),
    ),
  );
const crowdedSets = fc.oneof(twoSets, fc.tuple(crowd, crowd));
const MANY = { numRuns: 500 };

const MIRRORED: Partial<Record<ItemKind, ItemKind>> = {
  'only-a': 'only-b',
  'only-b': 'only-a',
  split: 'merged',
  merged: 'split',
};
const mirrored = (items: readonly PairingItem<ComparableTag>[]): string[] =>
  items.map(({ kind, a, b }) => `${MIRRORED[kind] ?? kind} ${b?.id ?? '–'} ${a?.id ?? '–'}`);

/** The greatest sum of weights over one-to-one choices, by trying all of them. */
function bestSum(
  rows: readonly ComparableTag[],
  weightOf: (row: ComparableTag, column: ComparableTag) => number,
  columns: readonly ComparableTag[],
): number {
  const [row, ...rest] = rows;
  if (!row) return 0;
  let best = bestSum(rest, weightOf, columns);
  for (const column of columns) {
    const weight = weightOf(row, column);
    if (weight <= 0) continue;
    const others = columns.filter((one) => one !== column);
    best = Math.max(best, weight + bestSum(rest, weightOf, others));
  }
  return best;
}

describe('a pairing', () => {
  it('is the mirror image when the sets are swapped', () => {
    fc.assert(
      fc.property(crowdedSets, ([a, b]) => {
        expect(mirrored(pairTags(b, a)).sort()).toEqual(lines(pairTags(a, b)).sort());
      }),
      MANY,
    );
  });

  it('does not depend on the order of the tags', () => {
    fc.assert(
      fc.property(crowdedSets, ([a, b]) => {
        expect(pairTags(a.toReversed(), b.toReversed())).toEqual(pairTags(a, b));
      }),
      MANY,
    );
  });

  it('does not depend on where in the text the tags stand', () => {
    const moved = (tags: readonly ComparableTag[]): ComparableTag[] =>
      tags.map((one) => ({
        ...one,
        fragments: one.fragments.map(({ start, end }) => ({ start: start + 999, end: end + 999 })),
      }));
    fc.assert(
      fc.property(twoSets, ([a, b]) => {
        expect(lines(pairTags(moved(a), moved(b)))).toEqual(lines(pairTags(a, b)));
      }),
    );
  });

  it('has every tag exactly once', () => {
    fc.assert(
      fc.property(twoSets, ([a, b]) => {
        const items = pairTags(a, b);
        const inA = items.flatMap((item) => (item.a ? [item.a.id] : []));
        const inB = items.flatMap((item) => (item.b ? [item.b.id] : []));
        expect(inA.sort()).toEqual(a.map(({ id }) => id).sort());
        expect(inB.sort()).toEqual(b.map(({ id }) => id).sort());
      }),
    );
  });

  it('has the greatest sum of intersections over unions that any pairing has', () => {
    fc.assert(
      fc.property(fc.tuple(tagSet('a', 5), tagSet('b', 5)), ([a, b]) => {
        const iou = new Map<ComparableTag, Map<ComparableTag, number>>();
        for (const overlap of overlapsOf(a, b)) {
          const row = iou.get(overlap.a) ?? new Map<ComparableTag, number>();
          iou.set(overlap.a, row.set(overlap.b, overlap.iou));
        }
        const items = pairTags(a, b).filter(isPaired);
        const exact = items.filter(({ kind }) => kind === 'identical' || kind === 'attribute');
        const within = items.filter((item) => isMatch(item) && item.kind === 'boundary');
        const across = items.filter(({ kind }) => kind === 'category');
        const rest = (
          tags: readonly ComparableTag[],
          ...taken: (readonly PairingItem<ComparableTag>[])[]
        ): ComparableTag[] => {
          const gone = new Set(taken.flat().flatMap((item) => [item.a, item.b]));
          return tags.filter((one) => !gone.has(one));
        };
        const sum = (pairs: typeof items): number =>
          pairs.reduce((total, { iou: one }) => total + one, 0);
        const same = (x: ComparableTag, y: ComparableTag): number =>
          x.category === y.category ? (iou.get(x)?.get(y) ?? 0) : 0;
        expect(sum(within)).toBeCloseTo(bestSum(rest(a, exact), same, rest(b, exact)), 9);
        const crossing = (x: ComparableTag, y: ComparableTag): number => {
          const one = iou.get(x)?.get(y) ?? 0;
          return one >= CROSS_CATEGORY_IOU ? one : 0;
        };
        expect(sum(across)).toBeCloseTo(
          bestSum(rest(a, exact, within), crossing, rest(b, exact, within)),
          9,
        );
      }),
    );
  });

  it('leaves no two overlapping tags of one category both alone', () => {
    fc.assert(
      fc.property(twoSets, ([a, b]) => {
        const alone = pairTags(a, b).filter((item) => !isPaired(item));
        const left = overlapsOf(
          alone.flatMap((item) => item.a ?? []),
          alone.flatMap((item) => item.b ?? []),
        );
        expect(left.filter((one) => one.a.category === one.b.category)).toEqual([]);
      }),
    );
  });

  it('finds its partners among ten thousand tags in a million characters', () => {
    const at = (index: number, shift: number): ComparableTag =>
      tag(`t${String(index)}`, index % 3 === 0 ? 'claim' : 'quote', [
        [index * 100 + shift, index * 100 + shift + 120],
      ]);
    const a = Array.from({ length: 10_000 }, (_, index) => at(index, 0));
    const b = Array.from({ length: 10_000 }, (_, index) => at(index, 7));
    const items = pairTags(a, b);
    expect(items).toHaveLength(10_000);
    expect(items.every((item) => item.kind === 'boundary' && item.a.id === item.b.id)).toBe(true);
  });

  it('is exact also where three hundred tags all overlap one another', () => {
    const a = Array.from({ length: 300 }, (_, index) =>
      tag(`a${String(index)}`, 'quote', [[index, 1000 + index]]),
    );
    const b = Array.from({ length: 300 }, (_, index) =>
      tag(`b${String(index)}`, 'quote', [[index, 1001 + index]]),
    );
    const items = pairTags(a, b).filter(isPaired);
    expect(items).toHaveLength(300);
    const sum = items.reduce((total, { iou }) => total + iou, 0);
    expect(sum).toBeGreaterThanOrEqual((300 * 1000) / 1001 - 1e-9);
  });
});
