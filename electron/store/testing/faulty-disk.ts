import type { Disk, OpenFile } from '../disk/files.ts';

/** A call that changes something on the disk. */
export interface DiskCall {
  readonly name: keyof Disk | keyof OpenFile;
  readonly file: string;
  /** Counts all changing calls from 1, or all calls where all are counted. */
  readonly number: number;
}

/**
 * What becomes of a call: `short` writes half and says so, or, in electron-store, half without a
 * word; `stop` is the process's end: neither this call nor any later one returns; `stop-after` does
 * the call first.
 */
export type Fate = 'ok' | 'short' | 'stop' | 'stop-after' | { readonly code: string };

/**
 * A disk on which chosen calls fail; `onStop` is called when one of them was the last. `counted`:
 * whether calls that only read can fail, too.
 */
export function createFaultyDisk(
  disk: Disk,
  fateOf: (call: DiskCall) => Fate,
  onStop: () => void = () => undefined,
  counted: 'changes' | 'all' = 'changes',
): Disk {
  let number = 0;
  let stopped = false;
  const never = new Promise<never>(() => undefined);

  const meet = async <T>(
    name: DiskCall['name'],
    file: string,
    act: () => Promise<T>,
    cutShort: () => Promise<T> = act,
  ): Promise<T> => {
    if (stopped) return never;
    number += 1;
    const fate = fateOf({ name, file, number });
    if (fate === 'ok') return act();
    if (fate === 'short') return cutShort();
    if (fate === 'stop' || fate === 'stop-after') {
      stopped = true;
      if (fate === 'stop-after') await act();
      onStop();
      return never;
    }
    throw Object.assign(new Error(`${fate.code}: ${file}`), { code: fate.code });
  };
  const pass = <T>(name: DiskCall['name'], file: string, act: () => Promise<T>): Promise<T> => {
    if (stopped) return never;
    return counted === 'all' ? meet(name, file, act) : act();
  };

  const wrap = (file: string, open: OpenFile): OpenFile => ({
    write: (data, position) =>
      meet(
        'write',
        file,
        () => open.write(data, position),
        () => open.write(data.subarray(0, Math.max(1, data.byteLength >> 1)), position),
      ),
    datasync: () => meet('datasync', file, () => open.datasync()),
    sync: () => meet('sync', file, () => open.sync()),
    truncate: (length) => meet('truncate', file, () => open.truncate(length)),
    close: () => (stopped ? never : open.close()),
  });

  return {
    open: async (file, mode) =>
      wrap(
        file,
        await (mode === 'new'
          ? meet('open', file, () => disk.open(file, mode))
          : pass('open', file, () => disk.open(file, mode))),
      ),
    read: (file) => pass('read', file, () => disk.read(file)),
    list: (folder) => pass('list', folder, () => disk.list(folder)),
    look: (file) => pass('look', file, () => disk.look(file)),
    link: (from, to) => meet('link', to, () => disk.link(from, to)),
    rename: (from, to) => meet('rename', to, () => disk.rename(from, to)),
    remove: (file) => meet('remove', file, () => disk.remove(file)),
    removeFolder: (folder) => meet('removeFolder', folder, () => disk.removeFolder(folder)),
    makeFolder: (folder) => meet('makeFolder', folder, () => disk.makeFolder(folder)),
    syncFolder: (folder) => meet('syncFolder', folder, () => disk.syncFolder(folder)),
    writeStore: (file, text) =>
      meet(
        'writeStore',
        file,
        () => disk.writeStore(file, text),
        () => disk.writeStore(file, text.slice(0, text.length >> 1)),
      ),
    freeBytes: (folder) => pass('freeBytes', folder, () => disk.freeBytes(folder)),
  };
}
