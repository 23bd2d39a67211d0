import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { ok } from '#core/result.ts';

import { articleIdOf, folderName } from './article-folder.ts';
import { createFaultyDisk } from '../../testing/faulty-disk.ts';
import { nodeDisk } from '../../disk/files.ts';
import { sha256 } from '../../disk/sums.ts';
import {
  fromPage,
  newArticle,
  openLibrary,
  PAGE,
  temporaryFolder,
} from '../../testing/library-fixture.ts';
import { MemoryDisk } from '../../testing/memory-disk.ts';

const TEXT = 'An article out of a page.';
const ID = articleIdOf(TEXT);

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const here = (...parts: string[]): string => path.join(folder.dir, ...parts);
const sourcesOf = (id: string): string => here('articles', folderName(id), 'sources');

describe('the receipt of an article and the page that it came out of', () => {
  it('lie in the library and are given when the article is opened', async () => {
    const library = await openLibrary(folder.dir);
    expect((await library.addArticles('a', [fromPage(TEXT)])).ok).toBe(true);
    const opened = await library.openArticle(ID);
    const [found] = opened.ok ? opened.value.receipts : [];
    expect(found?.type === 'read' && JSON.parse(Buffer.from(found.bytes).toString())).toMatchObject(
      {
        format: 'framewise-receipt',
        kept: [0],
      },
    );
    expect(await library.readOriginal(sha256(PAGE))).toEqual({ type: 'read', bytes: PAGE });
    expect(readdirSync(here('originals'))).toEqual([sha256(PAGE)]);
    expect(readdirSync(here('incoming'))).toEqual([]);
    await library.close();
  });

  it('are kept zipped where the page is large, and come back as it was', async () => {
    const page = Buffer.alloc(2_000_000, 'x');
    const item = fromPage(TEXT, 'page.html', page);
    const zipped = {
      ...item.receipt,
      original: {
        sha256: sha256(page),
        read: () => Promise.resolve({ isZipped: true, bytes: gzipSync(page) }),
      },
    };
    const library = await openLibrary(folder.dir);
    await library.addArticles('a', [{ ...item, receipt: zipped } as typeof item]);
    expect(readdirSync(here('originals'))).toEqual([`${sha256(page)}.gz`]);
    const read = await library.readOriginal(sha256(page));
    expect(read.type === 'read' && Buffer.compare(read.bytes, page)).toBe(0);
    await library.close();
  });

  it('are added to a text that is here already, and taken back with that', async () => {
    const library = await openLibrary(folder.dir);
    await library.addArticles('a', [newArticle(TEXT)]);
    await library.addArticles('b', [fromPage(TEXT)]);
    expect(await library.readReceipts(ID)).toMatchObject(ok([{ type: 'read' }]));
    await library.undo('c');
    expect(await library.readReceipts(ID)).toEqual(ok([]));
    await library.redo('d');
    expect(await library.readReceipts(ID)).toMatchObject(ok([{ type: 'read' }]));
    expect(await library.addArticles('e', [fromPage(TEXT)])).toMatchObject({
      error: { type: 'nothing-new' },
    });
    await library.close();
  });

  it('say so where they were changed or are gone', async () => {
    const library = await openLibrary(folder.dir);
    await library.addArticles('a', [fromPage(TEXT)]);
    const [file = ''] = readdirSync(sourcesOf(ID));
    const at = path.join(sourcesOf(ID), file);
    writeFileSync(at, readFileSync(at, 'utf8').replace('it is not', 'it is!!!'));
    expect(await library.readReceipts(ID)).toMatchObject(ok([{ type: 'damaged' }]));
    await nodeDisk.remove(at);
    expect(await library.readReceipts(ID)).toMatchObject(ok([{ type: 'missing' }]));
    writeFileSync(here('originals', sha256(PAGE)), 'another page');
    expect(await library.readOriginal(sha256(PAGE))).toEqual({ type: 'damaged' });
    await nodeDisk.remove(here('originals', sha256(PAGE)));
    expect(await library.readOriginal(sha256(PAGE))).toEqual({ type: 'missing' });
    await library.close();
  });

  it('go with the last article that came out of the page, 30 days after it was deleted', async () => {
    let now = new Date('2026-01-01T00:00:00Z');
    const open = () => openLibrary(folder.dir, { now: () => now });
    const other = 'Another article out of the same page.';
    let library = await open();
    await library.addArticles('a', [fromPage(TEXT), fromPage(other)]);
    await library.safekeeping.dailyBackup();
    for (const [request, id] of [
      ['b', ID],
      ['c', articleIdOf(other)],
    ] as const) {
      await library.arrange(request, { kind: 'trash-articles', articles: [id] });
      expect(readdirSync(here('originals'))).toEqual([sha256(PAGE)]);
      expect(readdirSync(here('backups', 'originals'))).toEqual([sha256(PAGE)]);
      await library.close();
      for (let day = 0; day < 31; day += 1) {
        now = new Date(now.getTime() + 86_400_000);
        library = await open();
        if (day < 30) await library.close();
      }
      expect(existsSync(here('trash', folderName(id)))).toBe(false);
      expect(existsSync(here('backups', folderName(id), 'sources'))).toBe(false);
    }
    expect(readdirSync(here('backups', 'originals'))).toEqual([]);
    await library.safekeeping.dailyBackup();
    expect(readdirSync(here('originals'))).toEqual([]);
    await library.close();
  });

  it('do not come in at all where the disk is full', async () => {
    let full = false;
    const disk = createFaultyDisk(nodeDisk, ({ name, file }) =>
      full && name === 'write' && file.includes('originals') ? { code: 'ENOSPC' } : 'ok',
    );
    const library = await openLibrary(folder.dir, { disk });
    await library.addArticles('a', [newArticle(TEXT)]);
    full = true;
    const items = [fromPage(TEXT), fromPage('Another one.')];
    expect(await library.addArticles('b', items)).toMatchObject({
      error: { type: 'not-saved', reason: 'disk-full' },
    });
    expect(existsSync(sourcesOf(ID))).toBe(false);
    expect(readdirSync(here('incoming'))).toEqual([]);
    full = false;
    expect((await library.addArticles('c', items)).ok).toBe(true);
    expect(await library.readReceipts(ID)).toMatchObject(ok([{ type: 'read' }]));
    await library.close();
  });

  it('are there whole or not at all, wherever the import of two is cut off', async () => {
    let isDone = false;
    let [before, after] = [0, 0];
    for (let n = 1; !isDone; n += 1) {
      const memory = new MemoryDisk();
      let left = Infinity;
      let stop = (): void => undefined;
      const stopped = new Promise<'stopped'>((resolve) => (stop = () => resolve('stopped')));
      const disk = createFaultyDisk(
        memory,
        () => ((left -= 1) === 0 ? 'stop' : 'ok'),
        () => stop(),
      );
      const library = await openLibrary('/library', { disk });
      await library.addArticles('a', [newArticle(TEXT)]);
      left = n;
      const added = library.addArticles('b', [fromPage(TEXT), fromPage('Another one.')]);
      isDone = (await Promise.race([stopped, added])) !== 'stopped';
      const next = await openLibrary('/library', { disk: memory.afterKill(), takeOverLock: true });
      const [known, fresh] = await Promise.all([
        next.readReceipts(ID),
        next.readReceipts(articleIdOf('Another one.')),
      ]);
      if (fresh.ok) {
        after += 1;
        for (const found of [known, fresh]) expect(found).toMatchObject(ok([{ type: 'read' }]));
        expect((await next.readOriginal(sha256(PAGE))).type).toBe('read');
      } else {
        before += 1;
        expect(known).toEqual(ok([]));
      }
      await next.close();
    }
    expect(Math.min(before, after)).toBeGreaterThan(3);
  });
});
