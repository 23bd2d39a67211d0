import { spanBetween, type Span } from '#core/text/span.ts';

/** The live selection. All offsets are UTF-16 into the article's text. */
export interface ArticleSelection {
  /** In document order, exactly as selected: not trimmed, not snapped. */
  readonly span: Span;
  readonly collapsed: boolean;
  /** Where it was begun. */
  readonly anchor: number;
  /** The end that moves: the caret. */
  readonly focus: number;
  /** Whether the pointer made it. */
  readonly viaMouse: boolean;
}

export function makeSelection(
  text: string,
  anchor: number,
  focus: number,
  viaMouse: boolean,
): ArticleSelection {
  const inside = (offset: number): number => Math.min(Math.max(offset, 0), text.length);
  return {
    span: spanBetween(anchor, focus, text.length),
    collapsed: inside(anchor) === inside(focus),
    anchor: inside(anchor),
    focus: inside(focus),
    viaMouse,
  };
}
