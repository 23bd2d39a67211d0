import path from 'node:path';

import type { IdMap } from '#core/collections/id-map.ts';
import type { Trashed } from '#core/library/document.ts';

import { folderName } from './articles/article-folder.ts';
import { ensureFolder } from '../disk/files.ts';
import type { Ground } from './articles/article-stores.ts';
import { ReceiptBackups } from './articles/receipt-backups.ts';
import type { Catalogue } from './articles/catalogue.ts';
import type { OpenArticles } from './articles/open-articles.ts';
import type { UseDays } from './keeping/use-days.ts';

/**
 * Days that a deleted article stays in the trash at least: by the clock, and also days on which the
 * library was used, as a clock that is wrong once must not empty it.
 */
const TRASH_DAYS = 30;
const DAY = 86_400_000;

/** The folder of deleted articles. Nothing may be changing articles while it works. */
export class Trash {
  readonly #ground: Ground;
  readonly #catalogue: Catalogue;
  readonly #articles: Pick<OpenArticles, 'release'>;
  readonly #useDays: Pick<UseDays, 'inTrash'>;

  constructor(
    ground: Ground,
    catalogue: Catalogue,
    articles: Pick<OpenArticles, 'release'>,
    useDays: Pick<UseDays, 'inTrash'>,
  ) {
    this.#ground = ground;
    this.#catalogue = catalogue;
    this.#articles = articles;
    this.#useDays = useDays;
  }

  /** Moves folders to where the library's document says they belong; what fails is done at the next start. */
  async follow(trashed: IdMap<Trashed>): Promise<void> {
    const { disk, dir } = this.#ground;
    const [away, here] = [path.join(dir, 'trash'), path.join(dir, 'articles')];
    for (const articleId of this.#catalogue.ids()) {
      const parent = trashed.has(articleId) ? away : here;
      // Joined by hand: at a start this is done for every article.
      const target = `${parent}${path.sep}${folderName(articleId)}`;
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

  /** Removes what has been in the trash for long enough; yields the id of each article once it is gone. */
  async *purge(trashed: IdMap<Trashed>): AsyncGenerator<string> {
    const { disk, dir } = this.#ground;
    for (const { id } of [...trashed].filter((each) => this.#isOld(each))) {
      try {
        await this.#articles.release(id);
        await new ReceiptBackups(this.#ground).forget(folderName(id));
        await disk.removeFolder(path.join(dir, 'trash', folderName(id)));
        await disk.syncFolder(path.join(dir, 'trash'));
      } catch {
        continue;
      }
      this.#catalogue.remove(id);
      yield id;
    }
  }
  #isOld({ id, at }: Trashed): boolean {
    const age = this.#ground.now().getTime() - Date.parse(at);
    // Deleted in a future that the clock has gone back from: by the clock it has no age.
    const isYoung = age >= 0 && age <= TRASH_DAYS * DAY;
    return this.#useDays.inTrash(id) >= TRASH_DAYS && !isYoung;
  }
}
