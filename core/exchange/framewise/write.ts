import type { z } from 'zod';

import { compareText, sortedRecord, sortedById } from '../../collections/order.ts';
import type { ArticleDetails } from '../../article/article.ts';
import { isoPublished } from '../../article/published-date.ts';
import { compareTags, type Annotation } from '../../tags/tag.ts';
import { CodePointMap } from '../../text/code-points.ts';
import { Codebook } from '../../codebook/codebook.ts';
import type { Alias } from '../../people/alias.ts';
import { compareComments, type Comment } from '../../review/comment.ts';
import {
  compareDecisions,
  compareReferences,
  referenceOf,
  type DecidedTag,
  type Decision,
  type TagReference,
} from '../../review/decision.ts';
import type { Receipt } from '../../sources/receipt.ts';
import { compareSpans } from '../../text/span.ts';
import { toFilePosition, toFileSelector } from './positions.ts';
import {
  FRAMEWISE_VERSION,
  FRAMEWISE_VERSION_WITHOUT_LINKS,
  type FileAdjudicated,
  type FileAnnotation,
  type FileComment,
  type FileDecision,
  type FramewiseFile,
} from './schema.ts';
import { linkRecords, normalizeLinks } from './write-links.ts';
import {
  type ExchangeOutcome,
  type ExchangeReview,
  type ContentOf,
  type ArticleWithText,
  type ExchangeArticle,
  type ExchangeReceipt,
  FORMAT_NAME,
} from '../content/content.ts';
import { saysNothing } from '../content/links.ts';

export interface FramewiseOptions {
  /** Without it a file carries hashes and quotes only, for texts that may not be passed on. */
  readonly includeText: boolean;
  /** Puts `annotator 1`, `annotator 2`, … in place of names. */
  readonly hideNames: boolean;
}

/**
 * What a file made from `content` says: everything in the file's order, texts and names left out
 * where the options say so. Reading the file back must give exactly this.
 */
export function normalizeFramewise(content: ContentOf, options: FramewiseOptions): ContentOf {
  return {
    returnFor: content.returnFor,
    from: content.from,
    codebook: Codebook.parse(content.codebook),
    annotators: sortedById(content.annotators).map(({ id, name }, index) => ({
      id,
      name: options.hideNames ? `annotator ${index + 1}` : name,
    })),
    events: sortedById(content.events).map(({ id, title }) => ({ id, title })),
    articles: sortedById(content.articles).map((article) => ({
      ...receiptsInFile(article, options),
      id: article.id,
      details: detailsInFile(article.details),
      boilerplate: article.boilerplate
        .map(({ start, end }) => ({ start, end }))
        .toSorted(compareSpans),
      text: options.includeText ? article.text : null,
    })),
    sets: content.sets
      .map(({ annotator, articleId, annotations }) => ({
        annotator,
        articleId,
        annotations: annotations.toSorted(compareTags).map(normalizeAnnotation),
      }))
      .toSorted(
        (a, b) => compareText(a.articleId, b.articleId) || compareText(a.annotator, b.annotator),
      ),
    reviews: content.reviews
      .map(normalizeReview)
      .filter(
        ({ decisions, comments, adjudicated }) =>
          decisions.length + comments.length > 0 || adjudicated !== null,
      )
      .toSorted((a, b) => compareText(a.articleId, b.articleId)),
    links: content.links
      .map(normalizeLinks)
      .filter((links) => !saysNothing(links))
      .toSorted((a, b) => compareText(a.event, b.event)),
    aliases: sortedById(content.aliases),
  };
}

/** A source names a receipt that goes along and no other; receipts have the text in them. */
function receiptsInFile(
  { sources, receipts = [] }: ExchangeArticle,
  { includeText }: FramewiseOptions,
): Pick<ExchangeArticle, 'sources' | 'receipts'> {
  const named = new Set(includeText ? sources.map(({ receipt }) => receipt) : []);
  const along = receipts.filter(({ sha256 }) => named.has(sha256));
  return {
    sources: sources.map(({ receipt, ...source }) =>
      along.some(({ sha256 }) => sha256 === receipt) ? { ...source, receipt } : source,
    ),
    ...(along.length > 0 && {
      receipts: along.toSorted((a, b) => compareText(a.sha256, b.sha256)),
    }),
  };
}

/** An article that is no version of another one says nothing of it. */
function detailsInFile({ versionOf = null, ...details }: ArticleDetails): ArticleDetails {
  return versionOf === null ? details : { ...details, versionOf };
}

function normalizeReview(review: ExchangeReview): ExchangeReview {
  const { articleId, adjudicated } = review;
  return {
    articleId,
    decisions: review.decisions.toSorted(compareDecisions).map(normalizeDecision),
    comments: review.comments
      .toSorted(compareComments)
      .map((comment) => ({ ...comment, text: comment.text.toWellFormed() })),
    adjudicated: adjudicated && {
      tags: adjudicated.tags
        .toSorted((a, b) => compareTags(a.annotation, b.annotation))
        .map(({ annotation, provenance }) => ({
          annotation: normalizeAnnotation(annotation),
          provenance,
        })),
      unresolved: adjudicated.unresolved.map(({ kind, tags }) => ({
        kind,
        tags: tags.map(normalizeDecidedTag),
      })),
    },
  };
}

function normalizeDecision(decision: Decision): Decision {
  return {
    ...decision,
    about: decision.about
      .map(normalizeDecidedTag)
      .sort((a, b) => compareReferences(referenceOf(a), referenceOf(b))),
    kept: decision.kept.toSorted(compareReferences),
    edited: decision.edited && normalizeAnnotation(decision.edited),
    reason: decision.reason?.toWellFormed() ?? null,
    note: decision.note.toWellFormed(),
  };
}

function normalizeDecidedTag({ annotator, annotation }: DecidedTag): DecidedTag {
  return { annotator, annotation: normalizeAnnotation(annotation) };
}

function normalizeAnnotation(annotation: Annotation): Annotation {
  return {
    ...annotation,
    attributes: sortedRecord(annotation.attributes),
    attributeSpans: sortedRecord(annotation.attributeSpans),
    aside: sortedRecord(annotation.aside),
  };
}

/**
 * The file as text, indented by two. The same content gives the same text whatever order it comes
 * in; `exportedAt` (ISO 8601) is the only thing that differs between two exports of one state.
 */
export function serializeFramewise(
  content: ContentOf<ArticleWithText>,
  options: FramewiseOptions & { readonly exportedAt: string; readonly generator: string },
): string {
  const maps = new Map(content.articles.map(({ id, text }) => [id, new CodePointMap(text)]));
  const mapOf = (articleId: string): CodePointMap => {
    const map = maps.get(articleId);
    if (!map) throw new Error('A set of tags is about an article that is not exported.');
    return map;
  };
  const lengths = new Map(content.articles.map(({ id, text }) => [id, text.length]));
  const { returnFor, from, codebook, annotators, events, articles, sets, reviews, links, aliases } =
    normalizeFramewise(content, options);
  const file: Unversioned = {
    format: FORMAT_NAME,
    // What has nothing that is new in version 3 can be read by programs that do not know it.
    version:
      links.length + aliases.length > 0 || articles.some(isNewInLatest)
        ? FRAMEWISE_VERSION
        : FRAMEWISE_VERSION_WITHOUT_LINKS,
    generator: options.generator,
    exportedAt: options.exportedAt,
    purpose: returnFor === null ? 'exchange' : 'return',
    for: returnFor,
    ...(from === null ? {} : { from }),
    articles: articles.map(({ id, details, sources, boilerplate, text, receipts }) => ({
      id,
      title: details.title,
      outlet: details.outlet,
      author: details.author,
      url: details.url,
      published: details.published,
      ...dateField(details.published),
      event: details.event,
      done: details.done,
      flagged: details.flagged,
      ...(details.versionOf ? { versionOf: details.versionOf } : {}),
      sha256: id,
      length: { utf16: lengths.get(id) ?? 0, codePoints: mapOf(id).length },
      sources: sources.map(({ name, encoding, bom, bytesSha256, receipt }) => ({
        ...{ name, encoding, bom, bytesSha256 },
        ...(receipt === undefined ? {} : { receipt }),
      })),
      boilerplate: boilerplate.map((span) => toFilePosition(mapOf(id), span)),
      ...(text === null ? {} : { text }),
      ...(receipts === undefined ? {} : { receipts: receipts.map(toFileReceipt) }),
    })),
    annotationSets: sets.map(({ annotator, articleId }) => ({
      annotator,
      article: articleId,
      annotations: [],
    })),
    ...reviewRecords(reviews, mapOf),
    ...linkRecords(links, mapOf),
    ...(aliases.length > 0 ? { aliases: aliases.map(toAlias) } : {}),
    annotators: [...annotators],
    events: [...events],
    // Last, as it is long and the same in every file.
    codebook,
  };
  const records = sets.map(({ articleId, annotations }) =>
    stringifyRecords(annotations, (annotation) => toRecord(mapOf(articleId), annotation)),
  );
  // No text can hold these quotation marks: inside a string they are escaped.
  const parts = JSON.stringify(file, null, 2).split('"annotations": []');
  return `${parts.map((part, index) => part + (records[index] ?? '')).join('')}\n`;
}

/** Whether an article has what only the latest version has a place for. */
function isNewInLatest({ details, receipts }: ExchangeArticle): boolean {
  return Boolean(details.versionOf) || receipts !== undefined;
}

/** A file of any version that is written. */
type Unversioned = Omit<z.input<typeof FramewiseFile>, 'version'> & { readonly version: number };

function toFileReceipt({ sha256, json }: ExchangeReceipt): { sha256: string; receipt: Receipt } {
  return { sha256, receipt: JSON.parse(json) as Receipt };
}

function toAlias({ id, name, kind, spellings, creator, modified }: Alias): Alias {
  return { id, name, kind, spellings, creator, modified };
}

function dateField(published: string | null): { date?: string } {
  const date = isoPublished(published);
  return date === null ? {} : { date };
}

/** Records that are made and written at a time. */
const CHUNK = 200;

/**
 * The list of a set's annotations as it stands in a file. Made and written by and by: all records
 * of a large file at once take several times as long, most of it to move them about in memory.
 */
function stringifyRecords<T>(
  annotations: readonly T[],
  toRecordOf: (annotation: T) => FileAnnotation,
): string {
  const chunks: string[] = [];
  for (let at = 0; at < annotations.length; at += CHUNK) {
    const records = annotations.slice(at, at + CHUNK).map(toRecordOf);
    // The list stands in three others, so that it is indented as in a file; those are cut off again.
    chunks.push(JSON.stringify([[[records]]], null, 2).slice(LIST_START.length, -LIST_END.length));
  }
  return chunks.length === 0
    ? '"annotations": []'
    : `"annotations": [\n${chunks.join(',\n')}\n      ]`;
}

const LIST_START = '[\n  [\n    [\n      [\n';
const LIST_END = '\n      ]\n    ]\n  ]\n]';

/** The lists of a file that say what was decided; a list of nothing is left out. */
function reviewRecords(
  reviews: readonly ExchangeReview[],
  mapOf: (articleId: string) => CodePointMap,
): Pick<z.input<typeof FramewiseFile>, 'decisions' | 'comments' | 'adjudicated'> {
  const decisions = reviews.flatMap((review) =>
    review.decisions.map((each) => toDecision(mapOf(review.articleId), review.articleId, each)),
  );
  const comments = reviews.flatMap(({ articleId, comments: all }) =>
    all.map((comment) => toComment(articleId, comment)),
  );
  const adjudicated = reviews.flatMap(({ articleId, adjudicated: outcome }) =>
    outcome ? [toAdjudicated(mapOf(articleId), articleId, outcome)] : [],
  );
  return {
    ...(decisions.length > 0 ? { decisions } : {}),
    ...(comments.length > 0 ? { comments } : {}),
    ...(adjudicated.length > 0 ? { adjudicated } : {}),
  };
}

function toDecision(map: CodePointMap, article: string, decision: Decision): FileDecision {
  const { passage, edited } = decision;
  return {
    id: decision.id,
    article,
    about: decision.about.map((tag) => toDecidedTag(map, tag)),
    passage: passage && toFileSelector(map, passage),
    verdict: decision.verdict,
    kept: decision.kept.map(toReference),
    edited: edited && toRecord(map, edited),
    reason: decision.reason,
    note: decision.note,
    confidence: decision.confidence,
    guidelineUnclear: decision.guidelineUnclear,
    rule: decision.rule,
    reviewer: decision.reviewer,
    decided: decision.decided,
  };
}

function toDecidedTag(
  map: CodePointMap,
  { annotator, annotation }: DecidedTag,
): FileDecision['about'][number] {
  return { annotator, annotation: toRecord(map, annotation) };
}

function toReference({ annotator, id }: TagReference): TagReference {
  return { annotator, id };
}

function toComment(article: string, comment: Comment): z.input<typeof FileComment> {
  const { id, about, parent, author, created, modified, text, contests } = comment;
  return { id, article, about, parent, author, created, modified, text, contests };
}

function toAdjudicated(
  map: CodePointMap,
  article: string,
  { tags, unresolved }: ExchangeOutcome,
): z.input<typeof FileAdjudicated> {
  return {
    article,
    tags: tags.map(({ annotation, provenance }) => ({
      annotation: toRecord(map, annotation),
      provenance,
    })),
    unresolved: unresolved.map(({ kind, tags: members }) => ({
      kind,
      tags: members.map((tag) => toDecidedTag(map, tag)),
    })),
  };
}

function toRecord(
  map: CodePointMap,
  annotation: Annotation,
): FileAnnotation & { readonly id: string } {
  return {
    id: annotation.id,
    target: { fragments: annotation.fragments.map((each) => toFileSelector(map, each)) },
    category: annotation.category,
    attributes: annotation.attributes,
    attributeSpans: Object.fromEntries(
      Object.entries(annotation.attributeSpans).map(([id, span]) => [
        id,
        toFileSelector(map, span),
      ]),
    ),
    aside: annotation.aside,
    note: annotation.note,
    confidence: annotation.confidence,
    creator: annotation.creator,
    created: annotation.created,
    modified: annotation.modified,
  };
}

/** The first record as it will stand in the file: the first tag, else the first article. */
export function sampleFramewise(
  content: ContentOf<ArticleWithText>,
  options: FramewiseOptions,
): string {
  const { sets, reviews } = normalizeFramewise(content, options);
  const set = sets.find((each) => each.annotations.length > 0);
  const review = reviews.find(({ adjudicated }) => (adjudicated?.tags.length ?? 0) > 0);
  const articleId = review?.articleId ?? set?.articleId;
  const article =
    articleId === undefined
      ? sortedById(content.articles)[0]
      : content.articles.find(({ id }) => id === articleId);
  if (!article) return '';
  const map = new CodePointMap(article.text);
  const show = (record: unknown): string => JSON.stringify(record, null, 2);
  if (review?.adjudicated) {
    return show(toAdjudicated(map, article.id, review.adjudicated).tags[0]);
  }
  const annotation = set?.annotations[0];
  if (annotation) return show(toRecord(map, annotation));
  const alone = {
    ...content,
    articles: [article],
    sets: [],
    annotators: [],
    reviews: [],
    links: [],
  };
  const json = serializeFramewise(alone, {
    ...options,
    includeText: false,
    exportedAt: '',
    generator: '',
  });
  return show((JSON.parse(json) as z.infer<typeof FramewiseFile>).articles[0]);
}
