import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import type { ComparableTag } from '../pairing/comparable-tag.ts';
import { alphaU, segmentDistance } from './alpha-u.ts';
import {
  characterAlpha,
  characterItems,
  characterKappa,
  characterOverlap,
  characterPi,
} from './character-agreement.ts';
import type { Continuum, Unit } from './continuum.ts';
import type { Measured } from './figure.ts';
import { positionalDissimilarity } from './gamma-alignment.ts';
import { gamma, observedDisorder } from './gamma.ts';
import {
  cohenKappa,
  coincidencesOf,
  fleissKappa,
  nominalAlpha,
  scottPi,
  type LabelledItem,
} from './nominal-agreement.ts';
import { exactF1, overlapF1, partialF1, type F1 } from './span-f1.ts';
import { uAlphas } from './u-alpha.ts';

type Triple = [start: number, end: number, category: string];
type Expected = Record<string, number | null>;
interface Vector {
  id: string;
  input: never;
  expected: never;
  exact: never;
  tol: number;
}
interface Derived {
  id: string;
  length: number;
  coderA: Triple[];
  coderB: Triple[];
  expected: {
    exact: Expected;
    overlap: Expected;
    partialMUC: Expected;
    char: Expected;
    charKappa: Expected;
    charPi: number | null;
    charAlpha: number | null;
    charKappaBinary: number | null;
    uAlpha?: number | null;
    barUAlpha?: number | null;
    cuAlpha?: number | null;
    cuCoverage?: number;
    kuAlpha?: Record<string, { alpha: number | null; coverage: number }>;
    gammaObservedDisorder_a1b1d1?: number | null;
  };
  tol: number;
}

const { published, derived } = JSON.parse(
  readFileSync(new URL('./agreement-vectors.json', import.meta.url), 'utf8'),
) as { published: Vector[]; derived: Derived[] };

/** A published vector with its input, expected and unrounded values as the test reads them. */
function vector<I, E, X = unknown>(id: string): { input: I; expected: E; exact: X; tol: number } {
  const found = published.find((one) => one.id === id);
  if (!found) throw new Error(`No vector ${id}`);
  return found;
}

const expectNear = (actual: number | null, expected: number | null, tolerance: number): void => {
  if (actual === null || expected === null) {
    expect(actual).toBe(expected);
    return;
  }
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(tolerance);
};
const unitsOf = (triples: readonly (readonly [number, number, string?])[]): Unit[] =>
  triples.map(([start, end, category = 'c']) => ({ start, end, category }));
const tagsOf = (triples: readonly Triple[], prefix: string): ComparableTag[] =>
  unitsOf(triples).map(({ start, end, category }, index) => ({
    id: `${prefix}${String(index)}`,
    category,
    fragments: [{ start, end }],
    attributes: {},
  }));
const itemsOfTable = (table: readonly (readonly number[])[]): LabelledItem[] =>
  table.flatMap((row, a) => row.map((weight, b) => ({ labels: [String(a), String(b)], weight })));
const itemOf = (labels: readonly (string | number | null)[]): LabelledItem => ({
  labels: labels.map((label) => (label === null ? null : String(label))),
  weight: 1,
});

describe('published values of nominal coefficients', () => {
  it.each(['P01', 'P02', 'P04'])('%s: κ, π and α of a table of two annotators', (id) => {
    const { input, expected, exact, tol } = vector<
      { table: number[][] },
      Record<string, number>,
      Record<string, number>
    >(id);
    const items = itemsOfTable(input.table);
    const kappa = cohenKappa(items);
    const pi = scottPi(items);
    const alpha = nominalAlpha(items);
    const actual: Record<string, number | null> = {
      po: kappa.observed,
      peKappa: kappa.expected,
      kappa: kappa.coefficient.value,
      pePi: pi.expected,
      pi: pi.coefficient.value,
      alphaDo: 1 - (alpha.observed ?? NaN),
      alphaDe: 1 - (alpha.expected ?? NaN),
      alpha: alpha.coefficient.value,
    };
    for (const [name, value] of Object.entries(expected)) {
      expectNear(actual[name] ?? null, value, tol);
    }
    for (const [name, value] of Object.entries(exact)) {
      expectNear(actual[name] ?? null, value, 1e-9);
    }
  });

  it.each(['P06', 'P08'])('%s: Fleiss’ κ', (id) => {
    const { input, expected, exact, tol } = vector<
      { rows: (string | number[])[] },
      { po: number; pe: number; kappa: number; colSums?: number[] },
      { kappa: number } | undefined
    >(id);
    const items = input.rows.map((row) => itemOf([...row]));
    const { observed, expected: chance, coefficient } = fleissKappa(items);
    // Both halves are printed with three or four digits, in P06 from rounded proportions.
    expectNear(observed, expected.po, 1e-3);
    expectNear(chance, expected.pe, 1e-3);
    expectNear(coefficient.value, expected.kappa, tol);
    if (exact) expectNear(coefficient.value, exact.kappa, 1e-9);
    if (expected.colSums) {
      const { marginals } = coincidencesOf(items);
      const sums = [...marginals].sort().map(([, sum]) => Math.round(sum));
      expect(sums).toEqual(expected.colSums);
    }
  });

  it.each(['P09', 'P10', 'P14'])('%s: nominal α with gaps', (id) => {
    const { input, expected, tol } = vector<
      { units?: (string | number | null)[][]; coders?: (number | null)[][] },
      { alpha: number; Do?: number; De?: number; pairable?: number; marginals?: number[] }
    >(id);
    const { coders = [] } = input;
    const units =
      input.units ??
      (coders[0] ?? []).map((_, index) => coders.map((coder) => coder[index] ?? null));
    const items = units.map(itemOf);
    const alpha = nominalAlpha(items);
    const { total, marginals } = coincidencesOf(items);
    expectNear(alpha.coefficient.value, expected.alpha, tol);
    if (expected.Do !== undefined) expectNear(1 - (alpha.observed ?? NaN), expected.Do, 1e-9);
    if (expected.De !== undefined) expectNear(1 - (alpha.expected ?? NaN), expected.De, 1e-9);
    if (expected.pairable !== undefined) expect(total).toBeCloseTo(expected.pairable, 9);
    if (expected.marginals) {
      const sums = [...marginals].sort().map(([, sum]) => Math.round(sum));
      expect(sums).toEqual(expected.marginals);
    }
  });
});

describe('published values of unitizing coefficients', () => {
  it('P18: α_U of two categories', () => {
    type Coder = Record<string, [number, number][]>;
    const { input, expected, exact, tol } = vector<
      { begin: number; length: number; coderA: Coder; coderB: Coder },
      Record<string, number>,
      Record<string, number>
    >('P18');
    const coder = (spans: Coder): Unit[] =>
      Object.entries(spans).flatMap(([category, ofCategory]) =>
        ofCategory.map(([start, end]) => ({
          start: start - input.begin,
          end: end - input.begin,
          category,
        })),
      );
    const report = alphaU([
      { length: input.length, coders: [coder(input.coderA), coder(input.coderB)] },
    ]);
    const c = report.byCategory.get('c');
    const k = report.byCategory.get('k');
    expectNear(c?.observedDisagreement ?? null, expected['Do_c'] ?? null, tol);
    expectNear(c?.expectedDisagreement ?? null, expected['De_c'] ?? null, tol);
    expectNear(c?.alpha.value ?? null, expected['alpha_c'] ?? null, tol);
    expectNear(c?.alpha.value ?? null, exact['alpha_c'] ?? null, 1e-9);
    expectNear(k?.observedDisagreement ?? null, expected['Do_k'] ?? null, tol);
    expectNear(k?.expectedDisagreement ?? null, expected['De_k'] ?? null, tol);
    expectNear(k?.alpha.value ?? null, expected['alpha_k'] ?? null, tol);
    expectNear(report.alpha.value, expected['alpha'] ?? null, tol);
    expectNear(report.alpha.value, exact['alpha'] ?? null, 1e-9);
  });

  it('P19: the distance of two segments', () => {
    type Pair = [number, number, number, number, number, number];
    const { expected } = vector<unknown, [Pair, number][]>('P19');
    for (const [[begin, length, unit, otherBegin, otherLength, otherUnit], distance] of expected) {
      const g = { start: begin, end: begin + length, isUnit: unit === 1 };
      const h = { start: otherBegin, end: otherBegin + otherLength, isUnit: otherUnit === 1 };
      expect(segmentDistance(g, h)).toBe(distance);
      expect(segmentDistance(h, g)).toBe(distance);
    }
  });

  it('P20: α_U of one long unit against three short ones', () => {
    const { input, expected, exact, tol } = vector<
      { length: number; coderA: [number, number][]; coderB: [number, number][] },
      { Do: number; De: number; alpha: number },
      { alpha: number }
    >('P20');
    const report = alphaU([
      { length: input.length, coders: [unitsOf(input.coderA), unitsOf(input.coderB)] },
    ]);
    expectNear(report.observedDisagreement, expected.Do, tol);
    expectNear(report.expectedDisagreement, expected.De, tol);
    expectNear(report.alpha.value, expected.alpha, tol);
    expectNear(report.alpha.value, exact.alpha, 1e-9);
  });

  it('P22: the u-α family of three annotators', () => {
    const { input, expected, exact, tol } = vector<
      { length: number; coders: Record<string, Triple[]> },
      {
        uAlpha: number;
        barUAlpha: number;
        cuAlpha: number;
        ku: Record<string, number | null>;
        kuCoverage: Record<string, number>;
      },
      Record<'uAlpha' | 'barUAlpha' | 'cuAlpha' | 'cuCoverage', number>
    >('P22');
    const alphas = uAlphas([
      { length: input.length, coders: Object.values(input.coders).map(unitsOf) },
    ]);
    expectNear(alphas.uAlpha.value, expected.uAlpha, tol);
    expectNear(alphas.barUAlpha.value, expected.barUAlpha, tol);
    expectNear(alphas.cuAlpha.value, expected.cuAlpha, tol);
    expectNear(alphas.uAlpha.value, exact.uAlpha, 1e-9);
    expectNear(alphas.barUAlpha.value, exact.barUAlpha, 1e-9);
    expectNear(alphas.cuAlpha.value, exact.cuAlpha, 1e-9);
    expectNear(alphas.cuCoverage, exact.cuCoverage, 1e-9);
    const byLabel = new Map(alphas.byLabel.map((one) => [one.categories.join('+'), one]));
    expect([...byLabel.keys()]).toEqual(Object.keys(expected.ku));
    for (const [label, value] of Object.entries(expected.ku)) {
      expectNear(byLabel.get(label)?.alpha.value ?? null, value, tol);
    }
    for (const [label, value] of Object.entries(expected.kuCoverage)) {
      expectNear(byLabel.get(label)?.coverage ?? null, value, tol);
    }
  });
});

describe('published values of γ', () => {
  it('P24: the dissimilarity of two positions, as printed', () => {
    type Spans = [[number, number], [number, number], number];
    const { expected } = vector<unknown, Spans[]>('P24');
    for (const [[start, end], [otherStart, otherEnd], value] of expected) {
      const actual = positionalDissimilarity(
        { start, end },
        { start: otherStart, end: otherEnd },
        1,
      );
      // To half a unit of the last decimal that is printed.
      const decimals = String(value).split('.')[1]?.length ?? 1;
      expect(actual).toBeCloseTo(value, decimals);
    }
  });

  interface Case {
    alpha: number;
    beta: number;
    delta: number;
    coders: Triple[][] | string;
    expected: number;
    gammaSeed1: number;
  }
  const { input: cases } = vector<Case[], unknown>('P25');
  const cyclic = (first: number, last: number, categories: string): Unit[] =>
    Array.from({ length: 16 }, (_, index) => ({
      start: first + 10 * index,
      end: last + 10 * index,
      category: categories.charAt(index % 3),
    }));

  it.each(cases.map((one, index) => [index + 1, one] as const))(
    'P25, fixture %i: the observed disorder exactly, γ to a tenth',
    (_number, { alpha, beta, delta, coders, expected, gammaSeed1 }) => {
      const weights = { alpha, beta, delta };
      const units =
        typeof coders === 'string'
          ? [cyclic(1, 6, 'abc'), cyclic(2, 8, 'bca')]
          : coders.map((triples) => unitsOf(triples));
      expectNear(observedDisorder([units], weights), expected, 1e-5);
      const sampled = gamma([{ length: 200, coders: units }], { weights, seed: 1 });
      expectNear(sampled.gamma.value, gammaSeed1, 0.1);
    },
  );
});

describe('published values of span F1', () => {
  it('P27: the four schemes of SemEval-2013 task 9.1', () => {
    const { input, expected, tol } = vector<
      { gold: Triple[]; pred: Triple[] },
      Record<'type' | 'partial' | 'exact' | 'strict', { cor: number; par: number; f1: number }>
    >('P27');
    const unnamed = (triples: Triple[]): Triple[] =>
      triples.map(([start, end]) => [start, end, 'any']);
    const sets = [{ a: tagsOf(input.gold, 'g'), b: tagsOf(input.pred, 'p') }];
    const unnamedSets = [
      { a: tagsOf(unnamed(input.gold), 'g'), b: tagsOf(unnamed(input.pred), 'p') },
    ];
    const schemes: [F1, { cor: number; f1: number }][] = [
      [exactF1(sets), expected.strict],
      [exactF1(unnamedSets), expected.exact],
      [overlapF1(sets), expected.type],
    ];
    for (const [actual, { cor, f1 }] of schemes) {
      expect(actual.hits).toBe(cor);
      expectNear(actual.f1.value, f1, tol);
    }
    const partial = partialF1(sets);
    expect([partial.correct, partial.partial]).toEqual([
      expected.partial.cor,
      expected.partial.par,
    ]);
    expectNear(partial.f1.value, expected.partial.f1, tol);
  });
});

describe.each(derived)('derived vector $id', ({ length, coderA, coderB, expected, tol }) => {
  const sets = [{ a: tagsOf(coderA, 'a'), b: tagsOf(coderB, 'b') }];
  const continuum: Continuum = { length, coders: [unitsOf(coderA), unitsOf(coderB)] };
  const expectF1 = (actual: F1, { p = null, r = null, f1 = null }: Expected): void => {
    expectNear(actual.precision.value, p, tol);
    expectNear(actual.recall.value, r, tol);
    expectNear(actual.f1.value, f1, tol);
  };

  it('has the F1 of the three schemes', () => {
    const exact = exactF1(sets);
    const overlap = overlapF1(sets);
    const partial = partialF1(sets);
    expect(exact.hits).toBe(expected.exact['tp']);
    expect(overlap.hits).toBe(expected.overlap['tp']);
    expect([partial.correct, partial.partial]).toEqual([
      expected.partialMUC['cor'],
      expected.partialMUC['par'],
    ]);
    expectF1(exact, expected.exact);
    expectF1(overlap, expected.overlap);
    expectF1(partial, expected.partialMUC);
  });

  it('has the coefficients over characters', () => {
    const overlap = characterOverlap([continuum]);
    expect(overlap.intersection).toBe(expected.char['intersection']);
    expect(overlap.union).toBe(expected.char['union']);
    expectNear(overlap.jaccard.value, expected.char['jaccard'] ?? null, tol);
    expectNear(overlap.f1.value, expected.char['f1'] ?? null, tol);
    const items = characterItems([continuum]);
    const kappa = characterKappa(items);
    expectNear(kappa.observed, expected.charKappa['po'] ?? null, tol);
    expectNear(kappa.expected, expected.charKappa['pe'] ?? null, tol);
    expectNear(kappa.coefficient.value, expected.charKappa['kappa'] ?? null, tol);
    expectNear(characterPi(items).coefficient.value, expected.charPi, tol);
    expectNear(characterAlpha(items).coefficient.value, expected.charAlpha, tol);
    const unnamed = continuum.coders.map((units) =>
      units.map((unit): Unit => ({ ...unit, category: 'any' })),
    );
    const binary = characterKappa(characterItems([{ length, coders: unnamed }]));
    expectNear(binary.coefficient.value, expected.charKappaBinary, tol);
  });

  it('has the u-α family', () => {
    const alphas = uAlphas([continuum]);
    const check = (actual: Measured, value: number | null | undefined): void => {
      // Where nobody tagged the vector says nothing, and there is nothing to say.
      expectNear(actual.value, value ?? null, tol);
    };
    check(alphas.uAlpha, expected.uAlpha);
    check(alphas.barUAlpha, expected.barUAlpha);
    check(alphas.cuAlpha, expected.cuAlpha);
    expectNear(alphas.cuCoverage, expected.cuCoverage ?? 0, tol);
    const byLabel = new Map(alphas.byLabel.map((one) => [one.categories.join('+'), one]));
    for (const [label, { alpha, coverage }] of byLabel) {
      // Labels that the vector leaves out have no text that both tagged.
      const one = expected.kuAlpha?.[label] ?? { alpha: null, coverage: 0 };
      check(alpha, one.alpha);
      expectNear(coverage, one.coverage, tol);
    }
    expect([...byLabel.keys()]).toEqual(
      expect.arrayContaining(Object.keys(expected.kuAlpha ?? {})),
    );
  });

  it('has the observed disorder of γ', () => {
    const value = expected.gammaObservedDisorder_a1b1d1;
    const actual = observedDisorder([continuum.coders]);
    // The vector of article 004 has no value here; ours must still be one.
    if (value === null) expect(actual).toBeGreaterThan(0);
    else expectNear(actual, value ?? null, tol);
  });
});
