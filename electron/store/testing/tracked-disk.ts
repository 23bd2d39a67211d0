import { nodeDisk, type Disk, type OpenFile } from '../disk/files.ts';

/**
 * The real disk, with `closeAll` for the files of stores that a test leaves as a killed process would,
 * and the paths of the files that are open.
 */
export function trackedDisk(): {
  readonly disk: Disk;
  readonly closeAll: () => Promise<void>;
  readonly paths: () => readonly string[];
} {
  const open = new Map<OpenFile, string>();
  return {
    paths: () => [...open.values()],
    disk: {
      ...nodeDisk,
      async open(file, mode) {
        const handle = await nodeDisk.open(file, mode);
        open.set(handle, file);
        return {
          ...handle,
          close: async () => {
            open.delete(handle);
            await handle.close();
          },
        };
      },
    },
    async closeAll() {
      await Promise.all([...open.keys()].map((handle) => handle.close().catch(() => undefined)));
      open.clear();
    },
  };
}
