import type { Annotation } from '#core/annotation.ts';
import type { ExchangeContent } from '#core/formats/codec.ts';

import { BadInput } from './problem.ts';

/** Several files' content as one: the same text is one article, the same person one annotator. */
export function mergeContents(contents: readonly ExchangeContent[]): ExchangeContent {
  const [first, ...others] = contents;
  if (!first) throw new BadInput('There is nothing to convert.');
  if (others.length === 0) return first;
  const byId = <T extends { readonly id: string }>(
    pick: (content: ExchangeContent) => readonly T[],
  ): T[] => [...new Map(contents.flatMap(pick).map((each) => [each.id, each])).values()];
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
    reviews: contents.flatMap(({ reviews }) => reviews),
  };
}
