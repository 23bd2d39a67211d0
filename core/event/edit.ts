import { z } from 'zod';

import { ArticleId, ARTICLES_AT_ONCE } from '../article/article.ts';
import { FINDING_TYPES } from '../compare/findings/finding.ts';
import { REASON_LIMIT, TagReference } from '../review/decision.ts';
import { Uuid } from '../tags/ids.ts';
import { FRAGMENT_LIMIT, NOTE_LIMIT, SpanSchema } from '../tags/tag.ts';
import type { SpanError } from '../text/check-span.ts';
import type { EventStep } from './document.ts';
import {
  ClaimRelation,
  FAMILY_LABEL_LIMIT,
  FamilyKind,
  FindingWord,
  GivenClass,
  LinkDecision,
  RENDERING_LIMIT,
} from './records.ts';

/** Most families, pairs or words that one edit is about. */
const AT_ONCE = 10_000;
/** Most edits that are made as one. */
const EDITS_AT_ONCE = 100;

const Reason = z.string().max(REASON_LIMIT).nullable();
const Note = z.string().max(NOTE_LIMIT);
const Label = z.string().max(FAMILY_LABEL_LIMIT);

/** Some words of an article by their position alone: UTF-16, half-open. */
export const PlaceBody = z.strictObject({
  article: ArticleId,
  fragments: z.array(SpanSchema).min(1).max(FRAGMENT_LIMIT),
});
export type PlaceBody = z.infer<typeof PlaceBody>;

/** A passage that is to be linked. */
export const PassageBody = z.strictObject({
  ...PlaceBody.shape,
  tag: TagReference.nullable(),
  /** Id that its rendering gets where it is new, so that a later edit of the same step can name it. */
  id: Uuid.optional(),
});
export type PassageBody = z.infer<typeof PassageBody>;

/** Passages that belong together. */
export const LinkBody = z.strictObject({
  kind: FamilyKind,
  /** A passage that is in another family of this kind is moved out of it. */
  passages: z.array(PassageBody).min(1).max(RENDERING_LIMIT),
  /** Id of the family that they join; `null`: they make a new one. */
  family: Uuid.nullable(),
  /** Id that the new family gets, so that a later edit of the same step can name it. */
  newFamily: Uuid.optional(),
});
export type LinkBody = z.infer<typeof LinkBody>;

/** A family by whose it is and its id: two analysts' files may use the same id. */
export const FamilyReference = z.strictObject({ annotator: Uuid, id: Uuid });
export type FamilyReference = z.infer<typeof FamilyReference>;

/**
 * A reviewer's word on colleagues' families, or an answer to one about one's own; the families
 * themselves are added where it is stored.
 */
export const LinkDecisionBody = z.strictObject({
  about: z.array(FamilyReference).min(1).max(200),
  verdict: LinkDecision.shape.verdict,
  /** What stands, for `change`. */
  result: z
    .strictObject({
      kind: FamilyKind,
      label: Label,
      renderings: z
        .array(
          z.strictObject({
            ...PlaceBody.shape,
            tag: TagReference.nullable(),
            class: GivenClass.nullable(),
            relation: ClaimRelation.nullable(),
          }),
        )
        .min(1)
        .max(RENDERING_LIMIT),
      /** Index of the rendering that is the base; `null`: the fullest. */
      base: z.int().nonnegative().nullable(),
      note: Note,
    })
    .nullable(),
  reason: Reason,
  note: Note,
});
export type LinkDecisionBody = z.infer<typeof LinkDecisionBody>;

const Renderings = z.array(Uuid).min(1).max(RENDERING_LIMIT);

/** What an analyst asks of one event that is one thing. */
const SingleEventEdit = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('link'), ...LinkBody.shape }),
  z.strictObject({ type: z.literal('link-groups'), groups: z.array(LinkBody).min(1).max(AT_ONCE) }),
  /** A family whose last rendering goes is removed, and with it what was looked for of it. */
  z.strictObject({ type: z.literal('unlink'), renderings: Renderings }),
  /** Two passages are not the same. Where both are in one family, `a` leaves it. */
  z.strictObject({
    type: z.literal('refuse'),
    pairs: z
      .array(z.strictObject({ a: PlaceBody, b: PlaceBody }))
      .min(1)
      .max(AT_ONCE),
    reason: Reason,
  }),
  /** `base`: id of a rendering of the family; `null`: the fullest. */
  z.strictObject({ type: z.literal('set-base'), family: Uuid, base: Uuid.nullable() }),
  /** `class: null`: as computed. */
  z.strictObject({
    type: z.literal('set-class'),
    renderings: Renderings,
    class: GivenClass.nullable(),
  }),
  /** Of claims. */
  z.strictObject({
    type: z.literal('set-relation'),
    renderings: Renderings,
    relation: ClaimRelation.nullable(),
  }),
  /** Empty: the words of the base. */
  z.strictObject({ type: z.literal('set-label'), family: Uuid, label: Label }),
  z.strictObject({ type: z.literal('set-family-note'), family: Uuid, note: Note }),
  z.strictObject({
    type: z.literal('judge-finding'),
    finding: z.enum(FINDING_TYPES),
    places: z.array(PlaceBody).min(1).max(20),
    /** `null` takes the word back. */
    verdict: FindingWord.shape.verdict.nullable(),
    reason: Reason,
    note: Note,
  }),
  /** Articles were read for a family's words, and they are not there; or were not read after all. */
  z.strictObject({
    type: z.literal('check-absent'),
    family: Uuid,
    articles: z.array(ArticleId).min(1).max(ARTICLES_AT_ONCE),
    absent: z.boolean(),
  }),
  z.strictObject({
    type: z.literal('decide-links'),
    bodies: z.array(LinkDecisionBody).min(1).max(AT_ONCE),
  }),
  z.strictObject({
    type: z.literal('take-back-link-decisions'),
    ids: z.array(Uuid).min(1).max(AT_ONCE),
  }),
]);
export type SingleEventEdit = z.infer<typeof SingleEventEdit>;

/** What an analyst asks to be changed in what is said of an event; one edit is one undo step. */
export const EventEdit = z.discriminatedUnion('type', [
  ...SingleEventEdit.options,
  /**
   * Several in order, each on what those before it leave; called in the undo menu as the last one
   * that changes something. So a word on a row that is not linked yet is one step with the linking.
   */
  z.strictObject({
    type: z.literal('several'),
    edits: z.array(SingleEventEdit).min(1).max(EDITS_AT_ONCE),
  }),
]);
export type EventEdit = z.infer<typeof EventEdit>;

/** Everything from outside that turning an edit into a change needs. */
export interface EventEditContext {
  /** The texts of the articles that the edit names places in, by the id of the article. */
  readonly texts: ReadonlyMap<string, string>;
  /** Id of the analyst at work. */
  readonly self: string;
  /** ISO 8601, UTC. */
  readonly now: string;
  readonly newId: () => string;
}

/** A change ready to be made durable, with its name for the undo menu. */
export interface PlannedEventChange {
  readonly steps: readonly EventStep[];
  /** Lower case, as it follows *Undo:* in the menu; for example `link 3 passages`. */
  readonly label: string;
}

export type EventEditError =
  | { readonly type: 'no-such-article'; readonly articleId: string }
  | { readonly type: 'no-such-family'; readonly id: string }
  | { readonly type: 'no-such-rendering'; readonly id: string }
  | { readonly type: 'no-such-link-decision'; readonly id: string }
  | SpanError
  /** A quotation is to join claims, or the other way round. */
  | { readonly type: 'other-kind'; readonly id: string }
  /** Only claims have a relation. */
  | { readonly type: 'not-a-claim'; readonly id: string }
  /** The article has a rendering of the family, so its words are not absent there. */
  | { readonly type: 'is-present'; readonly articleId: string }
  | { readonly type: 'too-many-renderings'; readonly limit: number }
  | { readonly type: 'bad-name' }
  /** Something has the id already that something new was to get. */
  | { readonly type: 'id-taken'; readonly id: string }
  /** `detail`: a sentence. */
  | { readonly type: 'contradiction'; readonly detail: string }
  | { readonly type: 'nothing-changed' };

/** The articles that an edit names places in; their texts are needed to plan it. */
export function articlesNamed(edit: EventEdit): ReadonlySet<string> {
  return new Set(placesNamed(edit).map(({ article }) => article));
}

function placesNamed(edit: EventEdit): readonly { readonly article: string }[] {
  switch (edit.type) {
    case 'link':
      return edit.passages;
    case 'link-groups':
      return edit.groups.flatMap(({ passages }) => passages);
    case 'refuse':
      return edit.pairs.flatMap(({ a, b }) => [a, b]);
    case 'judge-finding':
      return edit.places;
    case 'decide-links':
      return edit.bodies.flatMap(({ result }) => result?.renderings ?? []);
    case 'several':
      return edit.edits.flatMap(placesNamed);
    case 'unlink':
    case 'set-base':
    case 'set-class':
    case 'set-relation':
    case 'set-label':
    case 'set-family-note':
    case 'check-absent':
    case 'take-back-link-decisions':
      return [];
  }
}
