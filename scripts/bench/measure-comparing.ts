// How well quotations of several articles are put together, against the gold list of the samples.
import { buildFamilies, offersFor } from '../../core/compare/families/families.ts';
import {
  bCubed,
  bCubedOfLinked,
  countPairs,
  type PairCounts,
  type Scores,
} from '../../core/compare/measures/family-measures.ts';
import { gold, nameOf, sampleEvent } from '../../core/compare/testing/samples.ts';

export interface ComparingMeasured {
  readonly articles: number;
  readonly quotations: number;
  readonly all: Scores | null;
  /** Over items in families of two and more. */
  readonly linked: Scores | null;
  readonly pairs: PairCounts;
  /** Quotations with a partner in another family than the proposed one, and whose family is offered so early. */
  readonly missed: number;
  readonly offered: readonly { readonly within: number; readonly count: number }[];
}

export function measureComparing(): ComparingMeasured {
  const event = sampleEvent();
  const built = buildFamilies(event);
  const { familyOf } = built;
  const truth = event.items.map(
    ({ index }) => gold.quotations.find(({ id }) => id === nameOf(event, index))?.utterance ?? '',
  );
  const ranks = event.items.flatMap(({ index }) => {
    const partners = event.items.filter(
      (other) => truth[other.index] === truth[index] && familyOf[other.index] !== familyOf[index],
    );
    if (partners.length === 0) return [];
    const wanted = new Set(partners.map((other) => familyOf[other.index]));
    const rank = offersFor(event, built, index).findIndex(({ family }) => wanted.has(family));
    return [rank < 0 ? Infinity : rank];
  });
  return {
    articles: event.articles.length,
    quotations: event.items.length,
    all: bCubed(familyOf, truth),
    linked: bCubedOfLinked(familyOf, truth),
    pairs: countPairs(familyOf, truth),
    missed: ranks.length,
    offered: [1, 3, 5].map((within) => ({
      within,
      count: ranks.filter((rank) => rank < within).length,
    })),
  };
}
