import type { ArticleDetails, ArticleSummary } from './article.ts';
import type { ArticleStep } from './document.ts';

/** The line of the list of articles after a change, without the document. `inverse`: what takes `steps` back. */
export function summaryAfter(
  summary: ArticleSummary,
  { steps, inverse }: Readonly<Record<'steps' | 'inverse', readonly ArticleStep[]>>,
): ArticleSummary {
  let details: ArticleDetails = summary.details;
  const tagCounts = { ...summary.tagCounts };
  const count = (step: ArticleStep, difference: number): void => {
    if (step.op !== 'put-annotation') return;
    const { category } = step.annotation;
    tagCounts[category] = (tagCounts[category] ?? 0) + difference;
  };
  for (const step of steps) {
    if (step.op === 'set-details') details = { ...details, ...step.details } as ArticleDetails;
    count(step, 1);
  }
  // Every tag that a step replaced or removed stands in the inverse.
  for (const step of inverse) count(step, -1);
  return { ...summary, details, tagCounts };
}
