import type { ArticleDocument, ArticleStep } from '#core/article/document.ts';
import type { Result } from '#core/result.ts';

import { ARTICLE_KIND } from '../../document/kind.ts';
import { DocumentStore } from '../../document/document-store.ts';
import type { Disk } from '../../disk/files.ts';
import type { LoadError } from '../../document/load.ts';
import type { LibraryStatus } from './status.ts';
import type { RunCheckpoint } from '../../document/compact.ts';
import type {
  DocumentState,
  DocumentStoreOptions,
  OutsideChange,
  StoreLimits,
} from '../../document/options.ts';

/** An article's document on disk and in memory. */
export type ArticleStore = DocumentStore<ArticleDocument, ArticleStep>;

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
  listener?: StoreListener,
): DocumentStoreOptions<D, S> {
  return { disk, now, nextOrder, limits, runCheckpoint, folder, kind, ...listener };
}

/** Opens an article's document; writes nothing. */
export function openArticleStore(
  basis: StoreBasis,
  folder: string,
  listener?: StoreListener,
): Promise<Result<ArticleStore, LoadError>> {
  return DocumentStore.open(storeOptions(basis, folder, ARTICLE_KIND, listener));
}

/** Lets a document that was just read write what it must, and says what was wrong with its files. */
export async function settleArticle(status: LibraryStatus, store: ArticleStore): Promise<void> {
  if (status.readOnly || store.readOnly) return;
  const { kept } = await store.settle();
  if (store.badSnapshot === null) return;
  const { id, annotations, details } = store.document;
  status.addNotice({
    type: 'restored-backup',
    articleId: id,
    title: details.title,
    from: store.snapshotAt,
    tags: annotations.size,
    kept: kept ?? '',
  });
}
