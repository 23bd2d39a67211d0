import {
  compareByPosition,
  exactKey,
  type ComparableTag,
} from '../agreement/pairing/comparable-tag.ts';
import { pairTagsInSlices } from '../agreement/pairing/pairing.ts';
import type { TagOf } from '../tags/tag.ts';
import {
  between,
  doAtOnce,
  forEachInSlices,
  sortInSlices,
  type Slices,
} from '../collections/slices.ts';
import { compareSpans, type Span } from '../text/span.ts';
import { contestedDecisions, type Comment } from './comment.ts';
import {
  compareDecisions,
  referenceKey,
  referenceOf,
  sameContent,
  type Decision,
} from './decision.ts';
import { compareText } from '../collections/order.ts';

/** One annotator's tags on the article that is reviewed. */
export interface ReviewSet<T extends TagOf<Span> = TagOf<Span>> {
  readonly annotator: string;
  readonly tags: readonly T[];
}

/** A tag and whose it is. */
export interface Member<T extends TagOf<Span> = TagOf<Span>> {
  readonly annotator: string;
  readonly tag: T;
}

/**
 * How the tags of an item differ; the first that applies. `partial`: all who tagged agree, and some
 * of three or more did not tag. `split`, `merged`: see `AloneKind`, mine being the first annotator.
 */
export type ReviewKind =
  | 'category'
  | 'boundary'
  | 'attribute'
  | 'merged'
  | 'split'
  | 'only-mine'
  | 'only-theirs'
  | 'partial'
  | 'identical';

/** One line of the list of differences: what several people made of the same stretch. */
export interface ReviewItem<T extends TagOf<Span> = TagOf<Span>> {
  /** The same as long as the item is about the same tags. */
  readonly id: string;
  readonly kind: ReviewKind;
  /** At most one of each annotator; in the order of the sets. */
  readonly members: readonly Member<T>[];
  /** Annotators of whom no tag is here, in the order of the sets. */
  readonly missing: readonly string[];
  /** Ids of the attributes with different values, sorted; empty where the categories differ. */
  readonly differingAttributes: readonly string[];
  /** The longer tag that this one is part of, where it is `split` or `merged`. */
  readonly within: Member<T> | null;
  /** The word that is in force. */
  readonly decision: Decision | null;
  /** A word on some of these tags from before they changed: to be asked again. */
  readonly earlier: Decision | null;
  /** The last word against the decision in force that its reviewer has not answered. */
  readonly contest?: Comment;
}

/** Everything there is to decide in one article. */
export interface Review<T extends TagOf<Span> = TagOf<Span>> {
  /** In document order; every tag of every set is in exactly one. */
  readonly items: readonly ReviewItem<T>[];
  /** Decisions in force on passages without tags, in document order. */
  readonly passages: readonly Decision[];
}

/**
 * Lines up the sets of an article. Tags that were decided on together and have not changed stay
 * together, with their decision; the rest is paired anew (`pairTags`), annotator after annotator
 * with the first tag of each group. Of two decisions about the same tag the later one counts.
 *
 * A function of its arguments: the order of decisions does not matter, that of the sets says who is
 * named first.
 *
 * @param own annotator id of the reviewer's own set
 */
export function alignSets<T extends TagOf<Span>>(
  sets: readonly ReviewSet<T>[],
  decisions: Iterable<Decision>,
  own: string,
): Review<T> {
  return doAtOnce(alignInSlices(sets, decisions, own));
}

/** `alignSets`, with pauses. What it is given must not change meanwhile. */
export function* alignInSlices<T extends TagOf<Span>>(
  sets: readonly ReviewSet<T>[],
  decisions: Iterable<Decision>,
  own: string,
): Slices<Review<T>> {
  const tags = new Map<string, Member<T>>();
  for (const { annotator, tags: all } of sets) {
    const take = (tag: T): void => {
      const member = { annotator, tag };
      tags.set(keyOf(member), member);
    };
    yield* between(0, 0, forEachInSlices(all, take));
  }
  const sorting = sortDecisions(decisions, tags);
  const { inForce, earlier } = yield* between(0, DECISIONS_SORTED, sorting);
  const bound = new Set<string>();
  const groups: Group<T>[] = [];
  const passages: Decision[] = [];
  const hold = (decision: Decision): void => {
    const keys = keysOf(decision);
    if (keys.length === 0) passages.push(decision);
    else {
      const members = keys.flatMap((key) => tags.get(key) ?? []);
      groups.push({ members, within: null, decision });
    }
    for (const key of keys) bound.add(key);
  };
  yield* between(DECISIONS_SORTED, DECISIONS_TAKEN, forEachInSlices(inForce, hold));
  const free = new Map(sets.map(({ annotator }) => [annotator, [] as Comparable<T>[]]));
  const takeFree = ([id, member]: [string, Member<T>]): void => {
    if (!bound.has(id)) free.get(member.annotator)?.push(comparable(id, member));
  };
  yield* between(DECISIONS_TAKEN, DECISIONS_TAKEN, forEachInSlices([...tags], takeFree));
  const grouping = groupFree([...free.values()]);
  for (const group of yield* between(DECISIONS_TAKEN, TAGS_GROUPED, grouping)) groups.push(group);
  const order = sets.map(({ annotator }) => annotator);
  const items: ReviewItem<T>[] = [];
  const describe = (group: Group<T>): void => {
    items.push(describeGroup(group, order, own, earlier));
  };
  yield* between(TAGS_GROUPED, GROUPS_DESCRIBED, forEachInSlices(groups, describe));
  return {
    items: yield* between(GROUPS_DESCRIBED, 1, sortInSlices(items, compareItems)),
    passages: passages.sort(
      (a, b) => compareSpans(a.passage ?? NOWHERE, b.passage ?? NOWHERE) || compareText(a.id, b.id),
    ),
  };
}

// Shares of the work that are done, about as it takes time.
const DECISIONS_SORTED = 0.1;
const DECISIONS_TAKEN = 0.15;
const TAGS_GROUPED = 0.8;
const GROUPS_DESCRIBED = 0.95;

interface Group<T extends TagOf<Span>> {
  readonly members: readonly Member<T>[];
  readonly within: Member<T> | null;
  readonly decision: Decision | null;
}

const NOWHERE: Span = { start: 0, end: 0 };

function keyOf({ annotator, tag }: Member): string {
  return referenceKey({ annotator, id: tag.id });
}

function keysOf(decision: Decision): string[] {
  return decision.about.map((tag) => referenceKey(referenceOf(tag)));
}

/** Decisions that still hold, and for each tag the last one that does not any more. */
function* sortDecisions<T extends TagOf<Span>>(
  decisions: Iterable<Decision>,
  tags: ReadonlyMap<string, Member<T>>,
): Slices<{
  readonly inForce: readonly Decision[];
  readonly earlier: ReadonlyMap<string, Decision>;
}> {
  const sorted = yield* between(0, 0.2, sortInSlices([...decisions], compareDecisions));
  const taken = new Set<string>();
  const passages = new Set<string>();
  const earlier = new Map<string, Decision>();
  const inForce: Decision[] = [];
  const sort = (decision: Decision): void => {
    const keys = keysOf(decision);
    const passage = decision.passage ? `${decision.passage.start}-${decision.passage.end}` : '';
    const holds =
      keys.every((key) => !taken.has(key)) &&
      (keys.length > 0 || !passages.has(passage)) &&
      hasSameTags(decision, tags);
    if (holds) {
      inForce.push(decision);
      if (keys.length === 0) passages.add(passage);
    } else for (const key of keys) if (!earlier.has(key)) earlier.set(key, decision);
    // A later word that no longer holds still takes the place of those before it.
    for (const key of keys) taken.add(key);
  };
  yield* between(0.2, 1, forEachInSlices(sorted.reverse(), sort));
  return { inForce, earlier };
}

/** Whether the tags are still what they were when they were decided on. */
function hasSameTags<T extends TagOf<Span>>(
  { about }: Decision,
  tags: ReadonlyMap<string, Member<T>>,
): boolean {
  return about.every((decided) => {
    const now = tags.get(referenceKey(referenceOf(decided)));
    return now !== undefined && sameContent(now.tag, decided.annotation);
  });
}

/** A tag in the form that pairing takes, with an id that is unique across sets. */
interface Comparable<T extends TagOf<Span>> extends ComparableTag {
  readonly member: Member<T>;
}

function comparable<T extends TagOf<Span>>(id: string, member: Member<T>): Comparable<T> {
  const { category, fragments, attributes } = member.tag;
  return { id, category, fragments, attributes, member };
}

/** Groups tags that no decision holds together. */
function* groupFree<T extends TagOf<Span>>(
  sets: readonly (readonly Comparable<T>[])[],
): Slices<Group<T>[]> {
  interface Growing {
    readonly members: Member<T>[];
    within: Member<T> | null;
  }
  const groups = new Map<Comparable<T>, Growing>();
  for (const [place, others] of sets.entries()) {
    const [from, to] = [place / sets.length, (place + 1) / sets.length];
    const pairing = pairTagsInSlices([...groups.keys()], others);
    const items = yield* between(from, to, pairing);
    const take = (item: (typeof items)[number]): void => {
      const group = item.a ? groups.get(item.a) : undefined;
      const within = 'within' in item ? (item.within?.member ?? null) : null;
      if (group && item.b) group.members.push(item.b.member);
      else if (group) group.within ??= within;
      else if (item.b) groups.set(item.b, { members: [item.b.member], within });
    };
    yield* between(to, to, forEachInSlices(items, take));
  }
  return [...groups.values()].map((group) => ({ ...group, decision: null }));
}

function describeGroup<T extends TagOf<Span>>(
  { members, within, decision }: Group<T>,
  order: readonly string[],
  own: string,
  earlier: ReadonlyMap<string, Decision>,
): ReviewItem<T> {
  const sorted = members.toSorted(
    (a, b) => order.indexOf(a.annotator) - order.indexOf(b.annotator),
  );
  const present = new Set(sorted.map(({ annotator }) => annotator));
  const missing = order.filter((annotator) => !present.has(annotator));
  const keys = sorted.map(keyOf);
  const before = keys.flatMap((key) => earlier.get(key) ?? []);
  return {
    id: keys.join(' '),
    kind: kindOf(sorted, missing, own, within !== null),
    members: sorted,
    missing,
    differingAttributes: differingAttributes(sorted),
    within: sorted.length === 1 ? within : null,
    decision,
    earlier: decision ? null : (before[0] ?? null),
  };
}

function kindOf<T extends TagOf<Span>>(
  members: readonly Member<T>[],
  missing: readonly string[],
  own: string,
  isPart: boolean,
): ReviewKind {
  const [first, second] = members;
  if (first && !second) {
    if (first.annotator === own) return isPart ? 'merged' : 'only-mine';
    return isPart ? 'split' : 'only-theirs';
  }
  if (differ(members, ({ category }) => category)) return 'category';
  if (differ(members, exactKey)) return 'boundary';
  if (differingAttributes(members).length > 0) return 'attribute';
  return missing.length > 0 ? 'partial' : 'identical';
}

function differ<T extends TagOf<Span>>(
  members: readonly Member<T>[],
  read: (tag: T) => string,
): boolean {
  return new Set(members.map(({ tag }) => read(tag))).size > 1;
}

function differingAttributes<T extends TagOf<Span>>(members: readonly Member<T>[]): string[] {
  if (differ(members, ({ category }) => category)) return [];
  const ids = new Set(members.flatMap(({ tag }) => Object.keys(tag.attributes)));
  return [...ids].filter((id) => differ(members, ({ attributes }) => attributes[id] ?? '')).sort();
}

function compareItems<T extends TagOf<Span>>(a: ReviewItem<T>, b: ReviewItem<T>): number {
  const [one, other] = [a.members[0]?.tag, b.members[0]?.tag];
  return (one && other ? compareByPosition(one, other) : 0) || compareText(a.id, b.id);
}

/** A change of decisions, as far as the list of items is concerned. */
export type DecisionChange =
  | { readonly op: 'put-decision'; readonly decision: Decision }
  | { readonly op: 'remove-decision'; readonly id: string };

/**
 * The items after new decisions on some of them, without lining up all tags again: tags that were
 * paired stay paired when they are decided on. `null` where that does not hold, because a decision
 * was taken back, or is about other groups of tags or about tags that have changed since.
 */
export function decideItems<T extends TagOf<Span>>(
  items: readonly ReviewItem<T>[],
  changes: readonly DecisionChange[],
): ReviewItem<T>[] | null {
  const decided = new Map<string, Decision>();
  const removed = new Set<string>();
  const touched = new Set<string>();
  for (const change of changes) {
    if (change.op === 'remove-decision') {
      removed.add(change.id);
      continue;
    }
    for (const { annotation } of change.decision.about) touched.add(annotation.id);
    decided.set(keysOf(change.decision).sort().join(' '), change.decision);
  }
  const after = items.map((item) => {
    if (!item.members.some(({ tag }) => touched.has(tag.id))) return item;
    const tags = new Map(item.members.map((member) => [keyOf(member), member]));
    const key = [...tags.keys()].sort().join(' ');
    const decision = decided.get(key);
    if (!decision || !hasSameTags(decision, tags)) return item;
    decided.delete(key);
    if (item.decision) removed.delete(item.decision.id);
    return { ...item, within: null, decision, earlier: null };
  });
  return decided.size === 0 && removed.size === 0 ? after : null;
}

/** The items with what is said against the decisions on them; those that stay as they were are the same. */
export function contestItems<T extends TagOf<Span>>(
  items: readonly ReviewItem<T>[],
  comments: Iterable<Comment>,
  reviewer: string,
): readonly ReviewItem<T>[] {
  const contests = contestedDecisions(comments, reviewer);
  if (contests.size === 0 && items.every(({ contest }) => contest === undefined)) return items;
  return items.map((item) => {
    const contest = item.decision ? contests.get(item.decision.id) : undefined;
    if (contest === item.contest) return item;
    const { contest: _, ...rest } = item;
    return contest ? { ...rest, contest } : rest;
  });
}
