import { randomUUID } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { explainOpenError } from '../../shell/start-errors.ts';
import { copyDisk, DAMAGES, listAll } from '../testing/damage.ts';
import { createFaultyDisk } from '../testing/faulty-disk.ts';
import { libraryOptions, openLibrary, say, tag } from '../testing/library-fixture.ts';
import { MemoryDisk } from '../testing/memory-disk.ts';
import { Library } from './library.ts';

const DIR = '/data';
const LONG = 600_000;

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
      const places = await listAll(whole, DIR);
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
