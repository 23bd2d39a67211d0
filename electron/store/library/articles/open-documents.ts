import type { StoreError } from '#core/contract/store.ts';
import { err, type Result } from '#core/result.ts';

import type { DocumentStore } from '../../document/document-store.ts';
import { describeFailure } from '../../disk/failure.ts';
import type { LibraryStatus } from './status.ts';

/** A document in memory, perhaps with what belongs to it. */
export interface OpenDocument {
  readonly store: Pick<DocumentStore<unknown, unknown>, 'close' | 'leave'>;
  /** Whether it was opened to be worked on; else only for a moment. */
  held: boolean;
}

/** What keeping documents in memory needs of the library. */
export interface Room {
  /** Documents of one kind that stay in memory when others are opened. */
  readonly kept: number;
  /** Does something while nothing is being changed; returns `false` at once where something is. */
  readonly whileFree: (task: () => Promise<void>) => Promise<boolean>;
  /** Does something as soon as nothing is being changed. */
  readonly alone: (task: () => Promise<void>) => Promise<void>;
}

/** Milliseconds until it is tried again to let documents leave memory, and how often before they take a turn. */
const RETRY = 100;
const TRIES = 5;

/** The documents of one kind that are open, each once, by id. */
export class OpenDocuments<O extends OpenDocument> {
  readonly #status: Pick<LibraryStatus, 'forgetState' | 'current'>;
  readonly #room: Room;
  readonly #load: (id: string) => Promise<Result<O, StoreError>>;
  /** The one that was used longest ago comes first. */
  readonly #opened = new Map<string, Promise<Result<O, StoreError>>>();
  #making: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** How often something was being changed when documents were to leave. */
  #tried = 0;

  constructor(
    status: Pick<LibraryStatus, 'forgetState' | 'current'>,
    room: Room,
    load: (id: string) => Promise<Result<O, StoreError>>,
  ) {
    this.#status = status;
    this.#room = room;
    this.#load = load;
  }

  /** The document, which is opened where it is not. */
  acquire(id: string): Promise<Result<O, StoreError>> {
    const present = this.#opened.get(id);
    if (present) {
      this.#opened.delete(id);
      this.#opened.set(id, present);
      return present;
    }
    const opening = this.#load(id).catch((error: unknown): Result<O, StoreError> =>
      err({ type: 'damaged', detail: describeFailure(error).detail }),
    );
    this.#opened.set(id, opening);
    void opening.then((opened) => {
      if (opened.ok) void this.#makeRoom();
      else this.#opened.delete(id);
    });
    return opening;
  }

  /** The document where it is open; else `undefined`. */
  async find(id: string): Promise<O | undefined> {
    const opened = await this.#opened.get(id);
    return opened?.ok ? opened.value : undefined;
  }

  /** Those that are open, by id. */
  async all(): Promise<(readonly [string, O])[]> {
    const opened = await Promise.all(
      [...this.#opened].map(async ([id, opening]) => [id, await opening] as const),
    );
    return opened.flatMap(([id, each]) => (each.ok ? [[id, each.value] as const] : []));
  }

  /** Closes one; nothing may be changing it meanwhile. */
  async release(id: string): Promise<void> {
    const opened = await this.find(id);
    if (!opened) return;
    const closed = await opened.store.close();
    this.#opened.delete(id);
    if (closed.ok) this.#status.forgetState(id);
  }

  /** Closes those that were opened only for a moment; nothing may be changing them meanwhile. */
  async releaseUnheld(): Promise<void> {
    for (const [id, { held }] of await this.all()) if (!held) await this.release(id);
  }

  /** Lets documents leave memory, those that were used longest ago first, until few enough are left. */
  #makeRoom(): Promise<void> {
    this.#making ??= this.#leaveOldest().finally(() => (this.#making = null));
    return this.#making;
  }

  async #leaveOldest(): Promise<void> {
    clearTimeout(this.#timer);
    for (const id of [...this.#opened.keys()]) {
      if (this.#opened.size <= this.#room.kept) return;
      // One at a time, so that whatever is asked for meanwhile waits for one at most.
      if (!(await this.#takeTurn(() => this.#leave(id)))) {
        this.#timer = setTimeout(() => void this.#makeRoom(), RETRY).unref();
        return;
      }
    }
  }

  /** `false` where something is being changed, and what is asked for should not have to wait. */
  async #takeTurn(task: () => Promise<void>): Promise<boolean> {
    const { whileFree, alone } = this.#room;
    if (await whileFree(task)) {
      this.#tried = 0;
      return true;
    }
    this.#tried += 1;
    // What the disk refuses would hold up everything behind it.
    if (this.#tried < TRIES || this.#status.current.type === 'not-saved') return false;
    await alone(task);
    return true;
  }

  async #leave(id: string): Promise<void> {
    const opened = await this.find(id);
    if (!opened || !(await opened.store.leave())) return;
    this.#opened.delete(id);
    this.#status.forgetState(id);
  }
}
