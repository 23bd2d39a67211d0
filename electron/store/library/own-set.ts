import path from 'node:path';

import type { LibraryDocument, LibraryStep } from '#core/library/document.ts';
import { err, ok, type Result } from '#core/result.ts';

import { LIBRARY_KIND } from '../document/kind.ts';
import { DocumentStore } from '../document/document-store.ts';
import { findCandidates, replaceDocument } from './recovery.ts';
import { storeOptions, type StoreBasis } from './article-stores.ts';
import { noticeFor, type Health } from './status.ts';

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
  health: Health,
  createEmpty: () => LibraryDocument,
): Promise<Result<OwnStore, OwnDocumentError>> {
  const opened = await open(basis, health);
  if (!opened.ok) {
    if (opened.error.type === 'newer-schema') return err(opened.error);
    if (health.readOnly) return err({ type: 'unreadable', detail: opened.error.detail });
    await restore(basis, health, createEmpty);
    const again = await open(basis, health);
    if (!again.ok) {
      return err({ type: 'unreadable', detail: 'The library could not be restored.' });
    }
    return ok(await settle(again.value, health));
  }
  return ok(await settle(opened.value, health));
}

function open(
  basis: StoreBasis,
  health: Health,
): ReturnType<typeof DocumentStore.open<LibraryDocument, LibraryStep>> {
  return DocumentStore.open(
    storeOptions(basis, path.join(basis.dir, 'library'), LIBRARY_KIND, {
      onState: (state) => health.noteState('library', state),
      onOutside: (change) =>
        health.addNotice({
          type: 'changed-outside',
          articleId: null,
          title: TITLE,
          kept: change.type === 'other' ? change.kept : null,
        }),
    }),
  );
}

async function restore(
  { disk, dir, now }: StoreBasis,
  health: Health,
  createEmpty: () => LibraryDocument,
): Promise<void> {
  const source = {
    disk,
    folder: path.join(dir, 'library'),
    backups: path.join(dir, 'backups', 'library'),
    now,
  };
  const found = await findCandidates(source, LIBRARY_KIND);
  const best = found.candidates[0];
  const kept = await replaceDocument(source, LIBRARY_KIND, best?.document ?? createEmpty(), found);
  const about = { articleId: null, title: TITLE };
  if (best) {
    health.addNotice({ type: 'restored-backup', ...about, from: best.at ?? '', tags: 0, kept });
    return;
  }
  const detail = `The codebook, events and names could not be read, and there is no backup of them. The articles and their tags are safe. The damaged files are kept in ${kept}.`;
  health.addNotice({ type: 'damaged', ...about, detail });
}

async function settle(store: OwnStore, health: Health): Promise<OwnStore> {
  const about = { articleId: null, title: TITLE };
  if (store.readOnly) {
    health.makeReadOnly(store.readOnly);
    health.addNotice(noticeFor(store.readOnly, null, TITLE));
  }
  if (health.readOnly) return store;
  const { kept } = await store.settle();
  if (store.readOnly) health.makeReadOnly(store.readOnly);
  if (store.badSnapshot !== null) {
    const from = store.snapshotAt;
    health.addNotice({ type: 'restored-backup', ...about, from, tags: 0, kept: kept ?? '' });
  }
  return store;
}
