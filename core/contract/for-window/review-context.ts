import type { ArticleDocument } from '../../article/document.ts';
import { settlePlacements } from '../../review/placement.ts';
import type { ReviewContext, TagsById } from '../../review/review-edit.ts';
import type { AnnotationSet } from '../articles.ts';

/** Other annotators' sets of an article, and their tags that fit the text by annotator and id. */
interface OthersTags {
  readonly sets: readonly AnnotationSet[];
  readonly byId: ReadonlyMap<string, TagsById>;
}

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
