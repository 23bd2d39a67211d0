import { characterItems, UNTAGGED } from './character-agreement.ts';
import {
  categoriesOfLabel,
  stretchesOf,
  type Continuum,
  type LabelledStretch,
} from './continuum.ts';
import { compareText } from '../../collections/order.ts';
import { measured, notMeasured, type Measured } from './figure.ts';
import { agreeing, coincidencesOf, type Coincidences } from './nominal-agreement.ts';
import { mergeSpans, spanLength, type Span } from '../../text/span.ts';
import { firstWhere } from '../../collections/search.ts';

/** (k)u-α: how well one label is told from the others where several annotators tagged. */
export interface LabelAlpha {
  /** The categories that the label is made of; more than one where one annotator's tags overlap. */
  readonly categories: readonly string[];
  readonly alpha: Measured;
  /** Part of the label's text that other annotators tagged too, under whatever name. */
  readonly coverage: number;
}

/** The u-α family for unitizing (Krippendorff, Mathet, Bouvry and Widlöcher 2016). */
export interface UAlphas {
  /** Units and their labels against chance. */
  readonly uAlpha: Measured;
  /** |u-α: was the same text found, whatever it was called? */
  readonly barUAlpha: Measured;
  /** cu-α: was text that several annotators tagged given the same name? */
  readonly cuAlpha: Measured;
  /** Part of all text on which cu-α rests. */
  readonly cuCoverage: number;
  readonly byLabel: readonly LabelAlpha[];
}

/**
 * Lengths, expected by chance, of the intersections of label c with label k:
 * ε_ck = (l_c·l_k − [c=k]·q_c) / (l − Σq/l).
 */
function expectedOverlap(
  marginals: ReadonlyMap<string, number>,
  selfOverlap: ReadonlyMap<string, number>,
): (c: string, k: string) => number {
  const total = sum(marginals.values());
  const scale = total - sum(selfOverlap.values()) / total;
  return (c, k) =>
    ((marginals.get(c) ?? 0) * (marginals.get(k) ?? 0) -
      (c === k ? (selfOverlap.get(c) ?? 0) : 0)) /
    scale;
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

function add(sums: Map<string, number>, label: string, amount: number): void {
  sums.set(label, (sums.get(label) ?? 0) + amount);
}

/** One article with each annotator's text cut into stretches. */
interface DividedContinuum extends Continuum {
  readonly stretches: readonly (readonly LabelledStretch[])[];
}

/** q_c: Σl² over the units of a label; over gaps Σl, because their characters are not held together. */
function selfOverlaps(continua: readonly DividedContinuum[]): Map<string, number> {
  const q = new Map<string, number>();
  for (const { length, stretches } of continua) {
    for (const ofCoder of stretches) {
      for (const stretch of ofCoder) add(q, stretch.label, spanLength(stretch) ** 2);
      add(q, UNTAGGED, length - sum(ofCoder.map(spanLength)));
    }
  }
  return q;
}

/**
 * q*_c = 1/(m−1)·Σ_{i≠j}Σ_{g in c of i}(Σ_{h≠φ of j} len(g∩h))²: each unit's length as one other
 * annotator tagged it, squared as a sum; only this form gives the published cu-α.
 */
function taggedSelfOverlaps(continua: readonly DividedContinuum[]): Map<string, number> {
  const q = new Map<string, number>();
  for (const { coders, stretches } of continua) {
    const tagged = coders.map((units) => new Coverage(units));
    stretches.forEach((ofCoder, i) => {
      for (const stretch of ofCoder) {
        tagged.forEach((other, j) => {
          if (i !== j) add(q, stretch.label, other.lengthIn(stretch) ** 2 / (coders.length - 1));
        });
      }
    });
  }
  return q;
}

/** The text that an annotator tagged, asked how much of it lies in a span. */
class Coverage {
  private readonly covered: readonly Span[];
  /** Code units covered before the stretch of the same index. */
  private readonly before: readonly number[];

  constructor(units: readonly Span[]) {
    this.covered = mergeSpans(units);
    let total = 0;
    this.before = this.covered.map((span) => {
      const soFar = total;
      total += spanLength(span);
      return soFar;
    });
  }

  lengthIn({ start, end }: Span): number {
    return this.lengthUpTo(end) - this.lengthUpTo(start);
  }

  private lengthUpTo(offset: number): number {
    const index = firstWhere(this.covered, ({ start }) => start >= offset) - 1;
    const last = this.covered[index];
    return last ? (this.before[index] ?? 0) + Math.min(offset, last.end) - last.start : 0;
  }
}

/**
 * The u-α family, for two or more annotators whose text is cut into units and gaps (φ):
 * - u-α = 1 − (l..−Σ_c l_cc)/(ε..−Σ_c ε_cc), with l_ck the coincidences over characters;
 * - |u-α the same with units against gaps only;
 * - cu-α the same with c, k ≠ φ, l* and ε* from what at least two annotators tagged;
 * - (k)u-α = 1 − (l*_k.−l_kk)/(l*_k.−ε*_kk), with coverage l*_k./l_k. .
 *
 * Overlapping units of one annotator and category are joined (`mergedUnitCount` says how many);
 * units of different categories that overlap make a label of both names where they do. Several
 * articles are one continuum of L = ΣL in which no unit runs across a seam.
 */
export function uAlphas(continua: readonly Continuum[]): UAlphas {
  const coincidences = coincidencesOf(characterItems(continua));
  const labels = [...coincidences.marginals.keys()]
    .filter((label) => label !== UNTAGGED)
    .sort(compareText);
  if (labels.length === 0) {
    const none = notMeasured('noTags');
    return { uAlpha: none, barUAlpha: none, cuAlpha: none, cuCoverage: 0, byLabel: [] };
  }
  const divided = continua.map((continuum): DividedContinuum => ({
    ...continuum,
    stretches: continuum.coders.map(stretchesOf),
  }));
  const expected = expectedOverlap(coincidences.marginals, selfOverlaps(divided));
  return {
    uAlpha: overallAlpha(coincidences, expected),
    barUAlpha: unitsAgainstGaps(coincidences, labels, expected),
    ...codingAlphas(coincidences, labels, taggedSelfOverlaps(divided)),
  };
}

type Expected = (c: string, k: string) => number;

/** 1 − observed/expected disagreement over all pairs of different labels. */
function overallAlpha(coincidences: Coincidences, expected: Expected): Measured {
  const labels = [...coincidences.marginals.keys()];
  if (labels.length < 2) return notMeasured('noVariation');
  const agreed = sum(labels.map((label) => agreeing(coincidences, label)));
  const chance = sum(labels.flatMap((c) => labels.map((k) => (c === k ? 0 : expected(c, k)))));
  return measured(1 - (coincidences.total - agreed) / chance);
}

function unitsAgainstGaps(
  { cells, marginals }: Coincidences,
  labels: readonly string[],
  expected: Expected,
): Measured {
  if (!marginals.has(UNTAGGED)) return notMeasured('noVariation');
  const observed = sum(labels.map((label) => cells.get(label)?.get(UNTAGGED) ?? 0));
  return measured(1 - observed / sum(labels.map((label) => expected(label, UNTAGGED))));
}

/** cu-α and (k)u-α, which look only at text that at least two annotators tagged. */
function codingAlphas(
  coincidences: Coincidences,
  labels: readonly string[],
  selfOverlap: ReadonlyMap<string, number>,
): Pick<UAlphas, 'cuAlpha' | 'cuCoverage' | 'byLabel'> {
  const { cells, marginals, total } = coincidences;
  const tagged = new Map(labels.map((c) => [c, sum(labels.map((k) => cells.get(c)?.get(k) ?? 0))]));
  const taggedTotal = sum(tagged.values());
  const expected = expectedOverlap(tagged, selfOverlap);
  const pairable = labels.filter((label) => (tagged.get(label) ?? 0) > 0);
  const byLabel = labels.map((label): LabelAlpha => {
    const length = tagged.get(label) ?? 0;
    const alpha =
      length === 0
        ? notMeasured('noTags')
        : pairable.length === 1
          ? notMeasured('oneLabel')
          : measured(
              1 - (length - agreeing(coincidences, label)) / (length - expected(label, label)),
            );
    const coverage = length / (marginals.get(label) ?? 1);
    return { categories: categoriesOfLabel(label), alpha, coverage };
  });
  return { cuAlpha: codingAlpha(), cuCoverage: taggedTotal / total, byLabel };

  function codingAlpha(): Measured {
    if (pairable.length === 0) return notMeasured('noTags');
    if (pairable.length === 1) return notMeasured('oneLabel');
    const agreed = sum(pairable.map((label) => agreeing(coincidences, label)));
    const chance = sum(
      pairable.flatMap((c) => pairable.map((k) => (c === k ? 0 : expected(c, k)))),
    );
    return measured(1 - (taggedTotal - agreed) / chance);
  }
}
