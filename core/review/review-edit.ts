import { z } from 'zod';

import {
  Confidence,
  FRAGMENT_LIMIT,
  NOTE_LIMIT,
  SpanSchema,
  TagBody,
  trimNote,
  type Annotation,
} from '../tags/tag.ts';
import type { IdMap } from '../collections/id-map.ts';
import { err, ok, type Result } from '../result.ts';
import { describeSpan } from '../text/selector.ts';
import { CommentTarget, contestedDecisions, type Comment } from './comment.ts';
import {
  compareReferences,
  contentKey,
  DecisionRule,
  MEMBER_LIMIT,
  REASON_LIMIT,
  referenceKey,
  referenceOf,
  TagReference,
  Verdict,
  type Decision,
} from './decision.ts';
import { placementKey, placeTag, type Placement } from './placement.ts';
import { Uuid } from '../tags/ids.ts';

/** A reviewer's word as the window sends it: the tags themselves are added where they are stored. */
export const DecisionBody = z.strictObject({
  about: z.array(TagReference).max(MEMBER_LIMIT),
  /** UTF-16, half-open; for a passage that nobody tagged. */
  passage: SpanSchema.nullable(),
  verdict: Verdict,
  kept: z.array(TagReference).max(MEMBER_LIMIT),
  /** For `edit`: the tag that stands. */
  edited: TagBody.nullable(),
  reason: z.string().max(REASON_LIMIT).nullable(),
  note: z.string().max(NOTE_LIMIT),
  confidence: Confidence.nullable(),
  guidelineUnclear: z.boolean(),
  rule: DecisionRule.nullable(),
});
export type DecisionBody = z.infer<typeof DecisionBody>;

/** What a reviewer asks for in one article; one edit is one undo step. */
export const ReviewEdit = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('decide'),
    bodies: z.array(DecisionBody).min(1).max(100_000),
    /** Ids of decisions that this says more of: it is taken back with the change before that made them. */
    joins: z.array(Uuid).max(MEMBER_LIMIT).optional(),
  }),
  z.strictObject({
    kind: z.literal('take-back-decisions'),
    ids: z.array(Uuid).min(1).max(100_000),
  }),
  z.strictObject({
    kind: z.literal('add-comment'),
    about: CommentTarget,
    parent: Uuid.nullable(),
    text: z.string().min(1).max(NOTE_LIMIT),
    contests: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('edit-comment'),
    id: Uuid,
    text: z.string().min(1).max(NOTE_LIMIT),
  }),
  z.strictObject({ kind: z.literal('delete-comment'), id: Uuid }),
  z.strictObject({
    kind: z.literal('place-tag'),
    /** A tag of another version of the text. */
    tag: TagReference,
    /** In document order; empty: this text has no place for it. */
    fragments: z.array(SpanSchema).max(FRAGMENT_LIMIT),
  }),
  /** The tag is without a place again. */
  z.strictObject({ kind: z.literal('take-back-place'), tag: TagReference }),
]);
export type ReviewEdit = z.infer<typeof ReviewEdit>;

/** One reversible step of a review. */
export type ReviewStep =
  | { readonly op: 'put-decision'; readonly decision: Decision }
  | { readonly op: 'remove-decision'; readonly id: string }
  | { readonly op: 'put-comment'; readonly comment: Comment }
  | { readonly op: 'remove-comment'; readonly id: string }
  | { readonly op: 'put-placement'; readonly placement: Placement }
  | { readonly op: 'remove-placement'; readonly id: string };

/** One annotator's tags. */
export type TagsById = Pick<IdMap<Annotation>, 'get' | 'has'>;

/** What a review is made in. */
export interface ReviewContext {
  readonly text: string;
  /** Everybody's tags on the article by annotator id, the reviewer's own included. */
  readonly sets: ReadonlyMap<string, TagsById>;
  readonly decisions: IdMap<Decision>;
  readonly comments: IdMap<Comment>;
  readonly placements: IdMap<Placement>;
  /** Somebody else's tag of another version of the text, as its author made it. */
  readonly findUnplaced: (tag: TagReference) => Annotation | undefined;
  /** Annotator id of the one at work. */
  readonly self: string;
  /** ISO 8601, UTC. */
  readonly now: string;
  readonly newId: () => string;
}

export type ReviewError =
  | { readonly type: 'no-such-tag'; readonly id: string }
  | { readonly type: 'no-such-decision'; readonly id: string }
  | { readonly type: 'no-such-comment'; readonly id: string }
  | { readonly type: 'not-yours'; readonly id: string }
  | { readonly type: 'beyond-text'; readonly end: number; readonly length: number }
  | { readonly type: 'contradiction'; readonly detail: string };

export interface PlannedReview {
  readonly steps: readonly ReviewStep[];
  /** Lower case, as it follows *Undo:*; for example `accept quote`. */
  readonly label: string;
}

/** Turns what a reviewer asked for into reversible steps, or says why it cannot be done. */
export function planReviewEdit(
  edit: ReviewEdit,
  context: ReviewContext,
): Result<PlannedReview, ReviewError> {
  switch (edit.kind) {
    case 'decide':
      return planDecisions(edit.bodies, context);
    case 'take-back-decisions': {
      for (const id of edit.ids) {
        const decision = context.decisions.get(id);
        if (!decision) return err({ type: 'no-such-decision', id });
        if (decision.reviewer !== context.self) return err({ type: 'not-yours', id });
      }
      const steps = [...new Set(edit.ids)].map((id): ReviewStep => ({ op: 'remove-decision', id }));
      return ok({ steps, label: steps.length === 1 ? 'decide again' : 'take decisions back' });
    }
    case 'add-comment': {
      const { about, parent, text, contests } = edit;
      const missing = missingTarget(about, context);
      if (missing) return err(missing);
      if (parent !== null && !context.comments.has(parent)) {
        return err({ type: 'no-such-comment', id: parent });
      }
      const comment = makeComment(
        { about, parent, text: trimNote(text) || text, contests },
        context,
      );
      const label = contests ? 'contest decision' : 'comment';
      return ok({ steps: [{ op: 'put-comment', comment }], label });
    }
    case 'edit-comment': {
      const comment = ownComment(edit.id, context);
      if (!comment.ok) return comment;
      const changed = {
        ...comment.value,
        text: trimNote(edit.text) || edit.text,
        modified: context.now,
      };
      return ok({ steps: [{ op: 'put-comment', comment: changed }], label: 'edit comment' });
    }
    case 'delete-comment': {
      const comment = ownComment(edit.id, context);
      if (!comment.ok) return comment;
      return ok({ steps: [{ op: 'remove-comment', id: edit.id }], label: 'delete comment' });
    }
    case 'place-tag':
      return planPlacement(edit, context);
    case 'take-back-place': {
      const steps = removePlacements(edit.tag, context);
      return steps.length === 0
        ? err({ type: 'no-such-tag', id: edit.tag.id })
        : ok({ steps, label: 'take the place back' });
    }
  }
}

function planPlacement(
  { tag, fragments }: Extract<ReviewEdit, { kind: 'place-tag' }>,
  context: ReviewContext,
): Result<PlannedReview, ReviewError> {
  const { text, self, now, newId } = context;
  const original = context.findUnplaced(tag);
  if (!original) return err({ type: 'no-such-tag', id: tag.id });
  const end = fragments.at(-1)?.end ?? 0;
  if (end > text.length) return err({ type: 'beyond-text', end, length: text.length });
  if (fragments.some((span, index) => span.start < (fragments[index - 1]?.end ?? 0))) {
    return err({ type: 'contradiction', detail: 'Its parts are not in the order of the text.' });
  }
  const placement: Placement = {
    id: newId(),
    annotator: tag.annotator,
    original,
    placed: fragments.length > 0 ? placeTag(text, original, fragments) : null,
    reviewer: self,
    decided: now,
  };
  return ok({
    steps: [...removePlacements(tag, context), { op: 'put-placement', placement }],
    label: placement.placed ? 'place tag' : 'no place here',
  });
}

function removePlacements(tag: TagReference, { placements }: ReviewContext): ReviewStep[] {
  const key = referenceKey(tag);
  return [...placements]
    .filter((each) => placementKey(each) === key)
    .map(({ id }) => ({ op: 'remove-placement', id }));
}

/**
 * New decisions take the place of the reviewer's earlier ones about the same tags or passage. A word
 * on the very same ones keeps its id, so that what was said of it stays with it.
 */
function planDecisions(
  bodies: readonly DecisionBody[],
  context: ReviewContext,
): Result<PlannedReview, ReviewError> {
  const decisions: Decision[] = [];
  const decided = new Set<string>();
  const touched = new Set<string>();
  for (const body of bodies) {
    const decision = makeDecision(body, context);
    if (!decision.ok) return decision;
    decisions.push(decision.value);
    for (const key of subjectsOf(decision.value)) decided.add(key);
    for (const { annotation } of decision.value.about) touched.add(annotation.id);
  }
  const replaced = [...context.decisions]
    .filter(({ reviewer, about }) => {
      const mayBe =
        about.length === 0 || about.some(({ annotation }) => touched.has(annotation.id));
      return mayBe && reviewer === context.self;
    })
    .filter((decision) => subjectsOf(decision).some((key) => decided.has(key)));
  const earlier = new Map(replaced.map((decision) => [subjectOf(decision), decision]));
  const puts = decisions.map((decision) => {
    const before = earlier.get(subjectOf(decision));
    return before ? { ...decision, id: before.id } : decision;
  });
  const kept = new Set(puts.map(({ id }) => id));
  const contests = contestedDecisions(context.comments, context.self);
  return ok({
    steps: [
      ...replaced.flatMap(({ id }): ReviewStep[] =>
        kept.has(id) ? [] : [{ op: 'remove-decision', id }],
      ),
      ...puts.map((decision): ReviewStep => ({ op: 'put-decision', decision })),
      ...puts.flatMap((decision): ReviewStep[] => {
        const contest = contests.get(decision.id);
        const before = context.decisions.get(decision.id);
        if (!contest || !before || saysOnlyMore(decision, before)) return [];
        const { about, id: parent } = contest;
        const words = { about, parent, text: 'I have decided anew.', contests: false };
        return [{ op: 'put-comment', comment: makeComment(words, context) }];
      }),
    ],
    label: labelOf(bodies),
  });
}

/** Whether a decision that was said again differs only in what is said beside it. */
function saysOnlyMore(now: Decision, before: Decision): boolean {
  const outcomeOf = ({ verdict, kept, edited }: Decision): string =>
    JSON.stringify([verdict, kept.map(referenceKey).sort(), edited && contentKey(edited)]);
  const remarksOf = ({ reason, note, confidence, guidelineUnclear }: Decision): string =>
    JSON.stringify([reason, note, confidence, guidelineUnclear]);
  return outcomeOf(now) === outcomeOf(before) && remarksOf(now) !== remarksOf(before);
}

/** What a decision is about, as one key. */
function subjectOf(decision: Decision): string {
  return subjectsOf(decision).sort().join(' ');
}

/** What two decisions about the same thing share. */
function subjectsOf({ about, passage }: Decision): string[] {
  if (about.length === 0 && passage) return [`${passage.start}-${passage.end}`];
  return about.map((tag) => referenceKey(referenceOf(tag)));
}

function makeDecision(body: DecisionBody, context: ReviewContext): Result<Decision, ReviewError> {
  const wrong = contradictionIn(body);
  if (wrong !== null) return err({ type: 'contradiction', detail: wrong });
  const about: Decision['about'] = [];
  for (const { annotator, id } of body.about.toSorted(compareReferences)) {
    const annotation = context.sets.get(annotator)?.get(id);
    if (!annotation) return err({ type: 'no-such-tag', id });
    about.push({ annotator, annotation });
  }
  const { text, self, now, newId } = context;
  const spans = [
    ...(body.passage ? [body.passage] : []),
    ...(body.edited
      ? [...body.edited.fragments, ...Object.values(body.edited.attributeSpans)]
      : []),
  ];
  const beyond = spans.find(({ end }) => end > text.length);
  if (beyond) return err({ type: 'beyond-text', end: beyond.end, length: text.length });
  return ok({
    id: newId(),
    about,
    passage: body.passage ? describeSpan(text, body.passage) : null,
    verdict: body.verdict,
    kept: body.kept.toSorted(compareReferences),
    edited: body.edited
      ? {
          ...body.edited,
          id: newId(),
          fragments: body.edited.fragments.map((span) => describeSpan(text, span)),
          attributeSpans: Object.fromEntries(
            Object.entries(body.edited.attributeSpans).map(([id, span]) => [
              id,
              describeSpan(text, span),
            ]),
          ),
          creator: self,
          created: now,
          modified: now,
        }
      : null,
    reason: body.reason,
    note: trimNote(body.note),
    confidence: body.confidence,
    guidelineUnclear: body.guidelineUnclear,
    rule: body.rule,
    reviewer: self,
    decided: now,
  });
}

/** Why a decision cannot mean anything, or `null`. */
export function contradictionIn({
  about,
  passage,
  verdict,
  kept,
  edited,
}: Pick<DecisionBody, 'about' | 'verdict' | 'kept'> & {
  readonly passage: unknown;
  readonly edited: unknown;
}): string | null {
  const references = new Set(about.map(referenceKey));
  if (about.length === 0 && passage === null) return 'It is about nothing.';
  if (about.length === 0 && verdict !== 'nothing-here') return 'There is no tag to decide on.';
  if (references.size < about.length) return 'A tag is named twice.';
  if (kept.some((reference) => !references.has(referenceKey(reference)))) {
    return 'It keeps a tag that it is not about.';
  }
  if (verdict !== 'keep' && kept.length > 0) return 'Only “keep” keeps tags.';
  if ((verdict === 'edit') !== (edited !== null)) return 'Only “edit” has an edited tag.';
  return null;
}

function labelOf(bodies: readonly DecisionBody[]): string {
  const [body] = bodies;
  if (!body || bodies.length > 1) return `decide ${bodies.length} differences`;
  switch (body.verdict) {
    case 'keep':
      return body.kept.length === 0 ? 'reject' : body.kept.length > 1 ? 'keep both' : 'accept';
    case 'edit':
      return 'edit and accept';
    case 'nothing-here':
      return 'checked, nothing here';
    case 'defer':
      return 'defer';
  }
}

function missingTarget(about: CommentTarget, context: ReviewContext): ReviewError | null {
  switch (about.type) {
    case 'tag': {
      const { annotator, id } = about.tag;
      return context.sets.get(annotator)?.has(id) ? null : { type: 'no-such-tag', id };
    }
    case 'decision':
      return context.decisions.has(about.id) ? null : { type: 'no-such-decision', id: about.id };
  }
}

function makeComment(
  words: Pick<Comment, 'about' | 'parent' | 'text' | 'contests'>,
  { newId, self, now }: ReviewContext,
): Comment {
  return { id: newId(), ...words, author: self, created: now, modified: now };
}

function ownComment(id: string, context: ReviewContext): Result<Comment, ReviewError> {
  const comment = context.comments.get(id);
  if (!comment) return err({ type: 'no-such-comment', id });
  return comment.author === context.self ? ok(comment) : err({ type: 'not-yours', id });
}
