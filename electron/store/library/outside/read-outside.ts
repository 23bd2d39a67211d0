// A library that is read without being entered: another program may be at work in it. Nothing is written,
// locked or folded; how documents are stored is known by the rooms below.
import path from 'node:path';

import type { ArticleDocument } from '#core/article/document.ts';

import { nodeDisk, type Disk } from '../../disk/files.ts';
import { findForeign } from '../../document/files/foreign.ts';
import { ARTICLE_KIND, LIBRARY_KIND, type DocumentKind } from '../../document/files/kind.ts';
import { loadDocument, type LoadedDocument } from '../../document/files/load.ts';
import { NOTHING_OWED, takeOwed } from '../../document/owed.ts';
import { documentIn, readBackups } from '../articles/backups.ts';
import { OwedParts } from '../owed/owed-parts.ts';

/** The articles of a library, as they are at the moment. */
export interface LibraryOutside {
  /**
   * The document of an article with its last changes, also those that are in its journal or in parts of changes
   * of many articles alone; `null` where it cannot be read. `folder`: absolute.
   */
  readonly articleIn: (folder: string) => Promise<ArticleDocument | null>;
}

/** Looks at a library. `dir`: absolute. */
export async function lookAtLibrary(dir: string): Promise<LibraryOutside> {
  const disk = readOnly(nodeDisk);
  const library = await read(disk, path.join(dir, 'library'), LIBRARY_KIND);
  const owed = new OwedParts(
    { disk, dir },
    { titleOf: () => '' },
    // That a part cannot be read is said by the program itself.
    { addNotice: () => undefined },
    () => library?.document.owed ?? [],
  );
  return {
    articleIn: async (folder) => {
      const loaded = await read(disk, folder, ARTICLE_KIND);
      if (!loaded) return null;
      const { damage, newerSchema, document, order } = loaded;
      if (damage !== null || newerSchema !== null) return document;
      const parts = await owed.find(document, order);
      return takeOwed(ARTICLE_KIND, { ...loaded, owed: NOTHING_OWED }, parts).document;
    },
  };
}

/** What a backup of an article has of it. */
export interface BackedUp {
  readonly text: string;
  readonly document: ArticleDocument;
}

/** The fullest backup of an article that can be read; `null` where none can. `folder`: of its backups, absolute. */
export async function fullestBackup(folder: string): Promise<BackedUp | null> {
  for (const backup of await readBackups(readOnly(nodeDisk), folder)) {
    const document = documentIn(ARTICLE_KIND, backup);
    if (document && backup.text !== null) return { text: backup.text, document };
  }
  return null;
}

async function read<D, S>(
  disk: Disk,
  folder: string,
  kind: DocumentKind<D, S>,
): Promise<LoadedDocument<D> | null> {
  try {
    if ((await findForeign(disk, folder)) !== null) return null;
    const loaded = await loadDocument(disk, folder, kind);
    return loaded.ok ? loaded.value : null;
  } catch {
    return null;
  }
}

/** The same disk, on which every call that would write fails, and no link leads out of a folder. */
function readOnly(disk: Disk): Disk {
  const refuse = (): Promise<never> =>
    Promise.reject(Object.assign(new Error('Nothing is written here.'), { code: 'EROFS' }));
  return {
    ...disk,
    read: async (file) => {
      if ((await disk.look(file))?.kind === 'file') return disk.read(file);
      throw Object.assign(new Error('It is no file.'), { code: 'ENOENT' });
    },
    ...{ open: refuse, link: refuse, rename: refuse, remove: refuse, removeFolder: refuse },
    ...{ makeFolder: refuse, syncFolder: refuse, writeStore: refuse },
  };
}
