import { folderName } from '../articles/article-folder.ts';
import { backupFolder, listBackups, writeBackup } from '../articles/backups.ts';
import { ReceiptBackups } from '../articles/receipt-backups.ts';
import {
  ARTICLE_KIND,
  EVENT_KIND,
  LIBRARY_KIND,
  type DocumentKind,
} from '../../document/files/kind.ts';
import type { DocumentStore } from '../../document/document-store.ts';
import type { Ground } from '../articles/article-stores.ts';
import type { Catalogue } from '../articles/catalogue.ts';
import type { IndexedEvent } from '../articles/library-index.ts';
import type { OpenArticles } from '../articles/open-articles.ts';
import type { EventStores } from '../events/event-stores.ts';
import type { OwnStore } from '../changes/own-set.ts';

/** What daily backups need to know of the library around the documents. */
interface BackupSurroundings {
  /** The number of this day among those on which the library is used. */
  readonly today: () => number;
  /** Closes what was opened only for the backup. */
  readonly letGo: () => Promise<unknown>;
}

/** A copy of each document for each day on which it has changed. */
export class DailyBackups {
  readonly #ground: Ground;
  readonly #catalogue: Catalogue;
  readonly #articles: Pick<OpenArticles, 'acquire'>;
  readonly #events: Pick<EventStores, 'acquire' | 'noteBackup'>;
  readonly #around: BackupSurroundings;
  /** What backups hold of originals and receipts. */
  readonly receipts: ReceiptBackups;
  /** Folders that have a backup. */
  readonly #there = new Set<string>();

  constructor(
    ground: Ground,
    catalogue: Catalogue,
    opened: {
      readonly articles: Pick<OpenArticles, 'acquire'>;
      readonly events: Pick<EventStores, 'acquire' | 'noteBackup'>;
    },
    around: BackupSurroundings,
  ) {
    this.receipts = new ReceiptBackups(ground);
    this.#ground = ground;
    this.#catalogue = catalogue;
    this.#articles = opened.articles;
    this.#events = opened.events;
    this.#around = around;
  }

  /** Whether an article has changed since its last backup, or may have none; without a look at the disk. */
  isDue(articleId: string): boolean {
    const { seq = 0, backedUp = 0 } = this.#catalogue.get(articleId) ?? {};
    return seq > backedUp || !this.#there.has(folderName(articleId));
  }

  /** Backs up what all articles share. Throws system errors. */
  async ofLibrary(store: OwnStore): Promise<void> {
    if (store.seq <= store.backedUp && !(await this.#isMissing('library'))) return;
    await this.#write('library', LIBRARY_KIND, store, null);
  }

  /** Backs up one article with the receipts of its sources. Throws system errors. */
  async ofArticle(articleId: string): Promise<void> {
    const entry = this.#catalogue.get(articleId);
    if (!entry) return;
    const name = folderName(articleId);
    if (entry.seq > entry.backedUp || (await this.#isMissing(name))) {
      await this.#ofDocument(articleId, name);
    }
    await this.receipts.follow(name, entry.folder);
  }

  async #ofDocument(articleId: string, name: string): Promise<void> {
    const opened = await this.#articles.acquire(articleId);
    if (!opened.ok || opened.value.store.readOnly) return;
    const { store, text, held } = opened.value;
    const backedUp = await this.#write(name, ARTICLE_KIND, store, text);
    this.#catalogue.change(articleId, { backedUp });
    if (!held) await this.#around.letGo();
  }

  /** Backs up what is said of one event. Throws system errors. */
  async ofEvent({ id, seq, backedUp }: IndexedEvent): Promise<void> {
    if (seq <= backedUp && !(await this.#isMissing(id))) return;
    const opened = await this.#events.acquire(id);
    if (!opened.ok || opened.value.store.readOnly) return;
    const { store, held } = opened.value;
    this.#events.noteBackup(id, await this.#write(id, EVENT_KIND, store, null));
    if (!held) await this.#around.letGo();
  }

  /** Returns the `seq` of the backup. */
  async #write<D, S>(
    name: string,
    kind: DocumentKind<D, S>,
    store: DocumentStore<D, S>,
    text: string | null,
  ): Promise<number> {
    const { disk, now } = this.#ground;
    const at = now().toISOString();
    const { seq, order } = store;
    const content = kind.toStored(store.document);
    const useDay = this.#around.today();
    const backup = { of: kind.format, schema: kind.schema, seq, order, at, useDay, text, content };
    await writeBackup(disk, this.#folder(name), at.slice(0, 10), backup);
    this.#there.add(name);
    store.noteBackup(seq);
    return seq;
  }

  async #isMissing(name: string): Promise<boolean> {
    if (this.#there.has(name)) return false;
    if ((await listBackups(this.#ground.disk, this.#folder(name))).length === 0) return true;
    this.#there.add(name);
    return false;
  }

  #folder(name: string): string {
    return backupFolder(this.#ground.dir, name);
  }
}
