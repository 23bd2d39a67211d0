import type {
  ReadOnlyReason,
  RecoveredDocument,
  StoreNotice,
  StoreStatus,
} from '#core/contract/store.ts';

import type { DocumentState } from '../../document/options.ts';
import { describeFailure, FOLDER_GONE } from '../../disk/failure.ts';
import type { Disk } from '../../disk/files.ts';

/** Below this many bytes the analyst is warned. */
export const LOW_SPACE = 50 * 1024 * 1024;

/** Most documents that are named of those whose changes were restored. */
const RECOVERED_NAMED = 200;

/** A document whose last changes were restored. */
export interface Recovered extends RecoveredDocument {
  /** ISO 8601 of the first of them. */
  readonly since: string;
}

/** Whether everything asked for is on disk, and what the store did or found in this session. */
export class LibraryStatus {
  readonly #states = new Map<string, DocumentState>();
  readonly #statusListeners = new Set<(status: StoreStatus) => void>();
  readonly #noticeListeners = new Set<(notice: StoreNotice) => void>();
  readonly #notices: StoreNotice[] = [];
  readonly #recovered: Recovered[] = [];
  #readOnly: ReadOnlyReason | null = null;
  #isFolderGone = false;
  /** ISO 8601, UTC. */
  #savedAt: string | null = null;

  /** Why nothing of the library can be changed; `null` where it can. */
  get readOnly(): ReadOnlyReason | null {
    return this.#readOnly;
  }

  get notices(): readonly StoreNotice[] {
    return this.#notices;
  }

  get current(): StoreStatus {
    if (this.#readOnly) return { type: 'read-only', reason: this.#readOnly };
    let pending = 0;
    let failed: Extract<DocumentState, { type: 'not-saved' }> | undefined;
    let saving = false;
    for (const state of this.#states.values()) {
      if (state.type === 'not-saved') {
        pending += state.pending;
        failed ??= state;
      } else if (state.type === 'saving') saving = true;
    }
    if (this.#isFolderGone) {
      return { type: 'not-saved', reason: 'folder-gone', detail: FOLDER_GONE, pending };
    }
    if (failed) return { type: 'not-saved', reason: failed.reason, detail: failed.detail, pending };
    return saving ? { type: 'saving' } : { type: 'saved', at: this.#savedAt };
  }

  /** Calls `listener` whenever `current` may have changed; returns its own undo. */
  onStatus(listener: (status: StoreStatus) => void): () => void {
    this.#statusListeners.add(listener);
    return () => this.#statusListeners.delete(listener);
  }

  /** Calls `listener` with each new notice; returns its own undo. */
  onNotice(listener: (notice: StoreNotice) => void): () => void {
    this.#noticeListeners.add(listener);
    return () => this.#noticeListeners.delete(listener);
  }

  /** Changes of one document were restored; said with all others. */
  noteRecovered(document: Recovered): void {
    this.#recovered.push(document);
  }

  /** Says once what was restored at the start. */
  announceRecovered(more: readonly Recovered[]): void {
    const all = [...this.#recovered, ...more];
    const [first] = all;
    if (!first) return;
    this.addNotice({
      type: 'recovered',
      changes: all.reduce((sum, { changes }) => sum + changes, 0),
      since: all.reduce((least, { since }) => (since < least ? since : least), first.since),
      total: all.length,
      documents: all.slice(0, RECOVERED_NAMED).map(({ articleId, title, changes }) => {
        return { articleId, title, changes };
      }),
    });
  }

  addNotice(notice: StoreNotice): void {
    this.#notices.push(notice);
    for (const listener of this.#noticeListeners) listener(notice);
  }

  /** For the rest of the session; the first reason stays. */
  makeReadOnly(reason: ReadOnlyReason): void {
    this.#readOnly ??= reason;
    this.#announce();
  }

  /** Takes over whether the data folder is where it was; returns whether that is news. */
  noteFolder(isThere: boolean): boolean {
    if (this.#isFolderGone === !isThere) return false;
    this.#isFolderGone = !isThere;
    this.#announce();
    return true;
  }

  /** What one document's store says of itself; `key` is an article's id, or `library`. */
  noteState(key: string, state: DocumentState): void {
    this.#states.set(key, state);
    if (state.type === 'saved' && state.at !== null) this.#savedAt = state.at;
    this.#announce();
  }

  /** The document was closed with everything on disk. */
  forgetState(key: string): void {
    this.#states.delete(key);
  }

  /** Resolves when the disk has refused something, and at once where it already has. */
  untilNotSaved(): Promise<void> {
    return new Promise((resolve) => {
      const look = (status: StoreStatus): void => {
        if (status.type !== 'not-saved') return;
        stop();
        resolve();
      };
      const stop = this.onStatus(look);
      look(this.current);
    });
  }

  /** Warns once where there is little room. */
  async checkSpace(disk: Disk, dir: string): Promise<void> {
    const bytes = await disk.freeBytes(dir).catch(() => Infinity);
    if (bytes >= LOW_SPACE || this.#notices.some(({ type }) => type === 'low-space')) return;
    this.addNotice({ type: 'low-space', bytes });
  }

  #announce(): void {
    const status = this.current;
    for (const listener of this.#statusListeners) listener(status);
  }
}

/** What a disk that refuses at the start means for the session. */
export function readOnlyFor(error: unknown): ReadOnlyReason {
  const { reason, detail } = describeFailure(error);
  return reason === 'disk-full' ? { type: 'disk-full' } : { type: 'no-permission', detail };
}

/** What is said of a document that can be read only; `articleId` is `null` for the library's own. */
export function noticeFor(
  reason: ReadOnlyReason,
  articleId: string | null,
  title: string,
): StoreNotice {
  switch (reason.type) {
    case 'newer-schema':
      return { type: 'newer-schema', articleId, title, schema: reason.schema };
    case 'not-a-regular-file':
      return { type: 'not-a-regular-file', path: reason.detail };
    case 'damaged':
    case 'no-permission':
      return { type: 'damaged', articleId, title, detail: reason.detail };
    case 'disk-full':
      return { type: 'low-space', bytes: 0 };
  }
}
