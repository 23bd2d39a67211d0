import type { StoreBasis } from './articles/article-stores.ts';
import type { Catalogue } from './articles/catalogue.ts';
import { readLastSession, withoutUnmade, type LastSession } from './articles/last-session.ts';
import { reachedBy, type Reached } from './articles/ledger.ts';
import {
  markClean,
  writeIndex,
  type HistoryEntry,
  type LibraryIndex,
  type LineOwner,
} from './articles/library-index.ts';
import { readOnlyFor, type LibraryStatus } from './articles/status.ts';
import type { OneHistory } from './changes/one-history.ts';
import type { EventStores } from './events/event-stores.ts';
import type { ArticleFinder } from './find-articles.ts';

/** What goes from one session to the next beside the documents needs of the library. */
interface SessionsNeeds {
  readonly basis: Pick<StoreBasis, 'disk' | 'dir' | 'ledger'>;
  readonly status: LibraryStatus;
  readonly history: OneHistory;
  readonly catalogue: Catalogue;
  readonly events: EventStores;
  readonly finder: Pick<ArticleFinder, 'isUnread'>;
}

/** What goes from one session to the next beside the documents: the index, and the ledger of what came after it. */
export class Sessions {
  readonly #needs: SessionsNeeds;

  constructor(needs: SessionsNeeds) {
    this.#needs = needs;
  }

  /** What the last session left. `owed`: changes that not all articles have taken over. Throws system errors. */
  readLast(owed: Iterable<{ readonly order: number }>): Promise<LastSession> {
    const { disk, dir, ledger } = this.#needs.basis;
    return readLastSession(disk, dir, ledger, owed);
  }

  /**
   * Before anything is changed: a ledger that goes on from the index, and none where there is no such
   * index. Throws system errors.
   */
  async begin({ isClean, sum, ledger: content }: LastSession): Promise<void> {
    const { ledger } = this.#needs.basis;
    if (isClean && sum !== null) await ledger.begin(sum, null);
    else if (!content) await ledger.remove();
  }

  /** Takes over what was known before the documents were read, and what those that were read have. */
  async goOn(session: LastSession, entries: readonly HistoryEntry[]): Promise<void> {
    const { status, history } = this.#needs;
    const { index } = session;
    if (index) {
      history.noteOrder(index.nextOrder - 1);
      history.restore(index.history);
    } else history.rebuild(entries);
    const made = session.ledger && this.#findMade(session.ledger, entries);
    if (made) history.resume(made.changes);
    if (status.readOnly || session.isClean) return;
    try {
      if (made && session.sum !== null) await this.#needs.basis.ledger.begin(session.sum, made);
      else await this.#beginAnew();
    } catch (error) {
      status.makeReadOnly(readOnlyFor(error));
    }
  }

  #findMade(content: NonNullable<LastSession['ledger']>, entries: readonly HistoryEntry[]) {
    const found = new Set(entries.map(({ order }) => order));
    return withoutUnmade(content, found, (document) => this.#reached(document));
  }

  /** An index of what was read, and a ledger that goes on from it; where there is no room, neither. */
  async #beginAnew(): Promise<void> {
    const { disk, dir, ledger } = this.#needs.basis;
    const begin = (sum: string): Promise<void> => ledger.begin(sum, null);
    await writeIndex(disk, dir, this.#index(), begin).catch(() => ledger.remove());
  }

  /** How far a document that was read at the start has come; `undefined` where it could not be read. */
  #reached({ articleId, eventId }: LineOwner): Partial<Reached> | undefined {
    const { events, finder, catalogue } = this.#needs;
    if (eventId !== undefined) return events.isRefused ? undefined : {};
    if (articleId === null) return {};
    const entry = finder.isUnread(articleId) ? undefined : catalogue.get(articleId);
    return entry && reachedBy(entry);
  }

  /** Says once what was restored. */
  announceRecovered({ unfolded }: Pick<LastSession, 'unfolded'>): void {
    const { status, events, catalogue } = this.#needs;
    status.announceRecovered(
      unfolded.flatMap(({ articleId, eventId = '', changes, since, isRead }) => {
        const title = articleId === null ? events.titleOf(eventId) : catalogue.titleOf(articleId);
        return isRead ? [] : [{ articleId, title, changes, since }];
      }),
    );
  }

  /**
   * Writes the index while nothing is being changed. `isComplete`: whether every document has its parts;
   * else the next start must not go on from here without looking for them. Throws system errors.
   */
  async writeIndex(isComplete: boolean): Promise<void> {
    const { disk, dir, ledger } = this.#needs.basis;
    const announce = (sum: string) => (isComplete ? ledger.mark(sum) : Promise.resolve());
    await writeIndex(disk, dir, this.#index(), announce);
  }

  /** Ends the session; `isWhole`: whether everything is on disk, so that the end is an orderly one. */
  async end(isWhole: boolean): Promise<void> {
    const { disk, dir, ledger } = this.#needs.basis;
    if (isWhole) {
      await markClean(disk, dir, this.#index(), (sum) => ledger.mark(sum))
        .then(() => ledger.remove())
        .catch(() => undefined);
    }
    await ledger.close();
  }

  #index(): LibraryIndex {
    const { history, catalogue, events } = this.#needs;
    return {
      nextOrder: history.lastOrder + 1,
      articles: catalogue.indexed(),
      names: catalogue.names.kept(catalogue.ids()),
      events: events.indexed(),
      history: history.entries,
    };
  }
}
