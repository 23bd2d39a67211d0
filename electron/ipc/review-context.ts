import type { ArticleDocument } from '#core/article/document.ts';
import { settlePlacements } from '#core/review/placement.ts';
import type { ReviewContext, TagsById } from '#core/review/review-edit.ts';

import type { OthersTags } from '../store/library/library.ts';

/** What a change of a review is planned in. */
export function describeReviewContext(
  document: ArticleDocument,
  text: string,
  { sets, byId }: OthersTags,
  context: Pick<ReviewContext, 'self' | 'now' | 'newId'>,
): ReviewContext {
  const all = new Map<string, TagsById>([[context.self, document.annotations], ...byId]);
  for (const set of sets) {
    if (set.proposals.length + set.orphans.length === 0) continue;
    const annotator = set.annotator.id;
    const { placed } = settlePlacements(annotator, set, document.placements);
    const here = new Map(placed.map((tag) => [tag.id, tag]));
    const fitting = byId.get(annotator);
    all.set(annotator, {
      get: (id) => here.get(id) ?? fitting?.get(id),
      has: (id) => here.has(id) || fitting?.has(id) === true,
    });
  }
  return {
    text,
    sets: all,
    decisions: document.decisions,
    comments: document.comments,
    placements: document.placements,
    findUnplaced: ({ annotator, id }) => {
      const set = sets.find((each) => each.annotator.id === annotator);
      const proposal = set?.proposals.find(({ annotation }) => annotation.id === id);
      return proposal?.annotation ?? set?.orphans.find((orphan) => orphan.id === id);
    },
    ...context,
  };
}
