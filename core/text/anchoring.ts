import type { Selector } from './selector.ts';
import { snapToGraphemes } from './graphemes.ts';
import type { Span } from './span.ts';

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
const FUZZY_LENGTH = 2_000;

/** Places judged inexactly: each costs the quote's length times the band. */
const FUZZY_PLACES = 50;

/** Widest band of the edit distance, in characters: bounds time and memory per place. */
const BAND_LIMIT = 64;

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
  return propose(places.length > 0 ? places : fuzzyPlaces(text, selector), start);
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
 * Places that hold the quote with some characters changed. If at most `d` characters differ, one
 * of `d + 1` equal pieces of the quote stands in the text unchanged: each piece found gives a
 * place, which a banded edit distance then judges.
 */
function fuzzyPlaces(text: string, selector: Selector): Place[] {
  const { exact } = selector;
  if (exact.length > FUZZY_LENGTH) return [];
  const allowed = Math.min(BAND_LIMIT, Math.floor(exact.length * DIFFERENCE));
  if (allowed === 0) return [];
  const places = new Map<string, Place>();
  const seen = new Set<number>();
  // Pieces of fewer than three characters stand everywhere and say nothing.
  const size = Math.max(3, Math.floor(exact.length / (allowed + 1)));
  let looked = 0;
  for (let from = 0; from + size <= exact.length; from += size) {
    const piece = exact.slice(from, from + size);
    let at = text.indexOf(piece);
    while (at >= 0 && looked < FUZZY_PLACES) {
      const begin = at - from;
      // Neighbouring begins give the same place; one in every band is enough.
      const bucket = Math.round(begin / Math.max(1, allowed));
      if (!seen.has(bucket)) {
        seen.add(bucket);
        looked += 1;
        const place = judge(text, selector, begin, allowed);
        if (place) places.set(`${place.start}-${place.end}`, place);
      }
      at = text.indexOf(piece, at + 1);
    }
  }
  return withoutOverlaps([...places.values()]);
}

/** Of places that overlap only the best is kept: they are one find, not rivals. */
function withoutOverlaps(places: readonly Place[]): Place[] {
  const kept: Place[] = [];
  for (const place of places.toSorted((a, b) => b.score - a.score || a.start - b.start)) {
    if (!kept.some((other) => place.start < other.end && other.start < place.end)) kept.push(place);
  }
  return kept;
}

/**
 * The stretch near `begin` with the smallest edit distance to the quote, if it is small enough.
 * The distance is free at both ends of the stretch and computed in a band around the diagonal.
 */
function judge(
  text: string,
  selector: Selector,
  begin: number,
  allowed: number,
): Place | undefined {
  const { exact } = selector;
  const from = Math.max(0, begin - 2 * allowed);
  const window = text.slice(from, Math.max(0, begin + exact.length + 2 * allowed));
  const width = window.length + 1;
  let costs = new Uint16Array(width);
  /** Where the best path to each cell began, as an index into the window. */
  let begins = Uint16Array.from({ length: width }, (_, index) => index);
  for (let row = 1; row <= exact.length; row += 1) {
    const nextCosts = new Uint16Array(width).fill(allowed + 1);
    const nextBegins = new Uint16Array(width);
    const centre = row + (begin - from);
    const low = Math.max(0, centre - 3 * allowed);
    const high = Math.min(window.length, centre + 3 * allowed);
    for (let column = low; column <= high; column += 1) {
      let cost = (costs[column] ?? allowed) + 1;
      let path = begins[column] ?? 0;
      if (column > 0) {
        const same = exact[row - 1] === window[column - 1] ? 0 : 1;
        const diagonal = (costs[column - 1] ?? allowed) + same;
        if (diagonal <= cost) {
          cost = diagonal;
          path = begins[column - 1] ?? 0;
        }
        const left = (nextCosts[column - 1] ?? allowed) + 1;
        if (left < cost) {
          cost = left;
          path = nextBegins[column - 1] ?? 0;
        }
      }
      nextCosts[column] = Math.min(cost, allowed + 1);
      nextBegins[column] = path;
    }
    costs = nextCosts;
    begins = nextBegins;
  }
  let end = -1;
  for (let column = 0; column < width; column += 1) {
    if (
      (costs[column] ?? Infinity) <= allowed &&
      (end < 0 || (costs[column] ?? 0) < (costs[end] ?? 0))
    ) {
      end = column;
    }
  }
  if (end < 0) return undefined;
  const span = snapToGraphemes(text, { start: from + (begins[end] ?? 0), end: from + end });
  if (span.start >= span.end) return undefined;
  const quote = 1 - (costs[end] ?? 0) / exact.length;
  // The quote itself weighs more than what stands around it, which may have been edited too.
  return { ...span, score: 0.8 * quote + 0.2 * contextScore(text, selector, span.start, span.end) };
}
