import type { Span } from './span.ts';

/** Characters of context kept on each side of a quote, in UTF-16 code units. */
export const CONTEXT_LENGTH = 32;

/**
 * A span as it is stored: its position and the words themselves with their surroundings, so that
 * it can be checked against the text and found again in a text that differs (W3C Web Annotation:
 * TextPositionSelector and TextQuoteSelector in one).
 */
export interface Selector extends Span {
  /** The text of the span. */
  readonly exact: string;
  /** Up to 32 code units before the span, never beginning inside a surrogate pair. */
  readonly prefix: string;
  /** Up to 32 code units after the span, never ending inside a surrogate pair. */
  readonly suffix: string;
}

function isLowSurrogate(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= 0xdc00 && code <= 0xdfff;
}

/** Describes a live span of `text` for storage. */
export function describeSpan(text: string, span: Span): Selector {
  let from = Math.max(0, span.start - CONTEXT_LENGTH);
  if (from > 0 && isLowSurrogate(text, from)) from += 1;
  let to = Math.min(text.length, span.end + CONTEXT_LENGTH);
  if (to < text.length && isLowSurrogate(text, to)) to -= 1;
  return {
    start: span.start,
    end: span.end,
    exact: text.slice(span.start, span.end),
    prefix: text.slice(from, span.start),
    suffix: text.slice(span.end, to),
  };
}

/** Whether the stored position still holds the stored words. */
export function selectorMatches(
  text: string,
  selector: Pick<Selector, 'start' | 'end' | 'exact'>,
): boolean {
  const { start, end, exact } = selector;
  return exact.length === end - start && text.startsWith(exact, start);
}
