// What is said of events, on disk and in memory: a folder for each event of which something has been said.
// Articles stand in articles/; what a change does to more than one document, in changes/.
import path from 'node:path';

import type { StoreError } from '#core/contract/store.ts';
import { createEventDocument, type EventDocument, type EventStep } from '#core/event/document.ts';
import type { LibraryDocument } from '#core/library/document.ts';
import { err, ok, type Result } from '#core/result.ts';
import { isUuid } from '#core/tags/ids.ts';

import { DocumentStore } from '../../document/document-store.ts';
import { findForeign } from '../../document/files/foreign.ts';
import type { JournalLine } from '../../document/files/journal.ts';
import { EVENT_KIND } from '../../document/files/kind.ts';
import type { LoadError } from '../../document/files/load.ts';
import { writeFirstSnapshot } from '../../document/files/snapshot.ts';
import { describeFailure } from '../../disk/failure.ts';
import { ensureFolder } from '../../disk/files.ts';
import {
  settleDocument,
  storeOptions,
  type AboutDocument,
  type StoreBasis,
  type StoreListener,
} from '../articles/article-stores.ts';
import { backupFolder } from '../articles/backups.ts';
import type { IndexedEvent } from '../articles/library-index.ts';
import { OpenDocuments, type OpenDocument, type Room } from '../articles/open-documents.ts';
import { restoreDocument } from '../articles/recovery.ts';
import { noticeFor, type LibraryStatus } from '../articles/status.ts';

/** What is said of one event, on disk and in memory. */
export type EventStore = DocumentStore<EventDocument, EventStep>;

/** What is said of an event, in memory. */
export interface OpenEvent extends OpenDocument {
  readonly store: EventStore;
}

/** Events read at the same time while they are looked through. */
const READERS = 8;

/** Everything that is said of events, by the id of the event. */
export class EventStores {
  readonly kind = EVENT_KIND;
  readonly #basis: StoreBasis;
  readonly #status: LibraryStatus;
  readonly #library: () => Pick<LibraryDocument, 'events'>;
  readonly #open: OpenDocuments<OpenEvent>;
  /** Those of which something has been said. */
  readonly #known = new Map<string, IndexedEvent>();
  #shut = false;
  #refused = false;

  /** `library`: what all articles share, once it is open; it has the titles of events. */
  constructor(
    basis: StoreBasis,
    status: LibraryStatus,
    library: () => Pick<LibraryDocument, 'events'>,
    room: Room,
  ) {
    this.#basis = basis;
    this.#status = status;
    this.#library = library;
    this.#open = new OpenDocuments(status, room, (eventId) => this.#load(eventId));
  }

  /** Whether the disk refused to read something that may be whole: what is known must not be kept. */
  get isRefused(): boolean {
    return this.#refused;
  }

  /** Whether something has been said of an event. */
  has(eventId: string): boolean {
    return this.#known.has(eventId);
  }

  /** What is to be kept over an orderly end. */
  indexed(): readonly IndexedEvent[] {
    return [...this.#known.values()];
  }

  /** What is said of an event, to be changed; it gets its folder where nothing has been said yet. */
  acquire(eventId: string): Promise<Result<OpenEvent, StoreError>> {
    return this.#open.acquire(eventId);
  }

  /** The same to be read: writes nothing where nothing has been said. */
  async find(eventId: string): Promise<Result<OpenEvent | null, StoreError>> {
    const opened = await this.#open.find(eventId);
    if (opened) return ok(opened);
    return this.has(eventId) ? this.#open.acquire(eventId) : ok(null);
  }

  /** Takes over a change that is on disk. */
  note(eventId: string, { seq }: Pick<EventStore, 'seq'>): void {
    this.#known.set(eventId, { id: eventId, backedUp: 0, ...this.#known.get(eventId), seq });
  }

  /** A daily backup with all changes up to `seq` exists. */
  noteBackup(eventId: string, backedUp: number): void {
    const known = this.#known.get(eventId);
    if (known) this.#known.set(eventId, { ...known, backedUp });
  }

  async stores(): Promise<EventStore[]> {
    return (await this.#open.all()).map(([, { store }]) => store);
  }

  /** Closes what was opened only for a moment; nothing may be changing it meanwhile. */
  releaseUnheld(): Promise<void> {
    return this.#open.releaseUnheld();
  }

  /** From now on nothing is opened any more. */
  shut(): void {
    this.#shut = true;
  }

  /**
   * Finds of which events something has been said: from the index after an orderly end, by reading
   * the folders otherwise. `last`: those of which something had been said once. Calls `onRead` with what was read and may belong to the history.
   */
  async findAll(
    indexed: readonly IndexedEvent[] | undefined,
    last: readonly IndexedEvent[] | undefined,
    onRead: (eventId: string, order: number, lines: readonly JournalLine[]) => void,
  ): Promise<void> {
    for (const event of indexed ?? []) this.#known.set(event.id, event);
    const names = await this.#basis.disk.list(path.join(this.#basis.dir, 'events'));
    const toRead = names.filter((name) => isUuid(name) && !this.#known.has(name));
    await Promise.all(
      Array.from({ length: READERS }, async () => {
        for (let id = toRead.pop(); id !== undefined; id = toRead.pop()) {
          const store = await this.#read(id);
          const lines = store?.recent.map(({ line }) => line) ?? [];
          onRead(id, store?.order ?? 0, lines);
        }
      }),
    );
    // Opening one whose folder is gone says so, and restores it where there is a backup.
    for (const event of last ?? [])
      if (!this.#known.has(event.id)) this.#known.set(event.id, event);
  }

  /** Reads one folder; `null` where it cannot be read, which opening the event says and mends. */
  async #read(eventId: string): Promise<EventStore | null> {
    this.#known.set(eventId, { id: eventId, seq: 0, backedUp: 0 });
    const opened = await this.#openStore(eventId).catch(() => {
      this.#refused = true;
      return null;
    });
    if (!opened?.ok) return null;
    const store = opened.value;
    this.#known.set(eventId, { id: eventId, seq: store.seq, backedUp: store.backedUp });
    const { replayed, badSnapshot, torn } = store;
    if (replayed.length > 0 || torn !== null || badSnapshot !== null)
      await this.#settle(eventId, store);
    const [first] = replayed;
    if (first) {
      const title = this.titleOf(eventId);
      const changes = replayed.length;
      this.#status.noteRecovered({ articleId: null, title, changes, since: first.at });
    }
    return store;
  }

  async #load(eventId: string): Promise<Result<OpenEvent, StoreError>> {
    if (this.#shut) {
      const detail = 'The library is being closed.';
      return err({ type: 'not-saved', reason: 'io-error', detail });
    }
    const listener: StoreListener = {
      onState: (state) => this.#status.noteState(eventId, state),
      onOutside: (change) =>
        this.#status.addNotice({
          type: 'changed-outside',
          articleId: null,
          title: this.titleOf(eventId),
          kept: change.type === 'other' ? change.kept : null,
        }),
    };
    const opened = await this.#openWhole(eventId, listener);
    if (!opened.ok) return opened;
    const store = opened.value;
    await this.#settle(eventId, store);
    if (store.readOnly) {
      this.#status.addNotice(noticeFor(store.readOnly, null, this.titleOf(eventId)));
    }
    store.noteBackup(this.#known.get(eventId)?.backedUp ?? 0);
    this.note(eventId, store);
    return ok({ store, held: false });
  }

  /**
   * Opens what is said of an event; where its files are damaged, from the best of what is left of
   * them, as nobody could choose: what was there is kept beside it.
   */
  async #openWhole(
    eventId: string,
    listener: StoreListener,
  ): Promise<Result<EventStore, StoreError>> {
    const opened = await this.#openStore(eventId, listener);
    if (opened.ok && (opened.value.damage === null || this.#status.readOnly)) return opened;
    if (!opened.ok && opened.error.type === 'newer-schema') {
      const { schema } = opened.error;
      const reason = { type: 'newer-schema' as const, schema };
      this.#status.addNotice(noticeFor(reason, null, this.titleOf(eventId)));
      return err({ type: 'read-only', reason });
    }
    if (this.#status.readOnly) return err({ type: 'read-only', reason: this.#status.readOnly });
    const foreign = await findForeign(this.#basis.disk, this.#folderOf(eventId));
    if (foreign !== null) {
      const reason = { type: 'not-a-regular-file' as const, detail: foreign };
      this.#status.addNotice(noticeFor(reason, null, this.titleOf(eventId)));
      return err({ type: 'read-only', reason });
    }
    try {
      await this.#makeAnew(eventId);
    } catch (error) {
      return err({ type: 'not-saved', ...describeFailure(error) });
    }
    const again = await this.#openStore(eventId, listener);
    if (again.ok) return again;
    const detail = `What was said of “${this.titleOf(eventId)}” could not be read.`;
    return err({ type: 'damaged', detail });
  }

  #openStore(eventId: string, listener?: StoreListener): Promise<Result<EventStore, LoadError>> {
    return DocumentStore.open(
      storeOptions(
        this.#basis,
        this.#folderOf(eventId),
        EVENT_KIND,
        this.#basis.ledger.of({ articleId: null, eventId }),
        listener,
      ),
    );
  }

  /** Makes the folder of an event: from what is left of it, and empty where nothing ever was. */
  async #makeAnew(eventId: string): Promise<void> {
    const { disk, dir, now } = this.#basis;
    const folder = this.#folderOf(eventId);
    const backups = backupFolder(dir, eventId);
    const empty = (): EventDocument => createEventDocument(eventId);
    const left = [...(await disk.list(folder)), ...(await disk.list(backups))];
    if (left.length === 0) {
      await this.#create(folder, empty());
      if ((this.#known.get(eventId)?.seq ?? 0) > 0) {
        const title = this.titleOf(eventId);
        this.#status.addNotice({ type: 'begun-anew', articleId: null, title, kept: '' });
      }
      return;
    }
    await ensureFolder(disk, folder);
    const { best, kept } = await restoreDocument({ disk, folder, backups, now }, EVENT_KIND, empty);
    const about = this.#about(eventId, best?.document);
    this.#status.addNotice(
      best
        ? { type: 'restored-backup', ...about, from: best.at ?? '', kept }
        : { type: 'begun-anew', articleId: null, title: about.title, kept },
    );
  }

  /** In a folder beside, which is then moved into place, so that there is all of it or nothing. */
  async #create(folder: string, document: EventDocument): Promise<void> {
    const { disk, now } = this.#basis;
    const draft = `${folder}.new`;
    await disk.removeFolder(draft);
    await ensureFolder(disk, draft);
    const first = { seq: 0, order: 0, at: now().toISOString() };
    await writeFirstSnapshot(disk, draft, EVENT_KIND, document, first);
    await disk.removeFolder(folder);
    await disk.rename(draft, folder);
    await disk.syncFolder(path.dirname(folder));
  }

  #settle(eventId: string, store: EventStore): Promise<void> {
    return settleDocument(this.#status, store, (document) => this.#about(eventId, document));
  }

  #about(eventId: string, document?: EventDocument): AboutDocument {
    const families = document?.families.size ?? 0;
    return { articleId: null, title: this.titleOf(eventId), tags: 0, families };
  }

  /** What an event is called in sentences. */
  titleOf(eventId: string): string {
    return this.#library().events.get(eventId)?.title ?? 'an event that was deleted';
  }

  #folderOf(eventId: string): string {
    return path.join(this.#basis.dir, 'events', eventId);
  }
}
