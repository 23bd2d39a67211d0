import { readdirSync } from 'node:fs';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { nodeDisk, type Disk } from '../../disk/files.ts';
import { idsOf, openLibrary, tag, temporaryFolder } from '../../testing/library-fixture.ts';
import { folderName } from '../articles/article-folder.ts';

let dir: string;
let removeFolder: () => void;

beforeEach(() => {
  ({ dir, remove: removeFolder } = temporaryFolder());
});

afterEach(() => {
  removeFolder();
});

/** Folders with a backup. */
const backedUp = (): string[] =>
  readdirSync(path.join(dir, 'backups')).filter(
    (name) => readdirSync(path.join(dir, 'backups', name)).length > 0,
  );

/** The real disk, with the folders of `backups/` that were looked into. */
function watched(): { readonly disk: Disk; readonly seen: Set<string> } {
  const seen = new Set<string>();
  const note = (file: string): void => {
    const [first, name] = path.relative(dir, file).split(path.sep);
    if (first === 'backups' && name !== undefined) seen.add(name);
  };
  return {
    seen,
    disk: {
      ...nodeDisk,
      list: (folder) => {
        note(folder);
        return nodeDisk.list(folder);
      },
      open: (file, mode) => {
        note(file);
        return nodeDisk.open(file, mode);
      },
    },
  };
}

describe('a daily backup', () => {
  it('is made of what has changed since the last one, without a look at the rest', async () => {
    const { disk, seen } = watched();
    const library = await openLibrary(dir, { disk });
    const [first = '', ...others] = idsOf(library);
    await library.safekeeping.dailyBackup();
    for (const id of [first, ...others]) expect(backedUp()).toContain(folderName(id));
    seen.clear();
    await library.safekeeping.dailyBackup();
    expect([...seen]).toEqual([]);
    await tag(library, first, 0, 7);
    await library.safekeeping.dailyBackup();
    expect([...seen]).toEqual([folderName(first)]);
    await library.close();
  });

  it('is made in the background, and once however often it is asked for', async () => {
    const library = await openLibrary(dir);
    const made = library.safekeeping.dailyBackup('quietly');
    expect(library.safekeeping.dailyBackup('quietly')).toBe(made);
    await made;
    expect(backedUp()).toHaveLength(idsOf(library).length + 1);
    await library.close();
  });

  it('in the background ends with the program, and what is left is made the next time', async () => {
    let library = await openLibrary(dir);
    const made = library.safekeeping.dailyBackup('quietly');
    await library.close();
    await made;
    library = await openLibrary(dir);
    expect(library.notices()).toEqual([]);
    await library.safekeeping.dailyBackup();
    expect(backedUp()).toHaveLength(idsOf(library).length + 1);
    await library.close();
  });
});
