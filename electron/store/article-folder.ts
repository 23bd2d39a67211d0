import path from 'node:path';

import { z } from 'zod';

import { AnnotationSchema, Uuid } from '#core/annotation.ts';
import { ArticleId } from '#core/article.ts';
import type { ArticleDocument } from '#core/article-document.ts';
import type { AnnotationSet } from '#core/ipc-contract.ts';
import { Annotator } from '#core/library-document.ts';
import { err, ok, type Result } from '#core/result.ts';

import { ARTICLE_KIND } from './document-kind.ts';
import { writeFirstSnapshot } from './document-store.ts';
import { ensureFolder, readIfThere, replaceFile, writeNewFile, type Disk } from './files.ts';
import { sha256 } from './sums.ts';

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
export function articleIdOf(text: string): string {
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

/** Makes the folder of a new article. Until its parent is told of it nothing of this is visible. */
export async function writeArticleFolder(
  disk: Disk,
  folder: string,
  text: string,
  document: ArticleDocument,
): Promise<void> {
  await ensureFolder(disk, folder);
  await writeNewFile(disk, path.join(folder, ARTICLE_TEXT), Buffer.from(text, 'utf8'));
  await writeFirstSnapshot(disk, folder, ARTICLE_KIND, document, {
    seq: 0,
    order: 0,
    at: document.added,
  });
  await disk.syncFolder(folder);
}

const SET_FORMAT = 'framewise-annotation-set';

const StoredSet = z.object({
  format: z.literal(SET_FORMAT),
  schema: z.literal(1),
  articleId: ArticleId,
  annotator: Annotator,
  annotations: z.array(AnnotationSchema),
});

/** Reads the other annotators' sets of an article; a file that cannot be read is named in `bad`. */
export async function readSets(
  disk: Disk,
  folder: string,
): Promise<{ readonly sets: readonly AnnotationSet[]; readonly bad: readonly string[] }> {
  const sets: AnnotationSet[] = [];
  const bad: string[] = [];
  for (const name of await disk.list(path.join(folder, SETS))) {
    if (!name.endsWith('.json')) continue;
    const file = path.join(folder, SETS, name);
    const parsed = parseSet(
      (await disk.look(file))?.kind === 'file' ? await readIfThere(disk, file) : null,
    );
    if (parsed) sets.push(parsed);
    else bad.push(file);
  }
  return { sets, bad };
}

function parseSet(bytes: Uint8Array | null): AnnotationSet | null {
  if (!bytes) return null;
  try {
    const parsed = StoredSet.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    if (!parsed.success) return null;
    const { articleId, annotator, annotations } = parsed.data;
    return { articleId, annotator, annotations };
  } catch {
    return null;
  }
}

function setFile(folder: string, annotator: string): string {
  return path.join(folder, SETS, `${Uuid.parse(annotator)}.json`);
}

/** Replaces another annotator's set whole. */
export async function writeSet(disk: Disk, folder: string, set: AnnotationSet): Promise<void> {
  await ensureFolder(disk, path.join(folder, SETS));
  const stored = { format: SET_FORMAT, schema: 1, ...set };
  await replaceFile(
    disk,
    setFile(folder, set.annotator.id),
    Buffer.from(JSON.stringify(stored), 'utf8'),
  );
  await disk.syncFolder(folder);
}

/** Removes another annotator's set. */
export async function removeSetFile(disk: Disk, folder: string, annotator: string): Promise<void> {
  await disk.remove(setFile(folder, annotator));
  await disk.syncFolder(path.join(folder, SETS));
}
