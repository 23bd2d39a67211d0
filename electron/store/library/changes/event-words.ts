import type { NoSuchEvent } from '#core/contract/events.ts';
import type { ReadOnlyReason, StoreError } from '#core/contract/store.ts';
import { createEventDocument, type EventDocument, type EventStep } from '#core/event/document.ts';
import type { PlannedEventChange } from '#core/event/edit.ts';
import { err, ok, type Result } from '#core/result.ts';

import type { Gate } from '../../disk/gate.ts';
import type { SavedChange } from '../../document/change.ts';
import type { LibraryStatus } from '../articles/status.ts';
import type { EventStore, EventStores, OpenEvent } from '../events/event-stores.ts';
import type { OneHistory } from './one-history.ts';
import type { OwnStore } from './own-set.ts';
import { describeLine, type AcknowledgedEvent } from './saved-lines.ts';

/** What is said of an event, as the main process holds it. */
export interface StoredOpenedEvent {
  readonly document: EventDocument;
  readonly readOnly: ReadOnlyReason | null;
}

/** What reading and changing the words on events needs of the library. */
interface EventWordsNeeds {
  readonly gate: Pick<Gate, 'shared'>;
  readonly status: Pick<LibraryStatus, 'readOnly'>;
  readonly history: Pick<OneHistory, 'record'>;
  readonly stores: EventStores;
  /** What all articles share, once it is open. */
  readonly library: () => OwnStore['document'];
}

/** What is said of events: read, and changed one at a time. */
export class EventWords {
  readonly #needs: EventWordsNeeds;

  constructor(needs: EventWordsNeeds) {
    this.#needs = needs;
  }

  /** What is said of an event, which is kept open. */
  async open(eventId: string): Promise<Result<StoredOpenedEvent, NoSuchEvent | StoreError>> {
    const read = await this.#find(eventId);
    if (read.ok && read.value) read.value.held = true;
    return this.#describe(eventId, read);
  }

  /** The same for a moment: for an export or a comparison, with changes that are not on disk yet. */
  async read(eventId: string): Promise<Result<StoredOpenedEvent, NoSuchEvent | StoreError>> {
    return this.#describe(eventId, await this.#find(eventId));
  }

  /** The same of several, in their order; events that are gone are passed over. */
  async readAll(eventIds: Iterable<string>): Promise<Result<readonly EventDocument[], StoreError>> {
    const documents: EventDocument[] = [];
    for (const eventId of eventIds) {
      const read = await this.read(eventId);
      if (read.ok) documents.push(read.value.document);
      else if (read.error.type !== 'no-such-event') return err(read.error);
    }
    return ok(documents);
  }

  /** Makes one change of what is said of one event durable. */
  change<E>(
    eventId: string,
    requestId: string,
    plan: (document: EventDocument) => Result<PlannedEventChange, E>,
  ): Promise<Result<AcknowledgedEvent, E | NoSuchEvent | StoreError>> {
    const { gate, status, stores, library } = this.#needs;
    return gate.shared(async () => {
      const { readOnly } = status;
      if (readOnly) return err({ type: 'read-only', reason: readOnly });
      if (!library().events.has(eventId)) return err({ type: 'no-such-event', id: eventId });
      const opened = await stores.acquire(eventId);
      if (!opened.ok) return opened;
      const { store } = opened.value;
      const done = await store.change({ id: requestId, plan });
      return done.ok ? ok(this.acknowledge(store, done.value)) : done;
    });
  }

  /** The same of several, by the id of the event; none where nothing has been said. */
  async findSaid(
    eventIds: readonly string[],
  ): Promise<Result<ReadonlyMap<string, EventDocument>, StoreError>> {
    const { stores } = this.#needs;
    const said = new Map<string, EventDocument>();
    for (const eventId of eventIds) {
      const found = await stores.find(eventId);
      if (!found.ok) return found;
      if (found.value) said.set(eventId, found.value.store.document);
    }
    return ok(said);
  }

  /** Takes over a change that is on disk. */
  acknowledge(
    store: EventStore,
    { line, steps, inverse, document }: SavedChange<EventDocument, EventStep>,
  ): AcknowledgedEvent {
    const { stores, history } = this.#needs;
    const owner = { articleId: null, eventId: document.id };
    stores.note(document.id, store);
    history.record(line, owner);
    return { ...describeLine(line), ...owner, steps, inverse, document };
  }

  async #find(eventId: string): Promise<Result<OpenEvent | null, NoSuchEvent | StoreError>> {
    const { stores, library } = this.#needs;
    if (!library().events.has(eventId)) return err({ type: 'no-such-event', id: eventId });
    return stores.find(eventId);
  }

  #describe(
    eventId: string,
    read: Result<OpenEvent | null, NoSuchEvent | StoreError>,
  ): Result<StoredOpenedEvent, NoSuchEvent | StoreError> {
    if (!read.ok) return read;
    const { readOnly } = this.#needs.status;
    const store = read.value?.store;
    const document = store?.unsavedDocument ?? createEventDocument(eventId);
    return ok({ document, readOnly: readOnly ?? store?.readOnly ?? null });
  }
}
