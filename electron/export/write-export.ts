import { isDeepStrictEqual } from 'node:util';

import {
  normalizeFramewise,
  serializeFramewise,
  type FramewiseOptions,
} from '#core/exchange/framewise/write.ts';
import { readFramewise, type SoundFile } from '#core/exchange/framewise/read.ts';
import { findTooMany } from '#core/exchange/pipeline/verify.ts';
import type { Selector } from '#core/text/selector.ts';
import type { Span } from '#core/text/span.ts';
import { guardJson, JSON_LIMITS } from '#core/guards/json-guard.ts';
import { err, ok, type Result } from '#core/result.ts';
import {
  selectorsOf,
  type ArticleWithText,
  type ContentOf,
  selectorsOfAdjudicated,
  selectorsOfDecision,
} from '#core/exchange/content/content.ts';

import { NODE_TOOLS } from '../files/node-tools.ts';
import type { CannotWrite } from '../files/write-target.ts';

/** What a file of the application’s own is made of. */
export interface FramewiseJob {
  readonly content: ContentOf<ArticleWithText>;
  readonly options: FramewiseOptions & { readonly exportedAt: string; readonly generator: string };
}

export type WriteExportError =
  /** The format makes no file of it. */
  | { readonly type: 'nothing-to-export' }
  | { readonly type: 'too-large'; readonly detail: string }
  | { readonly type: 'does-not-verify'; readonly detail: string }
  | CannotWrite;

/** What to do about a file that would be too large. */
export const SPLIT = 'Export one file per event instead.';

/** The bytes of such a file, read back as an import would and compared. */
export function makeExport({
  content,
  options,
}: FramewiseJob): Result<Uint8Array, WriteExportError> {
  const tooMany = findTooMany(content);
  if (tooMany !== null) return err({ type: 'too-large', detail: `${tooMany} ${SPLIT}` });
  const bytes = Buffer.from(serializeFramewise(content, options), 'utf8');
  const guarded = guardJson(bytes);
  if (
    !guarded.ok &&
    (guarded.error.type === 'too-large' || guarded.error.type === 'too-many-tokens')
  ) {
    const detail =
      guarded.error.type === 'too-large'
        ? `The file would have ${Math.ceil(bytes.length / 1024 / 1024)} MB; the limit is ${JSON_LIMITS.bytes / 1024 / 1024} MB. ${SPLIT}`
        : `The file would have more than ${guarded.error.limit} values, which is the limit. ${SPLIT}`;
    return err({ type: 'too-large', detail });
  }
  const wrong = findDifference(bytes, content, options);
  return wrong === undefined ? ok(bytes) : err({ type: 'does-not-verify', detail: wrong });
}

/** What an import of these bytes would not give back, if anything. */
function findDifference(
  bytes: Uint8Array,
  content: ContentOf<ArticleWithText>,
  options: FramewiseOptions,
): string | undefined {
  const parsed = readFramewise(bytes, NODE_TOOLS);
  if (!parsed.ok) {
    const place = 'pointer' in parsed.error ? ` at ${parsed.error.pointer}` : '';
    return `The file could not be read back: ${parsed.error.type}${place}.`;
  }
  const refused = parsed.value.refused[0];
  if (refused) return `The record at ${refused.pointer} could not be read back.`;
  const expected = normalizeFramewise(content, options);
  if (!isDeepStrictEqual(contentOf(parsed.value), expected)) {
    return 'The file read back is not what was to be written.';
  }
  return findWrongSlice(parsed.value, content);
}

function contentOf(parsed: SoundFile): Omit<ContentOf, 'codebook'> & { codebook: unknown } {
  const { returnFor, from, codebook, annotators, events, articles } = parsed;
  const reviews = parsed.reviews.map(({ articleId, decisions, comments, adjudicated }) => ({
    articleId,
    decisions: decisions.map(({ value }) => value),
    comments,
    adjudicated: adjudicated?.value ?? null,
  }));
  const sets = parsed.sets.map(({ annotator, articleId, records }) => ({
    annotator,
    articleId,
    annotations: records.map(({ annotation }) => annotation),
  }));
  return { returnFor, from, codebook, annotators, events, articles, sets, reviews };
}

/** Everything in a file that names places in one article's text. */
interface Placed {
  readonly articleId: string;
  readonly pointer: string;
  readonly selectors: readonly Selector[];
  /** In the order of the selectors. */
  readonly codePoints: readonly Span[];
}

function* placesOf({ sets, reviews }: SoundFile): Generator<Placed> {
  for (const { articleId, records } of sets) {
    for (const { pointer, annotation, codePoints } of records) {
      yield { articleId, pointer, selectors: selectorsOf(annotation), codePoints };
    }
  }
  for (const { articleId, decisions, adjudicated } of reviews) {
    for (const { pointer, value, codePoints } of decisions) {
      yield { articleId, pointer, selectors: selectorsOfDecision(value), codePoints };
    }
    if (adjudicated) {
      const { pointer, value, codePoints } = adjudicated;
      yield { articleId, pointer, selectors: selectorsOfAdjudicated(value), codePoints };
    }
  }
}

/** Cuts every tag out of its text by both positions, in a way of its own, and compares the words. */
function findWrongSlice(
  parsed: SoundFile,
  content: ContentOf<ArticleWithText>,
): string | undefined {
  const texts = new Map(
    content.articles.map(({ id, text }) => [id, { text, starts: codePointStarts(text) }]),
  );
  for (const { articleId, pointer, selectors, codePoints } of placesOf(parsed)) {
    const { text = '', starts = [] } = texts.get(articleId) ?? {};
    for (const [index, { start, end, exact }] of selectors.entries()) {
      const points = codePoints[index];
      const byPoints = points && text.slice(starts[points.start], starts[points.end]);
      if (text.slice(start, end) !== exact || byPoints !== exact) {
        return `The words of the tag at ${pointer} are not at its position.`;
      }
    }
  }
  return undefined;
}

/** UTF-16 offset of every code point, and of the end. */
function codePointStarts(text: string): Uint32Array {
  const starts = new Uint32Array(text.length + 1);
  let count = 0;
  let offset = 0;
  for (const point of text) {
    starts[count] = offset;
    count += 1;
    offset += point.length;
  }
  starts[count] = offset;
  return starts.subarray(0, count + 1);
}
