import { z } from 'zod';

import { REQUESTED_MEASURES } from '../agreement/measures/comparison.ts';
import type { AgreementReport, PairReport } from '../agreement/report/report.ts';
import type { Annotation, Tag } from '../tags/tag.ts';
import {
  ArticleDetails,
  ArticleId,
  type ArticleSource,
  type ArticleSummary,
  type Region,
} from '../article/article.ts';
import type { ArticleStep } from '../article/document.ts';
import { ArticleEdit, type EditError } from '../article/edit.ts';
import type { Codebook } from '../codebook/codebook.ts';
import { CodebookEdit, type CodebookEditError } from '../codebook/edit.ts';
import type { CodebookUse } from '../codebook/usage.ts';
import type { CommandId } from './commands.ts';
import type { Channel, EventName } from './channels.ts';
import type { Codec } from '../exchange/content/codec.ts';
import type { Loss } from '../exchange/content/losses.ts';
import { NAME_LIMIT, type Annotator, type NewsEvent, type Trashed } from '../library/document.ts';
import type { JsonText } from '../guards/transfer.ts';
import type { ProposedTag } from '../tags/proposed-tag.ts';
import type { Result } from '../result.ts';
import type { ReviewKind } from '../review/items.ts';
import type { Comment } from '../review/comment.ts';
import type { Decision } from '../review/decision.ts';
import type { Placement } from '../review/placement.ts';
import { ReviewEdit, type ReviewError, type ReviewStep } from '../review/review-edit.ts';
import { SettingsPatch, type Settings } from './settings.ts';
import type { Span } from '../text/span.ts';
import { Uuid } from '../tags/ids.ts';
import type { RecordCounts, ImportCounts } from '../exchange/pipeline/counts.ts';

/** Why an article, or the whole library, can be read but not changed. */
export type ReadOnlyReason =
  | { readonly type: 'newer-schema'; readonly schema: number }
  | { readonly type: 'damaged'; readonly detail: string }
  | { readonly type: 'disk-full' }
  | { readonly type: 'no-permission'; readonly detail: string }
  | { readonly type: 'not-a-regular-file'; readonly detail: string };

/** Whether what the analyst did is on disk. */
export type StoreStatus =
  /** `at`: ISO 8601; `null` before the first change of this session. */
  | { readonly type: 'saved'; readonly at: string | null }
  | { readonly type: 'saving' }
  /** Changes wait in memory and are tried again; `pending` counts them. */
  | {
      readonly type: 'not-saved';
      readonly reason: 'disk-full' | 'no-permission' | 'io-error';
      readonly detail: string;
      readonly pending: number;
    }
  | { readonly type: 'read-only'; readonly reason: ReadOnlyReason };

/** Something the store did or found that the analyst should know. */
export type StoreNotice =
  | {
      readonly type: 'recovered';
      readonly articleId: string | null;
      readonly title: string;
      readonly changes: number;
      /** ISO 8601 of the first change that was restored. */
      readonly since: string;
    }
  | {
      readonly type: 'restored-backup';
      readonly articleId: string | null;
      readonly title: string;
      readonly from: string;
      readonly tags: number;
      /** Where the damaged file is kept. */
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
  | { readonly type: 'not-a-regular-file'; readonly path: string }
  | { readonly type: 'settings-reset'; readonly kept: string }
  | { readonly type: 'low-space'; readonly bytes: number };

/** What undo and redo would do next; `articleId` is `null` for what all articles share. */
export interface HistoryState {
  readonly undo: { readonly label: string; readonly articleId: string | null } | null;
  readonly redo: { readonly label: string; readonly articleId: string | null } | null;
}

/** An article step as the window gets it: positions without the words. */
export type TagStep =
  | { readonly op: 'put-tag'; readonly tag: Tag }
  | { readonly op: 'remove-tag'; readonly id: string }
  | Extract<ArticleStep, { op: 'put-region' | 'remove-region' | 'set-details' }>
  | ReviewStep;

/** Another annotator's tags on one article, as the window holds them. */
export interface TagSet {
  readonly annotator: Annotator;
  readonly tags: readonly Tag[];
  /** Tags that do not fit the text, with the place that each may belong to; for a person to confirm. */
  readonly proposals: readonly ProposedTag[];
  /** Tags whose words are nowhere in the text, as their author made them. */
  readonly orphans: readonly Annotation[];
}

/** Another annotator's tags on one article, as stored. */
export interface AnnotationSet {
  readonly annotator: Annotator;
  readonly articleId: string;
  readonly annotations: readonly Annotation[];
  /** See `TagSet`. */
  readonly proposals: readonly ProposedTag[];
  readonly orphans: readonly Annotation[];
}

/** Everything about one article that the window needs to show it. */
export interface OpenedArticle {
  readonly summary: ArticleSummary;
  readonly sources: readonly ArticleSource[];
  readonly text: string;
  readonly tags: JsonText<readonly Tag[]>;
  readonly regions: readonly Region[];
  readonly sets: JsonText<readonly TagSet[]>;
  readonly decisions: JsonText<readonly Decision[]>;
  readonly comments: JsonText<readonly Comment[]>;
  /** In the order in which they were made. */
  readonly placements: readonly Placement[];
  readonly readOnly: ReadOnlyReason | null;
}

/** What all articles share, for the window. */
export interface LibraryState {
  readonly self: Annotator;
  readonly annotators: readonly Annotator[];
  readonly events: readonly NewsEvent[];
  readonly trashed: readonly (Trashed & { readonly title: string })[];
  readonly codebook: Codebook;
  readonly articles: readonly ArticleSummary[];
}

/** An exchange format, as far as the window must know it. */
export type FormatInfo = Pick<Codec, 'name' | 'title' | 'output' | 'text'>;

/** The first answer, from which the window is drawn. */
export interface Bootstrap {
  /** The formats that are written, in the order in which they are offered. */
  readonly formats: readonly FormatInfo[];
  readonly platform: 'linux' | 'darwin' | 'win32';
  readonly version: string;
  readonly settings: Settings;
  readonly library: LibraryState;
  readonly history: HistoryState;
  readonly status: StoreStatus;
  readonly notices: readonly StoreNotice[];
  /** The article to open first; `null` in an empty library. */
  readonly openArticle: string | null;
  readonly screenReader: boolean;
}

export type StoreError =
  | { readonly type: 'no-such-article'; readonly articleId: string }
  | { readonly type: 'read-only'; readonly reason: ReadOnlyReason }
  | { readonly type: 'damaged'; readonly detail: string }
  /** Neither the article's folder nor a backup has its text; `detail` is a sentence. */
  | { readonly type: 'text-lost'; readonly detail: string }
  | {
      readonly type: 'not-saved';
      readonly reason: 'disk-full' | 'no-permission' | 'io-error';
      readonly detail: string;
    }
  | { readonly type: 'nothing-to-undo' }
  | { readonly type: 'nothing-to-redo' }
  | { readonly type: 'cannot-undo'; readonly label: string; readonly detail: string };

/** A change that is on disk. */
export interface Applied {
  readonly kind: 'do' | 'undo' | 'redo';
  /** `null` when the change was to what all articles share. */
  readonly articleId: string | null;
  /** Articles that were changed or brought back, the one to look at first. */
  readonly touched: readonly string[];
  readonly label: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly steps: readonly TagStep[];
  readonly history: HistoryState;
  /** Present when the list of articles or anything else that is shared has changed. */
  readonly library?: LibraryState;
}

/** What an analyst asks to be changed in what all articles share. */
export const LibraryEdit = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('name-self'), name: z.string().min(1).max(NAME_LIMIT) }),
  z.strictObject({ kind: z.literal('rename-event'), id: Uuid, title: z.string().min(1).max(1000) }),
  /** Makes an event and puts these articles into it. */
  z.strictObject({
    kind: z.literal('create-event'),
    title: z.string().min(1).max(1000),
    articles: z.array(ArticleId).max(10_000),
  }),
  z.strictObject({ kind: z.literal('trash-article'), id: ArticleId }),
  z.strictObject({ kind: z.literal('restore-article'), id: ArticleId }),
  /** Adds the five sample articles again where they are missing. */
  z.strictObject({ kind: z.literal('add-sample') }),
  /** Changes the codebook, and one's own tags with it where they must follow. */
  z.strictObject({ kind: z.literal('edit-codebook'), edit: CodebookEdit }),
]);
export type LibraryEdit = z.infer<typeof LibraryEdit>;
export type LibraryEditError =
  | { readonly type: 'bad-name' }
  | { readonly type: 'no-such-event'; readonly id: string }
  | { readonly type: 'nothing-changed' }
  | CodebookEditError;

/** One thing found in what was opened, dropped or pasted, shown before anything is stored. */
export type ImportItem =
  | {
      readonly type: 'article';
      readonly key: string;
      /** File name for display. */
      readonly name: string;
      /** Bytes. */
      readonly size: number;
      /** WHATWG label of the encoding it was read with. */
      readonly encoding: string;
      /** `certain`: a byte order mark or strict UTF-8; otherwise a guess with its share of certainty. */
      readonly certainty:
        { readonly type: 'certain' } | { readonly type: 'guess'; readonly percent: number };
      readonly title: string;
      readonly firstLines: string;
      /** UTF-16 code units of the decoded text. */
      readonly length: number;
      readonly boilerplate: readonly {
        readonly span: Span;
        readonly text: string;
        readonly proposed: boolean;
      }[];
      /** The article that has exactly this text, if there is one. */
      readonly duplicateOf: { readonly id: string; readonly title: string } | null;
    }
  | {
      readonly type: 'annotations';
      readonly key: string;
      readonly name: string;
      readonly size: number;
      /** The format as a person knows it, and how sure it is that it is that one, from 0 to 1. */
      readonly format: { readonly title: string; readonly certainty: number };
      /** What its tags have and the codebook does not; they keep it, whether it is added or not. */
      readonly unknown: {
        readonly count: number;
        /** The first of them, as `Quote › Type › Direct`. */
        readonly first: readonly string[];
        /** How many of them cannot be the name of anything. */
        readonly unusable: number;
        /** Why the codebook cannot take the others; `null` where it can. */
        readonly refusal: CodebookEditError | null;
      };
      /** What was in the file and is not understood. */
      readonly ignored: readonly Loss[];
      /** Who made the tags. */
      readonly annotators: readonly {
        readonly id: string;
        readonly name: string;
        readonly isSelf: boolean;
        readonly tags: number;
        /** Somebody here who has the same name and another id: may be the same person. */
        readonly namesake: { readonly id: string; readonly name: string } | null;
        /** What becomes of the tags that are here of this annotator; `null` where there are none. */
        readonly replaces: {
          readonly tags: number;
          /** Those of them that the file does not have any more. */
          readonly gone: number;
          /** Whether the file's newest tag is older than the newest one here. */
          readonly isOlder: boolean;
        } | null;
      }[];
      readonly counts: ImportCounts;
      readonly decisions: RecordCounts;
      readonly comments: RecordCounts;
      /** Tags of an adjudicated set, which is not stored: it follows from sets and decisions. */
      readonly adjudicated: number;
      /** What a return to the analyst says of their tags; `null` for any other file. */
      readonly returned:
        | (ReturnCounts & {
            /** Annotator id; `null` where the file does not say. */
            readonly reviewer: string | null;
            /** Ids of the articles in which something was decided. */
            readonly articles: readonly string[];
          })
        | null;
      /** Decisions that are here and that their reviewer has taken back; they go. */
      readonly withdrawn: number;
      /** The analyst's own decisions that the file contests. */
      readonly contested: number;
      /** Whom a return is for where that is somebody else; `null` for any other file. */
      readonly returnForOther: string | null;
      /** Tags that could not be placed, and why: those proposed and those nowhere in the text. */
      readonly unplaced: readonly { readonly place: string; readonly reason: string }[];
      /** Articles in the file that the library lacks and whose text the file has. */
      readonly newArticles: readonly { readonly id: string; readonly title: string }[];
      /** Articles whose text neither the file nor the library has; their tags cannot be shown. */
      readonly missingArticles: readonly { readonly id: string; readonly title: string }[];
      /** Articles that may be other versions of ones that are here. */
      readonly differing: readonly DifferingArticle[];
      readonly refused: readonly { readonly place: string; readonly reason: string }[];
      /** Whether the analyst could be the file's one annotator: no name was given here yet. */
      readonly couldBeSelf: boolean;
    }
  | {
      readonly type: 'refused';
      readonly key: string;
      readonly name: string;
      /** A whole sentence. */
      readonly reason: string;
    };

/** An article in a file that has the address or the title of one here, and another text. */
export interface DifferingArticle {
  readonly id: string;
  readonly title: string;
  /** Whether the file has its text, so that it can be added as an article of its own. */
  readonly hasText: boolean;
  /** The article here on whose text its tags can be looked for. */
  readonly target: { readonly id: string; readonly title: string };
  /** Tags that stand in exactly one place of that text, word for word. */
  readonly placed: number;
  readonly proposed: number;
  readonly orphaned: number;
}

/** What a reviewer made of an author's tags. */
export interface ReturnCounts {
  /** Names of the reviewers. */
  readonly from: readonly string[];
  readonly accepted: number;
  readonly changed: number;
  readonly rejected: number;
  /** Tags of others that stand where the author had none. */
  readonly added: number;
  /** Not decided, or changed since. */
  readonly open: number;
}

/** What was found, under a token by which it is committed or dropped. */
export interface ImportPreview {
  readonly token: string;
  readonly items: readonly ImportItem[];
}

/** What the analyst decided about each item of a preview. */
export const ImportDecision = z.strictObject({
  key: z.string().max(100),
  action: z.enum(['import', 'skip']),
  details: ArticleDetails.pick({
    title: true,
    outlet: true,
    author: true,
    url: true,
    published: true,
  }).optional(),
  /** An existing event, a new one by title, or none. */
  event: z
    .union([z.strictObject({ id: Uuid }), z.strictObject({ title: z.string().min(1).max(1000) })])
    .nullable()
    .optional(),
  /** Indexes into the item's `boilerplate` that are to be marked. */
  boilerplate: z.array(z.int().nonnegative()).max(10_000).optional(),
  /** For annotations: the file's one annotator is the analyst at this computer. */
  isSelf: z.boolean().optional(),
  /** For annotations: what the codebook lacks is added to it. */
  addUnknown: z.boolean().optional(),
  /** For annotations: annotators of the file who are known here under another id. */
  sameAs: z
    .array(z.strictObject({ annotator: Uuid, knownAs: Uuid }))
    .max(100)
    .optional(),
  /** For annotations: articles of the file whose tags are to be looked for in another text. */
  onto: z
    .array(z.strictObject({ article: ArticleId, target: ArticleId }))
    .max(10_000)
    .optional(),
});
export type ImportDecision = z.infer<typeof ImportDecision>;

export interface ImportOutcome {
  readonly imported: readonly {
    readonly name: string;
    readonly articleId: string | null;
    readonly tags: number;
  }[];
  readonly skipped: readonly string[];
  readonly failed: readonly { readonly name: string; readonly reason: string }[];
  /** The codebook's new version, where something was added to it. */
  readonly codebookVersion: string | null;
  readonly applied: Applied | null;
}

/** How far it has come with what was opened, dropped, pasted or is being stored. */
export interface ImportProgress {
  /** `comparing`: what was read is held against the articles of the library. */
  readonly step: 'reading' | 'comparing' | 'storing';
  /** File name for display; empty while storing. */
  readonly name: string;
  /** Which of how many files, from 1. */
  readonly file: number;
  readonly files: number;
  /** How much of all files is done, from 0 to 1; `null` where it cannot be told. */
  readonly share: number | null;
}

export type ImportError =
  | { readonly type: 'cancelled' }
  /** The analyst stopped it; nothing was stored. */
  | { readonly type: 'stopped' }
  | { readonly type: 'no-such-preview' }
  | { readonly type: 'nothing-to-paste' }
  | { readonly type: 'undecodable'; readonly encoding: string }
  /** What was to be added to the codebook cannot be; nothing was stored. */
  | { readonly type: 'codebook-refuses'; readonly error: CodebookEditError };

/** What to export. */
export const ExportRequest = z.strictObject({
  scope: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('article'), articleId: ArticleId }),
    /** `event` of `null`: the articles without an event. */
    z.strictObject({ type: z.literal('event'), event: Uuid.nullable() }),
    z.strictObject({ type: z.literal('all') }),
  ]),
  whose: z.discriminatedUnion('type', [
    /** The analyst's own tags. */
    z.strictObject({ type: z.literal('mine') }),
    z.strictObject({ type: z.literal('everyone') }),
    /** What the review came to; `unresolved`: with what is not decided yet, marked as such. */
    z.strictObject({ type: z.literal('adjudicated'), unresolved: z.boolean() }),
    /** One annotator's tags, with what the analyst decided about them and what was said of that. */
    z.strictObject({ type: z.literal('return'), annotator: Uuid }),
  ]),
  includeText: z.boolean(),
  /** Replaces names by `annotator 1`, `annotator 2`, … */
  hideNames: z.boolean(),
  /** A return always has its decisions. */
  includeDecisions: z.boolean(),
  includeComments: z.boolean(),
  /** Name of the format; see `core/exchange/pipeline/codecs.ts`. */
  format: z.string().max(40),
  /** CSV alone: with the byte order mark that spreadsheet programs need. */
  spreadsheet: z.boolean(),
});
export type ExportRequest = z.infer<typeof ExportRequest>;

/** A difference as the export sheet names it. */
export interface NamedItem {
  readonly articleId: string;
  readonly title: string;
  readonly kind: ReviewKind;
  /** The first words of its first tag. */
  readonly words: string;
}

export interface ExportPreview {
  readonly articles: number;
  readonly tags: number;
  readonly decisions: number;
  readonly comments: number;
  /** Of an adjudicated set: how many differences are not decided, and the first of them by name. */
  readonly undecided: { readonly count: number; readonly first: readonly NamedItem[] };
  /** Of an adjudicated set: decisions that count in it and that somebody contests. */
  readonly contested: { readonly count: number; readonly first: readonly NamedItem[] };
  /** Of a return; `null` for any other export. */
  readonly returned: Omit<ReturnCounts, 'from'> | null;
  /** Tags of others that do not fit their text, which this format cannot carry. */
  readonly leftOut: number;
  /** The first record as it will stand in the file. */
  readonly sample: string;
  /** Whether the format makes no file at all of it. */
  readonly isEmpty: boolean;
  /** What the format cannot hold of it. */
  readonly losses: readonly Loss[];
  /** A file's name, or a folder's where the format has several files. */
  readonly fileName: string;
  /** The files in that folder, relative to it, as many as are named; `null` for one file. */
  readonly folder: { readonly count: number; readonly first: readonly string[] } | null;
}

/** How far an export is; `null` in its place: nothing is exported any more. */
export interface ExportProgress {
  readonly step: 'collecting' | 'writing';
  /** Articles collected so far, and all of them. */
  readonly done: number;
  readonly total: number;
}

export interface ExportDone {
  readonly path: string;
  readonly fileName: string;
  readonly articles: number;
  readonly tags: number;
}

export type ExportError =
  | { readonly type: 'cancelled' }
  /** While it was being made; nothing of it is on disk. */
  | { readonly type: 'stopped' }
  | { readonly type: 'no-such-format'; readonly format: string }
  | { readonly type: 'nothing-to-export' }
  | { readonly type: 'too-large'; readonly detail: string }
  | { readonly type: 'does-not-verify'; readonly detail: string }
  | { readonly type: 'cannot-write'; readonly path: string; readonly detail: string }
  | StoreError;

/** Which annotators' tags are compared, and with which measures beyond those always shown. */
export const AgreementRequest = z.strictObject({
  scope: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('article'), articleId: ArticleId }),
    /** `event` of `null`: the articles without an event. */
    z.strictObject({ type: z.literal('event'), event: Uuid.nullable() }),
  ]),
  measures: z.array(z.enum(REQUESTED_MEASURES)).max(REQUESTED_MEASURES.length),
  /** Keeps back every article that oneself has not marked done. */
  blind: z.boolean(),
});
export type AgreementRequest = z.infer<typeof AgreementRequest>;

/** The report as the window shows it; its figures article by article are in the files only. */
export type AgreementFigures = Omit<AgreementReport, 'pairs'> & {
  readonly pairs: readonly Omit<PairReport, 'byArticle'>[];
};

/** How well annotators agree, with the names that the report's ids stand for. */
export interface AgreementAnswer {
  /** Oneself first; only who has read at least one of the articles. */
  readonly annotators: readonly { readonly id: string; readonly name: string }[];
  readonly articles: readonly { readonly id: string; readonly title: string }[];
  /** Articles that are kept back until oneself has marked them done. */
  readonly keptBack: readonly { readonly id: string; readonly title: string }[];
  /** `null` where fewer than two have read anything. */
  readonly report: JsonText<AgreementFigures> | null;
}

/** How the report is written. */
export const AGREEMENT_FORMATS = ['html', 'csv', 'json'] as const;
export type AgreementFormat = (typeof AGREEMENT_FORMATS)[number];

export type AgreementError =
  /** The analyst stopped it. */
  | { readonly type: 'stopped' }
  /** `detail`: a whole sentence. */
  | { readonly type: 'cannot-compute'; readonly detail: string }
  | StoreError;

/** A codebook from a file, before anything is done with it. */
export interface OpenedCodebook {
  /** For display. */
  readonly fileName: string;
  readonly codebook: Codebook;
}

export type CodebookOpenError =
  | { readonly type: 'cancelled' }
  /** `reason`: whole sentences. */
  | { readonly type: 'no-codebook'; readonly reason: string };

/** A report on disk. */
export interface AgreementSaved {
  readonly path: string;
  readonly fileName: string;
}

/** What is known about a damaged article, and what can be done. */
export interface RecoveryReport {
  readonly articleId: string;
  readonly title: string;
  readonly problem: string;
  readonly choices: readonly {
    readonly key: string;
    /** A sentence that names what would be restored. */
    readonly description: string;
    readonly tags: number;
    /** ISO 8601 of the newest change it holds. */
    readonly at: string | null;
  }[];
}

/** One article's hits of a search in all articles. */
export interface SearchHit {
  readonly articleId: string;
  readonly title: string;
  readonly matches: readonly {
    readonly span: Span;
    readonly snippet: string;
    readonly from: number;
    readonly to: number;
  }[];
  /** Matches in all, of which `matches` holds the first ones. */
  readonly total: number;
}

/** Why a file is not taken for the lost text of an article. */
export type LocateError =
  | { readonly type: 'cancelled' }
  | { readonly type: 'other-text'; readonly name: string }
  /** `reason`: a whole sentence. */
  | { readonly type: 'unreadable-file'; readonly reason: string };

export type RequestError =
  | { readonly type: 'bad-request'; readonly detail: string }
  | { readonly type: 'too-many-requests' }
  | { readonly type: 'internal'; readonly detail: string };

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
