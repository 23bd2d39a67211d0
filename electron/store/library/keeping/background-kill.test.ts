import { randomUUID } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { createFaultyDisk } from '../../testing/faulty-disk.ts';
import { idsOf, libraryOptions, tag } from '../../testing/library-fixture.ts';
import { MemoryDisk, type Pick } from '../../testing/memory-disk.ts';
import type { Disk } from '../../disk/files.ts';
import { STORE_LIMITS } from '../../document/options.ts';
import { Library } from '../library.ts';

const SEEDS = ['onetwothreefour', 'alphabetagamma'].map((text, n) => ({
  name: `${n}.txt`,
  bytes: Buffer.from(text),
}));
/** Tags of each article before anything happens in the background. */
const TAGS = 2;

async function open(disk: Disk): Promise<Library> {
  const opened = await Library.open(
    libraryOptions('/library', {
      disk,
      seeds: SEEDS,
      takeOverLock: true,
      limits: { ...STORE_LIMITS, kept: 1 },
    }),
  );
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  return opened.value;
}

/** A library that was killed after each article had been tagged. */
async function tagged(): Promise<MemoryDisk> {
  const memory = new MemoryDisk();
  const library = await open(memory);
  for (let n = 0; n < TAGS; n += 1) {
    for (const id of idsOf(library)) {
      expect(await tag(library, id, n * 3, n * 3 + 2)).toMatchObject({ ok: true });
    }
  }
  return memory;
}

/** Work in the background, which ends some time after it was asked for. */
const WORK: Readonly<Record<string, (library: Library) => Promise<unknown>>> = {
  'documents leave memory': async (library) => {
    for (const id of [...idsOf(library), ...idsOf(library)]) await library.openArticle(id);
    await library.closeArticle('');
  },
  'what a killed session left is folded': (library) => library.safekeeping.fold(),
  'a backup runs': (library) => library.safekeeping.dailyBackup(),
};

const all: Pick = (below) => below - 1;
const CUTS: Readonly<Record<string, (memory: MemoryDisk) => MemoryDisk>> = {
  killed: (memory) => memory.afterKill(),
  'cut from power': (memory) => memory.afterPowerCut(() => 0),
};

describe.each(Object.entries(CUTS))('a program that is %s', (_cut, cut) => {
  it.each(Object.entries(WORK))('has lost nothing while %s', async (_what, work) => {
    const before = await tagged();
    let isDone = false;
    for (let n = 1; !isDone; n += 1) {
      const memory = before.afterPowerCut(all);
      let left = Infinity;
      let stop = (): void => undefined;
      const stopped = new Promise<'stopped'>((resolve) => (stop = () => resolve('stopped')));
      const disk = createFaultyDisk(
        memory,
        () => {
          left -= 1;
          return left === 0 ? 'stop' : 'ok';
        },
        () => stop(),
      );
      const library = await open(disk);
      left = n;
      isDone = (await Promise.race([stopped, work(library)])) !== 'stopped';
      const again = await open(cut(memory));
      expect(again.notices().filter(({ type }) => type !== 'recovered')).toEqual([]);
      for (const id of idsOf(again)) {
        const read = await again.readArticle(id);
        expect(read.ok && read.value.document.annotations.size).toBe(TAGS);
      }
      for (const _ of Array.from({ length: TAGS * SEEDS.length })) {
        expect(await again.undo(randomUUID())).toMatchObject({ ok: true });
      }
      expect(again.summaries().map(({ tagCounts }) => tagCounts['quote'])).toEqual([0, 0]);
      await again.close();
    }
  });
});
