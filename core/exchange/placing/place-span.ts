import { anchorSelector } from '../../text/anchoring.ts';
import type { CodePointMap } from '../../text/code-points.ts';
import { isGraphemeBoundary, snapToGraphemes } from '../../text/graphemes.ts';
import {
  CONTEXT_LENGTH,
  describeSpan,
  selectorMatches,
  type Selector,
} from '../../text/selector.ts';
import type { Span } from '../../text/span.ts';
import type { LooseArticle, LooseSpan } from '../content/loose.ts';
import { describeMismatch } from '../content/refusals.ts';
import type { PlacingProblem, Proposal } from './placed.ts';

/** A text that spans are placed on. */
export interface PlacingText {
  /** SHA-256. */
  readonly id: string;
  readonly text: string;
  readonly map: CodePointMap;
  readonly unit: LooseArticle['unit'];
  /** Whether positions are those of another version of the text: then the words alone count. */
  readonly isOtherVersion: boolean;
  /** Counts the spans that fit in one unit alone, where the file does not say which it counts. */
  readonly matched: { 'code-points': number; 'utf-16': number };
}

/**
 * How words are looked for that are not at their place. To look for inexact ones is slow, and a long
 * file may have very many.
 */
export type Search = 'anywhere' | 'word-for-word' | 'no';

/** A span that is sound in itself. */
export interface SpanOnText {
  /** Where it is placed, described from the text; or the position and words that the file has. */
  readonly selector: Selector;
  /** What is looked for where the tag is not placed. */
  readonly wanted: Selector;
  /** `null` where it is placed. */
  readonly problem: PlacingProblem | null;
}

/**
 * Says where a span of a file stands in a text, or in a sentence why it cannot be a span at all.
 *
 * @param codePoints the same place in code points, where the file names both
 */
export function placeSpan(
  span: LooseSpan,
  codePoints: Span | undefined,
  at: PlacingText,
  search: Search,
): SpanOnText | string {
  const { start, end, exact } = span;
  if (start === null || end === null) return placeWords(span, at, search);
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end)) {
    return 'Its position is not in whole numbers.';
  }
  if (start < 0) return 'Its position begins before the text.';
  if (start >= end) return `Its position ends at ${end}, where it does not begin before: ${start}.`;
  if (at.isOtherVersion) return placeInOtherVersion(span, start, at, search);
  const { text, map, unit } = at;
  const asPoints =
    unit !== 'utf-16' && end <= map.length
      ? { start: map.toUtf16(start), end: map.toUtf16(end) }
      : null;
  const asUnits = unit !== 'code-points' && end <= text.length ? { start, end } : null;
  const fits = (place: Span | null): place is Span =>
    place !== null &&
    (exact === null || selectorMatches(text, { start: place.start, end: place.end, exact }));
  const place = fits(asPoints) ? asPoints : fits(asUnits) ? asUnits : null;
  if (place) {
    const isEither = asPoints?.start === start && asPoints.end === end;
    if (unit === 'either' && exact !== null && !isEither) {
      at.matched[place === asPoints ? 'code-points' : 'utf-16'] += 1;
    }
    return checkEnds(place, span, codePoints, at);
  }
  const first = asPoints ?? asUnits;
  if (exact === null || exact === '') {
    return first
      ? describeMismatch('', text.slice(first.start, first.end))
      : `Its position ends at ${end}, beyond the end of the text.`;
  }
  const wanted = wantedSelector(span, exact, first?.start ?? Math.min(start, text.length));
  const anchor = search === 'anywhere' ? anchorSelector(text, wanted) : null;
  return unplaced(wanted, { type: 'words-elsewhere', exact, anchor });
}

/** The words are at the place; the place must also be of whole characters and the same in both units. */
function checkEnds(
  { start, end }: Span,
  span: LooseSpan,
  codePoints: Span | undefined,
  { text, map }: PlacingText,
): SpanOnText {
  const isWhole = isGraphemeBoundary(text, start) && isGraphemeBoundary(text, end);
  const isSame =
    codePoints === undefined ||
    (map.toCodePoint(start) === codePoints.start && map.toCodePoint(end) === codePoints.end);
  if (isWhole && isSame) {
    const selector = describeSpan(text, { start, end });
    return { selector, wanted: selector, problem: null };
  }
  const wanted = wantedSelector(span, span.exact ?? text.slice(start, end), start);
  return unplaced(
    wanted,
    !isWhole
      ? { type: 'splits-character', whole: snapToGraphemes(text, { start, end }) }
      : {
          type: 'units-disagree',
          utf16: { start, end },
          codePoints: codePoints ?? { start: 0, end: 0 },
        },
  );
}

/** Words without a position are placed where they stand with their surroundings in one place alone. */
function placeWords(span: LooseSpan, { text }: PlacingText, search: Search): SpanOnText | string {
  const { exact } = span;
  if (exact === null || exact === '') return 'It has neither a position nor words.';
  // No position is the best: the end of the text is none for any words.
  const wanted = wantedSelector(span, exact, text.length);
  const isLooked = search === 'anywhere' || (search === 'word-for-word' && text.includes(exact));
  const anchor = isLooked ? anchorSelector(text, wanted) : null;
  if (anchor?.type === 'moved') return wholeOrNot(anchor.span, wanted, text);
  return unplaced(wanted, { type: 'no-position', exact, anchor });
}

function placeInOtherVersion(
  span: LooseSpan,
  start: number,
  { text }: PlacingText,
  search: Search,
): SpanOnText | string {
  const { exact } = span;
  if (exact === null || exact === '') return 'It has no words that could be looked for.';
  const wanted = wantedSelector(span, exact, start);
  // Looking for words that are not there is the slow part, and finds nothing that is certain.
  const anchor = search !== 'no' && text.includes(exact) ? anchorSelector(text, wanted) : null;
  if (anchor?.type === 'exact') return wholeOrNot(wanted, wanted, text);
  if (anchor?.type === 'moved') return wholeOrNot(anchor.span, wanted, text);
  return unplaced(wanted, { type: 'words-elsewhere', exact, anchor: null });
}

function wholeOrNot({ start, end }: Span, wanted: Selector, text: string): SpanOnText {
  if (isGraphemeBoundary(text, start) && isGraphemeBoundary(text, end)) {
    const selector = describeSpan(text, { start, end });
    return { selector, wanted, problem: null };
  }
  const whole = snapToGraphemes(text, { start, end });
  return unplaced(wanted, { type: 'splits-character', whole });
}

/** What the file says of a span; the end follows from the words. */
function wantedSelector(
  { prefix = '', suffix = '' }: LooseSpan,
  exact: string,
  start: number,
): Selector {
  return { start, end: start + exact.length, exact, prefix, suffix };
}

function unplaced(wanted: Selector, problem: PlacingProblem): SpanOnText {
  return { selector: storedSelector(wanted), wanted, problem };
}

/** A span as the file has it, with as much of its surroundings as is kept. */
export function storedSelector({ start, end, exact, prefix, suffix }: Selector): Selector {
  return {
    start,
    end,
    exact,
    prefix: prefix.slice(-CONTEXT_LENGTH),
    suffix: suffix.slice(0, CONTEXT_LENGTH),
  };
}

/** The best places for all fragments of a tag together; `null` where one of them is nowhere. */
export function proposePlaces(text: string, fragments: readonly Selector[]): Proposal | null {
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
