import { randomUUID } from 'node:crypto';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { HISTORY_LIMIT } from '#core/library/history.ts';

import { STORE_LIMITS } from '../document/options.ts';
import { openLibrary, tag, temporaryFolder } from '../testing/library-fixture.ts';
import type { Library } from './library.ts';

let dir: string;
let removeFolder: () => void;

beforeEach(() => {
  ({ dir, remove: removeFolder } = temporaryFolder());
});

afterEach(() => {
  removeFolder();
});

const LONG = 120_000;
/** Snapshots in between, as a working day has them. */
const open = (more: object = {}): Promise<Library> =>
  openLibrary(dir, { limits: { ...STORE_LIMITS, changes: 50 }, ...more });
const undo = (library: Library) => library.undo(randomUUID());
const redo = (library: Library) => library.redo(randomUUID());

async function tagOften(library: Library, count: number): Promise<void> {
  const [a = '', b = ''] = library.summaries().map(({ id }) => id);
  for (let n = 0; n < count; n += 1) await tag(library, n % 2 === 0 ? a : b, n * 3, n * 3 + 20);
}

async function countTags(library: Library): Promise<number> {
  const counts = library.summaries().map(({ tagCounts }) => tagCounts['quote'] ?? 0);
  return Promise.resolve(counts.reduce((sum, count) => sum + count, 0));
}

/** How the session ends before everything is taken back. */
const endings = [
  { ending: 'in the same session', again: (library: Library) => Promise.resolve(library) },
  {
    ending: 'after an orderly end',
    again: async (library: Library) => {
      await library.close();
      return open();
    },
  },
  {
    ending: 'after a crash',
    again: () => open({ takeOverLock: true }),
  },
] as const;

describe('how far undo reaches', () => {
  it.each(endings)(
    'is not used up by undoing and redoing, $ending',
    async ({ again }) => {
      let library = await open();
      await tagOften(library, 40);
      for (let n = 0; n < 520; n += 1) {
        expect((await (n % 2 === 0 ? undo(library) : redo(library))).ok).toBe(true);
      }
      library = await again(library);
      for (let n = 0; n < 40; n += 1) expect(await undo(library)).toMatchObject({ ok: true });
      expect(await countTags(library)).toBe(0);
      expect(await undo(library)).toEqual({ ok: false, error: { type: 'nothing-to-undo' } });
      for (let n = 0; n < 40; n += 1) expect(await redo(library)).toMatchObject({ ok: true });
      expect(await countTags(library)).toBe(40);
      await library.close();
    },
    LONG,
  );

  it.each(endings)(
    'is not used up by what is done and taken back at once, $ending',
    async ({ again }) => {
      let library = await open();
      await tagOften(library, 20);
      const id = library.summaries()[0]?.id ?? '';
      for (let n = 0; n < 300; n += 1) {
        await tag(library, id, 900, 930, 'claim');
        await undo(library);
      }
      library = await again(library);
      for (let n = 0; n < 20; n += 1) expect(await undo(library)).toMatchObject({ ok: true });
      expect(await countTags(library)).toBe(0);
      await library.close();
    },
    LONG,
  );

  it.each(endings)(
    'is so many changes, and where it ends is said, $ending',
    async ({ again }) => {
      let library = await open();
      await tagOften(library, HISTORY_LIMIT + 5);
      library = await again(library);
      for (let n = 0; n < HISTORY_LIMIT; n += 1) expect((await undo(library)).ok).toBe(true);
      expect(await countTags(library)).toBe(5);
      expect(library.historyState()).toMatchObject({ undo: null, older: true });
      expect(await undo(library)).toEqual({
        ok: false,
        error: { type: 'nothing-to-undo', older: true },
      });
      await library.close();
    },
    LONG,
  );
});
