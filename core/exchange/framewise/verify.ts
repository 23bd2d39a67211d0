import { isSame } from '../../collections/same.ts';
import { guardJson, JSON_LIMITS } from '../../guards/json-guard.ts';
import type { Selector } from '../../text/selector.ts';
import type { Span } from '../../text/span.ts';
import type { NotWritten, ReadTools } from '../content/codec.ts';
import {
  selectorsOf,
  selectorsOfAdjudicated,
  selectorsOfDecision,
  type ArticleWithText,
  type ContentOf,
} from '../content/content.ts';
import { readFramewise, type SoundFile } from './read.ts';
import { normalizeFramewise, type FramewiseOptions } from './write.ts';

/**
 * Why a file that was written must not be kept. The format carries everything, so that reading must
 * give back exactly what was to be written.
 */
export function verifyFramewise(
  bytes: Uint8Array,
  content: ContentOf<ArticleWithText>,
  options: FramewiseOptions,
  tools: ReadTools,
): NotWritten | null {
  const guarded = guardJson(bytes);
  if (!guarded.ok && guarded.error.type === 'too-large') {
    const megabytes = (count: number): number => Math.ceil(count / 1024 / 1024);
    const detail = `The file would have ${megabytes(bytes.length)} MB; the limit is ${megabytes(JSON_LIMITS.bytes)} MB.`;
    return { type: 'too-large', detail };
  }
  if (!guarded.ok && guarded.error.type === 'too-many-tokens') {
    const detail = `The file would have more than ${guarded.error.limit} values, which is the limit.`;
    return { type: 'too-large', detail };
  }
  const wrong = findDifference(bytes, content, options, tools);
  return wrong === undefined ? null : { type: 'does-not-verify', detail: wrong };
}

/** What reading these bytes would not give back, if anything. */
function findDifference(
  bytes: Uint8Array,
  content: ContentOf<ArticleWithText>,
  options: FramewiseOptions,
  tools: ReadTools,
): string | undefined {
  const parsed = readFramewise(bytes, tools);
  if (!parsed.ok) {
    const place = 'pointer' in parsed.error ? ` at ${parsed.error.pointer}` : '';
    return `The file could not be read back: ${parsed.error.type}${place}.`;
  }
  const refused = parsed.value.refused[0];
  if (refused) return `The record at ${refused.pointer} could not be read back.`;
  const expected = normalizeFramewise(content, options);
  if (!isSame(contentOf(parsed.value), expected)) {
    return 'The file read back is not what was to be written.';
  }
  return findWrongSlice(parsed.value, content);
}

function contentOf(parsed: SoundFile): Omit<ContentOf, 'codebook'> & { codebook: unknown } {
  const { returnFor, from, codebook, annotators, events, articles, aliases } = parsed;
  const links = parsed.links.map(({ places: _, ...each }) => each);
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
  return { returnFor, from, codebook, annotators, events, articles, sets, reviews, links, aliases };
}

/** Everything in a file that names places in one article's text. */
interface Placed {
  readonly articleId: string;
  readonly pointer: string;
  readonly selectors: readonly Selector[];
  /** In the order of the selectors. */
  readonly codePoints: readonly Span[];
}

function* placesOf({ sets, reviews, links }: SoundFile): Generator<Placed> {
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
  for (const { article: articleId, ...place } of links.flatMap(({ places }) => places)) {
    yield { articleId, ...place };
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
