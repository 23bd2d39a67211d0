import { expect, it } from 'vitest';

import { buildFamilies } from '../families/families.ts';
import { MADE_UP_FAMILIES, madeUpEvent } from '../testing/made-up-event.ts';
import { gold, nameOf, sampleEvent } from '../testing/samples.ts';
import { bCubed, bCubedOfLinked, countPairs } from './family-measures.ts';

it('measures the families of the samples as they are', () => {
  const event = sampleEvent();
  const { familyOf } = buildFamilies(event);
  const truth = event.items.map(
    ({ index }) => gold.quotations.find(({ id }) => id === nameOf(event, index))?.utterance ?? '?',
  );
  const all = bCubed(familyOf, truth);
  expect(all?.precision).toBe(1);
  expect(all?.recall).toBeCloseTo(0.819, 3);
  expect(all?.f1).toBeCloseTo(0.901, 3);
  expect(bCubedOfLinked(familyOf, truth)?.f1).toBeCloseTo(0.885, 3);
  expect(countPairs(familyOf, truth)).toEqual({ proposed: 55, true: 71, right: 55 });
});

it.each([
  [['a', 'a', 'b'], [1, 1, 2], 1, 1],
  [['a', 'a', 'a'], [1, 1, 2], 5 / 9, 1],
  [['a', 'b', 'c'], [1, 1, 2], 1, 2 / 3],
])(
  'gives %j against %j the precision %f and the recall %f',
  (proposed, truth, precision, recall) => {
    const scores = bCubed(proposed, truth);
    expect(scores?.precision).toBeCloseTo(precision);
    expect(scores?.recall).toBeCloseTo(recall);
  },
);

it('says nothing of no items', () => {
  expect(bCubed([], [])).toBeNull();
  expect(bCubedOfLinked(['a', 'b'], [1, 2])).toBeNull();
});

it('measures the families of a made-up event: one trap is not seen, the same phrase said of something else', () => {
  const event = madeUpEvent();
  expect(event.items).toHaveLength(MADE_UP_FAMILIES.length);
  const { families, familyOf } = buildFamilies(event);
  expect(countPairs(familyOf, MADE_UP_FAMILIES)).toEqual({ proposed: 13, true: 16, right: 10 });
  expect(bCubed(familyOf, MADE_UP_FAMILIES)?.f1).toBeCloseTo(0.888, 3);
  const mixed = families.filter(
    (members) => new Set(members.map((index) => MADE_UP_FAMILIES[index])).size > 1,
  );
  const wrong = mixed.map((members) => members.map((index) => MADE_UP_FAMILIES[index]));
  expect(wrong).toEqual([['jobs', 'jobs', 'jobs', 'supporters']]);
});
