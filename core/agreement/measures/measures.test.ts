import { readFileSync } from 'node:fs';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { ComparableTag } from '../pairing/comparable-tag.ts';
import { alphaU } from './alpha-u.ts';
import { boundaryDistances } from './boundary-distance.ts';
import {
  characterAlpha,
  characterFleissKappa,
  characterItems,
  characterKappa,
  characterOverlap,
  characterPi,
} from './character-agreement.ts';
import {
  joinedTags,
  mergedUnitCount,
  mergeOverlapping,
  stretchesOf,
  unitsOf,
  type Continuum,
  type Unit,
} from './continuum.ts';
import type { Measured } from './figure.ts';
import { gamma } from './gamma.ts';
import { cohenKappa, nominalAlpha, scottPi, type LabelledItem } from './nominal-agreement.ts';
import { isPaired, pairTags } from '../pairing/pairing.ts';
import { exactF1, overlapF1, partialF1 } from './span-f1.ts';
import { uAlphas } from './u-alpha.ts';

type Piece = readonly [start: number, end: number, category?: string];
const units = (...pieces: Piece[]): Unit[] =>
  pieces.map(([start, end, category = 'quote']) => ({ start, end, category }));
const tagsOf = (own: readonly Unit[], prefix: string): ComparableTag[] =>
  own.map(({ start, end, category }, index) => ({
    id: `${prefix}${String(index)}`,
    category,
    fragments: [{ start, end }],
    attributes: {},
  }));
const listed = <T>(items: readonly T[]): { index: number; item: T }[] =>
  items.map((item, index) => ({ index, item }));
const two = (length: number, a: Unit[], b: Unit[]): Continuum => ({ length, coders: [a, b] });

/** Every measure of two annotators, by name. */
function allMeasures(continua: readonly Continuum[]): Record<string, Measured> {
  const sets = continua.map(({ coders: [a = [], b = []] }) => ({
    a: tagsOf(a, 'a'),
    b: tagsOf(b, 'b'),
  }));
  const items = characterItems(continua);
  const alphas = uAlphas(continua);
  const overlap = characterOverlap(continua);
  const pairs = sets.flatMap(({ a, b }) => pairTags(a, b).filter(isPaired));
  return {
    exactF1: exactF1(sets).f1,
    overlapF1: overlapF1(sets).f1,
    partialF1: partialF1(sets).f1,
    jaccard: overlap.jaccard,
    characterF1: overlap.f1,
    kappa: characterKappa(items).coefficient,
    pi: characterPi(items).coefficient,
    fleiss: characterFleissKappa(items).coefficient,
    alpha: characterAlpha(items).coefficient,
    alphaU: alphaU(continua).alpha,
    uAlpha: alphas.uAlpha,
    barUAlpha: alphas.barUAlpha,
    cuAlpha: alphas.cuAlpha,
    ...Object.fromEntries(
      alphas.byLabel.map(({ categories, alpha }) => [`ku ${categories.join('+')}`, alpha]),
    ),
    boundary: boundaryDistances(listed(pairs)).both.mean,
  };
}

const LENGTH = 60;
const someUnits = fc
  .array(
    fc.tuple(
      fc.nat(LENGTH - 2),
      fc.integer({ min: 1, max: 20 }),
      fc.constantFrom('quote', 'claim', 'framing'),
    ),
    { maxLength: 6 },
  )
  .map((pieces) =>
    units(
      ...pieces.map(([start, length, category]): Piece => [
        start,
        Math.min(LENGTH, start + length),
        category,
      ]),
    ),
  );
const oneContinuum = fc.tuple(someUnits, someUnits).map(([a, b]) => two(LENGTH, a, b));

describe('the edge cases', () => {
  const NAMED = ['exactF1', 'overlapF1', 'partialF1', 'jaccard', 'kappa', 'pi', 'fleiss', 'alpha'];

  it('have no value, for want of tags, where nobody tagged', () => {
    const untagged = [two(50, [], [])];
    for (const value of Object.values(allMeasures(untagged))) {
      expect(value).toEqual({ value: null, reason: 'noTags' });
    }
    expect(gamma(untagged).gamma).toEqual({ value: null, reason: 'noTags' });
    expect(Object.keys(allMeasures(untagged))).toEqual(expect.arrayContaining(NAMED));
  });

  it('have no value, for want of variation, where all text has one name', () => {
    const { kappa, pi, fleiss, alpha, uAlpha, barUAlpha, cuAlpha } = allMeasures([
      two(50, units([0, 50]), units([0, 50])),
    ]);
    for (const value of [kappa, pi, fleiss, alpha, uAlpha, barUAlpha]) {
      expect(value).toEqual({ value: null, reason: 'noVariation' });
    }
    expect(cuAlpha).toEqual({ value: null, reason: 'oneLabel' });
  });

  it('are at or below chance where one annotator found nothing', () => {
    const some = units([0, 10], [20, 30, 'claim']);
    const measures = allMeasures([two(50, some, [])]);
    const value = (name: string): number | null => measures[name]?.value ?? null;
    expect(exactF1([{ a: tagsOf(some, 'a'), b: [] }]).precision.value).toBeNull();
    expect(value('exactF1')).toBe(0);
    expect(value('overlapF1')).toBe(0);
    expect(value('kappa')).toBe(0);
    for (const name of ['pi', 'alpha', 'uAlpha']) expect(value(name)).toBeLessThan(0);
    expect(measures['cuAlpha']).toEqual({ value: null, reason: 'noTags' });
  });

  it('have no cu-α where one name only was used', () => {
    expect(uAlphas([two(50, units([0, 10]), units([0, 12]))]).cuAlpha).toEqual({
      value: null,
      reason: 'oneLabel',
    });
  });
});

describe('why two F1 stand side by side', () => {
  const article = readFileSync(
    new URL('../../../seeds/004_bad3bbfa38c869dd.txt', import.meta.url),
    'utf8',
  );
  const outside = [...article.matchAll(/“[^”]*”|‘road to nowhere’/gu)].map((match): Piece => [
    match.index,
    match.index + match[0].length,
  ]);

  it('article 004 with and without the quotation marks: exact F1 0, overlap F1 1, κ .982', () => {
    expect(article).toHaveLength(2623);
    expect(outside).toHaveLength(9);
    const inside = outside.map(([start, end]): Piece => [start + 1, end - 1]);
    const measures = allMeasures([two(article.length, units(...outside), units(...inside))]);
    expect(measures['exactF1']).toEqual({ value: 0 });
    expect(measures['overlapF1']).toEqual({ value: 1 });
    expect(measures['kappa']?.value).toBeCloseTo(0.982, 3);
    expect(measures['boundary']).toEqual({ value: 2 });
  });

  it('one long tag against two short ones: character κ 1, exact F1 0', () => {
    const measures = allMeasures([two(50, units([0, 20]), units([0, 10], [10, 20]))]);
    expect(measures['kappa']).toEqual({ value: 1 });
    expect(measures['exactF1']).toEqual({ value: 0 });
    expect(measures['overlapF1']?.value).toBeCloseTo(2 / 3, 12);
  });
});

describe('every measure', () => {
  const expectSame = (one: Record<string, Measured>, other: Record<string, Measured>): void => {
    expect(Object.keys(one)).toEqual(Object.keys(other));
    for (const [name, { value }] of Object.entries(one)) {
      const twin = other[name]?.value ?? null;
      if (value === null || twin === null) expect([name, value]).toEqual([name, twin]);
      else expect(Math.abs(value - twin), name).toBeLessThan(1e-9);
    }
  };

  it('is the same when the annotators are swapped', () => {
    fc.assert(
      fc.property(oneContinuum, ({ length, coders: [a = [], b = []] }) => {
        expectSame(
          allMeasures([two(length, [...b], [...a])]),
          allMeasures([two(length, [...a], [...b])]),
        );
      }),
    );
  });

  it('is the same in whatever order the tags and the articles come', () => {
    fc.assert(
      fc.property(oneContinuum, oneContinuum, (first, second) => {
        const reversed = [second, first].map(({ length, coders }) => ({
          length,
          coders: coders.map((own) => own.toReversed()),
        }));
        expectSame(allMeasures(reversed), allMeasures([first, second]));
      }),
    );
  });

  it('is the same when the text is read backwards', () => {
    fc.assert(
      fc.property(oneContinuum, ({ length, coders }) => {
        const turned = coders.map((own) =>
          own.map((unit): Unit => ({
            ...unit,
            start: length - unit.end,
            end: length - unit.start,
          })),
        );
        expectSame(allMeasures([{ length, coders: turned }]), allMeasures([{ length, coders }]));
      }),
    );
  });

  it('is the same wherever in the text the tags stand, but for α_U, which looks at the gaps', () => {
    fc.assert(
      fc.property(oneContinuum, fc.nat(40), ({ coders }, shift) => {
        const at = (from: number): Record<string, Measured> => {
          const moved = coders.map((own) =>
            own.map((unit): Unit => ({ ...unit, start: unit.start + from, end: unit.end + from })),
          );
          const { alphaU: _, ...others } = allMeasures([{ length: 100, coders: moved }]);
          return others;
        };
        expectSame(at(shift), at(0));
      }),
    );
  });

  it('is never above 1, never NaN, and from 0 on where it is a proportion', () => {
    const proportions = ['exactF1', 'overlapF1', 'partialF1', 'jaccard', 'characterF1'];
    fc.assert(
      fc.property(oneContinuum, (continuum) => {
        for (const [name, { value }] of Object.entries(allMeasures([continuum]))) {
          if (value === null || name === 'boundary') continue;
          expect(Number.isFinite(value), name).toBe(true);
          expect(value, name).toBeLessThanOrEqual(1 + 1e-12);
          if (proportions.includes(name)) expect(value, name).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it('is 1, or has no value, where both did the same, however much their own tags overlap', () => {
    fc.assert(
      fc.property(someUnits, (own) => {
        const measures = allMeasures([two(LENGTH, own, own.toReversed())]);
        for (const [name, { value }] of Object.entries(measures)) {
          if (value !== null) expect(value, name).toBeCloseTo(name === 'boundary' ? 0 : 1, 9);
        }
      }),
    );
  });
});

describe('measures over characters', () => {
  /** The set of categories of every single character. */
  const labelsByCharacter = ({ length, coders }: Continuum): LabelledItem[] =>
    Array.from({ length }, (_, at) => ({
      weight: 1,
      labels: coders.map((own) => {
        const here = own.filter(({ start, end }) => start <= at && at < end);
        return [...new Set(here.map(({ category }) => category))].sort().join('+');
      }),
    }));

  it('are those of an array with one cell for each character', () => {
    fc.assert(
      fc.property(fc.array(oneContinuum, { minLength: 1, maxLength: 3 }), (continua) => {
        const swept = characterItems(continua);
        const cells = continua.flatMap(labelsByCharacter);
        for (const coefficientOf of [cohenKappa, scottPi, nominalAlpha]) {
          const one = coefficientOf(swept).coefficient.value;
          const other = coefficientOf(cells).coefficient.value;
          if (one === null || other === null) expect(one).toBe(other);
          else expect(one).toBeCloseTo(other, 9);
        }
      }),
    );
  });

  it('count the characters in common and in either, category by category', () => {
    fc.assert(
      fc.property(oneContinuum, (continuum) => {
        let both = 0;
        let either = 0;
        for (const { labels } of labelsByCharacter(continuum)) {
          const [a = [], b = []] = labels.map((label) => (label ? label.split('+') : []));
          both += a.filter((category) => b.includes(category)).length;
          either += new Set([...a, ...b]).size;
        }
        const { intersection, union } = characterOverlap([continuum]);
        expect([intersection, union]).toEqual([both, either]);
      }),
    );
  });

  it('take three annotators for Fleiss’ κ and α', () => {
    const coders = [units([0, 10]), units([0, 10]), units([0, 5])];
    const items = characterItems([{ length: 20, coders }]);
    // 15 characters agree in full, 5 in one pair of three; of 60 labels 25 are “quote”.
    const observed = (15 + 5 / 3) / 20;
    const expected = (25 ** 2 + 35 ** 2) / 60 ** 2;
    expect(characterFleissKappa(items).coefficient.value).toBeCloseTo(
      (observed - expected) / (1 - expected),
      12,
    );
    const chance = (2 * 25 * 35) / (60 * 59);
    expect(characterAlpha(items).coefficient.value).toBeCloseTo(1 - (1 - observed) / chance, 12);
  });
});

describe('a continuum', () => {
  it('joins overlapping units of one category and keeps touching ones apart', () => {
    const own = units([0, 10], [5, 15], [15, 20], [5, 12, 'claim']);
    expect(mergeOverlapping(own)).toEqual(units([0, 15], [5, 12, 'claim'], [15, 20]));
    expect(mergedUnitCount([two(50, own, [])])).toBe(1);
    expect([...joinedTags(tagsOf(own, 'a'))].map(({ fragments }) => fragments[0])).toEqual([
      { start: 0, end: 10 },
      { start: 5, end: 15 },
    ]);
  });

  it('names a stretch with all categories that one annotator gave it', () => {
    expect(stretchesOf(units([0, 20], [5, 10, 'claim'], [20, 30]))).toEqual([
      { start: 0, end: 5, label: 'quote' },
      { start: 5, end: 10, label: 'claim+quote' },
      { start: 10, end: 20, label: 'quote' },
      { start: 20, end: 30, label: 'quote' },
    ]);
  });

  it('has every fragment of a tag as a unit', () => {
    const fragments = [
      { start: 0, end: 4 },
      { start: 9, end: 12 },
    ];
    expect(unitsOf([{ id: 't', category: 'quote', fragments, attributes: {} }])).toEqual(
      units([0, 4], [9, 12]),
    );
  });
});

describe('α_U', () => {
  it('keeps a gap from running across the seam of two articles', () => {
    // Joined text would hold one gap of 20 and not two of 10: more places for a unit by chance.
    const own = units([0, 5], [15, 20]);
    const joined = alphaU([two(20, own, units([0, 5]))]);
    const apart = alphaU([two(10, units([0, 5]), units([0, 5])), two(10, units([5, 10]), [])]);
    expect(apart.observedDisagreement).toBe(joined.observedDisagreement);
    expect(apart.expectedDisagreement).toBeLessThan(joined.expectedDisagreement);
  });
});

describe('boundary distances', () => {
  it('are second minus first, with mean, median and distribution', () => {
    const a = tagsOf(units([10, 20], [40, 50], [70, 80]), 'a');
    const b = tagsOf(units([11, 20], [38, 49], [70, 86]), 'b');
    const { pairs, start, end, both } = boundaryDistances(listed(pairTags(a, b).filter(isPaired)));
    expect(pairs).toBe(3);
    expect(start.meanSigned.value).toBeCloseTo(-1 / 3, 12);
    expect(start.mean).toEqual({ value: 1 });
    expect(start.median).toEqual({ value: 1 });
    expect(start.distribution).toEqual([
      { distance: -2, items: [1] },
      { distance: 0, items: [2] },
      { distance: 1, items: [0] },
    ]);
    expect(end.meanSigned.value).toBeCloseTo(5 / 3, 12);
    expect(both.median).toEqual({ value: 3 });
    expect(both.distribution.map(({ distance }) => distance)).toEqual([1, 3, 6]);
  });

  it('have a median between the two in the middle of an even number', () => {
    const a = tagsOf(units([10, 20], [40, 50]), 'a');
    const b = tagsOf(units([11, 20], [44, 50]), 'b');
    expect(boundaryDistances(listed(pairTags(a, b).filter(isPaired))).start.median).toEqual({
      value: 2.5,
    });
  });
});
