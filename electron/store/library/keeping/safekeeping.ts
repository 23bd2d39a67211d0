// What is done so that nothing is lost: the data folder is watched, saved elsewhere and backed up.
// It knows the documents of the library as they are stored, and changes none of them.
import path from 'node:path';

import type { StoreStatus } from '#core/contract/store.ts';
import type { Result } from '#core/result.ts';

import type { HomeDisk } from '../../disk/home.ts';
import type { LibraryLock } from '../../disk/lock.ts';
import type { Disk } from '../../disk/files.ts';
import type { AnyStore, Ground } from '../articles/article-stores.ts';
import type { Catalogue } from '../articles/catalogue.ts';
import type { Ledger } from '../articles/ledger.ts';
import type { LineOwner } from '../articles/library-index.ts';
import type { OpenArticle, OpenArticles } from '../articles/open-articles.ts';
import type { ArticleReader } from '../articles/read-articles.ts';
import { receiptFolders } from '../articles/receipt-backups.ts';
import { Originals, readReceipt, type SummedFile } from '../articles/receipts.ts';
import type { LibraryStatus } from '../articles/status.ts';
import type { OwnStore } from '../changes/own-set.ts';
import type { EventStores } from '../events/event-stores.ts';
import { DailyBackups } from './daily-backups.ts';
import { saveElsewhere, type SavedElsewhere, type SaveElsewhereError } from './save-elsewhere.ts';
import type { SourcesHere } from './saved-sources.ts';
import { QuietTurns } from './quiet-turns.ts';
import type { UseDays } from './use-days.ts';

/** What keeping the library safe needs of it. */
interface SafekeepingNeeds {
  readonly ground: Ground;
  readonly home: Pick<HomeDisk, 'isThere'>;
  /** The disk that other folders are on. */
  readonly elsewhere: Disk;
  readonly status: LibraryStatus;
  readonly catalogue: Catalogue;
  readonly articles: OpenArticles;
  readonly events: EventStores;
  readonly ledger: Pick<Ledger, 'noteFolded'>;
  readonly reader: Pick<ArticleReader, 'setsOf'>;
  readonly useDays: Pick<UseDays, 'pass' | 'today'>;
  /** The document that all articles share, once it is open. */
  readonly store: () => OwnStore;
  /** Of all documents that are open. */
  readonly stores: () => Promise<readonly AnyStore[]>;
  readonly lock: () => Pick<LibraryLock, 'isHeld'> | null;
  readonly isClosed: () => boolean;
  /** Closes what was opened only for a moment, if nothing is being changed. */
  readonly letGo: () => Promise<unknown>;
  /** Milliseconds for which nobody has wanted anything. */
  readonly idleFor: () => number;
  /** Documents whose last changes a killed session left in their journals. */
  readonly unfolded: () => readonly LineOwner[];
}

/** At once, or in small steps while nobody wants anything. */
type Pace = 'at-once' | 'quietly';

/** Keeps what the library holds safe from what happens to its folder. */
export class Safekeeping {
  readonly #needs: SafekeepingNeeds;
  readonly #backups: DailyBackups;
  #backingUp: Promise<void> | null = null;

  constructor(needs: SafekeepingNeeds) {
    const { ground, catalogue, articles, events, useDays, letGo } = needs;
    const today = (): number => useDays.today;
    this.#needs = needs;
    this.#backups = new DailyBackups(ground, catalogue, { articles, events }, { today, letGo });
  }

  /** Tries what the disk refused at once. */
  async retry(): Promise<StoreStatus> {
    const { stores, status } = this.#needs;
    await Promise.all((await stores()).map((store) => store.retry()));
    return status.current;
  }

  /**
   * Looks whether the data folder is where it was. While it is not, nothing is written: what is asked
   * for waits in memory, and goes on by itself once the folder is back.
   */
  async checkFolder(): Promise<boolean> {
    const { home, status } = this.#needs;
    const isThere = await home.isThere();
    const isNews = status.noteFolder(isThere);
    if (isThere && isNews) await this.retry();
    return isThere;
  }

  /** Writes everything that is in memory or can be read into another folder, as a library of its own. */
  async saveElsewhere(dir: string): Promise<Result<SavedElsewhere, SaveElsewhereError>> {
    const { ground, elsewhere, store, catalogue, articles, events, reader } = this.#needs;
    const isThere = await this.checkFolder();
    const articleOf = async (id: string): Promise<OpenArticle | undefined> => {
      if (!isThere) return articles.find(id);
      const opened = await articles.acquire(id);
      if (opened.ok) await reader.setsOf(opened.value);
      return opened.ok ? opened.value : undefined;
    };
    return saveElsewhere(elsewhere, path.resolve(dir), {
      ...{ store: store(), catalogue, articleOf, now: ground.now },
      sources: isThere ? this.#sources() : NO_SOURCES,
      events: () => events.stores(),
    });
  }

  #sources(): SourcesHere {
    const { ground, catalogue } = this.#needs;
    const originals = new Originals(ground);
    return {
      receiptOf: async (articleId, source) => {
        const folders = receiptFolders(ground.dir, articleId, catalogue.folderOf(articleId));
        return bytesOf(await readReceipt(ground.disk, folders, source));
      },
      originalOf: async (sum) => bytesOf(await originals.read(sum)),
    };
  }

  /** Looks whether somebody else changed the files of what is open; call it when the window gets focus. */
  async checkOutside(): Promise<void> {
    const { ground, status, articles, stores, isClosed } = this.#needs;
    if (status.readOnly || isClosed() || !(await this.checkFolder())) return;
    const lock = this.#needs.lock();
    if (lock && !(await lock.isHeld().catch(() => true))) {
      status.makeReadOnly({
        type: 'no-permission',
        detail: 'Another computer or program has taken over this library.',
      });
      return;
    }
    for (const store of await stores()) await store.checkOutside().catch(() => undefined);
    await articles.checkTexts();
    await status.checkSpace(ground.disk, ground.dir);
  }

  /**
   * Makes today's backup of everything that has changed since its last one; where that is under way,
   * waits for it.
   */
  dailyBackup(pace: Pace = 'at-once'): Promise<void> {
    this.#backingUp ??= this.#backUp(pace).finally(() => (this.#backingUp = null));
    return this.#backingUp;
  }

  /**
   * Lets the documents whose last changes a killed session left in their journals write their snapshots.
   * They are whole without it: it only makes them quicker to open.
   */
  async fold(pace: Pace = 'at-once'): Promise<void> {
    const { status, articles, events, ledger, unfolded, letGo } = this.#needs;
    const next = this.#turns(pace);
    for (const { articleId, eventId } of unfolded()) {
      if (status.readOnly || !(await next())) return;
      if (articleId !== null) await articles.acquire(articleId);
      else if (eventId !== undefined) await events.acquire(eventId);
      await letGo();
    }
    await ledger.noteFolded().catch(() => undefined);
  }

  /** What waits until the next step may be done; `false` where the library was closed meanwhile. */
  #turns(pace: Pace): () => Promise<boolean> {
    const { isClosed, idleFor } = this.#needs;
    const turns = new QuietTurns(idleFor);
    return async () => {
      if (pace === 'quietly') await turns.next();
      return !isClosed();
    };
  }

  async #backUp(pace: Pace): Promise<void> {
    const { status, catalogue, events, useDays, store } = this.#needs;
    const next = this.#turns(pace);
    if (status.readOnly || !(await next())) return;
    await useDays.pass(store().document.trashed);
    await this.#backups.ofLibrary(store());
    for await (const each of this.#backups.receipts.originals()) {
      if (!(await next())) return;
      await each.link();
    }
    for (const id of catalogue.ids()) {
      if (this.#backups.isDue(id) && (await next())) await this.#backups.ofArticle(id);
    }
    for (const event of events.indexed()) if (await next()) await this.#backups.ofEvent(event);
  }
}

/** What is left of sources where their folder is gone: they are not held in memory. */
const NO_SOURCES: SourcesHere = {
  receiptOf: () => Promise.resolve(null),
  originalOf: () => Promise.resolve(null),
};

function bytesOf(file: SummedFile): Uint8Array | null {
  return file.type === 'read' ? file.bytes : null;
}
