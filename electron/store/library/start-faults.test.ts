import { randomUUID } from 'node:crypto';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { explainOpenError } from '../../shell/start-errors.ts';
import { writeNewFile, type Disk } from '../disk/files.ts';
import { createFaultyDisk } from '../testing/faulty-disk.ts';
import { libraryOptions, openLibrary, say, tag } from '../testing/library-fixture.ts';
import { MemoryDisk } from '../testing/memory-disk.ts';
import { Library } from './library.ts';

const DIR = '/data';
const LONG = 600_000;

/** A copy of everything on a disk. */
async function copyDisk(from: Disk): Promise<MemoryDisk> {
  const to = new MemoryDisk();
  const copy = async (place: string): Promise<void> => {
    for (const name of await from.list(place)) {
      const file = path.join(place, name);
      if ((await from.look(file))?.kind === 'folder') {
        await to.makeFolder(file);
        await copy(file);
      } else await writeNewFile(to, file, await from.read(file));
    }
  };
  await copy('/');
  return to;
}

/** What somebody sees of a library: the tags of each article, the passages of its event, the name. */
async function describeLibrary(library: Library): Promise<unknown> {
  const { events, annotators, self } = library.document;
  const families: unknown[] = [];
  for (const { id } of events) {
    const read = await library.events.read(id);
    families.push(read.ok ? read.value.document.families.size : read.error.type);
  }
  const articles: unknown[] = [];
  for (const { id, tagCounts } of library.summaries()) {
    const opened = await library.openArticle(id);
    const tags = opened.ok ? opened.value.document.annotations.size : opened.error.type;
    articles.push([id, tagCounts['quote'] ?? 0, tags]);
  }
  return { name: annotators.get(self)?.name, families, articles };
}

/** A library with some of everything; what is in it. */
async function prepare(ending: 'orderly' | 'crash'): Promise<{ disk: MemoryDisk; all: unknown }> {
  const disk = new MemoryDisk();
  const library = await openLibrary(DIR, { disk });
  const ids = library.summaries().map(({ id }) => id);
  for (const [n, id] of ids.entries()) {
    for (let k = 0; k <= n; k += 1) await tag(library, id, k * 20, k * 20 + 10);
  }
  const [event] = [...library.document.events];
  await say(library, event?.id ?? '', {
    ...{ type: 'link', kind: 'utterance', family: null, newFamily: randomUUID() },
    passages: ids.slice(0, 2).map((article) => ({
      ...{ article, fragments: [{ start: 0, end: 20 }], tag: null },
    })),
  });
  await library.changeLibrary(randomUUID(), ({ annotators, self }) => {
    const annotator = { ...(annotators.get(self) ?? { id: self }), name: 'Ada', confirmed: true };
    return {
      ok: true,
      value: { label: 'name', steps: [{ op: 'put-annotator' as const, annotator }] },
    };
  });
  if (ending === 'orderly') await library.safekeeping.dailyBackup();
  await library.close();
  if (ending === 'crash') {
    const last = await openLibrary(DIR, { disk });
    for (const id of ids) for (const at of [300, 400]) await tag(last, id, at, at + 9);
  }
  const all = await describeLibrary(
    await openLibrary(DIR, { disk: await copyDisk(disk), takeOverLock: true }),
  );
  return { disk, all };
}

describe.each(['orderly', 'crash'] as const)('a start after an end that was %s', (ending) => {
  it.each(['EIO', 'EACCES', 'EMFILE', 'ENOSPC'])(
    'opens or says why when the n-th call of the disk meets %s, for every n, and loses nothing',
    async (code) => {
      const { disk: whole, all } = await prepare(ending);
      let reached = true;
      for (let n = 1; reached; n += 1) {
        reached = false;
        const disk = await copyDisk(whole);
        let met = '';
        let isOpen = false;
        const failing = createFaultyDisk(
          disk,
          ({ number, name, file }) => {
            if (number !== n || isOpen) return 'ok';
            reached = true;
            met = `${n}: ${name} ${file}`;
            return { code };
          },
          undefined,
          'all',
        );
        const opened = await Library.open(
          libraryOptions(DIR, { disk: failing, takeOverLock: true }),
        );
        isOpen = true;
        if (opened.ok) {
          const library = opened.value;
          const isSaid =
            library.status.type === 'read-only' ||
            library.notices().some(({ type }) => type !== 'recovered');
          if (!isSaid) expect(await describeLibrary(library), met).toEqual(all);
          await library.close();
        } else {
          const reason = explainOpenError(opened.error, DIR);
          expect(reason, met).toContain(code);
        }
        const again = await openLibrary(DIR, { disk, takeOverLock: true });
        expect(await describeLibrary(again), met).toEqual(all);
        expect(
          again.notices().filter(({ type }) => type !== 'recovered'),
          met,
        ).toEqual([]);
      }
    },
    LONG,
  );

  it(
    'opens or says why whatever is damaged, and names what is missing',
    async () => {
      const { disk: whole, all } = await prepare(ending);
      const places = await listAll(whole);
      expect(places.length).toBeGreaterThan(30);
      for (const place of places) {
        for (const [how, damage] of Object.entries(DAMAGES)) {
          const disk = await copyDisk(whole);
          // That there was a journal which ended nowhere is known from the journal alone.
          const isUnknown = ending === 'crash' && /journal-.* is (?:deleted|empty)$/u;
          if (isUnknown && isUnknown.test(`${place} ${how}`)) continue;
          if (!(await damage(disk, place))) continue;
          const met = `${place} ${how}`;
          const opened = await Library.open(libraryOptions(DIR, { disk, takeOverLock: true }));
          if (!opened.ok) {
            expect(explainOpenError(opened.error, DIR), met).toMatch(/\.$/u);
            continue;
          }
          const library = opened.value;
          const found = await describeLibrary(library);
          const named = library.notices().filter(({ type }) => type !== 'recovered');
          // An article that does not open says why when it is opened.
          const isRefused = /"(?:text-lost|damaged|read-only)"/u.test(JSON.stringify(found));
          const isSaid = library.status.type === 'read-only' || named.length > 0 || isRefused;
          if (!isSaid) expect(found, met).toEqual(all);
          await library.close();
          // What was said once is mended, and the work goes on.
          const again = await openLibrary(DIR, { disk, takeOverLock: true });
          await again.close();
        }
      }
    },
    LONG,
  );
});

async function listAll(disk: Disk, folder = DIR): Promise<string[]> {
  const all: string[] = [];
  for (const name of await disk.list(folder)) {
    const place = path.join(folder, name);
    all.push(place);
    if ((await disk.look(place))?.kind === 'folder') all.push(...(await listAll(disk, place)));
  }
  return all;
}

async function rewrite(
  disk: Disk,
  file: string,
  change: (bytes: Uint8Array) => Uint8Array,
): Promise<boolean> {
  if ((await disk.look(file))?.kind !== 'file') return false;
  const bytes = await disk.read(file);
  await disk.remove(file);
  await writeNewFile(disk, file, change(bytes));
  return true;
}

/** What can become of a file or folder; `false` where it can not of this one. */
const DAMAGES: Readonly<Record<string, (disk: Disk, place: string) => Promise<boolean>>> = {
  'is deleted': async (disk, place) => {
    await disk.removeFolder(place);
    return true;
  },
  'is cut off': (disk, place) =>
    rewrite(disk, place, (bytes) => bytes.slice(0, bytes.length * 0.4)),
  'is empty': (disk, place) => rewrite(disk, place, () => new Uint8Array()),
  'is zeros': (disk, place) => rewrite(disk, place, (bytes) => bytes.map(() => 0)),
  'has another bit in its middle': (disk, place) =>
    rewrite(disk, place, (bytes) =>
      bytes.map((byte, n) => (n === bytes.length >> 1 ? byte ^ 4 : byte)),
    ),
  'has another bit in its last line': (disk, place) =>
    rewrite(disk, place, (bytes) =>
      bytes.map((byte, n) => (n === bytes.length - 9 ? byte ^ 4 : byte)),
    ),
  'is something else': async (disk, place) => {
    const isFolder = (await disk.look(place))?.kind === 'folder';
    await disk.removeFolder(place);
    if (isFolder) await writeNewFile(disk, place, Buffer.from('a file'));
    else await disk.makeFolder(place);
    return true;
  },
};
