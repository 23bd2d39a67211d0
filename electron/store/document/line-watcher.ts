import type { JournalLine } from './files/journal.ts';

/** Who is told of the changes of a document, so that a start need not read every document. */
export interface LineWatcher<D> {
  /**
   * Lines that are about to be written, and the document after them; they are written once this has
   * resolved. May be told of a line again where the disk refused it. Throws system errors.
   */
  readonly before: (lines: readonly JournalLine[], document: D) => Promise<void>;
  /** They are on disk. */
  readonly after: (lines: readonly JournalLine[]) => void;
  /** The snapshot has everything up to this `seq`. */
  readonly folded: (seq: number, document: D) => void;
}
