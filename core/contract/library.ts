import { z } from 'zod';

import { ArticleId, ARTICLES_AT_ONCE, type ArticleSummary } from '../article/article.ts';
import { fromColumns, toColumns, type ArticleColumns } from '../article/article-columns.ts';
import { ArticleEdit, type EditError } from '../article/edit.ts';
import type { Codebook } from '../codebook/codebook.ts';
import { CodebookEdit, type CodebookEditError } from '../codebook/edit.ts';
import type { EventStep } from '../event/document.ts';
import { Arrangement, type ArrangeError } from '../library/arrange.ts';
import { NAME_LIMIT, type Annotator, type NewsEvent, type Trashed } from '../library/document.ts';
import type { Alias } from '../people/alias.ts';
import { PeopleEdit, type PeopleEditError } from '../people/plan-edit.ts';
import type { Result } from '../result.ts';
import { ReviewEdit, type ReviewError } from '../review/review-edit.ts';
import { Uuid } from '../tags/ids.ts';
import type { TagStep } from './articles.ts';
import { TagBody } from '../tags/tag.ts';
import { question } from './question.ts';
import type { BroughtIn, StoreError, HistoryState } from './store.ts';

/** What all articles share, for the window. */
export interface LibraryState {
  readonly self: Annotator;
  readonly annotators: readonly Annotator[];
  readonly events: readonly NewsEvent[];
  readonly trashed: readonly (Trashed & { readonly title: string })[];
  readonly codebook: Codebook;
  /** What was said of who is named; see `Alias`. */
  readonly aliases: readonly Alias[];
  readonly articles: readonly ArticleSummary[];
}

/** The same as it is sent: the list of articles is the JSON of its columns, one string. */
export interface SentLibrary extends Omit<LibraryState, 'articles'> {
  readonly articles: string;
}

/** What all articles share, ready to be sent. */
export function packLibrary(library: LibraryState): SentLibrary {
  return { ...library, articles: JSON.stringify(toColumns(library.articles)) };
}

/** What all articles share, from what `packLibrary` made of it. */
export function unpackLibrary(sent: SentLibrary): LibraryState {
  // It comes from the main process alone.
  return { ...sent, articles: fromColumns(JSON.parse(sent.articles) as ArticleColumns) };
}

/** A change that is on disk. */
export interface Applied {
  readonly kind: 'do' | 'undo' | 'redo';
  /** `null` when the change was to what all articles share, or to what is said of an event. */
  readonly articleId: string | null;
  /** Articles that were changed or brought back, the one to look at first. */
  readonly touched: readonly string[];
  readonly label: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly steps: readonly TagStep[];
  /** Present when the change, or what was taken back or repeated, was to what is said of an event. */
  readonly event?: { readonly eventId: string; readonly steps: readonly EventStep[] };
  readonly history: HistoryState;
  /** Present when the list of articles or anything else that is shared has changed. */
  readonly library?: SentLibrary;
}

/** How far a change of several articles has come. */
export interface ChangeProgress {
  readonly done: number;
  readonly total: number;
}

/** What an analyst asks to be changed in what all articles share. */
export const LibraryEdit = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('name-self'), name: z.string().min(1).max(NAME_LIMIT) }),
  ...Arrangement.options,
  z.strictObject({ kind: z.literal('restore-article'), id: ArticleId }),
  /** Adds the five sample articles again where they are missing. */
  z.strictObject({ kind: z.literal('add-sample') }),
  /** Tags places in several articles; what is tagged so already stays as it is. */
  z.strictObject({
    kind: z.literal('tag-places'),
    articles: z
      .array(z.strictObject({ id: ArticleId, bodies: z.array(TagBody).min(1).max(10_000) }))
      .min(1)
      .max(ARTICLES_AT_ONCE),
  }),
  /** Changes the codebook, and one's own tags with it where they must follow. */
  z.strictObject({ kind: z.literal('edit-codebook'), edit: CodebookEdit }),
  /** Changes the list of people, and one's own tags in all articles with it. */
  z.strictObject({ kind: z.literal('edit-people'), edit: PeopleEdit }),
]);

export type LibraryEdit = z.infer<typeof LibraryEdit>;

export type LibraryEditError = EditError | ArrangeError | CodebookEditError | PeopleEditError;

/** Changes of an article, of a review and of what all articles share, and the way back. */
export const CHANGE_QUESTIONS = {
  'annotations:apply-change': question(
    z.strictObject({ articleId: ArticleId, requestId: Uuid, edit: ArticleEdit }),
  ).answeredBy<Result<Applied, EditError | StoreError>>(),
  'review:apply-change': question(
    z.strictObject({ articleId: ArticleId, requestId: Uuid, edit: ReviewEdit }),
  ).answeredBy<Result<Applied, ReviewError | StoreError>>(),
  'library:apply-change': question(
    z.strictObject({ requestId: Uuid, edit: LibraryEdit }),
  ).answeredBy<Result<Applied, LibraryEditError | StoreError>>(),
  /** Stops what is being changed, taken back or repeated; what is stopped leaves everything as it was. */
  'library:stop-change': question(z.undefined()).answeredBy<
    Result<{ readonly stopped: boolean }, never>
  >(),
  /** Takes the tags of conflict copies in, as sets under a name of their own; `null`: there were none. */
  'library:bring-in-copies': question(z.undefined()).answeredBy<
    Result<BroughtIn & { readonly applied: Applied | null }, StoreError>
  >(),
  'history:undo': question(z.strictObject({ requestId: Uuid })).answeredBy<
    Result<Applied, StoreError>
  >(),
  'history:redo': question(z.strictObject({ requestId: Uuid })).answeredBy<
    Result<Applied, StoreError>
  >(),
};
