import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Unit } from './continuum.ts';
import { dissimilarity, GAMMA_WEIGHTS, leastDisorder } from './gamma-alignment.ts';
import { gamma, observedDisorder } from './gamma.ts';

const units = (...pieces: [start: number, end: number, category: string][]): Unit[] =>
  pieces.map(([start, end, category]) => ({ start, end, category }));
const someUnits = fc
  .array(fc.tuple(fc.nat(20), fc.integer({ min: 1, max: 12 }), fc.constantFrom('quote', 'claim')), {
    maxLength: 4,
  })
  .map((pieces) =>
    units(
      ...pieces.map(([start, length, category]): [number, number, string] => [
        start,
        start + length,
        category,
      ]),
    ),
  );

/** Cost of a group with at most one unit of each annotator: the mean over all pairs of annotators. */
function groupCost(members: readonly (Unit | null)[]): number {
  let sum = 0;
  let pairs = 0;
  members.forEach((u, i) => {
    for (const v of members.slice(i + 1)) {
      pairs += 1;
      sum += u && v ? dissimilarity(u, v, GAMMA_WEIGHTS) : GAMMA_WEIGHTS.delta;
    }
  });
  return sum / pairs;
}

/** The least disorder, by trying every alignment. */
function leastOfAll(coders: readonly (readonly Unit[])[]): number {
  const lead = coders.findIndex((own) => own.length > 0);
  const [first, ...rest] = coders[lead] ?? [];
  if (!first) return 0;
  const without = coders.map((own, index) => (index === lead ? rest : own));
  const choose = (
    index: number,
    members: readonly (Unit | null)[],
    left: readonly (readonly Unit[])[],
  ): number => {
    const own = without[index];
    if (!own) return groupCost(members) + leastOfAll(left);
    if (index === lead) return choose(index + 1, [...members, first], [...left, rest]);
    return Math.min(
      choose(index + 1, [...members, null], [...left, own]),
      ...own.map((unit) =>
        choose(index + 1, [...members, unit], [...left, own.filter((one) => one !== unit)]),
      ),
    );
  };
  return choose(0, [], []);
}

describe('leastDisorder', () => {
  it.each([2, 3, 4])('is that of the best of all alignments of %i annotators', (annotators) => {
    const continuum = fc.array(
      someUnits.map((own) => own.slice(0, annotators > 3 ? 2 : 4)),
      { minLength: annotators, maxLength: annotators },
    );
    fc.assert(
      fc.property(continuum, (coders) => {
        expect(leastDisorder(coders, GAMMA_WEIGHTS)).toBeCloseTo(leastOfAll(coders), 9);
      }),
      { numRuns: 60 },
    );
  });

  it('gives up rather than guess where too many annotators marked one place', () => {
    const crowd = Array.from({ length: 6 }, (_, coder) =>
      units(
        ...Array.from({ length: 12 }, (_unit, index): [number, number, string] => [
          index,
          100 + index + coder,
          'quote',
        ]),
      ),
    );
    expect(leastDisorder(crowd, GAMMA_WEIGHTS)).toBeNull();
    expect(gamma([{ length: 200, coders: crowd }]).gamma).toEqual({
      value: null,
      reason: 'tooManyTags',
    });
  });
});

describe('γ', () => {
  const coders = [
    units([0, 10, 'quote'], [20, 30, 'claim'], [50, 62, 'quote']),
    units([1, 10, 'quote'], [22, 34, 'claim'], [70, 75, 'quote']),
  ];
  const continuum = { length: 100, coders };

  it('is the same for the same seed and another for another', () => {
    const one = gamma([continuum], { seed: 5 });
    expect(gamma([continuum], { seed: 5 })).toEqual(one);
    expect(gamma([continuum], { seed: 6 }).expectedDisorder).not.toBe(one.expectedDisorder);
  });

  it('samples more where more precision is asked for', () => {
    const rough = gamma([continuum], { precision: 0.1 });
    const fine = gamma([continuum], { precision: 0.02 });
    expect(fine.samples).toBeGreaterThan(rough.samples);
    expect(fine.observedDisorder).toBe(rough.observedDisorder);
  });

  it('joins articles without letting units of one find partners in another', () => {
    const [a = [], b = []] = coders;
    expect(observedDisorder([[a, []], [[], b]])).toBe(2); // prettier-ignore
    const twice = observedDisorder([coders, coders]);
    expect(twice).toBeCloseTo(observedDisorder([coders]) ?? NaN, 12);
  });

  it('is 1 where the annotators agree, and has no value where nobody tagged', () => {
    const [a = []] = coders;
    expect(gamma([{ length: 100, coders: [a, a] }]).gamma).toEqual({ value: 1 });
    expect(gamma([{ length: 100, coders: [[], []] }]).gamma).toEqual({
      value: null,
      reason: 'noTags',
    });
  });

  it('is a number, and never above 1, whatever was tagged', () => {
    fc.assert(
      fc.property(someUnits, someUnits, (a, b) => {
        const { value } = gamma([{ length: 60, coders: [a, b] }], { precision: 0.2 }).gamma;
        if (value === null) return;
        expect(Number.isFinite(value)).toBe(true);
        expect(value).toBeLessThanOrEqual(1);
      }),
      { numRuns: 40 },
    );
  });
});
