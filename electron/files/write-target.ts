// Files that people name, outside of the library: reading them and putting whole ones in their place.
// What is in them is for import, export, codebook and agreement; the library's own files are the store's.
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { chmod, stat } from 'node:fs/promises';

import { refusalOf } from '#core/guards/system-errors.ts';
import { err, ok, type Result } from '#core/result.ts';

import { JobLost } from '../jobs/runner.ts';
import { nodeDisk, writeNewFile, type Disk } from '../store/disk/files.ts';

/** The disk did not take the file. */
export interface CannotWrite {
  readonly type: 'cannot-write';
  readonly path: string;
  /** What happened to what was there, as a sentence. */
  readonly detail: string;
}

/** A name beside a target for what is not complete: no file of the analyst's may be taken for it. */
export function workPathFor(target: string): string {
  return path.join(path.dirname(target), `.framewise-${randomBytes(8).toString('hex')}.part`);
}

/** What became of writing in another process; where that was lost, an old file is as it was. */
export function settleWriting<T, E>(
  file: string,
  writing: Promise<Result<T, E>>,
): Promise<Result<T, E | CannotWrite>> {
  return writing.catch((error: unknown) => {
    if (!(error instanceof JobLost)) throw error;
    const detail = `The program that writes files stopped: ${error.message} An old file is as it was.`;
    return err({ type: 'cannot-write', path: file, detail });
  });
}

/** Puts bytes into the place of a file in one step; until then an old file stays as it was. */
export async function writeTarget(
  file: string,
  bytes: Uint8Array,
  work = workPathFor(file),
  disk: Disk = nodeDisk,
): Promise<Result<{ readonly bytes: number }, CannotWrite>> {
  try {
    await replaceTarget(disk, file, bytes, work);
    return ok({ bytes: bytes.length });
  } catch (error) {
    return err({ type: 'cannot-write', path: file, detail: explainWriting(error) });
  }
}

async function replaceTarget(
  disk: Disk,
  target: string,
  bytes: Uint8Array,
  temporary: string,
): Promise<void> {
  try {
    await writeNewFile(disk, temporary, bytes);
    if (Buffer.compare(await disk.read(temporary), bytes) !== 0) {
      throw new Error('The file came out different from what was written.');
    }
    await allowReading(temporary, target);
    await disk.rename(temporary, target);
  } catch (error) {
    await disk.remove(temporary).catch(() => undefined);
    throw error;
  }
  await disk.syncFolder(path.dirname(target));
}

/**
 * The store writes for its user alone; an export is for others too, so it gets the permissions
 * of the file it replaces, or those that new files usually have.
 */
async function allowReading(temporary: string, target: string): Promise<void> {
  const before = await stat(target).catch(() => undefined);
  const mode = before?.isFile() === true ? before.mode & 0o777 : 0o644;
  // Some file systems have no permissions; the file is no worse for it.
  await chmod(temporary, mode).catch(() => undefined);
}

/** What happened to what was there, as a sentence. */
export function explainWriting(error: unknown): string {
  switch (refusalOf(error)) {
    case 'no-room':
      return 'The disk is full. Make room or choose another folder; the old file is as it was.';
    case 'not-allowed':
    case 'read-only':
      return 'This folder may not be written to. Choose another one; nothing was changed.';
    case 'absent':
    case 'not-a-folder':
      return 'This folder is not there any more. Choose another one; nothing was changed.';
    case 'is-a-folder':
      return 'There is a folder of this name. Choose another name; nothing was changed.';
    default:
      return `${error instanceof Error ? error.message : String(error)} The old file is as it was.`;
  }
}
