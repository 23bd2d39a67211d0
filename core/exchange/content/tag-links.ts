import { addToGroup, groupBy } from '../../collections/order.ts';
import { placeKey } from '../../event/places.ts';
import type { Family, FamilyKind } from '../../event/records.ts';
import { referenceKey } from '../../review/decision.ts';
import type { Annotation } from '../../tags/tag.ts';
import type { ExchangeContent } from './content.ts';
import type { LossCounter } from './losses.ts';

/** What formats that link tags by a name call a link of each kind; families are read back by these. */
export const LINK_NAMES: Readonly<Record<FamilyKind, string>> = {
  utterance: 'SameUtterance',
  claim: 'SameClaim',
};

/** The kind of family that a link of this name makes; `null` for links of other programs. */
export function kindOfLink(name: string): FamilyKind | null {
  return name === LINK_NAMES.utterance ? 'utterance' : name === LINK_NAMES.claim ? 'claim' : null;
}

/** A tag in the content, and where it is. */
export interface LinkedTag {
  readonly articleId: string;
  readonly annotator: string;
  readonly tag: Annotation;
}

/** A family as far as its passages have tags in the content. */
export interface TagLink {
  readonly family: Family;
  /** In the order of its renderings; each tag once. */
  readonly members: readonly LinkedTag[];
}

/**
 * The families whose passages have two tags and more, for formats that link tags and not passages: the
 * tag that a rendering came from, else one on just its words, of the family's maker if there is one.
 */
export function linksOfTags({ links, sets }: ExchangeContent): TagLink[] {
  if (links.length === 0) return [];
  const tags = sets.flatMap(({ articleId, annotator, annotations }) =>
    annotations.map((tag): LinkedTag => ({ articleId, annotator, tag })),
  );
  const byReference = new Map(
    tags.map((each) => [referenceKey({ annotator: each.annotator, id: each.tag.id }), each]),
  );
  const byPlace = groupBy(tags, ({ articleId, tag }) =>
    placeKey({ article: articleId, fragments: tag.fragments }),
  );
  return links
    .flatMap(({ families }) => families)
    .flatMap((family) => {
      const members = family.renderings.flatMap((rendering) => {
        const named = rendering.tag && byReference.get(referenceKey(rendering.tag));
        if (named?.articleId === rendering.article) return [named];
        const here = byPlace.get(placeKey(rendering)) ?? [];
        const found = here.find(({ annotator }) => annotator === family.creator) ?? here[0];
        return found ? [found] : [];
      });
      const distinct = [...new Set(members)];
      return distinct.length > 1 ? [{ family, members: distinct }] : [];
    });
}

/** The same by the id of each article that has a member of them: most formats write article by article. */
export function tagLinksByArticle(
  content: ExchangeContent,
): ReadonlyMap<string, readonly TagLink[]> {
  const byArticle = new Map<string, TagLink[]>();
  for (const link of linksOfTags(content)) {
    for (const id of new Set(link.members.map(({ articleId }) => articleId))) {
      addToGroup(byArticle, id, link);
    }
  }
  return byArticle;
}

/** Counts families of which nothing is kept, and those of which only which tags belong together is. */
export function countLinkLosses(
  { links }: ExchangeContent,
  kept: ReadonlySet<Family>,
  losses: LossCounter,
): void {
  for (const family of links.flatMap(({ families }) => families)) {
    losses.add(kept.has(family) ? 'family-details' : 'families');
  }
}
