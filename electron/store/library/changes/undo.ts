import type { ArticleDocument, ArticleStep } from '#core/article/document.ts';
import type { StoreError } from '#core/contract/store.ts';
import type { EventDocument, EventStep } from '#core/event/document.ts';
import type { LibraryStep } from '#core/library/document.ts';
import { err, ok, type Result } from '#core/result.ts';

import {
  ARTICLE_KIND,
  EVENT_KIND,
  LIBRARY_KIND,
  type DocumentKind,
} from '../../document/files/kind.ts';
import type { DocumentStore } from '../../document/document-store.ts';
import type { JournalLine } from '../../document/files/journal.ts';
import type { HistoryEntry } from '../articles/library-index.ts';
import type {
  Acknowledged,
  AcknowledgedArticle,
  AcknowledgedEvent,
  AcknowledgedLibrary,
} from './saved-lines.ts';
import { alsoOf } from './library-line.ts';
import type { ArticleStore } from '../articles/article-stores.ts';
import type { EventStore, EventStores } from '../events/event-stores.ts';
import type { Catalogue } from '../articles/catalogue.ts';
import type { LibraryStatus } from '../articles/status.ts';
import type { ManyArticles, Watch } from './many-articles.ts';
import type { OneHistory } from './one-history.ts';
import { GONE } from './parts.ts';
import type { OpenArticles } from '../articles/open-articles.ts';
import type { OwnStore } from './own-set.ts';
import type { SharedChange } from './shared-changes.ts';
import type { SavedChange } from '../../document/change.ts';

/** Answers that are kept for a repeated request, of which a window has one at a time: each holds a whole document. */
const ANSWERS_KEPT = 8;

const NOT_KEPT = 'its steps are no longer kept.';

/** What undo and redo need of the library. */
export interface UndoRedoNeeds {
  readonly store: OwnStore;
  readonly status: Pick<LibraryStatus, 'readOnly'>;
  readonly history: Pick<OneHistory, 'next' | 'forget' | 'endAt' | 'state'>;
  readonly catalogue: Pick<Catalogue, 'has'>;
  readonly articles: Pick<OpenArticles, 'acquire'>;
  readonly events: Pick<EventStores, 'acquire'>;
  /** Takes over a change of one article that is on disk. */
  readonly acknowledge: (
    store: ArticleStore,
    saved: SavedChange<ArticleDocument, ArticleStep>,
  ) => AcknowledgedArticle;
  /** Takes over a change of what is said of one event that is on disk. */
  readonly acknowledgeEvent: (
    store: EventStore,
    saved: SavedChange<EventDocument, EventStep>,
  ) => AcknowledgedEvent;
  readonly many: Pick<ManyArticles, 'again'>;
  /** Makes a change of several documents. */
  readonly change: (change: SharedChange) => Promise<Result<AcknowledgedLibrary, StoreError>>;
}

type Direction = 'undo' | 'redo';

/** A step of the history that is to be taken back or repeated. */
interface Asked {
  readonly requestId: string;
  readonly kind: Direction;
  readonly entry: HistoryEntry;
  readonly watch: Watch;
}

/** Undo and redo across all documents. Nothing else may change them meanwhile. */
export class UndoRedo {
  readonly #needs: UndoRedoNeeds;
  readonly #answers = new Map<string, Acknowledged>();

  constructor(needs: UndoRedoNeeds) {
    this.#needs = needs;
  }

  /** Takes the last change back, or repeats the one taken back last; a repeated request does it once. */
  async move(
    requestId: string,
    kind: Direction,
    watch: Watch = {},
  ): Promise<Result<Acknowledged, StoreError>> {
    const { history, status } = this.#needs;
    const answered = this.#answers.get(requestId);
    if (answered) return ok(answered);
    if (status.readOnly) return err({ type: 'read-only', reason: status.readOnly });
    const entry = history.next(kind);
    if (!entry) return kind === 'undo' ? this.#nothingToUndo() : err({ type: 'nothing-to-redo' });
    const done = await this.#moveEntry({ requestId, kind, entry, watch });
    if (done.ok) this.#remember(requestId, done.value);
    else if (done.error.type === 'cannot-undo' && done.error.detail === NOT_KEPT) {
      if (kind === 'redo') history.forget((each) => each === entry);
      else {
        history.endAt(entry);
        return this.#nothingToUndo();
      }
    } else if (done.error.type === 'cannot-undo' || done.error.type === 'no-such-article')
      history.forget((each) => each === entry);
    return done;
  }

  #nothingToUndo(): { readonly ok: false; readonly error: StoreError } {
    const { older } = this.#needs.history.state();
    return err({ type: 'nothing-to-undo', ...(older && { older }) });
  }

  /**
   * Whether taking the last change back takes back whatever becomes of these tags or decisions after
   * it: it put them there, or as they are. A change that joins it needs no place of its own in the history.
   */
  coversLast(store: ArticleStore, articleId: string, ids: readonly string[]): boolean {
    const entry = this.#needs.history.next('undo');
    const back = entry?.articleId === articleId && findBack(store, entry.order);
    if (!back) return false;
    const covered = new Set(
      back.steps.map((step) => {
        switch (step.op) {
          case 'remove-annotation':
          case 'remove-decision':
            return step.id;
          case 'put-annotation':
            return step.annotation.id;
          case 'put-decision':
            return step.decision.id;
          default:
            return undefined;
        }
      }),
    );
    return ids.every((id) => covered.has(id));
  }

  /** Takes out of the history what was done to articles that are no more. */
  forgetPurged(): void {
    const { history, catalogue, store } = this.#needs;
    history.forget(({ articleId, eventId, order }) =>
      articleId === null
        ? eventId === undefined &&
          findBack(store, order)?.steps.some((step) => this.#isAboutPurged(step)) === true
        : !catalogue.has(articleId),
    );
  }

  async #moveEntry(asked: Asked): Promise<Result<Acknowledged, StoreError>> {
    const { entry } = asked;
    const { store: own, articles, events, acknowledge, acknowledgeEvent } = this.#needs;
    const { articleId, eventId } = entry;
    if (eventId !== undefined) {
      const opened = await events.acquire(eventId);
      if (!opened.ok) return opened;
      const { store } = opened.value;
      const done = await moveLine(store, EVENT_KIND, asked);
      return done.ok ? ok(acknowledgeEvent(store, done.value)) : done;
    }
    if (articleId === null) return this.#moveLibrary(asked);
    if (own.document.trashed.has(articleId)) return err({ type: 'no-such-article', articleId });
    const opened = await articles.acquire(articleId);
    if (!opened.ok) return opened;
    const { store } = opened.value;
    const done = await moveLine(store, ARTICLE_KIND, asked);
    return done.ok ? ok(acknowledge(store, done.value)) : done;
  }

  async #moveLibrary({
    requestId,
    kind,
    entry,
    watch,
  }: Asked): Promise<Result<Acknowledged, StoreError>> {
    const { store, change } = this.#needs;
    const back = findBack(store, entry.order);
    if (!back) return cannotMove(entry, NOT_KEPT);
    const { line, steps } = back;
    if (steps.some((step) => this.#isAboutPurged(step))) {
      return cannotMove(entry, 'its article has left the trash for good.');
    }
    const applied = LIBRARY_KIND.applySteps(store.document, steps);
    if (!applied.ok) return cannotMove(entry, GONE);
    const also = alsoOf(line);
    const articles = new Map(also.parts.map(({ articleId, inverse }) => [articleId, inverse]));
    const events = new Map(also.events?.map(({ eventId, inverse }) => [eventId, inverse]));
    const { owed } = also;
    const many = owed
      ? await this.#needs.many.again(owed, kind, entry.label, watch)
      : ok(undefined);
    if (!many.ok) return many;
    return change({
      requestId,
      kind,
      of: entry.order,
      label: entry.label,
      steps,
      articles,
      events,
      many: many.value,
    });
  }

  #isAboutPurged(step: LibraryStep): boolean {
    const { catalogue } = this.#needs;
    if (step.op === 'put-trashed') return !catalogue.has(step.trashed.id);
    return step.op === 'remove-trashed' && !catalogue.has(step.id);
  }

  #remember(requestId: string, done: Acknowledged): void {
    this.#answers.set(requestId, done);
    const oldest = this.#answers.keys().next().value;
    if (this.#answers.size > ANSWERS_KEPT && oldest !== undefined) this.#answers.delete(oldest);
  }
}

/** Takes one line of one document back, or repeats it. */
async function moveLine<D, S>(
  store: DocumentStore<D, S>,
  { applySteps }: DocumentKind<D, S>,
  asked: Pick<Asked, 'requestId' | 'kind' | 'entry'>,
): Promise<Result<SavedChange<D, S>, StoreError>> {
  const { requestId, kind, entry } = asked;
  const back = findBack(store, entry.order);
  if (!back) return cannotMove(entry, NOT_KEPT);
  const { steps } = back;
  return store.change<StoreError>({
    id: requestId,
    kind,
    of: entry.order,
    plan: (document) => {
      const applied = applySteps(document, steps);
      return applied.ok ? ok({ steps, label: entry.label }) : cannotMove(entry, GONE);
    },
  });
}

/** The newest line about a change, and the steps that reverse it; `null` where they are no longer kept. */
function findBack<D, S>(
  store: DocumentStore<D, S>,
  order: number,
): { readonly line: JournalLine; readonly steps: readonly S[] } | null {
  const line = store.lineAbout(order);
  const steps = line && store.inverseOf(line);
  return line && steps?.ok ? { line, steps: steps.value } : null;
}

function cannotMove(
  { label }: HistoryEntry,
  detail: string,
): { readonly ok: false; readonly error: StoreError } {
  return err({ type: 'cannot-undo', label, detail });
}
