// How well quotations of several articles are put together, against the gold lists of the samples and of
// a made-up event.
import { buildFamilies } from '../../core/compare/families/families.ts';
import { OfferFinder } from '../../core/compare/families/offers.ts';
import {
  bCubed,
  bCubedOfLinked,
  countPairs,
  type PairCounts,
  type Scores,
} from '../../core/compare/measures/family-measures.ts';
import type { ComparedEvent } from '../../core/compare/evidence/items.ts';
import { MADE_UP_FAMILIES, madeUpEvent } from '../../core/compare/testing/made-up-event.ts';
import { gold, nameOf, sampleEvent } from '../../core/compare/testing/samples.ts';

export interface ComparingMeasured {
  readonly title: string;
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

export function measureComparing(): ComparingMeasured[] {
  const samples = sampleEvent();
  const utterances = samples.items.map(
    ({ index }) => gold.quotations.find(({ id }) => id === nameOf(samples, index))?.utterance ?? '',
  );
  return [
    measureEvent('the samples', samples, utterances),
    measureEvent('a made-up event with traps', madeUpEvent(), MADE_UP_FAMILIES),
  ];
}

function measureEvent(
  title: string,
  event: ComparedEvent,
  truth: readonly string[],
): ComparingMeasured {
  const built = buildFamilies(event);
  const { familyOf } = built;
  const offers = new OfferFinder(event, built);
  const ranks = event.items.flatMap(({ index }) => {
    const partners = event.items.filter(
      (other) => truth[other.index] === truth[index] && familyOf[other.index] !== familyOf[index],
    );
    if (partners.length === 0) return [];
    const wanted = new Set(partners.map((other) => familyOf[other.index]));
    const rank = offers.offersFor(index).findIndex(({ family }) => wanted.has(family));
    return [rank < 0 ? Infinity : rank];
  });
  return {
    title,
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
