import type { Annotation } from '../tags/tag.ts';
import type { ArticleDocument, ArticleStep } from './document.ts';
import type { CodebookPlan } from '../codebook/plan-edit.ts';

/** The steps that make one's own tags of an article follow the codebook; others' stay as they are. */
export function planFollowing(
  document: ArticleDocument,
  plan: CodebookPlan,
  context: { readonly annotator: string; readonly now: string },
): readonly ArticleStep[] {
  const steps: ArticleStep[] = [];
  for (const before of document.annotations) {
    if (before.creator !== context.annotator) continue;
    const after: Annotation = plan.follow(before);
    if (after === before) continue;
    steps.push({ op: 'put-annotation', annotation: { ...after, modified: context.now } });
  }
  return steps;
}
