import { groupBy } from '#core/collections/order.ts';
import type { StoreError } from '#core/contract/store.ts';
import { err, ok, type Result } from '#core/result.ts';

import type { DocumentStore } from '../../document/document-store.ts';
import type { JournalLine } from '../../document/files/journal.ts';
import type { DocumentKind } from '../../document/files/kind.ts';

/** Why steps do not fit a document; the end of a sentence. */
export const GONE = 'what it was about is no longer there.';

/** The documents of one kind, as changes of several documents need them. */
export interface PartDocuments<D, S> {
  readonly kind: DocumentKind<D, S>;
  readonly acquire: (
    id: string,
  ) => Promise<Result<{ readonly store: DocumentStore<D, S> }, StoreError>>;
  /** Whether a document is still there that the library's journal has a part for. */
  readonly has: (id: string) => boolean;
  /** Takes over what was put into a document. */
  readonly note: (id: string, store: DocumentStore<D, S>) => void;
}

/** A change's part for one document. */
export interface Part<S> {
  readonly id: string;
  readonly steps: S[];
  readonly inverse: S[];
}

/** A part with the document that it is for. */
interface PreparedPart<D, S> extends Part<S> {
  readonly store: DocumentStore<D, S>;
}

/** The parts of a change that are for documents of one kind. */
export class Parts<D, S> {
  readonly #documents: PartDocuments<D, S>;

  constructor(documents: PartDocuments<D, S>) {
    this.#documents = documents;
  }

  /** What a change does to each document; an error where it cannot be done to all of them. */
  async prepare(
    label: string,
    asked: ReadonlyMap<string, readonly S[]> = new Map(),
  ): Promise<Result<readonly PreparedPart<D, S>[], StoreError>> {
    const parts: PreparedPart<D, S>[] = [];
    for (const [id, steps] of asked) {
      const opened = await this.#documents.acquire(id);
      if (!opened.ok) return opened;
      const { store } = opened.value;
      if (store.readOnly) return err({ type: 'read-only', reason: store.readOnly });
      const applied = this.#documents.kind.applySteps(store.document, steps);
      if (!applied.ok) return err({ type: 'cannot-undo', label, detail: GONE });
      parts.push({ id, steps: [...steps], inverse: [...applied.value.inverse], store });
    }
    return ok(parts);
  }

  /** Puts each part into its document; `false` where one did not work out. */
  async apply(line: JournalLine, parts: readonly PreparedPart<D, S>[]): Promise<boolean> {
    let complete = true;
    for (const part of parts) {
      complete = (await this.#applyOne(part.store, line, part)) && complete;
      this.#documents.note(part.id, part.store);
    }
    return complete;
  }

  /** After a crash: puts in what is missing of these; `false` where one did not work out. */
  async finish(
    all: readonly { readonly line: JournalLine; readonly part: Part<S> }[],
  ): Promise<boolean> {
    const byId = groupBy(all, ({ part }) => part.id);
    let complete = true;
    for (const [id, parts] of byId) {
      if (!this.#documents.has(id)) continue;
      const opened = await this.#documents.acquire(id);
      if (!opened.ok || opened.value.store.readOnly) {
        complete = false;
        continue;
      }
      const { store } = opened.value;
      for (const { line, part } of parts) {
        // Changes of one document are made in the library's order, so a higher one means that this is done.
        if (line.order <= store.order) continue;
        complete &&= await this.#applyOne(store, line, part);
      }
      this.#documents.note(id, store);
    }
    return complete;
  }

  async #applyOne(
    store: DocumentStore<D, S>,
    line: JournalLine,
    { steps }: Part<S>,
  ): Promise<boolean> {
    const done = await store.change({
      id: line.id,
      kind: line.kind,
      of: line.of,
      order: line.order,
      unlisted: true,
      plan: (document) => {
        const applied = this.#documents.kind.applySteps(document, steps);
        return applied.ok ? ok({ steps, label: line.label }) : applied;
      },
    });
    return done.ok;
  }
}
