import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { openLibrary, tag, temporaryFolder } from '../testing/library-fixture.ts';
import { folderName } from './articles/article-folder.ts';
import { readBackups } from './articles/backups.ts';
import type { Library } from './library.ts';
import { nodeDisk } from '../disk/files.ts';

let dir: string;
let removeFolder: () => void;
let clock: Date;

beforeEach(() => {
  ({ dir, remove: removeFolder } = temporaryFolder());
  clock = new Date('2026-03-01T10:00:00Z');
});

afterEach(() => {
  removeFolder();
});

const DAY = 86_400_000;
const LONG = 120_000;
const open = (): Promise<Library> => openLibrary(dir, { now: () => clock });
const pass = (days: number): void => {
  clock = new Date(clock.getTime() + days * DAY);
};
const firstOf = (library: Library): string => library.summaries()[0]?.id ?? '';

/** One start with the clock as it is, and its daily backup. */
async function useOnce(work: (library: Library) => Promise<unknown> = () => Promise.resolve()) {
  const library = await open();
  await work(library);
  await library.safekeeping.dailyBackup();
  await library.close();
}

const JUMPS = [
  ['45 days forwards', '2026-04-15T10:00:00Z'],
  ['ten years forwards', '2036-02-29T23:59:59Z'],
  ['ten years backwards', '2016-02-29T10:00:00Z'],
  ['to the beginning of all clocks', '1970-01-01T00:00:00Z'],
  ['beyond four digits', '+012026-01-01T00:00:00Z'],
] as const;

describe('the trash', () => {
  const trash = async (library: Library): Promise<void> => {
    const id = firstOf(library);
    await library.arrange(randomUUID(), { kind: 'trash-articles', articles: [id] });
  };

  it.each(JUMPS)('is not emptied by a clock that was once %s', async (_what, wrong) => {
    await useOnce(trash);
    const right = clock;
    clock = new Date(wrong);
    await useOnce();
    clock = right;
    for (let day = 0; day < 3; day += 1) {
      pass(1);
      const library = await open();
      expect(library.trashed()).toHaveLength(1);
      expect(existsSync(path.join(dir, 'trash', folderName(library.trashed()[0]?.id ?? '')))).toBe(
        true,
      );
      await library.close();
    }
  });

  it('is not emptied after a long holiday', async () => {
    await useOnce(trash);
    pass(100);
    const library = await open();
    expect(library.trashed()).toHaveLength(1);
    await library.close();
  });

  it.each(JUMPS)(
    'is emptied after thirty days of use although something was deleted with the clock %s',
    async (_what, wrong) => {
      const right = clock;
      clock = new Date(wrong);
      await useOnce(trash);
      clock = right;
      for (let day = 0; day < 31; day += 1) {
        pass(1);
        await useOnce();
      }
      const library = await open();
      expect(library.trashed()).toEqual([]);
      await library.close();
    },
    LONG,
  );

  it.each(['deleted', 'damaged'])(
    'keeps all where the count of days was %s',
    async (what) => {
      await useOnce(trash);
      for (let day = 0; day < 20; day += 1) {
        pass(1);
        await useOnce();
      }
      const file = path.join(dir, 'use-days.json');
      if (what === 'deleted') rmSync(file);
      else writeFileSync(file, '\0\0\0');
      for (let day = 0; day < 20; day += 1) {
        pass(1);
        await useOnce();
      }
      const library = await open();
      expect(library.trashed()).toHaveLength(1);
      await library.close();
    },
    120_000,
  );
});

describe('backups', () => {
  const tagOne = (library: Library, n: number) =>
    tag(library, firstOf(library), n * 10, n * 10 + 5);

  it.each(JUMPS)('are offered with the fullest first after a day %s', async (_what, wrong) => {
    const right = clock;
    await useOnce((library) => tagOne(library, 0));
    clock = new Date(wrong);
    await useOnce((library) => tagOne(library, 1));
    clock = right;
    pass(1);
    await useOnce((library) => tagOne(library, 2));
    let library = await open();
    const id = firstOf(library);
    await library.close();
    const folder = path.join(dir, 'articles', folderName(id));
    for (const name of readdirSync(folder).filter((each) => each !== 'article.txt')) {
      rmSync(path.join(folder, name), { recursive: true });
    }
    library = await open();
    const report = await library.recovery.describe(id);
    const choices = report.ok ? report.value.choices : [];
    expect(choices.map(({ tags }) => tags).slice(0, 3)).toEqual([3, 2, 1]);
    await library.close();
  });

  it.each(JUMPS)(
    'restore the library to what it was last after a day %s (bad input 48)',
    async (_w, wrong) => {
      const right = clock;
      const rename = (name: string) => (library: Library) =>
        library.changeLibrary(randomUUID(), ({ annotators, self }) => ({
          ok: true,
          value: {
            label: 'change your name',
            steps: [
              {
                op: 'put-annotator' as const,
                annotator: { ...(annotators.get(self) ?? { id: self }), name, confirmed: true },
              },
            ],
          },
        }));
      clock = new Date(wrong);
      await useOnce(rename('With a wrong clock'));
      clock = right;
      await useOnce(rename('With the right clock'));
      rmSync(path.join(dir, 'library'), { recursive: true });
      const library = await open();
      const { annotators, self } = library.document;
      expect(annotators.get(self)?.name).toBe('With the right clock');
      await library.close();
    },
  );

  it('of another day that a wrong clock calls the same stay', async () => {
    let id = '';
    const work = (n: number) => async (library: Library) => {
      id = firstOf(library);
      await tagOne(library, n);
    };
    await useOnce(work(0));
    pass(1);
    await useOnce(work(1));
    pass(-1);
    await useOnce(work(2));
    await useOnce(work(3));
    const backups = await readBackups(nodeDisk, path.join(dir, 'backups', folderName(id)));
    expect(backups.map(({ seq, name }) => [seq, name])).toEqual([
      [4, '2026-03-01-2'],
      [2, '2026-03-02'],
      [1, '2026-03-01'],
    ]);
  });

  it('of today stay although many were made in a future that never was', async () => {
    let id = '';
    const right = clock;
    clock = new Date('2031-01-01T10:00:00Z');
    for (let n = 0; n < 12; n += 1) {
      pass(1);
      await useOnce((library) => tagOne(library, n));
    }
    clock = right;
    await useOnce(async (library) => {
      id = firstOf(library);
      await tagOne(library, 12);
    });
    const [newest] = await readBackups(nodeDisk, path.join(dir, 'backups', folderName(id)));
    expect(newest).toMatchObject({ seq: 13, name: '2026-03-01' });
  });
});
