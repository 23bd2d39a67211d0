// A disk on which one call fails, is short or is the last, each call once; and files that are not as they were left.
// The disk is in memory, so that every state of it can be looked at.
import path from 'node:path';

import { explainOpenError } from '../../electron/shell/start-errors.ts';
import { Library } from '../../electron/store/library/library.ts';
import { copyDisk, DAMAGES, listAll } from '../../electron/store/testing/damage.ts';
import { createFaultyDisk, type Fate } from '../../electron/store/testing/faulty-disk.ts';
import { libraryOptions, openLibrary } from '../../electron/store/testing/library-fixture.ts';
import { MemoryDisk } from '../../electron/store/testing/memory-disk.ts';
import { emptyRow, type Row } from './row.ts';
import { anyWork, diceOf, judge, LIMITS, seenOf, WORK, type Dice } from './work.ts';

const DIR = '/data';

/** Which calls fail, and how. */
export const FAULTS: readonly {
  readonly fault: string;
  readonly calls: readonly string[];
  readonly fate: Fate;
}[] = [
  { fault: 'a write is short', calls: ['write', 'writeStore'], fate: 'short' },
  {
    fault: 'a write finds the disk full',
    calls: ['write', 'writeStore'],
    fate: { code: 'ENOSPC' },
  },
  { fault: 'a write fails', calls: ['write', 'writeStore'], fate: { code: 'EIO' } },
  { fault: 'a flush fails', calls: ['datasync', 'sync', 'syncFolder'], fate: { code: 'EIO' } },
  { fault: 'a rename fails', calls: ['rename'], fate: { code: 'EIO' } },
  { fault: 'a link fails', calls: ['link'], fate: { code: 'EIO' } },
  { fault: 'an unlink fails', calls: ['remove', 'removeFolder'], fate: { code: 'EIO' } },
  { fault: 'no file can be opened', calls: ['open', 'makeFolder'], fate: { code: 'EMFILE' } },
];

/** A library with some of everything, closed in order or not. */
export async function prepare(ending: 'orderly' | 'crash', changes = 14): Promise<MemoryDisk> {
  const disk = new MemoryDisk();
  const library = await openLibrary(DIR, { disk, limits: LIMITS });
  const dice = diceOf(1);
  for (let n = 0; n < changes; n += 1) await anyWork(library, dice);
  if (ending === 'orderly') await library.safekeeping.dailyBackup();
  await library.close();
  if (ending === 'orderly') return disk;
  const last = await openLibrary(DIR, { disk, limits: LIMITS });
  for (let n = 0; n < changes; n += 1) await WORK.tagging(last, dice);
  return disk;
}

interface Session {
  /** What was seen when the last change was acknowledged. */
  last: string;
  isUnderWay: boolean;
  acknowledged: number;
}

const beginSession = async (library: Library): Promise<Session> => ({
  last: (await seenOf(library)).sum,
  isUnderWay: false,
  acknowledged: 0,
});

/** Makes changes, and notes what is seen after each that was acknowledged. */
async function workOn(
  library: Library,
  session: Session,
  changes: number,
  dice: Dice,
): Promise<void> {
  for (let n = 0; n < changes; n += 1) {
    session.isUnderWay = true;
    const done = await anyWork(library, dice);
    if (done) {
      session.acknowledged += 1;
      session.last = (await seenOf(library)).sum;
    }
    session.isUnderWay = false;
  }
}

/** The n-th of these calls meets its fate, for every n up to `most`; `step` of 1 leaves none out. */
export async function failEach(
  { fault, calls, fate }: (typeof FAULTS)[number],
  {
    whole,
    changes,
    most = Infinity,
    step = 1,
  }: {
    readonly whole: MemoryDisk;
    readonly changes: number;
    readonly most?: number;
    readonly step?: number;
  },
): Promise<Row> {
  const row = emptyRow(`${fault}, each one once`);
  for (let n = 1, reached = true; reached && n <= most; n += step) {
    reached = false;
    const disk = await copyDisk(whole);
    let met = 0;
    let isOpen = false;
    const faulty = createFaultyDisk(disk, ({ name }) => {
      if (!isOpen || !calls.includes(name)) return 'ok';
      met += 1;
      if (met !== n) return 'ok';
      reached = true;
      return fate;
    });
    const library = await openLibrary(DIR, { disk: faulty, limits: LIMITS, takeOverLock: true });
    const session = await beginSession(library);
    isOpen = true;
    await workOn(library, session, changes, diceOf(n));
    await library.close();
    if (!reached) break;
    row.tried += 1;
    row.acknowledged += session.acknowledged;
    // A change that was refused may have been written by a later try.
    const verdict = await judge(DIR, session.last, true, disk);
    row.lost.push(...verdict.lost.map((loss) => `${fault} ${n}: ${loss}`));
    row.unreadable.push(...verdict.unreadable.map((each) => `${fault} ${n}: ${each}`));
  }
  return row;
}

/** The power is cut at each call that changes the disk, and what it left is looked at in some of its states. */
export async function cutPower({
  whole,
  changes,
  states,
  step = 1,
}: {
  readonly whole: MemoryDisk;
  readonly changes: number;
  readonly states: number;
  readonly step?: number;
}): Promise<Row> {
  const row = emptyRow('the power is cut at each call of the disk');
  for (let n = 1, reached = true; reached; n += step) {
    reached = false;
    const disk = await copyDisk(whole);
    let stop: (how: 'stopped') => void = () => undefined;
    const stopped = new Promise<'stopped'>((resolve) => (stop = resolve));
    let isOpen = false;
    let met = 0;
    const faulty = createFaultyDisk(
      disk,
      () => {
        if (!isOpen) return 'ok';
        met += 1;
        return met === n ? 'stop' : 'ok';
      },
      () => stop('stopped'),
    );
    const library = await openLibrary(DIR, { disk: faulty, limits: LIMITS, takeOverLock: true });
    const session = await beginSession(library);
    isOpen = true;
    const work = workOn(library, session, changes, diceOf(7)).then(() => library.close());
    reached = (await Promise.race([stopped, work])) === 'stopped';
    if (!reached) break;
    row.acknowledged += session.acknowledged;
    for (let state = 0; state < states; state += 1) {
      row.tried += 1;
      const dice: Dice =
        state === 0 ? () => 0 : state === 1 ? (below) => below - 1 : diceOf(n * 31 + state);
      const verdict = await judge(DIR, session.last, session.isUnderWay, disk.afterPowerCut(dice));
      row.lost.push(...verdict.lost.map((loss) => `call ${n}, state ${state}: ${loss}`));
      row.unreadable.push(
        ...verdict.unreadable.map((each) => `call ${n}, state ${state}: ${each}`),
      );
    }
  }
  return row;
}

/** That there was a journal, and lines behind its last one, is known from the journal alone. */
async function leavesNoTrace(disk: MemoryDisk, whole: MemoryDisk, place: string): Promise<boolean> {
  if (!/journal-\d+\.log$/u.test(place)) return false;
  if ((await disk.look(place))?.kind !== 'file') return true;
  const bytes = await disk.read(place);
  const isShorter = bytes.length < (await whole.read(place)).length;
  return isShorter && (bytes.length === 0 || bytes.at(-1) === 0x0a);
}

/**
 * What it takes to say that something is wrong. The end of a journal that cannot be read is said, and what it
 * was is kept: a kill leaves one, too, so that it is nothing unreadable by itself.
 */
function isSaid(library: Library, unreadable: readonly string[]): boolean {
  const hasTornEnd = library.notices().some(({ type }) => type === 'torn-end');
  return library.status.type === 'read-only' || unreadable.length > 0 || hasTornEnd;
}

/**
 * Each file and folder is damaged in this way. Lost is what is missing without a word; what is named is read
 * from a backup or is said to be missing.
 */
export async function damageEach(
  how: string,
  {
    whole,
    ending,
    step = 1,
  }: { readonly whole: MemoryDisk; readonly ending: 'orderly' | 'crash'; readonly step?: number },
): Promise<Row> {
  const row = emptyRow(
    `a file or folder ${how}, after an end that was ${ending === 'orderly' ? 'in order' : 'a crash'}`,
  );
  const before = await openLibrary(DIR, {
    disk: await copyDisk(whole),
    takeOverLock: true,
    limits: LIMITS,
  });
  const last = (await seenOf(before)).sum;
  const tags = before.summaries().length;
  for (const [index, place] of (await listAll(whole, DIR)).entries()) {
    if (index % step !== 0) continue;
    const disk = await copyDisk(whole);
    if (!(await DAMAGES[how]?.(disk, place))) continue;
    if (ending === 'crash' && (await leavesNoTrace(disk, whole, place))) continue;
    row.tried += 1;
    row.acknowledged += tags;
    const opened = await Library.open(
      libraryOptions(DIR, { disk, takeOverLock: true, limits: LIMITS }),
    );
    if (!opened.ok) {
      if (!explainOpenError(opened.error, DIR).endsWith('.'))
        row.unreadable.push(`${place} ${how}`);
      continue;
    }
    const { sum, unreadable } = await seenOf(opened.value);
    const said = isSaid(opened.value, unreadable);
    if (sum !== last && !said) row.lost.push(`${place} ${how}`);
    await opened.value.close();
    // What was said once is mended, and the work goes on.
    const again = await Library.open(
      libraryOptions(DIR, { disk, takeOverLock: true, limits: LIMITS }),
    );
    if (!again.ok) row.unreadable.push(`${place} ${how}: ${JSON.stringify(again.error)}`);
    else await again.value.close();
  }
  return row;
}

/** Milliseconds that a change waits for a disk that refuses, before it may be written again. */
const WAITING = 50;

/**
 * Each file, or what is right in each folder, may not be written; after a while it may again. What is acknowledged
 * is kept, and what waited meanwhile is acknowledged late.
 */
export async function makeReadOnlyEach({
  whole,
  step = 1,
}: {
  readonly whole: MemoryDisk;
  readonly step?: number;
}): Promise<Row> {
  const row = emptyRow('a file or folder is read-only for a while');
  for (const [index, place] of (await listAll(whole, DIR)).entries()) {
    if (index % step !== 0) continue;
    row.tried += 1;
    const disk = await copyDisk(whole);
    let isReadOnly = true;
    const faulty = createFaultyDisk(disk, ({ file }) =>
      isReadOnly && (file === place || path.dirname(file) === place) ? { code: 'EACCES' } : 'ok',
    );
    const options = { disk: faulty, takeOverLock: true, limits: LIMITS };
    const opened = await Library.open(libraryOptions(DIR, options));
    // A start that says why it cannot be is no loss: what is there stays.
    if (!opened.ok) continue;
    const session = await beginSession(opened.value);
    const waiting = setTimeout(() => (isReadOnly = false), WAITING);
    await workOn(opened.value, session, 6, diceOf(index));
    clearTimeout(waiting);
    isReadOnly = false;
    // What could not be opened while it might not be written was said to be so, and is there again.
    const before = await seenOf(opened.value);
    await opened.value.close();
    row.acknowledged += session.acknowledged;
    const again = await openLibrary(DIR, { disk, takeOverLock: true, limits: LIMITS });
    const { articles, unreadable } = await seenOf(again);
    await again.close();
    for (const [id, sum] of before.articles) {
      if (articles.get(id) !== sum) row.lost.push(`${place}: ${id} is not as it was acknowledged`);
    }
    row.unreadable.push(...unreadable.map((each) => `${place}: ${each}`));
  }
  return row;
}
