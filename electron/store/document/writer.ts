import path from 'node:path';

import { codeOf } from '#core/guards/system-errors.ts';

import { ensureFolder, writeFully, type OpenFile } from '../disk/files.ts';
import { journalName } from './files/journal.ts';
import type { DocumentMemory } from './memory.ts';
import type { DocumentStoreOptions } from './options.ts';
import { NOTHING_OWED } from './owed.ts';
import type { ResumedJournal } from './files/replay.ts';

interface OpenJournal {
  readonly file: string;
  readonly handle: OpenFile;
  readonly inode: string;
  /** Bytes up to the end of the last acknowledged line. */
  length: number;
  /** Whether the file's name has been made durable. */
  named: boolean;
}

type WriterOptions = Pick<DocumentStoreOptions<unknown, unknown>, 'disk' | 'folder' | 'onOutside'>;

/** The journal file that takes the changes of now. Writes bytes; what they mean is for the queue. */
export class JournalWriter {
  readonly #options: WriterOptions;
  readonly #memory: Pick<DocumentMemory<unknown>, 'seq' | 'owed'>;

  /** Set when the journal can no longer be trusted: the next change needs a full snapshot first. */
  needsSnapshot = false;
  #journal: OpenJournal | null = null;
  #resume: ResumedJournal | null;

  /** `resume` is the journal that goes on; `null` where the next change begins a new one. */
  constructor(
    options: WriterOptions,
    memory: Pick<DocumentMemory<unknown>, 'seq' | 'owed'>,
    resume: ResumedJournal | null,
  ) {
    this.#options = options;
    this.#memory = memory;
    this.#resume = resume;
  }

  /** The file that is open; `null` where none is. */
  get journal(): Pick<OpenJournal, 'file' | 'inode'> | null {
    return this.#journal;
  }

  /**
   * A line that a killed process wrote but did not flush is taken as done, and other documents may
   * come to depend on it: from here on a power cut must not take it away.
   */
  async flushReplayed(): Promise<void> {
    if (!this.#resume) return;
    const { disk, folder } = this.#options;
    const handle = await disk.open(path.join(folder, journalName(this.#resume.first)), 'existing');
    try {
      await handle.datasync();
    } finally {
      await handle.close().catch(() => undefined);
    }
    await disk.syncFolder(folder);
  }

  /**
   * Puts whole lines on disk, after those that the document is owed, or throws with the journal as it
   * was; run it inside `flushes`.
   * `writeSnapshot` is called where the journal before can no longer be trusted.
   */
  async append(lines: Uint8Array, writeSnapshot: () => Promise<void>): Promise<void> {
    const { disk, folder, onOutside } = this.#options;
    for (;;) {
      if (this.needsSnapshot) {
        await writeSnapshot();
        this.needsSnapshot = false;
      }
      const journal = (this.#journal ??= await this.#openJournal());
      const { owed } = this.#memory;
      const data =
        owed.count === 0 ? lines : Buffer.concat([Buffer.from(owed.text, 'utf8'), lines]);
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
        if (!journal.named) await disk.syncFolder(folder);
      } catch (error) {
        // After a failed flush the kernel may call the pages clean: this descriptor proves nothing more.
        await this.#abandonJournal();
        throw error;
      }
      journal.named = true;
      const look = await disk.look(journal.file);
      if (look?.inode === journal.inode) {
        journal.length += data.byteLength;
        this.#memory.owed = NOTHING_OWED;
        return;
      }
      // The line is on disk, but in a file that is no longer where it will be looked for.
      await this.#abandonJournal();
      await ensureFolder(disk, folder);
      onOutside?.({ type: 'gone' });
    }
  }

  async #abandonJournal(): Promise<void> {
    const journal = this.#journal;
    this.#journal = null;
    this.#resume = null;
    this.needsSnapshot = true;
    await journal?.handle.close().catch(() => undefined);
  }

  async #openJournal(): Promise<OpenJournal> {
    const { disk, folder } = this.#options;
    const resume = this.#resume;
    const file = path.join(
      folder,
      journalName(resume?.first ?? this.#memory.seq - this.#memory.owed.count + 1),
    );
    let handle: OpenFile;
    if (resume) {
      handle = await disk.open(file, 'existing');
    } else {
      try {
        handle = await disk.open(file, 'new');
      } catch (error) {
        if (codeOf(error) !== 'EEXIST') throw error;
        // Its name says that all it can hold comes after the last acknowledged change.
        await disk.remove(file);
        handle = await disk.open(file, 'new');
      }
    }
    try {
      if (resume?.torn) await handle.truncate(resume.length);
      const look = await disk.look(file);
      return { file, handle, inode: look?.inode ?? '', length: resume?.length ?? 0, named: false };
    } catch (error) {
      await handle.close().catch(() => undefined);
      throw error;
    }
  }

  /** Ends this journal; the next line begins a new one. */
  rotate(): void {
    const journal = this.#journal;
    this.#journal = null;
    this.#resume = null;
    void journal?.handle.close().catch(() => undefined);
  }

  /** Lets go of the file; run it inside `flushes`. */
  async close(): Promise<void> {
    const journal = this.#journal;
    this.#journal = null;
    await journal?.handle.close().catch(() => undefined);
  }
}
