import type { DocumentKind } from './files/kind.ts';
import type { SaveFailure } from '../disk/failure.ts';
import type { Disk } from '../disk/files.ts';
import type { RunCheckpoint } from './compact.ts';
import type { LineWatcher } from './line-watcher.ts';

/** When a snapshot is written and when a failed write is tried again. */
export interface StoreLimits {
  /** Changes since the last snapshot. */
  readonly changes: number;
  /** Bytes of journal since the last snapshot. */
  readonly bytes: number;
  /** Milliseconds without a change. */
  readonly idle: number;
  /** Milliseconds between two attempts to write what the disk refused. */
  readonly retry: number;
  /** Bytes of snapshot and journal from which the snapshot is written by another process. */
  readonly apart: number;
  /** Documents of one kind that stay in memory when others are opened. */
  readonly kept: number;
  /** Articles of one change that stand in its line; of more, each has its part in a file of the change. */
  readonly together: number;
}

export const STORE_LIMITS: StoreLimits = {
  changes: 500,
  bytes: 256 * 1024,
  idle: 30_000,
  retry: 10_000,
  apart: 256 * 1024,
  kept: 4,
  together: 50,
};

export interface DocumentStoreOptions<D, S> {
  readonly disk: Disk;
  readonly folder: string;
  readonly kind: DocumentKind<D, S>;
  readonly now: () => Date;
  /** The next place in the library's order of all changes. */
  readonly nextOrder: () => number;
  readonly limits: StoreLimits;
  readonly runCheckpoint?: RunCheckpoint | undefined;
  /** Told of each change. */
  readonly watcher?: LineWatcher<D> | undefined;
  /** Called whenever `state` has changed. */
  readonly onState?: ((state: DocumentState) => void) | undefined;
  /** Called when a file was found changed or gone; `kept` is where the other content is. */
  readonly onOutside?: ((change: OutsideChange) => void) | undefined;
}

/** Whether what was asked for is on disk. */
export type DocumentState =
  | { readonly type: 'saved'; readonly at: string | null }
  | { readonly type: 'saving' }
  | ({ readonly type: 'not-saved'; readonly pending: number } & SaveFailure);

/** What somebody else did to a document's files while they were in use. */
export type OutsideChange =
  { readonly type: 'gone' } | { readonly type: 'other'; readonly kept: string };
