import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';

import { z } from 'zod';

import { BACKUPS } from '#core/sources/verify/library-files.ts';

import { ensureFolder, readIfThere, replaceFile, type Disk } from '../../disk/files.ts';
import { sha256 } from '../../disk/sums.ts';
import { migrateContent, type DocumentKind } from '../../document/files/kind.ts';

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
  /** ISO 8601, UTC; as the clock had it, which may have been wrong. */
  at: z.string(),
  /** Number of the day among those on which the library was used; left out by older versions. */
  useDay: z.int().nonnegative().optional(),
  /** The article's text; `null` in a backup of the library's own document. */
  text: z.string().nullable(),
  content: z.unknown(),
});

/** A document as it was on one day. */
export type Backup = Omit<z.infer<typeof StoredBackup>, 'format'>;

/** Folder of the backups of one document of a library; `name`: of its own folder. */
export function backupFolder(dir: string, name: string): string {
  return path.join(dir, BACKUPS, name);
}

/** A date; a second day that the clock called the same has a number behind it. */
const FILE_NAME = /^(\d{4}-\d{2}-\d{2}(?:-\d+)?)\.json\.gz$/u;
const DATE = /^\d{4}-\d{2}-\d{2}$/u;

/** Names (`YYYY-MM-DD`, perhaps with a number) of the backups in a folder, by the clock the newest first. */
export async function listBackups(disk: Disk, folder: string): Promise<string[]> {
  const names = await disk.list(folder);
  return names.flatMap((name) => FILE_NAME.exec(name)?.[1] ?? []).reverse();
}

/** A backup with the name that it has in its folder. */
export interface NamedBackup extends Backup {
  readonly name: string;
}

/** The backups that can be read, the one that holds most first: by their changes, as clocks can be wrong. */
export async function readBackups(disk: Disk, folder: string): Promise<readonly NamedBackup[]> {
  const found: NamedBackup[] = [];
  for (const name of await listBackups(disk, folder)) {
    const backup = await readBackup(disk, folder, name);
    if (backup) found.push({ ...backup, name });
  }
  return found.sort((a, b) => b.seq - a.seq || b.order - a.order);
}

/** The document that a backup has, in the schema of today; `null` where it has none of this kind. */
export function documentIn<D, S>(
  kind: DocumentKind<D, S>,
  { of, schema, content }: Backup,
): D | null {
  if (of !== kind.format || schema > kind.schema) return null;
  const parsed = kind.parse(migrateContent(kind, schema, content));
  return parsed.ok ? parsed.value : null;
}

/** The day of a backup as a person is told it. */
export function dayOf(name: string): string {
  return name.slice(0, 10);
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

/**
 * Writes the backup of a day, reads it back, and removes those that are too old. A backup of another
 * day, which only a wrong clock called the same, is not written over.
 */
export async function writeBackup(
  disk: Disk,
  folder: string,
  date: string,
  backup: Backup,
): Promise<void> {
  await ensureFolder(disk, folder);
  const json = JSON.stringify({ format: 'framewise-backup', ...backup });
  const file = path.join(folder, `${await nameFor(disk, folder, date, backup)}.json.gz`);
  await replaceFile(disk, file, await zip(Buffer.from(json, 'utf8')));
  const written = await unzip(await disk.read(file), { maxOutputLength: UNPACKED_LIMIT });
  if (sha256(written) !== sha256(json)) {
    await disk.remove(file);
    throw Object.assign(new Error('The backup did not arrive whole.'), { code: 'EIO' });
  }
  const names = await listBackups(disk, folder);
  if (names.length <= KEEP.days) return;
  // One that cannot be read is no reason to take another one away.
  const readable = (await readBackups(disk, folder)).map(({ name }) => name);
  for (const old of outdatedBackups(readable.toReversed())) {
    await disk.remove(path.join(folder, `${old}.json.gz`));
  }
}

async function nameFor(
  disk: Disk,
  folder: string,
  date: string,
  { useDay }: Backup,
): Promise<string> {
  const plain = DATE.test(date) ? date : '9999-12-31';
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? plain : `${plain}-${n}`;
    const there = await readBackup(disk, folder, name);
    const isOfToday = there?.useDay === undefined || there.useDay === useDay;
    if (isOfToday) return name;
  }
}

/**
 * Of these names, the one that holds least first, those that go: all beyond the last seven and, before
 * them, the last of each of four weeks.
 */
export function outdatedBackups(names: readonly string[]): string[] {
  const fullest = names.toReversed();
  const kept = new Set(fullest.slice(0, KEEP.days));
  const weeks = new Set<number>();
  for (const name of fullest.slice(KEEP.days)) {
    const week = weekOf(dayOf(name));
    if (weeks.has(week) || weeks.size >= KEEP.weeks) continue;
    weeks.add(week);
    kept.add(name);
  }
  return names.filter((name) => !kept.has(name));
}

/** Number of the week, Monday to Sunday, since a Monday long ago. */
function weekOf(date: string): number {
  const days = Date.parse(`${date}T00:00:00Z`) / 86_400_000;
  // 1 January 1970 was a Thursday.
  return Math.floor((days + 3) / 7);
}
