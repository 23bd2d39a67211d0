import type { AnnotationSet } from '#core/contract/articles.ts';
import type { Annotation } from '#core/tags/tag.ts';
import type { ProposedTag } from '#core/tags/proposed-tag.ts';
import { plainAnnotation, uuid } from '#core/review/testing/records.ts';
import { describeSpan } from '#core/text/selector.ts';

import type { TestArticle } from './library.ts';
import { openWindow } from './window.ts';

export const TEXT = 'One two three four five six seven eight nine ten.';
export const ANNA = { id: uuid(3, 1), name: 'Anna', confirmed: true };
export const BERT = { id: uuid(3, 2), name: 'Bert', confirmed: true };

/** A tag of some words of the text. `by`: annotator id. */
export function tagOn(
  words: string,
  by: string,
  n: number,
  more: Partial<Annotation> = {},
): Annotation {
  const start = TEXT.indexOf(words);
  const fragment = describeSpan(TEXT, { start, end: start + words.length });
  return plainAnnotation({ id: uuid(4, n), fragments: [fragment], creator: by, ...more });
}

/** A tag of words that the text has not. */
export function lostTag(words: string, by: string, n: number): Annotation {
  const fragment = { start: 0, end: words.length, exact: words, prefix: '', suffix: '' };
  return plainAnnotation({ id: uuid(4, n), fragments: [fragment], creator: by });
}

/** The same with some words of the text as the place that it may belong to. */
export function proposed(annotation: Annotation, words: string): ProposedTag {
  const start = TEXT.indexOf(words);
  const fragments = [{ start, end: start + words.length }];
  return { annotation, fragments, score: 0.9, rivals: 0 };
}

/** Somebody's tags on an article. */
export function setOf(
  annotator: AnnotationSet['annotator'],
  annotations: readonly Annotation[],
  unplaced: Partial<Pick<AnnotationSet, 'proposals' | 'orphans'>> = {},
): Omit<AnnotationSet, 'articleId'> {
  return { annotator, annotations, proposals: [], orphans: [], ...unplaced };
}

/** A window that reviews its first article. */
export async function openReview(articles: readonly TestArticle[]) {
  const window = await openWindow(articles);
  const { workspace } = window;
  const { review } = workspace;
  /** Until everybody's tags are lined up. */
  const settle = async (): Promise<void> => {
    await workspace.alignment.after(() => undefined);
  };
  review.showView('review');
  await settle();
  return {
    ...window,
    settle,
    message: (): string => workspace.state.message,
    /** Whose tags of what words the card is about; empty for none. */
    card: (): string => {
      const item = review.currentItem();
      const unplaced = review.currentUnplaced();
      if (unplaced) return `${unplaced.kind} ${unplaced.annotation.fragments[0]?.exact ?? ''}`;
      const words = item?.members.map(({ tag }) => workspace.state.article?.wordsOf(tag));
      return item ? `${item.kind} ${[...new Set(words)].join(' | ')}` : '';
    },
    /** One's own decisions: what was decided, and the words of what stands. */
    decisions: (): string[] => {
      const { article, library } = workspace.state;
      return [...(article?.decisions.values() ?? [])]
        .filter(({ reviewer }) => reviewer === library.self.id)
        .map(({ verdict, about, kept, edited, passage }) => {
          const stands = about.filter(({ annotator, annotation }) =>
            kept.some((each) => each.annotator === annotator && each.id === annotation.id),
          );
          const words = [
            ...stands.map(({ annotation }) => annotation),
            ...(edited ? [edited] : []),
            ...(passage ? [{ fragments: [passage] }] : []),
          ].map(({ fragments }) => fragments.map(({ exact }) => exact).join(' … '));
          return [`${verdict}:`, ...words].join(' ');
        })
        .sort();
    },
  };
}
