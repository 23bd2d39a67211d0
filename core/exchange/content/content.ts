import type { z } from 'zod';

import { sortedEntries } from '../../collections/order.ts';
import type { Annotation } from '../../tags/tag.ts';
import {
  ARTICLES_AT_ONCE,
  type ArticleDetails,
  type ArticleSource,
} from '../../article/article.ts';
import type { Codebook } from '../../codebook/codebook.ts';
import type {
  CoverageWord,
  Family,
  FindingWord,
  LinkDecision,
  Refusal,
} from '../../event/records.ts';
import { type NewsEvent, Annotator } from '../../library/document.ts';
import type { Alias } from '../../people/alias.ts';
import type { AdjudicatedTag } from '../../review/adjudication.ts';
import type { Comment } from '../../review/comment.ts';
import type { DecidedTag, Decision } from '../../review/decision.ts';
import type { ReviewKind } from '../../review/items.ts';
import type { Selector } from '../../text/selector.ts';
import type { Span } from '../../text/span.ts';

/** An article as it goes into a file and comes out of one. */
export interface ExchangeArticle {
  /** SHA-256 of the text. */
  readonly id: string;
  readonly details: ArticleDetails;
  readonly sources: readonly ArticleSource[];
  /** UTF-16, half-open, in document order. */
  readonly boilerplate: readonly Span[];
  /** `null` where the file leaves it out. */
  readonly text: string | null;
  /** How the text came out of sources that name one of these; only where an export was asked for it. */
  readonly receipts?: readonly ExchangeReceipt[] | undefined;
}

/** A receipt as it is stored. */
export interface ExchangeReceipt {
  /** Of `json` in UTF-8: what a source names it by. */
  readonly sha256: string;
  /** A `Receipt`. */
  readonly json: string;
}

/** One annotator's tags on one article. */
export interface ExchangeSet {
  readonly annotator: string;
  readonly articleId: string;
  readonly annotations: readonly Annotation[];
}

/** A difference that nobody has decided. */
export interface ExchangeUnresolved {
  readonly kind: ReviewKind;
  readonly tags: readonly DecidedTag[];
}

/** The outcome of a review, as a file carries it. */
export interface ExchangeOutcome {
  readonly tags: readonly AdjudicatedTag[];
  readonly unresolved: readonly ExchangeUnresolved[];
}

/** What was decided and said about the tags of one article. */
export interface ExchangeReview {
  readonly articleId: string;
  readonly decisions: readonly Decision[];
  readonly comments: readonly Comment[];
  /** `null` where the file has none. */
  readonly adjudicated: ExchangeOutcome | null;
}

/** What is said of one event besides the tags: which passages render the same words, and what was decided. */
export interface ExchangeLinks {
  /** Event id. */
  readonly event: string;
  /** Of whoever made them. */
  readonly families: readonly Family[];
  readonly refusals: readonly Refusal[];
  readonly findingWords: readonly FindingWord[];
  /** About families that are here too. */
  readonly coverage: readonly CoverageWord[];
  readonly linkDecisions: readonly LinkDecision[];
}

/** Everything a file carries. */
export interface ContentOf<A extends ExchangeArticle = ExchangeArticle> {
  /** The author whom the file brings decisions back to; `null` for any other file. */
  readonly returnFor: string | null;
  /** Annotator id of the one whose own tags or decisions it brings; `null` for several people's. */
  readonly from: string | null;
  readonly codebook: Codebook;
  readonly annotators: readonly NamedAnnotator[];
  readonly events: readonly NewsEvent[];
  readonly articles: readonly A[];
  readonly sets: readonly ExchangeSet[];
  /** One for each article of which there is something to say. */
  readonly reviews: readonly ExchangeReview[];
  /** One for each event of which there is something to say. */
  readonly links: readonly ExchangeLinks[];
  /** Who is named by which spellings. */
  readonly aliases: readonly Alias[];
}

/** An article whose text is at hand, as every article to be exported is. */
export type ArticleWithText = ExchangeArticle & { readonly text: string };

/** The selectors of a tag: its fragments, then its attributes' spans by attribute id. */
export function selectorsOf(annotation: Annotation): Selector[] {
  const spans = sortedEntries(annotation.attributeSpans).map(([, span]) => span);
  return [...annotation.fragments, ...spans];
}

/** What is exported: every article with its text. */
export type ExchangeContent = ContentOf<ArticleWithText>;

/** Limits on one file, besides those on its bytes (`JSON_LIMITS`). */
export const CONTENT_LIMITS = {
  annotations: 100_000,
  articles: ARTICLES_AT_ONCE,
  decisions: 100_000,
  comments: 100_000,
  /** Of each kind of record on events. */
  links: 100_000,
  aliases: 100_000,
} as const;

/** A person or program in a file. */
export const NamedAnnotator = Annotator.omit({ confirmed: true }).meta({ id: 'Annotator' });

export type NamedAnnotator = z.infer<typeof NamedAnnotator>;

/** What `format` says in every file of this kind. */
export const FORMAT_NAME = 'framewise';

/** The places that a decision names, in the order of `readDecision`. */
export function selectorsOfDecision({ about, passage, edited }: Decision): Selector[] {
  return [
    ...about.flatMap(({ annotation }) => selectorsOf(annotation)),
    ...(passage ? [passage] : []),
    ...(edited ? selectorsOf(edited) : []),
  ];
}

/** The places that an outcome names, in the order of `readAdjudicated`. */
export function selectorsOfAdjudicated({ tags, unresolved }: ExchangeOutcome): Selector[] {
  return [
    ...tags.flatMap(({ annotation }) => selectorsOf(annotation)),
    ...unresolved.flatMap(({ tags: members }) =>
      members.flatMap(({ annotation }) => selectorsOf(annotation)),
    ),
  ];
}
