import { IntervalIndex, type Interval } from '../../tags/interval-index.ts';
import { err, ok, type Result } from '../../result.ts';
import { spanContains, type Span } from '../../text/span.ts';
import { placeContent } from '../placing/place.ts';
import { withoutRejected } from '../content/answers.ts';
import type {
  Codec,
  CodecTools,
  InputFile,
  NotWritten,
  WriteOptions,
  Written,
} from '../content/codec.ts';
import { LEAVING_TAGS_OUT, LossCounter, type Loss } from '../content/losses.ts';
import {
  type ContentOf,
  type ExchangeSet,
  type ExchangeContent,
  CONTENT_LIMITS,
} from '../content/content.ts';
import { describePlacingProblem } from './sentences.ts';
import { readContent } from './read-content.ts';

/** Files that were read back, as they are to be stored. */
export interface VerifiedFiles {
  readonly files: readonly InputFile[];
  /** What is in them, as far as the format can carry it. */
  readonly content: ExchangeContent;
  /** Everything that the content has and the files lack. */
  readonly losses: readonly Loss[];
}

/** Says what there is more of than an import takes from one file, or `null`. */
export function findTooMany({ articles, sets, reviews }: ContentOf): string | null {
  const sum = <T>(list: readonly T[], count: (each: T) => number): number =>
    list.reduce((total, each) => total + count(each), 0);
  const counts = {
    articles: articles.length,
    annotations: sum(sets, ({ annotations }) => annotations.length),
    decisions: sum(reviews, ({ decisions }) => decisions.length),
    comments: sum(reviews, ({ comments }) => comments.length),
  };
  for (const kind of ['articles', 'annotations', 'decisions', 'comments'] as const) {
    if (counts[kind] <= CONTENT_LIMITS[kind]) continue;
    const name = kind === 'annotations' ? 'tags' : kind;
    const [count, limit] = [counts[kind], CONTENT_LIMITS[kind]].map((n) => n.toLocaleString('en'));
    return `The file would have ${count} ${name}; the limit is ${limit}.`;
  }
  return null;
}

/**
 * Writes content in a format, without the tags that their own file rejects where the format cannot
 * say so; with what was given to it to be written.
 */
export function writeContent(
  codec: Codec,
  given: ExchangeContent,
  options: WriteOptions,
  tools: CodecTools,
): Written & { readonly content: ExchangeContent } {
  if (codec.carriesRejections) return { ...codec.write(given, options, tools), content: given };
  const { content, rejected } = withoutRejected(given);
  const { files, losses } = codec.write(content, options, tools);
  const counter = new LossCounter();
  counter.addAll(losses);
  counter.add('rejected', rejected);
  return { files, losses: counter.list(), content };
}

/** Writes content in a format and reads the files back as an import would. */
export function writeVerified(
  codec: Codec,
  content: ExchangeContent,
  options: WriteOptions,
  tools: CodecTools,
): Result<VerifiedFiles, NotWritten> {
  const tooMany = findTooMany(content);
  if (tooMany !== null) return err({ type: 'too-large', detail: tooMany });
  const { files, losses, content: written } = writeContent(codec, content, options, tools);
  const encoded = files.map((file) => ({
    path: file.path,
    bytes: typeof file.content === 'string' ? tools.encode(file.content) : file.content,
  }));
  const wrong = codec.verify
    ? codec.verify(encoded, written, options, tools)
    : findWrong(codec, written, { files: encoded, losses }, tools);
  return wrong ? err(wrong) : ok({ files: encoded, losses, content: written });
}

function findWrong(
  codec: Codec,
  content: ExchangeContent,
  { files, losses }: Pick<VerifiedFiles, 'files' | 'losses'>,
  tools: CodecTools,
): NotWritten | null {
  const not = (detail: string): NotWritten => ({ type: 'does-not-verify', detail });
  if (!codec.read || files.length === 0) return null;
  const read = readContent(codec, files, tools);
  if (!read.ok) {
    const { type, place, detail } = read.error;
    return type === 'too-large' ? { type, detail } : not(`${place}: ${detail}`);
  }
  const texts = new Map(content.articles.map(({ id, text }) => [id, text]));
  const { refused, sets, withoutText } = placeContent(read.value, {
    codebook: content.codebook,
    textOf: (sha256) => texts.get(sha256),
    keepsMarks: true,
    tools,
  });
  const [first] = refused;
  if (first) return not(`${first.place}: ${first.reason}`);
  const [misplaced] = sets.flatMap((set) => set.misplaced);
  if (misplaced) {
    return not(`${misplaced.place}: ${describePlacingProblem(misplaced.problem)}`);
  }
  if (withoutText.length > 0) return not('The text of an article was not found again.');
  // What is rejected was taken out before.
  const isWhole = !losses.some(({ kind }) => kind !== 'rejected' && LEAVING_TAGS_OUT.has(kind));
  const isMoved = losses.some(({ kind }) => kind === 'boundaries');
  const given = tagsByArticle(content.sets);
  const found = tagsByArticle(sets);
  for (const id of texts.keys()) {
    const [written, back] = [new IntervalIndex(given.get(id)), new IntervalIndex(found.get(id))];
    for (const { fragments } of back) {
      const isWritten = (part: Span): boolean =>
        written
          .overlapping(part)
          .some((tag) => isMoved || tag.fragments.some((whole) => spanContains(whole, part)));
      if (!fragments.every(isWritten)) return not('A tag was found where none is.');
    }
    for (const { fragments } of isWhole ? written : []) {
      if (!fragments.some((part) => back.overlapping(part).length > 0)) {
        return not('A tag was not found again.');
      }
    }
  }
  return null;
}

function tagsByArticle(sets: readonly ExchangeSet[]): Map<string, Interval[]> {
  const tags = new Map<string, Interval[]>();
  for (const { articleId, annotator, annotations } of sets) {
    const ofArticle = tags.get(articleId) ?? [];
    tags.set(articleId, ofArticle);
    for (const { id, fragments } of annotations) {
      ofArticle.push({ id: `${annotator} ${id}`, fragments });
    }
  }
  return tags;
}
