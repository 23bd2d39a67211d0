import { anchorSelector } from '../../text/anchoring.ts';
import type { CodePointMap } from '../../text/code-points.ts';
import { isGraphemeBoundary, snapToGraphemes } from '../../text/graphemes.ts';
import { CONTEXT_LENGTH, describeSpan, type Selector } from '../../text/selector.ts';
import type { Positions } from '../../text/positions.ts';
import { hasSurroundings, type QuoteSearch } from '../../text/quote-search.ts';
import { trimSpan, type Span } from '../../text/span.ts';
import type { LooseSpan } from '../content/loose.ts';
import { describeMismatch } from '../content/refusals.ts';
import { placeIn } from './find-way.ts';
import type { PlacingProblem, Proposal } from './placed.ts';
import { compareWords, hasWords } from './same-words.ts';

/** A text that spans are placed on. */
export interface PlacingText {
  /** SHA-256. */
  readonly id: string;
  readonly text: string;
  /** In the way in which the file counts. */
  readonly positions: Positions;
  /** For formats that name positions in code points as well. */
  readonly codePoints: () => CodePointMap;
  /** For words that are to be found by themselves; `null` where nothing is placed by its words. */
  readonly quotes: QuoteSearch | null;
  /** Whether positions are those of another version of the text: then the words alone count. */
  readonly isOtherVersion: boolean;
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
  /** Whether the words and what stands around them placed it, its position being another. */
  readonly isByWords?: boolean;
  /** Whether the text has other spaces in these words than the file, or something that nobody sees. */
  readonly looksSame?: boolean;
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
  const { start, end, exact, upTo } = span;
  if (upTo) return placeRange(span, upTo, at, search);
  if (start === null || end === null) return placeWords(span, at, search);
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end)) {
    return 'Its position is not in whole numbers.';
  }
  if (start < 0) return 'Its position begins before the text.';
  if (start === end) return `Its position begins and ends at ${start}: no words stand there.`;
  if (start > end) return `Its position ends at ${end}, before it begins: ${start}.`;
  if (at.isOtherVersion) return placeInOtherVersion(span, start, at, search);
  const { text, positions } = at;
  const place = placeIn(positions, { start, end });
  const fitting = place && (exact === null ? place : whereWordsFit(text, place, exact));
  if (fitting) return checkEnds(fitting, span, codePoints, at);
  if (exact === null || exact === '') {
    return place
      ? describeMismatch('', text.slice(place.start, place.end))
      : whyNoPlace(end, positions);
  }
  const wanted = wantedSelector(span, exact, place?.start ?? Math.min(start, text.length));
  const found = place && text.slice(place.start, place.end);
  return placeByWords(wanted, found, at, search);
}

/** Places what goes from the beginning of one stretch up to the beginning of another one. */
function placeRange(
  { upTo: _, ...first }: LooseSpan,
  last: LooseSpan,
  at: PlacingText,
  search: Search,
): SpanOnText | string {
  const [from, to] = [first, last].map((each) => placeSpan(each, undefined, at, search));
  if (from === undefined || typeof from === 'string') return from ?? '';
  if (to === undefined || typeof to === 'string') return to ?? '';
  const problem = from.problem ?? to.problem;
  if (problem) {
    const exact = `${from.wanted.exact} … ${to.wanted.exact}`;
    return unplaced(wantedSelector({ ...first, upTo: last }, exact, at.text.length), problem);
  }
  const { start } = from.selector;
  const end = to.selector.start;
  if (start >= end) return 'The words at its end do not stand behind those at its beginning.';
  return onText(at.text, { start, end }, null);
}

/** The place, or what is left of it without white space at its ends that the words lack; `null` for others. */
function whereWordsFit(text: string, place: Span, exact: string): Span | null {
  if (hasWords(text, [place], exact)) return place;
  const inner = trimSpan(text, place);
  return exact.trim() !== '' && hasWords(text, [inner], exact.trim()) ? inner : null;
}

/** A span as the text has it, with whether the words of the file are the same but for spaces and the like. */
function onText(text: string, span: Span, exact: string | null): SpanOnText {
  const selector = describeSpan(text, span);
  const looksSame =
    exact !== null &&
    exact !== selector.exact &&
    compareWords(text, [trimSpan(text, span)], exact.trim()) !== 'same';
  return { selector, wanted: selector, problem: null, looksSame };
}

function whyNoPlace(end: number, { length }: Positions): string {
  return end > length
    ? `Its position ends at ${end}, beyond the end of the text.`
    : 'Its position begins or ends inside a character.';
}

/** Words that are not at their position are placed where they stand with what the file has around them. */
function placeByWords(
  wanted: Selector,
  found: string | null,
  { text, quotes }: PlacingText,
  search: Search,
): SpanOnText {
  const { exact } = wanted;
  const place = quotes && search !== 'no' && hasSurroundings(wanted) ? quotes.find(wanted) : null;
  if (place) return { ...wholeOrNot(place, wanted, text), isByWords: true };
  const anchor = search === 'anywhere' ? anchorSelector(text, wanted) : null;
  return unplaced(wanted, { type: 'words-elsewhere', exact, found, anchor });
}

/** The words are at the place; the place must also be of whole characters and the same in both units. */
function checkEnds(
  { start, end }: Span,
  span: LooseSpan,
  codePoints: Span | undefined,
  { text, codePoints: mapOf }: PlacingText,
): SpanOnText {
  const isWhole = isGraphemeBoundary(text, start) && isGraphemeBoundary(text, end);
  const isSame =
    codePoints === undefined ||
    (mapOf().toCodePoint(start) === codePoints.start &&
      mapOf().toCodePoint(end) === codePoints.end);
  if (isWhole && isSame) {
    return onText(text, { start, end }, span.exact);
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
function placeWords(
  span: LooseSpan,
  { text, quotes }: PlacingText,
  search: Search,
): SpanOnText | string {
  const { exact } = span;
  if (exact === null || exact === '') return 'It has neither a position nor words.';
  // No position is the best: the end of the text is none for any words.
  const wanted = wantedSelector(span, exact, text.length);
  const isLooked = search === 'anywhere' || (search === 'word-for-word' && text.includes(exact));
  const anchor = isLooked ? anchorSelector(text, wanted) : null;
  if (anchor?.type === 'moved') return wholeOrNot(anchor.span, wanted, text);
  // White space may be another one than in the page that the words are from.
  const place = quotes && search !== 'no' ? quotes.find(wanted) : null;
  if (place) return wholeOrNot(place, wanted, text);
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
  return unplaced(wanted, { type: 'words-elsewhere', exact, found: null, anchor: null });
}

function wholeOrNot({ start, end }: Span, wanted: Selector, text: string): SpanOnText {
  if (isGraphemeBoundary(text, start) && isGraphemeBoundary(text, end)) {
    return { ...onText(text, { start, end }, wanted.exact), wanted };
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
