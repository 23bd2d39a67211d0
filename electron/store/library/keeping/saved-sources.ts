import path from 'node:path';

import { ORIGINALS, originalNames, receiptFile } from '#core/sources/verify/library-files.ts';

import { ensureFolder, writeNewFile, type Disk } from '../../disk/files.ts';
import { storedOriginal } from '../articles/receipts.ts';

/** A source that has a receipt. */
export interface NamedSource {
  readonly receipt: string;
  /** Of the original. */
  readonly bytesSha256: string;
}

/** Where sources are read from; `null` for what cannot be read. */
export interface SourcesHere {
  readonly receiptOf: (articleId: string, source: NamedSource) => Promise<Uint8Array | null>;
  /** The bytes of a file by their SHA-256, unpacked. */
  readonly originalOf: (sum: string) => Promise<Uint8Array | null>;
}

/** Receipts that are saved into another library, with the files that they are about, each once. */
export class SavedSources {
  readonly #disk: Disk;
  readonly #dir: string;
  readonly #from: SourcesHere;
  /** Whether a file is saved, by its SHA-256. */
  readonly #originals = new Map<string, boolean>();

  /** `dir`: of the other library. */
  constructor(disk: Disk, dir: string, from: SourcesHere) {
    this.#disk = disk;
    this.#dir = dir;
    this.#from = from;
  }

  /**
   * Saves the receipts of an article into its folder; one whose file cannot be read is left out. Answers
   * whether there is none of these. Throws system errors.
   */
  async save(
    articleId: string,
    folder: string,
    sources: readonly { readonly receipt?: string | undefined; readonly bytesSha256: string }[],
  ): Promise<boolean> {
    let isWhole = true;
    for (const { receipt, bytesSha256 } of sources) {
      if (receipt === undefined) continue;
      const bytes = await this.#from.receiptOf(articleId, { receipt, bytesSha256 });
      if (bytes && (await this.#hasOriginal(bytesSha256))) {
        await this.#write(
          path.join(folder, ...receiptFile(receipt, bytesSha256).split('/')),
          bytes,
        );
      } else isWhole = false;
    }
    return isWhole;
  }

  /** Saves a file unless it is; answers whether it is there. */
  async #hasOriginal(sum: string): Promise<boolean> {
    const known = this.#originals.get(sum);
    if (known !== undefined) return known;
    const original = await this.#from.originalOf(sum);
    if (original) {
      const { plain, zipped } = originalNames(sum);
      const { isZipped, bytes } = await storedOriginal(original);
      await this.#write(path.join(this.#dir, ORIGINALS, isZipped ? zipped : plain), bytes);
    }
    this.#originals.set(sum, original !== null);
    return original !== null;
  }

  /** A file of this name has the same bytes: its sum is in it. */
  async #write(file: string, bytes: Uint8Array): Promise<void> {
    if (await this.#disk.look(file)) return;
    await ensureFolder(this.#disk, path.dirname(file));
    await writeNewFile(this.#disk, file, bytes);
    await this.#disk.syncFolder(path.dirname(file));
  }
}
