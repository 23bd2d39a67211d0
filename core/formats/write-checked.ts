import { IntervalIndex, type Interval } from '../interval-index.ts';
import { err, ok, type Result } from '../result.ts';
import { spanContains, type Span } from '../span.ts';
import { assembleContent } from './assemble.ts';
import type { Codec, CodecTools, ExchangeContent, InputFile, WriteOptions } from './codec.ts';
import type { Loss, LossKind } from './losses.ts';
import type { NativeSet } from './native.ts';

/** Files that were read back, as they are to be stored. */
export interface CheckedFiles {
  readonly files: readonly InputFile[];
  /** Everything that the content has and the files lack. */
  readonly losses: readonly Loss[];
}

/**
 * Writes content in a format and reads the files back as an import would. What is wrong with them
 * is said in a whole sentence; such files must not be kept.
 */
export function writeChecked(
  codec: Codec,
  content: ExchangeContent,
  options: WriteOptions,
  tools: CodecTools,
): Result<CheckedFiles, string> {
  const { files, losses } = codec.write(content, options, tools);
  const encoded = files.map(({ path, content: written }) => ({
    path,
    bytes: typeof written === 'string' ? tools.encode(written) : written,
  }));
  const wrong = findWrong(codec, content, { files: encoded, losses }, tools);
  return wrong === null ? ok({ files: encoded, losses }) : err(wrong);
}

/** Losses by which a tag, or a part of one, is in no file. */
const LEAVING_OUT: ReadonlySet<LossKind> = new Set([
  'overlaps',
  'duplicates',
  'empty-spans',
  'other-categories',
]);

/** What is wrong with the files, or `null`. */
function findWrong(
  codec: Codec,
  content: ExchangeContent,
  { files, losses }: CheckedFiles,
  tools: CodecTools,
): string | null {
  if (!codec.read || files.length === 0) return null;
  const read = codec.read(files, tools);
  if (!read.ok) return `${read.error.place}: ${read.error.detail}`;
  const texts = new Map(content.articles.map(({ id, text }) => [id, text]));
  const { refused, sets, withoutText } = assembleContent(read.value, {
    codebook: content.codebook,
    textOf: (sha256) => texts.get(sha256),
    tools,
  });
  const [first] = refused;
  if (first) return `${first.place}: ${first.reason}`;
  if (withoutText.length > 0) return 'The text of an article was not found again.';
  const isWhole = !losses.some(({ kind }) => LEAVING_OUT.has(kind));
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
      if (!fragments.every(isWritten)) return 'A tag was found where none is.';
    }
    for (const { fragments } of isWhole ? written : []) {
      if (!fragments.some((part) => back.overlapping(part).length > 0)) {
        return 'A tag was not found again.';
      }
    }
  }
  return null;
}

function tagsByArticle(sets: readonly NativeSet[]): Map<string, Interval[]> {
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
