import { isSame } from '../../collections/same.ts';
import { describeMisplacedDecision } from './sentences.ts';
import { concernsAuthor } from '../../review/adjudication.ts';
import { contestedDecisions, type Comment } from '../../review/comment.ts';
import { referenceKey, type Decision, type TagReference } from '../../review/decision.ts';
import type { PlacedReview } from '../placing/placed.ts';
import { byId } from '../../collections/order.ts';

/** What a file adds to the review of one article. */
export interface ReviewAddition {
  readonly decisions: readonly Decision[];
  readonly comments: readonly Comment[];
  /** Ids of decisions that are here and that their reviewer has taken back since. */
  readonly withdrawn: readonly string[];
  /** How many of the analyst's own decisions the file contests that nobody contested before. */
  readonly contested: number;
  /** Decisions and comments that are here already, or newer. */
  readonly duplicates: { readonly decisions: number; readonly comments: number };
  readonly refused: readonly { readonly place: string; readonly reason: string }[];
}

/** What the library has of the review of one article. */
export interface KnownReview {
  readonly decisions: readonly Decision[];
  readonly comments: readonly Comment[];
}

/** A file that has every decision of one reviewer on its articles. */
export interface WholeReview {
  readonly reviewer: string;
  /** ISO 8601, UTC. */
  readonly exportedAt: string;
  /** The author of a return, which has only what concerns them; else `null`. */
  readonly author: string | null;
}

/**
 * Brings what others decided and said together with what is here. A newer record of the same id
 * takes the place of the older one. The analyst's own come in, and are replaced, only with a file in
 * which nobody else tagged: somebody else's file cannot say them again.
 *
 * @param renamed new ids of tags whose own was taken, by `referenceKey`
 */
export function planReview(
  review: PlacedReview,
  known: KnownReview,
  options: {
    readonly self: string;
    readonly isOwnFile: boolean;
    /** `null` for a file that may lack some. */
    readonly whole: WholeReview | null;
    readonly renamed: ReadonlyMap<string, string>;
  },
): ReviewAddition {
  const refused = review.misplaced.map((decision) => ({
    place: decision.place,
    reason: describeMisplacedDecision(decision),
  }));
  const rename = ({ annotator, id }: TagReference): TagReference => ({
    annotator,
    id: options.renamed.get(referenceKey({ annotator, id })) ?? id,
  });
  const decisions = pickNew(
    review.decisions.map((decision) => renameTags(decision, rename)),
    known.decisions,
    { by: ({ reviewer }) => reviewer, at: ({ decided }) => decided },
    options,
  );
  const comments = pickNew(
    review.comments.map((comment) =>
      comment.about.type === 'tag'
        ? { ...comment, about: { type: 'tag' as const, tag: rename(comment.about.tag) } }
        : comment,
    ),
    known.comments,
    { by: ({ author }) => author, at: ({ modified }) => modified },
    options,
  );
  const { self, whole } = options;
  const contestedBefore = contestedDecisions(known.comments, self);
  const contested = contestedDecisions([...known.comments, ...comments.fresh], self);
  return {
    decisions: decisions.fresh,
    comments: comments.fresh,
    withdrawn:
      whole === null || whole.reviewer === self
        ? []
        : takenBack(review.decisions, known.decisions, whole),
    contested: known.decisions.filter(
      ({ id, reviewer }) => reviewer === self && contested.has(id) && !contestedBefore.has(id),
    ).length,
    duplicates: { decisions: decisions.duplicates, comments: comments.duplicates },
    refused: [
      ...refused,
      ...decisions.refused.map((reason) => ({ place: 'A decision', reason })),
      ...comments.refused.map((reason) => ({ place: 'A comment', reason })),
    ],
  };
}

/**
 * What a reviewer has taken back: decisions of theirs that are here and not in a file that would
 * have them. A decision from after the export cannot be in the file and stays; where there is any
 * such decision here, the file is known to be an older one and says nothing of the others either.
 * Both times were told by the reviewer's own clock.
 */
function takenBack(
  given: readonly Decision[],
  known: readonly Decision[],
  { reviewer, exportedAt, author }: WholeReview,
): string[] {
  const theirs = known.filter((decision) => decision.reviewer === reviewer);
  if (!theirs.every(({ decided }) => isLater(exportedAt, decided))) return [];
  const inFile = new Set(given.map(({ id }) => id));
  return theirs
    .filter((decision) => author === null || concernsAuthor(decision, author))
    .flatMap(({ id }) => (inFile.has(id) ? [] : [id]));
}

function pickNew<T extends { readonly id: string }>(
  given: readonly T[],
  known: readonly T[],
  read: { readonly by: (record: T) => string; readonly at: (record: T) => string },
  { self, isOwnFile }: { readonly self: string; readonly isOwnFile: boolean },
): { fresh: T[]; duplicates: number; refused: string[] } {
  const here = byId(known);
  const fresh: T[] = [];
  const refused: string[] = [];
  let duplicates = 0;
  for (const record of given) {
    const before = here.get(record.id);
    if (before && read.by(before) !== read.by(record)) {
      refused.push('Something that another person said here has the same identifier.');
    } else if (before) {
      const isNewer = isLater(read.at(record), read.at(before)) && !isSame(record, before);
      const mayReplace = read.by(record) !== self || isOwnFile;
      if (mayReplace && isNewer) fresh.push(record);
      else duplicates += 1;
    } else if (read.by(record) === self && !isOwnFile) {
      refused.push('It is yours and is not here any more; another’s file does not bring it back.');
    } else fresh.push(record);
  }
  return { fresh, duplicates, refused };
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/u;

/** Whether one time is after another. What is not an ISO 8601 time in UTC is before everything. */
export function isLater(time: string, than: string): boolean {
  return TIME.test(time) && (!TIME.test(than) || time > than);
}

function renameTags(decision: Decision, rename: (tag: TagReference) => TagReference): Decision {
  return {
    ...decision,
    about: decision.about.map(({ annotator, annotation }) => ({
      annotator,
      annotation: { ...annotation, id: rename({ annotator, id: annotation.id }).id },
    })),
    kept: decision.kept.map(rename),
  };
}
