// What the store asks of a file system, and how it is locked and refuses: files, never documents.
// What a file's bytes mean is for the rooms above.
import { constants } from 'node:fs';
import * as fs from 'node:fs/promises';
import path from 'node:path';

import { codeOf } from '#core/guards/system-errors.ts';

import { loadElectronStore } from './electron-store.ts';

/** What a path names, without following a symbolic link. Two looks that are equal saw the same content. */
export interface FileLook {
  readonly kind: 'file' | 'folder' | 'other';
  /** Whether the user of this process owns it. */
  readonly ours: boolean;
  /** Device, inode, bytes and nanoseconds of the last change, as one comparable text. */
  readonly identity: string;
  /** Device and inode alone: the same through every write, different after a replacement. */
  readonly inode: string;
  /** Bytes. */
  readonly size: number;
}

/** A file open for writing at positions that the caller keeps; positions and lengths are bytes. */
export interface OpenFile {
  /** One system call: it may write less than it was given and says how much. */
  write(data: Uint8Array, position: number): Promise<number>;
  datasync(): Promise<void>;
  sync(): Promise<void>;
  truncate(length: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * Every way in which the store touches the disk, one system call each.
 *
 * Tests put a disk that fails, stops or forgets behind the same interface. All methods throw
 * Node's system errors.
 */
export interface Disk {
  /** `new` fails where the path exists; `existing` fails where it does not. */
  open(file: string, mode: 'new' | 'existing'): Promise<OpenFile>;
  read(file: string): Promise<Uint8Array>;
  /** Names in a folder, sorted; empty where there is no such folder. */
  list(folder: string): Promise<string[]>;
  /** `null` where there is nothing. */
  look(file: string): Promise<FileLook | null>;
  link(from: string, to: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** Removes a file; nothing happens where there is none. */
  remove(file: string): Promise<void>;
  /** Removes a folder with all that is in it. */
  removeFolder(folder: string): Promise<void>;
  /** Makes one folder that only this user can enter; `false` where it exists. */
  makeFolder(folder: string): Promise<boolean>;
  /** Makes renames, links and new names in a folder survive a power cut. */
  syncFolder(folder: string): Promise<void>;
  /** Replaces a JSON file through electron-store. A short write goes unnoticed in it: read back. */
  writeStore(file: string, text: string): Promise<void>;
  /** Bytes that this user can still write where `folder` is. */
  freeBytes(folder: string): Promise<number>;
}

/** The real disk. */
export const nodeDisk: Disk = {
  async open(file, mode) {
    const flags =
      constants.O_RDWR |
      constants.O_NOFOLLOW |
      (mode === 'new' ? constants.O_CREAT | constants.O_EXCL : 0);
    const handle = await fs.open(file, flags, 0o600);
    return {
      async write(data, position) {
        return (await handle.write(data, 0, data.byteLength, position)).bytesWritten;
      },
      datasync: () => handle.datasync(),
      sync: () => handle.sync(),
      truncate: (length) => handle.truncate(length),
      close: () => handle.close(),
    };
  },
  read: (file) => fs.readFile(file),
  async list(folder) {
    try {
      return (await fs.readdir(folder)).sort();
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return [];
      throw error;
    }
  },
  async look(file) {
    try {
      const stats = await fs.lstat(file, { bigint: true });
      const inode = `${stats.dev}:${stats.ino}`;
      return {
        kind: stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : 'other',
        ours: process.getuid === undefined || stats.uid === BigInt(process.getuid()),
        identity: `${inode}:${stats.size}:${stats.mtimeNs}`,
        inode,
        size: Number(stats.size),
      };
    } catch (error) {
      if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return null;
      throw error;
    }
  },
  async link(from, to) {
    try {
      await fs.link(from, to);
    } catch (error) {
      // exFAT and some network disks have no hard links, and none leads to another disk; a copy needs
      // space but keeps the promise.
      if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK', 'EXDEV'].includes(codeOf(error))) throw error;
      await fs.copyFile(from, to, constants.COPYFILE_EXCL);
    }
  },
  rename: (from, to) => fs.rename(from, to),
  remove: (file) => fs.rm(file, { force: true }),
  removeFolder: (folder) => fs.rm(folder, { recursive: true, force: true }),
  async makeFolder(folder) {
    try {
      await fs.mkdir(folder, { mode: 0o700 });
      return true;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
      return false;
    }
  },
  async syncFolder(folder) {
    // Windows cannot open a folder for this; its renames are journalled by the file system.
    if (process.platform === 'win32') return;
    const handle = await fs.open(folder, constants.O_RDONLY | constants.O_DIRECTORY);
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
  async writeStore(file, text) {
    const folder = path.dirname(file);
    // Without this look, a folder that may not be written spins the thread for a second.
    await fs.access(folder, constants.W_OK);
    const Store = await loadElectronStore();
    const store = new Store({
      cwd: folder,
      name: path.basename(file, '.json'),
      clearInvalidConfig: false,
      accessPropertiesByDotNotation: false,
      configFileMode: 0o600,
      // The caller has serialized already, because the sum in the file is over its exact text.
      serialize: () => text,
      // conf reads the old content before it writes; ours is replaced whole, so it need not be parsed.
      deserialize: () => ({}),
    });
    store.store = {};
  },
  async freeBytes(folder) {
    const stats = await fs.statfs(folder);
    return stats.bavail * stats.bsize;
  },
};

/** Writes all of `data` at `position` (bytes), however little each call takes. */
export async function writeFully(
  file: OpenFile,
  data: Uint8Array,
  position: number,
): Promise<void> {
  let done = 0;
  while (done < data.byteLength) {
    const count = await file.write(data.subarray(done), position + done);
    // A disk may answer 0 for ever instead of failing; treat it as what it means.
    if (count <= 0) throw Object.assign(new Error('The disk took no bytes.'), { code: 'ENOSPC' });
    done += count;
  }
}

/** Makes a new file with this content, on disk before it returns; the folder is left to the caller. */
export async function writeNewFile(disk: Disk, file: string, data: Uint8Array): Promise<void> {
  const open = await disk.open(file, 'new');
  try {
    await writeFully(open, data, 0);
    await open.sync();
  } finally {
    await open.close();
  }
  const look = await disk.look(file);
  if (look?.size !== data.byteLength) {
    throw Object.assign(new Error(`${file} came out with the wrong size.`), { code: 'EIO' });
  }
}

/** Replaces a file by a temporary one: after a crash there is the old content or the new, never half. */
export async function replaceFile(disk: Disk, file: string, data: Uint8Array): Promise<void> {
  const temporary = `${file}.new`;
  await disk.remove(temporary);
  try {
    await writeNewFile(disk, temporary, data);
    await disk.rename(temporary, file);
  } catch (error) {
    await disk.remove(temporary).catch(() => undefined);
    throw error;
  }
  await disk.syncFolder(path.dirname(file));
}

/** Makes a folder, and those it is in, where they are missing; each survives a power cut. */
export async function ensureFolder(disk: Disk, folder: string): Promise<void> {
  if (await disk.look(folder)) return;
  const parent = path.dirname(folder);
  await ensureFolder(disk, parent);
  if (await disk.makeFolder(folder)) await disk.syncFolder(parent);
}

/** The file's content; `null` where there is none, also where a folder stands in its place. */
export async function readIfThere(disk: Disk, file: string): Promise<Uint8Array | null> {
  try {
    return await disk.read(file);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(codeOf(error))) return null;
    throw error;
  }
}

/** Moves a folder that stands where a file should be into `quarantine/`. */
export async function makeRoomForFile(disk: Disk, file: string, stamp: string): Promise<void> {
  if ((await disk.look(file))?.kind === 'folder') await moveToQuarantine(disk, file, stamp);
}

/** Moves a file into `quarantine/` beside it under a name that is free; returns the new path. */
export async function moveToQuarantine(disk: Disk, file: string, stamp: string): Promise<string> {
  const target = await quarantineTarget(disk, file, stamp);
  await disk.rename(file, target);
  await disk.syncFolder(path.dirname(target));
  return target;
}

/** Keeps a second name for a file in `quarantine/`; the file itself stays. Returns the new path. */
export async function linkToQuarantine(disk: Disk, file: string, stamp: string): Promise<string> {
  const target = await quarantineTarget(disk, file, stamp);
  await disk.link(file, target);
  await disk.syncFolder(path.dirname(target));
  return target;
}

/** Writes bytes into `quarantine/` beside a file; returns their path. */
export async function copyToQuarantine(
  disk: Disk,
  file: string,
  stamp: string,
  data: Uint8Array,
): Promise<string> {
  const target = await quarantineTarget(disk, file, stamp);
  await writeNewFile(disk, target, data);
  await disk.syncFolder(path.dirname(target));
  return target;
}

async function quarantineTarget(disk: Disk, file: string, stamp: string): Promise<string> {
  const folder = path.join(path.dirname(file), 'quarantine');
  await ensureFolder(disk, folder);
  const taken = new Set(await disk.list(folder));
  const plain = `${stamp.replace(/[:.]/gu, '-')}-${path.basename(file)}`;
  let name = plain;
  for (let n = 2; taken.has(name); n += 1) name = `${plain}.${n}`;
  return path.join(folder, name);
}
