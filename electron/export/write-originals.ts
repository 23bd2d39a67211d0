import { mkdir } from 'node:fs/promises';
import path from 'node:path';

import type { ExportDone } from '#core/contract/export.ts';
import type { ExchangeContent } from '#core/exchange/content/content.ts';
import { codeOf } from '#core/guards/system-errors.ts';
import { err, ok, type Result } from '#core/result.ts';

import { originalsFolderOf } from '../files/originals-beside.ts';
import { explainWriting, writeTarget, type CannotWrite } from '../files/write-target.ts';
import type { Library } from '../store/library/library.ts';

/**
 * Writes the originals that the receipts of an export are about into a folder beside its file, each
 * under its SHA-256 and once; those that are there already are written again as they are.
 *
 * @returns `null` where the export has no receipts; an original that is lost is left out
 */
export async function writeOriginals(
  library: Pick<Library, 'readOriginal'>,
  { articles }: Pick<ExchangeContent, 'articles'>,
  target: string,
  signal: AbortSignal,
): Promise<Result<ExportDone['originals'], CannotWrite>> {
  const sums = new Set<string>();
  for (const { sources, receipts = [] } of articles) {
    const along = new Set(receipts.map(({ sha256 }) => sha256));
    for (const { receipt, bytesSha256 } of sources) {
      if (receipt !== undefined && along.has(receipt)) sums.add(bytesSha256);
    }
  }
  if (sums.size === 0) return ok(null);
  const folder = originalsFolderOf(target);
  let count = 0;
  try {
    await mkdir(folder).catch((error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error;
    });
    for (const sum of sums) {
      signal.throwIfAborted();
      const read = await library.readOriginal(sum);
      if (read.type !== 'read') continue;
      const put = await writeTarget(path.join(folder, sum), read.bytes);
      if (!put.ok) return put;
      count += 1;
    }
  } catch (error) {
    if (signal.aborted) throw error;
    return err({ type: 'cannot-write', path: folder, detail: explainWriting(error) });
  }
  return ok({ folder, count });
}
