import type { Slices } from '../collections/slices.ts';
import type { Annotation } from '../tags/tag.ts';
import type { Comment } from './comment.ts';
import { isSettled, type Decision } from './decision.ts';
import { alignInSlices, contestItems, type ReviewItem } from './items.ts';
import { settlePlacements, type Placement, type UnplacedTags } from './placement.ts';

/** What of an article's review is still to be done, as the list of articles shows it. */
export interface OpenCount {
  /** Ids of those whose tags are on the article besides the reviewer's own, in the order of the sets. */
  readonly people: readonly string[];
  /** Differences that are not decided, or open again; tags without a place among them. */
  readonly open: number;
  /** Those of them whose decision somebody contests. */
  readonly contested: number;
}

/** Whether an item is still to be decided, or to be looked at again because somebody contests it. */
export function isOpenItem({ decision, contest }: ReviewItem): boolean {
  return decision === null || !isSettled(decision) || contest !== undefined;
}

/** Whether there is anything to decide in an item: all is alike and nobody objects in the others. */
export function isDifference({ kind, contest }: Pick<ReviewItem, 'kind' | 'contest'>): boolean {
  return kind !== 'identical' || contest !== undefined;
}

/** Counts what is open among the items of an article; `unplaced`: tags without a place, still asked about. */
export function countOpen(
  items: readonly ReviewItem[],
  unplaced: number,
): Omit<OpenCount, 'people'> {
  let open = unplaced;
  let contested = 0;
  for (const item of items) {
    if (isDifference(item) && isOpenItem(item)) open += 1;
    if (item.contest) contested += 1;
  }
  return { open, contested };
}

/** What an article has to be reviewed. */
interface Reviewed {
  readonly annotations: Iterable<Annotation>;
  readonly decisions: Iterable<Decision>;
  readonly comments: Iterable<Comment>;
  readonly placements: Iterable<Placement>;
}

/** Another annotator's tags on it, as stored. */
interface OthersSet extends UnplacedTags {
  readonly annotator: { readonly id: string };
  readonly annotations: readonly Annotation[];
}

/** Counts what is open in an article, with pauses; the same as its list of differences says. */
export function* countOpenInSlices(
  { annotations, decisions, comments, placements }: Reviewed,
  others: readonly OthersSet[],
  self: string,
): Slices<OpenCount> {
  const people = others.map(({ annotator }) => annotator.id);
  if (others.length === 0) return { people, open: 0, contested: 0 };
  let unplaced = 0;
  const sets = others.map(({ annotator: { id }, annotations: fitting, ...loose }) => {
    const { placed, proposals, orphans, setAside } = settlePlacements(id, loose, placements);
    unplaced += proposals.length + orphans.length - setAside.size;
    return { annotator: id, tags: [...fitting, ...placed] };
  });
  const own = [...decisions].filter(({ reviewer }) => reviewer === self);
  const { items } = yield* alignInSlices(
    [{ annotator: self, tags: [...annotations] }, ...sets],
    own,
    self,
  );
  return { people, ...countOpen(contestItems(items, comments, self), unplaced) };
}
