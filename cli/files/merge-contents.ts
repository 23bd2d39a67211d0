import type { Annotation } from '#core/tags/tag.ts';
import type { ExchangeContent } from '#core/exchange/content/content.ts';
import { mergeLinks } from '#core/exchange/content/links.ts';
import { byId } from '#core/collections/order.ts';

import { BadInput } from '../terminal/problem.ts';

/** Several files' content as one: the same text is one article, the same person one annotator. */
export function mergeContents(contents: readonly ExchangeContent[]): ExchangeContent {
  const [first, ...others] = contents;
  if (!first) throw new BadInput('There is nothing to convert.');
  if (others.length === 0) return first;
  const byId = <T extends { readonly id: string }>(
    pick: (content: ExchangeContent) => readonly T[],
  ): T[] => uniqueById(contents.flatMap(pick));
  const sets = new Map<
    string,
    { annotator: string; articleId: string; annotations: Map<string, Annotation> }
  >();
  for (const { annotator, articleId, annotations } of contents.flatMap((content) => content.sets)) {
    const key = `${articleId} ${annotator}`;
    const set = sets.get(key) ?? {
      annotator,
      articleId,
      annotations: new Map<string, Annotation>(),
    };
    sets.set(key, set);
    for (const annotation of annotations) set.annotations.set(annotation.id, annotation);
  }
  return {
    returnFor: null,
    from: null,
    codebook: { ...first.codebook, categories: byId(({ codebook }) => codebook.categories) },
    annotators: byId(({ annotators }) => annotators),
    events: byId(({ events }) => events),
    articles: byId(({ articles }) => articles),
    sets: [...sets.values()].map(({ annotations, ...set }) => ({
      ...set,
      annotations: [...annotations.values()],
    })),
    reviews: mergeReviews(contents.flatMap(({ reviews }) => reviews)),
    links: mergeLinks(contents.flatMap(({ links }) => links)),
    aliases: byId(({ aliases }) => aliases),
  };
}

/** What was said of the same article in several files, each decision and comment once. */
function mergeReviews(reviews: ExchangeContent['reviews']): ExchangeContent['reviews'] {
  const merged = new Map<string, ExchangeContent['reviews'][number]>();
  for (const review of reviews) {
    const {
      decisions = [],
      comments = [],
      adjudicated = null,
    } = merged.get(review.articleId) ?? {};
    merged.set(review.articleId, {
      articleId: review.articleId,
      decisions: uniqueById([...decisions, ...review.decisions]),
      comments: uniqueById([...comments, ...review.comments]),
      adjudicated: review.adjudicated ?? adjudicated,
    });
  }
  return [...merged.values()];
}

function uniqueById<T extends { readonly id: string }>(items: readonly T[]): T[] {
  return [...byId(items).values()];
}
