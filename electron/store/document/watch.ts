import { ensureFolder, linkToQuarantine, moveToQuarantine, readIfThere } from '../disk/files.ts';
import { sha256 } from '../disk/sums.ts';
import type { DocumentMemory } from './memory.ts';
import type { DocumentStoreOptions } from './options.ts';
import { parseSnapshot } from './files/snapshot.ts';
import type { SnapshotFile } from './snapshot-file.ts';
import type { JournalWriter } from './writer.ts';

/**
 * Looks whether somebody else changed the files. What is gone is written again from memory; a
 * foreign content is kept in quarantine beside ours, and ours is written again.
 */
export async function checkOutside<D, S>(
  options: DocumentStoreOptions<D, S>,
  memory: DocumentMemory<D>,
  writer: JournalWriter,
  snapshot: SnapshotFile<D, S>,
): Promise<void> {
  if (memory.readOnly) return;
  const { disk, folder, kind, now, onOutside } = options;
  const { file } = snapshot;
  await memory.flushes.run(() =>
    memory.snapshots.run(async () => {
      const look = await disk.look(file);
      const journal = writer.journal && (await disk.look(writer.journal.file));
      const journalGone = writer.journal !== null && journal?.inode !== writer.journal.inode;
      if (look?.identity === snapshot.look?.identity && !journalGone) return;
      if (look === null || journalGone) {
        await ensureFolder(disk, folder);
        snapshot.good = snapshot.good && look !== null && look.identity === snapshot.look?.identity;
        await snapshot.writeFromMemory();
        writer.needsSnapshot = false;
        onOutside?.({ type: 'gone' });
        return;
      }
      const bytes = await readIfThere(disk, file);
      const found = bytes && parseSnapshot(bytes, kind.format);
      if (
        found?.ok &&
        found.value.seq === snapshot.seq &&
        sha256(JSON.stringify(found.value.content)) === contentSum(kind, memory, snapshot.seq)
      ) {
        // Only touched, or copied back as it was.
        snapshot.look = look;
        return;
      }
      const kept = await moveToQuarantine(disk, file, now().toISOString());
      snapshot.good = false;
      await snapshot.writeFromMemory();
      writer.needsSnapshot = false;
      await linkToQuarantine(disk, file, `${now().toISOString()}-ours`);
      onOutside?.({ type: 'other', kept });
    }),
  );
}

/** Sum of our content, where the snapshot holds exactly what memory does; else `null`. */
function contentSum<D, S>(
  kind: DocumentStoreOptions<D, S>['kind'],
  memory: DocumentMemory<D>,
  snapshotSeq: number,
): string | null {
  if (memory.seq !== snapshotSeq) return null;
  return sha256(JSON.stringify(kind.toStored(memory.document)));
}
