import path from 'node:path';

import type { ArticleDocument } from '#core/article/document.ts';

import {
  ARTICLE_TEXT,
  folderName,
  hasSet,
  removeSet,
  writeArticleFolder,
  writeSet,
  type SetFile,
} from '../articles/article-folder.ts';
import { ensureFolder } from '../../disk/files.ts';
import type { Ground } from '../articles/article-stores.ts';

/** An article that is about to be added. */
export interface StagedArticle {
  readonly text: string;
  readonly document: ArticleDocument;
  /** Other annotators' sets that the document names. */
  readonly sets: readonly SetFile[];
}

/**
 * Articles on their way in. Each addition has a folder of its own in `incoming/`, which nobody sees
 * until the line that names it is in the library's journal.
 */
export class Staging {
  readonly #ground: Ground;

  constructor(ground: Ground) {
    this.#ground = ground;
  }

  /** Writes what is to be added where nobody sees it yet. */
  async stage(
    token: string,
    fresh: ReadonlyMap<string, StagedArticle>,
    onProgress?: (done: number, total: number) => void,
  ): Promise<void> {
    const { disk } = this.#ground;
    let done = 0;
    const root = this.#path('incoming', token);
    await ensureFolder(disk, root);
    for (const [id, { text, document, sets }] of fresh) {
      const folder = path.join(root, folderName(id));
      await writeArticleFolder(disk, folder, text, document);
      for (const set of sets) await writeSet(disk, folder, set);
      done += 1;
      onProgress?.(done, fresh.size);
    }
    await disk.syncFolder(root);
  }

  /**
   * Writes sets for articles that are in the library, all or none; they count once a change names
   * them. Returns what takes those away again that were not there before.
   */
  async placeSets(
    sets: Iterable<{ readonly folder: string; readonly set: SetFile }>,
  ): Promise<() => Promise<void>> {
    const { disk } = this.#ground;
    const fresh: { readonly folder: string; readonly set: SetFile }[] = [];
    const takeAway = async (): Promise<void> => {
      for (const { folder, set } of fresh) {
        await removeSet(disk, folder, set.reference).catch(() => undefined);
      }
    };
    try {
      for (const each of sets) {
        if (!(await hasSet(disk, each.folder, each.set.reference))) fresh.push(each);
        await writeSet(disk, each.folder, each.set);
      }
      return takeAway;
    } catch (error) {
      await takeAway();
      throw error;
    }
  }

  /** Drops what was staged and is not to be added after all. */
  async drop(token: string): Promise<void> {
    await this.#ground.disk.removeFolder(this.#path('incoming', token)).catch(() => undefined);
  }

  /**
   * Moves what was staged to its place; can be repeated after a crash. Returns the new articles'
   * folders, of which those that could not be moved are still where they were staged.
   */
  async takeIn(token: string): Promise<string[]> {
    const { disk } = this.#ground;
    const root = this.#path('incoming', token);
    const articles = this.#path('articles');
    const arrived: string[] = [];
    let complete = true;
    for (const name of await disk.list(root)) {
      const staged = path.join(root, name);
      try {
        // One that is there was moved before a crash, or copied in by hand since.
        if (await this.#isThere(name)) continue;
        await ensureFolder(disk, articles);
        await disk.rename(staged, path.join(articles, name));
        arrived.push(path.join(articles, name));
      } catch {
        // The line that adds it is on disk; the next start tries the move again.
        complete = false;
        if ((await disk.look(path.join(staged, ARTICLE_TEXT))) !== null) arrived.push(staged);
      }
    }
    try {
      // Until the moves are on disk, the place that they began at must stay.
      if (arrived.length > 0) await disk.syncFolder(articles);
      if (complete) await disk.removeFolder(root);
    } catch {
      // An empty folder is left, which the next start removes.
    }
    return arrived;
  }

  /**
   * After a crash: takes in what the library's journal says was added, and drops what was only
   * begun. Returns folders of articles that are still in `incoming/`.
   */
  async finish(decided: ReadonlySet<string | undefined>): Promise<string[]> {
    const left: string[] = [];
    for (const token of await this.#ground.disk.list(this.#path('incoming'))) {
      const root = this.#path('incoming', token);
      if (!decided.has(token)) await this.drop(token);
      else {
        left.push(...(await this.takeIn(token)).filter((folder) => path.dirname(folder) === root));
      }
    }
    return left;
  }

  async #isThere(name: string): Promise<boolean> {
    const { disk } = this.#ground;
    const places = [this.#path('articles', name), this.#path('trash', name)];
    for (const place of places) if (await disk.look(place)) return true;
    return false;
  }

  #path(...parts: string[]): string {
    return path.join(this.#ground.dir, ...parts);
  }
}
