import { randomUUID } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { Disk } from '../../disk/files.ts';
import { STORE_LIMITS } from '../../document/options.ts';
import { createFaultyDisk, type Fate } from '../../testing/faulty-disk.ts';
import {
  idsOf,
  newArticle,
  openLibrary,
  tag,
  temporaryFolder,
} from '../../testing/library-fixture.ts';
import { trackedDisk } from '../../testing/tracked-disk.ts';
import type { Library, LibraryOptions } from '../library.ts';
import { folderName } from './article-folder.ts';
import { keyOf, Ledger, type Reached } from './ledger.ts';

const { disk: realDisk, closeAll } = trackedDisk();
let dir: string;
let removeFolder: () => void;

beforeEach(async () => {
  ({ dir, remove: removeFolder } = temporaryFolder());
  await (await open()).close();
});

afterEach(async () => {
  await closeAll();
  removeFolder();
});

/** The one before is left as a killed process would, and has the lock for ever. */
const open = (more: Partial<LibraryOptions> = {}): Promise<Library> =>
  openLibrary(dir, { takeOverLock: true, disk: realDisk, ...more });
const ledger = (): string => path.join(dir, 'changes.log');
const seen = (library: Library): unknown => [library.summaries(), library.historyState()];

/** Tags each article and leaves the library as a killed process would. */
async function tagAll(library: Library, start = 0): Promise<unknown> {
  for (const id of idsOf(library)) {
    expect(await tag(library, id, start, start + 5)).toMatchObject({ ok: true });
  }
  return seen(library);
}

/** The real disk, with the names of the files in `articles/` that were read. */
function watched(): { readonly disk: Disk; readonly read: string[] } {
  const read: string[] = [];
  const disk: Disk = {
    ...realDisk,
    read: (file) => {
      if (file.includes(`${path.sep}articles${path.sep}`)) read.push(file);
      return realDisk.read(file);
    },
  };
  return { disk, read };
}

const foldersIn = (files: readonly string[]): number =>
  new Set(files.map((file) => path.basename(path.dirname(file)))).size;

describe('a start after a kill', () => {
  it('has the list and the history, and reads only the article that was changed last', async () => {
    const before = await tagAll(await open());
    const { disk, read } = watched();
    const library = await open({ disk });
    expect(seen(library)).toEqual(before);
    expect(foldersIn(read)).toBe(1);
    for (const id of idsOf(library).toReversed()) {
      expect(await library.undo(randomUUID())).toMatchObject({
        ok: true,
        value: { articleId: id },
      });
    }
    await library.close();
  });

  it('says once what was restored, with each article', async () => {
    const killed = await open();
    await tagAll(killed);
    await tagAll(killed, 10);
    const library = await open();
    const documents = library.summaries().map(({ id: articleId, details: { title } }) => {
      return { articleId, title, changes: 2 };
    });
    expect(library.notices()).toEqual([
      {
        ...{ type: 'recovered', changes: 2 * documents.length, total: documents.length },
        since: expect.any(String) as unknown,
        documents: expect.arrayContaining(documents) as unknown,
      },
    ]);
    await library.close();
    expect((await open()).notices()).toEqual([]);
  });

  it('says nothing of what was in a snapshot before', async () => {
    const killed = await open();
    const [first = '', second = ''] = idsOf(killed);
    await tag(killed, first, 0, 5);
    await killed.closeArticle(first);
    await tag(killed, second, 0, 5);
    expect((await open()).notices()).toMatchObject([
      { type: 'recovered', total: 1, documents: [{ articleId: second }] },
    ]);
  });

  it('has the list and the history again after another kill, and once what was left was folded', async () => {
    const before = await tagAll(await open());
    await open();
    let library = await open();
    expect(seen(library)).toEqual(before);
    const after = await tagAll(library, 20);
    library = await open();
    await library.safekeeping.fold();
    library = await open();
    expect(seen(library)).toEqual(after);
    expect(library.notices()).toEqual([]);
    await library.close();
  });

  it('has articles that were added without reading them', async () => {
    const killed = await open();
    const texts = ['One text.', 'Another text.', 'A third text.'];
    await killed.addArticles(
      randomUUID(),
      texts.map((text) => newArticle(text)),
    );
    const [id = ''] = idsOf(killed);
    await tag(killed, id, 0, 5);
    const before = seen(killed);
    const { disk, read } = watched();
    const library = await open({ disk });
    expect(seen(library)).toEqual(before);
    expect(foldersIn(read)).toBe(1);
    await library.close();
  });

  it.each<[string, () => void]>([
    ['deleted', () => rmSync(ledger())],
    ['cut off', () => writeFileSync(ledger(), readFileSync(ledger()).subarray(100))],
    ['empty', () => writeFileSync(ledger(), '')],
    ['torn', () => appendFileSync(ledger(), '0123456789abcdef {"open":[')],
    [
      'a folder',
      () => {
        rmSync(ledger());
        mkdirSync(ledger());
      },
    ],
    ['of another index', () => rmSync(path.join(dir, 'index.json'))],
  ])('reads every article where the ledger is %s', async (_what, damage) => {
    const before = await tagAll(await open());
    damage();
    const { disk, read } = watched();
    const library = await open({ disk });
    expect(seen(library)).toEqual(before);
    expect(foldersIn(read)).toBe(idsOf(library).length);
    await library.close();
  });

  it('knows of no change that was announced and not made', async () => {
    let isStopped = false;
    const disk = createFaultyDisk(realDisk, ({ name, file }): Fate => {
      return isStopped && name === 'write' && file.includes('journal') ? 'stop' : 'ok';
    });
    const killed = await open({ disk });
    const before = await tagAll(killed);
    isStopped = true;
    void tag(killed, idsOf(killed)[0] ?? '', 30, 35);
    const length = readFileSync(ledger()).length;
    await expect.poll(() => readFileSync(ledger()).length).toBeGreaterThan(length);
    const library = await open();
    expect(seen(library)).toEqual(before);
    expect(seen(await open())).toEqual(before);
  });
});

describe('a ledger', () => {
  it('is gone after an orderly end', async () => {
    const library = await open();
    await tagAll(library);
    expect(existsSync(ledger())).toBe(true);
    await library.close();
    expect(existsSync(ledger())).toBe(false);
  });

  it('that the disk refuses lets the change wait, and has it once', async () => {
    let isRefused = false;
    const disk = createFaultyDisk(realDisk, ({ file }): Fate =>
      isRefused && file.includes('changes.log') ? { code: 'ENOSPC' } : 'ok',
    );
    const killed = await open({ disk, limits: { ...STORE_LIMITS, retry: 1 } });
    const [id = ''] = idsOf(killed);
    isRefused = true;
    const done = tag(killed, id, 0, 5);
    await expect.poll(() => killed.status.type).toBe('not-saved');
    const folder = path.join(dir, 'articles', folderName(id));
    expect(existsSync(path.join(folder, 'journal-000000000001.log'))).toBe(false);
    isRefused = false;
    expect(await done).toMatchObject({ ok: true });
    const before = seen(killed);
    const library = await open();
    expect(seen(library)).toEqual(before);
    await library.close();
  });

  it('of many documents has them in many lines, of which none takes long to be read', async () => {
    const documents = Array.from({ length: 1_000 }, (_, index): Reached => {
      const seq = index + 1;
      return { articleId: `article ${seq}`, seq, order: seq, at: '2026-01-01T00:00:00.000Z' };
    });
    const place = { disk: realDisk, dir, now: () => new Date(0) };
    const written = new Ledger(place);
    await written.begin('an index', {
      ...{ indexes: new Set<string>(), open: new Set([1_000]), changes: [] },
      documents: new Map(documents.map((each) => [keyOf(each), each])),
      unfolded: new Map([['article 7', { at: documents[6]?.at ?? '', after: 3 }]]),
    });
    await written.close();
    const lines = readFileSync(ledger(), 'utf8').split('\n');
    expect(Math.max(...lines.map((line) => line.split('article ').length - 1))).toBe(250);
    const read = await new Ledger(place).read();
    expect([...(read?.documents.values() ?? [])]).toEqual(documents);
    expect([...(read?.unfolded ?? [])]).toEqual([
      ['article 7', { at: documents[6]?.at, after: 3 }],
    ]);
    expect(read?.open).toEqual(new Set([1_000]));
  });

  it('that was deleted under the program is written anew with all that was in it', async () => {
    const killed = await open();
    await tagAll(killed);
    rmSync(ledger());
    const before = await tagAll(killed, 10);
    const { disk, read } = watched();
    const library = await open({ disk });
    expect(seen(library)).toEqual(before);
    expect(foldersIn(read)).toBe(1);
    await library.close();
  });
});
