import path from 'node:path';

import { readIfThere, replaceFile, type Disk } from '../../disk/files.ts';
import { parseJournal, parseJournalName, serializeLine, type JournalLine } from './journal.ts';

/** Journals behind the last one that are left as they are. */
export const JOURNALS_KEPT = 4;

/**
 * Puts the journals before the last one into one file where they have become many. None of them may
 * be in use. A crash in between leaves lines in two files, of which those in the earlier one are void.
 * Throws system errors.
 */
export async function joinJournals(disk: Disk, folder: string): Promise<void> {
  const names = (await disk.list(folder)).filter((name) => parseJournalName(name) !== null);
  const joined = names.slice(0, -1);
  const [home] = joined;
  if (home === undefined || joined.length <= JOURNALS_KEPT) return;
  const lines: JournalLine[] = [];
  for (const [index, name] of joined.entries()) {
    const bytes = await readIfThere(disk, path.join(folder, name));
    const content = bytes && parseJournal(bytes);
    // What cannot be read stays where it can be seen.
    if (!content || content.bad) return;
    const limit = parseJournalName(names[index + 1] ?? '') ?? Infinity;
    lines.push(...content.lines.filter(({ seq }) => seq < limit));
  }
  const text = lines.map(serializeLine).join('');
  await replaceFile(disk, path.join(folder, home), Buffer.from(text, 'utf8'));
  for (const name of joined.slice(1)) await disk.remove(path.join(folder, name));
}
