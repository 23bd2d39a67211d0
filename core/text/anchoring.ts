import findBestMatches from 'approx-string-match';

import type { Selector } from './selector.ts';
import { snapToGraphemes } from './graphemes.ts';
import { spanLength, spansOverlap, subtractSpans, type Span } from './span.ts';

/** Where a stored quote stands in a text. Every span is in UTF-16 code units of that text. */
export type Anchor =
  /** At its stored position, with its surroundings. */
  | { readonly type: 'exact' }
  /** Word for word and with its surroundings, in exactly one other place. */
  | { readonly type: 'moved'; readonly span: Span }
  /**
   * The best of several places, or of inexact ones; a person must confirm it. `score`: 0 to 1, of
   * quote and surroundings together. `rivals`: how many other places were as good or nearly.
   */
  | {
      readonly type: 'proposed';
      readonly span: Span;
      readonly score: number;
      readonly rivals: number;
    }
  /** Nowhere. */
  | { readonly type: 'orphan' };

/** Places looked at; a quote of one letter stands in a long text many thousand times. */
const PLACE_LIMIT = 2_000;

/** Largest share of a quote's characters that may differ; beyond it the words are other words. */
const DIFFERENCE = 0.25;

/** Longest quote that is looked for inexactly, in code units: bounds the time per quote. */
const INEXACT_LENGTH = 2_000;

/** Most characters that may differ, however long the quote: bounds the time per quote. */
const ERROR_LIMIT = 64;

/**
 * Code units searched inexactly at a time. Bounds how many ends of equal places are found at once,
 * where a text repeats itself: for each its start is then looked for.
 */
const WINDOW = 2_048;

/** Places whose score is this close to the best are its rivals. */
const RIVAL_MARGIN = 0.05;

interface Place extends Span {
  readonly score: number;
}

/**
 * Finds a stored quote in `text`. A position counts only if it holds the quote; the surroundings
 * decide between equal quotes; an inexact or ambiguous find is a proposal, never a decision.
 * Time grows with the text's length and, for an inexact search, with the quote's; both bounded.
 */
export function anchorSelector(text: string, selector: Selector): Anchor {
  const { start, exact } = selector;
  if (exact.length === 0) return { type: 'orphan' };
  const atPosition = text.startsWith(exact, start);
  if (atPosition && contextScore(text, selector, start, start + exact.length) === 1) {
    return { type: 'exact' };
  }
  const places = exactPlaces(text, selector);
  const full = places.filter(({ score }) => score === 1);
  const only = full[0];
  if (only && full.length === 1 && places.length < PLACE_LIMIT) {
    return { type: 'moved', span: { start: only.start, end: only.end } };
  }
  return propose(places.length > 0 ? places : inexactPlaces(text, selector), start);
}

/** Every place that holds the quote word for word. */
function exactPlaces(text: string, selector: Selector): Place[] {
  const places: Place[] = [];
  const { exact } = selector;
  let at = text.indexOf(exact);
  while (at >= 0 && places.length < PLACE_LIMIT) {
    const end = at + exact.length;
    places.push({ start: at, end, score: contextScore(text, selector, at, end) });
    at = text.indexOf(exact, at + 1);
  }
  return places;
}

/**
 * How much of the stored surroundings stands around a place, from 0 to 1: the characters next to
 * the quote that agree, counted outward until the first that does not. 1 where none were stored.
 */
function contextScore(text: string, selector: Selector, start: number, end: number): number {
  const { prefix, suffix } = selector;
  const wanted = prefix.length + suffix.length;
  if (wanted === 0) return 1;
  let before = 0;
  while (before < prefix.length && prefix.at(-1 - before) === text[start - 1 - before]) before += 1;
  let after = 0;
  while (after < suffix.length && suffix[after] === text[end + after]) after += 1;
  return (before + after) / wanted;
}

/** The best place; of equal ones the nearest to the stored position. */
function propose(places: readonly Place[], position: number): Anchor {
  let best: Place | undefined;
  for (const place of places) {
    const better =
      !best ||
      place.score > best.score ||
      (place.score === best.score &&
        Math.abs(place.start - position) < Math.abs(best.start - position));
    if (better) best = place;
  }
  if (!best) return { type: 'orphan' };
  const { start, end, score } = best;
  return {
    type: 'proposed',
    span: { start, end },
    score,
    rivals: places.filter((place) => place.score >= score - RIVAL_MARGIN).length - 1,
  };
}

/**
 * Places that hold the quote with some characters changed, left out or put in; found by Myers'
 * bit-parallel algorithm. It names only the places with the fewest errors, so every window is asked
 * again about what they leave of it. The best of all windows come first: where there are too many
 * places, those left out are the worse ones.
 */
function inexactPlaces(text: string, selector: Selector): Place[] {
  const { exact } = selector;
  if (exact.length > INEXACT_LENGTH) return [];
  const allowed = Math.min(ERROR_LIMIT, Math.floor(exact.length * DIFFERENCE));
  if (allowed === 0) return [];
  const found: Place[] = [];
  const stretches: Span[] = [];
  for (let start = 0; start < text.length; start += WINDOW) {
    // What begins in a window ends in it.
    stretches.push({ start, end: Math.min(text.length, start + WINDOW + exact.length + allowed) });
  }
  let looked = 0;
  // Grows while it is walked.
  for (const stretch of stretches) {
    if (looked >= PLACE_LIMIT) break;
    const matches = findBestMatches(text.slice(stretch.start, stretch.end), exact, allowed);
    if (matches.length === 0) continue;
    const places = withoutOverlaps(
      matches.slice(0, PLACE_LIMIT - looked).map(({ start, end, errors }) => {
        const span = { start: stretch.start + start, end: stretch.start + end };
        return inexactPlace(text, selector, span, errors);
      }),
    );
    looked += matches.length;
    found.push(...places);
    for (const rest of subtractSpans([stretch], places)) {
      if (spanLength(rest) >= exact.length - allowed) stretches.push(rest);
    }
  }
  return withoutOverlaps(found);
}

function inexactPlace(text: string, selector: Selector, span: Span, errors: number): Place {
  const whole = snapToGraphemes(text, span);
  const quote = 1 - errors / selector.exact.length;
  // The quote itself weighs more than what stands around it, which may have been edited too.
  const score = 0.8 * quote + 0.2 * contextScore(text, selector, whole.start, whole.end);
  return { ...whole, score };
}

/**
 * Of places that overlap only the best is kept: they are one find, not rivals. Of equal ones the
 * longest: a last character that was changed belongs to the quote.
 */
function withoutOverlaps(places: readonly Place[]): Place[] {
  const kept: Place[] = [];
  for (const place of places.toSorted(
    (a, b) => b.score - a.score || spanLength(b) - spanLength(a) || a.start - b.start,
  )) {
    if (!kept.some((other) => spansOverlap(place, other))) kept.push(place);
  }
  return kept;
}
