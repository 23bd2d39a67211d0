// Which quotations of an event are renderings of the same words: what is linked unasked, and what is offered.
// Why two are linked is told by the evidence; what the analyst has said comes in from outside.
import type { ComparedEvent } from '../evidence/items.ts';
import { FamilyBuilder } from './family-builder.ts';
import { findLinks, NOTHING_FORBIDDEN, type Forbidden } from './links.ts';

export interface Families {
  /** Every item once, by its number: each family in the order of its items, families by their first. */
  readonly families: readonly (readonly number[])[];
  /** The number of its family for each item. */
  readonly familyOf: readonly number[];
  /** Pairs that were not looked at because there are too many quotations. */
  readonly leftOut: number;
}

/**
 * The families of an event. `given`: items that the analyst has linked, by their numbers; see
 * `withGiven`.
 */
export function buildFamilies(
  event: ComparedEvent,
  given: readonly (readonly number[])[] = [],
  forbidden: Forbidden = NOTHING_FORBIDDEN,
): Families {
  const { links, leftOut } = findLinks(event, forbidden);
  const builder = new FamilyBuilder(event, links, forbidden);
  builder.joinLong();
  builder.joinShort();
  return numbered(withGiven(builder.families(), given, forbidden.isRefused), leftOut);
}

/** Families with the number of its family for each item. */
export function numbered(families: Families['families'], leftOut: number): Families {
  const familyOf: number[] = [];
  for (const [family, members] of families.entries()) {
    for (const index of members) familyOf[index] = family;
  }
  return { families, familyOf, leftOut };
}

/**
 * What is proposed, with what the analyst has linked: each of these families takes in what its members are
 * proposed with, so that a link never takes a proposal apart; where several may, the one that has most of it.
 * Items are numbers; each family in their order, families by their first.
 */
export function withGiven(
  proposed: readonly (readonly number[])[],
  given: readonly (readonly number[])[],
  isRefused: Forbidden['isRefused'],
): (readonly number[])[] {
  if (given.length === 0) return [...proposed];
  const ownerOf = new Map<number, number>();
  for (const [owner, members] of given.entries()) {
    for (const index of members) ownerOf.set(index, owner);
  }
  const families = given.map((members) => [...new Set(members)]);
  for (const members of proposed) {
    const counts = new Map<number, number>();
    for (const index of members) {
      const owner = ownerOf.get(index);
      if (owner !== undefined) counts.set(owner, (counts.get(owner) ?? 0) + 1);
    }
    const rest = members.filter((index) => !ownerOf.has(index));
    const [most] = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    const linked = most ? (given[most[0]] ?? []) : [];
    const mayJoin = (index: number): boolean => !linked.some((each) => isRefused(index, each));
    const joining = most ? rest.filter(mayJoin) : [];
    if (most) families[most[0]]?.push(...joining);
    const apart = rest.filter((index) => !joining.includes(index));
    if (apart.length > 0) families.push(apart);
  }
  return families
    .filter(({ length }) => length > 0)
    .map((members) => members.sort((a, b) => a - b))
    .sort(([a = 0], [b = 0]) => a - b);
}
