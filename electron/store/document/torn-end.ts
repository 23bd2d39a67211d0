import path from 'node:path';

import { copyToQuarantine, readIfThere } from '../disk/files.ts';
import type { DocumentStoreOptions } from './options.ts';
import type { TornEnd } from './files/replay.ts';

/** Puts aside what could not be read of a journal, which goes on before it. Returns where it is. */
export async function keepEnd(
  { disk, folder, now }: Pick<DocumentStoreOptions<unknown, unknown>, 'disk' | 'folder' | 'now'>,
  { file, from }: TornEnd,
): Promise<string | null> {
  const bytes = await readIfThere(disk, path.join(folder, file));
  if (!bytes || bytes.byteLength <= from) return null;
  const place = path.join(folder, `${file}.end`);
  const kept = await copyToQuarantine(disk, place, now().toISOString(), bytes.subarray(from));
  const journal = await disk.open(path.join(folder, file), 'existing');
  try {
    await journal.truncate(from);
    await journal.datasync();
  } finally {
    await journal.close().catch(() => undefined);
  }
  return kept;
}
