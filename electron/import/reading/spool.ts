import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';

import { codeOf } from '#core/guards/system-errors.ts';
import { ZIPPED_FROM } from '#core/sources/verify/library-files.ts';

import { sha256 } from '../../store/disk/sums.ts';

const zip = promisify(gzip);
const unzip = promisify(gunzip);

/** A file as it waits to be taken in. */
export interface SpooledFile {
  /** Of its own bytes. */
  readonly sha256: string;
  readonly isZipped: boolean;
  /** Of its own bytes. */
  readonly size: number;
}

/**
 * Files between being read and being taken in: the originals, and what was found in them. They are
 * on disk and not in memory, as there may be ten thousand; the folder is thrown away with its preview.
 */
export class Spool {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Keeps a file as it will lie in the library, each once. Throws system errors. */
  async putOriginal(bytes: Uint8Array): Promise<SpooledFile> {
    const file = {
      sha256: sha256(bytes),
      isZipped: bytes.length > ZIPPED_FROM,
      size: bytes.length,
    };
    const at = this.originalPath(file);
    const isThere = await stat(at).catch(() => null);
    if (!isThere) await this.#write(at, file.isZipped ? await zip(bytes) : bytes);
    return file;
  }

  /** The file's own bytes. Throws system errors. */
  async readOriginal(file: SpooledFile): Promise<Uint8Array> {
    const bytes = await readFile(this.originalPath(file));
    return file.isZipped ? await unzip(bytes) : bytes;
  }

  /** Where a file lies as it will in the library. */
  originalPath({ sha256: sum, isZipped }: SpooledFile): string {
    return path.join(this.folder, `${sum}${isZipped ? '.gz' : ''}`);
  }

  /** Keeps a value under a name that this program has made. Throws system errors. */
  async put(name: string, value: unknown): Promise<Uint8Array> {
    const bytes = Buffer.from(JSON.stringify(value), 'utf8');
    await this.#write(this.pathOf(name), bytes);
    return bytes;
  }

  /** A value that `put` has kept. Throws system errors. */
  async get(name: string): Promise<unknown> {
    return JSON.parse(await readFile(this.pathOf(name), 'utf8')) as unknown;
  }

  pathOf(name: string): string {
    return path.join(this.folder, `${name}.json`);
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true }).catch(() => undefined);
  }

  async #write(file: string, bytes: Uint8Array): Promise<void> {
    const write = (): Promise<void> => writeFile(file, bytes, { mode: 0o600 });
    try {
      await write();
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      await write();
    }
  }
}
