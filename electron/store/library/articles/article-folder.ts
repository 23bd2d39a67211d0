// The articles on disk and in memory: folder, text, document, others' sets, backups, what recovery finds, the list of
// them all. What a change does to more than one of them stands in changes/.
import path from 'node:path';

import { z } from 'zod';

import { AnnotationSchema } from '#core/tags/tag.ts';
import { ArticleId, type SetReference } from '#core/article/article.ts';
import type { ArticleDocument } from '#core/article/document.ts';
import type { IdMap } from '#core/collections/id-map.ts';
import type { AnnotationSet } from '#core/contract/articles.ts';
import { Annotator } from '#core/library/document.ts';
import { ProposedTag } from '#core/tags/proposed-tag.ts';
import { err, ok, type Result } from '#core/result.ts';
import { Uuid } from '#core/tags/ids.ts';
import { compareText } from '#core/collections/order.ts';

import { ARTICLE_KIND } from '../../document/files/kind.ts';
import { writeFirstSnapshot } from '../../document/files/snapshot.ts';
import {
  ensureFolder,
  readIfThere,
  replaceFile,
  writeNewFile,
  type Disk,
} from '../../disk/files.ts';
import { sha256 } from '../../disk/sums.ts';
import type { Text } from '../../disk/utf8.ts';

/** File name of an article's text. */
export const ARTICLE_TEXT = 'article.txt';
const SETS = 'sets';

/** Folder name of an article: the first 32 hex digits of its id. */
export function folderName(articleId: string): string {
  return articleId.slice(0, 32);
}

/** Whether a name in `articles/` can be an article's folder. */
export function isFolderName(name: string): boolean {
  return /^[0-9a-f]{32}$/u.test(name);
}

/** An article's id: SHA-256 of the UTF-8 form of its text. */
export function articleIdOf(text: Text): string {
  return sha256(text);
}

export type TextError =
  | { readonly type: 'text-missing' }
  /** `found` is the SHA-256 of what is there now. */
  | { readonly type: 'text-changed'; readonly found: string };

/** Reads an article's text and checks that it is the text that was tagged. Throws system errors. */
export async function readArticleText(
  disk: Disk,
  folder: string,
  articleId: string,
): Promise<Result<string, TextError>> {
  const bytes = await readIfThere(disk, path.join(folder, ARTICLE_TEXT));
  if (!bytes) return err({ type: 'text-missing' });
  const found = sha256(bytes);
  return found === articleId
    ? ok(Buffer.from(bytes).toString('utf8'))
    : err({ type: 'text-changed', found });
}

/** Makes the folder of a new article in one that exists, whose flush is left to the caller. */
export async function writeArticleFolder(
  disk: Disk,
  folder: string,
  text: Text,
  document: ArticleDocument,
): Promise<void> {
  const bytes = typeof text === 'string' ? Buffer.from(text, 'utf8') : text;
  await disk.makeFolder(folder);
  await writeNewFile(disk, path.join(folder, ARTICLE_TEXT), bytes);
  await writeFirstSnapshot(disk, folder, ARTICLE_KIND, document, {
    seq: 0,
    order: 0,
    at: document.added,
  });
}

const SET_FORMAT = 'framewise-annotation-set';

/** Version of the stored form of a set; until 2 only tags that fit the text were kept. */
const SET_SCHEMA = 2;

const StoredSet = z.object({
  format: z.literal(SET_FORMAT),
  schema: z.literal([1, SET_SCHEMA]),
  articleId: ArticleId,
  annotator: Annotator,
  annotations: z.array(AnnotationSchema),
  proposals: z.array(ProposedTag).default([]),
  orphans: z.array(AnnotationSchema).default([]),
});

/** Name of a set's file from before documents named their sets. */
const UNNAMED_SET = /^([0-9a-f-]{36})\.json$/u;

/** Where a set's file is. Its name has a part of its sum, so that no set is ever written over. */
function setFile(folder: string, { id, sha256: sum }: SetReference): string {
  return path.join(folder, SETS, `${Uuid.parse(id)}-${sum.slice(0, 32)}.json`);
}

/** A set of another annotator as it is written, and how a document names it. */
export interface SetFile {
  readonly reference: SetReference;
  readonly bytes: Uint8Array;
}

/** Live to stored. */
export function serializeSet(set: AnnotationSet): SetFile {
  const { articleId, annotator, annotations, proposals, orphans } = set;
  const tags = { annotations, proposals, orphans };
  const stored = { format: SET_FORMAT, schema: SET_SCHEMA, articleId, annotator, ...tags };
  const bytes = Buffer.from(JSON.stringify(stored), 'utf8');
  return { reference: { id: set.annotator.id, sha256: sha256(bytes) }, bytes };
}

/**
 * Writes another annotator's set beside those that are there. It counts only while the article's
 * document names it; it stays for undo, backups and recovery, which may name it again, and goes with
 * the article. Throws system errors.
 */
export async function writeSet(disk: Disk, folder: string, set: SetFile): Promise<void> {
  await ensureFolder(disk, path.join(folder, SETS));
  await replaceFile(disk, setFile(folder, set.reference), set.bytes);
  await disk.syncFolder(folder);
}

/** Whether a set has been written. */
export async function hasSet(disk: Disk, folder: string, set: SetReference): Promise<boolean> {
  return (await disk.look(setFile(folder, set))) !== null;
}

/** Removes a set that no document has ever named. */
export async function removeSet(disk: Disk, folder: string, set: SetReference): Promise<void> {
  await disk.remove(setFile(folder, set));
}

/** Other annotators' sets in force, by annotator id, and the files that could not be read. */
export interface ReadSets {
  readonly sets: readonly AnnotationSet[];
  readonly bad: readonly string[];
}

/**
 * Reads the sets that are in force; a file that is missing or cannot be read is named in `bad`. A
 * file without a sum in its name is from before documents named their sets: it is in force where the
 * document names none of that annotator.
 */
export async function readSets(
  disk: Disk,
  folder: string,
  named: IdMap<SetReference>,
): Promise<ReadSets> {
  const files = [...named].map((set) => ({ file: setFile(folder, set), sum: set.sha256 }));
  const unnamed = (await disk.list(path.join(folder, SETS))).filter((name) => {
    const annotator = UNNAMED_SET.exec(name)?.[1];
    return annotator !== undefined && !named.has(annotator);
  });
  const sets: AnnotationSet[] = [];
  const bad: string[] = [];
  for (const { file, sum } of [
    ...files,
    ...unnamed.map((name) => ({ file: path.join(folder, SETS, name), sum: null })),
  ]) {
    const isFile = (await disk.look(file))?.kind === 'file';
    const set = parseSet(isFile ? await readIfThere(disk, file) : null, sum);
    if (set) sets.push(set);
    else bad.push(file);
  }
  return { sets: sets.sort((a, b) => compareText(a.annotator.id, b.annotator.id)), bad };
}

/** Until schema 2 a set had only tags that fit the text. */
type WrittenSet = Omit<AnnotationSet, 'proposals' | 'orphans'> &
  Partial<Pick<AnnotationSet, 'proposals' | 'orphans'>>;

/** `sum`: SHA-256 that the bytes must have; `null` where none is known. */
function parseSet(bytes: Uint8Array | null, sum: string | null): AnnotationSet | null {
  if (!bytes || (sum !== null && sha256(bytes) !== sum)) return null;
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    const parsed = sum === null ? StoredSet.safeParse(value) : readWritten(value);
    if (!parsed.success) return null;
    const { articleId, annotator, annotations, proposals = [], orphans = [] } = parsed.data;
    return { articleId, annotator, annotations, proposals, orphans };
  } catch {
    return null;
  }
}

/**
 * A set whose bytes have the sum that its document names is what was checked before it was written;
 * looking at each of ten thousand tags again would take longer than everything else in opening it.
 */
function readWritten(value: unknown) {
  const header = StoredSet.pick({ format: true, schema: true }).safeParse(value);
  return header.success
    ? { success: true as const, data: value as WrittenSet }
    : { success: false as const };
}

/**
 * The sets in a folder whose document is lost, without those that are in force unnamed: of each
 * annotator's, the one with the newest tag.
 */
export async function findSets(disk: Disk, folder: string): Promise<readonly SetReference[]> {
  const newest = new Map<string, { readonly reference: SetReference; readonly at: string }>();
  for (const name of await disk.list(path.join(folder, SETS))) {
    const bytes = await readIfThere(disk, path.join(folder, SETS, name));
    const set = parseSet(bytes, null);
    if (!bytes || !set || UNNAMED_SET.test(name)) continue;
    const reference = { id: set.annotator.id, sha256: sha256(bytes) };
    const at = set.annotations.reduce(
      (last, { modified }) => (modified > last ? modified : last),
      '',
    );
    if (at >= (newest.get(reference.id)?.at ?? '')) newest.set(reference.id, { reference, at });
  }
  return [...newest.values()].map(({ reference }) => reference);
}
