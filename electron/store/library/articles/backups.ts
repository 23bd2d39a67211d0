import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';

import { z } from 'zod';

import { ensureFolder, readIfThere, replaceFile, type Disk } from '../../disk/files.ts';
import { sha256 } from '../../disk/sums.ts';

const zip = promisify(gzip);
const unzip = promisify(gunzip);

/** Daily backups that are kept, and weekly ones before them. */
const KEEP = { days: 7, weeks: 4 } as const;
/** Most bytes that a backup may unpack to. */
const UNPACKED_LIMIT = 512 * 1024 * 1024;

const StoredBackup = z.object({
  format: z.literal('framewise-backup'),
  /** Format of the document in `content`. */
  of: z.string(),
  /** Schema of `content`. */
  schema: z.int().positive(),
  seq: z.int().nonnegative(),
  order: z.int().nonnegative(),
  /** ISO 8601, UTC. */
  at: z.string(),
  /** The article's text; `null` in a backup of the library's own document. */
  text: z.string().nullable(),
  content: z.unknown(),
});

/** A document as it was on one day. */
export type Backup = Omit<z.infer<typeof StoredBackup>, 'format'>;

const FILE_NAME = /^(\d{4}-\d{2}-\d{2})\.json\.gz$/u;

/** Dates (`YYYY-MM-DD`) of the backups in a folder, the newest first. */
export async function listBackups(disk: Disk, folder: string): Promise<string[]> {
  const names = await disk.list(folder);
  return names.flatMap((name) => FILE_NAME.exec(name)?.[1] ?? []).reverse();
}

/** Reads a backup; `null` where it cannot be read. */
export async function readBackup(disk: Disk, folder: string, date: string): Promise<Backup | null> {
  const bytes = await readIfThere(disk, path.join(folder, `${date}.json.gz`));
  if (!bytes) return null;
  try {
    const unpacked = await unzip(bytes, { maxOutputLength: UNPACKED_LIMIT });
    const { format: _format, ...backup } = StoredBackup.parse(
      JSON.parse(unpacked.toString('utf8')),
    );
    return backup;
  } catch {
    return null;
  }
}

/** Writes the backup of a day, reads it back, and removes those that are too old. */
export async function writeBackup(
  disk: Disk,
  folder: string,
  date: string,
  backup: Backup,
): Promise<void> {
  await ensureFolder(disk, folder);
  const json = JSON.stringify({ format: 'framewise-backup', ...backup });
  const file = path.join(folder, `${date}.json.gz`);
  await replaceFile(disk, file, await zip(Buffer.from(json, 'utf8')));
  const written = await unzip(await disk.read(file), { maxOutputLength: UNPACKED_LIMIT });
  if (sha256(written) !== sha256(json)) {
    await disk.remove(file);
    throw Object.assign(new Error('The backup did not arrive whole.'), { code: 'EIO' });
  }
  for (const old of outdatedBackups(await listBackups(disk, folder))) {
    await disk.remove(path.join(folder, `${old}.json.gz`));
  }
}

/** Of these dates, those beyond seven days and, before them, the newest of each of four weeks. */
export function outdatedBackups(dates: readonly string[]): string[] {
  const sorted = [...dates].sort().reverse();
  const kept = new Set(sorted.slice(0, KEEP.days));
  const weeks = new Set<number>();
  for (const date of sorted.slice(KEEP.days)) {
    const week = weekOf(date);
    if (weeks.has(week) || weeks.size >= KEEP.weeks) continue;
    weeks.add(week);
    kept.add(date);
  }
  return sorted.filter((date) => !kept.has(date));
}

/** Number of the week, Monday to Sunday, since a Monday long ago. */
function weekOf(date: string): number {
  const days = Date.parse(`${date}T00:00:00Z`) / 86_400_000;
  // 1 January 1970 was a Thursday.
  return Math.floor((days + 3) / 7);
}
