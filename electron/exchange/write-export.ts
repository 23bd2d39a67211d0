import { randomBytes } from 'node:crypto';
import { chmod, stat } from 'node:fs/promises';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import {
  NATIVE_LIMITS,
  normalizeNative,
  selectorsOf,
  serializeNative,
  type ArticleWithText,
  type NativeContent,
  type NativeOptions,
} from '#core/formats/native.ts';
import { parseNative, type NativeParsed } from '#core/formats/native-parse.ts';
import { guardJson, JSON_LIMITS } from '#core/json-guard.ts';
import { err, ok, type Result } from '#core/result.ts';

import { nodeDisk, writeNewFile, type Disk } from '../store/files.ts';
import { NODE_TOOLS } from './node-tools.ts';

/** Everything that writing one export needs; it is plain data, so that another process can do it. */
export interface ExportJob {
  readonly content: NativeContent<ArticleWithText>;
  readonly options: NativeOptions & { readonly exportedAt: string; readonly generator: string };
  /** Absolute path of the file to be made or replaced. */
  readonly path: string;
}

export type WriteExportError =
  | { readonly type: 'too-large'; readonly detail: string }
  | { readonly type: 'does-not-verify'; readonly detail: string }
  | { readonly type: 'cannot-write'; readonly path: string; readonly detail: string };

const SPLIT = 'Export one file per event instead.';

/**
 * Makes the file's text, reads it back as an import would, compares, and only then writes it
 * beside the target and puts it in the target's place. Until then an old file stays as it was.
 */
export async function writeExport(
  job: ExportJob,
  disk: Disk = nodeDisk,
): Promise<Result<{ readonly bytes: number }, WriteExportError>> {
  const made = makeExport(job);
  if (!made.ok) return made;
  try {
    await replaceTarget(disk, job.path, made.value);
    return ok({ bytes: made.value.length });
  } catch (error) {
    return err({ type: 'cannot-write', path: job.path, detail: explain(error) });
  }
}

/** The file's bytes, verified. */
export function makeExport({
  content,
  options,
}: Pick<ExportJob, 'content' | 'options'>): Result<Uint8Array, WriteExportError> {
  const tooMany = checkCounts(content);
  if (tooMany) return err(tooMany);
  const bytes = Buffer.from(serializeNative(content, options), 'utf8');
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

function checkCounts(content: NativeContent): WriteExportError | undefined {
  const tags = content.sets.reduce((sum, set) => sum + set.annotations.length, 0);
  const over =
    content.articles.length > NATIVE_LIMITS.articles
      ? `${content.articles.length} articles; the limit is ${NATIVE_LIMITS.articles}`
      : tags > NATIVE_LIMITS.annotations
        ? `${tags} tags; the limit is ${NATIVE_LIMITS.annotations}`
        : undefined;
  if (over === undefined) return undefined;
  return { type: 'too-large', detail: `The file would have ${over}. ${SPLIT}` };
}

/** What an import of these bytes would not give back, if anything. */
function findDifference(
  bytes: Uint8Array,
  content: NativeContent<ArticleWithText>,
  options: NativeOptions,
): string | undefined {
  const parsed = parseNative(bytes, NODE_TOOLS);
  if (!parsed.ok) {
    const place = 'pointer' in parsed.error ? ` at ${parsed.error.pointer}` : '';
    return `The file could not be read back: ${parsed.error.type}${place}.`;
  }
  const refused = parsed.value.refused[0];
  if (refused) return `The record at ${refused.pointer} could not be read back.`;
  const expected = normalizeNative(content, options);
  if (!isDeepStrictEqual(contentOf(parsed.value), expected)) {
    return 'The file read back is not what was to be written.';
  }
  return findWrongSlice(parsed.value, content);
}

function contentOf(parsed: NativeParsed): Omit<NativeContent, 'codebook'> & { codebook: unknown } {
  const { codebook, annotators, events, articles } = parsed;
  const sets = parsed.sets.map(({ annotator, articleId, records }) => ({
    annotator,
    articleId,
    annotations: records.map(({ annotation }) => annotation),
  }));
  return { codebook, annotators, events, articles, sets };
}

/** Cuts every tag out of its text by both positions, in a way of its own, and compares the words. */
function findWrongSlice(
  parsed: NativeParsed,
  content: NativeContent<ArticleWithText>,
): string | undefined {
  const texts = new Map(content.articles.map(({ id, text }) => [id, text]));
  for (const { articleId, records } of parsed.sets) {
    const text = texts.get(articleId) ?? '';
    const starts = codePointStarts(text);
    for (const { pointer, annotation, codePoints } of records) {
      for (const [index, { start, end, exact }] of selectorsOf(annotation).entries()) {
        const points = codePoints[index];
        const byPoints = points && text.slice(starts[points.start], starts[points.end]);
        if (text.slice(start, end) !== exact || byPoints !== exact) {
          return `The words of the tag at ${pointer} are not at its position.`;
        }
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

async function replaceTarget(disk: Disk, target: string, bytes: Uint8Array): Promise<void> {
  const folder = path.dirname(target);
  // A name of its own: no file of the analyst's may be taken for a temporary one.
  const temporary = path.join(folder, `.framewise-${randomBytes(8).toString('hex')}.part`);
  try {
    await writeNewFile(disk, temporary, bytes);
    if (Buffer.compare(await disk.read(temporary), bytes) !== 0) {
      throw new Error('The file came out different from what was written.');
    }
    await allowReading(temporary, target);
    await disk.rename(temporary, target);
  } catch (error) {
    await disk.remove(temporary).catch(() => undefined);
    throw error;
  }
  await disk.syncFolder(folder);
}

/**
 * The store writes for its user alone; an export is for others too, so it gets the permissions
 * of the file it replaces, or those that new files usually have.
 */
async function allowReading(temporary: string, target: string): Promise<void> {
  const before = await stat(target).catch(() => undefined);
  const mode = before?.isFile() === true ? before.mode & 0o777 : 0o644;
  // Some file systems have no permissions; the file is no worse for it.
  await chmod(temporary, mode).catch(() => undefined);
}

function explain(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'The disk is full. Make room or choose another folder; the old file is as it was.';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'This folder may not be written to. Choose another one; nothing was changed.';
    case 'ENOENT':
    case 'ENOTDIR':
      return 'This folder is not there any more. Choose another one; nothing was changed.';
    case 'EISDIR':
      return 'There is a folder of this name. Choose another name; nothing was changed.';
    default:
      return `${error instanceof Error ? error.message : String(error)} The old file is as it was.`;
  }
}
