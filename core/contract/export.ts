import { z } from 'zod';

import { ArticleId } from '../article/article.ts';
import { CONTENT_LIMITS } from '../exchange/content/content.ts';
import type { Codec } from '../exchange/content/codec.ts';
import type { Loss, WrittenCounts } from '../exchange/content/losses.ts';
import type { Result } from '../result.ts';
import type { ReviewKind } from '../review/items.ts';
import { CodebookId, Uuid } from '../tags/ids.ts';
import type { ReturnCounts } from './import.ts';
import { question } from './question.ts';
import type { StoreError } from './store.ts';

/** An exchange format, as far as the window must know it. */
export type FormatInfo = Pick<Codec, 'name' | 'title' | 'output' | 'text'>;

/** What to export. */
export const ExportRequest = z.strictObject({
  scope: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('article'), articleId: ArticleId }),
    /** `event` of `null`: the articles without an event. */
    z.strictObject({ type: z.literal('event'), event: Uuid.nullable() }),
    /** Those that were chosen in the list. */
    z.strictObject({
      type: z.literal('articles'),
      ids: z.array(ArticleId).max(CONTENT_LIMITS.articles),
    }),
    z.strictObject({ type: z.literal('all') }),
  ]),
  /** Some of the tags alone, those that fit both; absent for all of them. */
  only: z
    .strictObject({
      categories: z.array(CodebookId).min(1).max(1000).optional(),
      tags: z.array(Uuid).min(1).max(CONTENT_LIMITS.annotations).optional(),
    })
    .optional(),
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
  /**
   * This program's format alone, and with texts: how each text came out of its sources, and the
   * originals in a folder beside the file.
   */
  includeReceipts: z.boolean().optional(),
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

/** A tag as a person reads it. */
export interface FirstTag {
  readonly title: string;
  /** Of its beginning, counted from 1. */
  readonly paragraph: number;
  readonly category: string;
  readonly words: string;
  /** What is said of it, by its name. */
  readonly fields: readonly (readonly [name: string, value: string])[];
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
  /** How much of it the files will have. */
  readonly written: WrittenCounts;
  /** The first tag, for people; `null` where there is none. */
  readonly first: FirstTag | null;
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
  /** How many there were to write. */
  readonly articles: number;
  readonly tags: number;
  /** How many of them are in the files. */
  readonly written: WrittenCounts;
  /** Folder beside the file with the originals that receipts are about; `null` where there are none. */
  readonly originals: { readonly folder: string; readonly count: number } | null;
  /** Whether the files were read back and the words held against the articles. */
  readonly isChecked: boolean;
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

export const EXPORT_QUESTIONS = {
  'export:preview': question(ExportRequest).answeredBy<Result<ExportPreview, ExportError>>(),
  'export:save': question(ExportRequest).answeredBy<Result<ExportDone, ExportError>>(),
  'export:stop': question(z.undefined()).answeredBy<Result<null, never>>(),
};
