import { type Span, spanLength, trimSpan } from './span.ts';
import { lastWhere } from '../collections/search.ts';

const LINE_BREAK = /\r\n|[\n\r\u2028\u2029]/gu;

/**
 * The lines of a text as spans without their line breaks, in order, empty ones included.
 *
 * Every kind of line break ends a paragraph (LF, CRLF, CR, U+2028, U+2029), but none is normalised:
 * the break itself is the gap between one paragraph's end and the next one's start, so that
 * offsets stay those of the stored text.
 */
export function splitParagraphs(text: string): Span[] {
  const paragraphs: Span[] = [];
  let start = 0;
  for (const match of text.matchAll(LINE_BREAK)) {
    paragraphs.push({ start, end: match.index });
    start = match.index + match[0].length;
  }
  paragraphs.push({ start, end: text.length });
  return paragraphs;
}

/**
 * Index of the paragraph that holds an offset; an offset inside a line break belongs to the
 * paragraph before it. Binary search.
 */
export function paragraphIndexAt(paragraphs: readonly Span[], offset: number): number {
  return lastWhere(paragraphs, ({ start }) => start <= offset);
}

export function nonEmpty(text: string, span: Span): Span | undefined {
  const trimmed = trimSpan(text, span);
  return spanLength(trimmed) > 0 ? trimmed : undefined;
}

/** The paragraph at an offset, trimmed; `undefined` on a blank line. */
export function paragraphAt(
  text: string,
  paragraphs: readonly Span[],
  offset: number,
): Span | undefined {
  const paragraph = paragraphs[paragraphIndexAt(paragraphs, offset)];
  return paragraph && nonEmpty(text, paragraph);
}

/** The number of each paragraph, counted from 1 without blank lines, which have that of the one before. */
export function numberParagraphs(text: string, paragraphs: readonly Span[]): Uint32Array {
  let number = 0;
  return Uint32Array.from(paragraphs, ({ start, end }) => {
    if (/\S/u.test(text.slice(start, end))) number += 1;
    return Math.max(1, number);
  });
}
