import type { ComparedArticle, Comparison } from '#core/compare/comparison/comparison.ts';
import { showHidden } from '#core/guards/labels.ts';
import { numberParagraphs, paragraphIndexAt, splitParagraphs } from '#core/text/paragraphs.ts';
import type { Span } from '#core/text/span.ts';

import { inShort } from '../../state/messages.ts';

/** Characters of a title that stands for its outlet. */
const SHORT = 46;

/** What an article is called in a list or a sentence: its outlet, else the beginning of its title. */
export function articleName(
  article: Pick<ComparedArticle, 'outlet' | 'title'> | undefined,
): string {
  return showHidden(article?.outlet ?? inShort(article?.title ?? '', SHORT));
}

/** A comparison whose articles have short names, for sentences about them. */
export function named(comparison: Comparison): Comparison {
  const articles = comparison.articles.map((article) => ({
    ...article,
    outlet: articleName(article),
  }));
  return { ...comparison, articles };
}

/** What a column or a text is called: its outlet, else its title. */
export function fullName(article: ComparedArticle | undefined): string {
  return showHidden(article?.outlet ?? article?.title ?? '');
}

/** The paragraphs of a text that hold a stretch of it. */
export interface ParagraphsAt {
  /** Counted from 1 over those that have words. */
  readonly number: number;
  readonly span: Span;
}

/** Goes with the comparison that the article is of. */
const NUMBERED = new WeakMap<
  ComparedArticle,
  { paragraphs: readonly Span[]; numbers: Uint32Array }
>();

/** Where a stretch stands: its paragraph with its number, and the whole of those that it reaches into. */
export function paragraphsAt(article: ComparedArticle, { start, end }: Span): ParagraphsAt {
  const { text } = article;
  let known = NUMBERED.get(article);
  if (!known) {
    const paragraphs = splitParagraphs(text);
    known = { paragraphs, numbers: numberParagraphs(text, paragraphs) };
    NUMBERED.set(article, known);
  }
  const { paragraphs, numbers } = known;
  const first = paragraphIndexAt(paragraphs, start);
  const last = paragraphIndexAt(paragraphs, Math.max(start, end - 1));
  return {
    number: numbers[first] ?? 1,
    span: { start: paragraphs[first]?.start ?? 0, end: paragraphs[last]?.end ?? text.length },
  };
}
