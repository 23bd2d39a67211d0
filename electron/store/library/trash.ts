import path from 'node:path';

import type { IdMap } from '#core/collections/id-map.ts';
import type { Trashed } from '#core/library/document.ts';

import { folderName } from './articles/article-folder.ts';
import { ensureFolder } from '../disk/files.ts';
import type { Ground } from './articles/article-stores.ts';
import type { Catalogue } from './articles/catalogue.ts';
import type { OpenArticles } from './articles/open-articles.ts';

/** Milliseconds that a deleted article stays in the trash: 30 days. */
const TRASH_TIME = 30 * 86_400_000;

/** The folder of deleted articles. Nothing may be changing articles while it works. */
export class Trash {
  readonly #ground: Ground;
  readonly #catalogue: Catalogue;
  readonly #articles: Pick<OpenArticles, 'release'>;

  constructor(ground: Ground, catalogue: Catalogue, articles: Pick<OpenArticles, 'release'>) {
    this.#ground = ground;
    this.#catalogue = catalogue;
    this.#articles = articles;
  }

  /** Moves folders to where the library's document says they belong; what fails is done at the next start. */
  async follow(trashed: IdMap<Trashed>): Promise<void> {
    const { disk, dir } = this.#ground;
    for (const articleId of this.#catalogue.ids()) {
      const parent = path.join(dir, trashed.has(articleId) ? 'trash' : 'articles');
      const target = path.join(parent, folderName(articleId));
      const folder = this.#catalogue.folderOf(articleId);
      if (folder === target) continue;
      await this.#articles.release(articleId);
      try {
        await ensureFolder(disk, parent);
        await disk.rename(folder, target);
        this.#catalogue.change(articleId, { folder: target });
        await disk.syncFolder(parent);
        await disk.syncFolder(path.dirname(folder));
      } catch {
        // The article can still be read where it is, and the journal says where it belongs.
      }
    }
  }

  /** Removes what has been in the trash for 30 days; yields the id of each article once it is gone. */
  async *purge(trashed: IdMap<Trashed>): AsyncGenerator<string> {
    const { disk, dir, now } = this.#ground;
    const before = now().getTime() - TRASH_TIME;
    for (const { id } of [...trashed].filter(({ at }) => Date.parse(at) < before)) {
      try {
        await this.#articles.release(id);
        await disk.removeFolder(path.join(dir, 'trash', folderName(id)));
        await disk.syncFolder(path.join(dir, 'trash'));
      } catch {
        continue;
      }
      this.#catalogue.remove(id);
      yield id;
    }
  }
}
