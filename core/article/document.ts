import { z } from 'zod';

import { AnnotationSchema, compareTags, type Annotation } from '../tags/tag.ts';
import {
  ArticleDetails,
  ArticleId,
  ArticleSource,
  DetailsPatch,
  Region,
  SetReference,
  type ArticleSummary,
} from './article.ts';
import { IdMap } from '../collections/id-map.ts';
import { err, ok, type Result } from '../result.ts';
import { Comment, compareComments } from '../review/comment.ts';
import { compareDecisions, Decision } from '../review/decision.ts';
import { Placement } from '../review/placement.ts';
import { applySequence } from '../collections/step-sequence.ts';
import { Uuid } from '../tags/ids.ts';
import { sortedById } from '../collections/order.ts';

/** Version of the stored form of an article; a newer one is opened read-only. */
export const ARTICLE_SCHEMA = 4;

/** One reversible step of a change to an article. */
export const ArticleStep = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('put-annotation'), annotation: AnnotationSchema }),
  z.strictObject({ op: z.literal('remove-annotation'), id: Uuid }),
  z.strictObject({ op: z.literal('put-region'), region: Region }),
  z.strictObject({ op: z.literal('remove-region'), id: Uuid }),
  z.strictObject({ op: z.literal('set-details'), details: DetailsPatch }),
  /** The same text came under one more name. */
  z.strictObject({ op: z.literal('put-source'), source: ArticleSource }),
  z.strictObject({ op: z.literal('remove-source'), source: ArticleSource }),
  /** Since schema 2: another annotator's set takes the place of the one that was in force. */
  z.strictObject({ op: z.literal('put-set'), set: SetReference }),
  z.strictObject({ op: z.literal('remove-set'), id: Uuid }),
  /** Since schema 3: words of reviewers on the tags of all sets, and what is said of both. */
  z.strictObject({ op: z.literal('put-decision'), decision: Decision }),
  z.strictObject({ op: z.literal('remove-decision'), id: Uuid }),
  z.strictObject({ op: z.literal('put-comment'), comment: Comment }),
  z.strictObject({ op: z.literal('remove-comment'), id: Uuid }),
  /** Since schema 4: where tags of another version of the text belong. */
  z.strictObject({ op: z.literal('put-placement'), placement: Placement }),
  z.strictObject({ op: z.literal('remove-placement'), id: Uuid }),
]);
export type ArticleStep = z.infer<typeof ArticleStep>;

/** An article with everything its own analyst has added. Immutable; the text is kept beside it. */
export interface ArticleDocument {
  readonly id: string;
  /** UTF-16 code units of the text. */
  readonly length: number;
  readonly added: string;
  readonly sources: readonly ArticleSource[];
  readonly details: ArticleDetails;
  readonly regions: IdMap<Region>;
  readonly annotations: IdMap<Annotation>;
  /** Other annotators' sets by annotator; see `SetReference`. */
  readonly sets: IdMap<SetReference>;
  /** Reviewers' words, one's own and those that came back with a file. */
  readonly decisions: IdMap<Decision>;
  readonly comments: IdMap<Comment>;
  /** Where others' tags belong that were made in another version of the text. */
  readonly placements: IdMap<Placement>;
  /** Annotation ids by place, category and creator, so that a duplicate is found without a search. */
  readonly places: IdMap<Place>;
  /** Number of annotations by category id, kept with every change. */
  readonly tagCounts: Readonly<Record<string, number>>;
  /** Fields of the stored form that this version does not know; written back as they were. */
  readonly extra: Readonly<Record<string, unknown>>;
}

interface Place {
  /** See `placeKey`. */
  readonly id: string;
  readonly annotation: string;
}

/** Key of an annotation's place, category and creator; begins with two hex digits (see `IdMap`). */
function placeKey(annotation: {
  readonly fragments: readonly { readonly start: number; readonly end: number }[];
  readonly category: string;
  readonly creator: string;
}): string {
  const first = annotation.fragments[0]?.start ?? 0;
  const place = annotation.fragments.map((span) => `${span.start}-${span.end}`).join(',');
  return `${(first & 0xff).toString(16).padStart(2, '0')}:${place}:${annotation.category}:${annotation.creator}`;
}

/** Without the annotation's place, unless another annotation has taken the same one since. */
function withoutPlace(places: IdMap<Place>, annotation: Annotation): IdMap<Place> {
  const key = placeKey(annotation);
  return places.get(key)?.annotation === annotation.id ? places.without(key) : places;
}

/** The annotation that marks the same fragments with the same category for the same creator. */
export function findSamePlace(
  document: ArticleDocument,
  like: Pick<Annotation, 'category' | 'creator'> & {
    readonly fragments: readonly { readonly start: number; readonly end: number }[];
  },
): Annotation | undefined {
  const place = document.places.get(placeKey(like));
  return place && document.annotations.get(place.annotation);
}

/** A new document without tags. */
export function createArticleDocument(fields: {
  readonly id: string;
  readonly length: number;
  readonly added: string;
  readonly sources: readonly ArticleSource[];
  readonly details: ArticleDetails;
}): ArticleDocument {
  return {
    ...fields,
    regions: IdMap.empty(),
    annotations: IdMap.empty(),
    sets: IdMap.empty(),
    decisions: IdMap.empty(),
    comments: IdMap.empty(),
    placements: IdMap.empty(),
    places: IdMap.empty(),
    tagCounts: {},
    extra: {},
  };
}

function count(
  counts: Readonly<Record<string, number>>,
  category: string,
  difference: 1 | -1,
): Readonly<Record<string, number>> {
  return { ...counts, [category]: (counts[category] ?? 0) + difference };
}

export type ApplyError =
  | { readonly type: 'no-such-annotation'; readonly id: string }
  | { readonly type: 'no-such-region'; readonly id: string }
  | { readonly type: 'no-such-source'; readonly name: string }
  | { readonly type: 'no-such-set'; readonly id: string }
  | { readonly type: 'no-such-decision'; readonly id: string }
  | { readonly type: 'no-such-comment'; readonly id: string }
  | { readonly type: 'no-such-placement'; readonly id: string }
  | { readonly type: 'beyond-text'; readonly end: number; readonly length: number };

/** Applies steps in order; see `applySequence`. */
export function applyArticleSteps(
  document: ArticleDocument,
  steps: readonly ArticleStep[],
): Result<
  { readonly document: ArticleDocument; readonly inverse: readonly ArticleStep[] },
  ApplyError
> {
  return applySequence(document, steps, applyStep);
}

function applyStep(
  document: ArticleDocument,
  step: ArticleStep,
): Result<{ document: ArticleDocument; inverse: ArticleStep }, ApplyError> {
  switch (step.op) {
    case 'put-annotation': {
      const { annotation } = step;
      const end = annotation.fragments.at(-1)?.end ?? 0;
      if (end > document.length) return err({ type: 'beyond-text', end, length: document.length });
      const before = document.annotations.get(annotation.id);
      const places = before ? withoutPlace(document.places, before) : document.places;
      return ok({
        document: {
          ...document,
          annotations: document.annotations.with(annotation),
          places: places.with({ id: placeKey(annotation), annotation: annotation.id }),
          tagCounts: count(
            before ? count(document.tagCounts, before.category, -1) : document.tagCounts,
            annotation.category,
            1,
          ),
        },
        inverse: before
          ? { op: 'put-annotation', annotation: before }
          : { op: 'remove-annotation', id: annotation.id },
      });
    }
    case 'remove-annotation': {
      const before = document.annotations.get(step.id);
      if (!before) return err({ type: 'no-such-annotation', id: step.id });
      return ok({
        document: {
          ...document,
          annotations: document.annotations.without(step.id),
          places: withoutPlace(document.places, before),
          tagCounts: count(document.tagCounts, before.category, -1),
        },
        inverse: { op: 'put-annotation', annotation: before },
      });
    }
    case 'put-region': {
      const { region } = step;
      if (region.end > document.length) {
        return err({ type: 'beyond-text', end: region.end, length: document.length });
      }
      const before = document.regions.get(region.id);
      return ok({
        document: { ...document, regions: document.regions.with(region) },
        inverse: before
          ? { op: 'put-region', region: before }
          : { op: 'remove-region', id: region.id },
      });
    }
    case 'remove-region': {
      const before = document.regions.get(step.id);
      if (!before) return err({ type: 'no-such-region', id: step.id });
      return ok({
        document: { ...document, regions: document.regions.without(step.id) },
        inverse: { op: 'put-region', region: before },
      });
    }
    case 'set-details': {
      const before: DetailsPatch = Object.fromEntries(
        Object.keys(step.details).map((key) => [
          key,
          document.details[key as keyof ArticleDetails],
        ]),
      );
      return ok({
        document: {
          ...document,
          details: { ...document.details, ...step.details } as ArticleDetails,
        },
        inverse: { op: 'set-details', details: before },
      });
    }
    case 'put-source': {
      if (document.sources.some((source) => sameSource(source, step.source))) {
        return ok({ document, inverse: step });
      }
      return ok({
        document: { ...document, sources: [...document.sources, step.source] },
        inverse: { op: 'remove-source', source: step.source },
      });
    }
    case 'remove-source': {
      const sources = document.sources.filter((source) => !sameSource(source, step.source));
      if (sources.length === document.sources.length) {
        return err({ type: 'no-such-source', name: step.source.name });
      }
      return ok({
        document: { ...document, sources },
        inverse: { op: 'put-source', source: step.source },
      });
    }
    case 'put-set': {
      const before = document.sets.get(step.set.id);
      return ok({
        document: { ...document, sets: document.sets.with(step.set) },
        inverse: before ? { op: 'put-set', set: before } : { op: 'remove-set', id: step.set.id },
      });
    }
    case 'remove-set': {
      const before = document.sets.get(step.id);
      if (!before) return err({ type: 'no-such-set', id: step.id });
      return ok({
        document: { ...document, sets: document.sets.without(step.id) },
        inverse: { op: 'put-set', set: before },
      });
    }
    case 'put-decision': {
      const { decision } = step;
      const before = document.decisions.get(decision.id);
      return ok({
        document: { ...document, decisions: document.decisions.with(decision) },
        inverse: before
          ? { op: 'put-decision', decision: before }
          : { op: 'remove-decision', id: decision.id },
      });
    }
    case 'remove-decision': {
      const before = document.decisions.get(step.id);
      if (!before) return err({ type: 'no-such-decision', id: step.id });
      return ok({
        document: { ...document, decisions: document.decisions.without(step.id) },
        inverse: { op: 'put-decision', decision: before },
      });
    }
    case 'put-comment': {
      const { comment } = step;
      const before = document.comments.get(comment.id);
      return ok({
        document: { ...document, comments: document.comments.with(comment) },
        inverse: before
          ? { op: 'put-comment', comment: before }
          : { op: 'remove-comment', id: comment.id },
      });
    }
    case 'remove-comment': {
      const before = document.comments.get(step.id);
      if (!before) return err({ type: 'no-such-comment', id: step.id });
      return ok({
        document: { ...document, comments: document.comments.without(step.id) },
        inverse: { op: 'put-comment', comment: before },
      });
    }
    case 'put-placement': {
      const { placement } = step;
      const before = document.placements.get(placement.id);
      return ok({
        document: { ...document, placements: document.placements.with(placement) },
        inverse: before
          ? { op: 'put-placement', placement: before }
          : { op: 'remove-placement', id: placement.id },
      });
    }
    case 'remove-placement': {
      const before = document.placements.get(step.id);
      if (!before) return err({ type: 'no-such-placement', id: step.id });
      return ok({
        document: { ...document, placements: document.placements.without(step.id) },
        inverse: { op: 'put-placement', placement: before },
      });
    }
  }
}

/** Whether two sources are the same file name with the same bytes, read in the same way. */
export function sameSource(a: ArticleSource, b: ArticleSource): boolean {
  return (
    a.name === b.name &&
    a.bytesSha256 === b.bytesSha256 &&
    a.encoding === b.encoding &&
    a.bom === b.bom
  );
}

/** The stored form: plain JSON, annotations and regions in document order, sets by annotator, the rest by time. */
export const StoredArticle = z.looseObject({
  id: ArticleId,
  length: z.int().nonnegative(),
  added: z.string().max(64),
  sources: z.array(ArticleSource).max(1000),
  details: ArticleDetails,
  regions: z.array(Region),
  annotations: z.array(AnnotationSchema),
  sets: z.array(SetReference),
  decisions: z.array(Decision),
  comments: z.array(Comment),
  placements: z.array(Placement),
});
export type StoredArticle = z.infer<typeof StoredArticle>;

/** Live to stored. */
export function toStoredArticle(document: ArticleDocument): StoredArticle {
  return {
    ...document.extra,
    id: document.id,
    length: document.length,
    added: document.added,
    sources: [...document.sources],
    details: document.details,
    regions: [...document.regions].sort((a, b) => a.start - b.start || a.end - b.end),
    annotations: [...document.annotations].sort(compareTags),
    sets: sortedById(document.sets),
    decisions: [...document.decisions].sort(compareDecisions),
    comments: [...document.comments].sort(compareComments),
    placements: [...document.placements].sort(compareDecisions),
  };
}

/** Stored to live. */
export function fromStoredArticle(stored: StoredArticle): ArticleDocument {
  const { id, length, added, sources, details, ...rest } = stored;
  const { regions, annotations, sets, decisions, comments, placements, ...extra } = rest;
  let tagCounts: Readonly<Record<string, number>> = {};
  for (const { category } of annotations) tagCounts = count(tagCounts, category, 1);
  return {
    id,
    length,
    added,
    sources,
    details,
    extra,
    tagCounts,
    regions: IdMap.from(regions),
    annotations: IdMap.from(annotations),
    sets: IdMap.from(sets),
    decisions: IdMap.from(decisions),
    comments: IdMap.from(comments),
    placements: IdMap.from(placements),
    places: IdMap.from(
      stored.annotations.map((each) => ({ id: placeKey(each), annotation: each.id })),
    ),
  };
}

/** The line of the list of articles that stands for this document. */
export function summarize(document: ArticleDocument): ArticleSummary {
  return {
    id: document.id,
    details: document.details,
    length: document.length,
    added: document.added,
    sourceName: document.sources[0]?.name ?? '',
    tagCounts: document.tagCounts,
  };
}
