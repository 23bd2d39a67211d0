import { spanLength, type Span } from '#core/text/span.ts';

/** Which end of a tag is dragged. */
export type TagEdge = 'start' | 'end';

/**
 * A fragment with one end dragged to an offset; `undefined` if nothing of it would be left. `snap`
 * widens a span to where tags may end, or answers with an empty one.
 */
export function draggedSpan(
  { start, end }: Span,
  edge: TagEdge,
  offset: number,
  snap: (span: Span) => Span,
): Span | undefined {
  const snapped = snap(
    edge === 'start'
      ? { start: Math.min(offset, end - 1), end }
      : { start, end: Math.max(offset, start + 1) },
  );
  if (spanLength(snapped) === 0) return undefined;
  // Only the dragged end moves, even where the other one stands inside a word.
  return edge === 'start' ? { start: snapped.start, end } : { start, end: snapped.end };
}
