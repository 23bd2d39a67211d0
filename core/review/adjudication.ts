import { compareText } from '../collections/order.ts';
import { compareTags, type Annotation } from '../tags/tag.ts';
import { uuidV5, type Sha1 } from '../uuid-v5.ts';
import {
  compareReferences,
  isSettled,
  referenceKey,
  referenceOf,
  standingTags,
  type Decision,
  type DecisionRule,
  type TagReference,
} from './decision.ts';
import { alignSets, type ReviewItem, type ReviewSet } from './items.ts';

/** Namespace of the ids of adjudicated tags (RFC 9562, version 5). */
const NAMESPACE = '8f4b6c0e-0d5c-4b38-9a53-2f6a3e6f7c11';

/** Where a tag of the adjudicated set comes from. */
export interface Provenance {
  readonly decision: string;
  readonly verdict: 'keep' | 'edit';
  /** The tags that were decided on. */
  readonly about: readonly TagReference[];
  /** The one of them that stands; `null` where the reviewer made one of their own. */
  readonly from: TagReference | null;
  readonly rule: DecisionRule | null;
  readonly reviewer: string;
  /** ISO 8601, UTC. */
  readonly decided: string;
}

/** A tag that stands after the review. */
export interface AdjudicatedTag {
  /** With an id of its own, made from decision and source, and the creator of the tag that stands. */
  readonly annotation: Annotation;
  readonly provenance: Provenance;
}

/** The outcome of a review of one article. */
export interface Adjudication {
  /** In document order. */
  readonly tags: readonly AdjudicatedTag[];
  /** Items without a settled decision, in document order. */
  readonly open: readonly ReviewItem<Annotation>[];
  /** The others. */
  readonly settled: readonly ReviewItem<Annotation>[];
}

/**
 * Computes the adjudicated set of one article. It is a function of sets and decisions: nothing that
 * is not decided is in it, and the same sets and decisions give the same set.
 */
export function adjudicate(
  sets: readonly ReviewSet<Annotation>[],
  decisions: Iterable<Decision>,
  own: string,
  sha1: Sha1,
): Adjudication {
  const { items } = alignSets(sets, decisions, own);
  const tags = items.flatMap(({ decision }) => (decision ? outcomeOf(decision, sha1) : []));
  const isDone = ({ decision }: ReviewItem<Annotation>): boolean =>
    decision !== null && isSettled(decision);
  return {
    tags: tags.sort((a, b) => compareTags(a.annotation, b.annotation)),
    open: items.filter((item) => !isDone(item)),
    settled: items.filter(isDone),
  };
}

function outcomeOf(decision: Decision, sha1: Sha1): AdjudicatedTag[] {
  if (decision.verdict !== 'keep' && decision.verdict !== 'edit') return [];
  const { id, verdict, about, rule, reviewer, decided } = decision;
  const references = about.map(referenceOf).sort(compareReferences);
  const sources = new Map(about.map((tag) => [tag.annotation, referenceOf(tag)]));
  return standingTags(decision).map((annotation) => {
    const from = sources.get(annotation) ?? null;
    const name = `${id} ${from ? referenceKey(from) : annotation.id}`;
    return {
      annotation: { ...annotation, id: uuidV5(NAMESPACE, name, sha1) },
      provenance: { decision: id, verdict, about: references, from, rule, reviewer, decided },
    };
  });
}

/** One line of what an author is sent back. */
export interface ReturnedTag {
  readonly outcome: 'accepted' | 'changed' | 'rejected' | 'open' | 'added';
  /** The author's tag as it was decided on; `null` for one that was added. */
  readonly before: Annotation | null;
  /** What stands in its place, in document order; empty where it was rejected or is open. */
  readonly after: readonly Annotation[];
  /** `null` where nothing is decided. */
  readonly decision: Decision | null;
}

/**
 * What a reviewer's decisions mean for one author: each of their tags accepted, changed, rejected
 * or open, and the tags that were added where they had none.
 */
export function returnTo(
  author: string,
  tags: readonly Annotation[],
  decisions: Iterable<Decision>,
): ReturnedTag[] {
  const byId = new Map(Array.from(decisions, (decision) => [decision.id, decision]));
  const set = { annotator: author, tags };
  const { items } = alignSets([set], partsAbout(author, byId.values()), author);
  const lines = items.flatMap(({ members, decision }) => {
    const whole = decision && isSettled(decision) ? byId.get(decision.id) : undefined;
    return members.map(({ tag }) => describeReturn(author, tag, whole));
  });
  const added = [...byId.values()].flatMap((decision): ReturnedTag[] => {
    const after = standingTags(decision);
    const isAdded = after.length > 0 && decision.about.every((tag) => tag.annotator !== author);
    return isAdded ? [{ outcome: 'added', before: null, after, decision }] : [];
  });
  return [...lines, ...added].sort(compareLines);
}

/** Whether a decision is about an author's tags, or lets others' stand where the author had none. */
export function concernsAuthor(decision: Decision, author: string): boolean {
  return (
    decision.about.some(({ annotator }) => annotator === author) ||
    standingTags(decision).length > 0
  );
}

/** Decisions about an author's tags, as if they were about those alone. */
function partsAbout(author: string, decisions: Iterable<Decision>): Decision[] {
  return [...decisions].flatMap((decision) => {
    const about = decision.about.filter(({ annotator }) => annotator === author);
    return about.length === 0 ? [] : [{ ...decision, about }];
  });
}

function describeReturn(
  author: string,
  before: Annotation,
  decision: Decision | undefined,
): ReturnedTag {
  if (!decision) return { outcome: 'open', before, after: [], decision: null };
  const stands =
    decision.verdict === 'keep' &&
    decision.kept.some(({ annotator, id }) => annotator === author && id === before.id);
  const after = stands ? [before] : standingTags(decision);
  const outcome = stands ? 'accepted' : after.length > 0 ? 'changed' : 'rejected';
  return { outcome, before, after, decision };
}

function compareLines(a: ReturnedTag, b: ReturnedTag): number {
  const [one, other] = [a.before ?? a.after[0], b.before ?? b.after[0]];
  return (
    (one && other ? compareTags(one, other) : 0) ||
    compareText(a.decision?.id ?? '', b.decision?.id ?? '')
  );
}
