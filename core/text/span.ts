// The text and places in it: spans, selectors and anchoring, graphemes and paragraphs, search.
// All offsets are UTF-16. Nothing here knows of tags.
/**
 * A stretch of an article's text: UTF-16 code units, half-open `[start, end)`.
 *
 * UTF-16 because that is what JavaScript strings, DOM ranges and Lexical points count in; every
 * other unit is converted at the edge (see `code-points.ts`).
 */
export interface Span {
  /** First code unit, inclusive. */
  readonly start: number;
  /** One past the last code unit. */
  readonly end: number;
}

/** Number of UTF-16 code units in the span. */
export function spanLength(span: Span): number {
  return span.end - span.start;
}

/** Document order: by start, then the longer first, so that an outer span precedes an inner one. */
export function compareSpans(a: Span, b: Span): number {
  return a.start - b.start || b.end - a.end;
}

/** Whether two spans share at least one code unit; touching spans do not. */
export function spansOverlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** Whether `outer` covers every code unit of `inner`. */
export function spanContains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Whether two spans have the same start and end. */
export function spansEqual(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}

/** The same words of a text that begins so many code units earlier, or later where `by` is less than 0. */
export function moveSpan({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

/** The smallest span that covers all of `spans`; `undefined` for none. */
export function spanHull(spans: readonly Span[]): Span | undefined {
  if (spans.length === 0) return undefined;
  let start = Infinity;
  let end = -Infinity;
  for (const span of spans) {
    start = Math.min(start, span.start);
    end = Math.max(end, span.end);
  }
  return { start, end };
}

/** The span ordered and cut to the text: `anchor` and `focus` may come in either order. */
export function spanBetween(anchor: number, focus: number, textLength: number): Span {
  const clamp = (offset: number): number => Math.min(Math.max(offset, 0), textLength);
  const a = clamp(anchor);
  const b = clamp(focus);
  return a <= b ? { start: a, end: b } : { start: b, end: a };
}

const BLANK = /^[\s\u200b\u2060\ufeff]$/u;

/** The span without white space, line breaks and zero-width spaces at either end; may come out empty. */
export function trimSpan(text: string, span: Span): Span {
  let { start, end } = span;
  while (start < end && BLANK.test(text.charAt(start))) start += 1;
  while (end > start && BLANK.test(text.charAt(end - 1))) end -= 1;
  return { start, end };
}

/** Sorted in document order, with overlapping and touching spans joined into one. */
export function mergeSpans(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of [...spans].sort(compareSpans)) {
    const last = merged.at(-1);
    if (last && span.start <= last.end) {
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    } else {
      merged.push({ start: span.start, end: span.end });
    }
  }
  return merged;
}

/** What of `spans` none of `others` covers, in document order. */
export function subtractSpans(spans: readonly Span[], others: readonly Span[]): Span[] {
  return mergeSpans(others).reduce(
    (left, other) =>
      left.flatMap(({ start, end }) =>
        [
          { start, end: Math.min(end, other.start) },
          { start: Math.max(start, other.end), end },
        ].filter((part) => part.start < part.end),
      ),
    mergeSpans(spans),
  );
}
