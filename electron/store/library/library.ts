// The library as the rest of the program sees it, with what finds, keeps and ends it as a whole: first run, search,
// settings, trash. Its parts stand in articles/, events/, changes/ and keeping/; what others' files hold, in import and export.
import path from 'node:path';

import type { ArticleSummary } from '#core/article/article.ts';
import type { PlannedChange } from '#core/article/edit.ts';
import type { ArticleDocument } from '#core/article/document.ts';
import type { ArticleReview } from '#core/contract/articles.ts';
import type { ArrangeError, Arrangement } from '#core/library/arrange.ts';
import type { LibraryDocument, LibraryStep } from '#core/library/document.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { HistoryState, StoreError, StoreNotice, StoreStatus } from '#core/contract/store.ts';

import { STORE_LIMITS } from '../document/options.ts';
import { describeTrouble } from '../disk/failure.ts';
import { nodeDisk } from '../disk/files.ts';
import { HomeDisk } from '../disk/home.ts';
import { Gate } from '../disk/gate.ts';
import { markDirty } from './articles/library-index.ts';
import type {
  Acknowledged,
  AcknowledgedArticle,
  AcknowledgedEvent,
  AcknowledgedLibrary,
} from './changes/saved-lines.ts';
import { ArticleChanges } from './changes/article-changes.ts';
import { ArticleAdder, type AddError, type AddOptions } from './changes/add-articles.ts';
import { alsoOf } from './changes/library-line.ts';
import type { AnyStore, StoreBasis } from './articles/article-stores.ts';
import { ArticleRecovery } from './articles/article-recovery.ts';
import { ArticleTexts } from './articles/article-texts.ts';
import type { LastSession } from './articles/last-session.ts';
import { Ledger } from './articles/ledger.ts';
import { Catalogue } from './articles/catalogue.ts';
import { ArticleFinder } from './find-articles.ts';
import { enterFolder, type LibraryOpenError, type LibraryOptions } from './enter-folder.ts';
import { createLibrary, type Seed } from './first-run.ts';
import { LibraryStatus, readOnlyFor } from './articles/status.ts';
import { Originals } from './articles/receipts.ts';
import { Staging } from './changes/staging.ts';
import type { NewArticle } from './articles/new-article.ts';
import { listEntries, OneHistory } from './changes/one-history.ts';
import { OpenArticles } from './articles/open-articles.ts';
import { OpenCounter } from './articles/open-counter.ts';
import { openOwnDocument, type OwnStore } from './changes/own-set.ts';
import {
  ArticleReader,
  type HeldArticle,
  type OthersTags,
  type StoredOpenedArticle,
} from './articles/read-articles.ts';
import { articleParts, SharedChanges, type SharedChange } from './changes/shared-changes.ts';
import { CopiesBeside } from './keeping/copies-beside.ts';
import { Safekeeping } from './keeping/safekeeping.ts';
import { ArticleSearch } from './search/article-search.ts';
import { SearchIndex } from './search/search-index.ts';
import { Sessions } from './sessions.ts';
import { Trash } from './trash.ts';
import { UseDays } from './keeping/use-days.ts';
import { UndoRedo } from './changes/undo.ts';
import type { ArticlesPlan, Watch } from './changes/many-articles.ts';
import { SeveralArticles, type PlannedLibraryChange } from './changes/several-articles.ts';
import { OwedParts } from './owed/owed-parts.ts';
import { OwedSettling } from './owed/owed-settling.ts';
import type { LibraryLock } from '../disk/lock.ts';
import { EventWords } from './changes/event-words.ts';
import { EventStores } from './events/event-stores.ts';

export type {
  Acknowledged,
  AcknowledgedArticle,
  AcknowledgedEvent,
  AcknowledgedLibrary,
  AddError,
  LibraryOpenError,
  LibraryOptions,
  NewArticle,
  OthersTags,
  Seed,
  PlannedLibraryChange,
  StoredOpenedArticle,
};

/** All articles of one data folder. The only door to them. */
export class Library {
  /** What is said of events. */
  readonly events: EventWords;
  /** What can be restored of articles that cannot be read in full. */
  readonly recovery: ArticleRecovery;
  /** What a synchronising folder made of our files. */
  readonly copies: CopiesBeside;
  /** What keeps everything safe from what happens to the data folder. */
  readonly safekeeping: Safekeeping;
  /** What is found in all articles. */
  readonly search: ArticleSearch;
  /** What makes that quick; it is followed up when there is nothing else to do. */
  readonly searchIndex: SearchIndex;
  readonly #options: LibraryOptions;
  readonly #home: HomeDisk;
  readonly #basis: StoreBasis;
  readonly #gate = new Gate();
  readonly #status = new LibraryStatus();
  readonly #history = new OneHistory();
  readonly #catalogue: Catalogue;
  readonly #articles: OpenArticles;
  readonly #events: EventStores;
  readonly #reader: ArticleReader;
  readonly #changes: ArticleChanges;
  readonly #openCounter: OpenCounter;
  readonly #finder: ArticleFinder;
  readonly #sessions: Sessions;
  readonly #originals: Originals;
  readonly #staging: Staging;
  readonly #useDays: UseDays;
  readonly #owed: OwedParts;
  readonly #several: SeveralArticles;
  readonly #settling: OwedSettling;
  readonly #trash: Trash;
  #lock: LibraryLock | null = null;
  #closed = false;
  /** What the last session left in journals alone. */
  #unfolded: LastSession['unfolded'] = [];
  #store!: OwnStore;
  #shared!: SharedChanges;
  #adder!: ArticleAdder;
  #undoRedo!: UndoRedo;

  private constructor(options: LibraryOptions) {
    const { now, disk = nodeDisk, limits, runCheckpoint, guessTitle } = options;
    this.#options = options;
    const status = this.#status;
    const history = this.#history;
    const gate = this.#gate;
    const dir = path.resolve(options.dir);
    this.#home = new HomeDisk(disk, dir);
    const catalogue = new Catalogue(dir);
    const place = { disk: this.#home.disk, dir };
    const owed = new OwedParts(place, catalogue, status, () => this.document.owed);
    const basis = {
      ...place,
      now,
      findOwed: owed.find,
      limits: { ...STORE_LIMITS, ...limits },
      runCheckpoint,
      nextOrder: history.nextOrder,
      ledger: new Ledger({ disk: this.#home.disk, dir, now }),
    };
    const texts = new ArticleTexts(basis, catalogue, status);
    const room = { kept: basis.limits.kept, whileFree: gate.whileFree, alone: gate.exclusive };
    const articles = new OpenArticles(basis, catalogue, texts, status, room);
    const library = (): LibraryDocument => this.document;
    const events = new EventStores(basis, status, library, room);
    this.#basis = basis;
    this.#catalogue = catalogue;
    this.#articles = articles;
    this.#events = events;
    this.#owed = owed;
    this.#several = new SeveralArticles({
      ...{ basis, newId: options.newId, status, catalogue, articles, texts, owed, library },
      findSaid: (eventIds) => this.events.findSaid(eventIds),
      change: (change) => this.#changeShared(change),
    });
    this.#settling = new OwedSettling({
      ...{ gate, articles, files: owed.files, idle: basis.limits.idle },
      changes: () => this.document.owed,
      settled: (changes) => this.#shared.noteSettled(changes),
    });
    this.events = new EventWords({ gate, status, history, stores: events, library });
    const needs = { ground: basis, gate, status, catalogue, articles, texts };
    this.#reader = new ArticleReader(needs);
    this.#changes = new ArticleChanges({
      ...{ gate, status, history, catalogue, articles, library },
      coversLast: (store, articleId, joins) => this.#undoRedo.coversLast(store, articleId, joins),
    });
    this.#openCounter = new OpenCounter(catalogue, this.#reader);
    const finder = new ArticleFinder(basis, { catalogue, status, history }, guessTitle);
    this.#finder = finder;
    this.#sessions = new Sessions({ basis, status, history, catalogue, events, finder });
    this.#originals = new Originals(basis);
    this.#staging = new Staging(basis, this.#originals);
    this.#useDays = new UseDays(basis);
    this.#trash = new Trash(basis, catalogue, articles, this.#useDays);
    this.recovery = new ArticleRecovery({ ...needs, open: (id) => this.openArticle(id) });
    this.copies = new CopiesBeside(basis, status, this, options.newId);
    const searchIndex = new SearchIndex(basis, {
      ...{ ids: () => catalogue.ids(), isReadOnly: () => status.readOnly !== null },
      readText: this.#textOf,
    });
    this.searchIndex = searchIndex;
    this.search = new ArticleSearch({
      candidates: (...query) =>
        catalogue.summaries(this.document.trashed, searchIndex.candidates(...query)),
      readText: this.#textOf,
    });
    this.safekeeping = new Safekeeping({
      ...{ ground: basis, home: this.#home, elsewhere: disk, status, catalogue, articles, events },
      ...{ reader: this.#reader, useDays: this.#useDays },
      store: () => this.#store,
      stores: () => this.#stores(),
      lock: () => this.#lock,
      isClosed: () => this.#closed,
      letGo: () => gate.whileFree(() => this.#releaseUnheld()),
      idleFor: gate.idleFor,
      ledger: basis.ledger,
      unfolded: () => this.#unfolded,
    });
  }

  /** `null` where it cannot be read. */
  readonly #textOf = async (articleId: string): Promise<string | null> => {
    const text = await this.readText(articleId);
    return text.ok ? text.value : null;
  };

  /** Opens the library in a folder, making it where there is none. */
  static async open(options: LibraryOptions): Promise<Result<Library, LibraryOpenError>> {
    const library = new Library(options);
    try {
      const opened = await library.#open();
      if (!opened.ok) {
        await library.#lock?.release();
        return opened;
      }
      return ok(library);
    } catch (error) {
      await library.#lock?.release().catch(() => undefined);
      return err({ type: 'unreadable', detail: describeTrouble(error) });
    }
  }

  async #open(): Promise<Result<null, LibraryOpenError>> {
    const entered = await enterFolder(this.#basis, this.#options, this.#home, this.#status);
    if (!entered.ok) return entered;
    this.#lock = entered.value;
    const { disk, dir } = this.#basis;
    const status = this.#status;
    const history = this.#history;
    const store = await openOwnDocument(this.#basis, status, () =>
      createLibrary(this.#options, []),
    );
    if (!store.ok) return store;
    this.#store = store.value;
    history.noteOrder(this.#store.order);
    const session = await this.#sessions.readLast(this.document.owed);
    const { index, last } = session;
    this.#shared = new SharedChanges(
      this.#store,
      {
        ...{ ground: this.#basis, newId: this.#options.newId, files: this.#owed.files },
        articles: articleParts(this.#articles, this.#catalogue),
        ...{ events: this.#events, history, catalogue: this.#catalogue },
        ...{ open: this.#articles, owed: this.#owed },
      },
      !session.isClean,
    );
    this.#adder = new ArticleAdder({
      ground: this.#basis,
      newId: this.#options.newId,
      store: this.#store,
      status,
      catalogue: this.#catalogue,
      articles: this.#articles,
      staging: this.#staging,
      change: (change) => this.#changeShared(change),
    });
    this.#undoRedo = new UndoRedo({
      store: this.#store,
      status,
      history,
      catalogue: this.#catalogue,
      articles: this.#articles,
      events: this.#events,
      many: this.#several.many,
      acknowledge: (article, saved) => this.#changes.acknowledge(article, saved),
      acknowledgeEvent: (event, saved) => this.events.acknowledge(event, saved),
      change: (change) => this.#changeShared(change),
    });
    const left: string[] = [];
    if (!status.readOnly) {
      try {
        await this.#sessions.begin(session);
        await markDirty(disk, dir, this.#basis.now().toISOString());
        const decided = new Set(this.#store.recent.map(({ line }) => alsoOf(line).staged));
        left.push(...(await this.#staging.finish(decided)));
      } catch (error) {
        status.makeReadOnly(readOnlyFor(error));
      }
    }
    this.#catalogue.names.begin(this.document.codebook, index?.names);
    const entries = [...(await this.#finder.findAll(index, this.document.trashed, left))];
    await this.#finder.findMissing(last, this.#emptied());
    await this.#events.findAll(index?.events, last?.events, (eventId, order, lines) => {
      history.noteOrder(order);
      entries.push(...listEntries(lines, { articleId: null, eventId }));
    });
    const own = this.#store.recent.map(({ line }) => line);
    entries.push(...listEntries(own, { articleId: null }));
    await this.#sessions.goOn(session, entries);
    if (!status.readOnly) await this.#settle(session.since);
    this.#unfolded = session.unfolded;
    this.#sessions.announceRecovered(session);
    await status.checkSpace(disk, dir);
    return ok(null);
  }

  /** Articles that have left the trash for good, as far as the journal goes back. */
  #emptied(): ReadonlySet<string> {
    const lines = this.#store.recent.filter(({ line }) => line.unlisted === true);
    const steps = lines.flatMap(({ line }) => line.steps as readonly LibraryStep[]);
    return new Set(steps.flatMap((step) => (step.op === 'remove-trashed' ? [step.id] : [])));
  }

  /** Finishes what the last session began and could not end. */
  async #settle(since: number): Promise<void> {
    await this.#trash.follow(this.document.trashed);
    const finished = this.#gate
      .exclusive(async () => {
        await this.#shared.finish(since);
        await this.#releaseUnheld();
        await this.#useDays.read();
        await this.#useDays.pass(this.document.trashed);
        await this.#purgeTrash();
      })
      // What fails here is still in the library's journal and is done at the next start.
      .catch(() => undefined);
    this.#settling.begin();
    // A disk that refuses makes these wait, and with them whatever is asked for; the list can be shown.
    await Promise.race([finished, this.#status.untilNotSaved()]);
  }

  // What is there

  /** What all articles share. */
  get document(): LibraryDocument {
    return this.#store.document;
  }

  /** The list of articles, without those in the trash: by the time they were added, then by name. */
  summaries(): readonly ArticleSummary[] {
    return this.#catalogue.summaries(this.document.trashed);
  }

  /** Articles in the trash that can be restored, the last one first. */
  trashed(): readonly { readonly id: string; readonly at: string; readonly title: string }[] {
    return this.#catalogue.trashed(this.document.trashed);
  }

  /** What the store did or found in this session. */
  notices(): readonly StoreNotice[] {
    return this.#status.notices;
  }

  /** Whether everything asked for is on disk. */
  get status(): StoreStatus {
    return this.#status.current;
  }

  /** Whether the folder was let go of. */
  get isClosed(): boolean {
    return this.#closed;
  }

  /** Calls `listener` whenever `status` may have changed; returns its own undo. */
  onStatus(listener: (status: StoreStatus) => void): () => void {
    return this.#status.onStatus(listener);
  }

  /** Calls `listener` with each new notice; returns its own undo. */
  onNotice(listener: (notice: StoreNotice) => void): () => void {
    return this.#status.onNotice(listener);
  }

  /** What undo and redo would do next. */
  historyState(): HistoryState {
    return this.#history.state();
  }

  // Articles

  /** Opens an article and keeps it open. */
  async openArticle(articleId: string): Promise<Result<HeldArticle, StoreError>> {
    if (this.document.trashed.has(articleId)) return err({ type: 'no-such-article', articleId });
    return this.#reader.open(articleId);
  }

  /** Writes the article's snapshot and lets go of it. */
  async closeArticle(articleId: string): Promise<void> {
    await this.#gate.exclusive(() => this.#articles.release(articleId));
  }

  /** The article's text alone, for a search in all articles; does not keep the article open. */
  readText(articleId: string): Promise<Result<string, StoreError>> {
    return this.#reader.readText(articleId);
  }

  /** What is to be reviewed in these articles, or in all; those without others' tags are left out. */
  countOpen(articleIds: readonly string[] | null): Promise<readonly ArticleReview[]> {
    const ids = articleIds ?? this.summaries().map(({ id }) => id);
    return this.#openCounter.count(ids, this.document.self);
  }

  /** The document and its sets for an export, with changes that are not on disk yet. */
  readArticle(articleId: string): Promise<Result<StoredOpenedArticle, StoreError>> {
    return this.#reader.read(articleId);
  }

  /** The receipts of an article. */
  readReceipts(articleId: string): ReturnType<ArticleReader['receipts']> {
    return this.#reader.receipts(articleId);
  }

  /** The file with this SHA-256 that articles came out of. Throws system errors. */
  readOriginal(sha256: string): ReturnType<Originals['read']> {
    return this.#originals.read(sha256);
  }

  /** How many own tags of an article have each name; it is read where that is not known. */
  namesIn(articleId: string): ReturnType<ArticleReader['namesIn']> {
    return this.#reader.namesIn(articleId, this.document.codebook);
  }

  /**
   * Makes one change of one article durable. `joins` names the tags or decisions that it is about where
   * it belongs to the last change of the history: it is then taken back with that one, if that one is
   * about them all.
   */
  changeArticle<E>(
    articleId: string,
    requestId: string,
    plan: (document: ArticleDocument, text: string) => Result<PlannedChange, E>,
    joins: readonly string[] = [],
  ): Promise<Result<AcknowledgedArticle, E | StoreError>> {
    return this.#changes.change(
      articleId,
      requestId,
      ({ text }) => Promise.resolve((document) => plan(document, text)),
      joins,
    );
  }

  /**
   * Makes one change of a review durable: it may be about the tags of every set. `joins`: as above.
   */
  reviewArticle<E>(
    articleId: string,
    requestId: string,
    plan: (document: ArticleDocument, text: string, others: OthersTags) => Result<PlannedChange, E>,
    joins: readonly string[] = [],
  ): Promise<Result<AcknowledgedArticle, E | StoreError>> {
    return this.#changes.change(
      articleId,
      requestId,
      async (opened) => {
        const { sets, byId } = await this.#reader.setsOf(opened);
        return (document) => plan(document, opened.text, { sets, byId: byId() });
      },
      joins,
    );
  }

  /** Makes one change of what all articles share durable. */
  changeLibrary<E>(
    requestId: string,
    plan: (document: LibraryDocument) => Result<PlannedLibraryChange, E>,
  ): Promise<Result<AcknowledgedLibrary, E | StoreError>> {
    return this.#gate.exclusive(() => this.#several.changeLibrary(requestId, plan));
  }

  /** Makes one change of several articles, and of what they share, durable: all of it or nothing. */
  changeArticles<E>(
    requestId: string,
    articleIds: readonly string[],
    plan: (document: LibraryDocument) => Result<ArticlesPlan<E>, E>,
    watch?: Watch,
  ): Promise<Result<AcknowledgedLibrary, E | StoreError>> {
    return this.#gate.exclusive(() => this.#several.change(requestId, articleIds, plan, watch));
  }

  /** Changes several articles, and the events that they are listed under, in one step. */
  arrange(
    requestId: string,
    edit: Arrangement,
    watch?: Watch,
  ): Promise<Result<AcknowledgedLibrary, ArrangeError | StoreError>> {
    return this.#gate.exclusive(() => this.#several.arrange(requestId, edit, watch));
  }

  /** Takes an article out of the trash. */
  restoreArticle(
    articleId: string,
    requestId: string,
  ): Promise<Result<AcknowledgedLibrary, StoreError>> {
    return this.changeLibrary(requestId, (document) => {
      if (!this.#catalogue.has(articleId) || !document.trashed.has(articleId)) {
        return err({ type: 'no-such-article' as const, articleId });
      }
      return ok({ label: 'restore article', steps: [{ op: 'remove-trashed', id: articleId }] });
    });
  }

  /**
   * Adds articles in one step that can be undone. A text that is here already gets the new name and
   * no second record; one that is in the trash comes back.
   */
  addArticles(
    requestId: string,
    items: readonly NewArticle[],
    more: AddOptions = {},
  ): Promise<Result<AcknowledgedLibrary, AddError | StoreError>> {
    return this.#gate.exclusive(() => this.#adder.add(requestId, items, more));
  }

  /** Makes a change of several documents, and all that follows from it; run it inside `#gate.exclusive`. */
  async #changeShared(change: SharedChange): Promise<Result<AcknowledgedLibrary, StoreError>> {
    const { readOnly } = this.#status;
    if (readOnly) return err({ type: 'read-only', reason: readOnly });
    const done = await this.#shared.make(change);
    if (!done.ok) return done;
    if (change.staged) {
      const { token, documents } = change.staged;
      await this.#finder.noteNew(documents, await this.#staging.takeIn(token));
      const added = documents.flatMap(({ id }) => this.#catalogue.get(id) ?? []);
      // Where the disk refuses, the next start reads them.
      await this.#basis.ledger.noteArticles(added).catch(() => undefined);
    }
    await this.#trash.follow(this.document.trashed);
    await this.#releaseUnheld();
    if (change.many) this.#settling.begin();
    return done;
  }

  /** Closes what was opened only for a moment; run it inside `#gate.exclusive`. */
  async #releaseUnheld(): Promise<void> {
    await this.#articles.releaseUnheld();
    await this.#events.releaseUnheld();
  }

  // One history

  /** Takes the last change back, in whichever article it was. */
  undo(requestId: string, watch?: Watch): Promise<Result<Acknowledged, StoreError>> {
    return this.#gate.exclusive(() => this.#undoRedo.move(requestId, 'undo', watch));
  }

  /** Repeats the change that was taken back last. */
  redo(requestId: string, watch?: Watch): Promise<Result<Acknowledged, StoreError>> {
    return this.#gate.exclusive(() => this.#undoRedo.move(requestId, 'redo', watch));
  }

  /** Removes what has been in the trash for too long; run it inside `#gate.exclusive`. */
  async #purgeTrash(): Promise<void> {
    let isAnyGone = false;
    for await (const id of this.#trash.purge(this.document.trashed)) {
      isAnyGone = true;
      await this.#store.change({
        id: this.#options.newId(),
        unlisted: true,
        plan: () => ok({ steps: [{ op: 'remove-trashed', id }], label: 'empty the trash' }),
      });
    }
    if (!isAnyGone) return;
    this.#undoRedo.forgetPurged();
    // Else the next start would miss what has gone.
    await this.#sessions.writeIndex(this.#shared.isComplete).catch(() => undefined);
    await this.#originals.sweep().catch(() => undefined);
  }

  // Its end

  /** Of all documents that are open. */
  async #stores(): Promise<AnyStore[]> {
    return [this.#store, ...(await this.#articles.stores()), ...(await this.#events.stores())];
  }

  /** Writes everything, marks the end as orderly, and lets go of the folder. */
  async close(): Promise<Result<null, Extract<StoreError, { type: 'not-saved' }>>> {
    if (this.#closed) return ok(null);
    await this.searchIndex.end();
    await Promise.race([
      this.#gate.exclusive(() => Promise.resolve()),
      this.#status.untilNotSaved(),
    ]);
    this.#closed = true;
    this.#settling.stop();
    this.#articles.shut();
    this.#events.shut();
    const stores = await this.#stores();
    const results = await Promise.all(stores.map((store) => store.close()));
    await this.#gate.exclusive(() => Promise.resolve());
    const failed = results.find((result) => !result.ok);
    const complete =
      this.#shared.isComplete &&
      !this.#finder.isRefused &&
      !this.#events.isRefused &&
      stores.every((store) => store.isCheckpointed);
    await this.#sessions.end(!failed && complete && !this.#status.readOnly);
    await this.#lock?.release().catch(() => undefined);
    return failed ?? ok(null);
  }
}
