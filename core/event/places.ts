import type { Span } from '../text/span.ts';
import { compareText } from '../collections/order.ts';
import type { Family, FamilyKind, FindingWord, LinkDecision, Rendering } from './records.ts';

/** Some words of an article, with or without the words themselves. Offsets in UTF-16, half-open. */
export interface PlaceLike {
  /** SHA-256 of the article's text. */
  readonly article: string;
  /** In document order. */
  readonly fragments: readonly Span[];
}

/** What a passage is known by: its article and where it stands there. */
export function placeKey({ article, fragments }: PlaceLike): string {
  return `${article}:${fragments.map(({ start, end }) => `${start}-${end}`).join(',')}`;
}

/** What a passage is known by among those of one kind: it is in one family of each. */
export function passageKey(kind: FamilyKind, place: PlaceLike): string {
  return `${kind} ${placeKey(place)}`;
}

/** What a refusal is known by: its two passages, in whichever order. */
export function pairKey(a: PlaceLike, b: PlaceLike): string {
  return [placeKey(a), placeKey(b)].sort().join(' ');
}

/** What a finding is known by, however often it is computed anew: its type and its places, in whichever order. */
export function findingKey(type: FindingWord['type'], places: readonly PlaceLike[]): string {
  return [type, ...places.map(placeKey).sort()].join(' ');
}

/** What a family is known by: two people's may have one id. */
export function familyKey({ creator, id }: Pick<Family, 'creator' | 'id'>): string {
  return `${creator}/${id}`;
}

/** What a decision is about: the same for the same families, in whatever order. */
export function subjectOf({ about }: Pick<LinkDecision, 'about'>): string {
  return about.map(familyKey).sort(compareText).join(' ');
}

/** A family with some of its renderings alone, the very same one with all; `null` where none is left. */
export function keepRenderings(
  family: Family,
  keeps: (rendering: Rendering) => boolean,
): Family | null {
  const renderings = family.renderings.filter(keeps);
  if (renderings.length === 0) return null;
  if (renderings.length === family.renderings.length) return family;
  const base = renderings.some(({ id }) => id === family.base) ? family.base : null;
  return { ...family, renderings, base };
}
