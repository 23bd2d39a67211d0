import { paragraphIndexAt } from '#core/text/paragraphs.ts';
import { snapToGraphemes } from '#core/text/graphemes.ts';
import { snapToWords } from '#core/text/units/words.ts';
import { spanBetween, spanLength, trimSpan, type Span } from '#core/text/span.ts';

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

/** A selection from `anchor` to `focus`, both brought inside the text. */
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

/** Trimmed, never inside a grapheme cluster and, unless exact, widened to whole words. */
export function snapSpan(text: string, span: Span, exact: boolean): Span {
  const trimmed = trimSpan(text, span);
  if (spanLength(trimmed) === 0) return trimmed;
  const whole = snapToGraphemes(text, trimmed);
  return exact ? whole : snapToWords(text, whole);
}

/** How the pointer made a selection. */
export interface PointerRelease {
  /** How often it was pressed in a row; the third time a paragraph is meant. */
  readonly presses: number;
  /** Whether the selection is to stay as it was made, except for white space. */
  readonly exact: boolean;
  /** The emoji under the pointer; browsers do not take it for a word. */
  readonly emoji?: Span | undefined;
}

/**
 * What somebody meant to select with the pointer, with its direction kept; empty if there were no
 * words in it.
 */
export function pointerSelection(
  text: string,
  paragraphs: readonly Span[],
  { span, anchor, focus }: ArticleSelection,
  { presses, exact, emoji }: PointerRelease,
): ArticleSelection {
  if (presses === 2 && emoji) return makeSelection(text, emoji.start, emoji.end, true);
  // The browser takes in the line break, or one piece of a very long paragraph.
  const paragraph =
    presses === 3 ? paragraphs[paragraphIndexAt(paragraphs, span.start)] : undefined;
  const { start, end } = snapSpan(text, paragraph ?? span, exact);
  return focus >= anchor
    ? makeSelection(text, start, end, true)
    : makeSelection(text, end, start, true);
}
