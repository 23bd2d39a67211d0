import { z } from 'zod';

import type { Result } from '../result.ts';
import { question } from './question.ts';

/** Why an article, or the whole library, can be read but not changed. */
export type ReadOnlyReason =
  | { readonly type: 'newer-schema'; readonly schema: number }
  | { readonly type: 'damaged'; readonly detail: string }
  | { readonly type: 'disk-full' }
  | { readonly type: 'no-permission'; readonly detail: string }
  | { readonly type: 'not-a-regular-file'; readonly detail: string };

/** Why something did not reach the disk. `folder-gone`: the data folder was moved or deleted. */
export type NotSavedReason = 'disk-full' | 'no-permission' | 'io-error' | 'folder-gone';

/** Whether what the analyst did is on disk. */
export type StoreStatus =
  /** `at`: ISO 8601; `null` before the first change of this session. */
  | { readonly type: 'saved'; readonly at: string | null }
  | { readonly type: 'saving' }
  /** Changes wait in memory and are tried again; `pending` counts them. */
  | {
      readonly type: 'not-saved';
      readonly reason: NotSavedReason;
      readonly detail: string;
      readonly pending: number;
    }
  | { readonly type: 'read-only'; readonly reason: ReadOnlyReason };

/** An article, or what is said of an event, whose last changes were restored. */
export interface RecoveredDocument {
  /** `null`: an event. */
  readonly articleId: string | null;
  readonly title: string;
  readonly changes: number;
}

/** Something the store did or found that the analyst should know. */
export type StoreNotice =
  | {
      readonly type: 'recovered';
      /** All changes that were restored. */
      readonly changes: number;
      /** ISO 8601 of the first of them. */
      readonly since: string;
      /** How many articles and events they were made in. */
      readonly total: number;
      /** The first of those. */
      readonly documents: readonly RecoveredDocument[];
    }
  | {
      readonly type: 'restored-backup';
      readonly articleId: string | null;
      readonly title: string;
      readonly from: string;
      readonly tags: number;
      /** Present for what is said of an event, which has no tags. */
      readonly families?: number;
      /** Where the damaged file is kept; empty where nothing was left of it. */
      readonly kept: string;
    }
  /** Nothing was left of it; where the damaged file is kept, empty where there was none. */
  | {
      readonly type: 'begun-anew';
      readonly articleId: null;
      readonly title: string;
      readonly kept: string;
    }
  | {
      readonly type: 'damaged';
      readonly articleId: string | null;
      readonly title: string;
      readonly detail: string;
    }
  | {
      readonly type: 'newer-schema';
      readonly articleId: string | null;
      readonly title: string;
      readonly schema: number;
    }
  | {
      readonly type: 'changed-outside';
      readonly articleId: string | null;
      readonly title: string;
      readonly kept: string | null;
    }
  /** Its folder is gone, and there is no backup of it. */
  | { readonly type: 'missing'; readonly articleId: null; readonly title: string }
  /** The end of its journal cannot be read, as after a power cut; it is kept. */
  | {
      readonly type: 'torn-end';
      readonly articleId: string | null;
      readonly title: string;
      readonly kept: string;
    }
  /** Copies that a synchronising folder made beside ours: of articles, and of what all share. */
  | {
      readonly type: 'conflict-copies';
      readonly files: readonly string[];
      readonly others: readonly string[];
    }
  | { readonly type: 'not-a-regular-file'; readonly path: string }
  /** `kept`: empty where the file was gone. `names`: of those that could not be read, where others could. */
  | {
      readonly type: 'settings-reset';
      readonly kept: string;
      readonly names?: readonly string[];
    }
  | { readonly type: 'low-space'; readonly bytes: number }
  /** A process died, was started again, and nothing was lost: the window's page, or what draws it. */
  | { readonly type: 'process-ended'; readonly process: 'window' | 'graphics' };

/** What undo or redo would do next. */
export interface NextMove {
  readonly label: string;
  /** `null` for what all articles share, and for what is said of an event. */
  readonly articleId: string | null;
  /** Present for what is said of an event. */
  readonly eventId?: string | undefined;
}

/** What undo and redo would do next; `null`: nothing. */
export interface HistoryState {
  readonly undo: NextMove | null;
  readonly redo: NextMove | null;
  /** Present where there were older changes, which can no longer be taken back. */
  readonly older?: true | undefined;
}

export type StoreError =
  | { readonly type: 'no-such-article'; readonly articleId: string }
  | { readonly type: 'read-only'; readonly reason: ReadOnlyReason }
  | { readonly type: 'damaged'; readonly detail: string }
  /** Neither the article's folder nor a backup has its text; `detail` is a sentence. */
  | { readonly type: 'text-lost'; readonly detail: string }
  | {
      readonly type: 'not-saved';
      readonly reason: NotSavedReason;
      readonly detail: string;
    }
  /** The analyst stopped it; nothing was changed. */
  | { readonly type: 'change-cancelled' }
  /** `older`: there were changes, which are no longer kept. */
  | { readonly type: 'nothing-to-undo'; readonly older?: true | undefined }
  | { readonly type: 'nothing-to-redo' }
  | { readonly type: 'cannot-undo'; readonly label: string; readonly detail: string };

/** What was taken in of conflict copies. */
export interface BroughtIn {
  readonly articles: number;
  readonly tags: number;
}

export const STORE_QUESTIONS = {
  'store:retry': question(z.undefined()).answeredBy<Result<StoreStatus, never>>(),
};
