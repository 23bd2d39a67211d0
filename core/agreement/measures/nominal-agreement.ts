import { measured, notMeasured, type Measured, type UndefinedReason } from './figure.ts';

/** What several annotators called one thing. */
export interface LabelledItem {
  /** One label for each annotator, in a fixed order; `null` where one gave none. */
  readonly labels: readonly (string | null)[];
  /** How many items this stands for; a run of characters counts its length. */
  readonly weight: number;
}

/** A chance-corrected coefficient with its two halves. */
export interface NominalAgreement {
  readonly coefficient: Measured;
  /** Observed agreement, in [0, 1]. */
  readonly observed: number | null;
  /** Agreement expected by chance, in [0, 1]. */
  readonly expected: number | null;
  /** Items used, by weight. */
  readonly items: number;
}

function undefinedAgreement(reason: UndefinedReason, items: number): NominalAgreement {
  return { coefficient: notMeasured(reason), observed: null, expected: null, items };
}

function correctForChance(observed: number, expected: number, items: number): NominalAgreement {
  const coefficient = measured((observed - expected) / (1 - expected));
  return { coefficient, observed, expected, items };
}

/** Weights by key, summed. */
function tally<K>(entries: Iterable<readonly [K, number]>): Map<K, number> {
  const sums = new Map<K, number>();
  for (const [key, weight] of entries) sums.set(key, (sums.get(key) ?? 0) + weight);
  return sums;
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** Two labels of one item and its weight. */
type LabelPair = readonly [a: string, b: string, weight: number];

/** The items that both of two annotators labelled. */
function labelPairs(items: readonly LabelledItem[]): LabelPair[] {
  return items.flatMap(({ labels: [a, b], weight }): LabelPair[] =>
    typeof a === 'string' && typeof b === 'string' && weight > 0 ? [[a, b, weight]] : [],
  );
}

/**
 * Coefficients of two annotators: (Ao−Ae)/(1−Ae). They are undefined exactly where both used one
 * and the same label throughout, which is asked of the labels and not of a rounded 1 − Ae.
 */
function twoCoderAgreement(
  items: readonly LabelledItem[],
  expectedFrom: (a: Map<string, number>, b: Map<string, number>, n: number) => number,
): NominalAgreement {
  const pairs = labelPairs(items);
  const n = sum(pairs.map(([, , weight]) => weight));
  if (n === 0) return undefinedAgreement('noTags', 0);
  const a = tally(pairs.map(([label, , weight]) => [label, weight] as const));
  const b = tally(pairs.map(([, label, weight]) => [label, weight] as const));
  const labels = new Set([...a.keys(), ...b.keys()]);
  const observed = sum(pairs.map(([one, other, weight]) => (one === other ? weight : 0))) / n;
  if (labels.size === 1) {
    return { ...undefinedAgreement('noVariation', n), observed, expected: 1 };
  }
  return correctForChance(observed, expectedFrom(a, b, n), n);
}

/**
 * Cohen's κ of two annotators: Ae = Σₖ p(a,k)·p(b,k), each with their own distribution of labels
 * (Cohen 1960). Items that only one of them labelled are left out.
 */
export function cohenKappa(items: readonly LabelledItem[]): NominalAgreement {
  return twoCoderAgreement(items, (a, b, n) =>
    sum([...a].map(([label, count]) => (count / n) * ((b.get(label) ?? 0) / n))),
  );
}

/**
 * Scott's π of two annotators: Ae = Σₖ ((n_ak+n_bk)/2N)², one distribution for both (Scott 1955).
 * Items that only one of them labelled are left out.
 */
export function scottPi(items: readonly LabelledItem[]): NominalAgreement {
  return twoCoderAgreement(items, (a, b, n) =>
    sum([...tally([...a, ...b]).values()].map((count) => (count / (2 * n)) ** 2)),
  );
}

/**
 * Fleiss' κ for m ratings an item: Pᵢ = (Σⱼ n²ᵢⱼ − m)/(m(m−1)), κ = (P̄−Σpⱼ²)/(1−Σpⱼ²)
 * (Fleiss 1971). Items that not all annotators labelled are left out.
 */
export function fleissKappa(items: readonly LabelledItem[]): NominalAgreement {
  const rated = items.flatMap(({ labels, weight }) => {
    const given = labels.filter((label) => label !== null);
    return given.length === labels.length && weight > 0 ? [{ given, weight }] : [];
  });
  const n = sum(rated.map(({ weight }) => weight));
  const m = rated[0]?.given.length ?? 0;
  if (n === 0 || m < 2) return undefinedAgreement('noTags', n);
  const byLabel = tally(
    rated.flatMap(({ given, weight }) => given.map((label) => [label, weight] as const)),
  );
  const agreementOn = (given: readonly string[]): number => {
    const counts = tally(given.map((label) => [label, 1] as const));
    return (sum([...counts.values()].map((count) => count ** 2)) - m) / (m * (m - 1));
  };
  const observed = sum(rated.map(({ given, weight }) => agreementOn(given) * weight)) / n;
  if (byLabel.size === 1) {
    return { ...undefinedAgreement('noVariation', n), observed, expected: 1 };
  }
  const expected = sum([...byLabel.values()].map((count) => (count / (m * n)) ** 2));
  return correctForChance(observed, expected, n);
}

/** Pairs of values that stand on the same item, by value (Krippendorff's coincidence matrix). */
export interface Coincidences {
  /** o_ck = Σ_u pairs(c,k)/(m_u−1); symmetric. */
  readonly cells: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** n_c = Σ_k o_ck. */
  readonly marginals: ReadonlyMap<string, number>;
  /** n = Σ_c n_c, the number of values that can be paired. */
  readonly total: number;
  /** Items with at least two values, by weight. */
  readonly items: number;
}

/** Coincidences of the labels of every item that has at least two of them. */
export function coincidencesOf(items: readonly LabelledItem[]): Coincidences {
  const cells = new Map<string, Map<string, number>>();
  let used = 0;
  for (const { labels, weight } of items) {
    const given = labels.filter((label) => label !== null);
    if (given.length < 2 || weight <= 0) continue;
    used += weight;
    const share = weight / (given.length - 1);
    given.forEach((c, i) => {
      const row = cells.get(c) ?? new Map<string, number>();
      cells.set(c, row);
      given.forEach((k, j) => {
        if (i !== j) row.set(k, (row.get(k) ?? 0) + share);
      });
    });
  }
  const marginals = new Map([...cells].map(([label, row]) => [label, sum(row.values())]));
  return { cells, marginals, total: sum(marginals.values()), items: used };
}

/** Coincidences of a label with itself. */
export function agreeing({ cells }: Coincidences, label: string): number {
  return cells.get(label)?.get(label) ?? 0;
}

/**
 * Krippendorff's α for nominal labels of any number of annotators, with gaps:
 * α = 1−(n−1)·Σ_{c≠k}o_ck / Σ_{c≠k}n_c·n_k (Krippendorff 2011). Items with one label are left out.
 */
export function nominalAlpha(items: readonly LabelledItem[]): NominalAgreement {
  const coincidences = coincidencesOf(items);
  const { marginals, total, items: used } = coincidences;
  if (total === 0) return undefinedAgreement('noTags', used);
  const agreed = sum([...marginals.keys()].map((label) => agreeing(coincidences, label)));
  if (marginals.size === 1) {
    return { ...undefinedAgreement('noVariation', used), observed: 1, expected: 1 };
  }
  const differing = total ** 2 - sum([...marginals.values()].map((count) => count ** 2));
  const observedDisagreement = (total - agreed) / total;
  const expectedDisagreement = differing / (total * (total - 1));
  return {
    coefficient: measured(1 - observedDisagreement / expectedDisagreement),
    observed: 1 - observedDisagreement,
    expected: 1 - expectedDisagreement,
    items: used,
  };
}
