import path from 'node:path';

import type { LibraryDocument, LibraryStep } from '#core/library/document.ts';
import { err, ok, type Result } from '#core/result.ts';

import { LIBRARY_KIND } from '../../document/files/kind.ts';
import { DocumentStore } from '../../document/document-store.ts';
import { backupFolder } from '../articles/backups.ts';
import { restoreDocument } from '../articles/recovery.ts';
import { storeOptions, type StoreBasis } from '../articles/article-stores.ts';
import { noticeFor, type LibraryStatus } from '../articles/status.ts';

/** What all articles share, on disk and in memory. */
export type OwnStore = DocumentStore<LibraryDocument, LibraryStep>;

/** How the library's own document is called in notices. */
const TITLE = 'The library';

export type OwnDocumentError =
  | { readonly type: 'newer-schema'; readonly schema: number }
  | { readonly type: 'unreadable'; readonly detail: string };

/**
 * Opens the library's own document; where it is lost, from the best of what is left of it, and with
 * nothing left from `createEmpty`. Makes the library read-only where the document is.
 */
export async function openOwnDocument(
  basis: StoreBasis,
  status: LibraryStatus,
  createEmpty: () => LibraryDocument,
): Promise<Result<OwnStore, OwnDocumentError>> {
  const opened = await open(basis, status);
  if (!opened.ok) {
    if (opened.error.type === 'newer-schema') return err(opened.error);
    if (status.readOnly) return err({ type: 'unreadable', detail: opened.error.detail });
    await restore(basis, status, createEmpty);
    const again = await open(basis, status);
    if (!again.ok) {
      return err({ type: 'unreadable', detail: 'The library could not be restored.' });
    }
    return ok(await settle(again.value, status));
  }
  return ok(await settle(opened.value, status));
}

function open(
  basis: StoreBasis,
  status: LibraryStatus,
): ReturnType<typeof DocumentStore.open<LibraryDocument, LibraryStep>> {
  return DocumentStore.open(
    storeOptions(
      basis,
      path.join(basis.dir, 'library'),
      LIBRARY_KIND,
      basis.ledger.of({ articleId: null }),
      {
        onState: (state) => status.noteState('library', state),
        onOutside: (change) =>
          status.addNotice({
            type: 'changed-outside',
            articleId: null,
            title: TITLE,
            kept: change.type === 'other' ? change.kept : null,
          }),
      },
    ),
  );
}

async function restore(
  { disk, dir, now }: StoreBasis,
  status: LibraryStatus,
  createEmpty: () => LibraryDocument,
): Promise<void> {
  const source = {
    disk,
    folder: path.join(dir, 'library'),
    backups: backupFolder(dir, 'library'),
    now,
  };
  const { best, kept } = await restoreDocument(source, LIBRARY_KIND, createEmpty);
  const about = { articleId: null, title: TITLE };
  if (best) {
    status.addNotice({ type: 'restored-backup', ...about, from: best.at ?? '', tags: 0, kept });
    return;
  }
  const detail = `The codebook, events and names could not be read, and there is no backup of them. The articles and their tags are safe. The damaged files are kept in ${kept}.`;
  status.addNotice({ type: 'damaged', ...about, detail });
}

async function settle(store: OwnStore, status: LibraryStatus): Promise<OwnStore> {
  const about = { articleId: null, title: TITLE };
  if (store.readOnly) {
    status.makeReadOnly(store.readOnly);
    status.addNotice(noticeFor(store.readOnly, null, TITLE));
  }
  if (status.readOnly) return store;
  const { kept, keptEnd } = await store.settle();
  if (keptEnd !== null) status.addNotice({ type: 'torn-end', ...about, kept: keptEnd });
  if (store.readOnly) status.makeReadOnly(store.readOnly);
  if (store.badSnapshot !== null) {
    const from = store.snapshotAt;
    status.addNotice({ type: 'restored-backup', ...about, from, tags: 0, kept: kept ?? '' });
  }
  return store;
}
