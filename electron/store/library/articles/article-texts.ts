import path from 'node:path';

import type { Result } from '#core/result.ts';
import { ok } from '#core/result.ts';

import { ARTICLE_TEXT, articleIdOf, folderName, readArticleText } from './article-folder.ts';
import { backupFolder, listBackups, readBackup } from './backups.ts';
import { moveToQuarantine, writeNewFile, type FileLook } from '../../disk/files.ts';
import type { Ground } from './article-stores.ts';
import type { Catalogue } from './catalogue.ts';
import type { LibraryStatus } from './status.ts';

/** The articles' texts on disk, each of which must stay exactly what was tagged. Throws system errors. */
export class ArticleTexts {
  readonly #ground: Ground;
  readonly #catalogue: Catalogue;
  readonly #status: LibraryStatus;

  constructor(ground: Ground, catalogue: Catalogue, status: LibraryStatus) {
    this.#ground = ground;
    this.#catalogue = catalogue;
    this.#status = status;
  }

  /** The file as it is now, to be compared with later. */
  look(articleId: string): Promise<FileLook | null> {
    return this.#ground.disk.look(this.#fileOf(articleId));
  }

  /** The text as it is on disk; an error where it is missing or was changed. */
  read(articleId: string): ReturnType<typeof readArticleText> {
    return readArticleText(this.#ground.disk, this.#catalogue.folderOf(articleId), articleId);
  }

  /** The text; one that was changed is put aside and restored from a backup; an error where none has it. */
  async readOrRestore(articleId: string): Promise<Result<string, unknown>> {
    const { disk, dir } = this.#ground;
    const read = await this.read(articleId);
    if (read.ok) return read;
    const backups = backupFolder(dir, folderName(articleId));
    for (const date of await listBackups(disk, backups)) {
      const text = (await readBackup(disk, backups, date))?.text;
      if (typeof text !== 'string' || articleIdOf(text) !== articleId) continue;
      if (!this.#status.readOnly) await this.putBack(articleId, text);
      return ok(text);
    }
    return read;
  }

  /** Writes the right text; another one that is there is put aside. */
  async putBack(articleId: string, text: string): Promise<void> {
    const { disk, now } = this.#ground;
    const file = this.#fileOf(articleId);
    const there = await disk.look(file);
    const kept = there ? await moveToQuarantine(disk, file, now().toISOString()) : null;
    await writeNewFile(disk, file, Buffer.from(text, 'utf8'));
    await disk.syncFolder(path.dirname(file));
    const title = this.#catalogue.titleOf(articleId);
    this.#status.addNotice({ type: 'changed-outside', articleId, title, kept });
  }

  #fileOf(articleId: string): string {
    return path.join(this.#catalogue.folderOf(articleId), ARTICLE_TEXT);
  }
}
