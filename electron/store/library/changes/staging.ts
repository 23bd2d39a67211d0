import path from 'node:path';

import type { ArticleDocument } from '#core/article/document.ts';
import { ORIGINALS } from '#core/sources/verify/library-files.ts';

import {
  ARTICLE_TEXT,
  folderName,
  hasSet,
  removeSet,
  writeArticleFolder,
  writeSet,
  type SetFile,
} from '../articles/article-folder.ts';
import {
  readReceiptToStore,
  receiptPath,
  type Originals,
  type ReceiptToStore,
} from '../articles/receipts.ts';
import { ensureFolder, replaceFile } from '../../disk/files.ts';
import { sideBySide } from '../../disk/side-by-side.ts';
import type { Text } from '../../disk/utf8.ts';
import type { Ground } from '../articles/article-stores.ts';

/** Articles that are written, or moved, at the same time: a disk flushes several files as fast as one. */
const FLUSHES = 8;

/** An article that is about to be added. */
export interface StagedArticle {
  readonly text: Text;
  readonly document: ArticleDocument;
  /** Other annotators' sets that the document names. */
  readonly sets: readonly SetFile[];
  /** Receipts of its sources. */
  readonly receipts: readonly ReceiptToStore[];
}

/** What is put beside the text of an article that is in the library. */
export interface Beside extends Pick<StagedArticle, 'sets' | 'receipts'> {
  readonly folder: string;
}

/**
 * Articles on their way in. Each addition has a folder of its own in `incoming/`, which nobody sees
 * until the line that names it is in the library's journal.
 */
export class Staging {
  readonly #ground: Ground;

  readonly #originals: Originals;

  constructor(ground: Ground, originals: Originals) {
    this.#ground = ground;
    this.#originals = originals;
  }

  /**
   * Writes what is to be added where nobody sees it yet.
   *
   * @param receipts those of articles that are in the library among them
   */
  async stage(
    token: string,
    fresh: ReadonlyMap<string, StagedArticle>,
    receipts: readonly ReceiptToStore[],
    onProgress?: (done: number, total: number) => void,
  ): Promise<void> {
    const { disk } = this.#ground;
    let done = 0;
    const root = this.#path('incoming', token);
    await ensureFolder(disk, root);
    await this.#originals.stage(root, receipts);
    await sideBySide(fresh, FLUSHES, async ([id, { text, document, sets, receipts: its }]) => {
      const folder = path.join(root, folderName(id));
      await writeArticleFolder(disk, folder, text, document);
      for (const set of sets) await writeSet(disk, folder, set);
      for (const receipt of its) await this.#writeReceipt(folder, receipt);
      done += 1;
      onProgress?.(done, fresh.size);
    });
    await disk.syncFolder(root);
  }

  /**
   * Writes sets and receipts for articles that are in the library, all or none; they count once a
   * change names them. Returns what takes those away again that were not there before.
   */
  async placeBeside(articles: Iterable<Beside>): Promise<() => Promise<void>> {
    const { disk } = this.#ground;
    const fresh: (() => Promise<void>)[] = [];
    const takeAway = async (): Promise<void> => {
      for (const remove of fresh) await remove().catch(() => undefined);
    };
    try {
      for (const { folder, sets, receipts } of articles) {
        for (const set of sets) {
          const { reference } = set;
          if (!(await hasSet(disk, folder, reference))) {
            fresh.push(() => removeSet(disk, folder, reference));
          }
          await writeSet(disk, folder, set);
        }
        for (const receipt of receipts) {
          const file = receiptPath(folder, receipt);
          if ((await disk.look(file)) === null) fresh.push(() => disk.remove(file));
          await this.#writeReceipt(folder, receipt);
        }
      }
      return takeAway;
    } catch (error) {
      await takeAway();
      throw error;
    }
  }

  async #writeReceipt(folder: string, receipt: ReceiptToStore): Promise<void> {
    const { disk } = this.#ground;
    const file = receiptPath(folder, receipt);
    await ensureFolder(disk, path.dirname(file));
    await replaceFile(disk, file, await readReceiptToStore(receipt));
    await disk.syncFolder(folder);
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
    try {
      await this.#originals.takeIn(root);
    } catch {
      complete = false;
    }
    const names = (await disk.list(root)).filter((name) => name !== ORIGINALS);
    const taken = this.#namesTaken();
    // Who asks is told; where nothing is to be moved nobody does.
    taken.catch(() => undefined);
    await sideBySide(names, FLUSHES, async (name) => {
      const staged = path.join(root, name);
      try {
        // One that is there was moved before a crash, or copied in by hand since.
        if ((await taken).has(name)) return;
        await disk.rename(staged, path.join(articles, name));
        arrived.push(path.join(articles, name));
      } catch {
        // The line that adds it is on disk; the next start tries the move again.
        complete = false;
        if ((await disk.look(path.join(staged, ARTICLE_TEXT))) !== null) arrived.push(staged);
      }
    });
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

  /** Makes the folder of all articles where it is missing; answers with the names that are taken. */
  async #namesTaken(): Promise<ReadonlySet<string>> {
    const { disk } = this.#ground;
    await ensureFolder(disk, this.#path('articles'));
    const [articles, trash] = [this.#path('articles'), this.#path('trash')];
    return new Set([...(await disk.list(articles)), ...(await disk.list(trash))]);
  }

  #path(...parts: string[]): string {
    return path.join(this.#ground.dir, ...parts);
  }
}
