// What window and main process say to each other: one file for each feature, put together here.
// Every question is one row with its schema and the type of its answer; what is done is elsewhere.
import type { z } from 'zod';

import type { Result } from '../result.ts';
import { AGREEMENT_QUESTIONS } from './agreement.ts';
import { ARTICLE_QUESTIONS } from './articles.ts';
import { BOOTSTRAP_QUESTIONS, type RequestError } from './bootstrap.ts';
import type { Channel, EventName } from './channels.ts';
import { COMPARE_QUESTIONS, type CompareProgress } from './compare.ts';
import { CODEBOOK_QUESTIONS } from './codebook.ts';
import type { CommandId } from './commands/commands.ts';
import { EVENT_QUESTIONS } from './events.ts';
import { EXPORT_QUESTIONS, type ExportProgress } from './export.ts';
import { IMPORT_QUESTIONS, type ImportPreview, type ImportProgress } from './import.ts';
import { CHANGE_QUESTIONS, type ChangeProgress, type SentLibrary } from './library.ts';
import { LOG_QUESTIONS } from './log.ts';
import { PEOPLE_QUESTIONS } from './people.ts';
import type { Question } from './question.ts';
import { SETTINGS_QUESTIONS } from './settings.ts';
import { STORE_QUESTIONS, type HistoryState, type StoreNotice, type StoreStatus } from './store.ts';
import { WINDOW_QUESTIONS } from './window.ts';

/** Every question that the window may ask. */
export const QUESTIONS = {
  ...BOOTSTRAP_QUESTIONS,
  ...ARTICLE_QUESTIONS,
  ...CHANGE_QUESTIONS,
  ...EVENT_QUESTIONS,
  ...CODEBOOK_QUESTIONS,
  ...PEOPLE_QUESTIONS,
  ...SETTINGS_QUESTIONS,
  ...IMPORT_QUESTIONS,
  ...EXPORT_QUESTIONS,
  ...AGREEMENT_QUESTIONS,
  ...COMPARE_QUESTIONS,
  ...STORE_QUESTIONS,
  ...WINDOW_QUESTIONS,
  ...LOG_QUESTIONS,
} satisfies Record<Channel, Question>;

/** What each piece of news carries. */
export interface EventPayloads {
  'command:run': { readonly command: CommandId };
  'store:status': StoreStatus;
  'library:changed': { readonly library: SentLibrary; readonly history: HistoryState };
  /** `null`: nothing is being changed any more. */
  'library:progress': ChangeProgress | null;
  /** The article on screen was changed by something other than the window's own request. */
  'article:changed': { readonly articleId: string };
  /** What is said of an event was changed by something other than a change of that event alone. */
  'event:changed': { readonly eventId: string };
  'import:offered': ImportPreview;
  /** `null`: nothing is read or stored any more. */
  'import:progress': ImportProgress | null;
  'export:progress': ExportProgress | null;
  /** `null`: nothing is compared any more. */
  'compare:progress': CompareProgress | null;
  /** `null`: no report of an event is made any more. */
  'compare:report-progress': CompareProgress | null;
  'notice:added': StoreNotice;
  /** A screen reader was started or ended. */
  'screen-reader:changed': { readonly on: boolean };
  /** The window was asked to close while changes are not on disk. */
  'window:closing': StoreStatus;
}

export type RequestOf<C extends Channel> = z.infer<(typeof QUESTIONS)[C]['schema']>;
/** What a handler answers. */
export type HandledAnswerOf<C extends Channel> = NonNullable<(typeof QUESTIONS)[C]['answer']>;
/** What the window gets: the gate may refuse every question. */
export type AnswerOf<C extends Channel> =
  HandledAnswerOf<C> extends Result<infer T, infer E> ? Result<T, E | RequestError> : never;
export type PayloadOf<E extends EventName> = EventPayloads[E];

/** What the preload script puts into the window as `framewise`. */
export interface Bridge {
  invoke<C extends Channel>(channel: C, request: RequestOf<C>): Promise<AnswerOf<C>>;
  /** Returns its own undo. */
  on<E extends EventName>(event: E, listener: (payload: PayloadOf<E>) => void): () => void;
  /** Paths of dropped files; takes the files themselves, never a path from the page. */
  previewFiles(files: readonly unknown[]): Promise<AnswerOf<'import:preview-paths'>>;
}
