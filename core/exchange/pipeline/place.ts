import { anchorSelector, type Anchor } from '../../text/anchoring.ts';
import type { Annotation } from '../../tags/tag.ts';
import { CodePointMap } from '../../text/code-points.ts';
import { isGraphemeBoundary, snapToGraphemes } from '../../text/graphemes.ts';
import { describeSpan, selectorMatches, type Selector } from '../../text/selector.ts';
import type { Span } from '../../text/span.ts';
import type { Comment } from '../../review/comment.ts';
import type { Decision } from '../../review/decision.ts';
import { selectorsOf } from '../content/content.ts';
import type { SoundReview, SoundSet } from '../framewise/read.ts';
import { selectorsOfDecision } from '../framewise/records.ts';

/** Why a tag cannot be placed without a person looking at it. */
export type PlacingProblem =
  /** The words are not where the position says; `anchor` says where they were found, `null` that
   * nobody looked. */
  | { readonly type: 'words-elsewhere'; readonly exact: string; readonly anchor: Anchor | null }
  /** The two units name different places. */
  | { readonly type: 'units-disagree'; readonly utf16: Span; readonly codePoints: Span }
  /** An end falls inside a character; `whole` is the span with the whole character. */
  | { readonly type: 'splits-character'; readonly whole: Span };

/** Tags whose words are looked for elsewhere: a file of misplaced ones must not take minutes. */
const SEARCH_LIMIT = 200;

/** Where a tag may belong that does not fit; a person must confirm it. */
export interface Proposal {
  /** Of the fragments in their order; UTF-16, half-open. */
  readonly fragments: readonly Span[];
  /** 0 to 1: how well the worst of its places fits. */
  readonly score: number;
  /** How many other places were as good or nearly, of the place with the most. */
  readonly rivals: number;
}

/** A tag that needs a person to look at it. */
export interface Misplaced {
  readonly pointer: string;
  /** As the file has it. */
  readonly annotation: Annotation;
  readonly problem: PlacingProblem;
  /** `null` where no place was found. */
  readonly proposal: Proposal | null;
}

/** One annotator's tags on one article, after a look at its text. */
export interface PlacedSet {
  readonly annotator: string;
  readonly articleId: string;
  /** Those that fit, described again from the text itself. */
  readonly placed: readonly Annotation[];
  readonly misplaced: readonly Misplaced[];
}

/** What is said about the tags of one article, after a look at its text. */
export interface PlacedReview {
  readonly articleId: string;
  readonly decisions: readonly Decision[];
  readonly comments: readonly Comment[];
  /** Tags of the adjudicated set. */
  readonly adjudicated: number;
  /** Decisions about words that the text does not have. */
  readonly misplaced: readonly { readonly pointer: string; readonly problem: PlacingProblem }[];
}

/**
 * Checks tags against the text they are about: words at the position, both units, whole
 * characters. Nothing is moved: what does not fit is returned with what was found instead.
 */
export function placeSet(text: string, { annotator, articleId, records }: SoundSet): PlacedSet {
  const map = new CodePointMap(text);
  const placed: Annotation[] = [];
  const misplaced: Misplaced[] = [];
  for (const { pointer, annotation, codePoints } of records) {
    const search = misplaced.length < SEARCH_LIMIT;
    const problem = findProblem(text, map, selectorsOf(annotation), codePoints, search);
    if (problem) {
      const proposal = search ? propose(text, annotation.fragments) : null;
      misplaced.push({ pointer, annotation, problem, proposal });
    } else placed.push(describeAgain(text, annotation));
  }
  return { annotator, articleId, placed, misplaced };
}

/** Tags that are looked for in another text than their own; the others are kept as they are. */
const MOVE_LIMIT = 20_000;

/**
 * Finds tags in another text than the one they were made in. Where the words stand with their
 * surroundings in exactly one place they are placed; any other find is a proposal.
 *
 * @param articleId the article that `text` is of
 * @param place names where the tags come from
 */
export function placeOnOtherText(
  text: string,
  articleId: string,
  place: string,
  {
    annotator,
    annotations,
  }: { readonly annotator: string; readonly annotations: readonly Annotation[] },
): PlacedSet {
  const placed: Annotation[] = [];
  const misplaced: Misplaced[] = [];
  for (const [index, annotation] of annotations.entries()) {
    const moved = index < MOVE_LIMIT ? moveTag(text, annotation) : null;
    if (moved) {
      placed.push(moved);
      continue;
    }
    const exact = annotation.fragments[0]?.exact ?? '';
    misplaced.push({
      pointer: place,
      annotation,
      problem: { type: 'words-elsewhere', exact, anchor: null },
      proposal: misplaced.length < SEARCH_LIMIT ? propose(text, annotation.fragments) : null,
    });
  }
  return { annotator, articleId, placed, misplaced };
}

/** The tag where it stands in another text; `null` where that is not certain. */
function moveTag(text: string, annotation: Annotation): Annotation | null {
  const move = (selector: Selector): Selector | null => {
    // Looking for words that are not there is the slow part, and finds nothing that is certain.
    if (!text.includes(selector.exact)) return null;
    const anchor = anchorSelector(text, selector);
    if (anchor.type === 'exact') return describeSpan(text, selector);
    return anchor.type === 'moved' ? describeSpan(text, anchor.span) : null;
  };
  const fragments: Selector[] = [];
  for (const fragment of annotation.fragments) {
    const moved = move(fragment);
    if (!moved || moved.start < (fragments.at(-1)?.end ?? 0)) return null;
    fragments.push(moved);
  }
  const attributeSpans: Record<string, Selector> = {};
  for (const [id, span] of Object.entries(annotation.attributeSpans)) {
    const moved = move(span);
    if (!moved) return null;
    attributeSpans[id] = moved;
  }
  return { ...annotation, fragments, attributeSpans };
}

/** Checks decisions against the text: one about other words than the text has says nothing here. */
export function placeReview(text: string, review: SoundReview): PlacedReview {
  const map = new CodePointMap(text);
  const decisions: Decision[] = [];
  const misplaced: PlacedReview['misplaced'][number][] = [];
  for (const { pointer, value, codePoints } of review.decisions) {
    const problem = findProblem(text, map, selectorsOfDecision(value), codePoints, false);
    if (problem) misplaced.push({ pointer, problem });
    else decisions.push(value);
  }
  const { articleId, comments, adjudicated } = review;
  return {
    articleId,
    decisions,
    comments,
    adjudicated: adjudicated?.value.tags.length ?? 0,
    misplaced,
  };
}

function findProblem(
  text: string,
  map: CodePointMap,
  selectors: readonly Selector[],
  places: readonly Span[],
  search: boolean,
): PlacingProblem | undefined {
  for (const [index, selector] of selectors.entries()) {
    const { start, end, exact } = selector;
    if (!selectorMatches(text, selector)) {
      const anchor = search ? anchorSelector(text, selector) : null;
      return { type: 'words-elsewhere', exact, anchor };
    }
    if (!isGraphemeBoundary(text, start) || !isGraphemeBoundary(text, end)) {
      return { type: 'splits-character', whole: snapToGraphemes(text, { start, end }) };
    }
    const codePoints = places[index];
    if (
      !codePoints ||
      map.toCodePoint(start) !== codePoints.start ||
      map.toCodePoint(end) !== codePoints.end
    ) {
      return {
        type: 'units-disagree',
        utf16: { start, end },
        codePoints: codePoints ?? { start: 0, end: 0 },
      };
    }
  }
  return undefined;
}

/** The best places for all fragments of a tag together; `null` where one of them is nowhere. */
function propose(text: string, fragments: readonly Selector[]): Proposal | null {
  const spans: Span[] = [];
  let score = 1;
  let rivals = 0;
  for (const fragment of fragments) {
    const anchor = anchorSelector(text, fragment);
    switch (anchor.type) {
      case 'orphan':
        return null;
      case 'exact':
        spans.push(snapToGraphemes(text, { start: fragment.start, end: fragment.end }));
        break;
      case 'moved':
        spans.push(snapToGraphemes(text, anchor.span));
        break;
      case 'proposed':
        spans.push(snapToGraphemes(text, anchor.span));
        score = Math.min(score, anchor.score);
        rivals = Math.max(rivals, anchor.rivals);
        break;
    }
  }
  // Found out of order or on top of each other, they are not the stretch that was tagged.
  const inOrder = spans.every((span, index) => (spans[index - 1]?.end ?? 0) <= span.start);
  return inOrder ? { fragments: spans, score, rivals } : null;
}

/** The surroundings are taken from the text: a file may say anything about them. */
function describeAgain(text: string, annotation: Annotation): Annotation {
  const again = (selector: Selector): Selector => describeSpan(text, selector);
  return {
    ...annotation,
    fragments: annotation.fragments.map(again),
    attributeSpans: Object.fromEntries(
      Object.entries(annotation.attributeSpans).map(([id, span]) => [id, again(span)]),
    ),
  };
}
