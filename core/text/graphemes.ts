import type { Span } from './span.ts';
import { DEFAULT_LOCALE, segmenterFor } from './segmenter.ts';

/** Code units looked at on each side of a boundary, so that the cost never depends on the text. */
const GRAPHEME_WINDOW = 64;

function splitsSurrogatePair(text: string, offset: number): boolean {
  const before = text.charCodeAt(offset - 1);
  const after = text.charCodeAt(offset);
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
}

/**
 * Code units that are a grapheme of their own beside each other: Latin, Greek, Cyrillic, general
 * punctuation, kana and Han. A shortcut only; all others are put to the segmenter.
 */
function isPlain(unit: number): boolean {
  return (
    unit < 0x300 ||
    (unit >= 0x370 && unit < 0x483) ||
    (unit >= 0x48a && unit < 0x590) ||
    (unit >= 0x2010 && unit < 0x2028) ||
    (unit >= 0x3041 && unit < 0x3097) ||
    (unit >= 0x30a1 && unit < 0x30fb) ||
    (unit >= 0x4e00 && unit < 0xa000)
  );
}

/** Combining Diacritical Marks, by far the commonest; a shortcut like `isPlain`. */
function isCombiningMark(unit: number): boolean {
  return unit >= 0x300 && unit < 0x370;
}

/** A mark after one of these stands alone. */
const CONTROL = /[\p{Cc}\u00ad]/u;

/**
 * Whether an offset lies between two grapheme clusters. Looks at 64 code units on each side at
 * most: inside a longer cluster, or a longer run of flags, only surrogate pairs are sure to be
 * seen.
 */
export function isGraphemeBoundary(text: string, offset: number): boolean {
  if (offset < 0 || offset > text.length) return false;
  if (offset === 0 || offset === text.length) return true;
  if (splitsSurrogatePair(text, offset)) return false;
  const before = text.charCodeAt(offset - 1);
  const after = text.charCodeAt(offset);
  if (before === 0x0d && after === 0x0a) return false;
  if (isPlain(before) && isPlain(after)) return true;
  if (isPlain(before) && isCombiningMark(after)) return CONTROL.test(text.charAt(offset - 1));
  if (isCombiningMark(before) && isPlain(after)) return true;
  const windowStart = Math.max(0, offset - GRAPHEME_WINDOW);
  const window = text.slice(windowStart, offset + GRAPHEME_WINDOW);
  const index = offset - windowStart;
  return (
    segmenterFor('grapheme', DEFAULT_LOCALE).segment(window).containing(index)?.index === index
  );
}

/** The next grapheme boundary in one direction; gives up after 64 units and keeps pairs whole. */
export function graphemeBoundaryFrom(text: string, offset: number, step: 1 | -1): number {
  for (let moved = 0; moved <= GRAPHEME_WINDOW; moved += 1) {
    const candidate = offset + moved * step;
    if (isGraphemeBoundary(text, candidate)) return candidate;
  }
  return splitsSurrogatePair(text, offset) ? offset + step : offset;
}

/** A picture, a flag, or a digit in a keycap; not digits alone, nor the signs that end a name. */
const EMOJI = /(?![©®™])\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u;

/** Whether some characters are an emoji, or have one in them. */
export function hasEmoji(characters: string): boolean {
  return EMOJI.test(characters);
}

/** The emoji that has the code unit at `offset`, with all that belongs to it; `undefined` for none. */
export function emojiAt(text: string, offset: number): Span | undefined {
  if (offset < 0 || offset >= text.length) return undefined;
  const span = snapToGraphemes(text, { start: offset, end: offset + 1 });
  return hasEmoji(text.slice(span.start, span.end)) ? span : undefined;
}

/**
 * The span widened so that neither end splits a grapheme cluster: no surrogate pair, combining
 * mark, joined or flag emoji, CR LF. An empty span inside a cluster comes out as the cluster.
 */
export function snapToGraphemes(text: string, span: Span): Span {
  return {
    start: graphemeBoundaryFrom(text, span.start, -1),
    end: graphemeBoundaryFrom(text, span.end, 1),
  };
}
