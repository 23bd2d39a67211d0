import { z } from 'zod';

import { ArticleId } from '../article/article.ts';
import { ArticleEdit, type EditError } from '../article/edit.ts';
import type { CodebookUse } from '../codebook/usage.ts';
import type { CommandId } from './commands/commands.ts';
import type { Channel, EventName } from './channels.ts';
import type { Result } from '../result.ts';
import { ReviewEdit, type ReviewError } from '../review/review-edit.ts';
import { SettingsPatch, type Settings } from './settings.ts';
import { Uuid } from '../tags/ids.ts';
import type { StoreStatus, StoreNotice, HistoryState, StoreError } from './store.ts';
import type { OpenedArticle, RecoveryReport, SearchHit, LocateError } from './articles.ts';
import { type LibraryState, type Applied, LibraryEdit, type LibraryEditError } from './library.ts';
import {
  type ImportItem,
  type ImportPreview,
  ImportDecision,
  type ImportOutcome,
  type ImportProgress,
  type ImportError,
} from './import.ts';
import {
  ExportRequest,
  type ExportPreview,
  type ExportProgress,
  type ExportDone,
  type ExportError,
} from './export.ts';
import {
  AgreementRequest,
  type AgreementAnswer,
  AGREEMENT_FORMATS,
  type AgreementError,
  type AgreementSaved,
} from './agreement.ts';
import type { OpenedCodebook, CodebookOpenError } from './codebook.ts';
import type { Bootstrap, RequestError } from './bootstrap.ts';

const None = z.undefined();
const ImportToken = z.strictObject({ token: Uuid });

/** What each question must look like; the main process parses every payload with it. */
export const REQUESTS = {
  'app:bootstrap': None,
  'articles:open': z.strictObject({ articleId: ArticleId }),
  'articles:search': z.strictObject({
    query: z.string().min(1).max(1000),
    caseSensitive: z.boolean(),
    wholeWord: z.boolean(),
    ignoreQuotesAndAccents: z.boolean(),
  }),
  /** Asks for a file that has the article's text, and opens the article. */
  'articles:locate-text': z.strictObject({ articleId: ArticleId }),
  'annotations:apply-change': z.strictObject({
    articleId: ArticleId,
    requestId: Uuid,
    edit: ArticleEdit,
  }),
  'review:apply-change': z.strictObject({
    articleId: ArticleId,
    requestId: Uuid,
    edit: ReviewEdit,
  }),
  'library:apply-change': z.strictObject({ requestId: Uuid, edit: LibraryEdit }),
  /** How many tags have each category and value. */
  'codebook:use': None,
  /** Asks for a file and reads the codebook in it. */
  'codebook:open': None,
  /** `format`: the name of one of `CODEBOOK_FORMATS`. */
  'codebook:save': z.strictObject({ format: z.string().min(1).max(40) }),
  'history:undo': z.strictObject({ requestId: Uuid }),
  'history:redo': z.strictObject({ requestId: Uuid }),
  'settings:update': SettingsPatch,
  'import:choose': z.strictObject({ what: z.enum(['files', 'folder']) }),
  'import:preview-paths': z.strictObject({
    paths: z.array(z.string().min(1).max(4096)).min(1).max(10_000),
  }),
  'import:preview-text': z.strictObject({ text: z.string().max(20 * 1024 * 1024) }),
  'import:preview-clipboard': None,
  'import:preview-sample': None,
  'import:redecode': z.strictObject({
    token: Uuid,
    key: z.string().max(100),
    encoding: z.string().max(40),
  }),
  'import:commit': z.strictObject({
    token: Uuid,
    requestId: Uuid,
    decisions: z.array(ImportDecision).max(10_000),
  }),
  'import:cancel': ImportToken,
  /** Stops what is being read or stored; answered when it has ended. */
  'import:stop': None,
  'export:preview': ExportRequest,
  'export:save': ExportRequest,
  'export:stop': None,
  'agreement:report': AgreementRequest,
  /** Stops figures that are being computed; whoever waits for them is told. */
  'agreement:stop': None,
  'agreement:save': AgreementRequest.extend({
    format: z.enum(AGREEMENT_FORMATS),
    /** Replaces names by `annotator 1`, `annotator 2`, … */
    hideNames: z.boolean(),
  }),
  'recovery:describe': z.strictObject({ articleId: ArticleId }),
  'recovery:recover': z.strictObject({ articleId: ArticleId, choice: z.string().max(200) }),
  'store:retry': None,
  'clipboard:write': z.strictObject({ text: z.string().max(20 * 1024 * 1024) }),
  'shell:show-export': None,
  'window:run': z.strictObject({
    action: z.enum([
      'zoom-in',
      'zoom-out',
      'zoom-reset',
      'full-screen',
      'close',
      'quit',
      'discard-and-close',
      'minimize',
    ]),
  }),
} satisfies Record<Channel, z.ZodType>;

/** The answer to each question. Every one can also be a `RequestError`. */
export interface Answers {
  'app:bootstrap': Result<Bootstrap, never>;
  'articles:open': Result<OpenedArticle, StoreError>;
  'articles:search': Result<readonly SearchHit[], never>;
  'articles:locate-text': Result<OpenedArticle, LocateError | StoreError>;
  'annotations:apply-change': Result<Applied, EditError | StoreError>;
  'review:apply-change': Result<Applied, ReviewError | StoreError>;
  'library:apply-change': Result<Applied, LibraryEditError | StoreError>;
  'codebook:use': Result<CodebookUse, never>;
  'codebook:open': Result<OpenedCodebook, CodebookOpenError>;
  'codebook:save': Result<Pick<ExportDone, 'path' | 'fileName'>, ExportError>;
  'history:undo': Result<Applied, StoreError>;
  'history:redo': Result<Applied, StoreError>;
  'settings:update': Result<Settings, never>;
  'import:choose': Result<ImportPreview, ImportError>;
  'import:preview-paths': Result<ImportPreview, ImportError>;
  'import:preview-text': Result<ImportPreview, ImportError>;
  'import:preview-clipboard': Result<ImportPreview, ImportError>;
  'import:preview-sample': Result<ImportPreview, ImportError>;
  'import:redecode': Result<ImportItem, ImportError>;
  'import:commit': Result<ImportOutcome, ImportError | StoreError>;
  'import:cancel': Result<null, never>;
  /** `stopped`: something ended without its result. */
  'import:stop': Result<{ readonly stopped: boolean }, never>;
  'export:preview': Result<ExportPreview, ExportError>;
  'export:save': Result<ExportDone, ExportError>;
  'export:stop': Result<null, never>;
  'agreement:report': Result<AgreementAnswer, AgreementError>;
  'agreement:stop': Result<null, never>;
  'agreement:save': Result<AgreementSaved, ExportError>;
  'recovery:describe': Result<RecoveryReport, StoreError>;
  'recovery:recover': Result<OpenedArticle, StoreError>;
  'store:retry': Result<StoreStatus, never>;
  'clipboard:write': Result<null, never>;
  'shell:show-export': Result<null, never>;
  'window:run': Result<null, never>;
}

/** What each piece of news carries. */
export interface EventPayloads {
  'command:run': { readonly command: CommandId };
  'store:status': StoreStatus;
  'library:changed': { readonly library: LibraryState; readonly history: HistoryState };
  /** The article on screen was changed by something other than the window's own request. */
  'article:changed': { readonly articleId: string };
  'import:offered': ImportPreview;
  /** `null`: nothing is read or stored any more. */
  'import:progress': ImportProgress | null;
  'export:progress': ExportProgress | null;
  'notice:added': StoreNotice;
  /** A screen reader was started or ended. */
  'screen-reader:changed': { readonly on: boolean };
  /** The window was asked to close while changes are not on disk. */
  'window:closing': StoreStatus;
}

export type RequestOf<C extends Channel> = z.infer<(typeof REQUESTS)[C]>;
export type AnswerOf<C extends Channel> =
  Answers[C] extends Result<infer T, infer E> ? Result<T, E | RequestError> : never;
export type PayloadOf<E extends EventName> = EventPayloads[E];

/** What the preload script puts into the window as `framewise`. */
export interface Bridge {
  invoke<C extends Channel>(channel: C, request: RequestOf<C>): Promise<AnswerOf<C>>;
  /** Returns its own undo. */
  on<E extends EventName>(event: E, listener: (payload: PayloadOf<E>) => void): () => void;
  /** Paths of dropped files; takes the files themselves, never a path from the page. */
  previewFiles(files: readonly unknown[]): Promise<AnswerOf<'import:preview-paths'>>;
}
