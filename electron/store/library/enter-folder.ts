import path from 'node:path';

import type { NotSavedReason } from '#core/contract/store.ts';
import { err, ok, type Result } from '#core/result.ts';

import { describeFailure, describeTrouble } from '../disk/failure.ts';
import { ensureFolder, moveToQuarantine, type Disk } from '../disk/files.ts';
import type { HomeDisk } from '../disk/home.ts';
import { acquireLock, type LibraryLock, type LockHolder } from '../disk/lock.ts';
import type { RunCheckpoint } from '../document/compact.ts';
import type { StoreLimits } from '../document/options.ts';
import type { Ground } from './articles/article-stores.ts';
import { readOnlyFor, type LibraryStatus } from './articles/status.ts';
import { createIfNew, type Beginning } from './first-run.ts';

export interface LibraryOptions extends Beginning {
  /** Absolute. */
  readonly dir: string;
  readonly now: () => Date;
  readonly disk?: Disk;
  readonly runCheckpoint?: RunCheckpoint | undefined;
  readonly limits?: Partial<StoreLimits> | undefined;
  /** Takes over a lock of another computer, after the analyst has agreed. */
  readonly takeOverLock?: boolean | undefined;
}

export type LibraryOpenError =
  | { readonly type: 'locked-by-other'; readonly holder: LockHolder }
  /** `schema`: what the library was written with; this version is older. */
  | { readonly type: 'newer-schema'; readonly schema: number }
  | {
      readonly type: 'cannot-create';
      readonly reason: NotSavedReason;
      readonly detail: string;
    }
  | { readonly type: 'unreadable'; readonly detail: string };

/**
 * Takes the folder for this process alone, and makes a library where there is none. A folder that
 * cannot be written to is read only, and has no lock.
 */
export async function enterFolder(
  ground: Ground,
  options: LibraryOptions,
  home: Pick<HomeDisk, 'enter'>,
  status: Pick<LibraryStatus, 'makeReadOnly' | 'addNotice'>,
): Promise<Result<LibraryLock | null, LibraryOpenError>> {
  const { disk, dir } = ground;
  let lock: LibraryLock;
  try {
    await ensureFolder(disk, dir);
    const force = options.takeOverLock;
    const locked = await acquireLock(disk, dir, { ...options, force });
    if (!locked.ok) return locked;
    lock = locked.value;
  } catch (error) {
    const exists = await disk.look(path.join(dir, 'library')).catch(() => null);
    if (!exists) return err(cannotCreate(error));
    status.makeReadOnly(readOnlyFor(error));
    return ok(null);
  }
  try {
    await makeRoomForFolders(ground, status);
    await createIfNew(ground, options);
    await home.enter(lock.isHeld);
    return ok(lock);
  } catch (error) {
    await lock.release().catch(() => undefined);
    return err(cannotCreate(error));
  }
}

function cannotCreate(error: unknown): LibraryOpenError {
  const { reason } = describeFailure(error);
  return { type: 'cannot-create', reason, detail: describeTrouble(error) };
}

/** Folders of the library's own. */
const FOLDERS = ['library', 'articles', 'trash', 'events', 'incoming', 'backups', 'originals'];

/** Puts files aside that stand where the library's folders belong, and says so. */
async function makeRoomForFolders(
  { disk, dir, now }: Ground,
  status: Pick<LibraryStatus, 'addNotice'>,
): Promise<void> {
  for (const name of FOLDERS) {
    const look = await disk.look(path.join(dir, name));
    if (look?.kind !== 'file') continue;
    const kept = await moveToQuarantine(disk, path.join(dir, name), now().toISOString());
    const detail = `A file stood where its folder “${name}” belongs; that file is kept in ${kept}.`;
    status.addNotice({ type: 'damaged', articleId: null, title: 'The library', detail });
  }
}
