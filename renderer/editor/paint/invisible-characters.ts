import type { Span } from '#core/text/span.ts';

/**
 * Characters that take no room and can hide something: bidirectional controls, zero-width spaces,
 * soft hyphens, tag characters, other controls. Joiners count between Latin letters only: emoji,
 * Arabic and Indic scripts need them.
 */
const INVISIBLE =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]|(?<!\u{1f3f4}[\u{e0020}-\u{e007e}]*)[\u{e0000}-\u{e007f}]|(?<=\p{Script=Latin})[\u200c\u200d](?=\p{Script=Latin})/gu;

/** Spans of invisible characters in a stretch of text, in UTF-16 code units of `text`. */
export function invisibleCharacters(text: string, within: Span): Span[] {
  return Array.from(text.slice(within.start, within.end).matchAll(INVISIBLE), (match) => ({
    start: within.start + match.index,
    end: within.start + match.index + match[0].length,
  }));
}

/**
 * What is painted for an invisible character: it has no width of its own, so the characters on
 * both sides are painted with it.
 */
export function visibleNeighbourhood(text: string, character: Span, within: Span): Span {
  const isLow = (at: number): boolean => /[\udc00-\udfff]/u.test(text.charAt(at));
  const isHigh = (at: number): boolean => /[\ud800-\udbff]/u.test(text.charAt(at));
  let start = Math.max(within.start, character.start - 1);
  if (start > within.start && isLow(start) && isHigh(start - 1)) start -= 1;
  let end = Math.min(within.end, character.end + 1);
  if (end < within.end && isHigh(end - 1) && isLow(end)) end += 1;
  return { start, end };
}
