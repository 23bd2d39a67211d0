import { mergeSpans } from '../../text/span.ts';
import { regionLength } from '../pairing/comparable-tag.ts';
import { categoriesOf, stretchesOf, type Continuum } from './continuum.ts';
import { notMeasured, proportion, type Measured } from './figure.ts';
import {
  cohenKappa,
  fleissKappa,
  nominalAlpha,
  scottPi,
  type LabelledItem,
  type NominalAgreement,
} from './nominal-agreement.ts';

/** The label of text that an annotator left untagged; no category can have it as its id. */
export const UNTAGGED = '';

/**
 * The characters of the articles as items: a character's label is its category, all categories that
 * one annotator gave it, or `UNTAGGED`. Those between two neighbouring boundaries are one item with
 * their number as its weight: a sweep in O(T log T) for T boundaries, whatever the length.
 */
export function characterItems(continua: readonly Continuum[]): LabelledItem[] {
  return continua.flatMap(itemsOfOne);
}

function itemsOfOne({ length, coders }: Continuum): LabelledItem[] {
  const divided = coders.map(stretchesOf);
  const cuts = new Set([0, length]);
  for (const { start, end } of divided.flat()) cuts.add(start).add(end);
  const sorted = [...cuts].sort((a, b) => a - b);
  const labelsFrom = divided.map((stretches) => {
    let next = 0;
    return (offset: number): string => {
      while ((stretches[next]?.end ?? Infinity) <= offset) next += 1;
      const stretch = stretches[next];
      return stretch && stretch.start <= offset ? stretch.label : UNTAGGED;
    };
  });
  return sorted.slice(0, -1).map((start, index) => ({
    labels: labelsFrom.map((labelAt) => labelAt(start)),
    weight: (sorted[index + 1] ?? start) - start,
  }));
}

/**
 * Undefined as `noTags`, and not as `noVariation`, where nobody tagged anything; where everybody
 * gave all text one and the same label it is `noVariation`.
 */
function unlessUntagged(
  items: readonly LabelledItem[],
  coefficientOf: (items: readonly LabelledItem[]) => NominalAgreement,
): NominalAgreement {
  const agreement = coefficientOf(items);
  return items.every(({ labels }) => labels.every((label) => label === UNTAGGED))
    ? { ...agreement, coefficient: notMeasured('noTags') }
    : agreement;
}

/** Cohen's κ of two annotators over characters. */
export function characterKappa(items: readonly LabelledItem[]): NominalAgreement {
  return unlessUntagged(items, cohenKappa);
}

/** Scott's π of two annotators over characters. */
export function characterPi(items: readonly LabelledItem[]): NominalAgreement {
  return unlessUntagged(items, scottPi);
}

/** Fleiss' κ of any number of annotators over characters. */
export function characterFleissKappa(items: readonly LabelledItem[]): NominalAgreement {
  return unlessUntagged(items, fleissKappa);
}

/** Krippendorff's α of any number of annotators over characters. */
export function characterAlpha(items: readonly LabelledItem[]): NominalAgreement {
  return unlessUntagged(items, nominalAlpha);
}

/** How much of the tagged text two annotators tagged alike. */
export interface CharacterOverlap {
  /** Characters that both gave the same category; one with two categories counts in each. */
  readonly intersection: number;
  /** Characters that at least one of them gave a category. */
  readonly union: number;
  /** intersection / union. */
  readonly jaccard: Measured;
  /** 2·intersection / (characters of the first + characters of the second). */
  readonly f1: Measured;
}

/** Jaccard and F1 over the characters of the first two annotators, category by category. */
export function characterOverlap(continua: readonly Continuum[]): CharacterOverlap {
  let intersection = 0;
  let union = 0;
  for (const { coders } of continua) {
    for (const category of categoriesOf([{ length: 0, coders }])) {
      const [a = [], b = []] = coders.map((units) =>
        mergeSpans(units.filter((unit) => unit.category === category)),
      );
      const either = regionLength(mergeSpans([...a, ...b]));
      union += either;
      intersection += regionLength(a) + regionLength(b) - either;
    }
  }
  return {
    intersection,
    union,
    jaccard: proportion(intersection, union),
    f1: proportion(2 * intersection, intersection + union),
  };
}
