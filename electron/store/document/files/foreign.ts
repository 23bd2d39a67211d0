import path from 'node:path';

import type { Disk } from '../../disk/files.ts';
import { parseJournalName } from './journal.ts';
import { SNAPSHOT } from './snapshot.ts';

/** The first path of a document that is not a regular file or folder of this user; `null` where all are. */
export async function findForeign(disk: Disk, folder: string): Promise<string | null> {
  const home = await disk.look(folder);
  if (home && (home.kind !== 'folder' || !home.ours)) return folder;
  for (const name of await disk.list(folder)) {
    if (
      name !== SNAPSHOT &&
      name !== 'doc.json.bak' &&
      name !== 'article.txt' &&
      parseJournalName(name) === null
    )
      continue;
    const file = path.join(folder, name);
    const look = await disk.look(file);
    if (look && (look.kind !== 'file' || !look.ours)) return file;
  }
  return null;
}
