import { z } from 'zod';

import {
  AttributesSchema,
  compareTags,
  Confidence,
  FRAGMENT_LIMIT,
  NOTE_LIMIT,
  Uuid,
  type Annotation,
} from '../annotation.ts';
import { ArticleDetails, ArticleId, ArticleSource } from '../article.ts';
import { CodePointMap } from '../code-points.ts';
import { Codebook, CodebookId } from '../codebook.ts';
import { Annotator, NewsEvent } from '../library-document.ts';
import type { Selector } from '../selector.ts';
import { compareSpans, type Span } from '../span.ts';

/** What `format` says in every file of this kind. */
export const NATIVE_FORMAT = 'framewise';

/** The version that is written, and the newest that is read. */
export const NATIVE_VERSION = 1;

/** Limits on one file, besides those on its bytes (`JSON_LIMITS`). */
export const NATIVE_LIMITS = { annotations: 100_000, articles: 10_000 } as const;

const NativeSpan = z
  .strictObject({ start: z.int().nonnegative(), end: z.int().positive() })
  .refine(({ start, end }) => start < end, 'start must be before end');

/** The same stretch of the text in two units, both half-open. */
const NativePosition = {
  utf16: NativeSpan.describe('UTF-16 code units, as in JavaScript and Java; half-open'),
  codePoints: NativeSpan.describe(
    'Unicode code points, as in Python and W3C annotations; half-open',
  ),
};

/** Position in both units with the words and their surroundings. */
const NativeSelector = z
  .strictObject({
    ...NativePosition,
    exact: z.string().min(1),
    prefix: z.string().max(64).describe('Up to 32 UTF-16 code units before the words'),
    suffix: z.string().max(64).describe('Up to 32 UTF-16 code units after the words'),
  })
  .meta({ id: 'Selector' });

/** A tag in a file. */
export const NativeAnnotation = z
  .strictObject({
    /** Without one, a version 5 UUID is made from format, article, creator, fragments and category. */
    id: Uuid.optional(),
    target: z.strictObject({ fragments: z.array(NativeSelector).min(1).max(FRAGMENT_LIMIT) }),
    category: CodebookId,
    attributes: AttributesSchema,
    attributeSpans: z.record(CodebookId, NativeSelector),
    aside: AttributesSchema.describe('Values of attributes that the present category lacks'),
    note: z.string().max(NOTE_LIMIT),
    confidence: Confidence.nullable(),
    creator: Uuid,
    created: z.string().max(64),
    modified: z.string().max(64),
  })
  .meta({ id: 'Annotation' });
export type NativeAnnotation = z.infer<typeof NativeAnnotation>;

/** An article in a file; `text` is absent in the text-free variant. */
export const NativeArticleRecord = z
  .strictObject({
    id: ArticleId,
    ...ArticleDetails.shape,
    sha256: ArticleId.describe('SHA-256 of the UTF-8 form of the text'),
    length: z.strictObject({
      utf16: z.int().nonnegative(),
      codePoints: z.int().nonnegative(),
    }),
    sources: z.array(ArticleSource).max(1000),
    boilerplate: z.array(z.strictObject(NativePosition)).max(10_000),
    text: z.string().optional(),
  })
  .meta({ id: 'Article' });

/** A person or program in a file. */
export const NativeAnnotator = Annotator.omit({ confirmed: true }).meta({ id: 'Annotator' });
export type NativeAnnotator = z.infer<typeof NativeAnnotator>;

/** One annotator's tags on one article. */
export const NativeSetRecord = z
  .strictObject({ annotator: Uuid, article: ArticleId, annotations: z.array(NativeAnnotation) })
  .meta({ id: 'AnnotationSet' });

/** The whole file; the published JSON Schema is made from this. */
export const NativeFile = z
  .strictObject({
    format: z.literal(NATIVE_FORMAT),
    version: z.literal(NATIVE_VERSION),
    generator: z.string().max(200),
    exportedAt: z.string().max(64).describe('ISO 8601, UTC'),
    codebook: Codebook,
    articles: z.array(NativeArticleRecord).max(NATIVE_LIMITS.articles),
    annotators: z.array(NativeAnnotator).max(10_000),
    events: z.array(NewsEvent).max(10_000),
    annotationSets: z.array(NativeSetRecord).max(NATIVE_LIMITS.annotations),
  })
  .meta({
    title: 'Framewise exchange file, version 1',
    description:
      'Articles with the tags that people made in them. Every position is given in two units.',
  });

/** The published JSON Schema (draft 2020-12), which stands in the repository under `schema/`. */
export function nativeJsonSchema(): string {
  return JSON.stringify(z.toJSONSchema(NativeFile, { target: 'draft-2020-12' }), null, 2);
}

/** An article as it goes into a file and comes out of one. */
export interface NativeArticle {
  /** SHA-256 of the text. */
  readonly id: string;
  readonly details: ArticleDetails;
  readonly sources: readonly ArticleSource[];
  /** UTF-16, half-open, in document order. */
  readonly boilerplate: readonly Span[];
  /** `null` where the file leaves it out. */
  readonly text: string | null;
}

/** One annotator's tags on one article. */
export interface NativeSet {
  readonly annotator: string;
  readonly articleId: string;
  readonly annotations: readonly Annotation[];
}

/** Everything a file carries. */
export interface NativeContent<A extends NativeArticle = NativeArticle> {
  readonly codebook: Codebook;
  readonly annotators: readonly NativeAnnotator[];
  readonly events: readonly NewsEvent[];
  readonly articles: readonly A[];
  readonly sets: readonly NativeSet[];
}

/** An article whose text is at hand, as every article to be exported is. */
export type ArticleWithText = NativeArticle & { readonly text: string };

export interface NativeOptions {
  /** Without it a file carries hashes and quotes only, for texts that may not be passed on. */
  readonly includeText: boolean;
  /** Puts `annotator 1`, `annotator 2`, … in place of names. */
  readonly hideNames: boolean;
}

/** The selectors of a tag: its fragments, then its attributes' spans by attribute id. */
export function selectorsOf(annotation: Annotation): Selector[] {
  const spans = sortedEntries(annotation.attributeSpans).map(([, span]) => span);
  return [...annotation.fragments, ...spans];
}

function sortedEntries<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}

function sortedRecord<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(sortedEntries(record));
}

function byId<T extends { readonly id: string }>(items: readonly T[]): T[] {
  return items.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/**
 * What a file made from `content` says: everything in the file's order, texts and names left out
 * where the options say so. Reading the file back must give exactly this.
 */
export function normalizeNative(content: NativeContent, options: NativeOptions): NativeContent {
  return {
    codebook: Codebook.parse(content.codebook),
    annotators: byId(content.annotators).map(({ id, name }, index) => ({
      id,
      name: options.hideNames ? `annotator ${index + 1}` : name,
    })),
    events: byId(content.events).map(({ id, title }) => ({ id, title })),
    articles: byId(content.articles).map((article) => ({
      id: article.id,
      details: article.details,
      sources: article.sources,
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
      .toSorted((a, b) =>
        a.articleId === b.articleId
          ? a.annotator < b.annotator
            ? -1
            : 1
          : a.articleId < b.articleId
            ? -1
            : 1,
      ),
  };
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
export function serializeNative(
  content: NativeContent<ArticleWithText>,
  options: NativeOptions & { readonly exportedAt: string; readonly generator: string },
): string {
  const maps = new Map(content.articles.map(({ id, text }) => [id, new CodePointMap(text)]));
  const mapOf = (articleId: string): CodePointMap => {
    const map = maps.get(articleId);
    if (!map) throw new Error('A set of tags is about an article that is not exported.');
    return map;
  };
  const lengths = new Map(content.articles.map(({ id, text }) => [id, text.length]));
  const { codebook, annotators, events, articles, sets } = normalizeNative(content, options);
  const file: z.input<typeof NativeFile> = {
    format: NATIVE_FORMAT,
    version: NATIVE_VERSION,
    generator: options.generator,
    exportedAt: options.exportedAt,
    codebook,
    articles: articles.map(({ id, details, sources, boilerplate, text }) => ({
      id,
      title: details.title,
      outlet: details.outlet,
      author: details.author,
      url: details.url,
      published: details.published,
      event: details.event,
      done: details.done,
      flagged: details.flagged,
      sha256: id,
      length: { utf16: lengths.get(id) ?? 0, codePoints: mapOf(id).length },
      sources: sources.map(({ name, encoding, bom, bytesSha256 }) => ({
        name,
        encoding,
        bom,
        bytesSha256,
      })),
      boilerplate: boilerplate.map((span) => toPosition(mapOf(id), span)),
      ...(text === null ? {} : { text }),
    })),
    annotators: [...annotators],
    events: [...events],
    annotationSets: sets.map(({ annotator, articleId, annotations }) => ({
      annotator,
      article: articleId,
      annotations: annotations.map((annotation) => toRecord(mapOf(articleId), annotation)),
    })),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

function toPosition(map: CodePointMap, { start, end }: Span): { utf16: Span; codePoints: Span } {
  return {
    utf16: { start, end },
    codePoints: { start: map.toCodePoint(start), end: map.toCodePoint(end) },
  };
}

function toRecord(map: CodePointMap, annotation: Annotation): NativeAnnotation {
  const toSelector = (selector: Selector): z.infer<typeof NativeSelector> => ({
    ...toPosition(map, selector),
    exact: selector.exact,
    prefix: selector.prefix,
    suffix: selector.suffix,
  });
  return {
    id: annotation.id,
    target: { fragments: annotation.fragments.map(toSelector) },
    category: annotation.category,
    attributes: annotation.attributes,
    attributeSpans: Object.fromEntries(
      Object.entries(annotation.attributeSpans).map(([id, span]) => [id, toSelector(span)]),
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
export function sampleNative(
  content: NativeContent<ArticleWithText>,
  options: NativeOptions,
): string {
  const set = normalizeNative(content, options).sets.find((each) => each.annotations.length > 0);
  const article = set
    ? content.articles.find(({ id }) => id === set.articleId)
    : byId(content.articles)[0];
  if (!article) return '';
  const annotation = set?.annotations[0];
  if (annotation)
    return JSON.stringify(toRecord(new CodePointMap(article.text), annotation), null, 2);
  const alone = { ...content, articles: [article], sets: [], annotators: [] };
  const json = serializeNative(alone, {
    ...options,
    includeText: false,
    exportedAt: '',
    generator: '',
  });
  return JSON.stringify((JSON.parse(json) as z.infer<typeof NativeFile>).articles[0], null, 2);
}
