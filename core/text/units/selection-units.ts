import { paragraphIndexAt, nonEmpty, paragraphAt } from '../paragraphs.ts';
import { clausesOf } from './clauses.ts';
import { spanLength, spansEqual, trimSpan, type Span } from '../span.ts';
import { DEFAULT_LOCALE } from '../segmenter.ts';
import { wordEndingAfter, wordEndingBy, snapToWords, wordAt } from './words.ts';
import { sentencesInBlock } from './sentences.ts';

/** What one press of a selection key adds or takes away. */
export type SelectionUnit = 'word' | 'clause' | 'sentence' | 'paragraph';

/** The units that are found inside a paragraph, a stretch of it at a time. */
type PartOfParagraph = 'clause' | 'sentence';

/** What one stretch of a paragraph was found to hold, and where the stretch lies. */
interface Stretch extends Span {
  readonly units: readonly Span[];
}

/** The clauses or sentences of the stretch of a paragraph that holds `offset`, trimmed. */
function stretchAt(text: string, paragraph: Span, offset: number, unit: PartOfParagraph): Stretch {
  const sentences = sentencesInBlock(text, paragraph, offset);
  return {
    start: sentences[0]?.start ?? paragraph.start,
    end: sentences.at(-1)?.end ?? paragraph.end,
    units: sentences.flatMap((sentence) => {
      const trimmed = nonEmpty(text, sentence);
      if (!trimmed) return [];
      return unit === 'clause' ? clausesOf(text, trimmed) : [trimmed];
    }),
  };
}

/** The first word, clause, sentence or paragraph that begins at or after `offset`. */
function nextUnit(
  text: string,
  paragraphs: readonly Span[],
  offset: number,
  unit: SelectionUnit,
): Span | undefined {
  if (unit === 'word') {
    const word = wordEndingAfter(text, offset, DEFAULT_LOCALE);
    return word && word.start < offset ? wordEndingAfter(text, word.end, DEFAULT_LOCALE) : word;
  }
  for (let index = paragraphIndexAt(paragraphs, offset); index < paragraphs.length; index += 1) {
    const paragraph = paragraphs[index];
    if (!paragraph) break;
    let from = Math.max(offset, paragraph.start);
    if (unit === 'paragraph') {
      const found = nonEmpty(text, paragraph);
      if (found && found.start >= offset) return found;
      continue;
    }
    while (from < paragraph.end) {
      const { units, end } = stretchAt(text, paragraph, from, unit);
      const found = units.find(({ start }) => start >= offset);
      if (found) return found;
      from = Math.max(from + 1, end);
    }
  }
  return undefined;
}

/** The last word, clause, sentence or paragraph that ends before `offset`. */
function previousUnit(
  text: string,
  paragraphs: readonly Span[],
  offset: number,
  unit: SelectionUnit,
): Span | undefined {
  if (unit === 'word') return wordEndingBy(text, offset - 1, DEFAULT_LOCALE);
  for (let index = paragraphIndexAt(paragraphs, offset); index >= 0; index -= 1) {
    const paragraph = paragraphs[index];
    if (!paragraph) break;
    if (unit === 'paragraph') {
      const found = nonEmpty(text, paragraph);
      if (found && found.end < offset) return found;
      continue;
    }
    let from = Math.min(offset, paragraph.end);
    while (from >= paragraph.start) {
      const { units, start } = stretchAt(text, paragraph, from, unit);
      const found = units.findLast(({ end }) => end < offset);
      if (found) return found;
      from = Math.min(from, start) - 1;
    }
  }
  return undefined;
}

function unitAt(
  text: string,
  paragraphs: readonly Span[],
  offset: number,
  unit: SelectionUnit,
): Span | undefined {
  if (unit === 'word') return wordAt(text, offset);
  if (unit === 'paragraph') return paragraphAt(text, paragraphs, offset);
  const paragraph = paragraphs[paragraphIndexAt(paragraphs, offset)];
  if (!paragraph) return undefined;
  const { units } = stretchAt(text, paragraph, offset, unit);
  return units.find(({ end }) => offset < end) ?? units.at(-1);
}

/** The smallest run of whole units that covers a selection that is not empty. */
function wholeUnits(
  text: string,
  paragraphs: readonly Span[],
  span: Span,
  unit: SelectionUnit,
): Span {
  if (unit === 'word') return snapToWords(text, span);
  const first = unitAt(text, paragraphs, span.start, unit);
  const last = unitAt(text, paragraphs, span.end - 1, unit);
  return {
    start: Math.min(span.start, first?.start ?? span.start),
    end: Math.max(span.end, last?.end ?? span.end),
  };
}

/**
 * One press of W, A, S or P. A caret becomes the unit at it, or behind it the next one; a selection
 * becomes the whole units it touches; whole units are extended by the next one, over paragraph
 * breaks. Returned unchanged at the end of the text.
 */
export function growSelection(
  text: string,
  paragraphs: readonly Span[],
  span: Span,
  unit: SelectionUnit,
): Span {
  const selected = trimSpan(text, span);
  if (spanLength(selected) <= 0) {
    const here = unitAt(text, paragraphs, span.start, unit);
    // Behind a unit the caret asks for the next one: one walks on with → and the same key.
    if (here && here.end > span.start) return here;
    return (
      nextUnit(text, paragraphs, span.start, unit) ??
      here ??
      previousUnit(text, paragraphs, span.start + 1, unit) ??
      span
    );
  }
  const whole = wholeUnits(text, paragraphs, selected, unit);
  if (!spansEqual(whole, selected)) return whole;
  const next = nextUnit(text, paragraphs, whole.end, unit);
  return next ? { start: whole.start, end: next.end } : whole;
}

/**
 * One press of Shift+W, A, S or P: the last unit, whole or in part, is taken from the end. The first
 * unit stays: a selection never shrinks to nothing.
 */
export function shrinkSelection(
  text: string,
  paragraphs: readonly Span[],
  span: Span,
  unit: SelectionUnit,
): Span {
  const selected = trimSpan(text, span);
  if (spanLength(selected) <= 0) return span;
  const previous = previousUnit(text, paragraphs, selected.end, unit);
  return previous && previous.end > selected.start
    ? { start: selected.start, end: previous.end }
    : selected;
}
