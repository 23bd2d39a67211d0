// Folders that are read a file at a time, as they may have more than is held at once.
import { lstat, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

import { FILE_LIMIT } from '#core/exchange/content/read-file.ts';
import type { ArticleDocument } from '#core/article/document.ts';
import type {
  ArticleBackedUp,
  ArticleNamed,
  LibraryFiles,
} from '#core/sources/verify/verify-library.ts';

import { fullestBackup, lookAtLibrary } from '../../electron/store/library/outside/read-outside.ts';

/** Most bytes that an original may unpack to. */
const UNPACKED = 512 * 1024 * 1024;

/** @param folder absolute */
export function filesOf(folder: string): LibraryFiles {
  const at = (inside: string): string => path.join(folder, ...inside.split('/'));
  return {
    list: async (inside) => {
      const names = await readdir(at(inside)).catch(() => []);
      return names.sort();
    },
    read: async (inside) => {
      // Links lead out of the folder, and are not followed.
      const stats = await lstat(at(inside)).catch(() => null);
      if (!stats?.isFile() || stats.size > FILE_LIMIT) return null;
      return readFile(at(inside)).catch(() => null);
    },
    unzip: (bytes) => Promise.resolve(unzip(bytes)),
  };
}

function unzip(bytes: Uint8Array): Uint8Array | null {
  try {
    return gunzipSync(bytes, { maxOutputLength: UNPACKED });
  } catch {
    return null;
  }
}

/** What the documents of a library on disk say of its articles, the last changes among it. */
export async function articlesNamed(
  library: string,
): Promise<(folder: string) => Promise<ArticleNamed | null>> {
  const { articleIn } = await lookAtLibrary(library);
  return async (inside) => {
    const document = await articleIn(path.join(library, ...inside.split('/')));
    return document && namedIn(document);
  };
}

/** What the fullest backups say of articles. @param backups the folder of all */
export function articlesBackedUp(
  backups: string,
): (folder: string) => Promise<ArticleBackedUp | null> {
  return async (folder) => {
    const found = await fullestBackup(path.join(backups, folder));
    return found && { text: found.text, named: namedIn(found.document) };
  };
}

function namedIn({ details, sources }: ArticleDocument): ArticleNamed {
  return {
    title: details.title,
    receipts: new Set(sources.flatMap(({ receipt }) => receipt ?? [])),
  };
}

/** Whether a folder is the one that a library has its backups in, or a copy of it. */
export async function isBackups(folder: string): Promise<boolean> {
  for (const name of await readdir(folder).catch(() => [])) {
    if (!ARTICLE_FOLDER.test(name)) continue;
    const inside = await readdir(path.join(folder, name)).catch(() => []);
    if (inside.some((each) => each.endsWith('.json.gz'))) return true;
  }
  return false;
}

const ARTICLE_FOLDER = /^[0-9a-f]{32}$/u;

/** The libraries that a folder is, or that are the folders in it; absolute. */
export async function librariesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  const libraries: string[] = [];
  for (const each of [folder, ...names.sort().map((name) => path.join(folder, name))]) {
    const articles = await readdir(path.join(each, 'articles')).catch(() => []);
    if (articles.some((name) => ARTICLE_FOLDER.test(name))) libraries.push(each);
  }
  return libraries;
}
