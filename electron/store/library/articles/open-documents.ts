import type { StoreError } from '#core/contract/store.ts';
import { err, type Result } from '#core/result.ts';

import type { DocumentStore } from '../../document/document-store.ts';
import { describeFailure } from '../../disk/failure.ts';
import type { LibraryStatus } from './status.ts';

/** A document in memory, perhaps with what belongs to it. */
export interface OpenDocument {
  readonly store: Pick<DocumentStore<unknown, unknown>, 'close'>;
  /** Whether it stays open; else it was opened only for a moment. */
  held: boolean;
}

/** The documents of one kind that are open, each once, by id. */
export class OpenDocuments<O extends OpenDocument> {
  readonly #status: Pick<LibraryStatus, 'forgetState'>;
  readonly #load: (id: string) => Promise<Result<O, StoreError>>;
  readonly #opened = new Map<string, Promise<Result<O, StoreError>>>();

  constructor(
    status: Pick<LibraryStatus, 'forgetState'>,
    load: (id: string) => Promise<Result<O, StoreError>>,
  ) {
    this.#status = status;
    this.#load = load;
  }

  /** The document, which is opened where it is not. */
  acquire(id: string): Promise<Result<O, StoreError>> {
    const present = this.#opened.get(id);
    if (present) return present;
    const opening = this.#load(id).catch((error: unknown): Result<O, StoreError> =>
      err({ type: 'damaged', detail: describeFailure(error).detail }),
    );
    this.#opened.set(id, opening);
    void opening.then((opened) => {
      if (!opened.ok) this.#opened.delete(id);
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
}
