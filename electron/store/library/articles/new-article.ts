import type { Annotation } from '#core/tags/tag.ts';
import type { ArticleDetails, ArticleSource, DetailsPatch } from '#core/article/article.ts';
import {
  applyArticleSteps,
  createArticleDocument,
  sameSource,
  type ArticleDocument,
  type ArticleStep,
} from '#core/article/document.ts';
import type { CarriedTag } from '#core/article/carried-tag.ts';
import type { AnnotationSet } from '#core/contract/articles.ts';
import type { Comment } from '#core/review/comment.ts';
import type { Decision } from '#core/review/decision.ts';
import type { Span } from '#core/text/span.ts';

import { toText, type Text } from '../../disk/utf8.ts';
import { articleIdOf } from './article-folder.ts';
import type { ReceiptToStore } from './receipts.ts';

/** An article to be added. */
export interface NewArticle {
  /** Decoded, without byte order mark; never altered. */
  readonly text: Text;
  readonly source: ArticleSource;
  /** Present where the source names a receipt. */
  readonly receipt?: ReceiptToStore | undefined;
  readonly details: ArticleDetails;
  readonly boilerplate: readonly Span[];
  /** The analyst's own tags that come with it. */
  readonly annotations?: readonly Annotation[] | undefined;
  /** What is filled in where the library has the text already; never in place of what is there. */
  readonly filled?:
    { readonly details: DetailsPatch; readonly boilerplate: readonly Span[] } | undefined;
  /** Other annotators' tags that come with it. */
  readonly sets?: readonly Omit<AnnotationSet, 'articleId'>[] | undefined;
  /** What was decided and said about the tags, beside what is there or in the place of older records. */
  readonly decisions?: readonly Decision[] | undefined;
  readonly comments?: readonly Comment[] | undefined;
  /** Ids of decisions that go. */
  readonly withdrawn?: readonly string[] | undefined;
  /** Which of its tags came with an earlier version of the text. */
  readonly carried?: readonly CarriedTag[] | undefined;
}

/** The document of an article that the library lacks, before `stepsForKnown`. `added`: ISO 8601, UTC. */
export function createArticle(
  item: NewArticle,
  added: string,
  newId: () => string,
): ArticleDocument {
  const { source, details, text, boilerplate } = item;
  const { length } = toText(text);
  const empty = createArticleDocument({
    id: articleIdOf(text),
    length,
    added,
    sources: [source],
    details,
  });
  return mustApply(
    empty,
    boilerplate.map((span) => markBoilerplate(span, newId)),
  );
}

/** What an article adds to the one that is there: its name, what it fills in, and tags not seen yet. */
export function stepsForKnown(
  document: ArticleDocument,
  item: NewArticle,
  newId: () => string,
): ArticleStep[] {
  const { details = {}, boilerplate = [] } = item.filled ?? {};
  return [
    ...(isNamed(document, item.source) ? [] : [{ op: 'put-source' as const, source: item.source }]),
    ...(Object.keys(details).length === 0 ? [] : [{ op: 'set-details' as const, details }]),
    ...boilerplate.map((span) => markBoilerplate(span, newId)),
    ...(item.annotations ?? [])
      .filter(({ id }) => !document.annotations.has(id))
      .map((annotation) => ({ op: 'put-annotation' as const, annotation })),
    ...(item.withdrawn ?? [])
      .filter((id) => document.decisions.has(id))
      .map((id) => ({ op: 'remove-decision' as const, id })),
    ...(item.decisions ?? []).map((decision) => ({ op: 'put-decision' as const, decision })),
    ...(item.comments ?? []).map((comment) => ({ op: 'put-comment' as const, comment })),
    ...(item.carried ?? [])
      .filter(({ id }) => !document.carried.has(id))
      .map((carried) => ({ op: 'put-carried' as const, carried })),
  ];
}

/** Whether the text is known to have come so; a file read twice needs no second receipt. */
function isNamed({ sources }: ArticleDocument, source: ArticleSource): boolean {
  const { receipt } = source;
  return sources.some(
    (each) =>
      sameSource({ ...each, receipt }, source) &&
      (receipt === undefined || each.receipt !== undefined),
  );
}

function markBoilerplate({ start, end }: Span, newId: () => string): ArticleStep {
  return { op: 'put-region', region: { id: newId(), kind: 'boilerplate', start, end } };
}

/** Applies steps that were made for this document. */
export function mustApply(
  document: ArticleDocument,
  steps: readonly ArticleStep[],
): ArticleDocument {
  const applied = applyArticleSteps(document, steps);
  if (!applied.ok)
    throw new Error(`An article to be added does not fit its text: ${applied.error.type}`);
  return applied.value.document;
}
