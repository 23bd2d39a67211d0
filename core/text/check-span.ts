import { err, ok, type Result } from '../result.ts';
import { isGraphemeBoundary } from './graphemes.ts';
import { compareSpans, trimSpan, type Span } from './span.ts';

/** Why a stretch of text cannot be marked. Offsets are UTF-16. */
export type SpanError =
  | { readonly type: 'beyond-text'; readonly end: number; readonly length: number }
  | { readonly type: 'no-words' }
  | { readonly type: 'splits-character'; readonly offset: number };

/** Trims the span and refuses one that is empty, beyond the text or inside a character. */
export function checkSpan(text: string, asked: Span): Result<Span, SpanError> {
  if (asked.end > text.length)
    return err({ type: 'beyond-text', end: asked.end, length: text.length });
  const span = trimSpan(text, asked);
  if (span.start >= span.end) return err({ type: 'no-words' });
  for (const offset of [span.start, span.end]) {
    if (!isGraphemeBoundary(text, offset)) return err({ type: 'splits-character', offset });
  }
  return ok(span);
}

/** Checks each fragment. They come in document order; those that overlap are joined, those that touch stay two. */
export function checkFragments(text: string, asked: readonly Span[]): Result<Span[], SpanError> {
  const checked: Span[] = [];
  for (const fragment of asked) {
    const span = checkSpan(text, fragment);
    if (!span.ok) return span;
    checked.push(span.value);
  }
  return ok(joinOverlapping(checked.sort(compareSpans)));
}

function joinOverlapping(sorted: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of sorted) {
    const last = joined.at(-1);
    if (last && span.start < last.end) {
      joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    } else joined.push(span);
  }
  return joined;
}
