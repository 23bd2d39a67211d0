import path from 'node:path';

import type { Disk } from './files.ts';

/** The code of the error where the folder that everything is in has gone. */
export const HOME_GONE = 'EHOMEGONE';

/**
 * A disk on which one folder, once it was entered, is never made anew: it was moved or deleted, or its
 * disk was taken out, and half a folder in its place would pass for all of it.
 */
export class HomeDisk {
  readonly disk: Disk;
  readonly #under: Disk;
  readonly #dir: string;
  #inode: string | null = null;
  #isOurs: () => Promise<boolean> = () => Promise.resolve(false);

  constructor(under: Disk, dir: string) {
    this.#under = under;
    this.#dir = dir;
    this.disk = {
      open: (file, mode) => under.open(file, mode),
      read: (file) => under.read(file),
      list: (folder) => under.list(folder),
      look: (file) => under.look(file),
      link: (from, to) => under.link(from, to),
      rename: (from, to) => under.rename(from, to),
      remove: (file) => under.remove(file),
      removeFolder: (folder) => under.removeFolder(folder),
      syncFolder: (folder) => under.syncFolder(folder),
      writeStore: (file, text) => under.writeStore(file, text),
      freeBytes: (folder) => under.freeBytes(folder),
      makeFolder: async (folder) => {
        if (this.#concerns(folder) && !(await this.isThere())) {
          throw Object.assign(new Error(`${dir} is gone.`), { code: HOME_GONE, path: dir });
        }
        return under.makeFolder(folder);
      },
    };
  }

  /** The folder is in use from now on. `isOurs`: whether a folder in its place is a copy of it. */
  async enter(isOurs: () => Promise<boolean>): Promise<void> {
    this.#isOurs = isOurs;
    this.#inode = (await this.#under.look(this.#dir))?.inode ?? null;
  }

  /** Whether the folder is where it was, or was put back; `true` where it cannot be told. */
  async isThere(): Promise<boolean> {
    if (this.#inode === null) return true;
    try {
      const look = await this.#under.look(this.#dir);
      if (look?.kind !== 'folder') return false;
      return look.inode === this.#inode || (await this.#isOurs());
    } catch {
      return true;
    }
  }

  /** Whether a folder is in the one that is in use, is it, or is one that it is in. */
  #concerns(folder: string): boolean {
    const inside = (a: string, b: string): boolean => a === b || a.startsWith(b + path.sep);
    return this.#inode !== null && (inside(folder, this.#dir) || inside(this.#dir, folder));
  }
}
