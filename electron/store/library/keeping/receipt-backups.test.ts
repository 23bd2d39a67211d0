import { randomUUID } from 'node:crypto';
import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { ok } from '#core/result.ts';

import { sha256 } from '../../disk/sums.ts';
import { createFaultyDisk } from '../../testing/faulty-disk.ts';
import { fromPage, openLibrary, PAGE, temporaryFolder } from '../../testing/library-fixture.ts';
import { MemoryDisk } from '../../testing/memory-disk.ts';
import { articleIdOf, folderName } from '../articles/article-folder.ts';
import type { Library } from '../library.ts';

const TEXT = 'An article out of a page.';
const ID = articleIdOf(TEXT);
const ORIGINAL = sha256(PAGE);

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const here = (...parts: string[]): string => path.join(folder.dir, ...parts);
const sources = here.bind(null, 'articles', folderName(ID), 'sources');

/** A library with one article out of a page, backed up and closed. */
async function backedUp(): Promise<void> {
  const library = await openLibrary(folder.dir);
  await library.addArticles(randomUUID(), [fromPage(TEXT)]);
  await library.safekeeping.dailyBackup();
  await library.close();
}

/** Whether receipt and original of the article are there as they were. */
async function expectWhole(library: Library): Promise<void> {
  expect(await library.readReceipts(ID)).toMatchObject(ok([{ type: 'read' }]));
  const read = await library.readOriginal(ORIGINAL);
  expect(read.type === 'read' && Buffer.from(read.bytes).toString()).toBe(PAGE.toString());
}

describe('the daily backup of an article out of a page', () => {
  it('has its receipt and the page, which take no room', async () => {
    await backedUp();
    const [receipt = ''] = readdirSync(sources());
    const kept = here('backups', folderName(ID), 'sources');
    expect(readdirSync(kept)).toEqual([receipt]);
    expect(statSync(path.join(kept, receipt)).ino).toBe(statSync(sources(receipt)).ino);
    expect(readdirSync(here('backups', 'originals'))).toEqual([ORIGINAL]);
    expect(statSync(here('backups', 'originals', ORIGINAL)).ino).toBe(
      statSync(here('originals', ORIGINAL)).ino,
    );
  });

  it('is made of what a version without such backups has left', async () => {
    await backedUp();
    rmSync(here('backups', 'originals'), { recursive: true });
    rmSync(here('backups', folderName(ID), 'sources'), { recursive: true });
    const library = await openLibrary(folder.dir);
    await library.safekeeping.dailyBackup();
    expect(readdirSync(here('backups', 'originals'))).toEqual([ORIGINAL]);
    expect(readdirSync(here('backups', folderName(ID), 'sources'))).toHaveLength(1);
    await library.close();
  });

  it.each<[string, () => void]>([
    ['the folder of the article', () => rmSync(path.dirname(sources()), { recursive: true })],
    ['its receipts', () => rmSync(sources(), { recursive: true })],
    ['the originals', () => rmSync(here('originals'), { recursive: true })],
    [
      'all articles and originals',
      () => ['articles', 'originals'].forEach((each) => rmSync(here(each), { recursive: true })),
    ],
  ])('brings both back where %s are gone', async (_, lose) => {
    await backedUp();
    lose();
    const library = await openLibrary(folder.dir);
    await expectWhole(library);
    await library.safekeeping.dailyBackup();
    await library.close();
    expect(readdirSync(here('originals'))).toEqual([ORIGINAL]);
    expect(readdirSync(sources())).toHaveLength(1);
  });

  it('is read where another file has taken the place of the page', async () => {
    await backedUp();
    rmSync(here('originals', ORIGINAL));
    writeFileSync(here('originals', ORIGINAL), 'another page');
    const library = await openLibrary(folder.dir);
    await expectWhole(library);
    await library.close();
  });

  it('does not hold a second file of a page that comes in once more', async () => {
    await backedUp();
    const library = await openLibrary(folder.dir);
    await library.addArticles(randomUUID(), [fromPage('Another article out of it.')]);
    await library.safekeeping.dailyBackup();
    await library.close();
    expect(statSync(here('backups', 'originals', ORIGINAL)).ino).toBe(
      statSync(here('originals', ORIGINAL)).ino,
    );
  });

  it.each(['it is made', 'it brings both back'])(
    'is whole after the next one, wherever the program is killed while %s',
    async (work) => {
      const before = new MemoryDisk();
      const first = await openLibrary('/library', { disk: before, seeds: [] });
      await first.addArticles(randomUUID(), [fromPage(TEXT)]);
      if (work !== 'it is made') await first.safekeeping.dailyBackup();
      await first.close();
      if (work !== 'it is made') {
        await before.removeFolder(path.join('/library/articles', folderName(ID)));
        await before.removeFolder('/library/originals');
      }
      let isDone = false;
      for (let n = 1; !isDone; n += 1) {
        const memory = before.afterPowerCut((below) => below - 1);
        let left = n;
        let stop = (): void => undefined;
        const stopped = new Promise<'stopped'>((resolve) => (stop = () => resolve('stopped')));
        const disk = createFaultyDisk(
          memory,
          () => ((left -= 1) === 0 ? 'stop' : 'ok'),
          () => stop(),
        );
        const making = openLibrary('/library', { disk, takeOverLock: true }).then((library) =>
          library.safekeeping.dailyBackup(),
        );
        isDone = (await Promise.race([stopped, making])) !== 'stopped';
        const options = { disk: memory.afterKill(), takeOverLock: true };
        const next = await openLibrary('/library', options);
        await expectWhole(next);
        await next.safekeeping.dailyBackup();
        await next.close();
        // What only the backups have.
        await options.disk.removeFolder('/library/articles');
        await options.disk.removeFolder('/library/originals');
        const bare = await openLibrary('/library', options);
        await expectWhole(bare);
        await bare.close();
      }
    },
  );
});
