import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { AgreementTag } from '../pairing/comparable-tag.ts';
import { withoutBoilerplate } from './boilerplate.ts';

type Place = readonly (readonly [start: number, end: number])[];
const spans = (place: Place) => place.map(([start, end]) => ({ start, end }));
const tag = (id: string, place: Place): AgreementTag => ({
  id,
  category: 'quote',
  fragments: spans(place),
  attributes: {},
  annotator: 'A',
});

describe('withoutBoilerplate', () => {
  it.each<[string, Place, Place, Place | null, boolean]>([
    ['before a region stays', [[10, 20]], [[0, 5]], [[0, 5]], false],
    ['after a region moves up', [[10, 20]], [[30, 35]], [[20, 25]], false],
    ['within a region is excluded', [[10, 20]], [[10, 20]], null, false],
    ['over the start of a region is clipped', [[10, 20]], [[5, 15]], [[5, 10]], true],
    ['over the end of a region is clipped', [[10, 20]], [[15, 25]], [[10, 15]], true],
    ['around a region closes up', [[10, 20]], [[5, 25]], [[5, 15]], true],
    ['between two regions moves by the first', [[0, 10], [20, 30]], [[10, 20]], [[0, 10]], false], // prettier-ignore
    ['with a fragment in a region loses it', [[10, 20]], [[0, 5], [12, 18]], [[0, 5]], true], // prettier-ignore
    ['under overlapping regions counts what is left', [[10, 20], [15, 25]], [[18, 30]], [[10, 15]], true], // prettier-ignore
  ])('a tag %s', (_name, regions, place, left, clipped) => {
    const counted = withoutBoilerplate(100, [tag('t', place)], spans(regions));
    expect(counted.tags).toEqual(left ? [tag('t', left)] : []);
    expect(counted.excluded).toEqual(left ? [] : ['t']);
    expect(counted.clipped).toEqual(clipped ? ['t'] : []);
  });

  it('counts the characters outside the regions and within the text only', () => {
    expect(withoutBoilerplate(100, [], spans([[10, 20], [90, 120]])).length).toBe(80); // prettier-ignore
  });

  it('marks the same characters of the shortened text as of the text itself', () => {
    const aSpan = fc
      .tuple(fc.nat(39), fc.integer({ min: 1, max: 12 }))
      .map(([start, length]): [number, number] => [start, Math.min(40, start + length)]);
    fc.assert(
      fc.property(fc.array(aSpan, { maxLength: 4 }), aSpan, (regions, place) => {
        const kept = Array.from({ length: 40 }, (_, at) => at).filter(
          (at) => !regions.some(([start, end]) => start <= at && at < end),
        );
        const { length, tags } = withoutBoilerplate(40, [tag('t', [place])], spans(regions));
        expect(length).toBe(kept.length);
        const marked = kept.filter((_, at) =>
          tags.some(({ fragments }) => fragments.some(({ start, end }) => start <= at && at < end)),
        );
        expect(marked).toEqual(kept.filter((at) => place[0] <= at && at < place[1]));
      }),
    );
  });
});
