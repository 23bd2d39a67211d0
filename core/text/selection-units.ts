import { paragraphIndexAt, nonEmpty, paragraphAt } from './paragraphs.ts';
import { spanLength, spansEqual, trimSpan, type Span } from './span.ts';
import { DEFAULT_LOCALE } from './segmenter.ts';
import { wordEndingAfter, wordEndingBy, snapToWords, wordAt } from './words.ts';
import { sentencesInBlock, sentenceInParagraph } from './sentences.ts';

/** What one press of a selection key adds or takes away. */
export type SelectionUnit = 'word' | 'sentence' | 'paragraph';

/** The first word, sentence or paragraph that begins at or after `offset`. */
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
      const sentences = sentencesInBlock(text, paragraph, from);
      for (const sentence of sentences) {
        const found = nonEmpty(text, sentence);
        if (found && found.start >= offset) return found;
      }
      from = Math.max(from + 1, sentences.at(-1)?.end ?? paragraph.end);
    }
  }
  return undefined;
}

/** The last word, sentence or paragraph that ends before `offset`. */
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
      const sentences = sentencesInBlock(text, paragraph, from);
      for (const sentence of sentences.toReversed()) {
        const found = nonEmpty(text, sentence);
        if (found && found.end < offset) return found;
      }
      from = Math.min(from, sentences[0]?.start ?? paragraph.start) - 1;
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
  return paragraph && sentenceInParagraph(text, paragraph, offset);
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
 * One press of W, S or P. A caret becomes the unit at it, or the next one; a selection becomes
 * the whole units it touches; whole units are extended by the next one, over paragraph breaks.
 * Returned unchanged at the end of the text.
 */
export function growSelection(
  text: string,
  paragraphs: readonly Span[],
  span: Span,
  unit: SelectionUnit,
): Span {
  const selected = trimSpan(text, span);
  if (spanLength(selected) <= 0) {
    return (
      unitAt(text, paragraphs, span.start, unit) ??
      nextUnit(text, paragraphs, span.start, unit) ??
      span
    );
  }
  const whole = wholeUnits(text, paragraphs, selected, unit);
  if (!spansEqual(whole, selected)) return whole;
  const next = nextUnit(text, paragraphs, whole.end, unit);
  return next ? { start: whole.start, end: next.end } : whole;
}

/**
 * One press of Shift+W, S or P: the last unit, whole or in part, is taken from the end. The first
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
