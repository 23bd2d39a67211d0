// One article with everything on it, as steps that can be undone. How it lies on the disk is the store's;
// what articles share is in library.
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
import { CarriedTag } from './carried-tag.ts';
import { IdMap } from '../collections/id-map.ts';
import { err, ok, type Result } from '../result.ts';
import { Comment, compareComments } from '../review/comment.ts';
import { compareDecisions, Decision } from '../review/decision.ts';
import { Placement } from '../review/placement.ts';
import { applySequence } from '../collections/step-sequence.ts';
import { KeyedSteps, type Applied, type Collections } from '../collections/steps.ts';
import { Uuid } from '../tags/ids.ts';
import { compareText, groupBy, sortedById } from '../collections/order.ts';

/** Version of the stored form of an article; a newer one is opened read-only. */
export const ARTICLE_SCHEMA = 5;

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
  /** Since schema 5: which tags came with an earlier version; sources may have a receipt. */
  z.strictObject({ op: z.literal('put-carried'), carried: CarriedTag }),
  z.strictObject({ op: z.literal('remove-carried'), id: Uuid }),
]);
export type ArticleStep = z.infer<typeof ArticleStep>;

interface ArticleCollections {
  readonly regions: Region;
  readonly annotations: Annotation;
  /** Other annotators' sets by annotator; see `SetReference`. */
  readonly sets: SetReference;
  /** Reviewers' words, one's own and those that came back with a file. */
  readonly decisions: Decision;
  readonly comments: Comment;
  /** Where others' tags belong that were made in another version of the text. */
  readonly placements: Placement;
  /** Own tags that came with an earlier version of the text, by their id here. */
  readonly carried: CarriedTag;
}

/** An article with everything its own analyst has added. Immutable; the text is kept beside it. */
export interface ArticleDocument extends Collections<ArticleCollections> {
  readonly id: string;
  /** UTF-16 code units of the text. */
  readonly length: number;
  readonly added: string;
  readonly sources: readonly ArticleSource[];
  readonly details: ArticleDetails;
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
  /** Ids in order: a change may bring a second annotation to a place. */
  readonly annotations: readonly string[];
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

function withPlace(places: IdMap<Place>, annotation: Annotation): IdMap<Place> {
  const id = placeKey(annotation);
  const others = places.get(id)?.annotations ?? [];
  return places.with({ id, annotations: [...others, annotation.id].sort(compareText) });
}

function withoutPlace(places: IdMap<Place>, annotation: Annotation): IdMap<Place> {
  const id = placeKey(annotation);
  const annotations = places.get(id)?.annotations.filter((each) => each !== annotation.id) ?? [];
  return annotations.length === 0 ? places.without(id) : places.with({ id, annotations });
}

/** The annotation that marks the same fragments with the same category for the same creator. */
export function findSamePlace(
  document: ArticleDocument,
  like: Pick<Annotation, 'category' | 'creator'> & {
    readonly fragments: readonly { readonly start: number; readonly end: number }[];
  },
): Annotation | undefined {
  const [first] = document.places.get(placeKey(like))?.annotations ?? [];
  return first === undefined ? undefined : document.annotations.get(first);
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
    carried: IdMap.empty(),
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
  | { readonly type: 'no-such-carried'; readonly id: string }
  | { readonly type: 'beyond-text'; readonly end: number; readonly length: number };

/** The keyed collections and their steps; what journals hold names them so. */
const COLLECTIONS = new KeyedSteps<ArticleCollections, ArticleStep, ApplyError>({
  annotations: {
    put: (annotation) => ({ op: 'put-annotation', annotation }),
    remove: (id) => ({ op: 'remove-annotation', id }),
    missing: (id) => ({ type: 'no-such-annotation', id }),
  },
  regions: {
    put: (region) => ({ op: 'put-region', region }),
    remove: (id) => ({ op: 'remove-region', id }),
    missing: (id) => ({ type: 'no-such-region', id }),
  },
  sets: {
    put: (set) => ({ op: 'put-set', set }),
    remove: (id) => ({ op: 'remove-set', id }),
    missing: (id) => ({ type: 'no-such-set', id }),
  },
  decisions: {
    put: (decision) => ({ op: 'put-decision', decision }),
    remove: (id) => ({ op: 'remove-decision', id }),
    missing: (id) => ({ type: 'no-such-decision', id }),
  },
  comments: {
    put: (comment) => ({ op: 'put-comment', comment }),
    remove: (id) => ({ op: 'remove-comment', id }),
    missing: (id) => ({ type: 'no-such-comment', id }),
  },
  placements: {
    put: (placement) => ({ op: 'put-placement', placement }),
    remove: (id) => ({ op: 'remove-placement', id }),
    missing: (id) => ({ type: 'no-such-placement', id }),
  },
  carried: {
    put: (carried) => ({ op: 'put-carried', carried }),
    remove: (id) => ({ op: 'remove-carried', id }),
    missing: (id) => ({ type: 'no-such-carried', id }),
  },
});

type AppliedStep = Result<Applied<ArticleDocument, ArticleStep>, ApplyError>;

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

function applyStep(document: ArticleDocument, step: ArticleStep): AppliedStep {
  switch (step.op) {
    case 'put-annotation':
      return putAnnotation(document, step.annotation);
    case 'remove-annotation':
      return removeAnnotation(document, step.id);
    case 'put-region':
      if (step.region.end > document.length) return beyondText(document, step.region.end);
      return ok(COLLECTIONS.put(document, 'regions', step.region));
    case 'remove-region':
      return COLLECTIONS.remove(document, 'regions', step.id);
    case 'set-details':
      return ok(setDetails(document, step.details));
    case 'put-source':
      return ok(putSource(document, step.source));
    case 'remove-source':
      return removeSource(document, step.source);
    case 'put-set':
      return ok(COLLECTIONS.put(document, 'sets', step.set));
    case 'remove-set':
      return COLLECTIONS.remove(document, 'sets', step.id);
    case 'put-decision':
      return ok(COLLECTIONS.put(document, 'decisions', step.decision));
    case 'remove-decision':
      return COLLECTIONS.remove(document, 'decisions', step.id);
    case 'put-comment':
      return ok(COLLECTIONS.put(document, 'comments', step.comment));
    case 'remove-comment':
      return COLLECTIONS.remove(document, 'comments', step.id);
    case 'put-placement':
      return ok(COLLECTIONS.put(document, 'placements', step.placement));
    case 'remove-placement':
      return COLLECTIONS.remove(document, 'placements', step.id);
    case 'put-carried':
      return ok(COLLECTIONS.put(document, 'carried', step.carried));
    case 'remove-carried':
      return COLLECTIONS.remove(document, 'carried', step.id);
  }
}

function beyondText({ length }: ArticleDocument, end: number): AppliedStep {
  return err({ type: 'beyond-text', end, length });
}

/** An annotation is counted by its category and known by its place, too. */
function putAnnotation(document: ArticleDocument, annotation: Annotation): AppliedStep {
  const end = annotation.fragments.at(-1)?.end ?? 0;
  if (end > document.length) return beyondText(document, end);
  const before = document.annotations.get(annotation.id);
  const { places, tagCounts } = before ? withoutTag(document, before) : document;
  const put = COLLECTIONS.put(document, 'annotations', annotation);
  return ok({
    ...put,
    document: {
      ...put.document,
      places: withPlace(places, annotation),
      tagCounts: count(tagCounts, annotation.category, 1),
    },
  });
}

function removeAnnotation(document: ArticleDocument, id: string): AppliedStep {
  const before = document.annotations.get(id);
  const removed = COLLECTIONS.remove(document, 'annotations', id);
  if (!removed.ok || !before) return removed;
  return ok({
    ...removed.value,
    document: { ...removed.value.document, ...withoutTag(document, before) },
  });
}

/** Places and counts as they are without a tag that stands in them. */
function withoutTag(
  { places, tagCounts }: ArticleDocument,
  tag: Annotation,
): Pick<ArticleDocument, 'places' | 'tagCounts'> {
  return { places: withoutPlace(places, tag), tagCounts: count(tagCounts, tag.category, -1) };
}

/** What takes a change of details back. */
export function detailsBefore(details: ArticleDetails, patch: DetailsPatch): DetailsPatch {
  return Object.fromEntries(
    // What an article older than a detail has not, it has none of.
    Object.keys(patch).map((key) => [key, details[key as keyof ArticleDetails] ?? null]),
  );
}

function setDetails(
  document: ArticleDocument,
  details: DetailsPatch,
): Applied<ArticleDocument, ArticleStep> {
  const before = detailsBefore(document.details, details);
  return {
    document: { ...document, details: { ...document.details, ...details } as ArticleDetails },
    inverse: { op: 'set-details', details: before },
  };
}

function putSource(
  document: ArticleDocument,
  source: ArticleSource,
): Applied<ArticleDocument, ArticleStep> {
  if (document.sources.some((each) => sameSource(each, source))) {
    return { document, inverse: { op: 'put-source', source } };
  }
  return {
    document: { ...document, sources: [...document.sources, source] },
    inverse: { op: 'remove-source', source },
  };
}

function removeSource(document: ArticleDocument, source: ArticleSource): AppliedStep {
  const sources = document.sources.filter((each) => !sameSource(each, source));
  if (sources.length === document.sources.length) {
    return err({ type: 'no-such-source', name: source.name });
  }
  return ok({ document: { ...document, sources }, inverse: { op: 'put-source', source } });
}

/** Whether two sources are the same file name with the same bytes, read in the same way at the same time. */
export function sameSource(a: ArticleSource, b: ArticleSource): boolean {
  return (
    a.name === b.name &&
    a.bytesSha256 === b.bytesSha256 &&
    a.encoding === b.encoding &&
    a.bom === b.bom &&
    a.receipt === b.receipt
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
  carried: z.array(CarriedTag),
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
    carried: sortedById(document.carried),
  };
}

/** Stored to live. */
export function fromStoredArticle(stored: StoredArticle): ArticleDocument {
  const { id, length, added, sources, details, ...rest } = stored;
  const { regions, annotations, sets, decisions, comments, placements, carried, ...extra } = rest;
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
    carried: IdMap.from(carried),
    places: IdMap.from(
      Array.from(groupBy(annotations, placeKey), ([id, group]) => ({
        id,
        annotations: group.map((each) => each.id).sort(compareText),
      })),
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
