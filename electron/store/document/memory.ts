import type { ReadOnlyReason } from '#core/contract/store.ts';

import type { Mutex } from '../disk/gate.ts';
import type { OwedLines } from './owed.ts';
import type { KeptLine } from './files/recent.ts';

/**
 * What the parts of one store share: the document as the changes on disk have made it, and the turns
 * that the parts take. What one part alone needs is not in here but in that part.
 */
export interface DocumentMemory<D> {
  /** The document with every change that is on disk. */
  document: D;
  /** Of the last change that is on disk. */
  seq: number;
  /** Highest place in the library's order among this document's changes. */
  order: number;
  recent: readonly KeptLine[];
  /** What the document's own files lack of these; whatever is written next takes it along. */
  owed: OwedLines;
  readOnly: ReadOnlyReason | null;
  closing: boolean;
  /** Changes that the last snapshot does not have. */
  changesSince: number;
  /** Bytes of journal since the last snapshot. */
  bytesSince: number;
  /** Held by whoever adds changes or must have none added meanwhile. Who needs both turns takes this one first. */
  readonly flushes: Mutex;
  /** Held by whoever writes the snapshot. */
  readonly snapshots: Mutex;
}
