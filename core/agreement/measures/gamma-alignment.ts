import { cheapestMatching, NUMBER_COSTS, type Match } from '../pairing/assignment.ts';
import type { Unit } from './continuum.ts';
import { spanLength, type Span } from '../../text/span.ts';
import { firstWhere } from '../../collections/search.ts';

/** Weights of the γ dissimilarity (Mathet et al. 2015); all above 0. */
export interface GammaWeights {
  /** Weight of the position. */
  readonly alpha: number;
  /** Weight of the category. */
  readonly beta: number;
  /** Δ: what a unit without a partner costs, and the scale of everything else. */
  readonly delta: number;
}

/** The published default: position, category and absence count alike. */
export const GAMMA_WEIGHTS: GammaWeights = { alpha: 1, beta: 1, delta: 1 };

/** d_pos = ((|s−s'|+|e−e'|)/((e−s)+(e'−s')))²·Δ. */
export function positionalDissimilarity(u: Span, v: Span, delta: number): number {
  const shift = Math.abs(u.start - v.start) + Math.abs(u.end - v.end);
  return (shift / (spanLength(u) + spanLength(v))) ** 2 * delta;
}

/** d = α·d_pos + β·d_cat, where d_cat is 0 for the same category and Δ for another. */
export function dissimilarity(u: Unit, v: Unit, { alpha, beta, delta }: GammaWeights): number {
  const categorical = u.category === v.category ? 0 : delta;
  return alpha * positionalDissimilarity(u, v, delta) + beta * categorical;
}

/**
 * Total disorder of the best alignment of each annotator's units, exactly: every unit is in one
 * group of at most one unit of each annotator, and a group costs the mean over all pairs of
 * annotators of d, or of Δ where one of the two has no unit in it.
 *
 * For two annotators an assignment (`cheapestMatching`). For more the problem is NP-hard: branch
 * and bound over the groups that are worth forming, given up after a fixed number of steps.
 *
 * @returns `null` where the search was given up.
 */
export function leastDisorder(
  coders: readonly (readonly Unit[])[],
  weights: GammaWeights,
): number | null {
  const [a, b, ...others] = coders;
  if (a && b && others.length === 0) return leastDisorderOfTwo(a, b, weights);
  return leastDisorderOfMany(coders, weights);
}

/** A pair is worth forming only where it costs less than two units alone. */
function leastDisorderOfTwo(a: readonly Unit[], b: readonly Unit[], weights: GammaWeights): number {
  const alone = 2 * weights.delta;
  const near = new NearUnits(b, weights, alone);
  const matches: Match<Unit, Unit, number>[] = [];
  for (const row of a) {
    for (const column of near.of(row)) {
      const saving = dissimilarity(row, column, weights) - alone;
      if (saving < 0) matches.push({ row, column, cost: saving });
    }
  }
  return cheapestMatching(matches, NUMBER_COSTS).reduce(
    (sum, [row, column]) => sum + dissimilarity(row, column, weights) - alone,
    (a.length + b.length) * weights.delta,
  );
}

/** One annotator's units, asked for those whose position alone does not rule a pair out. */
class NearUnits {
  private readonly byStart: readonly Unit[];
  private readonly longest: number;
  /** Largest shift of both boundaries together, as a part of the two lengths. */
  private readonly reach: number;

  constructor(units: readonly Unit[], { alpha, delta }: GammaWeights, limit: number) {
    this.byStart = [...units].sort((u, v) => u.start - v.start);
    this.longest = units.reduce((most, unit) => Math.max(most, spanLength(unit)), 0);
    this.reach = Math.sqrt(limit / (alpha * delta));
  }

  of(unit: Unit): Unit[] {
    const distance = this.reach * (spanLength(unit) + this.longest);
    const first = firstWhere(this.byStart, ({ start }) => start >= unit.start - distance);
    const near: Unit[] = [];
    for (let index = first; index < this.byStart.length; index += 1) {
      const candidate = this.byStart[index];
      if (!candidate || candidate.start > unit.start + distance) break;
      near.push(candidate);
    }
    return near;
  }
}

/** Units of different annotators that are taken for the same one, and the disorder of that. */
interface Group {
  readonly units: readonly Unit[];
  readonly cost: number;
}

/** Bounds that are closer than this are taken for equal. */
const ROUNDING = 1e-12;

/** Groups considered and branches tried before the search is given up. */
const MOST_GROUPS = 20_000;
const MOST_BRANCHES = 20_000;

/** Some units of different annotators and the sum of d over their pairs. */
interface PartialGroup {
  readonly units: readonly Unit[];
  readonly dissimilarities: number;
}

/** The group, and it with each unit of the next annotator that leaves it a chance to be worth forming. */
function extensionsOf(
  group: PartialGroup,
  candidates: readonly Unit[],
  weights: GammaWeights,
  limit: number,
): PartialGroup[] {
  const extensions = [group];
  for (const unit of candidates) {
    const dissimilarities = group.units.reduce(
      (sum, other) => sum + dissimilarity(unit, other, weights),
      group.dissimilarities,
    );
    if (dissimilarities < limit)
      extensions.push({ units: [...group.units, unit], dissimilarities });
  }
  return extensions;
}

/**
 * Every unit alone, and every group that costs less than its units alone; `null` if too many.
 * A pair of annotators adds d to a group's cost where both are in it, otherwise Δ.
 */
function groupsWorthForming(
  coders: readonly (readonly Unit[])[],
  weights: GammaWeights,
): Group[] | null {
  const pairs = (coders.length * (coders.length - 1)) / 2;
  // A group of all annotators may cost this much; a smaller one only less.
  const limit = coders.length * weights.delta * pairs;
  let partial: PartialGroup[] = [{ units: [], dissimilarities: 0 }];
  for (const units of coders) {
    const near = new NearUnits(units, weights, limit);
    const extended: PartialGroup[] = [];
    for (const group of partial) {
      const [first] = group.units;
      extended.push(...extensionsOf(group, first ? near.of(first) : units, weights, limit));
      if (extended.length > MOST_GROUPS) return null;
    }
    partial = extended;
  }
  return partial.flatMap(({ units, dissimilarities }): Group[] => {
    const size = units.length;
    const together = (size * (size - 1)) / 2;
    const cost = (dissimilarities + (pairs - together) * weights.delta) / pairs;
    return size === 1 || (size > 1 && cost < size * weights.delta) ? [{ units, cost }] : [];
  });
}

/** Rounds of bargaining before the prices are settled; more make the search shorter. */
const PRICE_ROUNDS = 120;
/** First change of a price, as a part of the highest price, and what is left of it each round. */
const FIRST_STEP = 0.2;
const STEP_DECAY = 0.96;

/**
 * Prices that bound the disorder from below: no group costs less than its units' prices together
 * (the dual of the covering problem). Units that too many cheap groups want become dearer and
 * unwanted ones cheaper (subgradient ascent, Held and Karp 1971); then prices that exceed a group's
 * cost are lowered, and every unit takes what is still to be had.
 */
function lowerPrices(cluster: Cluster): Map<Unit, number> {
  const prices = new Map<Unit, number>();
  for (const [unit, options] of cluster) {
    prices.set(unit, Math.min(...options.map(({ units, cost }) => cost / units.length)));
  }
  const groups = new Set([...cluster.values()].flat());
  let step = FIRST_STEP * Math.max(...prices.values());
  for (let round = 0; round < PRICE_ROUNDS; round += 1) {
    const wanted = new Map<Unit, number>();
    for (const group of groups) {
      if (surplusOf(group, prices) >= 0) continue;
      for (const unit of group.units) wanted.set(unit, (wanted.get(unit) ?? 0) + 1);
    }
    for (const unit of cluster.keys()) raise(prices, unit, step * (1 - (wanted.get(unit) ?? 0)));
    step *= STEP_DECAY;
  }
  for (const group of groups) {
    const excess = Math.max(0, -surplusOf(group, prices));
    for (const unit of group.units) raise(prices, unit, -excess / group.units.length);
  }
  for (const [unit, options] of cluster) {
    raise(prices, unit, Math.min(...options.map((group) => surplusOf(group, prices))));
  }
  return prices;
}

function raise(prices: Map<Unit, number>, unit: Unit, amount: number): void {
  prices.set(unit, (prices.get(unit) ?? 0) + amount);
}

/** What a group costs beyond its units' prices. */
function surplusOf({ units, cost }: Group, prices: ReadonlyMap<Unit, number>): number {
  return cost - priceOf(units, prices);
}

function priceOf(units: readonly Unit[], prices: ReadonlyMap<Unit, number>): number {
  return units.reduce((sum, unit) => sum + (prices.get(unit) ?? 0), 0);
}

function leastDisorderOfMany(
  coders: readonly (readonly Unit[])[],
  weights: GammaWeights,
): number | null {
  const groups = groupsWorthForming(coders, weights);
  if (!groups) return null;
  let disorder = 0;
  for (const cluster of independentClusters(coders.flat(), groups)) {
    const least = leastDisorderOfCluster(cluster);
    if (least === null) return null;
    disorder += least;
  }
  return disorder;
}

/** Units in document order, each with the groups that it may be part of. */
type Cluster = ReadonlyMap<Unit, readonly Group[]>;

/** The units in clusters that no group joins. */
function independentClusters(units: readonly Unit[], groups: readonly Group[]): Cluster[] {
  const sorted = [...units].sort((u, v) => u.start - v.start || u.end - v.end);
  const options = new Map(sorted.map((unit): [Unit, Group[]] => [unit, []]));
  for (const group of groups) for (const unit of group.units) options.get(unit)?.push(group);
  const clusters: Cluster[] = [];
  const seen = new Set<Unit>();
  for (const first of sorted) {
    if (seen.has(first)) continue;
    seen.add(first);
    const members = [first];
    // Grows while it is walked: each unit brings in those of its groups.
    for (const unit of members) {
      for (const neighbour of (options.get(unit) ?? []).flatMap((group) => group.units)) {
        if (seen.has(neighbour)) continue;
        seen.add(neighbour);
        members.push(neighbour);
      }
    }
    const inCluster = new Set(members);
    clusters.push(
      new Map(
        sorted.flatMap((unit): [Unit, Group[]][] =>
          inCluster.has(unit) ? [[unit, options.get(unit) ?? []]] : [],
        ),
      ),
    );
  }
  return clusters;
}

function leastDisorderOfCluster(cluster: Cluster): number | null {
  const units = [...cluster.keys()];
  const prices = lowerPrices(cluster);
  const surplus = (group: Group): number => surplusOf(group, prices);
  const options = new Map(
    [...cluster].map(([unit, groups]) => [
      unit,
      [...groups].sort((x, y) => surplus(x) - surplus(y)),
    ]),
  );
  let best = Infinity;
  let branches = 0;
  const placed = new Set<Unit>();
  const search = (from: number, cost: number, bound: number): void => {
    if (bound >= best - ROUNDING || branches > MOST_BRANCHES) return;
    branches += 1;
    const next = units.findIndex((unit, index) => index >= from && !placed.has(unit));
    const unit = units[next];
    if (!unit) {
      best = cost;
      return;
    }
    for (const group of options.get(unit) ?? []) {
      if (group.units.some((member) => placed.has(member))) continue;
      for (const member of group.units) placed.add(member);
      search(next + 1, cost + group.cost, bound + surplus(group));
      for (const member of group.units) placed.delete(member);
    }
  };
  search(0, 0, priceOf(units, prices));
  return branches > MOST_BRANCHES ? null : best;
}
