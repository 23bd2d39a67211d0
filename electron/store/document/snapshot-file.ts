import path from 'node:path';

import { readIfThere, type FileLook } from '../disk/files.ts';
import { parseJournalName } from './files/journal.ts';
import type { LoadedDocument } from './files/load.ts';
import type { DocumentMemory } from './memory.ts';
import type { DocumentStoreOptions } from './options.ts';
import {
  BACKUP_SNAPSHOT,
  parseSnapshot,
  serializeSnapshot,
  SNAPSHOT,
  writeSnapshot,
} from './files/snapshot.ts';
import { joinJournals } from './files/join-journals.ts';
import { NOTHING_OWED } from './owed.ts';
import type { JournalWriter } from './writer.ts';

/** `doc.json` of a document in use: writes it from memory and knows how far it and its backups reach. */
export class SnapshotFile<D, S> {
  readonly #options: Pick<
    DocumentStoreOptions<D, S>,
    'disk' | 'folder' | 'kind' | 'now' | 'watcher'
  >;
  readonly #memory: DocumentMemory<D>;
  readonly #writer: JournalWriter;
  readonly #extra: Readonly<Record<string, unknown>>;

  #seq: number;
  /** `seq` of `doc.json.bak`; 0 where that is not known, so that too many journals are kept, never too few. */
  #backupSeq = 0;
  #backedUp: number;
  /** Whether `doc.json` is known to be whole; only then may it become `doc.json.bak`. */
  good: boolean;
  /** The file as it was when it was last known to be ours. */
  look: FileLook | null = null;

  constructor(
    options: Pick<DocumentStoreOptions<D, S>, 'disk' | 'folder' | 'kind' | 'now' | 'watcher'>,
    memory: DocumentMemory<D>,
    writer: JournalWriter,
    loaded: Pick<LoadedDocument<D>, 'snapshotSeq' | 'backedUp' | 'badSnapshot' | 'extra'>,
  ) {
    this.#options = options;
    this.#memory = memory;
    this.#writer = writer;
    this.#extra = loaded.extra;
    this.#seq = loaded.snapshotSeq;
    this.#backedUp = loaded.backedUp;
    this.good = loaded.badSnapshot === null;
  }

  get file(): string {
    return path.join(this.#options.folder, SNAPSHOT);
  }

  /** `seq` of the last change in it. */
  get seq(): number {
    return this.#seq;
  }

  /** `seq` of the newest daily backup. */
  get backedUp(): number {
    return this.#backedUp;
  }

  noteBackup(seq: number): void {
    this.#backedUp = Math.max(this.#backedUp, seq);
  }

  /** Writes a snapshot of memory; run it inside `snapshots`. The next line begins a new journal. */
  async writeFromMemory(): Promise<void> {
    await this.#write();
    this.#writer.rotate();
    await this.removeOldJournals();
  }

  async #write(): Promise<void> {
    const { disk, folder, kind, now } = this.#options;
    const { seq, order, recent, document } = this.#memory;
    const text = serializeSnapshot({
      ...this.#extra,
      format: kind.format,
      schema: kind.schema,
      seq,
      order,
      backedUp: this.#backedUp,
      at: now().toISOString(),
      recent: recent.map(({ line }) => line),
      content: kind.toStored(document),
    });
    const keepOld = this.good;
    this.good = false;
    try {
      await writeSnapshot(disk, folder, { text, seq, format: kind.format }, keepOld);
    } catch (error) {
      await this.lookAgain();
      throw error;
    }
    this.good = true;
    this.#memory.owed = NOTHING_OWED;
    await this.noteWritten(seq, keepOld);
  }

  /** After a failed write: `doc.json` may be the old one, restored, or worse. */
  async lookAgain(): Promise<void> {
    const { disk, kind } = this.#options;
    try {
      const bytes = await readIfThere(disk, this.file);
      const found = bytes && parseSnapshot(bytes, kind.format);
      this.good = found?.ok === true && found.value.seq === this.#seq;
      this.look = await disk.look(this.file);
      // `.bak` may have become the same file as `doc.json`; older journals are then not needed, but kept.
    } catch {
      this.good = false;
    }
  }

  /** Takes over that a snapshot up to `seq` is there; `keptOld` where the one before became `doc.json.bak`. */
  async noteWritten(seq: number, keptOld: boolean): Promise<void> {
    if (keptOld) this.#backupSeq = this.#seq;
    this.#seq = seq;
    this.look = await this.#options.disk.look(this.file);
    this.#memory.changesSince = this.#memory.seq - seq;
    this.#memory.bytesSince = 0;
    this.#options.watcher?.folded(seq, this.#memory.document);
  }

  /**
   * Removes journals that neither `doc.json.bak` nor the newest daily backup needs, and puts those
   * that have become many into one file. The snapshot has them all.
   */
  async removeOldJournals(): Promise<void> {
    const { disk, folder } = this.#options;
    try {
      const names = (await disk.list(folder)).filter((name) => parseJournalName(name) !== null);
      if (names.length < 2) return;
      this.#backupSeq ||= await this.#readBackupSeq();
      const needed = Math.min(this.#backupSeq, this.#backedUp);
      for (const [index, name] of names.entries()) {
        const next = parseJournalName(names[index + 1] ?? '');
        if (next === null || next - 1 > needed) break;
        await disk.remove(path.join(folder, name));
      }
      await joinJournals(disk, folder);
    } catch {
      // A journal too many is harmless; the next checkpoint tries again.
    }
  }

  /** `seq` of the `doc.json.bak` that an earlier session has left; 0 where it cannot be read. */
  async #readBackupSeq(): Promise<number> {
    const { disk, folder, kind } = this.#options;
    const bytes = await readIfThere(disk, path.join(folder, BACKUP_SNAPSHOT));
    const found = bytes && parseSnapshot(bytes, kind.format);
    return found?.ok === true ? found.value.seq : 0;
  }
}
