import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';

import { ensureFolder, readIfThere, writeNewFile, type Disk } from '../../disk/files.ts';
import { sha256OfLarge } from '../../disk/sums.ts';
import {
  BACKUPS,
  ORIGINALS,
  originalNames,
  RECEIPT_NAME,
  receiptFile,
  ZIPPED_FROM,
} from '#core/sources/verify/library-files.ts';

const zip = promisify(gzip);
const unzip = promisify(gunzip);

/** Most bytes that an original may unpack to; nothing larger is read. */
const UNPACKED_LIMIT = 512 * 1024 * 1024;

/** A receipt with the original that it is about, on their way in; read when they are written and not before. */
export interface ReceiptToStore {
  /** Of the receipt's bytes: what the article's source names it by. */
  readonly sha256: string;
  readonly read: () => Promise<Uint8Array>;
  readonly original: {
    /** Of the file's own bytes. */
    readonly sha256: string;
    /** As it is to lie on the disk; `null` where a file came without it. */
    readonly read: () => Promise<StoredOriginal | null>;
  };
}

/** An original as it lies on the disk. */
export interface StoredOriginal {
  readonly isZipped: boolean;
  readonly bytes: Uint8Array;
}

/** The bytes of an original as they are to lie on the disk. */
export async function storedOriginal(bytes: Uint8Array): Promise<StoredOriginal> {
  const isZipped = bytes.length > ZIPPED_FROM;
  return { isZipped, bytes: isZipped ? await zip(bytes) : bytes };
}

/** Where a receipt lies. Its name has a part of its sum, so that none is ever written over. */
export function receiptPath(folder: string, receipt: ReceiptToStore): string {
  return path.join(folder, ...receiptFile(receipt.sha256, receipt.original.sha256).split('/'));
}

/** The bytes of a receipt, if they are what its name says. Throws system errors. */
export async function readReceiptToStore(receipt: ReceiptToStore): Promise<Uint8Array> {
  const bytes = await receipt.read();
  if ((await sha256OfLarge(bytes)) === receipt.sha256) return bytes;
  throw Object.assign(new Error('A receipt was changed on its way in.'), { code: 'EIO' });
}

/** What is known of a file that has a sum. */
export type SummedFile =
  { readonly type: 'read'; readonly bytes: Uint8Array } | { readonly type: 'missing' | 'damaged' };

/** The receipt of a source of an article, from the first folder that has it whole. Throws system errors. */
export async function readReceipt(
  disk: Disk,
  folders: readonly string[],
  source: { readonly receipt: string; readonly bytesSha256: string },
): Promise<SummedFile> {
  const inside = receiptFile(source.receipt, source.bytesSha256).split('/');
  let found: SummedFile = { type: 'missing' };
  for (const folder of folders) {
    const bytes = await readIfThere(disk, path.join(folder, ...inside));
    if (bytes && (await sha256OfLarge(bytes)) === source.receipt) return { type: 'read', bytes };
    if (bytes) found = { type: 'damaged' };
  }
  return found;
}

/** The files that articles came out of, each once however many articles that are. */
export class Originals {
  readonly #disk: Disk;
  /** Of the library. */
  readonly #dir: string;

  constructor({ disk, dir }: { readonly disk: Disk; readonly dir: string }) {
    this.#disk = disk;
    this.#dir = dir;
  }

  /** Writes originals into the folder of an addition, where nobody sees them yet. */
  async stage(root: string, receipts: Iterable<ReceiptToStore>): Promise<void> {
    const staged = new Set<string>();
    const folder = path.join(root, ORIGINALS);
    for (const { original } of receipts) {
      if (staged.has(original.sha256)) continue;
      if (staged.size === 0) await ensureFolder(this.#disk, folder);
      staged.add(original.sha256);
      const { plain, zipped } = originalNames(original.sha256);
      const read = await original.read();
      if (!read) continue;
      const file = path.join(folder, read.isZipped ? zipped : plain);
      await writeNewFile(this.#disk, file, read.bytes);
    }
    if (staged.size > 0) await this.#disk.syncFolder(folder);
  }

  /** Moves what was staged to its place; can be repeated after a crash. Throws system errors. */
  async takeIn(root: string): Promise<void> {
    const from = path.join(root, ORIGINALS);
    const names = await this.#disk.list(from);
    if (names.length === 0) return;
    const folder = path.join(this.#dir, ORIGINALS);
    await ensureFolder(this.#disk, folder);
    // One that is there is named by its sum and has the same bytes.
    for (const name of names) {
      await this.#disk.rename(path.join(from, name), path.join(folder, name));
      // What backups hold of it would be a second file from now on, and is linked anew.
      await this.#disk.remove(path.join(this.#dir, BACKUPS, ORIGINALS, name));
    }
    await this.#disk.syncFolder(folder);
  }

  /** From its place, or from the backups where it is gone or another file. Throws system errors. */
  async read(sum: string): Promise<SummedFile> {
    let found: SummedFile = { type: 'missing' };
    for (const folder of this.#folders()) {
      const read = await this.#readIn(folder, sum);
      if (read.type === 'read') return read;
      if (read.type === 'damaged') found = read;
    }
    return found;
  }

  async #readIn(folder: string, sum: string): Promise<SummedFile> {
    const { plain, zipped } = originalNames(sum);
    const bytes = await readIfThere(this.#disk, path.join(folder, plain));
    const packed = bytes ?? (await readIfThere(this.#disk, path.join(folder, zipped)));
    if (!packed) return { type: 'missing' };
    const unpacked =
      bytes ?? (await unzip(packed, { maxOutputLength: UNPACKED_LIMIT }).catch(() => null));
    if (!unpacked || (await sha256OfLarge(unpacked)) !== sum) return { type: 'damaged' };
    return { type: 'read', bytes: unpacked };
  }

  #folders(): readonly string[] {
    return [path.join(this.#dir, ORIGINALS), path.join(this.#dir, BACKUPS, ORIGINALS)];
  }

  /** Removes the originals that no receipt names any more, in whatever folder it is. Throws system errors. */
  async sweep(): Promise<void> {
    // In the backups first: what lies there alone would be brought back.
    for (const folder of this.#folders().toReversed()) {
      const names = await this.#disk.list(folder);
      if (names.length === 0) continue;
      const named = await this.#named();
      for (const name of names) {
        if (!named.has(name.slice(0, NAMED))) await this.#disk.remove(path.join(folder, name));
      }
    }
  }

  /** Beginnings of the sums that receipts name, those of articles that cannot be read among them. */
  async #named(): Promise<ReadonlySet<string>> {
    const additions = (await this.#disk.list(path.join(this.#dir, 'incoming'))).map((token) =>
      path.join('incoming', token),
    );
    const named = new Set<string>();
    for (const parent of ['articles', 'trash', BACKUPS, ...additions]) {
      for (const article of await this.#disk.list(path.join(this.#dir, parent))) {
        const folder = path.join(this.#dir, parent, article);
        if ((await this.#disk.look(folder))?.kind !== 'folder') continue;
        for (const file of await this.#disk.list(path.join(folder, 'sources'))) {
          const sum = RECEIPT_NAME.exec(file)?.[2];
          if (sum !== undefined) named.add(sum);
        }
      }
    }
    return named;
  }
}

/** Hex digits of an original's sum in the name of a receipt. */
const NAMED = 32;
