import path from 'node:path';

import { z } from 'zod';

import type { Annotation } from '#core/annotation.ts';
import {
  ArticleId,
  type ArticleDetails,
  type DetailsPatch,
  type ArticleSource,
  type ArticleSummary,
} from '#core/article.ts';
import type { PlannedChange } from '#core/article-edit.ts';
import {
  applyArticleSteps,
  ArticleStep,
  createArticleDocument,
  sameSource,
  summarize,
  type ArticleDocument,
} from '#core/article-document.ts';
import type { Codebook } from '#core/codebook.ts';
import { emptyHistory, rebuildHistory, recordLine, type History } from '#core/history.ts';
import type {
  AnnotationSet,
  HistoryState,
  ReadOnlyReason,
  RecoveryReport,
  StoreError,
  StoreNotice,
  StoreStatus,
} from '#core/ipc-contract.ts';
import {
  createLibraryDocument,
  NAME_LIMIT,
  type LibraryDocument,
  type LibraryStep,
  type NewsEvent,
} from '#core/library-document.ts';
import { isPlainLabel } from '#core/labels.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { Span } from '#core/span.ts';

import {
  ARTICLE_TEXT,
  articleIdOf,
  folderName,
  isFolderName,
  readArticleText,
  readSets,
  removeSetFile,
  writeArticleFolder,
  writeSet,
} from './article-folder.ts';
import { listBackups, readBackup, writeBackup } from './backups.ts';
import { ARTICLE_KIND, LIBRARY_KIND } from './document-kind.ts';
import {
  DocumentStore,
  STORE_LIMITS,
  writeFirstSnapshot,
  type DocumentState,
  type RunCheckpoint,
  type SavedChange,
  type StoreLimits,
} from './document-store.ts';
import { describeFailure } from './failure.ts';
import {
  codeOf,
  ensureFolder,
  moveToQuarantine,
  nodeDisk,
  writeNewFile,
  type Disk,
  type FileLook,
} from './files.ts';
import { Gate } from './gate.ts';
import type { JournalLine } from './journal.ts';
import { loadDocument } from './load-document.ts';
import {
  markClean,
  markDirty,
  readIndex,
  writeIndex,
  type HistoryEntry,
  type IndexedArticle,
  type LibraryIndex,
} from './library-index.ts';
import { acquireLock, type LibraryLock, type LockHolder } from './lock.ts';
import { describeRecovery, findCandidates, recoverArticle, replaceDocument } from './recovery.ts';
import { sha256 } from './sums.ts';

/** Below this many bytes the analyst is warned. */
export const LOW_SPACE = 50 * 1024 * 1024;
/** Milliseconds that a deleted article stays in the trash: 30 days. */
const TRASH_TIME = 30 * 86_400_000;
/** Answers to undo and redo that are kept for a repeated request. */
const ANSWERS_KEPT = 1000;
/** Articles read at the same time while the list is built. */
const READERS = 8;

/** A sample article of a new library. */
export interface Seed {
  /** File name for display. */
  readonly name: string;
  /** UTF-8, as delivered. */
  readonly bytes: Uint8Array;
}

export interface LibraryOptions {
  /** Absolute. */
  readonly dir: string;
  readonly now: () => Date;
  /** A new UUID. */
  readonly newId: () => string;
  readonly disk?: Disk;
  readonly defaultCodebook: Codebook;
  readonly seeds: readonly Seed[];
  readonly sampleEvent: NewsEvent;
  /** Proposed as the analyst's name until a name is given. */
  readonly osUserName: string;
  readonly guessTitle: (text: string) => string;
  readonly runCheckpoint?: RunCheckpoint | undefined;
  readonly limits?: Partial<StoreLimits> | undefined;
  /** Takes over a lock of another computer, after the analyst has agreed. */
  readonly takeOverLock?: boolean | undefined;
}

export type LibraryOpenError =
  | { readonly type: 'locked-by-other'; readonly holder: LockHolder }
  /** `schema`: what the library was written with; this version is older. */
  | { readonly type: 'newer-schema'; readonly schema: number }
  | {
      readonly type: 'cannot-create';
      readonly reason: 'disk-full' | 'no-permission' | 'io-error';
      readonly detail: string;
    }
  | { readonly type: 'unreadable'; readonly detail: string };

/** An article as the main process holds it. */
export interface StoredOpenedArticle {
  readonly document: ArticleDocument;
  readonly text: string;
  readonly sets: readonly AnnotationSet[];
  readonly readOnly: ReadOnlyReason | null;
  readonly seq: number;
}

interface AcknowledgedLine {
  readonly requestId: string;
  readonly seq: number;
  readonly order: number;
  readonly kind: 'do' | 'undo' | 'redo';
  /** `order` of the change that an undo or redo is about. */
  readonly of?: number | undefined;
  readonly label: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** A change of one article that is on disk. */
export interface AcknowledgedArticle extends AcknowledgedLine {
  readonly articleId: string;
  readonly steps: readonly ArticleStep[];
  readonly inverse: readonly ArticleStep[];
  readonly document: ArticleDocument;
}

/** A change of what all articles share, perhaps of several articles with it, that is on disk. */
export interface AcknowledgedLibrary extends AcknowledgedLine {
  readonly articleId: null;
  readonly steps: readonly LibraryStep[];
  readonly inverse: readonly LibraryStep[];
  readonly document: LibraryDocument;
  readonly articles: readonly {
    readonly articleId: string;
    readonly steps: readonly ArticleStep[];
    readonly document: ArticleDocument;
  }[];
}

export type Acknowledged = AcknowledgedArticle | AcknowledgedLibrary;

/** An article to be added. */
export interface NewArticle {
  /** Decoded, without byte order mark; never altered. */
  readonly text: string;
  readonly source: ArticleSource;
  readonly details: ArticleDetails;
  readonly boilerplate: readonly Span[];
  /** The analyst's own tags that come with it. */
  readonly annotations?: readonly Annotation[] | undefined;
  /** What is filled in where the library has the text already; never in place of what is there. */
  readonly filled?:
    { readonly details: DetailsPatch; readonly boilerplate: readonly Span[] } | undefined;
  /** Other annotators' tags that come with it. */
  readonly sets?: readonly Omit<AnnotationSet, 'articleId'>[] | undefined;
}

export type AddError =
  | { readonly type: 'nothing-new' }
  /** The text has half a surrogate pair and cannot be kept in UTF-8 without being altered. */
  | { readonly type: 'not-well-formed'; readonly name: string };

/** What a change of several documents plans. */
export interface PlannedLibraryChange {
  readonly label: string;
  readonly steps: readonly LibraryStep[];
  readonly articles?: ReadonlyMap<string, readonly ArticleStep[]> | undefined;
}

/** In a line of the library's journal: what the change does besides its steps. */
const Also = z.object({
  parts: z.array(
    z.object({ articleId: ArticleId, steps: z.array(ArticleStep), inverse: z.array(ArticleStep) }),
  ),
  /** Folder in `incoming/` whose articles this line adds. */
  staged: z.string().optional(),
});
type Also = z.infer<typeof Also>;

interface Entry extends IndexedArticle {
  /** Absolute path; in `articles/` or `trash/`. */
  readonly folder: string;
}

interface Opened {
  readonly store: DocumentStore<ArticleDocument, ArticleStep>;
  readonly text: string;
  textLook: FileLook | null;
  /** Whether somebody asked for it by `openArticle`, so that it stays open. */
  held: boolean;
}

/** All articles of one data folder. The only door to them. */
export class Library {
  readonly #options: LibraryOptions;
  readonly #disk: Disk;
  readonly #dir: string;
  readonly #limits: StoreLimits;
  readonly #gate = new Gate();
  readonly #entries = new Map<string, Entry>();
  readonly #opened = new Map<string, Promise<Result<Opened, StoreError>>>();
  readonly #states = new Map<string, DocumentState>();
  readonly #statusListeners = new Set<(status: StoreStatus) => void>();
  readonly #noticeListeners = new Set<(notice: StoreNotice) => void>();
  readonly #notices: StoreNotice[] = [];
  readonly #answers = new Map<string, Acknowledged>();
  #lock: LibraryLock | null = null;
  #readOnly: ReadOnlyReason | null = null;
  #history: History<HistoryEntry> = emptyHistory();
  #lastOrder = 0;
  #savedAt: string | null = null;
  #closed = false;
  /** Whether an article may still lack its part of a change that stands in the library's journal. */
  #partsMissing = false;
  #store!: DocumentStore<LibraryDocument, LibraryStep>;

  private constructor(options: LibraryOptions, dir: string) {
    this.#options = options;
    this.#disk = options.disk ?? nodeDisk;
    this.#dir = dir;
    this.#limits = { ...STORE_LIMITS, ...options.limits };
  }

  /** Opens the library in a folder, making it where there is none. */
  static async open(options: LibraryOptions): Promise<Result<Library, LibraryOpenError>> {
    const library = new Library(options, path.resolve(options.dir));
    try {
      const opened = await library.#open();
      if (!opened.ok) {
        await library.#lock?.release();
        return opened;
      }
      return ok(library);
    } catch (error) {
      await library.#lock?.release().catch(() => undefined);
      return err({
        type: 'unreadable',
        detail: `${describeFailure(error).detail} (${codeOf(error)})`,
      });
    }
  }

  async #open(): Promise<Result<null, LibraryOpenError>> {
    try {
      await ensureFolder(this.#disk, this.#dir);
      const locked = await acquireLock(this.#disk, this.#dir, {
        ...this.#options,
        force: this.#options.takeOverLock,
      });
      if (!locked.ok) return locked;
      this.#lock = locked.value;
    } catch (error) {
      const failure = describeFailure(error);
      const exists = await this.#disk.look(this.#path('library')).catch(() => null);
      if (!exists) return err({ type: 'cannot-create', ...failure });
      this.#readOnly = readOnlyFor(error);
    }
    if (!this.#readOnly) {
      try {
        await this.#createIfNew();
      } catch (error) {
        return err({ type: 'cannot-create', ...describeFailure(error) });
      }
    }
    const store = await this.#openLibraryStore();
    if (!store.ok) return store;
    this.#store = store.value;
    this.#lastOrder = this.#store.order;
    if (this.#store.readOnly) {
      this.#readOnly ??= this.#store.readOnly;
      this.#addNotice(noticeFor(this.#store.readOnly, null, LIBRARY_TITLE));
    }
    if (this.#readOnly === null) {
      const { kept } = await this.#store.settle();
      this.#readOnly = this.#store.readOnly;
      if (this.#store.badSnapshot !== null) {
        this.#addNotice({
          type: 'restored-backup',
          articleId: null,
          title: LIBRARY_TITLE,
          from: this.#store.snapshotAt,
          tags: 0,
          kept: kept ?? '',
        });
      }
    }
    const index = await readIndex(this.#disk, this.#dir);
    const left: string[] = [];
    if (this.#readOnly === null) {
      try {
        await markDirty(this.#disk, this.#dir);
        left.push(...(await this.#finishIncoming()));
      } catch (error) {
        this.#readOnly = readOnlyFor(error);
      }
    }
    const writable = this.#readOnly === null;
    await this.#findArticles(index, left);
    if (writable) {
      await this.#followTrash();
      this.#partsMissing = index === null;
      const finished = this.#gate
        .exclusive(async () => {
          if (this.#partsMissing) await this.#finishParts();
          await this.#purgeTrash();
        })
        // What fails here is still in the library's journal and is done at the next start.
        .catch(() => undefined);
      // A disk that refuses makes these wait, and with them whatever is asked for; the list can be shown.
      await Promise.race([finished, this.#untilNotSaved()]);
    }
    await this.#checkSpace();
    return ok(null);
  }

  // What is there

  /** What all articles share. */
  get document(): LibraryDocument {
    return this.#store.document;
  }

  /** The list of articles, without those in the trash: by the time they were added, then by name. */
  summaries(): readonly ArticleSummary[] {
    return [...this.#entries.values()]
      .filter(({ summary }) => !this.document.trashed.has(summary.id))
      .map(({ summary }) => summary)
      .sort(compareSummaries);
  }

  /** Articles in the trash that can be restored, the last one first. */
  trashed(): readonly { readonly id: string; readonly at: string; readonly title: string }[] {
    return [...this.document.trashed]
      .flatMap(({ id, at }) => {
        const entry = this.#entries.get(id);
        return entry ? [{ id, at, title: entry.summary.details.title }] : [];
      })
      .sort((a, b) => (a.at < b.at ? 1 : -1));
  }

  /** What the store did or found in this session. */
  notices(): readonly StoreNotice[] {
    return this.#notices;
  }

  /** Whether everything asked for is on disk. */
  get status(): StoreStatus {
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
    if (failed) return { type: 'not-saved', reason: failed.reason, detail: failed.detail, pending };
    return saving ? { type: 'saving' } : { type: 'saved', at: this.#savedAt };
  }

  /** Calls `listener` whenever `status` may have changed; returns its own undo. */
  onStatus(listener: (status: StoreStatus) => void): () => void {
    this.#statusListeners.add(listener);
    return () => this.#statusListeners.delete(listener);
  }

  /** Calls `listener` with each new notice; returns its own undo. */
  onNotice(listener: (notice: StoreNotice) => void): () => void {
    this.#noticeListeners.add(listener);
    return () => this.#noticeListeners.delete(listener);
  }

  /** What undo and redo would do next. */
  historyState(): HistoryState {
    const describe = (entry: HistoryEntry | undefined): HistoryState['undo'] =>
      entry ? { label: entry.label, articleId: entry.articleId } : null;
    return { undo: describe(this.#history.undo.at(-1)), redo: describe(this.#history.redo.at(-1)) };
  }

  /** Bytes that can still be written. */
  freeSpace(): Promise<number> {
    return this.#disk.freeBytes(this.#dir);
  }

  // Articles

  /** Opens an article and keeps it open. */
  async openArticle(articleId: string): Promise<Result<StoredOpenedArticle, StoreError>> {
    if (this.document.trashed.has(articleId)) return err({ type: 'no-such-article', articleId });
    const opened = await this.#acquire(articleId);
    if (!opened.ok) return opened;
    opened.value.held = true;
    const { sets, bad } = await readSets(this.#disk, this.#folderOf(articleId));
    for (const file of bad) {
      this.#addNotice({
        type: 'damaged',
        articleId,
        title: this.#titleOf(articleId),
        detail: `Another annotator’s tags in ${file} cannot be read. The file is left as it is.`,
      });
    }
    const { store, text } = opened.value;
    return ok({
      document: store.document,
      text,
      sets,
      readOnly: this.#readOnly ?? store.readOnly,
      seq: store.seq,
    });
  }

  /** Writes the article's snapshot and lets go of it. */
  async closeArticle(articleId: string): Promise<void> {
    await this.#gate.exclusive(() => this.#release(articleId));
  }

  /** The article's text alone, for a search in all articles; does not keep the article open. */
  async readText(articleId: string): Promise<Result<string, StoreError>> {
    const opened = await this.#opened.get(articleId);
    if (opened?.ok) return ok(opened.value.text);
    const entry = this.#entries.get(articleId);
    if (!entry) return err({ type: 'no-such-article', articleId });
    try {
      const text = await readArticleText(this.#disk, entry.folder, articleId);
      return text.ok
        ? text
        : err({
            type: 'damaged',
            detail: `The text of “${entry.summary.details.title}” was changed or is missing.`,
          });
    } catch (error) {
      return err({ type: 'damaged', detail: describeFailure(error).detail });
    }
  }

  /** The document and its sets for an export, with changes that are not on disk yet. */
  async readArticle(articleId: string): Promise<Result<StoredOpenedArticle, StoreError>> {
    const opened = await this.#acquire(articleId);
    if (!opened.ok) return opened;
    const { store, text, held } = opened.value;
    const { sets } = await readSets(this.#disk, this.#folderOf(articleId));
    const contents = {
      document: store.unsavedDocument,
      text,
      sets,
      readOnly: store.readOnly,
      seq: store.seq,
    };
    if (!held) void this.#gate.exclusive(() => this.#releaseUnheld()).catch(() => undefined);
    return ok(contents);
  }

  /** Makes one change of one article durable. */
  changeArticle<E>(
    articleId: string,
    requestId: string,
    plan: (document: ArticleDocument, text: string) => Result<PlannedChange, E>,
  ): Promise<Result<AcknowledgedArticle, E | StoreError>> {
    return this.#gate.shared(async () => {
      if (this.#readOnly) return err({ type: 'read-only', reason: this.#readOnly });
      if (this.document.trashed.has(articleId)) return err({ type: 'no-such-article', articleId });
      const opened = await this.#acquire(articleId);
      if (!opened.ok) return opened;
      const { store, text } = opened.value;
      const done = await store.change({ id: requestId, plan: (document) => plan(document, text) });
      return done.ok ? ok(this.#acknowledgeArticle(articleId, store, done.value)) : done;
    });
  }

  /** Makes one change of what all articles share durable. */
  changeLibrary<E>(
    requestId: string,
    plan: (document: LibraryDocument) => Result<PlannedLibraryChange, E>,
  ): Promise<Result<AcknowledgedLibrary, E | StoreError>> {
    return this.changeArticles(requestId, [], plan);
  }

  /** Makes one change of several articles, and of what they share, durable: all of it or nothing. */
  changeArticles<E>(
    requestId: string,
    articleIds: readonly string[],
    plan: (
      document: LibraryDocument,
      articles: ReadonlyMap<string, { readonly document: ArticleDocument; readonly text: string }>,
    ) => Result<PlannedLibraryChange, E>,
  ): Promise<Result<AcknowledgedLibrary, E | StoreError>> {
    return this.#gate.exclusive(async () => {
      const articles = new Map<string, { document: ArticleDocument; text: string }>();
      for (const articleId of articleIds) {
        const opened = await this.#acquire(articleId);
        if (!opened.ok) return opened;
        articles.set(articleId, { document: opened.value.store.document, text: opened.value.text });
      }
      const planned = plan(this.document, articles);
      if (!planned.ok) return planned;
      return this.#changeMany({ requestId, ...planned.value });
    });
  }

  /** Moves an article to the trash, where it stays for 30 days. */
  trashArticle(
    articleId: string,
    requestId: string,
  ): Promise<Result<AcknowledgedLibrary, StoreError>> {
    return this.changeLibrary(requestId, (document) => {
      if (!this.#entries.has(articleId) || document.trashed.has(articleId)) {
        return err({ type: 'no-such-article' as const, articleId });
      }
      const trashed = { id: articleId, at: this.#options.now().toISOString() };
      return ok({ label: 'delete article', steps: [{ op: 'put-trashed', trashed }] });
    });
  }

  /** Takes an article out of the trash. */
  restoreArticle(
    articleId: string,
    requestId: string,
  ): Promise<Result<AcknowledgedLibrary, StoreError>> {
    return this.changeLibrary(requestId, (document) => {
      if (!this.#entries.has(articleId) || !document.trashed.has(articleId)) {
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
    more: {
      readonly label?: string;
      readonly steps?: readonly LibraryStep[];
      readonly onProgress?: (done: number, total: number) => void;
    } = {},
  ): Promise<Result<AcknowledgedLibrary, AddError | StoreError>> {
    return this.#gate.exclusive(async () => {
      if (this.#readOnly) return err({ type: 'read-only', reason: this.#readOnly });
      const bad = items.find(({ text }) => !text.isWellFormed());
      if (bad) return err({ type: 'not-well-formed', name: bad.source.name });
      const at = this.#options.now().toISOString();
      const fresh = new Map<
        string,
        { text: string; document: ArticleDocument; sets: AnnotationSet[] }
      >();
      const known = new Map<string, ArticleStep[]>();
      const knownSets: AnnotationSet[] = [];
      const restored = new Set<string>();
      for (const item of items) {
        const id = articleIdOf(item.text);
        const sets = (item.sets ?? []).map((set) => ({ ...set, articleId: id }));
        const before = fresh.get(id);
        if (before) {
          before.document = mustApply(
            before.document,
            stepsForKnown(before.document, item, this.#options.newId),
          );
          before.sets.push(...sets);
        } else if (this.#entries.has(id)) {
          const opened = await this.#acquire(id);
          if (!opened.ok) return opened;
          known.set(id, [
            ...(known.get(id) ?? []),
            ...stepsForKnown(opened.value.store.document, item, this.#options.newId),
          ]);
          knownSets.push(...sets);
          if (this.document.trashed.has(id)) restored.add(id);
        } else {
          fresh.set(id, { text: item.text, document: this.#newArticle(id, item, at), sets });
        }
      }
      const steps: LibraryStep[] = [
        ...(more.steps ?? []),
        ...[...restored].map((id) => ({ op: 'remove-trashed' as const, id })),
      ];
      const articles = new Map([...known].filter(([, changes]) => changes.length > 0));
      if (
        fresh.size === 0 &&
        articles.size === 0 &&
        knownSets.length === 0 &&
        restored.size === 0
      ) {
        return err({ type: 'nothing-new' });
      }
      const staged = fresh.size > 0 || knownSets.length > 0 ? this.#options.newId() : undefined;
      if (staged !== undefined) {
        try {
          await this.#stage(staged, fresh, knownSets, more.onProgress);
        } catch (error) {
          await this.#disk.removeFolder(this.#path('incoming', staged)).catch(() => undefined);
          return err({ type: 'not-saved', ...describeFailure(error) });
        }
      }
      const count = fresh.size + restored.size;
      const done = await this.#changeMany({
        requestId,
        label: more.label ?? describeAddition(count),
        steps,
        articles,
        staged,
        undoneBy: [...fresh.keys()].map((id) => ({
          op: 'put-trashed' as const,
          trashed: { id, at },
        })),
      });
      if (!done.ok && staged !== undefined) {
        await this.#disk.removeFolder(this.#path('incoming', staged)).catch(() => undefined);
      }
      return done;
    });
  }

  /** Replaces another annotator's set of one article. */
  putSet(set: AnnotationSet): Promise<Result<null, StoreError>> {
    return this.#gate.exclusive(async () => {
      if (this.#readOnly) return err({ type: 'read-only', reason: this.#readOnly });
      const entry = this.#entries.get(set.articleId);
      if (!entry) return err({ type: 'no-such-article', articleId: set.articleId });
      try {
        await writeSet(this.#disk, entry.folder, set);
        return ok(null);
      } catch (error) {
        return err({ type: 'not-saved', ...describeFailure(error) });
      }
    });
  }

  /** Removes another annotator's set from one article. */
  removeSet(articleId: string, annotator: string): Promise<Result<null, StoreError>> {
    return this.#gate.exclusive(async () => {
      if (this.#readOnly) return err({ type: 'read-only', reason: this.#readOnly });
      const entry = this.#entries.get(articleId);
      if (!entry) return err({ type: 'no-such-article', articleId });
      try {
        await removeSetFile(this.#disk, entry.folder, annotator);
        return ok(null);
      } catch (error) {
        return err({ type: 'not-saved', ...describeFailure(error) });
      }
    });
  }

  // One history

  /** Takes the last change back, in whichever article it was. */
  undo(requestId: string): Promise<Result<Acknowledged, StoreError>> {
    return this.#move(requestId, 'undo');
  }

  /** Repeats the change that was taken back last. */
  redo(requestId: string): Promise<Result<Acknowledged, StoreError>> {
    return this.#move(requestId, 'redo');
  }

  #move(requestId: string, kind: 'undo' | 'redo'): Promise<Result<Acknowledged, StoreError>> {
    return this.#gate.exclusive(async () => {
      const answered = this.#answers.get(requestId);
      if (answered) return ok(answered);
      if (this.#readOnly) return err({ type: 'read-only', reason: this.#readOnly });
      const entry = this.#history[kind].at(-1);
      if (!entry) return err({ type: kind === 'undo' ? 'nothing-to-undo' : 'nothing-to-redo' });
      const done =
        entry.articleId === null
          ? await this.#moveLibrary(requestId, kind, entry)
          : await this.#moveArticle(requestId, kind, entry, entry.articleId);
      if (done.ok) this.#remember(requestId, done.value);
      else if (done.error.type === 'cannot-undo' || done.error.type === 'no-such-article')
        this.#forget(entry);
      return done;
    });
  }

  async #moveArticle(
    requestId: string,
    kind: 'undo' | 'redo',
    entry: HistoryEntry,
    articleId: string,
  ): Promise<Result<Acknowledged, StoreError>> {
    if (this.document.trashed.has(articleId)) return err({ type: 'no-such-article', articleId });
    const opened = await this.#acquire(articleId);
    if (!opened.ok) return opened;
    const { store } = opened.value;
    const line = store.lineAbout(entry.order);
    const steps = line && store.inverseOf(line);
    if (!line || !steps?.ok) return cannotUndo(entry, 'its steps are no longer kept');
    const done = await store.change<StoreError>({
      id: requestId,
      kind,
      of: entry.order,
      plan: (document) => {
        const applied = applyArticleSteps(document, steps.value);
        return applied.ok
          ? ok({ steps: steps.value, label: entry.label })
          : cannotUndo(entry, applied.error.type);
      },
    });
    return done.ok ? ok(this.#acknowledgeArticle(articleId, store, done.value)) : done;
  }

  async #moveLibrary(
    requestId: string,
    kind: 'undo' | 'redo',
    entry: HistoryEntry,
  ): Promise<Result<Acknowledged, StoreError>> {
    const line = this.#store.lineAbout(entry.order);
    const steps = line && this.#store.inverseOf(line);
    if (!line || !steps?.ok) return cannotUndo(entry, 'its steps are no longer kept');
    if (steps.value.some((step) => this.#isAboutPurged(step))) {
      return cannotUndo(entry, 'the article has left the trash for good');
    }
    const applied = LIBRARY_KIND.applySteps(this.document, steps.value);
    if (!applied.ok) return cannotUndo(entry, applied.error.type);
    return this.#changeMany({
      requestId,
      kind,
      of: entry.order,
      label: entry.label,
      steps: steps.value,
      articles: new Map(alsoOf(line).parts.map(({ articleId, inverse }) => [articleId, inverse])),
    });
  }

  #isAboutPurged(step: LibraryStep): boolean {
    if (step.op === 'put-trashed') return !this.#entries.has(step.trashed.id);
    return step.op === 'remove-trashed' && !this.#entries.has(step.id);
  }

  #forget(...gone: readonly HistoryEntry[]): void {
    const without = (entries: readonly HistoryEntry[]): HistoryEntry[] =>
      entries.filter((each) => !gone.includes(each));
    this.#history = { undo: without(this.#history.undo), redo: without(this.#history.redo) };
  }

  /** Takes out of the history what was done to articles that are no more. */
  #forgetPurged(): void {
    const entries = [...this.#history.undo, ...this.#history.redo];
    const gone = entries.filter(({ articleId, order }) => {
      if (articleId !== null) return !this.#entries.has(articleId);
      const line = this.#store.lineAbout(order);
      const steps = line && this.#store.inverseOf(line);
      return steps?.ok === true && steps.value.some((step) => this.#isAboutPurged(step));
    });
    if (gone.length > 0) this.#forget(...gone);
  }

  #remember(requestId: string, done: Acknowledged): void {
    this.#answers.set(requestId, done);
    const oldest = this.#answers.keys().next().value;
    if (this.#answers.size > ANSWERS_KEPT && oldest !== undefined) this.#answers.delete(oldest);
  }

  // Keeping it safe

  /** Tries what the disk refused at once. */
  async retry(): Promise<StoreStatus> {
    await Promise.all((await this.#stores()).map((store) => store.retry()));
    return this.status;
  }

  /** Looks whether somebody else changed the files of what is open; call it when the window gets focus. */
  async checkOutside(): Promise<void> {
    if (this.#readOnly || this.#closed) return;
    if (this.#lock && !(await this.#lock.isHeld().catch(() => true))) {
      this.#becomeReadOnly({
        type: 'no-permission',
        detail: 'Another computer or program has taken over this library.',
      });
      return;
    }
    for (const store of await this.#stores()) await store.checkOutside().catch(() => undefined);
    for (const [articleId, opening] of this.#opened) {
      const opened = await opening;
      if (opened.ok) await this.#checkText(articleId, opened.value).catch(() => undefined);
    }
    await this.#checkSpace();
  }

  /** Makes today's backup of everything that has changed since its last one. */
  async dailyBackup(): Promise<void> {
    if (this.#readOnly || this.#closed) return;
    const date = this.#options.now().toISOString().slice(0, 10);
    const at = this.#options.now().toISOString();
    const { seq, order } = this.#store;
    if (seq > this.#store.backedUp || (await this.#needsBackup('library'))) {
      const content = LIBRARY_KIND.toStored(this.document);
      const backup = {
        of: LIBRARY_KIND.format,
        schema: LIBRARY_KIND.schema,
        seq,
        order,
        at,
        text: null,
        content,
      };
      await writeBackup(this.#disk, this.#path('backups', 'library'), date, backup);
      this.#store.noteBackup(seq);
    }
    for (const articleId of [...this.#entries.keys()]) {
      if (this.#closed) return;
      await this.#backUpArticle(articleId, date, at);
    }
  }

  async #backUpArticle(articleId: string, date: string, at: string): Promise<void> {
    const entry = this.#entries.get(articleId);
    const name = folderName(articleId);
    if (!entry || (entry.seq <= entry.backedUp && !(await this.#needsBackup(name)))) return;
    const opened = await this.#acquire(articleId);
    if (!opened.ok || opened.value.store.readOnly) return;
    const { store, text, held } = opened.value;
    const { seq, order, document } = store;
    const content = ARTICLE_KIND.toStored(document);
    await writeBackup(this.#disk, this.#path('backups', name), date, {
      of: ARTICLE_KIND.format,
      schema: ARTICLE_KIND.schema,
      seq,
      order,
      at,
      text,
      content,
    });
    store.noteBackup(seq);
    const present = this.#entries.get(articleId);
    if (present) this.#entries.set(articleId, { ...present, backedUp: seq });
    if (!held) await this.#gate.exclusive(() => this.#releaseUnheld());
  }

  async #needsBackup(name: string): Promise<boolean> {
    return (await listBackups(this.#disk, this.#path('backups', name))).length === 0;
  }

  /** What is known about an article that cannot be read in full, and what can be restored. */
  async recovery(articleId: string): Promise<Result<RecoveryReport, StoreError>> {
    const entry = this.#entries.get(articleId);
    if (!entry) return err({ type: 'no-such-article', articleId });
    try {
      return ok(await describeRecovery(this.#recoverySource(entry)));
    } catch (error) {
      return err({ type: 'damaged', detail: describeFailure(error).detail });
    }
  }

  /** Puts an article into the state that the analyst chose; what was there goes into quarantine. */
  async recover(
    articleId: string,
    choice: string,
  ): Promise<Result<StoredOpenedArticle, StoreError>> {
    const entry = this.#entries.get(articleId);
    if (!entry) return err({ type: 'no-such-article', articleId });
    if (this.#readOnly) return err({ type: 'read-only', reason: this.#readOnly });
    const done = await this.#gate.exclusive(async (): Promise<Result<null, StoreError>> => {
      try {
        await this.#release(articleId);
        return await recoverArticle(this.#recoverySource(entry), choice);
      } catch (error) {
        return err({ type: 'not-saved', ...describeFailure(error) });
      }
    });
    if (!done.ok) return done;
    const opened = await this.openArticle(articleId);
    if (opened.ok) this.#update(articleId, opened.value.document, opened.value.seq);
    return opened;
  }

  #recoverySource(entry: Entry): Parameters<typeof describeRecovery>[0] {
    return {
      disk: this.#disk,
      folder: entry.folder,
      backups: this.#path('backups', folderName(entry.summary.id)),
      summary: entry.summary,
      now: this.#options.now,
    };
  }

  /** Writes everything, marks the end as orderly, and lets go of the folder. */
  async close(): Promise<Result<null, Extract<StoreError, { type: 'not-saved' }>>> {
    if (this.#closed) return ok(null);
    await Promise.race([this.#gate.exclusive(() => Promise.resolve()), this.#untilNotSaved()]);
    this.#closed = true;
    const stores = await this.#stores();
    const results = await Promise.all(stores.map((store) => store.close()));
    await this.#gate.exclusive(() => Promise.resolve());
    const failed = results.find((result) => !result.ok);
    const complete = stores.every((store) => store.isCheckpointed);
    const clean = !failed && complete && !this.#partsMissing && this.#readOnly === null;
    if (clean) await markClean(this.#disk, this.#dir, this.#index()).catch(() => undefined);
    await this.#lock?.release().catch(() => undefined);
    return failed ?? ok(null);
  }

  // Inside

  #path(...parts: string[]): string {
    return path.join(this.#dir, ...parts);
  }

  #folderOf(articleId: string): string {
    return this.#entries.get(articleId)?.folder ?? this.#path('articles', folderName(articleId));
  }

  #titleOf(articleId: string): string {
    return this.#entries.get(articleId)?.summary.details.title ?? '';
  }

  #nextOrder(): number {
    this.#lastOrder += 1;
    return this.#lastOrder;
  }

  #addNotice(notice: StoreNotice): void {
    this.#notices.push(notice);
    for (const listener of this.#noticeListeners) listener(notice);
  }

  #becomeReadOnly(reason: ReadOnlyReason): void {
    this.#readOnly ??= reason;
    this.#announce();
  }

  /** Resolves when the disk has refused something, and at once where it already has. */
  #untilNotSaved(): Promise<void> {
    return new Promise((resolve) => {
      const look = (status: StoreStatus): void => {
        if (status.type !== 'not-saved') return;
        stop();
        resolve();
      };
      const stop = this.onStatus(look);
      look(this.status);
    });
  }

  #announce(): void {
    const { status } = this;
    for (const listener of this.#statusListeners) listener(status);
  }

  #noteState(key: string, state: DocumentState): void {
    this.#states.set(key, state);
    if (state.type === 'saved' && state.at !== null) this.#savedAt = state.at;
    this.#announce();
  }

  async #stores(): Promise<
    (DocumentStore<LibraryDocument, LibraryStep> | DocumentStore<ArticleDocument, ArticleStep>)[]
  > {
    const opened = await Promise.all(this.#opened.values());
    return [this.#store, ...opened.flatMap((each) => (each.ok ? [each.value.store] : []))];
  }

  #update(articleId: string, document: ArticleDocument, seq: number): void {
    const entry = this.#entries.get(articleId);
    if (entry) this.#entries.set(articleId, { ...entry, summary: summarize(document), seq });
  }

  #record(line: JournalLine, articleId: string | null): void {
    if (line.unlisted === true) return;
    this.#history = recordLine(this.#history, historyEntry(line, articleId));
  }

  #acknowledgeArticle(
    articleId: string,
    store: DocumentStore<ArticleDocument, ArticleStep>,
    saved: SavedChange<ArticleDocument, ArticleStep>,
  ): AcknowledgedArticle {
    this.#update(articleId, store.document, store.seq);
    if (!this.#knows(saved.line)) this.#record(saved.line, articleId);
    return {
      ...describeLine(saved.line),
      articleId,
      steps: saved.steps,
      inverse: saved.inverse,
      document: saved.document,
    };
  }

  /** Whether a repeated request is answered, whose line the history has already. */
  #knows({ order, kind }: JournalLine): boolean {
    const { undo, redo } = this.#history;
    return (
      kind === 'do' &&
      (undo.some((each) => each.order === order) || redo.some((each) => each.order === order))
    );
  }

  /**
   * The one way to change more than one document: first the library's line with all parts, which is
   * the moment at which it has happened, then each article. Run it inside `#gate.exclusive`.
   */
  async #changeMany(change: {
    readonly requestId: string;
    readonly kind?: 'do' | 'undo' | 'redo';
    readonly of?: number;
    readonly label: string;
    readonly steps: readonly LibraryStep[];
    readonly articles?: ReadonlyMap<string, readonly ArticleStep[]> | undefined;
    readonly staged?: string | undefined;
    /** Further steps that take the change back. */
    readonly undoneBy?: readonly LibraryStep[];
  }): Promise<Result<AcknowledgedLibrary, StoreError>> {
    if (this.#readOnly) return err({ type: 'read-only', reason: this.#readOnly });
    const parts: Also['parts'] = [];
    const stores = new Map<string, DocumentStore<ArticleDocument, ArticleStep>>();
    for (const [articleId, steps] of change.articles ?? []) {
      const opened = await this.#acquire(articleId);
      if (!opened.ok) return opened;
      const { store } = opened.value;
      if (store.readOnly) return err({ type: 'read-only', reason: store.readOnly });
      const applied = applyArticleSteps(store.document, steps);
      if (!applied.ok)
        return err({ type: 'cannot-undo', label: change.label, detail: applied.error.type });
      parts.push({ articleId, steps: [...steps], inverse: [...applied.value.inverse] });
      stores.set(articleId, store);
    }
    const also: Also = { parts, ...(change.staged === undefined ? {} : { staged: change.staged }) };
    const undoneBy = change.undoneBy ?? [];
    const done = await this.#store.change<StoreError>({
      id: change.requestId,
      kind: change.kind ?? 'do',
      of: change.of,
      plan: (document) => {
        const applied = LIBRARY_KIND.applySteps(document, change.steps);
        if (!applied.ok)
          return err({ type: 'cannot-undo', label: change.label, detail: applied.error.type });
        return ok({
          steps: change.steps,
          label: change.label,
          inverse: [...undoneBy, ...applied.value.inverse],
          ...(parts.length > 0 || change.staged !== undefined ? { also } : {}),
        });
      },
    });
    if (!done.ok) return done;
    const { line } = done.value;
    if (!this.#knows(line)) this.#record(line, null);
    const articles: {
      articleId: string;
      steps: readonly ArticleStep[];
      document: ArticleDocument;
    }[] = [];
    for (const part of parts) {
      const store = stores.get(part.articleId);
      if (!store) continue;
      this.#partsMissing = !(await this.#applyPart(store, line, part)) || this.#partsMissing;
      this.#update(part.articleId, store.document, store.seq);
      articles.push({ articleId: part.articleId, steps: part.steps, document: store.document });
    }
    if (change.staged !== undefined) {
      for (const folder of await this.#takeIn(change.staged)) await this.#readEntry(folder, []);
    }
    await this.#followTrash();
    await this.#releaseUnheld();
    return ok({
      ...describeLine(line),
      articleId: null,
      steps: done.value.steps,
      inverse: done.value.inverse,
      document: done.value.document,
      articles,
    });
  }

  async #applyPart(
    store: DocumentStore<ArticleDocument, ArticleStep>,
    line: JournalLine,
    part: Also['parts'][number],
  ): Promise<boolean> {
    const done = await store.change({
      id: line.id,
      kind: line.kind,
      of: line.of,
      order: line.order,
      unlisted: true,
      plan: (document) => {
        const applied = applyArticleSteps(document, part.steps);
        return applied.ok ? ok({ steps: part.steps, label: line.label }) : applied;
      },
    });
    return done.ok;
  }

  /** After a crash: gives each article the parts that the library's journal has for it. */
  async #finishParts(): Promise<void> {
    const missing = new Map<string, { line: JournalLine; part: Also['parts'][number] }[]>();
    for (const { line } of this.#store.recent) {
      for (const part of alsoOf(line).parts) {
        missing.set(part.articleId, [...(missing.get(part.articleId) ?? []), { line, part }]);
      }
    }
    let complete = true;
    for (const [articleId, parts] of missing) {
      if (!this.#entries.has(articleId)) continue;
      const opened = await this.#acquire(articleId);
      if (!opened.ok || opened.value.store.readOnly) {
        complete = false;
        continue;
      }
      const { store } = opened.value;
      for (const { line, part } of parts) {
        // Changes of one article are made in the library's order, so a higher one means that this is done.
        if (line.order <= store.order) continue;
        complete &&= await this.#applyPart(store, line, part);
      }
      this.#update(articleId, store.document, store.seq);
    }
    this.#partsMissing = !complete;
    await this.#releaseUnheld();
  }

  // Opening and closing articles

  #acquire(articleId: string): Promise<Result<Opened, StoreError>> {
    const present = this.#opened.get(articleId);
    if (present) return present;
    const opening = this.#load(articleId).catch((error: unknown): Result<Opened, StoreError> =>
      err({ type: 'damaged', detail: describeFailure(error).detail }),
    );
    this.#opened.set(articleId, opening);
    void opening.then((opened) => {
      if (!opened.ok) this.#opened.delete(articleId);
    });
    return opening;
  }

  async #load(articleId: string): Promise<Result<Opened, StoreError>> {
    const entry = this.#entries.get(articleId);
    if (!entry || this.#closed) return err({ type: 'no-such-article', articleId });
    const { title } = entry.summary.details;
    const store = await this.#openArticleStore(articleId, entry.folder);
    if (!store.ok) return store;
    const text = await this.#readOrRestoreText(articleId, entry.folder);
    if (text === null) {
      const detail = `The text of “${title}” was changed or removed outside Framewise, and no backup has it. Your tags are kept.`;
      this.#addNotice({ type: 'damaged', articleId, title, detail });
      return err({ type: 'damaged', detail });
    }
    store.value.noteBackup(entry.backedUp);
    if (store.value.readOnly) this.#addNotice(noticeFor(store.value.readOnly, articleId, title));
    const textLook = await this.#disk.look(path.join(entry.folder, ARTICLE_TEXT));
    return ok({ store: store.value, text, textLook, held: false });
  }

  async #openArticleStore(
    articleId: string,
    folder: string,
  ): Promise<Result<DocumentStore<ArticleDocument, ArticleStep>, StoreError>> {
    const title = this.#titleOf(articleId);
    const opened = await DocumentStore.open({
      disk: this.#disk,
      folder,
      kind: ARTICLE_KIND,
      now: this.#options.now,
      nextOrder: () => this.#nextOrder(),
      limits: this.#limits,
      runCheckpoint: this.#options.runCheckpoint,
      onState: (state) => this.#noteState(articleId, state),
      onOutside: (change) =>
        this.#addNotice({
          type: 'changed-outside',
          articleId,
          title: this.#titleOf(articleId),
          kept: change.type === 'other' ? change.kept : null,
        }),
    });
    if (!opened.ok) {
      if (opened.error.type === 'newer-schema') {
        const { schema } = opened.error;
        this.#addNotice({ type: 'newer-schema', articleId, title, schema });
        return err({ type: 'read-only', reason: { type: 'newer-schema', schema } });
      }
      const detail = `Neither the tags of “${title}” nor their backup could be read.`;
      this.#addNotice({ type: 'damaged', articleId, title, detail });
      return err({ type: 'damaged', detail });
    }
    const store = opened.value;
    await this.#settleArticle(store, articleId, title);
    return ok(store);
  }

  /** Lets a document that was just read write what it must, and says what was wrong with its files. */
  async #settleArticle(
    store: DocumentStore<ArticleDocument, ArticleStep>,
    articleId: string,
    title: string,
  ): Promise<void> {
    if (this.#readOnly || store.readOnly) return;
    const { kept } = await store.settle();
    if (store.badSnapshot === null) return;
    const tags = store.document.annotations.size;
    const from = store.snapshotAt;
    this.#addNotice({ type: 'restored-backup', articleId, title, from, tags, kept: kept ?? '' });
  }

  /** The article's text; one that was changed is put aside and restored from a backup; `null` where none has it. */
  async #readOrRestoreText(articleId: string, folder: string): Promise<string | null> {
    const read = await readArticleText(this.#disk, folder, articleId);
    if (read.ok) return read.value;
    const backups = this.#path('backups', folderName(articleId));
    for (const date of await listBackups(this.#disk, backups)) {
      const backup = await readBackup(this.#disk, backups, date);
      if (typeof backup?.text === 'string' && articleIdOf(backup.text) === articleId) {
        if (!this.#readOnly) await this.#putTextBack(articleId, folder, backup.text);
        return backup.text;
      }
    }
    return null;
  }

  async #putTextBack(articleId: string, folder: string, text: string): Promise<void> {
    const file = path.join(folder, ARTICLE_TEXT);
    const there = await this.#disk.look(file);
    const kept = there
      ? await moveToQuarantine(this.#disk, file, this.#options.now().toISOString())
      : null;
    await writeNewFile(this.#disk, file, Buffer.from(text, 'utf8'));
    await this.#disk.syncFolder(folder);
    this.#addNotice({ type: 'changed-outside', articleId, title: this.#titleOf(articleId), kept });
  }

  /** Gives an article whose file was lost its text back; only exactly the text that was tagged is taken. */
  async supplyText(articleId: string, text: string): Promise<Result<null, StoreError>> {
    const entry = this.#entries.get(articleId);
    if (!entry) return err({ type: 'no-such-article', articleId });
    if (articleIdOf(text) !== articleId) {
      return err({
        type: 'damaged',
        detail: 'This is not the text that was tagged: at least one character differs.',
      });
    }
    try {
      await this.#putTextBack(articleId, entry.folder, text);
      return ok(null);
    } catch (error) {
      return err({ type: 'not-saved', ...describeFailure(error) });
    }
  }

  async #checkText(articleId: string, opened: Opened): Promise<void> {
    const folder = this.#folderOf(articleId);
    const file = path.join(folder, ARTICLE_TEXT);
    const look = await this.#disk.look(file);
    if (look?.identity === opened.textLook?.identity) return;
    const read = await readArticleText(this.#disk, folder, articleId);
    if (!read.ok) await this.#putTextBack(articleId, folder, opened.text);
    opened.textLook = await this.#disk.look(file);
  }

  /** Closes one article; run it inside `#gate.exclusive`. */
  async #release(articleId: string): Promise<void> {
    const opened = await this.#opened.get(articleId);
    if (!opened?.ok) return;
    const closed = await opened.value.store.close();
    this.#opened.delete(articleId);
    if (closed.ok) this.#states.delete(articleId);
  }

  /** Closes the articles that were opened only for a moment; run it inside `#gate.exclusive`. */
  async #releaseUnheld(): Promise<void> {
    for (const [articleId, opening] of [...this.#opened]) {
      const opened = await opening;
      if (opened.ok && !opened.value.held) await this.#release(articleId);
    }
  }

  // The list of articles

  #index(): LibraryIndex {
    return {
      nextOrder: this.#lastOrder + 1,
      articles: [...this.#entries.values()].map(({ summary, seq, backedUp }) => ({
        summary,
        seq,
        backedUp,
      })),
      history: this.#history,
    };
  }

  /** Fills the list: from the index after an orderly end, by reading every article otherwise. */
  async #findArticles(index: LibraryIndex | null, left: readonly string[]): Promise<void> {
    const indexed = new Map(
      index?.articles.map((article) => [folderName(article.summary.id), article]),
    );
    const lines: HistoryEntry[] = [];
    const toRead: string[] = [...left];
    const inTrash = new Set([...this.document.trashed].map(({ id }) => folderName(id)));
    const places = new Map<string, string[]>();
    for (const parent of ['articles', 'trash']) {
      for (const name of await this.#disk.list(this.#path(parent))) {
        if (isFolderName(name))
          places.set(name, [...(places.get(name) ?? []), this.#path(parent, name)]);
      }
    }
    for (const [name, folders] of places) {
      const belongs = inTrash.has(name) ? 'trash' : 'articles';
      const folder = await this.#chooseFolder(folders, this.#path(belongs, name));
      const article = indexed.get(name);
      if (article) this.#entries.set(article.summary.id, { ...article, folder });
      else toRead.push(folder);
      indexed.delete(name);
    }
    for (const { summary } of indexed.values()) {
      this.#addNotice({
        type: 'changed-outside',
        articleId: null,
        title: summary.details.title,
        kept: null,
      });
    }
    this.#lastOrder = Math.max(this.#lastOrder, (index?.nextOrder ?? 1) - 1);
    await Promise.all(
      Array.from({ length: READERS }, async () => {
        for (let folder = toRead.pop(); folder !== undefined; folder = toRead.pop()) {
          await this.#readEntry(folder, lines);
        }
      }),
    );
    if (index) {
      this.#history = index.history;
      return;
    }
    for (const { line } of this.#store.recent) {
      if (line.unlisted !== true) lines.push(historyEntry(line, null));
    }
    this.#history = rebuildHistory(lines);
    if (!this.#readOnly)
      await writeIndex(this.#disk, this.#dir, this.#index()).catch(() => undefined);
  }

  /**
   * Of the folders that claim to be one article, the one with most changes; the others, which
   * somebody must have copied, are put aside so that nothing is ever written to the wrong one.
   */
  async #chooseFolder(folders: readonly string[], home: string): Promise<string> {
    const [only = home] = folders;
    if (folders.length < 2) return only;
    let best = { folder: home, seq: -1 };
    for (const folder of [home, ...folders.filter((each) => each !== home)]) {
      const loaded = await loadDocument(this.#disk, folder, ARTICLE_KIND);
      if (loaded.ok && loaded.value.seq > best.seq) best = { folder, seq: loaded.value.seq };
    }
    if (this.#readOnly) return best.folder;
    for (const other of folders.filter((each) => each !== best.folder)) {
      const stamp = this.#options.now().toISOString();
      const kept = await moveToQuarantine(this.#disk, other, stamp);
      this.#addNotice({
        type: 'changed-outside',
        articleId: null,
        title: path.basename(other),
        kept,
      });
    }
    return best.folder;
  }

  async #readEntry(folder: string, lines: HistoryEntry[]): Promise<void> {
    const text = await this.#readTitleAndId(folder);
    const opened = await DocumentStore.open({
      disk: this.#disk,
      folder,
      kind: ARTICLE_KIND,
      now: this.#options.now,
      nextOrder: () => this.#nextOrder(),
      limits: this.#limits,
    }).catch(() => null);
    if (!opened?.ok) {
      if (!text) {
        this.#addNotice({
          type: 'damaged',
          articleId: null,
          title: path.basename(folder),
          detail: `Nothing in ${folder} could be read.`,
        });
        return;
      }
      const details = emptyDetails(text.title);
      const summary = {
        id: text.id,
        details,
        length: text.length,
        added: '',
        sourceName: '',
        tagCounts: {},
      };
      this.#entries.set(text.id, { summary, seq: 0, backedUp: 0, folder });
      if (opened?.error.type === 'newer-schema') {
        this.#addNotice({
          type: 'newer-schema',
          articleId: text.id,
          title: text.title,
          schema: opened.error.schema,
        });
      } else {
        const detail = `Neither the tags of “${text.title}” nor their backup could be read.`;
        this.#addNotice({ type: 'damaged', articleId: text.id, title: text.title, detail });
      }
      return;
    }
    const store = opened.value;
    const { document } = store;
    const { title } = document.details;
    this.#entries.set(document.id, {
      summary: summarize(document),
      seq: store.seq,
      backedUp: store.backedUp,
      folder,
    });
    this.#lastOrder = Math.max(this.#lastOrder, store.order);
    for (const { line } of store.recent) {
      if (line.unlisted !== true) lines.push(historyEntry(line, document.id));
    }
    if (store.replayed.length > 0 || store.badSnapshot !== null) {
      await this.#settleArticle(store, document.id, title);
    }
    const first = store.replayed[0];
    if (first) {
      const changes = store.replayed.length;
      this.#addNotice({
        type: 'recovered',
        articleId: document.id,
        title,
        changes,
        since: first.at,
      });
    }
    if (store.readOnly) this.#addNotice(noticeFor(store.readOnly, document.id, title));
  }

  async #readTitleAndId(
    folder: string,
  ): Promise<{ id: string; title: string; length: number } | null> {
    try {
      const text = Buffer.from(await this.#disk.read(path.join(folder, ARTICLE_TEXT))).toString(
        'utf8',
      );
      const id = articleIdOf(text);
      return folderName(id) === path.basename(folder)
        ? { id, title: this.#options.guessTitle(text), length: text.length }
        : null;
    } catch {
      return null;
    }
  }

  // First run, arrivals and departures

  /** Makes the library in a folder beside, then moves it into place: whole or not at all. */
  async #createIfNew(): Promise<void> {
    const disk = this.#disk;
    const draft = this.#path('first-run');
    const parts = ['articles', 'library'] as const;
    if (await disk.look(this.#path('library'))) {
      if (await disk.look(draft)) await disk.removeFolder(draft);
      return;
    }
    if ((await disk.look(this.#path('articles'))) && !(await disk.look(draft))) {
      // Not a first run: the library's own folder was lost. Opening it restores what is left of it.
      await ensureFolder(disk, this.#path('library'));
      return;
    }
    // `library` is moved last: with `articles` in place and `library` in the draft, only that is left to do.
    const begun =
      (await disk.look(this.#path('articles'))) !== null &&
      (await disk.look(path.join(draft, 'library'))) !== null;
    if (!begun) {
      await disk.removeFolder(draft);
      for (const part of parts) await ensureFolder(disk, path.join(draft, part));
      await this.#writeFirstRun(draft);
      for (const folder of [...parts.map((part) => path.join(draft, part)), draft])
        await disk.syncFolder(folder);
    }
    for (const part of parts) {
      if (!(await disk.look(path.join(draft, part)))) continue;
      if (part === 'articles' && (await disk.look(this.#path(part)))) continue;
      await disk.rename(path.join(draft, part), this.#path(part));
      await disk.syncFolder(this.#dir);
    }
    await disk.removeFolder(draft);
  }

  async #writeFirstRun(draft: string): Promise<void> {
    const options = this.#options;
    const at = options.now().toISOString();
    const event = options.sampleEvent;
    for (const { name, bytes } of options.seeds) {
      const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
      const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      const id = articleIdOf(text);
      const document = this.#newArticle(
        id,
        {
          text,
          source: { name, encoding: 'utf-8', bom, bytesSha256: sha256(bytes) },
          details: { ...emptyDetails(options.guessTitle(text)), event: event.id },
          boilerplate: [],
        },
        at,
      );
      await writeArticleFolder(
        this.#disk,
        path.join(draft, 'articles', folderName(id)),
        text,
        document,
      );
    }
    await writeFirstSnapshot(
      this.#disk,
      path.join(draft, 'library'),
      LIBRARY_KIND,
      this.#newLibrary([event]),
      { seq: 0, order: 0, at },
    );
  }

  #newArticle(id: string, item: NewArticle, added: string): ArticleDocument {
    const { source, details, text, boilerplate } = item;
    const empty = createArticleDocument({
      id,
      length: text.length,
      added,
      sources: [source],
      details,
    });
    const regions = boilerplate.map(({ start, end }): ArticleStep => {
      return {
        op: 'put-region',
        region: { id: this.#options.newId(), kind: 'boilerplate', start, end },
      };
    });
    return mustApply(empty, [...regions, ...stepsForKnown(empty, item, this.#options.newId)]);
  }

  /** Writes what is to be added where nobody sees it yet. */
  async #stage(
    token: string,
    fresh: ReadonlyMap<
      string,
      {
        readonly text: string;
        readonly document: ArticleDocument;
        readonly sets: readonly AnnotationSet[];
      }
    >,
    knownSets: readonly AnnotationSet[],
    onProgress?: (done: number, total: number) => void,
  ): Promise<void> {
    let done = 0;
    const root = this.#path('incoming', token);
    await ensureFolder(this.#disk, root);
    for (const [id, { text, document, sets }] of fresh) {
      const folder = path.join(root, folderName(id));
      await writeArticleFolder(this.#disk, folder, text, document);
      for (const set of sets) await writeSet(this.#disk, folder, set);
      done += 1;
      onProgress?.(done, fresh.size);
    }
    for (const set of knownSets) {
      const folder = path.join(root, folderName(set.articleId));
      await ensureFolder(this.#disk, folder);
      await writeSet(this.#disk, folder, set);
    }
    await this.#disk.syncFolder(root);
  }

  /**
   * Moves what was staged to its place; can be repeated after a crash. Returns the new articles'
   * folders, of which those that could not be moved are still where they were staged.
   */
  async #takeIn(token: string): Promise<string[]> {
    const root = this.#path('incoming', token);
    const articles = this.#path('articles');
    const arrived: string[] = [];
    let complete = true;
    for (const name of await this.#disk.list(root)) {
      const staged = path.join(root, name);
      try {
        const known = await this.#findFolder(name);
        if (known === null) {
          await ensureFolder(this.#disk, articles);
          await this.#disk.rename(staged, path.join(articles, name));
          arrived.push(path.join(articles, name));
        } else {
          await this.#moveSets(staged, known);
        }
      } catch {
        // The line that adds it is on disk; the next start tries the move again.
        complete = false;
        if ((await this.#disk.look(path.join(staged, ARTICLE_TEXT))) !== null) arrived.push(staged);
      }
    }
    try {
      // Until the moves are on disk, the place that they began at must stay.
      if (arrived.length > 0) await this.#disk.syncFolder(articles);
      if (complete) await this.#disk.removeFolder(root);
    } catch {
      // An empty folder is left, which the next start removes.
    }
    return arrived;
  }

  async #findFolder(name: string): Promise<string | null> {
    for (const folder of [this.#path('articles', name), this.#path('trash', name)]) {
      if (await this.#disk.look(folder)) return folder;
    }
    return null;
  }

  async #moveSets(staged: string, target: string): Promise<void> {
    const sets = path.join(target, 'sets');
    await ensureFolder(this.#disk, sets);
    for (const set of await this.#disk.list(path.join(staged, 'sets'))) {
      await this.#disk.rename(path.join(staged, 'sets', set), path.join(sets, set));
    }
    await this.#disk.syncFolder(sets);
  }

  /**
   * After a crash: takes in what the library's journal says was added, and drops what was only
   * begun. Returns folders of articles that are still in `incoming/`.
   */
  async #finishIncoming(): Promise<string[]> {
    const decided = new Set(this.#store.recent.map(({ line }) => alsoOf(line).staged));
    const left: string[] = [];
    for (const token of await this.#disk.list(this.#path('incoming'))) {
      const root = this.#path('incoming', token);
      if (decided.has(token)) {
        left.push(...(await this.#takeIn(token)).filter((folder) => path.dirname(folder) === root));
      } else await this.#disk.removeFolder(root).catch(() => undefined);
    }
    return left;
  }

  /** Moves folders to where the library's document says they belong; what fails is done at the next start. */
  async #followTrash(): Promise<void> {
    for (const [articleId, entry] of [...this.#entries]) {
      const parent = this.#path(this.document.trashed.has(articleId) ? 'trash' : 'articles');
      const target = path.join(parent, folderName(articleId));
      if (entry.folder === target) continue;
      await this.#release(articleId);
      try {
        await ensureFolder(this.#disk, parent);
        await this.#disk.rename(entry.folder, target);
        const present = this.#entries.get(articleId) ?? entry;
        this.#entries.set(articleId, { ...present, folder: target });
        await this.#disk.syncFolder(parent);
        await this.#disk.syncFolder(path.dirname(entry.folder));
      } catch {
        // The article can still be read where it is, and the journal says where it belongs.
      }
    }
  }

  /** Removes what has been in the trash for 30 days. */
  async #purgeTrash(): Promise<void> {
    const before = this.#options.now().getTime() - TRASH_TIME;
    const old = [...this.document.trashed].filter(({ at }) => Date.parse(at) < before);
    for (const { id } of old) {
      try {
        await this.#release(id);
        await this.#disk.removeFolder(this.#path('trash', folderName(id)));
        await this.#disk.syncFolder(this.#path('trash'));
      } catch {
        continue;
      }
      this.#entries.delete(id);
      await this.#store.change({
        id: this.#options.newId(),
        unlisted: true,
        plan: () => ok({ steps: [{ op: 'remove-trashed', id }], label: 'empty the trash' }),
      });
    }
    if (old.length > 0) this.#forgetPurged();
  }

  async #checkSpace(): Promise<void> {
    const bytes = await this.freeSpace().catch(() => Infinity);
    if (bytes >= LOW_SPACE || this.#notices.some(({ type }) => type === 'low-space')) return;
    this.#addNotice({ type: 'low-space', bytes });
  }

  /** Opens the library's own document; where it is lost, from the best of what is left of it. */
  async #openLibraryStore(): Promise<
    Result<DocumentStore<LibraryDocument, LibraryStep>, LibraryOpenError>
  > {
    const open = (): ReturnType<typeof DocumentStore.open<LibraryDocument, LibraryStep>> =>
      DocumentStore.open({
        disk: this.#disk,
        folder: this.#path('library'),
        kind: LIBRARY_KIND,
        now: this.#options.now,
        nextOrder: () => this.#nextOrder(),
        limits: this.#limits,
        runCheckpoint: this.#options.runCheckpoint,
        onState: (state) => this.#noteState('library', state),
        onOutside: (change) =>
          this.#addNotice({
            type: 'changed-outside',
            articleId: null,
            title: LIBRARY_TITLE,
            kept: change.type === 'other' ? change.kept : null,
          }),
      });
    const opened = await open();
    if (opened.ok) return opened;
    if (opened.error.type === 'newer-schema') return err(opened.error);
    if (this.#readOnly) return err({ type: 'unreadable', detail: opened.error.detail });
    const source = {
      disk: this.#disk,
      folder: this.#path('library'),
      backups: this.#path('backups', 'library'),
      now: this.#options.now,
    };
    const found = await findCandidates(source, LIBRARY_KIND);
    const best = found.candidates[0];
    const kept = await replaceDocument(
      source,
      LIBRARY_KIND,
      best?.document ?? this.#newLibrary([]),
      found,
    );
    this.#addNotice(
      best
        ? {
            type: 'restored-backup',
            articleId: null,
            title: LIBRARY_TITLE,
            from: best.at ?? '',
            tags: 0,
            kept,
          }
        : {
            type: 'damaged',
            articleId: null,
            title: LIBRARY_TITLE,
            detail: `The codebook, events and names could not be read, and there is no backup of them. The articles and their tags are safe. The damaged files are kept in ${kept}.`,
          },
    );
    const again = await open();
    if (again.ok) return again;
    return err({ type: 'unreadable', detail: 'The library could not be restored.' });
  }

  #newLibrary(events: readonly NewsEvent[]): LibraryDocument {
    const name = this.#options.osUserName.slice(0, NAME_LIMIT);
    return createLibraryDocument({
      self: {
        id: this.#options.newId(),
        name: isPlainLabel(name) ? name : 'Analyst',
        confirmed: false,
      },
      codebook: this.#options.defaultCodebook,
      events,
    });
  }
}

const LIBRARY_TITLE = 'The library';

/** Details of an article of which nothing is known but its title. */
function emptyDetails(title: string): ArticleDetails {
  return {
    title,
    outlet: null,
    author: null,
    url: null,
    published: null,
    event: null,
    done: false,
    flagged: false,
  };
}

function compareSummaries(a: ArticleSummary, b: ArticleSummary): number {
  return (
    compareText(a.added, b.added) ||
    compareText(a.sourceName, b.sourceName) ||
    compareText(a.id, b.id)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What an article that comes once more adds to the one that is there: its name and tags not seen yet. */
function stepsForKnown(
  document: ArticleDocument,
  item: NewArticle,
  newId: () => string,
): ArticleStep[] {
  const { details = {}, boilerplate = [] } = item.filled ?? {};
  const named = document.sources.some((source) => sameSource(source, item.source));
  return [
    ...(named ? [] : [{ op: 'put-source' as const, source: item.source }]),
    ...(Object.keys(details).length === 0 ? [] : [{ op: 'set-details' as const, details }]),
    ...boilerplate.map(({ start, end }) => ({
      op: 'put-region' as const,
      region: { id: newId(), kind: 'boilerplate' as const, start, end },
    })),
    ...(item.annotations ?? [])
      .filter(({ id }) => !document.annotations.has(id))
      .map((annotation) => ({ op: 'put-annotation' as const, annotation })),
  ];
}

function describeAddition(articles: number): string {
  if (articles === 0) return 'add to articles';
  return articles === 1 ? 'add article' : `add ${articles} articles`;
}

function mustApply(document: ArticleDocument, steps: readonly ArticleStep[]): ArticleDocument {
  const applied = applyArticleSteps(document, steps);
  if (!applied.ok)
    throw new Error(`An article to be added does not fit its text: ${applied.error.type}`);
  return applied.value.document;
}

function noticeFor(reason: ReadOnlyReason, articleId: string | null, title: string): StoreNotice {
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

/** What a disk that refuses at the start means for the session. */
function readOnlyFor(error: unknown): ReadOnlyReason {
  const { reason, detail } = describeFailure(error);
  return reason === 'disk-full' ? { type: 'disk-full' } : { type: 'no-permission', detail };
}

function alsoOf(line: JournalLine): Also {
  const parsed = Also.safeParse(line.also);
  return parsed.success ? parsed.data : { parts: [] };
}

function historyEntry(line: JournalLine, articleId: string | null): HistoryEntry {
  const { order, kind, of, label } = line;
  return { order, kind, label, articleId, ...(of === undefined ? {} : { of }) };
}

function describeLine(line: JournalLine): AcknowledgedLine {
  const { id, seq, order, kind, of, label, at } = line;
  return { requestId: id, seq, order, kind, of, label, at };
}

function cannotUndo(
  entry: HistoryEntry,
  detail: string,
): { readonly ok: false; readonly error: StoreError } {
  return err({ type: 'cannot-undo', label: entry.label, detail });
}
