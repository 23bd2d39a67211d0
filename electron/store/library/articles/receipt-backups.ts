import path from 'node:path';

import { BACKUPS, ORIGINALS, RECEIPT_NAME } from '#core/sources/verify/library-files.ts';

import { ensureFolder, type Disk } from '../../disk/files.ts';
import { folderName } from './article-folder.ts';
import type { Ground } from './article-stores.ts';
import { backupFolder } from './backups.ts';

/** Folder of an article, or of its backups, that has its receipts. */
const SOURCES = 'sources';
const ORIGINAL_NAME = /^[0-9a-f]{64}(?:\.gz)?$/u;

/** Where the receipts of an article may lie; `folder`: the article's own. */
export function receiptFolders(dir: string, articleId: string, folder: string): readonly string[] {
  return [folder, backupFolder(dir, folderName(articleId))];
}

/**
 * What backups hold of receipts and originals: second names of these files, which are never changed, so that
 * they take no room where the disk has hard links. What is gone from its own place comes back from there.
 */
export class ReceiptBackups {
  readonly #ground: Pick<Ground, 'disk' | 'dir'>;
  /** Whether originals that are gone have been brought back in this session. */
  #isWhole = false;

  constructor(ground: Pick<Ground, 'disk' | 'dir'>) {
    this.#ground = ground;
  }

  /** Lets an article's folder and its backups have the same receipts. `name`: see `folderName`. Throws system errors. */
  async follow(name: string, folder: string): Promise<void> {
    const { disk, dir } = this.#ground;
    const [here, kept] = [folder, backupFolder(dir, name)].map((each) => path.join(each, SOURCES));
    if (here === undefined || kept === undefined) return;
    await linkAll(disk, here, kept, RECEIPT_NAME);
    await linkAll(disk, kept, here, RECEIPT_NAME);
  }

  /** The originals that the backups lack, or that they alone have, each to be linked. Throws system errors. */
  async *originals(): AsyncGenerator<Link> {
    const { disk, dir } = this.#ground;
    const [here, kept] = [path.join(dir, ORIGINALS), path.join(dir, BACKUPS, ORIGINALS)];
    yield* await linksBetween(disk, here, kept, ORIGINAL_NAME);
    if (!this.#isWhole) yield* await linksBetween(disk, kept, here, ORIGINAL_NAME);
    this.#isWhole = true;
  }

  /** Forgets the receipts of an article that is gone for good. Throws system errors. */
  async forget(name: string): Promise<void> {
    const { disk, dir } = this.#ground;
    await disk.removeFolder(path.join(backupFolder(dir, name), SOURCES));
  }
}

/** A file that is to have a second name. */
interface Link {
  readonly link: () => Promise<void>;
}

async function linkAll(disk: Disk, from: string, to: string, names: RegExp): Promise<void> {
  for (const each of await linksBetween(disk, from, to, names)) await each.link();
}

/** What it takes to let one folder have the files of another with such names. */
async function linksBetween(
  disk: Disk,
  from: string,
  to: string,
  names: RegExp,
): Promise<readonly Link[]> {
  const found = (await disk.list(from)).filter((name) => names.test(name));
  if (found.length === 0) return [];
  const there = new Set(await disk.list(to));
  return found
    .filter((name) => !there.has(name))
    .map((name) => ({ link: () => linkOne(disk, path.join(from, name), path.join(to, name)) }));
}

/** On a disk without hard links this copies, and what was copied has its name once it is whole. */
async function linkOne(disk: Disk, from: string, to: string): Promise<void> {
  await ensureFolder(disk, path.dirname(to));
  const temporary = `${to}.new`;
  await disk.remove(temporary);
  await disk.link(from, temporary);
  await disk.rename(temporary, to);
  await disk.syncFolder(path.dirname(to));
}
