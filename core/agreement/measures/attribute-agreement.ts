import type { ComparableTag } from '../pairing/comparable-tag.ts';
import { proportion, type Measured } from './figure.ts';
import { nominalAlpha, type LabelledItem } from './nominal-agreement.ts';
import { isMatch, type PairedItem, type PairingItem } from '../pairing/pairing.ts';
import { compareText, groupBy } from '../../collections/order.ts';

/** How often the first annotator's value met the second one's; `null` is no value. */
export interface ConfusionCell<T> {
  readonly a: string | null;
  readonly b: string | null;
  readonly pairs: readonly PairedItem<T>[];
}

/** Agreement on one attribute of one category, over pairs of tags of that category. */
export interface AttributeAgreement<T> {
  readonly category: string;
  readonly attribute: string;
  /** Pairs in which both annotators gave a value; the figures rest on these. */
  readonly used: readonly PairedItem<T>[];
  /** Pairs in which at least one annotator gave none. */
  readonly leftOut: readonly PairedItem<T>[];
  /** Part of `used` with the same value. */
  readonly agreement: Measured;
  /** Krippendorff's α over `used`. */
  readonly alpha: Measured;
  /** Cells that are not empty, by the first and then the second annotator's value. */
  readonly confusion: readonly ConfusionCell<T>[];
}

/**
 * Agreement on the values of each attribute, over matched pairs of the same category only: where
 * the text was not found by both, there is nothing to compare. Attributes that nobody filled in in
 * any pair are left out.
 */
export function attributeAgreement<T extends ComparableTag>(
  items: readonly PairingItem<T>[],
): AttributeAgreement<T>[] {
  const byCategory = groupBy(items.filter(isMatch), ({ a }) => a.category);
  return [...byCategory]
    .sort(([x], [y]) => compareText(x, y))
    .flatMap(([category, pairs]) =>
      attributesOf(pairs).map((attribute) => agreementOn(category, attribute, pairs)),
    );
}

function attributesOf<T extends ComparableTag>(pairs: readonly PairedItem<T>[]): string[] {
  const ids = new Set(
    pairs.flatMap(({ a, b }) => [...Object.keys(a.attributes), ...Object.keys(b.attributes)]),
  );
  return [...ids].sort(compareText);
}

/** Both annotators' values of an attribute in a pair. */
function valuesIn<T extends ComparableTag>(
  { a, b }: PairedItem<T>,
  attribute: string,
): readonly [string | null, string | null] {
  return [a.attributes[attribute] ?? null, b.attributes[attribute] ?? null];
}

function agreementOn<T extends ComparableTag>(
  category: string,
  attribute: string,
  pairs: readonly PairedItem<T>[],
): AttributeAgreement<T> {
  const hasBoth = (pair: PairedItem<T>): boolean => !valuesIn(pair, attribute).includes(null);
  const used = pairs.filter(hasBoth);
  const rated = used.map((pair): LabelledItem => ({
    labels: valuesIn(pair, attribute),
    weight: 1,
  }));
  const same = rated.filter(({ labels: [a, b] }) => a === b).length;
  return {
    category,
    attribute,
    used,
    leftOut: pairs.filter((pair) => !hasBoth(pair)),
    agreement: proportion(same, used.length),
    alpha: nominalAlpha(rated).coefficient,
    confusion: confusionOf(pairs, attribute),
  };
}

function confusionOf<T extends ComparableTag>(
  pairs: readonly PairedItem<T>[],
  attribute: string,
): ConfusionCell<T>[] {
  const cells = groupBy(pairs, (pair) => JSON.stringify(valuesIn(pair, attribute)));
  return [...cells.values()]
    .flatMap((inCell): ConfusionCell<T>[] => {
      const [first] = inCell;
      if (!first) return [];
      const [a, b] = valuesIn(first, attribute);
      return [{ a, b, pairs: inCell }];
    })
    .sort((x, y) => compareValues(x.a, y.a) || compareValues(x.b, y.b));
}

/** Values in code-unit order, no value last. */
function compareValues(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return compareText(a, b);
}
