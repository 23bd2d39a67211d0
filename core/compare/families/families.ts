// Which quotations of an event are renderings of the same words: what is linked unasked, and what is offered.
// Why two are linked is told by the evidence; what the analyst has said comes in from outside.
import { Comparison, type Evidence } from '../evidence/evidence.ts';
import type { ComparedEvent } from '../evidence/items.ts';
import { FamilyBuilder } from './family-builder.ts';
import { findLinks, NOTHING_FORBIDDEN, type Forbidden } from './links.ts';
import { score } from './rules.ts';

export interface Families {
  /** Every item once, by its number: each family in the order of its items, families by their first. */
  readonly families: readonly (readonly number[])[];
  /** The number of its family for each item. */
  readonly familyOf: readonly number[];
  /** Pairs that were not looked at because there are too many quotations. */
  readonly leftOut: number;
}

/**
 * The families of an event. `given`: items that the analyst has linked, by their numbers; these
 * families stay whole, and none of them is joined to another.
 */
export function buildFamilies(
  event: ComparedEvent,
  given: readonly (readonly number[])[] = [],
  forbidden: Forbidden = NOTHING_FORBIDDEN,
): Families {
  const { links, leftOut } = findLinks(event, forbidden);
  const builder = new FamilyBuilder(event, links, forbidden);
  for (const members of given) builder.give(members);
  builder.joinLong();
  builder.joinShort();
  const families = builder.families();
  const familyOf: number[] = [];
  for (const [family, members] of families.entries()) {
    for (const index of members) familyOf[index] = family;
  }
  return { families, familyOf, leftOut };
}

/** A family that a quotation may belong to, and the member of it that speaks most for it. */
export interface Offer {
  readonly family: number;
  /** Number of the item. */
  readonly member: number;
  readonly score: number;
  readonly evidence: Evidence;
}

/** Most families that are offered for a quotation. */
const OFFERS = 5;

/** The families that an item is nearest to, its own aside, the nearest first. */
export function offersFor(
  event: ComparedEvent,
  { families, familyOf }: Pick<Families, 'families' | 'familyOf'>,
  index: number,
  forbidden: Forbidden = NOTHING_FORBIDDEN,
): Offer[] {
  const item = event.items[index];
  if (!item) return [];
  const comparison = new Comparison(event);
  const best = new Map<number, Offer>();
  for (const other of event.items) {
    const family = familyOf[other.index];
    if (family === undefined || family === familyOf[index]) continue;
    if (other.article !== item.article && forbidden.isOneText(item.article, other.article))
      continue;
    const evidence = comparison.evidence(item, other);
    const own = score(evidence);
    if (own <= (best.get(family)?.score ?? 0)) continue;
    best.set(family, { family, member: other.index, score: own, evidence });
  }
  return [...best.values()]
    .filter(({ family }) => !families[family]?.some((each) => forbidden.isRefused(index, each)))
    .sort((a, b) => b.score - a.score || a.family - b.family)
    .slice(0, OFFERS);
}
