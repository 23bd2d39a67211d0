import { randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { nodeDisk } from '../disk/files.ts';
import { sha256 } from '../disk/sums.ts';
import { STORE_LIMITS } from '../document/options.ts';
import { createFaultyDisk } from '../testing/faulty-disk.ts';
import { fromPage, openLibrary, PAGE, tag, temporaryFolder } from '../testing/library-fixture.ts';
import type { Library } from './library.ts';

let folder: ReturnType<typeof temporaryFolder>;
let home: string;
let dir: string;

beforeEach(() => {
  folder = temporaryFolder();
  home = path.join(folder.dir, 'disk');
  dir = path.join(home, 'data');
});

afterEach(() => {
  folder.remove();
});

/** Text of an article that came out of a page. */
const FROM_PAGE = 'An article out of a page.';
const LIMITS = { ...STORE_LIMITS, retry: 20 };
const open = (where = dir): Promise<Library> =>
  openLibrary(where, { limits: LIMITS, takeOverLock: true });
const ids = (library: Library): string[] => library.summaries().map(({ id }) => id);
const moved = (): string => path.join(folder.dir, 'moved');

async function tagsOf(library: Library): Promise<number> {
  let count = 0;
  for (const id of ids(library)) {
    const opened = await library.openArticle(id);
    count += opened.ok ? opened.value.document.annotations.size : 0;
  }
  return count;
}

/** Ways in which the folder goes, and comes back. */
const WAYS = {
  'renamed and renamed back': {
    take: () => renameSync(dir, moved()),
    back: () => renameSync(moved(), dir),
  },
  'renamed and copied back': {
    take: () => renameSync(dir, moved()),
    back: () => cpSync(moved(), dir, { recursive: true }),
  },
  'on a disk that is taken out and put back': {
    take: () => {
      renameSync(home, moved());
      // What stands at the place of a disk that was taken out.
      mkdirSync(home);
    },
    back: () => {
      rmSync(home, { recursive: true });
      renameSync(moved(), home);
    },
  },
};

describe.each(Object.entries(WAYS))('a data folder that is %s', (_name, { take, back }) => {
  it('has all that was acknowledged, and what waited meanwhile (bad input 100)', async () => {
    const library = await open();
    const [a = '', b = ''] = ids(library);
    for (let n = 0; n < 3; n += 1) await tag(library, a, n * 20, n * 20 + 10);
    await library.closeArticle(a);
    await tag(library, b, 0, 10);
    take();
    // One in an article that is open, one in one that is not in memory, one of what all share.
    const waiting = tag(library, b, 40, 50);
    let isAnswered = false;
    void waiting.then(() => (isAnswered = true));
    await expect.poll(() => library.status).toMatchObject({ type: 'not-saved' });
    expect(await library.safekeeping.checkFolder()).toBe(false);
    await library.safekeeping.checkOutside();
    await expect
      .poll(() => library.status)
      .toMatchObject({ type: 'not-saved', reason: 'folder-gone', pending: 1 });
    expect(existsSync(path.join(dir, 'articles'))).toBe(false);
    expect(isAnswered).toBe(false);
    back();
    expect(await library.safekeeping.checkFolder()).toBe(true);
    expect((await waiting).ok).toBe(true);
    expect((await tag(library, a, 200, 210)).ok).toBe(true);
    expect(library.status).toMatchObject({ type: 'saved' });
    expect((await library.close()).ok).toBe(true);
    const again = await open();
    expect(await tagsOf(again)).toBe(6);
    expect(again.notices()).toEqual([]);
    await again.close();
  });
});

describe('a data folder that does not come back', () => {
  it.each([
    ['renamed', () => renameSync(dir, moved())],
    ['deleted', () => rmSync(dir, { recursive: true })],
    [
      'replaced by an empty one',
      () => {
        renameSync(dir, moved());
        mkdirSync(dir);
      },
    ],
  ])('because it was %s is saved elsewhere from memory, and not made anew', async (_how, take) => {
    const library = await open();
    const [a = '', b = '', c = ''] = ids(library);
    for (const id of [a, b]) {
      await library.openArticle(id);
      await tag(library, id, 0, 10);
    }
    take();
    void tag(library, b, 40, 50);
    void tag(library, c, 40, 50);
    await expect.poll(() => library.status).toMatchObject({ type: 'not-saved' });
    expect(await library.safekeeping.checkFolder()).toBe(false);
    const target = path.join(folder.dir, 'elsewhere');
    const saved = await library.safekeeping.saveElsewhere(target);
    expect(saved).toMatchObject({ ok: true, value: { articles: 2, left: { length: 3 } } });
    expect(await library.safekeeping.saveElsewhere(target)).toEqual({
      ok: false,
      error: { type: 'taken' },
    });
    const again = await open(target);
    expect(await tagsOf(again)).toBe(3);
    expect(again.document.self).toBe(library.document.self);
    await again.close();
    expect(existsSync(path.join(dir, 'articles'))).toBe(false);
  });

  it('has everything that was acknowledged at its new place', async () => {
    const library = await open();
    const acknowledged: string[] = [];
    for (const [n, id] of ids(library).entries()) {
      if ((await tag(library, id, n * 20, n * 20 + 10)).ok) acknowledged.push(id);
    }
    renameSync(dir, moved());
    const pending = ids(library).map((id) => tag(library, id, 400, 410));
    for (const [n, each] of pending.entries()) {
      void each.then((done) => done.ok && acknowledged.push(ids(library)[n] ?? ''));
    }
    await expect.poll(() => library.status).toMatchObject({ type: 'not-saved' });
    const again = await open(moved());
    expect(await tagsOf(again)).toBeGreaterThanOrEqual(acknowledged.length);
    expect(acknowledged).toHaveLength(5);
    await again.close();
  });

  it('is saved whole elsewhere while it is there', async () => {
    const library = await open();
    for (const id of ids(library)) await tag(library, id, 0, 10);
    await library.addArticles(randomUUID(), [fromPage(FROM_PAGE)]);
    await library.changeLibrary(randomUUID(), ({ annotators, self }) => {
      const annotator = { ...(annotators.get(self) ?? { id: self }), name: 'Ada', confirmed: true };
      return {
        ok: true,
        value: { label: 'name', steps: [{ op: 'put-annotator' as const, annotator }] },
      };
    });
    const target = path.join(folder.dir, 'elsewhere');
    expect(await library.safekeeping.saveElsewhere(target)).toEqual({
      ok: true,
      value: { articles: 6, left: [], withoutSources: 0 },
    });
    await library.close();
    const again = await open(target);
    expect(await tagsOf(again)).toBe(5);
    expect(again.document.annotators.get(again.document.self)?.name).toBe('Ada');
    const receipts = await again.readReceipts(sha256(FROM_PAGE));
    expect(receipts.ok && receipts.value.map(({ type }) => type)).toEqual(['read']);
    expect((await again.readOriginal(sha256(PAGE))).type).toBe('read');
    await again.close();
  });

  it('is saved elsewhere with a file that many articles came out of, which is read once', async () => {
    const texts = ['One article.', 'Another article.', FROM_PAGE];
    let reads = 0;
    const disk = createFaultyDisk(
      nodeDisk,
      ({ name, file }) => {
        if (name === 'read' && file.includes('originals')) reads += 1;
        return 'ok';
      },
      undefined,
      'all',
    );
    const library = await openLibrary(dir, { disk, seeds: [] });
    await library.addArticles(
      randomUUID(),
      texts.map((text) => fromPage(text)),
    );
    const target = path.join(folder.dir, 'elsewhere');
    reads = 0;
    expect(await library.safekeeping.saveElsewhere(target)).toEqual({
      ok: true,
      value: { articles: texts.length, left: [], withoutSources: 0 },
    });
    expect(reads).toBe(1);
    expect(readdirSync(path.join(target, 'originals'))).toEqual([sha256(PAGE)]);
    await library.close();
    const again = await open(target);
    for (const text of texts) {
      const receipts = await again.readReceipts(sha256(text));
      expect(receipts.ok && receipts.value.map(({ type }) => type)).toEqual(['read']);
    }
    await again.close();
  });
});
