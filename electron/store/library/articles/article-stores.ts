import type { ArticleDocument, ArticleStep } from '#core/article/document.ts';
import type { StoreNotice } from '#core/contract/store.ts';
import type { Result } from '#core/result.ts';

import { ARTICLE_KIND } from '../../document/files/kind.ts';
import { DocumentStore } from '../../document/document-store.ts';
import type { Disk } from '../../disk/files.ts';
import type { LoadError } from '../../document/files/load.ts';
import type { LineWatcher } from '../../document/line-watcher.ts';
import type { Ledger } from './ledger.ts';
import type { LibraryStatus } from './status.ts';
import type { RunCheckpoint } from '../../document/compact.ts';
import type { FindOwed } from '../../document/owed.ts';
import type {
  DocumentState,
  DocumentStoreOptions,
  OutsideChange,
  StoreLimits,
} from '../../document/options.ts';

/** An article's document on disk and in memory. */
export type ArticleStore = DocumentStore<ArticleDocument, ArticleStep>;

/** Any document, whatever it holds, for what is done to all alike. */
export type AnyStore = Pick<
  DocumentStore<unknown, unknown>,
  'checkOutside' | 'close' | 'isCheckpointed' | 'retry'
>;

/** Where the library is, and the time. */
export interface Ground {
  readonly disk: Disk;
  /** Absolute. */
  readonly dir: string;
  readonly now: () => Date;
}

/** What every store of the library is opened with. */
export interface StoreBasis extends Ground {
  readonly limits: StoreLimits;
  readonly runCheckpoint: RunCheckpoint | undefined;
  readonly nextOrder: () => number;
  /** What articles have not taken over of changes of many articles. */
  readonly findOwed: FindOwed<ArticleDocument, ArticleStep>;
  /** Told of each change before it is made. */
  readonly ledger: Ledger;
}

/** What somebody wants to hear of an open document. */
export interface StoreListener {
  readonly onState: (state: DocumentState) => void;
  readonly onOutside: (change: OutsideChange) => void;
}

/** The options of a document's store in one folder of the library. */
export function storeOptions<D, S>(
  { disk, now, nextOrder, limits, runCheckpoint }: StoreBasis,
  folder: string,
  kind: DocumentStoreOptions<D, S>['kind'],
  watcher: LineWatcher<D>,
  listener?: StoreListener,
): DocumentStoreOptions<D, S> {
  return { disk, now, nextOrder, limits, runCheckpoint, folder, kind, watcher, ...listener };
}

/** Opens an article's document with what it is owed; writes nothing. */
export function openArticleStore(
  basis: StoreBasis,
  folder: string,
  listener?: StoreListener,
): Promise<Result<ArticleStore, LoadError>> {
  const watcher = basis.ledger.ofArticles();
  const options = storeOptions(basis, folder, ARTICLE_KIND, watcher, listener);
  return DocumentStore.open(options, basis.findOwed);
}

/** Lets a document that was just read write what it must, and says what was wrong with its files. */
export async function settleDocument<D, S>(
  status: LibraryStatus,
  store: DocumentStore<D, S>,
  about: (document: D) => AboutDocument,
): Promise<void> {
  if (status.readOnly || store.readOnly) return;
  const { kept, keptEnd } = await store.settle();
  const what = about(store.document);
  if (keptEnd !== null) {
    const { articleId, title } = what;
    status.addNotice({ type: 'torn-end', articleId, title, kept: keptEnd });
  }
  if (store.badSnapshot === null) return;
  const from = store.snapshotAt;
  status.addNotice({ type: 'restored-backup', ...what, from, kept: kept ?? '' });
}

/** What a document is called in notices, and how much it holds. */
export type AboutDocument = Pick<
  Extract<StoreNotice, { type: 'restored-backup' }>,
  'articleId' | 'title' | 'tags' | 'families'
>;

export function settleArticle(status: LibraryStatus, store: ArticleStore): Promise<void> {
  return settleDocument(status, store, ({ id, details, annotations }) => {
    return { articleId: id, title: details.title, tags: annotations.size };
  });
}
