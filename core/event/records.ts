// What an analyst has said about an event: which passages render the same words, what was looked at, what
// colleagues' families became of. What is merely computed of them is in core/compare and never stored.
import { z } from 'zod';

import { ArticleId } from '../article/article.ts';
import { FINDING_TYPES } from '../compare/findings/finding.ts';
import { RENDERING_CLASSES } from '../compare/renderings/class.ts';
import { isPlainLabel } from '../guards/labels.ts';
import { REASON_LIMIT, TagReference } from '../review/decision.ts';
import { FRAGMENT_LIMIT, NOTE_LIMIT, SelectorSchema } from '../tags/tag.ts';
import { Uuid } from '../tags/ids.ts';

/** Most renderings of one family. */
export const RENDERING_LIMIT = 10_000;
/** Longest label of a family in UTF-16 code units. */
export const FAMILY_LABEL_LIMIT = 300;

const Moment = z.string().max(64);
const Reason = z.string().max(REASON_LIMIT).nullable();
const Note = z.string().max(NOTE_LIMIT);

/** Some words of an article, known by themselves and what stands around them. */
export const Place = z.strictObject({
  article: ArticleId,
  /** In document order. */
  fragments: z.array(SelectorSchema).min(1).max(FRAGMENT_LIMIT),
});
export type Place = z.infer<typeof Place>;

/** What an analyst may say of a rendering: a class that is computed too, or that two translated apart. */
export const GivenClass = z.enum([...RENDERING_CLASSES, 'other-translation']);
export type GivenClass = z.infer<typeof GivenClass>;

/** How a claim stands to the base of its family. */
export const CLAIM_RELATIONS = ['same', 'more-specific', 'contradicts', 'later', 'hedged'] as const;
export const ClaimRelation = z.enum(CLAIM_RELATIONS);
export type ClaimRelation = z.infer<typeof ClaimRelation>;

/** A passage of a family. */
export const Rendering = z.strictObject({
  id: Uuid,
  ...Place.shape,
  /** The tag that it came from; the passage stays when the tag goes. */
  tag: TagReference.nullable(),
  /** `null`: as computed. */
  class: GivenClass.nullable(),
  /** Of claims only. */
  relation: ClaimRelation.nullable(),
});
export type Rendering = z.infer<typeof Rendering>;

export const FamilyKind = z.enum(['utterance', 'claim']);
export type FamilyKind = z.infer<typeof FamilyKind>;

/** Passages that an analyst has linked: renderings of the same words, or claims about one matter. */
export const Family = z.strictObject({
  id: Uuid,
  kind: FamilyKind,
  /** Empty: the words of the base. */
  label: z
    .string()
    .max(FAMILY_LABEL_LIMIT)
    .refine((label) => label === '' || isPlainLabel(label)),
  /** Id of the rendering that the others are compared with; `null`: the fullest. */
  base: Uuid.nullable(),
  renderings: z.array(Rendering).min(1).max(RENDERING_LIMIT),
  note: Note,
  /** Annotator id. */
  creator: Uuid,
  created: Moment,
  modified: Moment,
});
export type Family = z.infer<typeof Family>;

/** Two passages that are not the same, never proposed again. */
export const Refusal = z.strictObject({
  id: Uuid,
  a: Place,
  b: Place,
  reason: Reason,
  creator: Uuid,
  created: Moment,
});
export type Refusal = z.infer<typeof Refusal>;

/** An analyst's word on a finding, which is known by its type and places. */
export const FindingWord = z.strictObject({
  id: Uuid,
  type: z.enum(FINDING_TYPES),
  places: z.array(Place).min(1).max(20),
  verdict: z.enum(['confirmed', 'dismissed', 'deferred']),
  reason: Reason,
  note: Note,
  creator: Uuid,
  decided: Moment,
});
export type FindingWord = z.infer<typeof FindingWord>;

/** An article was read for a family's words, and they are not there. */
export const CoverageWord = z.strictObject({
  id: Uuid,
  /** Id of the family. */
  family: Uuid,
  article: ArticleId,
  value: z.literal('absent'),
  creator: Uuid,
  decided: Moment,
});
export type CoverageWord = z.infer<typeof CoverageWord>;

/** A reviewer's word on a colleague's family, which it holds as it was; or an author's answer to one. */
export const LinkDecision = z.strictObject({
  id: Uuid,
  /** Families as they were: a colleague's, one's own aside; in an answer one's own. */
  about: z.array(Family).min(1).max(200),
  verdict: z.enum(['accept', 'change', 'reject', 'defer']),
  /** What stands, for `change`. */
  result: Family.nullable(),
  reason: Reason,
  note: Note,
  reviewer: Uuid,
  decided: Moment,
});
export type LinkDecision = z.infer<typeof LinkDecision>;

/** A colleague's families of an event, as their file brought them. */
export const LinkSet = z.strictObject({
  /** Annotator id. */
  id: Uuid,
  families: z.array(Family).max(100_000),
  refusals: z.array(Refusal).max(1_000_000),
  coverage: z.array(CoverageWord).max(1_000_000),
  findings: z.array(FindingWord).max(1_000_000),
  /** When the file was imported. */
  imported: Moment,
});
export type LinkSet = z.infer<typeof LinkSet>;
