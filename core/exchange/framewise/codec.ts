// The program's own file: its published schema, its versions, reading and writing. Elsewhere it is one
// format among others.
import { groupBy } from '../../collections/order.ts';
import { err, ok } from '../../result.ts';
import { LOOKED_AT, outlineOf } from '../containers/json-outline.ts';
import { latin1Head } from '../containers/latin1.ts';
import type { Codec, CodecError } from '../content/codec.ts';
import { FORMAT_NAME, type ExchangeContent } from '../content/content.ts';
import { countLosses } from '../content/count-losses.ts';
import type { LossCounter } from '../content/losses.ts';
import {
  looseTagOf,
  type Located,
  type LooseArticle,
  type LooseContent,
  type LooseReview,
} from '../content/loose.ts';
import { isRecord } from '../content/read-file.ts';
import { FORMAT_FACTS } from '../content/format-facts.ts';
import { type FileError, describeFileError, describeRefusal } from './problem.ts';
import { readFramewise, type SoundFile, type SoundReview } from './read.ts';
import type { WithCodePoints } from './records.ts';
import { verifyFramewise } from './verify.ts';
import { serializeFramewise } from './write.ts';

/** The application's own file, versions 1 to 3; its JSON Schema is in `schema/`. */
export const FRAMEWISE: Codec = {
  ...FORMAT_FACTS.framewise,
  unit: 'UTF-16 and code points, both named',
  carriesRejections: true,
  write: (content, options) => ({
    files: [{ path: 'framewise.json', content: serializeFramewise(content, options) }],
    losses: lossesOf(content, options.includeText).list(),
  }),
  verify: ([file], content, options, tools) =>
    file ? verifyFramewise(file.bytes, content, options, tools) : null,
  recognise: ([file, ...others]) => {
    if (!file || others.length > 0) return 0;
    const head = latin1Head(file.bytes, 1024);
    if (/^(?:\u00ef\u00bb\u00bf)?\s*\{\s*"format"\s*:\s*"framewise"/u.test(head)) return 1;
    // Some programs sort what they write.
    if (!/^(?:\u00ef\u00bb\u00bf)?\s*\{/u.test(head)) return 0;
    const { bytes } = file;
    const whole = outlineOf(bytes.subarray(0, LOOKED_AT), bytes.length > LOOKED_AT);
    return isRecord(whole) && whole['format'] === FORMAT_NAME ? 1 : 0;
  },
  read: ([file, ...others], tools) => {
    if (!file || others.length > 0) {
      const place = others[0]?.path ?? '';
      return err({ type: 'other-format', place, detail: 'Read these files one at a time.' });
    }
    const read = readFramewise(file.bytes, tools);
    return read.ok
      ? ok(toLooseContent(read.value, file.path))
      : err(describe(file.path, read.error));
  },
};

/** Receipts that go along are carried, but they have the text in them and stay where it stays. */
function lossesOf(content: ExchangeContent, includeText: boolean): LossCounter {
  const losses = countLosses(content, includeText ? [] : ['article-text']);
  for (const { sources, receipts = [] } of content.articles) {
    const along = new Set(includeText ? receipts.map(({ sha256 }) => sha256) : []);
    if (sources.some(({ receipt }) => receipt !== undefined && !along.has(receipt))) {
      losses.add('receipts');
    }
  }
  return losses;
}

/** What a file says, as every format says it. `path` comes before each place in the file. */
export function toLooseContent(file: SoundFile, path = ''): LooseContent {
  const { returnFor, from, exportedAt, codebook, annotators, events } = file;
  const { readDecisions, readComments, aliases } = file;
  const links = file.links.map((each) => ({
    ...each,
    places: each.places.map((place) => ({ ...place, pointer: `${path}${place.pointer}` })),
  }));
  return {
    namedBy: 'id',
    isOwn: true,
    returnFor,
    from,
    exportedAt,
    codebook,
    annotators,
    events,
    articles: toLooseArticles(file, path),
    refused: file.refused.map(({ pointer, reason, tags }) => ({
      place: `${path}${pointer}`,
      reason: describeRefusal(reason),
      tags,
    })),
    ignored: [],
    readDecisions,
    readComments,
    links,
    aliases,
  };
}

function toLooseArticles(
  { articles, sets, annotators, reviews }: SoundFile,
  path: string,
): LooseArticle[] {
  const names = new Map(annotators.map(({ id, name }) => [id, name]));
  const setsOf = groupBy(sets, ({ articleId }) => articleId);
  const reviewOf = new Map(reviews.map((review) => [review.articleId, review]));
  return articles.map(({ id, text, details, sources, boilerplate, receipts }) => {
    const ofArticle = setsOf.get(id) ?? [];
    const review = reviewOf.get(id);
    return {
      place: details.title,
      text,
      sha256: id,
      details,
      sources,
      receipts,
      unit: 'utf-16',
      boilerplate,
      annotators: ofArticle.map(({ annotator }) => annotator),
      tags: ofArticle.flatMap(({ annotator, records }) => {
        const author = { id: annotator, name: names.get(annotator) ?? '' };
        return records.map(({ pointer, annotation, codePoints }) =>
          looseTagOf(annotation, `${path}${pointer}`, author, codePoints),
        );
      }),
      ...(review ? { review: toLooseReview(review, path) } : {}),
    };
  });
}

function toLooseReview(
  { decisions, comments, adjudicated }: SoundReview,
  path: string,
): LooseReview {
  const locate = <T>({
    pointer,
    value,
    codePoints,
  }: WithCodePoints<T> & { readonly pointer: string }): Located<T> => ({
    place: `${path}${pointer}`,
    value,
    codePoints,
  });
  return {
    decisions: decisions.map(locate),
    comments,
    adjudicated: adjudicated && locate(adjudicated),
  };
}

function describe(path: string, error: FileError): CodecError {
  const pointer = 'pointer' in error ? error.pointer : '';
  const place =
    'offset' in error ? `${path}, byte ${error.offset}` : `${path}${pointer === '' ? '' : pointer}`;
  return { type: typeOf(error), place, detail: describeFileError('This file', error) };
}

function typeOf({ type }: FileError): CodecError['type'] {
  switch (type) {
    case 'newer-version':
      return 'newer-version';
    case 'other-format':
    case 'not-an-object':
      return 'other-format';
    case 'too-large':
    case 'too-many-tokens':
    case 'too-many-records':
      return 'too-large';
    case 'too-deep':
    case 'forbidden-key':
      return 'unsafe';
    case 'bad-version':
    case 'unknown-field':
    case 'bad-id':
    case 'bad-header':
    case 'beyond-text':
    case 'repeated-key':
      return 'malformed';
    case 'empty':
    case 'nul-bytes':
    case 'not-utf8':
    case 'truncated':
    case 'unexpected':
    case 'trailing':
      return 'unreadable';
  }
}
