import { anchorSelector, type Anchor } from '../anchoring.ts';
import type { Annotation } from '../annotation.ts';
import { CodePointMap } from '../code-points.ts';
import { isGraphemeBoundary, snapToGraphemes } from '../segmentation.ts';
import { describeSpan, selectorMatches, type Selector } from '../selector.ts';
import type { Span } from '../span.ts';
import { selectorsOf } from './native.ts';
import type { NativeParsedSet, NativeRecord } from './native-parse.ts';

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

/** A tag that needs a person to look at it. */
export interface Misplaced {
  readonly pointer: string;
  /** The tag's id. */
  readonly id: string;
  readonly problem: PlacingProblem;
}

/** One annotator's tags on one article, after a look at its text. */
export interface PlacedSet {
  readonly annotator: string;
  readonly articleId: string;
  /** Those that fit, described again from the text itself. */
  readonly placed: readonly Annotation[];
  readonly misplaced: readonly Misplaced[];
}

/**
 * Checks tags against the text they are about: words at the position, both units, whole
 * characters. Nothing is moved: what does not fit is returned with what was found instead.
 */
export function placeSet(
  text: string,
  { annotator, articleId, records }: NativeParsedSet,
): PlacedSet {
  const map = new CodePointMap(text);
  const placed: Annotation[] = [];
  const misplaced: Misplaced[] = [];
  for (const record of records) {
    const problem = findProblem(text, map, record, misplaced.length < SEARCH_LIMIT);
    if (problem) misplaced.push({ pointer: record.pointer, id: record.annotation.id, problem });
    else placed.push(describeAgain(text, record.annotation));
  }
  return { annotator, articleId, placed, misplaced };
}

function findProblem(
  text: string,
  map: CodePointMap,
  record: NativeRecord,
  search: boolean,
): PlacingProblem | undefined {
  for (const [index, selector] of selectorsOf(record.annotation).entries()) {
    const { start, end, exact } = selector;
    if (!selectorMatches(text, selector)) {
      const anchor = search ? anchorSelector(text, selector) : null;
      return { type: 'words-elsewhere', exact, anchor };
    }
    if (!isGraphemeBoundary(text, start) || !isGraphemeBoundary(text, end)) {
      return { type: 'splits-character', whole: snapToGraphemes(text, { start, end }) };
    }
    const codePoints = record.codePoints[index];
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
