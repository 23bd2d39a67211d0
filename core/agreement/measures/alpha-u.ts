import { categoriesOf, mergeOverlapping, onlyCategory, type Continuum } from './continuum.ts';
import { measured, notMeasured, type Measured } from './figure.ts';
import { spanContains, spanLength, spansOverlap, type Span } from '../../text/span.ts';
import { firstWhere } from '../../collections/search.ts';

/** A unit of one category, or a gap between such units. Offsets are UTF-16. */
export interface Segment extends Span {
  readonly isUnit: boolean;
}

/** α_U of one category or of all, with its two halves; both are in units of L². */
export interface AlphaU {
  readonly alpha: Measured;
  readonly observedDisagreement: number;
  readonly expectedDisagreement: number;
}

/** α_U of every category and of all together. */
export interface AlphaUReport extends AlphaU {
  readonly byCategory: ReadonlyMap<string, AlphaU>;
}

/** A text of this length cut into the units and the gaps around them. */
function segmentsOf(units: readonly Span[], length: number): Segment[] {
  const segments: Segment[] = [];
  let from = 0;
  const addGap = (end: number): void => {
    if (end > from) segments.push({ start: from, end, isUnit: false });
  };
  for (const { start, end } of units) {
    addGap(start);
    segments.push({ start, end, isUnit: true });
    from = end;
  }
  addGap(length);
  return segments;
}

/**
 * Krippendorff's distance δ of two segments, in squared UTF-16 code units: (Δbegin)²+(Δend)² of two
 * units that intersect, l² of a unit that lies in the other's gap, otherwise 0.
 */
export function segmentDistance(g: Segment, h: Segment): number {
  if (g.isUnit && h.isUnit) {
    return spansOverlap(g, h) ? (g.start - h.start) ** 2 + (g.end - h.end) ** 2 : 0;
  }
  if (g.isUnit && spanContains(h, g)) return spanLength(g) ** 2;
  if (h.isUnit && spanContains(g, h)) return spanLength(h) ** 2;
  return 0;
}

/** Sum of δ over the intersecting segments of two annotators; both lists cover the whole text. */
function distanceBetween(a: readonly Segment[], b: readonly Segment[]): number {
  let distance = 0;
  let indexA = 0;
  let indexB = 0;
  for (;;) {
    const g = a[indexA];
    const h = b[indexB];
    if (!g || !h) return distance;
    distance += segmentDistance(g, h);
    if (g.end <= h.end) indexA += 1;
    if (h.end <= g.end) indexB += 1;
  }
}

/** Gap lengths, for the places that a unit of some length could take in them. */
class GapLengths {
  private readonly ascending: readonly number[];
  /** Sum of the gaps from this index on. */
  private readonly sumFrom: readonly number[];

  constructor(lengths: readonly number[]) {
    this.ascending = [...lengths].sort((a, b) => a - b);
    let sum = 0;
    this.sumFrom = this.ascending
      .toReversed()
      .map((length) => (sum += length))
      .reverse();
  }

  /** Σ (g−l+1) over the gaps with g ≥ l. */
  placesFor(length: number): number {
    const first = firstWhere(this.ascending, (gap) => gap >= length);
    return (this.sumFrom[first] ?? 0) - (this.ascending.length - first) * (length - 1);
  }
}

function alphaFrom(observed: number, expected: number, hasUnits: boolean): AlphaU {
  return {
    alpha: !hasUnits
      ? notMeasured('noTags')
      : expected > 0
        ? measured(1 - observed / expected)
        : notMeasured('noVariation'),
    observedDisagreement: observed,
    expectedDisagreement: expected,
  };
}

/** α_U of continua that hold units of one category. */
function alphaUOfOne(continua: readonly Continuum[]): AlphaU {
  const divided = continua.map(({ length, coders }) =>
    coders.map((units) => segmentsOf(mergeOverlapping(units), length)),
  );
  const length = continua.reduce((sum, continuum) => sum + continuum.length, 0);
  const coders = continua[0]?.coders.length ?? 0;
  const segments = divided.flat(2);
  const units = segments.filter(({ isUnit }) => isUnit).map(spanLength);
  if (units.length === 0 || coders < 2) return alphaFrom(0, 0, false);

  let distance = 0;
  for (const article of divided) {
    article.forEach((one, index) => {
      for (const other of article.slice(index + 1)) distance += distanceBetween(one, other);
    });
  }
  const observed = (2 * distance) / (coders * (coders - 1) * length ** 2);

  const gaps = new GapLengths(segments.filter(({ isUnit }) => !isUnit).map(spanLength));
  const chance = units.reduce(
    (sum, l) =>
      sum + ((units.length - 1) / 3) * (2 * l ** 3 - 3 * l ** 2 + l) + l ** 2 * gaps.placesFor(l),
    0,
  );
  const places =
    coders * length * (coders * length - 1) - units.reduce((sum, l) => sum + l * (l - 1), 0);
  const expected = places > 0 ? ((2 / length) * chance) / places : 0;
  return alphaFrom(observed, expected, true);
}

/**
 * Krippendorff's α_U for unitizing (Krippendorff 1995; 2004, ch. 11.6), for two or more annotators.
 * Per category D_o = 2/(R(R−1)L²)·Σδ over pairs of annotators and intersecting segments, and
 * D_e = (2/L)·Σ_units[(N_c−1)/3·(2l³−3l²+l) + l²·Σ_{gaps g≥l}(g−l+1)]/(RL(RL−1)−Σ_units l(l−1));
 * α = 1−D_o/D_e, over all categories 1−ΣD_o/ΣD_e. Undefined where nobody tagged, or D_e is 0.
 *
 * Overlapping units of one annotator and category are joined (`mergedUnitCount` says how many).
 * Several articles are one continuum of L = ΣL in which no gap runs across a seam.
 */
export function alphaU(continua: readonly Continuum[]): AlphaUReport {
  const byCategory = new Map(
    categoriesOf(continua).map((category) => [
      category,
      alphaUOfOne(onlyCategory(continua, category)),
    ]),
  );
  let observed = 0;
  let expected = 0;
  for (const one of byCategory.values()) {
    observed += one.observedDisagreement;
    expected += one.expectedDisagreement;
  }
  return { ...alphaFrom(observed, expected, byCategory.size > 0), byCategory };
}
