// Folders that are read a file at a time, as they may have more than is held at once.
import { lstat, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

import { FILE_LIMIT } from '#core/exchange/content/read-file.ts';
import type { LibraryFiles } from '#core/sources/verify/verify-library.ts';

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

/** The libraries that a folder is, or that are the folders in it; absolute. */
export async function librariesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  const libraries: string[] = [];
  for (const each of [folder, ...names.sort().map((name) => path.join(folder, name))]) {
    const articles = await readdir(path.join(each, 'articles')).catch(() => []);
    if (articles.some((name) => /^[0-9a-f]{32}$/u.test(name))) libraries.push(each);
  }
  return libraries;
}
