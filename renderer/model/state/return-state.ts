import { compareTags, sameFragments, tagHull, type Annotation, type Tag } from '#core/tags/tag.ts';
import { findCategory, type Codebook } from '#core/codebook/codebook.ts';
import type { ReturnCounts } from '#core/contract/import.ts';
import { concernsAuthor, returnTo, type ReturnedTag } from '#core/review/adjudication.ts';
import { compareComments, contestedDecisions, type Comment } from '#core/review/comment.ts';
import { compareDecisions, type Decision, type DecisionRule } from '#core/review/decision.ts';
import { subtractSpans, type Span } from '#core/text/span.ts';
import { addToGroup, compareText } from '#core/collections/order.ts';
import { countOf } from '#core/numbers.ts';

import { valueInWords } from './review-state.ts';

export type Outcome = ReturnedTag['outcome'];

/** One line of what a reviewer has sent back. */
export interface ReturnLine {
  readonly id: string;
  readonly outcome: Outcome;
  /** One's own tag as the reviewer saw it; `null` for one that was added. */
  readonly before: Tag | null;
  /** What stands in its place, in document order. */
  readonly after: readonly Tag[];
  /** `null` where nothing is decided. */
  readonly decision: Decision | null;
}

/** What one reviewer has sent back of one article. */
export interface ReturnedBy {
  /** Annotator id. */
  readonly reviewer: string;
  /** In document order; one's own tags that were not decided on are among them. */
  readonly lines: readonly ReturnLine[];
}

/** Which lines the list shows. */
export type OutcomeFilter = Outcome | 'decided' | 'to-answer' | 'contested';

/** What of a return is on screen; kept for each article while the program runs. */
export interface ReturnView {
  /** Annotator id; `null` while the differences are shown. */
  readonly reviewer: string | null;
  /** Id of the line in the card. */
  readonly current: string | null;
  readonly filter: OutcomeFilter;
  /** What is being written contests the decision. */
  readonly isContesting: boolean;
}

export const NO_RETURN: ReturnView = {
  reviewer: null,
  current: null,
  filter: 'decided',
  isContesting: false,
};

/** One's own tags as far as a return is concerned. */
export interface OwnTags extends Iterable<Tag> {
  get(id: string): Tag | undefined;
  overlapping(span: Span): readonly Tag[];
}

/** What each reviewer has sent back to an author, by annotator id. */
export function returnsTo(
  author: string,
  own: Iterable<Tag>,
  decisions: Iterable<Decision>,
): ReturnedBy[] {
  const byReviewer = new Map<string, Decision[]>();
  for (const decision of decisions) {
    if (decision.reviewer === author || !concernsAuthor(decision, author)) continue;
    addToGroup(byReviewer, decision.reviewer, decision);
  }
  return [...byReviewer]
    .map(([reviewer, those]) => ({ reviewer, lines: linesOf(author, own, those) }))
    .sort((a, b) => compareText(a.reviewer, b.reviewer));
}

/** The tags as they were decided on: what has become of them since does not change what was said. */
function linesOf(author: string, own: Iterable<Tag>, decisions: readonly Decision[]): ReturnLine[] {
  const seen = new Map<string, Annotation>();
  for (const { about } of [...decisions].sort(compareDecisions)) {
    for (const { annotator, annotation } of about) {
      if (annotator === author) seen.set(annotation.id, annotation);
    }
  }
  const decided = returnTo(author, [...seen.values()], decisions).map((line) => ({
    ...line,
    id: `${line.before?.id ?? ''} ${line.decision?.id ?? ''}`,
  }));
  const others = [...own].flatMap((before): ReturnLine[] =>
    seen.has(before.id)
      ? []
      : [{ id: `${before.id} `, outcome: 'open', before, after: [], decision: null }],
  );
  return [...decided, ...others].sort((a, b) => {
    const [one, other] = [firstTagOf(a), firstTagOf(b)];
    return (one && other ? compareTags(one, other) : 0) || compareText(a.id, b.id);
  });
}

/** The tag by which a line is named. */
export function firstTagOf({ before, after }: ReturnLine): Tag | undefined {
  return before ?? after[0];
}

/** What has become of a line since it came back. */
export interface LineState {
  readonly tag: 'as-it-was' | 'taken-over' | 'changed' | 'deleted';
  /** One's own word against the decision, until the reviewer answers. */
  readonly contest: Comment | null;
  /** The last word on the decision is one's own. */
  readonly isAnswered: boolean;
}

/** Comments by the decision that they are about, the oldest first. */
export function commentsByDecision(comments: Iterable<Comment>): Map<string, Comment[]> {
  const byDecision = new Map<string, Comment[]>();
  for (const comment of [...comments].sort(compareComments)) {
    if (comment.about.type === 'decision') addToGroup(byDecision, comment.about.id, comment);
  }
  return byDecision;
}

/** @param comments those on the line's decision, the oldest first */
export function stateOf(
  line: ReturnLine,
  own: OwnTags,
  comments: readonly Comment[],
  self: string,
): LineState {
  const { decision } = line;
  const contests = comments.filter(({ author, contests: is }) => is && author === self);
  const isContested =
    decision !== null && contestedDecisions(comments, decision.reviewer).has(decision.id);
  return {
    tag: tagSince(line, own),
    contest: isContested ? (contests.at(-1) ?? null) : null,
    isAnswered: comments.at(-1)?.author === self,
  };
}

function tagSince({ outcome, before, after }: ReturnLine, own: OwnTags): LineState['tag'] {
  const [stands] = after;
  const mine = before && own.get(before.id);
  if (!before) {
    const isThere = stands && own.overlapping(tagHull(stands)).some((tag) => isSame(tag, stands));
    return isThere ? 'taken-over' : 'as-it-was';
  }
  if (!mine) return 'deleted';
  if (isSame(mine, before)) return 'as-it-was';
  const isTaken =
    outcome === 'changed' &&
    after.length === 1 &&
    stands !== undefined &&
    isSame(mine, stands, before.category !== stands.category);
  return isTaken ? 'taken-over' : 'changed';
}

/**
 * Whether two tags say the same of the same words; what is noted beside them is each one's own.
 * Another category keeps its defaults, so that it may then say more.
 */
function isSame(mine: Tag, tag: Tag, mayHaveMore = false): boolean {
  const ids = [
    ...Object.keys(tag.attributes),
    ...(mayHaveMore ? [] : Object.keys(mine.attributes)),
  ];
  return (
    mine.category === tag.category &&
    sameFragments(mine.fragments, tag.fragments) &&
    ids.every((id) => (mine.attributes[id] ?? '') === (tag.attributes[id] ?? ''))
  );
}

/** Whether a line asks for something: it is not as the author wanted it, and they have said nothing. */
export function needsAnswer({ outcome }: ReturnLine, state: LineState): boolean {
  const isSettled = state.tag === 'taken-over' || state.tag === 'deleted';
  return outcome !== 'accepted' && outcome !== 'open' && !isSettled && !state.isAnswered;
}

/** A line with what has become of it since. */
export interface ListedLine {
  readonly line: ReturnLine;
  readonly state: LineState;
}

/** `3 to answer.` */
export function toAnswerInWords(lines: readonly ListedLine[]): string {
  const left = lines.filter(({ line, state }) => needsAnswer(line, state)).length;
  return left === 0 ? 'Nothing is left to answer.' : `${left.toLocaleString('en')} to answer.`;
}

/** Whether the tag that stands can be made one's own in one step. */
export function canTakeOver({ line, state }: ListedLine): boolean {
  const isOther = line.outcome === 'changed' || line.outcome === 'added';
  return isOther && line.after.length === 1 && state.tag !== 'taken-over';
}

/** Whether the list shows a line. */
export function isListed(line: ReturnLine, state: LineState, filter: OutcomeFilter): boolean {
  switch (filter) {
    case 'decided':
      return line.outcome !== 'open';
    case 'to-answer':
      return needsAnswer(line, state);
    case 'contested':
      return state.contest !== null;
    default:
      return line.outcome === filter;
  }
}

/** One thing that is not as it was; `before` and `after` are empty where there is nothing. */
export interface Change {
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

/** In what a tag that stands differs from the author's. */
export function changesBetween(
  before: Tag,
  after: Tag,
  text: string,
  codebook: Codebook,
): readonly Change[] {
  const words = (spans: readonly Span[]): string =>
    spans.map(({ start, end }) => text.slice(start, end)).join(' … ');
  const [was, is] = [before, after].map(({ category }) => findCategory(codebook, category));
  const isOther = before.category !== after.category;
  const attributeOf = (id: string) =>
    (is ?? was)?.attributes.find((each) => each.id === id) ??
    was?.attributes.find((each) => each.id === id);
  const ids = new Set([
    ...(isOther ? [] : Object.keys(before.attributes)),
    ...Object.keys(after.attributes),
  ]);
  const changes: Change[] = [
    {
      what: 'Words left out',
      before: words(subtractSpans(before.fragments, after.fragments)),
      after: '',
    },
    {
      what: 'Words added',
      before: '',
      after: words(subtractSpans(after.fragments, before.fragments)),
    },
    {
      what: 'Category',
      before: was?.label ?? before.category,
      after: is?.label ?? after.category,
    },
    ...[...ids].map((id) => ({
      what: attributeOf(id)?.label ?? id,
      before: valueInWords(attributeOf(id), before.attributes[id]),
      after: valueInWords(attributeOf(id), after.attributes[id]),
    })),
    { what: 'Note', before: before.note, after: after.note },
    {
      what: 'Confidence',
      before: before.confidence ?? 'not given',
      after: after.confidence ?? 'not given',
    },
  ];
  return changes.filter((change) => change.before !== change.after);
}

/** What differs where one tag stands in the place of another one; `null` for every other line. */
export function changesOf(
  { outcome, before, after }: ReturnLine,
  text: string,
  codebook: Codebook,
): readonly Change[] | null {
  const [stands, another] = after;
  if (outcome !== 'changed' || !before || !stands || another) return null;
  return changesBetween(before, stands, text, codebook);
}

/** What a reviewer said beside a decision, with what each of it is. */
export function remarksInWords({
  reason,
  note,
  confidence,
  guidelineUnclear,
}: Pick<Decision, 'reason' | 'note' | 'confidence' | 'guidelineUnclear'>): readonly {
  readonly what: string;
  readonly words: string;
}[] {
  return [
    { what: 'Reason', words: reason ?? '' },
    { what: 'Note', words: note },
    { what: 'Confidence', words: confidence ?? '' },
    { what: 'Guideline', words: guidelineUnclear ? 'The reviewer finds it unclear.' : '' },
  ].filter(({ words }) => words !== '');
}

const OUTCOMES: Record<Outcome, { readonly sign: string; readonly words: string }> = {
  accepted: { sign: '✓', words: 'Accepted' },
  changed: { sign: '≠', words: 'Changed' },
  rejected: { sign: '✕', words: 'Rejected' },
  added: { sign: '+', words: 'Added' },
  open: { sign: '○', words: 'Not decided' },
};

/** A sign and the word for it, so that neither colour nor sign is the only carrier. */
export function outcomeInWords(outcome: Outcome): {
  readonly sign: string;
  readonly words: string;
} {
  return OUTCOMES[outcome];
}

/** What has become of a line since, in a word or two; empty where nothing has. */
export function stateInWords(line: ReturnLine, state: LineState): string {
  if (state.contest) return 'Contested';
  if (state.tag === 'taken-over') return 'Taken over';
  if (state.tag === 'deleted') return 'Deleted by you since';
  if (state.tag === 'changed') return 'Changed by you since';
  if (state.isAnswered) return 'Answered';
  return needsAnswer(line, state) ? 'Not answered' : '';
}

type Counts = Pick<ReturnCounts, 'accepted' | 'changed' | 'rejected' | 'added'>;

/** Tags that a reviewer has decided on. */
function countReturned({ accepted, changed, rejected, added }: Counts): number {
  return accepted + changed + rejected + added;
}

/** `Bert returned 12 tags: 7 accepted, 3 changed, 1 rejected, 1 added.` */
export function returnInWords(names: readonly string[], counts: Counts, where = ''): string {
  const { accepted, changed, rejected, added } = counts;
  const who = names.length === 0 ? 'The reviewer' : names.join(', ');
  const total = countReturned(counts);
  if (total === 0) return `${who} returned no decision.`;
  return `${who} returned ${countOf(total, 'tag')}${where}: ${accepted} accepted, ${changed} changed, ${rejected} rejected, ${added} added.`;
}

/** Which rule made a decision. */
export function ruleInWords(rule: DecisionRule): string {
  switch (rule.type) {
    case 'all-agree':
      return 'everybody made this very tag';
    case 'all-who-tagged-agree':
      return 'all who tagged here made this very tag';
    case 'n-of-m':
      return `at least ${rule.least} of ${rule.of} made this very tag`;
    case 'of-annotator':
      return rule.accept
        ? 'all of one annotator’s tags were accepted'
        : 'all of one annotator’s tags were rejected';
  }
}
