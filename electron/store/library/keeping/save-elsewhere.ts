import path from 'node:path';

import { err, ok, type Result } from '#core/result.ts';

import { describeTrouble } from '../../disk/failure.ts';
import { ensureFolder, writeNewFile, type Disk } from '../../disk/files.ts';
import type { DocumentStore } from '../../document/document-store.ts';
import {
  ARTICLE_KIND,
  EVENT_KIND,
  LIBRARY_KIND,
  type DocumentKind,
} from '../../document/files/kind.ts';
import { serializeSnapshot, writeSnapshot } from '../../document/files/snapshot.ts';
import { ARTICLE_TEXT, folderName, serializeSet, writeSet } from '../articles/article-folder.ts';
import type { Catalogue } from '../articles/catalogue.ts';
import type { OpenArticle } from '../articles/open-articles.ts';
import type { OwnStore } from '../changes/own-set.ts';
import type { EventStore } from '../events/event-stores.ts';
import { SavedSources, type SourcesHere } from './saved-sources.ts';

/** What was saved in another folder. */
export interface SavedElsewhere {
  readonly articles: number;
  /** Titles of articles that were neither in memory nor to be read. */
  readonly left: readonly string[];
  /** Articles that were saved without the receipts of their sources or the originals, as these cannot be read. */
  readonly withoutSources: number;
}

export type SaveElsewhereError =
  /** There is a library already. */
  | { readonly type: 'taken' }
  /** `detail`: a sentence. */
  | { readonly type: 'cannot-write'; readonly detail: string };

/** Everything that is to be saved, with the changes that are not on disk yet. */
export interface EverythingHere {
  readonly store: OwnStore;
  readonly catalogue: Catalogue;
  /** An article; `undefined` where it is not in memory and cannot be read. */
  readonly articleOf: (articleId: string) => Promise<OpenArticle | undefined>;
  readonly sources: SourcesHere;
  readonly events: () => Promise<readonly EventStore[]>;
  readonly now: () => Date;
}

/** Writes a library of all that is known into a folder that has none; the program can be started on it. */
export async function saveElsewhere(
  disk: Disk,
  dir: string,
  everything: EverythingHere,
): Promise<Result<SavedElsewhere, SaveElsewhereError>> {
  const { store, catalogue, articleOf, events, now } = everything;
  const sources = new SavedSources(disk, dir, everything.sources);
  const at = now().toISOString();
  try {
    for (const name of ['library', 'articles', 'first-run']) {
      if (await disk.look(path.join(dir, name))) return err({ type: 'taken' });
    }
    await ensureFolder(disk, path.join(dir, 'articles'));
    const left: string[] = [];
    let articles = 0;
    let withoutSources = 0;
    for (const id of catalogue.ids()) {
      const opened = await articleOf(id);
      if (!opened) {
        left.push(catalogue.titleOf(id));
        continue;
      }
      const folder = path.join(dir, 'articles', folderName(id));
      await ensureFolder(disk, folder);
      await writeNewFile(disk, path.join(folder, ARTICLE_TEXT), Buffer.from(opened.text, 'utf8'));
      for (const set of opened.sets?.sets ?? []) await writeSet(disk, folder, serializeSet(set));
      await writeDocument(disk, folder, ARTICLE_KIND, opened.store, at);
      articles += 1;
      const { sources: named } = opened.store.unsavedDocument;
      if (!(await sources.save(id, folder, named))) withoutSources += 1;
    }
    for (const event of await events()) {
      const folder = path.join(dir, 'events', event.document.id);
      await writeDocument(disk, folder, EVENT_KIND, event, at);
    }
    // Last, as without it the folder is no library.
    await writeDocument(disk, path.join(dir, 'library'), LIBRARY_KIND, store, at);
    await disk.syncFolder(dir);
    return ok({ articles, left, withoutSources });
  } catch (error) {
    return err({ type: 'cannot-write', detail: describeTrouble(error) });
  }
}

async function writeDocument<D, S>(
  disk: Disk,
  folder: string,
  kind: DocumentKind<D, S>,
  store: DocumentStore<D, S>,
  at: string,
): Promise<void> {
  const { unsavedDocument, document, order } = store;
  // What waits is one change more, which no line of the history takes back.
  const seq = store.seq + (unsavedDocument === document ? 0 : 1);
  const text = serializeSnapshot({
    ...{ format: kind.format, schema: kind.schema, seq, order, backedUp: 0, at },
    recent: store.recent.map(({ line }) => line),
    content: kind.toStored(unsavedDocument),
  });
  await ensureFolder(disk, folder);
  await writeSnapshot(disk, folder, { text, seq, format: kind.format }, false);
  await disk.syncFolder(folder);
}
