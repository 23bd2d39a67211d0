import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { nodeDisk } from '../../disk/files.ts';
import { sha256 } from '../../disk/sums.ts';
import { newArticle, openLibrary, temporaryFolder } from '../../testing/library-fixture.ts';
import { parseIndex } from './index-file.ts';
import { SEARCH_INDEX, SearchIndex } from './search-index.ts';

const LOOSELY = { caseSensitive: false, wholeWord: false, ignoreQuotesAndAccents: true };

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => (folder = temporaryFolder()));
afterEach(() => folder.remove());

const indexFile = (): string => path.join(folder.dir, SEARCH_INDEX);

/** Texts by their hash, an index of them in the folder, and how often each was read. */
function createTexts(texts: readonly string[], limit?: number) {
  const byId = new Map(texts.map((text) => [sha256(text), text]));
  const read: string[] = [];
  const source = {
    ids: () => [...byId.keys()],
    readText: (id: string) => {
      read.push(id);
      return Promise.resolve(byId.get(id) ?? null);
    },
    isReadOnly: () => false,
  };
  const open = (more: Partial<typeof source> = {}): SearchIndex =>
    new SearchIndex({ disk: nodeDisk, dir: folder.dir }, { ...source, ...more }, limit);
  const candidates = (index: SearchIndex, query: string): string[] =>
    texts.filter((text) => index.candidates(query, LOOSELY)(sha256(text)));
  return { byId, read, open, candidates };
}

const ROAD = 'The road to nowhere';
const RAIL = 'A railroad';

describe('follow', () => {
  it('takes every article in, and keeps what it knows for the next session', async () => {
    const texts = createTexts([ROAD, RAIL]);
    const first = texts.open();
    expect(texts.candidates(first, 'zzyzx')).toEqual([ROAD, RAIL]);
    await first.follow();
    expect(texts.candidates(first, 'zzyzx')).toEqual([]);
    expect(texts.candidates(first, 'rail')).toEqual([RAIL]);
    await first.end();
    texts.read.length = 0;
    const second = texts.open();
    await second.follow();
    expect(texts.read).toEqual([]);
    expect(texts.candidates(second, 'rail')).toEqual([RAIL]);
    expect(texts.candidates(second, 'zzyzx')).toEqual([]);
  });

  it('takes in what has come since, and reads nothing again', async () => {
    const texts = createTexts([ROAD, RAIL]);
    texts.byId.delete(sha256(RAIL));
    const index = texts.open();
    await index.follow();
    texts.byId.set(sha256(RAIL), RAIL);
    expect(texts.candidates(index, 'zzyzx')).toEqual([RAIL]);
    await index.follow();
    expect(texts.candidates(index, 'zzyzx')).toEqual([]);
    await index.follow();
    expect(texts.read).toEqual([sha256(ROAD), sha256(RAIL)]);
  });

  it('lets go of what has left the library, with its words in the file', async () => {
    const texts = createTexts([ROAD, RAIL]);
    const index = texts.open();
    await index.follow();
    expect(parseIndex(readFileSync(indexFile()))?.terms).toContain('railroad');
    texts.byId.delete(sha256(RAIL));
    await index.follow();
    const kept = parseIndex(readFileSync(indexFile()));
    expect([...(kept?.articles.keys() ?? [])]).toEqual([sha256(ROAD)]);
    expect(kept?.terms).toEqual(['the', 'road', 'to', 'nowhere']);
  });

  const damages: [string, (bytes: Buffer) => Uint8Array][] = [
    ['empty', () => Buffer.alloc(0)],
    ['cut off', (bytes) => bytes.subarray(0, -1)],
    ['longer', (bytes) => Buffer.concat([bytes, Buffer.of(0)])],
    ['zeroed', (bytes) => Buffer.alloc(bytes.length)],
    ['no index at all', () => Buffer.from('{"format":"framewise-index"}\n{}\n')],
    [
      'of a newer version',
      (bytes) =>
        Buffer.from(bytes.toString('latin1').replace('"schema":1', '"schema":2'), 'latin1'),
    ],
    [
      'of other letters',
      (bytes) =>
        Buffer.from(bytes.toString('latin1').replace(/"unicode":"\d+/u, '"unicode":"7'), 'latin1'),
    ],
  ];

  it.each(damages)('makes it anew where the file is %s', async (_, damage) => {
    const texts = createTexts([ROAD, RAIL]);
    await texts.open().follow();
    const whole = readFileSync(indexFile());
    writeFileSync(indexFile(), damage(whole));
    const index = texts.open();
    await index.follow();
    expect(texts.candidates(index, 'rail')).toEqual([RAIL]);
    expect(texts.candidates(index, 'nowhere')).toEqual([ROAD]);
    expect(readFileSync(indexFile()).equals(whole)).toBe(true);
  });

  it('takes no file for whole in which any one bit is another', async () => {
    const texts = createTexts([ROAD]);
    await texts.open().follow();
    const whole = readFileSync(indexFile());
    for (let at = 0; at < whole.length; at += 1) {
      const bytes = Buffer.from(whole);
      bytes[at] = (bytes[at] ?? 0) ^ 0x04;
      expect(parseIndex(bytes)).toBe(null);
    }
  });

  it('forgets what another library has kept', async () => {
    await createTexts([RAIL]).open().follow();
    const texts = createTexts([ROAD]);
    const index = texts.open();
    await index.follow();
    expect(parseIndex(readFileSync(indexFile()))?.terms).not.toContain('railroad');
    expect(texts.candidates(index, 'railroad')).toEqual([]);
  });

  it('leaves what cannot be read to the search', async () => {
    const texts = createTexts([ROAD, RAIL]);
    const index = texts.open({
      readText: (id) => Promise.resolve(id === sha256(RAIL) ? null : (texts.byId.get(id) ?? null)),
    });
    await index.follow();
    expect(texts.candidates(index, 'zzyzx')).toEqual([RAIL]);
  });

  it('leaves what there is no room for to the search', async () => {
    const many = Array.from({ length: 500 }, (_, n) => `w${String(n)}`).join(' ');
    const texts = createTexts([ROAD, many], 4_000);
    const index = texts.open();
    await index.follow();
    expect(texts.candidates(index, 'zzyzx')).toEqual([many]);
  });

  it('writes nothing where nothing may be written, or after its end', async () => {
    const texts = createTexts([ROAD, RAIL]);
    const readOnly = texts.open({ isReadOnly: () => true });
    await readOnly.follow();
    expect(texts.candidates(readOnly, 'rail')).toEqual([RAIL]);
    expect(await nodeDisk.list(folder.dir)).toEqual([]);
    let ended: Promise<void> | null = null;
    const index: SearchIndex = texts.open({
      readText: (id) => {
        ended ??= index.end();
        return Promise.resolve(texts.byId.get(id) ?? null);
      },
    });
    await index.follow();
    await ended;
    await index.follow();
    expect(await nodeDisk.list(folder.dir)).toEqual([]);
  });

  it('goes on without the file where the disk refuses, and writes it once it does not', async () => {
    const texts = createTexts([ROAD, RAIL]);
    let isFull = true;
    const disk = {
      ...nodeDisk,
      open: (file: string, mode: 'new' | 'existing') =>
        isFull
          ? Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }))
          : nodeDisk.open(file, mode),
    };
    const index = new SearchIndex(
      { disk, dir: folder.dir },
      {
        ids: () => [...texts.byId.keys()],
        readText: (id) => Promise.resolve(texts.byId.get(id) ?? null),
        isReadOnly: () => false,
      },
    );
    await index.follow();
    expect(texts.candidates(index, 'rail')).toEqual([RAIL]);
    isFull = false;
    await index.follow();
    expect(parseIndex(readFileSync(indexFile()))?.articles.size).toBe(2);
  });
});

describe('a library', () => {
  it('finds the same before its articles are in the index, while they come, and after', async () => {
    const library = await openLibrary(folder.dir);
    const find = async (query: string): Promise<string[]> =>
      (await library.search.find({ query, ...LOOSELY })).map(({ articleId }) => articleId);
    const queries = ['“ROAD TO', 'road to', 'zelenskyy', 'zzyzx'];
    const findAll = async (): Promise<string[][]> => {
      const found: string[][] = [];
      for (const query of queries) found.push(await find(query));
      return found;
    };
    const before = await findAll();
    expect(before.map(({ length }) => length > 0)).toEqual([true, true, true, false]);
    const following = library.searchIndex.follow();
    expect(await findAll()).toEqual(before);
    await following;
    expect(await findAll()).toEqual(before);
    await library.addArticles('5b0a4d1c-7f0e-4f5e-9d53-2f6c1c6f9a02', [newArticle('A zzyzx road')]);
    expect(await find('zzyzx')).toHaveLength(1);
    await library.searchIndex.follow();
    expect(await find('zzyzx')).toHaveLength(1);
    expect((await library.close()).ok).toBe(true);
    const again = await openLibrary(folder.dir);
    await again.searchIndex.follow();
    expect(await again.search.find({ query: 'ZZYZX', ...LOOSELY })).toHaveLength(1);
    expect((await again.close()).ok).toBe(true);
  });
});
