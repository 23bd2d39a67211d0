import type { Result } from '#core/result.ts';

import type { JournalLine } from './files/journal.ts';

/** Steps ready to be made durable. */
export interface PlannedSteps<S> {
  readonly steps: readonly S[];
  readonly label: string;
  /** What takes the change back, where it is more than undoing `steps` on this document. */
  readonly inverse?: readonly S[] | undefined;
  /** What the change does to other documents; kept in the line. */
  readonly also?: unknown;
}

export interface ChangeRequest<D, S, E> {
  /** The same id always gets the same answer, and the change is made once. */
  readonly id: string;
  readonly kind?: 'do' | 'undo' | 'redo';
  readonly of?: number | undefined;
  /** Given where the change is part of one that has its place already. */
  readonly order?: number | undefined;
  readonly unlisted?: boolean | undefined;
  readonly plan: (document: D) => Result<PlannedSteps<S>, E>;
}

/** A change that is on disk. */
export interface SavedChange<D, S> {
  readonly line: JournalLine;
  readonly steps: readonly S[];
  readonly inverse: readonly S[];
  /** The document right after the change. */
  readonly document: D;
}
