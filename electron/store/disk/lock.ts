import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { z } from 'zod';

import { err, ok, type Result } from '#core/result.ts';
import { codeOf } from '#core/guards/system-errors.ts';

import { makeRoomForFile, readIfThere, writeNewFile, type Disk } from './files.ts';

/** Name of the lock file in the library's folder. */
const LOCK = 'library.lock';
/** Held for the moment in which a left-over lock is replaced. */
const TAKEOVER = 'library.lock.takeover';
/** Milliseconds after which a takeover that nobody finished is void. */
const TAKEOVER_AGE = 10_000;

const LockHolder = z.object({
  pid: z.int().positive(),
  host: z.string(),
  /** Start of the process in the system's own count, so that a reused pid is noticed; `null` where unknown. */
  started: z.string().nullable(),
  /** ISO 8601, UTC. */
  since: z.string(),
  /** Tells two locks of one process apart. */
  token: z.string(),
});
export type LockHolder = z.infer<typeof LockHolder>;

export type LockError = { readonly type: 'locked-by-other'; readonly holder: LockHolder };

/** A library's lock, held until `release`. */
export interface LibraryLock {
  /** Whether the lock file is still the one that was written. */
  readonly isHeld: () => Promise<boolean>;
  readonly release: () => Promise<void>;
}

/**
 * Takes the lock of a library, also over one that its process left behind. A lock from another
 * computer cannot be checked and stands until `force`. Throws system errors.
 */
export async function acquireLock(
  disk: Disk,
  folder: string,
  options: {
    readonly now: () => Date;
    readonly newId: () => string;
    readonly force?: boolean | undefined;
  },
): Promise<Result<LibraryLock, LockError>> {
  const file = path.join(folder, LOCK);
  const mine: LockHolder = {
    pid: process.pid,
    host: os.hostname(),
    started: await startOf(process.pid),
    since: options.now().toISOString(),
    token: options.newId(),
  };
  const data = Buffer.from(JSON.stringify(mine), 'utf8');
  for (const each of [LOCK, TAKEOVER]) {
    await makeRoomForFile(disk, path.join(folder, each), mine.since);
  }
  if (!(await create(disk, file, data))) {
    const holder = await readHolder(disk, file);
    if (holder && options.force !== true && (await isAlive(holder)))
      return err({ type: 'locked-by-other', holder });
    if (!(await takeOver(disk, folder, holder, data, options.now))) {
      const other = await readHolder(disk, file);
      return err({ type: 'locked-by-other', holder: other ?? mine });
    }
  }
  const isHeld = async (): Promise<boolean> => (await readHolder(disk, file))?.token === mine.token;
  return ok({
    isHeld,
    release: async () => {
      if (await isHeld()) await disk.remove(file);
    },
  });
}

async function create(disk: Disk, file: string, data: Uint8Array): Promise<boolean> {
  try {
    await writeNewFile(disk, file, data);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    // A lock that was begun and not finished would look like somebody else's.
    await disk.remove(file).catch(() => undefined);
    throw error;
  }
}

async function readHolder(disk: Disk, file: string): Promise<LockHolder | null> {
  const bytes = await readIfThere(disk, file);
  if (!bytes) return null;
  try {
    const parsed = LockHolder.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Replaces the lock only if it is still the one that was judged, and only one process at a time. */
async function takeOver(
  disk: Disk,
  folder: string,
  judged: LockHolder | null,
  data: Uint8Array,
  now: () => Date,
): Promise<boolean> {
  const file = path.join(folder, LOCK);
  const takeover = path.join(folder, TAKEOVER);
  if (!(await create(disk, takeover, data))) {
    if (await isUnderWay(await readHolder(disk, takeover), now)) return false;
    await disk.remove(takeover);
    if (!(await create(disk, takeover, data))) return false;
  }
  try {
    const present = await readHolder(disk, file);
    if (present?.token !== judged?.token) return false;
    await disk.remove(file);
    return await create(disk, file, data);
  } finally {
    await disk.remove(takeover);
  }
}

/** Whether another process is replacing the lock right now; what this one left half done is void. */
async function isUnderWay(holder: LockHolder | null, now: () => Date): Promise<boolean> {
  if (!holder || holder.pid === process.pid) return false;
  const age = Math.abs(now().getTime() - Date.parse(holder.since));
  return age < TAKEOVER_AGE && (await isAlive(holder));
}

async function isAlive(holder: LockHolder): Promise<boolean> {
  if (holder.host !== os.hostname()) return true;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    // Anything but "no such process" means that it exists and belongs to somebody else.
    return codeOf(error) !== 'ESRCH';
  }
  const started = await startOf(holder.pid);
  return holder.started === null || started === null || holder.started === started;
}

/** When a process began, in clock ticks since the start of the system; Linux only. */
async function startOf(pid: number): Promise<string | null> {
  try {
    const [stat, boot] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
    ]);
    // The second field is the command in brackets and may hold spaces; the 22nd is the start.
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return ticks === undefined ? null : `${boot.trim()}:${ticks}`;
  } catch {
    return null;
  }
}
