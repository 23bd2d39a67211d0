import { randomUUID } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { err, ok } from '#core/result.ts';

import { nodeDisk } from '../disk/files.ts';
import { STORE_LIMITS } from '../document/options.ts';
import { createFaultyDisk } from '../testing/faulty-disk.ts';
import {
  idsOf,
  newArticle,
  openLibrary,
  tag,
  temporaryFolder,
} from '../testing/library-fixture.ts';
import type { Watch } from './changes/many-articles.ts';
import type { Library, LibraryOptions } from './library.ts';

const ARTICLES = 8;
const LIMITS = { ...STORE_LIMITS, together: 4 };

/** A library of so many articles with a tag each, made once. */
let made: ReturnType<typeof temporaryFolder>;
let dir = '';
let folder: ReturnType<typeof temporaryFolder>;
let opened: Library[] = [];

beforeAll(async () => {
  made = temporaryFolder();
  const library = await openLibrary(made.dir, { seeds: [] });
  const texts = Array.from({ length: ARTICLES }, (_, n) => newArticle(`Article ${n} is a text.`));
  await library.addArticles(randomUUID(), texts);
  for (const { id } of library.summaries()) await tag(library, id, 0, 7);
  await library.close();
});
afterAll(() => made.remove());

beforeEach(() => {
  folder = temporaryFolder();
  dir = folder.dir;
  cpSync(made.dir, dir, { recursive: true });
  opened = [];
});
afterEach(async () => {
  for (const library of opened) await library.close().catch(() => undefined);
  folder.remove();
});

async function open(more: Partial<LibraryOptions> = {}): Promise<Library> {
  const library = await openLibrary(dir, {
    seeds: [],
    takeOverLock: true,
    limits: LIMITS,
    ...more,
  });
  opened.push(library);
  return library;
}

const pathOfFirst = (parts: string): string => path.join(parts, readdirSync(parts)[0] ?? '');

function flagAll(library: Library, watch?: Watch): ReturnType<Library['arrange']> {
  const articles = idsOf(library);
  const edit = { kind: 'edit-articles', articles, details: { flagged: true } } as const;
  return library.arrange(randomUUID(), edit, watch);
}

/** Turns the category of every tag, as an edit of the codebook may. */
function retag(library: Library, watch?: Watch): ReturnType<Library['changeArticles']> {
  return library.changeArticles(
    randomUUID(),
    idsOf(library),
    () =>
      ok({
        steps: [],
        follow: ({ document }) =>
          ok(
            [...document.annotations].map((each) => {
              return { op: 'put-annotation', annotation: { ...each, category: 'claim' } };
            }),
          ),
        conclude: (articles) => ok(`retag ${articles}`),
      }),
    watch,
  );
}

/** What the list says of all articles, each thing once. */
function listed(library: Library): unknown[] {
  const each = library.summaries().map(({ details, tagCounts }) => {
    const counts = Object.entries(tagCounts).filter(([, count]) => count > 0);
    return JSON.stringify([details.flagged ?? false, Object.fromEntries(counts)]);
  });
  return [...new Set(each)].map((text) => JSON.parse(text) as unknown);
}

/** What the articles themselves say, each thing once. */
async function stored(library: Library): Promise<unknown[]> {
  const found = new Set<string>();
  for (const id of idsOf(library)) {
    const read = await library.readArticle(id);
    if (!read.ok) throw new Error(read.error.type);
    const { details, annotations } = read.value.document;
    const counts: Record<string, number> = {};
    for (const { category } of annotations) counts[category] = (counts[category] ?? 0) + 1;
    found.add(JSON.stringify([details.flagged ?? false, counts]));
  }
  return [...found].map((text) => JSON.parse(text) as unknown);
}

const lastLine = (): string => {
  const names = readdirSync(path.join(dir, 'library')).filter((name) => name.endsWith('.log'));
  const text = readFileSync(path.join(dir, 'library', names.at(-1) ?? ''), 'utf8');
  return text.trimEnd().split('\n').at(-1) ?? '';
};
const partFolders = (): string[] => {
  try {
    return readdirSync(path.join(dir, 'library', 'parts'));
  } catch {
    return [];
  }
};

describe('a change of many articles', () => {
  it.each([
    ['of details', flagAll, [true, { quote: 1 }]],
    ['of tags', retag, [false, { claim: 1 }]],
  ] as const)('%s is one step, in every article and on the list', async (_, change, after) => {
    const library = await open();
    const before = [[false, { quote: 1 }]];
    const done = await change(library);
    if (!done.ok) throw new Error(JSON.stringify(done.error));
    expect(new Set(done.value.owing)).toEqual(new Set(idsOf(library)));
    for (const [move, expected] of [
      [null, [after]],
      ['undo', before],
      ['redo', [after]],
      ['undo', before],
    ] as const) {
      if (move) expect(await library[move](randomUUID())).toMatchObject({ ok: true });
      expect(listed(library)).toEqual(expected);
      expect(await stored(library)).toEqual(expected);
    }
  });

  it('does not make the line of the library’s journal longer, however many they are', async () => {
    const library = await open();
    await retag(library);
    expect(lastLine().length).toBeLessThan(1500);
    await library.undo(randomUUID());
    expect(lastLine().length).toBeLessThan(1500);
  });

  it('is in articles that are open, and goes on where they are changed', async () => {
    const library = await open();
    const [held = '', other = ''] = idsOf(library);
    await library.openArticle(held);
    await retag(library);
    expect(await tag(library, held, 8, 9)).toMatchObject({ ok: true });
    expect(await tag(library, other, 8, 9)).toMatchObject({ ok: true });
    for (const again of [library, await open()]) {
      const read = await again.readArticle(other);
      if (!read.ok) throw new Error(read.error.type);
      const categories = [...read.value.document.annotations].map(({ category }) => category);
      expect(categories.sort()).toEqual(['claim', 'quote']);
      expect(again.notices().filter(({ type }) => type === 'damaged')).toEqual([]);
    }
  });

  it('is undone after a restart, in articles that have it on their own and in those that do not', async () => {
    const library = await open();
    await retag(library);
    const [first = ''] = idsOf(library);
    await tag(library, first, 8, 9);
    await library.undo(randomUUID());
    await library.close();
    const again = await open();
    expect(await stored(again)).toEqual([[false, { claim: 1 }]]);
    await again.undo(randomUUID());
    expect(await stored(again)).toEqual([[false, { quote: 1 }]]);
    const killed = await open();
    expect(await stored(killed)).toEqual([[false, { quote: 1 }]]);
    expect(killed.historyState().redo).toMatchObject({ label: `retag ${ARTICLES}` });
    await killed.redo(randomUUID());
    expect(await stored(killed)).toEqual([[false, { claim: 1 }]]);
  });

  it('that is cancelled leaves nothing', async () => {
    const library = await open();
    const stop = new AbortController();
    const report = (done: number): void => {
      if (done === 5) stop.abort();
    };
    const cancelled = { ok: false, error: { type: 'change-cancelled' } };
    expect(await retag(library, { signal: stop.signal, report })).toEqual(cancelled);
    expect(await stored(library)).toEqual([[false, { quote: 1 }]]);
    expect(partFolders()).toEqual([]);
    await retag(library);
    expect(await library.undo(randomUUID(), { signal: stop.signal })).toEqual(cancelled);
    expect(await stored(library)).toEqual([[false, { claim: 1 }]]);
    expect(listed(library)).toEqual([[false, { claim: 1 }]]);
    expect(library.historyState().undo).toMatchObject({ label: `retag ${ARTICLES}` });
  });

  it('of what the list shows is followed and cancelled as well', async () => {
    const library = await open();
    const stop = new AbortController();
    const told: number[] = [];
    const report = (done: number, total: number): void => {
      expect(total).toBe(ARTICLES);
      if (told.push(done) === 5) stop.abort();
    };
    const cancelled = { ok: false, error: { type: 'change-cancelled' } };
    expect(await flagAll(library, { signal: stop.signal, report })).toEqual(cancelled);
    expect(told).toEqual([1, 2, 3, 4, 5]);
    expect(await stored(library)).toEqual([[false, { quote: 1 }]]);
    expect(listed(library)).toEqual([[false, { quote: 1 }]]);
    expect(partFolders()).toEqual([]);
    expect(await flagAll(library)).toMatchObject({ ok: true });
    expect(await stored(library)).toEqual([[true, { quote: 1 }]]);
  });

  it('that is refused for one of them leaves nothing', async () => {
    const library = await open();
    const refused = { type: 'in-use', tags: ARTICLES } as const;
    const done = await library.changeArticles(randomUUID(), idsOf(library), () =>
      ok({
        steps: [],
        follow: () => ok([{ op: 'set-details', details: { done: true } }]),
        conclude: () => err(refused),
      }),
    );
    expect(done).toEqual(err(refused));
    expect(partFolders()).toEqual([]);
  });

  it('comes into the articles’ own files when nothing else is done, and is then no longer owed', async () => {
    const library = await open({ limits: { ...LIMITS, idle: 1 } });
    await retag(library);
    await expect.poll(() => library.document.owed.size, { timeout: 20_000 }).toBe(0);
    await library.close();
    // Undo still needs them.
    expect(partFolders()).toHaveLength(1);
    const again = await open();
    expect(await stored(again)).toEqual([[false, { claim: 1 }]]);
    await again.undo(randomUUID());
    expect(await stored(again)).toEqual([[false, { quote: 1 }]]);
  });

  it.each([
    ['is something else', (file: string) => writeFileSync(file, 'nothing')],
    ['is gone', (file: string) => rmSync(file)],
  ])('leaves an article alone whose part %s, and says so', async (_, damage) => {
    const library = await open();
    await retag(library);
    await library.close();
    const [name = ''] = partFolders();
    const [file = ''] = readdirSync(path.join(dir, 'library', 'parts', name));
    damage(path.join(dir, 'library', 'parts', name, file));
    const again = await open();
    const other = idsOf(again).filter((id) => !id.startsWith(file.slice(0, 2)));
    expect((await again.readArticle(other[0] ?? '')).ok).toBe(true);
    expect(again.notices()).toEqual([]);
    const [bad = ''] = idsOf(again).filter((id) => id.startsWith(file.slice(0, 2)));
    expect((await again.readArticle(bad)).ok).toBe(true);
    expect(again.notices()).toMatchObject([{ type: 'damaged', articleId: bad }]);
  });

  it.each([
    ['its files are', true, (parts: string) => rmSync(parts, { recursive: true })],
    ['one of its files is', true, (parts: string) => rmSync(pathOfFirst(parts))],
    // Each article finds its part without it.
    ['the list of its files is', false, (parts: string) => rmSync(path.join(parts, 'files.log'))],
  ])('stays owed where %s gone, and an undo says that it cannot be', async (_, isSaid, damage) => {
    const library = await open();
    await retag(library);
    await library.close();
    damage(path.join(dir, 'library', 'parts', partFolders()[0] ?? ''));
    const again = await open({ limits: { ...LIMITS, idle: 1 } });
    for (const id of idsOf(again)) await again.readArticle(id);
    expect(again.document.owed.size).toBe(1);
    expect(again.notices().length > 0).toBe(isSaid);
    expect(await again.undo(randomUUID())).toMatchObject({ error: { type: 'cannot-undo' } });
  });
});

describe('a process that is killed while it changes many articles', () => {
  /** Does something until the disk has been changed so often; answers how often it was. */
  async function changesUntil(
    last: number,
    work: (library: Library) => Promise<unknown>,
  ): Promise<number> {
    let stop = (): void => undefined;
    const stopped = new Promise<void>((resolve) => (stop = resolve));
    let isCounting = false;
    let count = 0;
    const fate = (): 'stop' | 'ok' => {
      if (isCounting) count += 1;
      return count === last ? 'stop' : 'ok';
    };
    const disk = createFaultyDisk(nodeDisk, fate, () => stop());
    const library = await openLibrary(dir, { seeds: [], takeOverLock: true, limits: LIMITS, disk });
    isCounting = true;
    await Promise.race([work(library), stopped]);
    return count;
  }

  it.each([
    ['making it', retag, []],
    ['taking it back', (library: Library) => library.undo(randomUUID()), [retag]],
    ['repeating it', (library: Library) => library.redo(randomUUID()), [retag, 'undo']],
  ] as const)(
    'has all of it or nothing, at whichever step of %s',
    async (_, work, before) => {
      const library = await open();
      for (const each of before) {
        if (each === 'undo') await library.undo(randomUUID());
        else await each(library);
      }
      await library.close();
      const start = temporaryFolder();
      cpSync(dir, start.dir, { recursive: true });
      const startAgain = (): void => {
        folder.remove();
        cpSync(start.dir, dir, { recursive: true });
      };
      const all = await changesUntil(Infinity, work);
      const seen = new Set<string>();
      // The steps of one file after the other are alike.
      const ones = Array.from({ length: all }, (_, n) => n + 1);
      for (const last of ones.filter((n) => n <= 3 || n > all - 14 || n % 12 === 0)) {
        startAgain();
        await changesUntil(last, work);
        const again = await openLibrary(dir, { seeds: [], takeOverLock: true });
        const states = await stored(again);
        expect(states, `step ${last}`).toHaveLength(1);
        expect(listed(again)).toEqual(states);
        expect(again.notices().filter(({ type }) => type !== 'recovered')).toEqual([]);
        seen.add(JSON.stringify(states[0]));
        await again.close();
      }
      start.remove();
      expect(seen).toEqual(new Set(['[false,{"quote":1}]', '[false,{"claim":1}]']));
    },
    60_000,
  );
});
