// One document on disk: its journal, its snapshots, and how both are read and written.
// What a document means is for its kind; what several of them have to do with each other, for the library.
import type { ReadOnlyReason, StoreError } from '#core/contract/store.ts';
import { err, ok, type Result } from '#core/result.ts';

import { describeFailure } from '../disk/failure.ts';
import { linkToQuarantine, moveToQuarantine } from '../disk/files.ts';
import { keepEnd } from './torn-end.ts';
import { Mutex } from '../disk/gate.ts';
import type { ChangeRequest, SavedChange } from './change.ts';
import { Checkpoints } from './checkpoint.ts';
import { findForeign } from './files/foreign.ts';
import type { JournalLine } from './files/journal.ts';
import { stepsOf } from './files/kind.ts';
import { loadDocument, type LoadedDocument, type LoadError } from './files/load.ts';
import type { DocumentMemory } from './memory.ts';
import type { DocumentState, DocumentStoreOptions } from './options.ts';
import { NOTHING_OWED, takeOwed, type FindOwed, type OwedLines } from './owed.ts';
import { ChangeQueue } from './queue.ts';
import type { KeptLine } from './files/recent.ts';
import { describeDamage, type Damage, type TornEnd } from './files/replay.ts';
import { SnapshotFile } from './snapshot-file.ts';
import { checkOutside } from './watch.ts';
import { JournalWriter } from './writer.ts';

/** Where what could not be read is kept; `null` where there was nothing. */
export interface Settled {
  readonly kept: string | null;
  readonly keptEnd: string | null;
}

/**
 * One document on disk: snapshot, journal and memory, of which memory is the authority.
 *
 * A change is answered when its line is on disk (`fdatasync`) and not before. Changes that arrive
 * while a flush is under way share the next one. What the disk refuses is kept and tried again.
 *
 * The work is done by the parts that it puts together; `DocumentMemory` is all that they share.
 */
export class DocumentStore<D, S> {
  readonly #options: DocumentStoreOptions<D, S>;
  readonly #memory: DocumentMemory<D>;
  readonly #writer: JournalWriter;
  readonly #snapshot: SnapshotFile<D, S>;
  readonly #checkpoints: Checkpoints<D, S>;
  readonly #queue: ChangeQueue<D, S>;

  readonly #damage: Damage | null;
  /** Lines that the last session wrote and no snapshot had. */
  readonly replayed: readonly JournalLine[];
  /** Why `doc.json` could not be used when the document was opened; `null` where it could. */
  readonly badSnapshot: string | null;
  /** When the snapshot that was opened had been written; ISO 8601, UTC. */
  readonly snapshotAt: string;
  /** The end of a journal that could not be read when the document was opened; `null` where all could. */
  readonly torn: TornEnd | null;
  readonly #migrated: boolean;

  private constructor(
    options: DocumentStoreOptions<D, S>,
    loaded: LoadedDocument<D>,
    owed: OwedLines,
  ) {
    this.#options = options;
    this.#damage = loaded.damage;
    this.#migrated = loaded.schema < options.kind.schema;
    this.replayed = loaded.replayed;
    this.torn = loaded.torn;
    this.badSnapshot = loaded.badSnapshot;
    this.snapshotAt = loaded.snapshotAt;
    const memory: DocumentMemory<D> = {
      document: loaded.document,
      seq: loaded.seq,
      order: loaded.order,
      recent: loaded.recent,
      owed,
      readOnly:
        loaded.newerSchema !== null
          ? { type: 'newer-schema', schema: loaded.newerSchema }
          : loaded.damage
            ? { type: 'damaged', detail: describeDamage(loaded.damage) }
            : null,
      closing: false,
      changesSince: loaded.replayed.length,
      bytesSince: 0,
      flushes: new Mutex(),
      snapshots: new Mutex(),
    };
    const writer = new JournalWriter(options, memory, loaded.journal);
    const snapshot = new SnapshotFile(options, memory, writer, loaded);
    const checkpoints = new Checkpoints(options, memory, writer, snapshot);
    this.#memory = memory;
    this.#writer = writer;
    this.#snapshot = snapshot;
    this.#checkpoints = checkpoints;
    this.#queue = new ChangeQueue(
      options,
      memory,
      (data) => writer.append(data, () => memory.snapshots.run(() => snapshot.writeFromMemory())),
      () => checkpoints.noteQuiet(),
    );
  }

  /** Reads a document and what it is owed; writes nothing. */
  static async open<D, S>(
    options: DocumentStoreOptions<D, S>,
    findOwed?: FindOwed<D, S>,
  ): Promise<Result<DocumentStore<D, S>, LoadError>> {
    const foreign = await findForeign(options.disk, options.folder);
    const loaded = await loadDocument(options.disk, options.folder, options.kind);
    if (!loaded.ok) return loaded;
    const { damage, newerSchema, document, order } = loaded.value;
    const isWhole = damage === null && newerSchema === null && foreign === null;
    const parts = isWhole && findOwed ? await findOwed(document, order) : [];
    const taken = takeOwed(options.kind, { ...loaded.value, owed: NOTHING_OWED }, parts);
    const store = new DocumentStore(options, { ...loaded.value, ...taken }, taken.owed);
    if (foreign !== null) store.#memory.readOnly = { type: 'not-a-regular-file', detail: foreign };
    store.#snapshot.look = await options.disk.look(store.#snapshot.file);
    return ok(store);
  }

  /** The document with every change that is on disk. */
  get document(): D {
    return this.#memory.document;
  }

  /** The document with the changes that are not on disk yet, too; for saving a copy elsewhere. */
  get unsavedDocument(): D {
    return this.#queue.unsavedDocument;
  }

  get seq(): number {
    return this.#memory.seq;
  }

  /** Highest place in the library's order among this document's changes. */
  get order(): number {
    return this.#memory.order;
  }

  get recent(): readonly KeptLine[] {
    return this.#memory.recent;
  }

  get readOnly(): ReadOnlyReason | null {
    return this.#memory.readOnly;
  }

  get damage(): Damage | null {
    return this.#damage;
  }

  /** Whether the snapshot holds every change, so that the next start need not read the journals. */
  get isCheckpointed(): boolean {
    return this.#checkpoints.isCheckpointed;
  }

  get state(): DocumentState {
    return this.#queue.state;
  }

  /** `seq` of the newest daily backup. */
  get backedUp(): number {
    return this.#snapshot.backedUp;
  }

  /** Tells that a daily backup with all changes up to `seq` exists; journals before it can go. */
  noteBackup(seq: number): void {
    this.#snapshot.noteBackup(seq);
  }

  /** Makes the document unchangeable for the rest of the session. */
  makeReadOnly(reason: ReadOnlyReason): void {
    this.#memory.readOnly ??= reason;
  }

  /**
   * Writes what opening found out: what the last session wrote without flushing it is flushed, the
   * original of a migrated document is kept, a bad snapshot is put into quarantine, and a fresh one
   * is written. Returns where the bad file is, and where the unread end of a journal. A disk that
   * refuses makes the document read-only.
   */
  async settle(): Promise<Settled> {
    const nothing = { kept: null, keptEnd: null };
    if (this.#memory.readOnly) return nothing;
    const { disk, now } = this.#options;
    const stamp = now().toISOString();
    const { file } = this.#snapshot;
    try {
      return await this.#memory.snapshots.run(async () => {
        let kept: string | null = null;
        const keptEnd = this.torn && (await keepEnd(this.#options, this.torn));
        if (this.replayed.length > 0) await this.#writer.flushReplayed();
        if (this.#migrated) await linkToQuarantine(disk, file, `${stamp}-before-migration`);
        if (!this.#snapshot.good && (await disk.look(file))) {
          kept = await moveToQuarantine(disk, file, stamp);
        }
        if (this.#migrated || !this.#snapshot.good) await this.#snapshot.writeFromMemory();
        return { kept, keptEnd };
      });
    } catch (error) {
      const { reason, detail } = describeFailure(error);
      this.#memory.readOnly =
        reason === 'disk-full' ? { type: 'disk-full' } : { type: 'no-permission', detail };
      return nothing;
    }
  }

  /** Makes a change durable and answers with it. Waits, with retries, for as long as the disk refuses. */
  change<E>(request: ChangeRequest<D, S, E>): Promise<Result<SavedChange<D, S>, E | StoreError>> {
    return this.#queue.change(request);
  }

  /** The newest line about the change with this `order`: the change itself, or its last undo or redo. */
  lineAbout(order: number): JournalLine | undefined {
    return this.#memory.recent.findLast(
      ({ line }) => (line.of ?? line.order) === order && line.unlisted !== true,
    )?.line;
  }

  /** The steps that reverse a line. */
  inverseOf(line: JournalLine): Result<readonly S[], string> {
    return stepsOf(this.#options.kind, line, 'inverse');
  }

  /** Tries what is pending at once instead of at the next interval. */
  retry(): Promise<void> {
    return this.#queue.retry();
  }

  /** Waits until everything asked for so far is on disk or has failed for good. */
  settled(): Promise<void> {
    return this.#queue.settled();
  }

  /** Writes a snapshot where there is something new; `false` where the disk refused. */
  checkpoint(): Promise<boolean> {
    return this.#checkpoints.checkpoint();
  }

  /** Writes what the document was owed into its own files; `false` where the disk refused. */
  writeOwed(): Promise<boolean> {
    return this.#checkpoints.writeOwed();
  }

  /**
   * Looks whether somebody else changed the files. What is gone is written again from memory; a
   * foreign content is kept in quarantine beside ours, and ours is written again.
   */
  checkOutside(): Promise<void> {
    return checkOutside(this.#options, this.#memory, this.#writer, this.#snapshot);
  }

  /**
   * Closes the document if everything is on disk and in its snapshot; `false` where something waits
   * or the disk refuses, and the document stays in use. Nothing may be changing it meanwhile.
   */
  async leave(): Promise<boolean> {
    if (this.#queue.state.type !== 'saved' || !(await this.checkpoint())) return false;
    return (await this.close()).ok;
  }

  /**
   * Flushes, writes a snapshot and lets go of the files. Fails where changes are not on disk: they
   * were never acknowledged, and `unsavedDocument` still has them.
   */
  async close(): Promise<Result<null, Extract<StoreError, { type: 'not-saved' }>>> {
    this.#memory.closing = true;
    this.#checkpoints.stopIdle();
    this.#queue.wake();
    await this.settled();
    const state = this.#queue.state;
    await this.checkpoint();
    await this.#memory.flushes.run(() => this.#writer.close());
    this.#checkpoints.stopIdle();
    return state.type === 'not-saved'
      ? err({ type: 'not-saved', reason: state.reason, detail: state.detail })
      : ok(null);
  }
}
