// Several people's tags on one text: lining up, decisions, comments, what comes of them. How well people
// agree in figures is in agreement; what is stored where is in article.
import { z } from 'zod';

import {
  AnnotationSchema,
  Confidence,
  NOTE_LIMIT,
  SelectorSchema,
  type Annotation,
  type TagOf,
} from '../tags/tag.ts';
import type { Span } from '../text/span.ts';
import { Uuid } from '../tags/ids.ts';
import { compareText, sortedEntries } from '../collections/order.ts';

/** Most tags that one decision is about: one of each annotator, and a few left over. */
export const MEMBER_LIMIT = 200;
/** Longest reason in UTF-16 code units. */
export const REASON_LIMIT = 200;

/** A tag by whose set it is in and its id: two annotators' files may use the same id. */
export const TagReference = z.strictObject({ annotator: Uuid, id: Uuid });
export type TagReference = z.infer<typeof TagReference>;

/** A tag as it was when it was decided on. */
export const DecidedTag = z.strictObject({ annotator: Uuid, annotation: AnnotationSchema });
export type DecidedTag = z.infer<typeof DecidedTag>;

/** Which rule made a decision for the reviewer; the reviewer saw how many it would make. */
export const DecisionRule = z.discriminatedUnion('type', [
  /** Everybody who has tagged the article made this very tag. */
  z.strictObject({ type: z.literal('all-agree') }),
  /** All who tagged the passage made this very tag. */
  z.strictObject({ type: z.literal('all-who-tagged-agree') }),
  /** At least `least` of `of` people made this very tag. */
  z.strictObject({
    type: z.literal('n-of-m'),
    least: z.int().positive(),
    of: z.int().positive(),
  }),
  /** Everything by one annotator in one category, `null` for every category. */
  z.strictObject({
    type: z.literal('of-annotator'),
    annotator: Uuid,
    category: z.string().nullable(),
    accept: z.boolean(),
  }),
]);
export type DecisionRule = z.infer<typeof DecisionRule>;

/**
 * What becomes of the tags:
 * - `keep`: those in `kept` stand, the others do not; none kept means that all are rejected;
 * - `edit`: `edited` stands in their place;
 * - `nothing-here`: the passage was checked and holds nothing to tag;
 * - `defer`: looked at and put off.
 */
export const Verdict = z.enum(['keep', 'edit', 'nothing-here', 'defer']);
export type Verdict = z.infer<typeof Verdict>;

/**
 * A reviewer's word on one item of the list of differences. It holds the tags as they were, so that
 * it can be told later whether they have changed since, and what stood before.
 */
export const Decision = z.strictObject({
  id: Uuid,
  /** In the order of `compareReferences`; empty where a passage without tags was checked. */
  about: z.array(DecidedTag).max(MEMBER_LIMIT),
  /** The passage, where no tag says it. */
  passage: SelectorSchema.nullable(),
  verdict: Verdict,
  /** For `keep`: the tags that stand. */
  kept: z.array(TagReference).max(MEMBER_LIMIT),
  /** For `edit`: the tag that stands. Its id is its own; its creator is the reviewer. */
  edited: AnnotationSchema.nullable(),
  /** Why, from the project's short list; `null` for none. */
  reason: z.string().max(REASON_LIMIT).nullable(),
  note: z.string().max(NOTE_LIMIT),
  confidence: Confidence.nullable(),
  /** The codebook does not say clearly what is right here. */
  guidelineUnclear: z.boolean(),
  rule: DecisionRule.nullable(),
  reviewer: Uuid,
  /** ISO 8601, UTC. */
  decided: z.string().max(64),
});
export type Decision = z.infer<typeof Decision>;

/** Annotator, then id; code units, the same on every machine. */
export function compareReferences(a: TagReference, b: TagReference): number {
  return compareText(referenceKey(a), referenceKey(b));
}

type Word = Pick<Decision, 'id' | 'decided'>;

/** A reviewer's words, the earliest first; ids decide between those of the same moment. */
export function compareDecisions(a: Word, b: Word): number {
  return compareText(`${a.decided} ${a.id}`, `${b.decided} ${b.id}`);
}

/** A reference as a key of a map. */
export function referenceKey({ annotator, id }: TagReference): string {
  return `${annotator}/${id}`;
}

/** What a decided tag is known by. */
export function referenceOf({ annotator, annotation }: DecidedTag): TagReference {
  return { annotator, id: annotation.id };
}

/** Whether a decision says what becomes of what it is about; one that was put off does not. */
export function isSettled({ verdict }: { readonly verdict: string }): boolean {
  return verdict !== 'defer';
}

type Content = Pick<
  TagOf<Span>,
  'fragments' | 'category' | 'attributes' | 'attributeSpans' | 'note' | 'confidence'
>;

/** Whether two tags say the same, whenever and by whomever they were made. */
export function sameContent(a: Content, b: Content): boolean {
  return contentKey(a) === contentKey(b);
}

/** What a tag says, as text: equal for equal content, in whatever order its fields were written. */
export function contentKey(tag: Content): string {
  const place = ({ start, end }: Span): string => `${start}-${end}`;
  return JSON.stringify([
    tag.category,
    tag.fragments.map(place),
    sortedEntries(tag.attributes),
    sortedEntries(tag.attributeSpans).map(([id, span]) => [id, place(span)]),
    tag.note,
    tag.confidence,
  ]);
}

/** The tags that a decision lets stand, as they were when it was made. */
export function standingTags(decision: Decision): readonly Annotation[] {
  switch (decision.verdict) {
    case 'keep': {
      const kept = new Set(decision.kept.map(referenceKey));
      return decision.about
        .filter((tag) => kept.has(referenceKey(referenceOf(tag))))
        .map(({ annotation }) => annotation);
    }
    case 'edit':
      return decision.edited ? [decision.edited] : [];
    case 'nothing-here':
    case 'defer':
      return [];
  }
}
