import { lstat, readFile } from 'node:fs/promises';
import path from 'node:path';

import type { ExchangeReceipt } from '#core/exchange/content/content.ts';
import { FILE_LIMIT } from '#core/exchange/content/read-file.ts';
import { BESIDE_ENDING } from '#core/sources/verify/library-files.ts';

import { sha256 } from '../store/disk/sums.ts';
import {
  storedOriginal,
  type ReceiptToStore,
  type StoredOriginal,
} from '../store/library/articles/receipts.ts';

/** See `BESIDE_ENDING`. */
export function originalsFolderOf(file: string): string {
  const { dir, name } = path.parse(file);
  return path.join(dir, `${name}${BESIDE_ENDING}`);
}

/**
 * A receipt out of a file, with its original where that lies beside it.
 *
 * @param folder see `originalsFolderOf`
 */
export function receiptToStore(
  { sha256: sum, json }: ExchangeReceipt,
  original: string,
  folder: string,
): ReceiptToStore {
  return {
    sha256: sum,
    read: () => Promise.resolve(Buffer.from(json, 'utf8')),
    original: { sha256: original, read: () => readBeside(path.join(folder, original), original) },
  };
}

/** Only exactly the file that was read is taken. */
async function readBeside(file: string, sum: string): Promise<StoredOriginal | null> {
  const stats = await lstat(file).catch(() => null);
  if (!stats?.isFile() || stats.size > FILE_LIMIT) return null;
  const bytes = await readFile(file).catch(() => null);
  if (!bytes || sha256(bytes) !== sum) return null;
  return storedOriginal(bytes);
}
