import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { nodeDisk, replaceFile, writeFully, writeNewFile, type OpenFile } from './files.ts';
import { createFaultyDisk } from '../testing/faulty-disk.ts';
import { temporaryFolder } from '../testing/library-fixture.ts';

let folder: ReturnType<typeof temporaryFolder>;
let file: string;
beforeEach(() => {
  folder = temporaryFolder();
  file = path.join(folder.dir, 'file');
});
afterEach(() => folder.remove());

const data = Buffer.from('0123456789'.repeat(100));

describe('writing', () => {
  it.each([1, 3, 7, 999, 1000])(
    'goes on where a disk takes only %i bytes at a time',
    async (most) => {
      const disk = await nodeDisk.open(file, 'new');
      const slow: OpenFile = {
        ...disk,
        write: (bytes, position) => disk.write(bytes.subarray(0, most), position),
      };
      await writeFully(slow, data, 0);
      await disk.close();
      expect(readFileSync(file).equals(data)).toBe(true);
    },
  );

  it('does not spin on a disk that takes nothing and does not complain', async () => {
    const stuck: OpenFile = {
      write: () => Promise.resolve(0),
      datasync: () => Promise.resolve(),
      sync: () => Promise.resolve(),
      truncate: () => Promise.resolve(),
      close: () => Promise.resolve(),
    };
    await expect(writeFully(stuck, data, 0)).rejects.toMatchObject({ code: 'ENOSPC' });
  });

  it('follows no symbolic link', async () => {
    writeFileSync(`${file}-target`, 'theirs');
    symlinkSync(`${file}-target`, file);
    await expect(nodeDisk.open(file, 'existing')).rejects.toMatchObject({ code: 'ELOOP' });
    await expect(writeNewFile(nodeDisk, file, data)).rejects.toMatchObject({ code: 'EEXIST' });
    expect(await nodeDisk.look(file)).toMatchObject({ kind: 'other' });
    expect(readFileSync(`${file}-target`, 'utf8')).toBe('theirs');
  });
});

describe('replacing', () => {
  it('leaves the old content, and nothing else, wherever it fails', async () => {
    let failures = 0;
    for (let n = 1; n <= 8; n += 1) {
      writeFileSync(file, 'old');
      const disk = createFaultyDisk(nodeDisk, ({ number, name }) =>
        number === n && name !== 'syncFolder' ? { code: 'ENOSPC' } : 'ok',
      );
      const done = await replaceFile(disk, file, data).then(
        () => true,
        () => false,
      );
      if (!done) failures += 1;
      expect(readFileSync(file, 'utf8')).toBe(done ? data.toString() : 'old');
      expect(readdirSync(folder.dir)).toEqual(['file']);
    }
    expect(failures).toBeGreaterThan(3);
  });

  it('takes the place of what a crashed replacement left', async () => {
    writeFileSync(`${file}.new`, 'half');
    await replaceFile(nodeDisk, file, data);
    expect(readdirSync(folder.dir)).toEqual(['file']);
  });
});
