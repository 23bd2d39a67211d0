import { isUntagged, type Continuum, type Unit } from './continuum.ts';
import { measured, notMeasured, type Measured, type UndefinedReason } from './figure.ts';
import { GAMMA_WEIGHTS, leastDisorder, type GammaWeights } from './gamma-alignment.ts';
import { spanLength } from '../../text/span.ts';

/** How γ is sampled. */
export interface GammaOptions {
  readonly weights?: GammaWeights;
  /**
   * Half the width of the 95 % interval of the expected disorder, as a part of it; as many continua
   * are sampled as this needs.
   */
  readonly precision?: number;
  /** Start of the random numbers; the same seed gives the same γ. */
  readonly seed?: number;
}

/** γ with its two halves. */
export interface Gamma {
  readonly gamma: Measured;
  /** Disorder of the best alignment per unit and annotator; exact. `null` where it is not known. */
  readonly observedDisorder: number | null;
  /** Mean disorder of the sampled continua; an estimate. `null` where it is not known. */
  readonly expectedDisorder: number | null;
  /** Continua sampled. */
  readonly samples: number;
}

const PRECISION = 0.02;
const SEED = 1;
/** Continua sampled before it is known how much they vary, and at most. */
const FIRST_SAMPLES = 30;
const MOST_SAMPLES = 1000;
/** Standard deviations from the middle to the end of a 95 % interval. */
const NORMAL_95 = 1.96;

/**
 * Disorder of the best alignment of each article's units, over the mean number of units of an
 * annotator. Articles are aligned one by one, so that no unit finds a partner in another article.
 *
 * @returns `null` where nobody tagged, or the exact search was given up (three annotators or more).
 */
export function observedDisorder(
  articles: readonly (readonly (readonly Unit[])[])[],
  weights: GammaWeights = GAMMA_WEIGHTS,
): number | null {
  let disorder = 0;
  let units = 0;
  for (const coders of articles) {
    const least = leastDisorder(coders, weights);
    if (least === null) return null;
    disorder += least;
    units += coders.flat().length / coders.length;
  }
  return units > 0 ? disorder / units : null;
}

/**
 * γ = 1 − observed/expected disorder (Mathet, Widlöcher and Métivier 2015), for two or more
 * annotators; every fragment is a unit. The observed disorder is exact. The expected one is the mean
 * over sampled continua, each article drawn from its own numbers, gaps, lengths and categories as
 * pygamma-agreement draws them; γ is therefore an estimate that the seed makes repeatable.
 */
export function gamma(continua: readonly Continuum[], options: GammaOptions = {}): Gamma {
  const { weights = GAMMA_WEIGHTS, precision = PRECISION, seed = SEED } = options;
  if (isUntagged(continua)) return withoutGamma('noTags');
  const articles = continua
    .map(({ coders }) => coders)
    .filter((coders) => coders.some((units) => units.length > 0));
  const observed = observedDisorder(articles, weights);
  const sampled = observed === null ? null : sampleDisorders(articles, weights, precision, seed);
  if (observed === null || sampled === null) return withoutGamma('tooManyTags');
  const expected = distributionOf(sampled).mean;
  return {
    gamma: expected > 0 ? measured(1 - observed / expected) : notMeasured('noVariation'),
    observedDisorder: observed,
    expectedDisorder: expected,
    samples: sampled.length,
  };
}

function withoutGamma(reason: UndefinedReason): Gamma {
  return {
    gamma: notMeasured(reason),
    observedDisorder: null,
    expectedDisorder: null,
    samples: 0,
  };
}

/**
 * Disorders of random continua, as many as the precision needs: (1.96·deviation/mean/precision)²
 * (Mathet et al. 2015, 5.3). `null` where one of them could not be aligned.
 */
function sampleDisorders(
  articles: readonly (readonly (readonly Unit[])[])[],
  weights: GammaWeights,
  precision: number,
  seed: number,
): number[] | null {
  const random = new RandomNumbers(seed);
  const samplers = articles.map((coders) => new ContinuumSampler(coders, random));
  const disorders: number[] = [];
  let needed = FIRST_SAMPLES;
  while (disorders.length < needed) {
    const disorder = observedDisorder(
      samplers.map((sampler) => sampler.sample()),
      weights,
    );
    if (disorder === null) return null;
    disorders.push(disorder);
    if (disorders.length !== FIRST_SAMPLES) continue;
    const { mean, deviation } = distributionOf(disorders);
    if (mean === 0) break;
    const forPrecision = Math.ceil(((NORMAL_95 * deviation) / mean / precision) ** 2);
    needed = Math.min(MOST_SAMPLES, Math.max(needed, forPrecision));
  }
  return disorders;
}

/** Repeatable random numbers: a 32-bit multiplicative hash of a counter, not for secrets. */
class RandomNumbers {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** Uniform in [0, 1). */
  uniform(): number {
    this.state = (this.state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  }

  /** Normally distributed (Box and Muller 1958). */
  normal({ mean, deviation }: Distribution): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return mean + deviation * radius * Math.cos(2 * Math.PI * this.uniform());
  }
}

interface Distribution {
  readonly mean: number;
  /** Of the values themselves, not an estimate for a larger population. */
  readonly deviation: number;
}

function distributionOf(values: readonly number[]): Distribution {
  if (values.length === 0) return { mean: 0, deviation: 0 };
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) };
}

/** Draws continua that resemble one article in everything but who agrees with whom. */
class ContinuumSampler {
  private readonly coders: number;
  private readonly counts: Distribution;
  private readonly gaps: Distribution;
  private readonly lengths: Distribution;
  /** Category of every unit; a draw from it has the article's distribution. */
  private readonly categories: readonly string[];
  private readonly random: RandomNumbers;

  constructor(coders: readonly (readonly Unit[])[], random: RandomNumbers) {
    const units = coders.flat();
    this.coders = coders.length;
    this.counts = distributionOf(coders.map((own) => own.length));
    this.gaps = distributionOf(coders.flatMap(gapsBefore));
    this.lengths = distributionOf(units.map(spanLength));
    this.categories = units.map(({ category }) => category);
    this.random = random;
  }

  sample(): Unit[][] {
    return Array.from({ length: this.coders }, () => this.sampleCoder());
  }

  private sampleCoder(): Unit[] {
    const count = Math.max(1, Math.trunc(this.random.normal(this.counts)));
    let from = 0;
    return Array.from({ length: count }, (): Unit => {
      const start = from + this.random.normal(this.gaps);
      from = start + this.sampleLength();
      const drawn = Math.floor(this.random.uniform() * this.categories.length);
      return { start, end: from, category: this.categories[drawn] ?? '' };
    });
  }

  /** Never 0: a unit has at least one character. */
  private sampleLength(): number {
    return Math.max(1, Math.abs(this.random.normal(this.lengths)));
  }
}

/** Distances from each unit's start back to the end of the one before; below 0 where they overlap. */
function gapsBefore(units: readonly Unit[]): number[] {
  return units.flatMap(({ start }, index) => {
    const previous = units[index - 1];
    if (previous) return [start - previous.end];
    return start > 0 ? [start] : [];
  });
}
