import { z } from 'zod';

import {
  ArticleId,
  ARTICLES_AT_ONCE,
  type ArticleSource,
  type ArticleSummary,
  type Region,
} from '../article/article.ts';
import type { CarriedTag } from '../article/carried-tag.ts';
import type { ArticleStep } from '../article/document.ts';
import type { ChangedPart } from '../compare/diff/text-changes.ts';
import type { PlacedBlock } from '../sources/article-text.ts';
import type { Block, BlockPart, Details, ReaderVersion } from '../sources/reading.ts';
import type { ReceiptCheck } from '../sources/verify/check-source.ts';
import type { JsonText } from '../guards/transfer.ts';
import type { Annotator } from '../library/document.ts';
import type { Result } from '../result.ts';
import type { Comment } from '../review/comment.ts';
import type { Decision } from '../review/decision.ts';
import type { OpenCount } from '../review/open-count.ts';
import type { Placement } from '../review/placement.ts';
import type { ReviewStep } from '../review/review-edit.ts';
import type { ProposedTag } from '../tags/proposed-tag.ts';
import type { Annotation, Tag } from '../tags/tag.ts';
import type { Span } from '../text/span.ts';
import { question } from './question.ts';
import type { StoreError, ReadOnlyReason } from './store.ts';

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
  /** Own tags that came from an earlier version of the text; some of them may be deleted by now. */
  readonly carried: readonly CarriedTag[];
  /** What stretches of the text are drawn as, in order; empty where that is not known. */
  readonly structure: JsonText<readonly PlacedBlock[]>;
  /** How the text came out of its sources, for those of them that have a receipt. */
  readonly receipts: readonly ReceiptSummary[];
  readonly readOnly: ReadOnlyReason | null;
}

/** The receipt of one source of an article, in short. */
export type ReceiptSummary = {
  /** SHA-256 of the receipt: what the source names it by. */
  readonly receipt: string;
} & (
  | { readonly type: 'unreadable'; readonly reason: 'missing' | 'damaged' }
  | {
      readonly type: 'read';
      /** File name for display. */
      readonly name: string;
      /** Of the original's bytes. */
      readonly sha256: string;
      /** Bytes of the original. */
      readonly size: number;
      /** ISO 8601, UTC. */
      readonly imported: string;
      readonly reader: ReaderVersion & { readonly title: string };
      /** See `Reading.item`. */
      readonly item: string | null;
      /** Blocks and their words. */
      readonly kept: { readonly blocks: number; readonly words: number };
      readonly leftOut: readonly {
        readonly part: BlockPart;
        readonly blocks: number;
        readonly words: number;
      }[];
      readonly warnings: readonly string[];
    }
);

/** How two versions of an article differ. */
export interface ArticleChanges {
  /** Ids of the two articles; the earlier one is the one that was added first. */
  readonly before: string;
  readonly after: string;
  /** Text of the earlier and of the later version. */
  readonly texts: { readonly before: string; readonly after: string };
  /** Together both texts, in order. */
  readonly parts: JsonText<readonly ChangedPart[]>;
  /** Words, so that it can be said how much changed. */
  readonly words: {
    readonly equal: number;
    readonly inserted: number;
    readonly deleted: number;
  };
  /** The analyst's own tags on the earlier text that other words stand in now. */
  readonly touchedBefore: readonly string[];
  /** Own tags on the later text that stand in words which the earlier one has not. */
  readonly touchedAfter: readonly string[];
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

/** What is to be reviewed in one article. */
export interface ArticleReview extends OpenCount {
  readonly articleId: string;
}

/** What the window lists of a receipt: the whole may be as large as its page. */
export interface ShownReceipt {
  readonly details: Details;
  /** The first blocks that were left out, their texts cut short. */
  readonly leftOut: readonly Pick<Block, 'part' | 'why' | 'place' | 'text'>[];
  /** How many more there are. */
  readonly unlisted: number;
}

/** Why a receipt cannot be shown. */
export interface ReceiptError {
  readonly type: 'no-receipt';
  readonly reason: 'missing' | 'damaged';
}

/** Why a file is not taken for the lost text of an article. */
export type LocateError =
  | { readonly type: 'cancelled' }
  | { readonly type: 'other-text'; readonly name: string }
  /** `reason`: a whole sentence. */
  | { readonly type: 'unreadable-file'; readonly reason: string };

export const ARTICLE_QUESTIONS = {
  'articles:open': question(z.strictObject({ articleId: ArticleId })).answeredBy<
    Result<OpenedArticle, StoreError>
  >(),
  'articles:search': question(
    z.strictObject({
      query: z.string().min(1).max(1000),
      caseSensitive: z.boolean(),
      wholeWord: z.boolean(),
      ignoreQuotesAndAccents: z.boolean(),
    }),
  ).answeredBy<Result<readonly SearchHit[], never>>(),
  /** Asks for a file that has the article's text, and opens the article. */
  'articles:locate-text': question(z.strictObject({ articleId: ArticleId })).answeredBy<
    Result<OpenedArticle, LocateError | StoreError>
  >(),
  /** What is to be reviewed in these articles, `null` for all; those without others' tags are left out. */
  'articles:count-open': question(
    z.strictObject({ articleIds: z.array(ArticleId).max(ARTICLES_AT_ONCE).nullable() }),
  ).answeredBy<Result<readonly ArticleReview[], never>>(),
  /** What one receipt lists; `receipt`: its SHA-256. */
  'articles:receipt': question(
    z.strictObject({ articleId: ArticleId, receipt: ArticleId }),
  ).answeredBy<Result<ShownReceipt, ReceiptError | StoreError>>(),
  /** Reads the originals of an article again and says whether its text still follows from them. */
  'articles:check-receipts': question(z.strictObject({ articleId: ArticleId })).answeredBy<
    Result<readonly { readonly receipt: string; readonly check: ReceiptCheck }[], StoreError>
  >(),
  /** How two versions of an article differ, whichever is the earlier one. */
  'articles:changed': question(
    z.strictObject({ articleId: ArticleId, other: ArticleId }),
  ).answeredBy<Result<ArticleChanges, StoreError>>(),
  'recovery:describe': question(z.strictObject({ articleId: ArticleId })).answeredBy<
    Result<RecoveryReport, StoreError>
  >(),
  'recovery:recover': question(
    z.strictObject({ articleId: ArticleId, choice: z.string().max(200) }),
  ).answeredBy<Result<OpenedArticle, StoreError>>(),
};
