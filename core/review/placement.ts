import { z } from 'zod';

import { anchorSelector } from '../text/anchoring.ts';
import { AnnotationSchema, type Annotation } from '../tags/tag.ts';
import type { ProposedTag } from '../tags/proposed-tag.ts';
import { describeSpan, type Selector } from '../text/selector.ts';
import type { Span } from '../text/span.ts';
import { compareDecisions, referenceKey, sameContent } from './decision.ts';
import { Uuid } from '../tags/ids.ts';

/**
 * A reviewer's word on where somebody else's tag belongs that was made in another version of the
 * text. The set itself stays as its author sent it; the word holds as long as they do not change the
 * tag, whatever newer file it comes with.
 */
export const Placement = z.strictObject({
  id: Uuid,
  /** Whose set the tag is in. */
  annotator: Uuid,
  /** The tag as its author made it. */
  original: AnnotationSchema,
  /** The tag as it stands in this text, under the same id; `null`: this text has no place for it. */
  placed: AnnotationSchema.nullable(),
  reviewer: Uuid,
  /** ISO 8601, UTC. */
  decided: z.string().max(64),
});
export type Placement = z.infer<typeof Placement>;

/** Tags of one set that fit nowhere by themselves. */
export interface UnplacedTags {
  readonly proposals: readonly ProposedTag[];
  readonly orphans: readonly Annotation[];
}

/** What is known of such tags after a reviewer has looked at them. */
export interface SettledTags extends UnplacedTags {
  /** Tags that a reviewer gave a place, as they stand in the text. */
  readonly placed: readonly Annotation[];
  /** Words on tags that have no place, by the tag's id; those tags stay among the others. */
  readonly setAside: ReadonlyMap<string, Placement>;
}

/** Takes from the tags without a place those that a reviewer has given one. */
export function settlePlacements(
  annotator: string,
  { proposals, orphans }: UnplacedTags,
  placements: Iterable<Placement>,
): SettledTags {
  const words = new Map<string, Placement>();
  for (const each of [...placements].sort(compareDecisions)) {
    if (each.annotator === annotator) words.set(each.original.id, each);
  }
  const placed: Annotation[] = [];
  const setAside = new Map<string, Placement>();
  const isOpen = (annotation: Annotation): boolean => {
    const word = words.get(annotation.id);
    if (!word || !sameContent(word.original, annotation)) return true;
    if (word.placed) placed.push(word.placed);
    else setAside.set(annotation.id, word);
    return word.placed === null;
  };
  return {
    proposals: proposals.filter(({ annotation }) => isOpen(annotation)),
    orphans: orphans.filter(isOpen),
    placed,
    setAside,
  };
}

/** The sets of an article with the tags that were given a place among those that fit. */
export function withPlacements<
  S extends UnplacedTags & {
    readonly annotator: { readonly id: string };
    readonly annotations: readonly Annotation[];
  },
>(sets: readonly S[], placements: Iterable<Placement>): S[] {
  return sets.map((set) => {
    if (set.proposals.length + set.orphans.length === 0) return set;
    const { placed, proposals, orphans } = settlePlacements(set.annotator.id, set, placements);
    return { ...set, annotations: [...set.annotations, ...placed], proposals, orphans };
  });
}

/**
 * A tag at the place that a reviewer gave it. Speaker and the like are taken along where their words
 * stand for certain; elsewhere their value stays without a place.
 *
 * @param fragments in document order; UTF-16, half-open
 */
export function placeTag(
  text: string,
  original: Annotation,
  fragments: readonly Span[],
): Annotation {
  const attributeSpans: Record<string, Selector> = {};
  for (const [id, span] of Object.entries(original.attributeSpans)) {
    const anchor = anchorSelector(text, span);
    if (anchor.type === 'exact') attributeSpans[id] = describeSpan(text, span);
    if (anchor.type === 'moved') attributeSpans[id] = describeSpan(text, anchor.span);
  }
  return {
    ...original,
    fragments: fragments.map((span) => describeSpan(text, span)),
    attributeSpans,
  };
}

/** Key of a placement's tag across sets. */
export function placementKey({ annotator, original }: Placement): string {
  return referenceKey({ annotator, id: original.id });
}
