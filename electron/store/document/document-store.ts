// One document on disk: its journal, its snapshots, and how both are read and written.
// What a document means is for its kind; what several of them have to do with each other, for the library.
import path from 'node:path';

import type { ReadOnlyReason, StoreError } from '#core/contract/store.ts';
import { err, ok, type Result } from '#core/result.ts';
import { codeOf } from '#core/guards/system-errors.ts';

import type { DocumentKind } from './kind.ts';
import { describeFailure, type SaveFailure } from '../disk/failure.ts';
import {
  ensureFolder,
  linkToQuarantine,
  moveToQuarantine,
  readIfThere,
  writeFully,
  type Disk,
  type FileLook,
  type OpenFile,
} from '../disk/files.ts';
import { Mutex } from '../disk/gate.ts';
import { journalName, parseJournalName, serializeLine, type JournalLine } from './journal.ts';
import {
  keepRecent,
  loadDocument,
  stepsOf,
  type Damage,
  type KeptLine,
  type LoadedDocument,
  type LoadError,
  describeDamage,
} from './load.ts';
import { parseSnapshot, serializeSnapshot, SNAPSHOT, writeSnapshot } from './snapshot.ts';
import { sha256 } from '../disk/sums.ts';
import { findForeign } from './foreign.ts';
import type { CheckpointJob, RunCheckpoint } from './compact.ts';
import type { ChangeRequest, SavedChange } from './change.ts';
import type { DocumentStoreOptions, DocumentState } from './options.ts';

interface Waiting<D, S> {
  readonly request: ChangeRequest<D, S, unknown>;
  readonly resolve: (result: Result<SavedChange<D, S>, unknown>) => void;
  readonly reject: (error: unknown) => void;
}

interface Pending<D, S> {
  readonly saved: SavedChange<D, S>;
  /** The line as it will be written. */
  readonly text: string;
  readonly resolve: Waiting<D, S>['resolve'];
}

interface OpenJournal {
  readonly file: string;
  readonly handle: OpenFile;
  readonly inode: string;
  /** Bytes up to the end of the last acknowledged line. */
  length: number;
  /** Whether the file's name has been made durable. */
  named: boolean;
}

/**
 * One document on disk: snapshot, journal and memory, of which memory is the authority.
 *
 * A change is answered when its line is on disk (`fdatasync`) and not before. Changes that arrive
 * while a flush is under way share the next one. What the disk refuses is kept and tried again.
 */
export class DocumentStore<D, S> {
  readonly #options: DocumentStoreOptions<D, S>;
  readonly #folder: string;
  readonly #disk: Disk;
  readonly #kind: DocumentKind<D, S>;

  #document: D;
  #seq: number;
  #order: number;
  #recent: readonly KeptLine[];
  readonly #extra: Readonly<Record<string, unknown>>;
  readonly #damage: Damage | null;
  #readOnly: ReadOnlyReason | null;

  #snapshotSeq: number;
  /** `seq` of `doc.json.bak`; 0 until this session has made one, so that too many journals are kept, never too few. */
  #backupSeq = 0;
  #backedUp: number;
  /** Whether `doc.json` is known to be whole; only then may it become `doc.json.bak`. */
  #snapshotGood: boolean;
  #snapshotLook: FileLook | null = null;
  /** Set when the journal can no longer be trusted: the next change needs a full snapshot first. */
  #needsSnapshot = false;
  #journal: OpenJournal | null = null;
  #resume: LoadedDocument<D>['journal'];
  #changesSince = 0;
  #bytesSince = 0;

  readonly #flushes = new Mutex();
  readonly #snapshots = new Mutex();
  #waiting: Waiting<D, S>[] = [];
  #pending: Pending<D, S>[] = [];
  readonly #answers = new Map<string, Promise<Result<SavedChange<D, S>, unknown>>>();
  #draining: Promise<void> | null = null;
  #wake: (() => void) | null = null;
  #idle: ReturnType<typeof setTimeout> | undefined;
  #closing = false;
  #state: DocumentState = { type: 'saved', at: null };
  /** Lines that the last session wrote and no snapshot had. */
  readonly replayed: readonly JournalLine[];
  /** Why `doc.json` could not be used when the document was opened; `null` where it could. */
  readonly badSnapshot: string | null;
  /** When the snapshot that was opened had been written; ISO 8601, UTC. */
  readonly snapshotAt: string;
  readonly #migrated: boolean;

  private constructor(options: DocumentStoreOptions<D, S>, loaded: LoadedDocument<D>) {
    this.#options = options;
    this.#folder = options.folder;
    this.#disk = options.disk;
    this.#kind = options.kind;
    this.#document = loaded.document;
    this.#seq = loaded.seq;
    this.#order = loaded.order;
    this.#recent = loaded.recent;
    this.#extra = loaded.extra;
    this.#snapshotSeq = loaded.snapshotSeq;
    this.#backedUp = loaded.backedUp;
    this.#snapshotGood = loaded.badSnapshot === null;
    this.#resume = loaded.journal;
    this.#damage = loaded.damage;
    this.#migrated = loaded.schema < options.kind.schema;
    this.#changesSince = loaded.replayed.length;
    this.replayed = loaded.replayed;
    this.badSnapshot = loaded.badSnapshot;
    this.snapshotAt = loaded.snapshotAt;
    this.#readOnly =
      loaded.newerSchema !== null
        ? { type: 'newer-schema', schema: loaded.newerSchema }
        : loaded.damage
          ? { type: 'damaged', detail: describeDamage(loaded.damage) }
          : null;
  }

  /** Reads a document; writes nothing. */
  static async open<D, S>(
    options: DocumentStoreOptions<D, S>,
  ): Promise<Result<DocumentStore<D, S>, LoadError>> {
    const foreign = await findForeign(options.disk, options.folder);
    const loaded = await loadDocument(options.disk, options.folder, options.kind);
    if (!loaded.ok) return loaded;
    const store = new DocumentStore(options, loaded.value);
    if (foreign !== null) store.#readOnly = { type: 'not-a-regular-file', detail: foreign };
    store.#snapshotLook = await options.disk.look(path.join(options.folder, SNAPSHOT));
    return ok(store);
  }

  /** The document with every change that is on disk. */
  get document(): D {
    return this.#document;
  }

  /** The document with the changes that are not on disk yet, too; for saving a copy elsewhere. */
  get unsavedDocument(): D {
    return this.#pending.at(-1)?.saved.document ?? this.#document;
  }

  get seq(): number {
    return this.#seq;
  }

  /** Highest place in the library's order among this document's changes. */
  get order(): number {
    return this.#order;
  }

  get recent(): readonly KeptLine[] {
    return this.#recent;
  }

  get readOnly(): ReadOnlyReason | null {
    return this.#readOnly;
  }

  get damage(): Damage | null {
    return this.#damage;
  }

  /** Whether the snapshot holds every change, so that the next start need not read the journals. */
  get isCheckpointed(): boolean {
    return (
      this.#readOnly !== null ||
      (this.#seq === this.#snapshotSeq && this.#snapshotGood && !this.#needsSnapshot)
    );
  }

  get state(): DocumentState {
    return this.#state;
  }

  /** `seq` of the newest daily backup. */
  get backedUp(): number {
    return this.#backedUp;
  }

  /** Tells that a daily backup with all changes up to `seq` exists; journals before it can go. */
  noteBackup(seq: number): void {
    this.#backedUp = Math.max(this.#backedUp, seq);
  }

  /** Makes the document unchangeable for the rest of the session. */
  makeReadOnly(reason: ReadOnlyReason): void {
    this.#readOnly ??= reason;
  }

  /**
   * Writes what opening found out: what the last session wrote without flushing it is flushed, the
   * original of a migrated document is kept, a bad snapshot is put into quarantine, and a fresh one
   * is written. Returns where the bad file is. A disk that refuses makes the document read-only.
   */
  async settle(): Promise<{ readonly kept: string | null }> {
    if (this.#readOnly) return { kept: null };
    const stamp = this.#options.now().toISOString();
    const file = path.join(this.#folder, SNAPSHOT);
    try {
      return await this.#snapshots.run(async () => {
        let kept: string | null = null;
        if (this.replayed.length > 0) await this.#flushReplayed();
        if (this.#migrated) await linkToQuarantine(this.#disk, file, `${stamp}-before-migration`);
        if (!this.#snapshotGood && (await this.#disk.look(file))) {
          kept = await moveToQuarantine(this.#disk, file, stamp);
        }
        if (this.#migrated || !this.#snapshotGood) await this.#snapshotFromMemory();
        return { kept };
      });
    } catch (error) {
      const { reason, detail } = describeFailure(error);
      this.#readOnly =
        reason === 'disk-full' ? { type: 'disk-full' } : { type: 'no-permission', detail };
      return { kept: null };
    }
  }

  /**
   * A line that a killed process wrote but did not flush is taken as done, and other documents may
   * come to depend on it: from here on a power cut must not take it away.
   */
  async #flushReplayed(): Promise<void> {
    if (!this.#resume) return;
    const handle = await this.#disk.open(
      path.join(this.#folder, journalName(this.#resume.first)),
      'existing',
    );
    try {
      await handle.datasync();
    } finally {
      await handle.close().catch(() => undefined);
    }
    await this.#disk.syncFolder(this.#folder);
  }

  /** Makes a change durable and answers with it. Waits, with retries, for as long as the disk refuses. */
  change<E>(request: ChangeRequest<D, S, E>): Promise<Result<SavedChange<D, S>, E | StoreError>> {
    type Answer = Promise<Result<SavedChange<D, S>, E | StoreError>>;
    const asked = this.#answers.get(request.id);
    if (asked) return asked as Answer;
    const done = this.#recent.find(({ line }) => line.id === request.id);
    if (done) return Promise.resolve(this.#repeat<E>(done.line));
    if (this.#readOnly) return Promise.resolve(err({ type: 'read-only', reason: this.#readOnly }));
    if (this.#closing) {
      return Promise.resolve(
        err({ type: 'not-saved', reason: 'io-error', detail: 'The article is being closed.' }),
      );
    }
    const answer = new Promise<Result<SavedChange<D, S>, unknown>>((resolve, reject) => {
      this.#waiting.push({ request, resolve, reject });
    }).finally(() => this.#answers.delete(request.id));
    this.#answers.set(request.id, answer);
    this.#startDraining();
    return answer as Answer;
  }

  #repeat<E>(line: JournalLine): Result<SavedChange<D, S>, E | StoreError> {
    const steps = stepsOf(this.#kind, line, 'steps');
    const inverse = stepsOf(this.#kind, line, 'inverse');
    return ok({
      line,
      steps: steps.ok ? steps.value : [],
      inverse: inverse.ok ? inverse.value : [],
      document: this.#document,
    });
  }

  /** The newest line about the change with this `order`: the change itself, or its last undo or redo. */
  lineAbout(order: number): JournalLine | undefined {
    return this.#recent.findLast(
      ({ line }) => (line.of ?? line.order) === order && line.unlisted !== true,
    )?.line;
  }

  /** The steps that reverse a line. */
  inverseOf(line: JournalLine): Result<readonly S[], string> {
    return stepsOf(this.#kind, line, 'inverse');
  }

  /** Tries what is pending at once instead of at the next interval. */
  async retry(): Promise<void> {
    this.#wake?.();
    await this.#flushes.run(() => Promise.resolve());
  }

  /** Waits until everything asked for so far is on disk or has failed for good. */
  async settled(): Promise<void> {
    while (this.#draining) await this.#draining;
  }

  #startDraining(): void {
    this.#draining ??= this.#drain().finally(() => {
      this.#draining = null;
      if (this.#waiting.length > 0) this.#startDraining();
    });
  }

  async #drain(): Promise<void> {
    // Lets requests of the same tick join the first flush.
    await Promise.resolve();
    while (this.#waiting.length > 0 || this.#pending.length > 0) {
      const failure = await this.#flushes.run(() => this.#flush());
      if (!failure) continue;
      if (this.#closing) {
        const lost = [...this.#pending, ...this.#waiting];
        this.#pending = [];
        this.#waiting = [];
        for (const { resolve } of lost) resolve(err({ type: 'not-saved', ...failure }));
        return;
      }
      await this.#pause();
    }
    this.#restartIdle();
    if (
      this.#changesSince >= this.#options.limits.changes ||
      this.#bytesSince >= this.#options.limits.bytes
    ) {
      void this.checkpoint();
    }
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#wake?.(), this.#options.limits.retry);
      this.#wake = () => {
        clearTimeout(timer);
        this.#wake = null;
        resolve();
      };
      if (this.#closing) this.#wake();
    });
  }

  #restartIdle(): void {
    clearTimeout(this.#idle);
    if (this.#closing) return;
    this.#idle = setTimeout(() => void this.checkpoint(), this.#options.limits.idle);
    this.#idle.unref();
  }

  /** Plans what waits, writes it in one go, and answers. Returns why it did not work. */
  async #flush(): Promise<SaveFailure | null> {
    this.#planWaiting();
    const batch = this.#pending;
    if (batch.length === 0) return null;
    this.#setState({ type: 'saving' });
    const data = Buffer.from(batch.map(({ text }) => text).join(''), 'utf8');
    try {
      await this.#append(data);
    } catch (error) {
      const failure = describeFailure(error);
      this.#setState({
        type: 'not-saved',
        pending: this.#pending.length + this.#waiting.length,
        ...failure,
      });
      return failure;
    }
    const last = batch.at(-1)?.saved;
    if (last) {
      this.#document = last.document;
      this.#seq = last.line.seq;
      this.#recent = keepRecent([
        ...this.#recent,
        ...batch.map(({ saved, text }) => ({ line: saved.line, length: text.length })),
      ]);
    }
    for (const { saved } of batch) this.#order = Math.max(this.#order, saved.line.order);
    this.#pending = [];
    this.#changesSince += batch.length;
    this.#bytesSince += data.byteLength;
    this.#setState({ type: 'saved', at: this.#options.now().toISOString() });
    for (const { saved, resolve } of batch) resolve(ok(saved));
    return null;
  }

  #planWaiting(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { request, resolve, reject } of waiting) {
      try {
        const before = this.#pending.at(-1)?.saved;
        const document = before?.document ?? this.#document;
        const planned = request.plan(document);
        if (!planned.ok) {
          resolve(planned);
          continue;
        }
        const { steps, label, also } = planned.value;
        const applied = this.#kind.applySteps(document, steps);
        if (!applied.ok)
          throw new Error(`A planned change does not apply: ${JSON.stringify(applied.error)}`);
        const inverse = planned.value.inverse ?? applied.value.inverse;
        const line: JournalLine = {
          schema: this.#kind.schema,
          seq: (before?.line.seq ?? this.#seq) + 1,
          flushed: this.#seq,
          order: request.order ?? this.#options.nextOrder(),
          id: request.id,
          kind: request.kind ?? 'do',
          ...(request.of === undefined ? {} : { of: request.of }),
          label,
          at: this.#options.now().toISOString(),
          steps: [...steps],
          inverse: [...inverse],
          ...(request.unlisted === true ? { unlisted: true } : {}),
          ...(also === undefined ? {} : { also }),
        };
        this.#pending.push({
          saved: { line, steps, inverse, document: applied.value.document },
          text: serializeLine(line),
          resolve,
        });
      } catch (error) {
        reject(error);
      }
    }
  }

  /** Puts whole lines on disk, or throws with the journal as it was. */
  async #append(data: Uint8Array): Promise<void> {
    for (;;) {
      if (this.#needsSnapshot) {
        await this.#snapshots.run(() => this.#snapshotFromMemory());
        this.#needsSnapshot = false;
      }
      const journal = (this.#journal ??= await this.#openJournal());
      try {
        await writeFully(journal.handle, data, journal.length);
      } catch (error) {
        try {
          await journal.handle.truncate(journal.length);
        } catch {
          await this.#abandonJournal();
        }
        throw error;
      }
      try {
        await journal.handle.datasync();
        if (!journal.named) await this.#disk.syncFolder(this.#folder);
      } catch (error) {
        // After a failed flush the kernel may call the pages clean: this descriptor proves nothing more.
        await this.#abandonJournal();
        throw error;
      }
      journal.named = true;
      const look = await this.#disk.look(journal.file);
      if (look?.inode === journal.inode) {
        journal.length += data.byteLength;
        return;
      }
      // The line is on disk, but in a file that is no longer where it will be looked for.
      await this.#abandonJournal();
      await ensureFolder(this.#disk, this.#folder);
      this.#options.onOutside?.({ type: 'gone' });
    }
  }

  async #abandonJournal(): Promise<void> {
    const journal = this.#journal;
    this.#journal = null;
    this.#resume = null;
    this.#needsSnapshot = true;
    await journal?.handle.close().catch(() => undefined);
  }

  async #openJournal(): Promise<OpenJournal> {
    const resume = this.#resume;
    const file = path.join(this.#folder, journalName(resume?.first ?? this.#seq + 1));
    let handle: OpenFile;
    if (resume) {
      handle = await this.#disk.open(file, 'existing');
    } else {
      try {
        handle = await this.#disk.open(file, 'new');
      } catch (error) {
        if (codeOf(error) !== 'EEXIST') throw error;
        // Its name says that all it can hold comes after the last acknowledged change.
        await this.#disk.remove(file);
        handle = await this.#disk.open(file, 'new');
      }
    }
    try {
      if (resume?.torn) await handle.truncate(resume.length);
      const look = await this.#disk.look(file);
      return { file, handle, inode: look?.inode ?? '', length: resume?.length ?? 0, named: false };
    } catch (error) {
      await handle.close().catch(() => undefined);
      throw error;
    }
  }

  /** Writes a snapshot of memory; run it inside `#snapshots`. The next line begins a new journal. */
  async #snapshotFromMemory(): Promise<void> {
    await this.#writeSnapshot();
    this.#rotate();
    await this.#removeOldJournals();
  }

  async #writeSnapshot(): Promise<void> {
    const seq = this.#seq;
    const text = serializeSnapshot({
      ...this.#extra,
      format: this.#kind.format,
      schema: this.#kind.schema,
      seq,
      order: this.#order,
      backedUp: this.#backedUp,
      at: this.#options.now().toISOString(),
      recent: this.#recent.map(({ line }) => line),
      content: this.#kind.toStored(this.#document),
    });
    const keepOld = this.#snapshotGood;
    this.#snapshotGood = false;
    try {
      await writeSnapshot(
        this.#disk,
        this.#folder,
        { text, seq, format: this.#kind.format },
        keepOld,
      );
    } catch (error) {
      await this.#lookAgain();
      throw error;
    }
    this.#snapshotGood = true;
    await this.#noteSnapshot(seq, keepOld);
  }

  /** After a failed write: `doc.json` may be the old one, restored, or worse. */
  async #lookAgain(): Promise<void> {
    try {
      const file = path.join(this.#folder, SNAPSHOT);
      const bytes = await readIfThere(this.#disk, file);
      const found = bytes && parseSnapshot(bytes, this.#kind.format);
      this.#snapshotGood = found?.ok === true && found.value.seq === this.#snapshotSeq;
      this.#snapshotLook = await this.#disk.look(file);
      // `.bak` may have become the same file as `doc.json`; older journals are then not needed, but kept.
    } catch {
      this.#snapshotGood = false;
    }
  }

  async #noteSnapshot(seq: number, keptOld: boolean): Promise<void> {
    if (keptOld) this.#backupSeq = this.#snapshotSeq;
    this.#snapshotSeq = seq;
    this.#snapshotLook = await this.#disk.look(path.join(this.#folder, SNAPSHOT));
    this.#changesSince = this.#seq - seq;
    this.#bytesSince = 0;
  }

  #rotate(): void {
    const journal = this.#journal;
    this.#journal = null;
    this.#resume = null;
    void journal?.handle.close().catch(() => undefined);
  }

  /** Removes journals that neither `doc.json.bak` nor the newest daily backup needs. */
  async #removeOldJournals(): Promise<void> {
    const needed = Math.min(this.#backupSeq, this.#backedUp);
    try {
      const names = (await this.#disk.list(this.#folder)).filter(
        (name) => parseJournalName(name) !== null,
      );
      for (const [index, name] of names.entries()) {
        const next = parseJournalName(names[index + 1] ?? '');
        if (next === null || next - 1 > needed) break;
        await this.#disk.remove(path.join(this.#folder, name));
      }
    } catch {
      // A journal too many is harmless; the next checkpoint tries again.
    }
  }

  /** Writes a snapshot where there is something new; `false` where the disk refused. */
  async checkpoint(): Promise<boolean> {
    clearTimeout(this.#idle);
    if (this.#readOnly) return true;
    try {
      await this.checkOutside();
      if (this.isCheckpointed) return true;
      const size = (this.#snapshotLook?.size ?? 0) + this.#bytesSince;
      if (
        this.#options.runCheckpoint &&
        !this.#needsSnapshot &&
        this.#snapshotGood &&
        size > this.#options.limits.apart
      ) {
        if (await this.#checkpointApart(this.#options.runCheckpoint)) return true;
      }
      await this.#flushes.run(() => this.#snapshots.run(() => this.#snapshotFromMemory()));
      this.#needsSnapshot = false;
      return true;
    } catch {
      // Nothing is lost: the journal has every acknowledged change.
      this.#restartIdle();
      return false;
    }
  }

  async #checkpointApart(run: RunCheckpoint): Promise<boolean> {
    const done = await this.#snapshots.run(async () => {
      const job: CheckpointJob = {
        folder: this.#folder,
        format: this.#kind.format,
        seq: this.#seq,
        backedUp: this.#backedUp,
        at: this.#options.now().toISOString(),
      };
      if (!(await run(job).catch(() => false))) {
        await this.#lookAgain();
        return false;
      }
      await this.#noteSnapshot(job.seq, true);
      return true;
    });
    if (!done) return false;
    await this.#flushes.run(async () => {
      if (!this.#needsSnapshot) this.#rotate();
      await this.#removeOldJournals();
    });
    return true;
  }

  /**
   * Looks whether somebody else changed the files. What is gone is written again from memory; a
   * foreign content is kept in quarantine beside ours, and ours is written again.
   */
  async checkOutside(): Promise<void> {
    if (this.#readOnly) return;
    const file = path.join(this.#folder, SNAPSHOT);
    await this.#flushes.run(() =>
      this.#snapshots.run(async () => {
        const look = await this.#disk.look(file);
        const journal = this.#journal && (await this.#disk.look(this.#journal.file));
        const journalGone = this.#journal !== null && journal?.inode !== this.#journal.inode;
        if (look?.identity === this.#snapshotLook?.identity && !journalGone) return;
        if (look === null || journalGone) {
          await ensureFolder(this.#disk, this.#folder);
          this.#snapshotGood =
            this.#snapshotGood && look !== null && look.identity === this.#snapshotLook?.identity;
          await this.#snapshotFromMemory();
          this.#needsSnapshot = false;
          this.#options.onOutside?.({ type: 'gone' });
          return;
        }
        const bytes = await readIfThere(this.#disk, file);
        const found = bytes && parseSnapshot(bytes, this.#kind.format);
        if (
          found?.ok &&
          found.value.seq === this.#snapshotSeq &&
          sha256(JSON.stringify(found.value.content)) === this.#contentSum()
        ) {
          // Only touched, or copied back as it was.
          this.#snapshotLook = look;
          return;
        }
        const kept = await moveToQuarantine(this.#disk, file, this.#options.now().toISOString());
        this.#snapshotGood = false;
        await this.#snapshotFromMemory();
        this.#needsSnapshot = false;
        await linkToQuarantine(this.#disk, file, `${this.#options.now().toISOString()}-ours`);
        this.#options.onOutside?.({ type: 'other', kept });
      }),
    );
  }

  /** Sum of our content, where the snapshot holds exactly what memory does; else `null`. */
  #contentSum(): string | null {
    if (this.#seq !== this.#snapshotSeq) return null;
    return sha256(JSON.stringify(this.#kind.toStored(this.#document)));
  }

  #setState(state: DocumentState): void {
    this.#state = state;
    this.#options.onState?.(state);
  }

  /**
   * Flushes, writes a snapshot and lets go of the files. Fails where changes are not on disk: they
   * were never acknowledged, and `unsavedDocument` still has them.
   */
  async close(): Promise<Result<null, Extract<StoreError, { type: 'not-saved' }>>> {
    this.#closing = true;
    clearTimeout(this.#idle);
    this.#wake?.();
    await this.settled();
    const state = this.#state;
    await this.checkpoint();
    await this.#flushes.run(async () => {
      const journal = this.#journal;
      this.#journal = null;
      await journal?.handle.close().catch(() => undefined);
    });
    clearTimeout(this.#idle);
    return state.type === 'not-saved'
      ? err({ type: 'not-saved', reason: state.reason, detail: state.detail })
      : ok(null);
  }
}
