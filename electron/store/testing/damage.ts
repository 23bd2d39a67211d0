import path from 'node:path';

import { writeNewFile, type Disk } from '../disk/files.ts';
import { MemoryDisk } from './memory-disk.ts';

/** A copy of everything on a disk, which a power cut takes nothing of. */
export async function copyDisk(from: Disk): Promise<MemoryDisk> {
  const to = new MemoryDisk();
  const copy = async (place: string): Promise<void> => {
    for (const name of await from.list(place)) {
      const file = path.join(place, name);
      if ((await from.look(file))?.kind === 'folder') {
        await to.makeFolder(file);
        await copy(file);
      } else await writeNewFile(to, file, await from.read(file));
    }
  };
  await copy('/');
  await syncAll(to, '/');
  return to;
}

/** Makes everything durable. */
export async function syncAll(disk: Disk, folder: string): Promise<void> {
  for (const name of await disk.list(folder)) {
    const place = path.join(folder, name);
    if ((await disk.look(place))?.kind === 'folder') await syncAll(disk, place);
    else {
      const file = await disk.open(place, 'existing');
      await file.sync();
      await file.close();
    }
  }
  await disk.syncFolder(folder);
}

/** Every file and folder in a folder. */
export async function listAll(disk: Disk, folder: string): Promise<string[]> {
  const all: string[] = [];
  for (const name of await disk.list(folder)) {
    const place = path.join(folder, name);
    all.push(place);
    if ((await disk.look(place))?.kind === 'folder') all.push(...(await listAll(disk, place)));
  }
  return all;
}

async function rewrite(
  disk: Disk,
  file: string,
  change: (bytes: Uint8Array) => Uint8Array,
): Promise<boolean> {
  if ((await disk.look(file))?.kind !== 'file') return false;
  const bytes = await disk.read(file);
  await disk.remove(file);
  await writeNewFile(disk, file, change(bytes));
  return true;
}

/** What can become of a file or folder; `false` where it can not of this one. */
export const DAMAGES: Readonly<Record<string, (disk: Disk, place: string) => Promise<boolean>>> = {
  'is deleted': async (disk, place) => {
    await disk.removeFolder(place);
    return true;
  },
  'is cut off': (disk, place) =>
    rewrite(disk, place, (bytes) => bytes.slice(0, bytes.length * 0.4)),
  'is empty': (disk, place) => rewrite(disk, place, () => new Uint8Array()),
  'is zeros': (disk, place) => rewrite(disk, place, (bytes) => bytes.map(() => 0)),
  'has another bit in its middle': (disk, place) =>
    rewrite(disk, place, (bytes) =>
      bytes.map((byte, n) => (n === bytes.length >> 1 ? byte ^ 4 : byte)),
    ),
  'has another bit in its last line': (disk, place) =>
    rewrite(disk, place, (bytes) =>
      bytes.map((byte, n) => (n === bytes.length - 9 ? byte ^ 4 : byte)),
    ),
  'is something else': async (disk, place) => {
    const isFolder = (await disk.look(place))?.kind === 'folder';
    await disk.removeFolder(place);
    if (isFolder) await writeNewFile(disk, place, Buffer.from('a file'));
    else await disk.makeFolder(place);
    return true;
  },
};
