import type { ReadRefusal } from '#core/exchange/content/loose.ts';
import { describeLoss, LossCounter, type LossKind } from '#core/exchange/content/losses.ts';
import {
  describeMisplacedDecision,
  describePlacingProblem,
} from '#core/exchange/pipeline/sentences.ts';
import {
  countPlaced,
  joinPositions,
  NOTHING_ODD,
  type PlacedContent,
  type PositionsRead,
  type Proposal,
} from '#core/exchange/placing/placed.ts';
import { countOf, grouped } from '#core/numbers.ts';

import { describeRefused } from '../terminal/problem.ts';

/** A tag, or a decision (of no tags of its own), that is not placed, and where it may belong. */
export interface LeftOut extends ReadRefusal {
  /** UTF-16; `null` where its words are nowhere in the text. */
  readonly proposal: Proposal | null;
}

/** The option of commands that would rather stop than leave a tag out. */
export const STRICT = {
  type: 'boolean',
  help: 'Counts a tag whose words are not at their place as an error.',
} as const;

/** What is not placed of some files: tags, then decisions, in the order of the files. */
export function listLeftOut(placed: readonly PlacedContent[]): LeftOut[] {
  return placed.flatMap(({ sets, reviews }) => [
    ...sets.flatMap(({ misplaced }) =>
      misplaced.map(({ place, problem, proposal }) => ({
        place,
        reason: describePlacingProblem(problem),
        tags: 1,
        proposal,
      })),
    ),
    ...reviews.flatMap(({ misplaced }) =>
      misplaced.map((decision) => ({
        place: decision.place,
        reason: describeMisplacedDecision(decision),
        tags: 0,
        proposal: null,
      })),
    ),
  ]);
}

/** How many tags are placed, have a proposed place and are nowhere, in some files together. */
export function countTags(placed: readonly PlacedContent[]): {
  readonly placed: number;
  readonly proposed: number;
  readonly orphaned: number;
} {
  const counts = { placed: 0, proposed: 0, orphaned: 0 };
  for (const each of placed) {
    const { placed: fitting, proposed, orphaned } = countPlaced(each);
    counts.placed += fitting;
    counts.proposed += proposed;
    counts.orphaned += orphaned;
  }
  return counts;
}

/** How the positions of some files were read, together. */
export function joinCounting(placed: readonly PlacedContent[]): PositionsRead {
  return placed.map(({ positions }) => positions).reduce(joinPositions, NOTHING_ODD);
}

/** What codecs left out of some files, together, as sentences. */
export function describeIgnored(placed: readonly PlacedContent[]): string[] {
  const counter = new LossCounter();
  for (const { ignored } of placed) counter.addAll(ignored);
  return counter.list().map(describeLoss);
}

/** What was made and is no tag of anybody's. */
const NOT_TAGS: ReadonlySet<LossKind> = new Set<LossKind>([
  'cancelled',
  'drafts',
  'hidden',
  'in-progress',
  'predictions',
  'rejected',
]);

/** That nothing is left of an input that is sound, as a sentence; nothing where there are tags. */
export function describeNothingLeft(placed: readonly PlacedContent[]): string[] {
  const isEmpty = placed.every(({ read, refused }) => read === 0 && refused.length === 0);
  const kinds = placed.flatMap(({ ignored }) => ignored.map(({ kind }) => kind));
  return isEmpty && kinds.some((kind) => NOT_TAGS.has(kind))
    ? ['No tag is left of it, for the reasons above. Nothing is wrong with the input.']
    : [];
}

/** That tags are kept which are none for whoever made them, as a sentence; nothing where there are none. */
export function describeTakenBack(rejected: number): string[] {
  if (rejected === 0) return [];
  const are = rejected === 1 ? 'is' : 'are';
  return [
    `${grouped(rejected)} of these tags ${are} rejected or ignored in the file itself, and ${are} kept as such: not as ${rejected === 1 ? 'a tag' : 'tags'} that ${rejected === 1 ? 'stands' : 'stand'}.`,
  ];
}

/** What is left out, as lines for the error output: which, and how many. */
export function describeLeftOut(placed: readonly PlacedContent[]): string[] {
  const leftOut = listLeftOut(placed);
  if (leftOut.length === 0) return [];
  const { proposed, orphaned } = countTags(placed);
  const tags = proposed + orphaned;
  const decisions = leftOut.length - tags;
  const are = (count: number): string => (count === 1 ? 'is' : 'are');
  return [
    ...describeRefused(leftOut),
    ...(tags > 0
      ? [
          `${countOf(tags, 'tag')} ${are(tags)} left out: ${proposed} with a proposed place, ${orphaned} whose words are nowhere in the text.`,
        ]
      : []),
    ...(decisions > 0
      ? [
          `${countOf(decisions, 'decision')} ${are(decisions)} left out, which ${are(decisions)} about words that the text does not have.`,
        ]
      : []),
  ];
}
