// A second program with the same library, clocks that are wrong, and data of older and newer versions.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import { ok } from '#core/result.ts';

import { writeNewFile } from '../../electron/store/disk/files.ts';
import { DocumentStore } from '../../electron/store/document/document-store.ts';
import {
  ARTICLE_KIND,
  EVENT_KIND,
  LIBRARY_KIND,
  type DocumentKind,
} from '../../electron/store/document/files/kind.ts';
import { Library } from '../../electron/store/library/library.ts';
import { copyDisk } from '../../electron/store/testing/damage.ts';
import { createFaultyDisk } from '../../electron/store/testing/faulty-disk.ts';
import { libraryOptions, openLibrary } from '../../electron/store/testing/library-fixture.ts';
import { MemoryDisk } from '../../electron/store/testing/memory-disk.ts';
import { emptyRow, type Row } from './row.ts';
import { anyWork, diceOf, judge, LIMITS, seenOf, type Dice } from './work.ts';

const DIR = '/data';

/** A second one tries to open the library while the first works, and has it once the first was killed. */
export async function openTwice({
  child,
  folder,
  rounds,
}: {
  readonly child: string;
  readonly folder: string;
  readonly rounds: number;
}): Promise<Row> {
  const row = emptyRow('a second instance opens the library');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const dir = path.join(folder, 'library');
  for (let round = 0; round < rounds; round += 1) {
    const running = spawn(process.execPath, [child, dir, 'tagging'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    let output = '';
    running.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    while (!output.includes('seen ')) await once(running.stdout, 'data');
    for (let attempt = 0; attempt < 5; attempt += 1) {
      row.tried += 1;
      const second = await Library.open(libraryOptions(dir, { limits: LIMITS }));
      if (!second.ok && second.error.type === 'locked-by-other') continue;
      row.lost.push('Two instances had the library open.');
      if (second.ok) await second.value.close();
    }
    const before = output.length;
    while (output.length < before + 200) await once(running.stdout, 'data');
    running.kill('SIGKILL');
    await once(running, 'close');
    const lines = output.split('\n').slice(0, -1);
    const seen = lines.filter((line) => line.startsWith('seen '));
    row.acknowledged += seen.length - 1;
    const isUnderWay = lines.at(-1) === 'begin';
    const verdict = await judge(dir, seen.at(-1)?.slice('seen '.length) ?? '', isUnderWay);
    row.lost.push(...verdict.lost);
    row.unreadable.push(...verdict.unreadable);
  }
  rmSync(folder, { recursive: true, force: true });
  return row;
}

const RIGHT = Date.parse('2026-03-01T10:00:00Z');
const DAY = 86_400_000;
/** Moments that a wrong clock shows. */
const WRONG = [
  '2026-04-15T10:00:00Z',
  '2036-02-29T23:59:59Z',
  '2016-02-29T10:00:00Z',
  '1970-01-01T00:00:00Z',
  '+012026-01-01T00:00:00Z',
].map((moment) => Date.parse(moment));

/**
 * Sessions of which some have a wrong clock. What is in the trash stays there, as the days of use are few, and
 * the backups bring back what was seen last, whatever their dates.
 */
export async function turnClocks(libraries: number, dice: Dice): Promise<Row> {
  const row = emptyRow('the clock jumps by days, years or to 1970');
  for (let n = 0; n < libraries; n += 1) {
    const disk = new MemoryDisk();
    let clock = RIGHT;
    let last = '';
    let trashed = 0;
    for (let session = 0; session < 10; session += 1) {
      const isWrong = session > 0 && dice(3) === 0;
      clock = isWrong ? (WRONG[dice(WRONG.length)] ?? 0) : RIGHT + session * DAY;
      if (session > 0) {
        row.tried += 1;
        // What only the backups have: the articles are gone.
        const bare = await copyDisk(disk);
        await bare.removeFolder(path.join(DIR, 'articles'));
        const restored = await judgeAt(bare, last, clock);
        row.lost.push(...restored.map((loss) => `From backups: ${loss}`));
      }
      const options = { disk, now: () => new Date(clock), limits: LIMITS };
      const library = await openLibrary(DIR, options);
      if (session > 0 && (await seenOf(library)).sum !== last) row.lost.push(`Session ${session}`);
      if (library.trashed().length < trashed) row.lost.push(`Trash of session ${session}`);
      for (let change = 0; change < 6; change += 1) {
        if (await anyWork(library, dice)) row.acknowledged += 1;
      }
      ({ sum: last } = await seenOf(library));
      trashed = library.trashed().length;
      await library.safekeeping.dailyBackup();
      await library.close();
    }
  }
  return row;
}

/** What is missing without a word in a library that is opened at this moment. */
async function judgeAt(disk: MemoryDisk, last: string, clock: number): Promise<string[]> {
  const library = await openLibrary(DIR, { disk, now: () => new Date(clock), limits: LIMITS });
  const { sum, unreadable } = await seenOf(library);
  await library.close();
  return sum === last || unreadable.length > 0 ? [] : ['something is missing without a word'];
}

/** Documents of every schema that was ever written. */
const GOLDEN = path.resolve('electron/store/golden');

async function golden(name: string): Promise<MemoryDisk> {
  const disk = new MemoryDisk();
  await disk.makeFolder(DIR);
  for (const file of readdirSync(path.join(GOLDEN, name))) {
    const to = path.join(DIR, file === 'snapshot.golden' ? 'doc.json' : file);
    await writeNewFile(disk, to, readFileSync(path.join(GOLDEN, name, file)));
  }
  return copyDisk(disk);
}

const optionsOn = <D, S>(
  disk: Parameters<typeof createFaultyDisk>[0],
  kind: DocumentKind<D, S>,
) => ({
  ...{ disk, folder: DIR, kind, limits: LIMITS },
  now: () => new Date(),
  nextOrder: () => 1000,
});

/** What a document has, read on a disk without faults; `null` where it cannot be read or written. */
async function contentOf<D, S>(disk: MemoryDisk, kind: DocumentKind<D, S>): Promise<unknown> {
  const opened = await DocumentStore.open(optionsOn(disk, kind));
  if (!opened.ok || opened.value.damage || opened.value.readOnly) return null;
  return JSON.parse(JSON.stringify(kind.toStored(opened.value.document)));
}

async function migrateKilled<D, S>(
  row: Row,
  name: string,
  kind: DocumentKind<D, S>,
): Promise<void> {
  const whole = await golden(name);
  const wanted = await contentOf(await copyDisk(whole), kind);
  if (wanted === null) row.unreadable.push(name);
  for (let n = 1, reached = true; reached; n += 1) {
    reached = false;
    for (const how of ['stop', 'stop-after'] as const) {
      const disk = await copyDisk(whole);
      let stop: (how: 'stopped') => void = () => undefined;
      const stopped = new Promise<'stopped'>((resolve) => (stop = resolve));
      const faulty = createFaultyDisk(
        disk,
        ({ number }) => (number === n ? how : 'ok'),
        () => stop('stopped'),
      );
      const migrate = async (): Promise<void> => {
        const opened = await DocumentStore.open(optionsOn(faulty, kind));
        if (!opened.ok) return;
        await opened.value.settle();
        await opened.value.checkpoint();
        await opened.value.close();
      };
      if ((await Promise.race([stopped, migrate()])) !== 'stopped') break;
      reached = true;
      const states = [
        disk.afterKill(),
        ...[1, 2, 3].map((seed) => disk.afterPowerCut(diceOf(seed))),
      ];
      for (const state of states) {
        row.tried += 1;
        row.acknowledged += 1;
        const found = await contentOf(state, kind);
        if (found === null) row.unreadable.push(`${name}, killed at call ${n}`);
        else if (!isDeepStrictEqual(found, wanted)) row.lost.push(`${name}, killed at call ${n}`);
      }
    }
  }
}

/** Every older schema is brought to the present one, and killed at each call of the disk meanwhile. */
export async function migrateOlder(): Promise<Row> {
  const row = emptyRow('a migration of an older schema is killed at each step');
  for (const name of readdirSync(GOLDEN)) {
    if (name.startsWith('article')) await migrateKilled(row, name, ARTICLE_KIND);
    else if (name.startsWith('library')) await migrateKilled(row, name, LIBRARY_KIND);
    else await migrateKilled(row, name, EVENT_KIND);
  }
  return row;
}

async function openNewer<D, S>(row: Row, name: string, kind: DocumentKind<D, S>): Promise<void> {
  row.tried += 1;
  const disk = await golden(name);
  const newer = await DocumentStore.open(optionsOn(disk, { ...kind, schema: kind.schema + 1 }));
  if (newer.ok) {
    await newer.value.settle();
    await newer.value.change({ id: 'x', plan: () => ok({ steps: [], label: 'x' }) });
    await newer.value.close();
  }
  row.acknowledged += 1;
  const before = await disk.read(path.join(DIR, 'doc.json'));
  const opened = await DocumentStore.open(optionsOn(disk, kind));
  if (!opened.ok) row.unreadable.push(name);
  else {
    if (opened.value.readOnly?.type !== 'newer-schema') row.lost.push(`${name} is not read-only`);
    await opened.value.close();
  }
  const after = await disk.read(path.join(DIR, 'doc.json'));
  if (Buffer.compare(before, after) !== 0) row.lost.push(`${name} was written`);
}

/** Data of a newer schema is shown and not written. */
export async function readNewer(): Promise<Row> {
  const row = emptyRow('data of a newer schema is opened');
  await openNewer(row, `article-schema-${ARTICLE_KIND.schema}`, ARTICLE_KIND);
  await openNewer(row, `library-schema-${LIBRARY_KIND.schema}`, LIBRARY_KIND);
  await openNewer(row, `event-schema-${EVENT_KIND.schema}`, EVENT_KIND);
  return row;
}
