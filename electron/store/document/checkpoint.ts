import type { CheckpointJob, RunCheckpoint } from './compact.ts';
import type { DocumentMemory } from './memory.ts';
import type { DocumentStoreOptions } from './options.ts';
import type { SnapshotFile } from './snapshot-file.ts';
import { checkOutside } from './watch.ts';
import type { JournalWriter } from './writer.ts';

/** When a snapshot is written, and by whom: by this process, or by another one from the files alone. */
export class Checkpoints<D, S> {
  readonly #options: DocumentStoreOptions<D, S>;
  readonly #memory: DocumentMemory<D>;
  readonly #writer: JournalWriter;
  readonly #snapshot: SnapshotFile<D, S>;
  #idle: ReturnType<typeof setTimeout> | undefined;

  constructor(
    options: DocumentStoreOptions<D, S>,
    memory: DocumentMemory<D>,
    writer: JournalWriter,
    snapshot: SnapshotFile<D, S>,
  ) {
    this.#options = options;
    this.#memory = memory;
    this.#writer = writer;
    this.#snapshot = snapshot;
  }

  /** Whether the snapshot holds every change, so that the next start need not read the journals. */
  get isCheckpointed(): boolean {
    return (
      this.#memory.readOnly !== null ||
      // What it is owed is on disk elsewhere, and is taken over again by whoever reads it next.
      (this.#memory.seq - this.#memory.owed.count === this.#snapshot.seq &&
        this.#snapshot.good &&
        !this.#writer.needsSnapshot)
    );
  }

  /** Everything asked for is on disk: a snapshot follows at once where there is much, else after a while. */
  noteQuiet(): void {
    this.#restartIdle();
    if (
      this.#memory.changesSince >= this.#options.limits.changes ||
      this.#memory.bytesSince >= this.#options.limits.bytes
    ) {
      void this.checkpoint();
    }
  }

  #restartIdle(): void {
    clearTimeout(this.#idle);
    if (this.#memory.closing) return;
    this.#idle = setTimeout(() => void this.checkpoint(), this.#options.limits.idle);
    this.#idle.unref();
  }

  /** No snapshot comes by itself until the next change. */
  stopIdle(): void {
    clearTimeout(this.#idle);
  }

  /** Writes a snapshot where there is something new; `false` where the disk refused. */
  async checkpoint(): Promise<boolean> {
    clearTimeout(this.#idle);
    if (this.#memory.readOnly) return true;
    try {
      await checkOutside(this.#options, this.#memory, this.#writer, this.#snapshot);
      if (this.isCheckpointed) return true;
      const size = (this.#snapshot.look?.size ?? 0) + this.#memory.bytesSince;
      if (
        this.#options.runCheckpoint &&
        !this.#writer.needsSnapshot &&
        this.#memory.owed.count === 0 &&
        this.#snapshot.good &&
        size > this.#options.limits.apart
      ) {
        if (await this.#checkpointApart(this.#options.runCheckpoint)) return true;
      }
      await this.#writeFromMemory();
      return true;
    } catch {
      // Nothing is lost: the journal has every acknowledged change.
      this.#restartIdle();
      return false;
    }
  }

  /** Writes a snapshot where the document's own files lack a part of it; `false` where the disk refused. */
  async writeOwed(): Promise<boolean> {
    if (this.#memory.owed.count === 0 || this.#memory.readOnly) return true;
    try {
      await this.#writeFromMemory();
      return true;
    } catch {
      return false;
    }
  }

  async #writeFromMemory(): Promise<void> {
    await this.#memory.flushes.run(() =>
      this.#memory.snapshots.run(() => this.#snapshot.writeFromMemory()),
    );
    this.#writer.needsSnapshot = false;
  }

  async #checkpointApart(run: RunCheckpoint): Promise<boolean> {
    const done = await this.#memory.snapshots.run(async () => {
      const job: CheckpointJob = {
        folder: this.#options.folder,
        format: this.#options.kind.format,
        seq: this.#memory.seq,
        backedUp: this.#snapshot.backedUp,
        at: this.#options.now().toISOString(),
      };
      if (!(await run(job).catch(() => false))) {
        await this.#snapshot.lookAgain();
        return false;
      }
      await this.#snapshot.noteWritten(job.seq, true);
      return true;
    });
    if (!done) return false;
    await this.#memory.flushes.run(async () => {
      if (!this.#writer.needsSnapshot) this.#writer.rotate();
      await this.#snapshot.removeOldJournals();
    });
    return true;
  }
}
