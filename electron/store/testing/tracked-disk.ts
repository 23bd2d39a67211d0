import { nodeDisk, type Disk, type OpenFile } from '../disk/files.ts';

/** The real disk, with `closeAll` for the files of stores that a test leaves as a killed process would. */
export function trackedDisk(): { readonly disk: Disk; readonly closeAll: () => Promise<void> } {
  const open = new Set<OpenFile>();
  return {
    disk: {
      ...nodeDisk,
      async open(file, mode) {
        const handle = await nodeDisk.open(file, mode);
        open.add(handle);
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
      await Promise.all([...open].map((handle) => handle.close().catch(() => undefined)));
      open.clear();
    },
  };
}
