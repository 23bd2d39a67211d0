// Changes of many articles that each article takes over when it is read next: their files, what an article
// is owed, and how all come to have it. What such a change is, is decided in changes/.
import path from 'node:path';

import { z } from 'zod';

import { ArticleId } from '#core/article/article.ts';
import { ARTICLE_SCHEMA, type ArticleStep } from '#core/article/document.ts';
import { err, ok, type Result } from '#core/result.ts';

import type { Ground } from '../articles/article-stores.ts';
import { ensureFolder, readIfThere, writeNewFile } from '../../disk/files.ts';
import { sha256 } from '../../disk/sums.ts';
import { ARTICLE_KIND, stepsOf } from '../../document/files/kind.ts';

/** What a change does to one article, and what takes it back. */
export interface ArticlePart {
  readonly articleId: string;
  readonly steps: readonly ArticleStep[];
  readonly inverse: readonly ArticleStep[];
}

const StoredPart = z.strictObject({
  articleId: ArticleId,
  /** Schema of the steps. */
  schema: z.int().positive(),
  steps: z.array(z.unknown()),
  inverse: z.array(z.unknown()),
});

/** Hex digits of an article's id that name the file of its part: 256 files hold some forty of 10,000 each. */
const SHARD = 2;
/** Names the files of a change, so that one that is gone is missed; a line each. */
const LIST = 'files';
/** Hex digits of the SHA-256 of all lines, in the first line of a file. */
const SUM = 64;
const NEWLINE = 0x0a;

type PartError = { readonly type: 'unreadable'; readonly file: string };

/**
 * The parts of changes of many articles. Each change has a folder in `library/parts/`, which counts once
 * the library's document names it; its files are never changed.
 */
export class PartFiles {
  readonly #ground: Pick<Ground, 'disk' | 'dir'>;

  constructor(ground: Pick<Ground, 'disk' | 'dir'>) {
    this.#ground = ground;
  }

  /** Writes the parts of one change, which come by the ids of their articles. Throws system errors. */
  async write(name: string, parts: AsyncIterable<ArticlePart>): Promise<void> {
    const { disk } = this.#ground;
    const folder = this.#folder(name);
    await ensureFolder(disk, folder);
    let shard = '';
    let lines: string[] = [];
    let shards = '';
    const writeLines = (file: string, text: string): Promise<void> =>
      writeNewFile(disk, file, Buffer.from(`${sha256(text)}\n${text}`, 'utf8'));
    const writeShard = async (): Promise<void> => {
      if (lines.length === 0) return;
      await writeLines(fileOf(folder, shard), lines.join(''));
      shards += `${shard}\n`;
      lines = [];
    };
    for await (const part of parts) {
      const next = part.articleId.slice(0, SHARD);
      if (next !== shard) await writeShard();
      shard = next;
      lines.push(serializePart(part));
    }
    await writeShard();
    await writeLines(fileOf(folder, LIST), shards);
    await disk.syncFolder(folder);
  }

  /** The part for one article; `null` where there is none. */
  async find(name: string, articleId: string): Promise<Result<ArticlePart | null, PartError>> {
    const shard = articleId.slice(0, SHARD);
    const file = fileOf(this.#folder(name), shard);
    const bytes = await this.#read(file);
    if (!bytes) {
      const shards = await this.#shards(name);
      if (!shards.ok) return shards;
      return shards.value.includes(shard) ? err({ type: 'unreadable', file }) : ok(null);
    }
    const lines = linesIn(bytes);
    const at = lines?.indexOf(headOf(articleId)) ?? -1;
    if (lines && at < 0) return ok(null);
    const part = lines && parsePart(lines.subarray(at, lines.indexOf(NEWLINE, at)));
    return part ? ok(part) : err({ type: 'unreadable', file });
  }

  /** All parts of one change, file by file. */
  async *all(name: string): AsyncGenerator<Result<readonly ArticlePart[], PartError>> {
    const shards = await this.#shards(name);
    if (!shards.ok) {
      yield shards;
      return;
    }
    for (const shard of shards.value) {
      const file = fileOf(this.#folder(name), shard);
      const bytes = await this.#read(file);
      const parts = bytes && parseParts(bytes);
      yield parts ? ok(parts) : err({ type: 'unreadable', file });
    }
  }

  /** Removes the files of a change that nobody needs any more. */
  async drop(name: string): Promise<void> {
    await this.#ground.disk.removeFolder(this.#folder(name)).catch(() => undefined);
  }

  /** Removes the files of all changes but these. */
  async keepOnly(names: ReadonlySet<string>): Promise<void> {
    const found = await this.#ground.disk.list(this.#folder('')).catch(() => []);
    for (const name of found) if (!names.has(name)) await this.drop(name);
  }

  async #shards(name: string): Promise<Result<readonly string[], PartError>> {
    const file = fileOf(this.#folder(name), LIST);
    const bytes = await this.#read(file);
    const lines = bytes && linesIn(bytes);
    if (!lines) return err({ type: 'unreadable', file });
    return ok(lines.toString('utf8').split('\n').slice(0, -1));
  }

  async #read(file: string): Promise<Buffer | null> {
    const bytes = await readIfThere(this.#ground.disk, file).catch(() => null);
    return bytes && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  #folder(name: string): string {
    return path.join(this.#ground.dir, 'library', 'parts', name);
  }
}

function fileOf(folder: string, shard: string): string {
  return path.join(folder, `${shard}.log`);
}

/** How the line of an article begins. */
function headOf(articleId: string): string {
  return `{"articleId":"${articleId}",`;
}

function serializePart({ articleId, steps, inverse }: ArticlePart): string {
  return `${JSON.stringify({ articleId, schema: ARTICLE_SCHEMA, steps, inverse })}\n`;
}

/** The lines of a file; `null` where it is not whole. */
function linesIn(bytes: Buffer): Buffer | null {
  const lines = bytes.subarray(SUM + 1);
  return bytes.toString('latin1', 0, SUM) === sha256(lines) ? lines : null;
}

/** Reads one line without its newline; `null` where it cannot be understood. */
function parsePart(line: Buffer): ArticlePart | null {
  const parsed = StoredPart.safeParse(JSON.parse(line.toString('utf8')));
  if (!parsed.success) return null;
  const steps = stepsOf(ARTICLE_KIND, parsed.data, 'steps');
  const inverse = stepsOf(ARTICLE_KIND, parsed.data, 'inverse');
  if (!steps.ok || !inverse.ok) return null;
  return { articleId: parsed.data.articleId, steps: steps.value, inverse: inverse.value };
}

/** Reads a file; `null` where it is not whole. */
function parseParts(bytes: Buffer): readonly ArticlePart[] | null {
  const lines = linesIn(bytes);
  if (!lines) return null;
  const parts: ArticlePart[] = [];
  for (let start = 0; start < lines.length;) {
    const end = lines.indexOf(NEWLINE, start);
    const part = parsePart(lines.subarray(start, end));
    if (!part) return null;
    parts.push(part);
    start = end + 1;
  }
  return parts;
}
