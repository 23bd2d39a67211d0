import { medianOf } from './columns.ts';
import type { Line } from './lines.ts';
import { isCjk } from './segments.ts';

/** Lines that belong together. */
export interface Paragraph {
  readonly lines: Line[];
  /** Of the column that it begins in. */
  readonly column: ColumnShape;
}

/** Where the lines of a column begin and end, and how far they are apart, in points. */
export interface ColumnShape {
  readonly start: number;
  readonly end: number;
  readonly leading: number;
}

/** In parts of the size of the letters. */
const INDENT = 0.7;
/** In parts of the usual distance between lines. */
const GAP = 1.3;
const BULLET = /^[•‣◦▪▫●○■□–—*·∙➢➔►-]\s/u;
const NUMBERED = /^(?:\(?\d{1,3}[.)]|\(?[a-z][.)]|\(?[ivx]{1,5}[.)])\s+\S/iu;

/** Whether a line begins an item of a list. */
export function beginsItem(text: string): boolean {
  return BULLET.test(text) || NUMBERED.test(text);
}

export function shapeOf(lines: readonly Line[]): ColumnShape {
  const distances = lines
    .slice(1)
    .map((line, index) => line.base - (lines[index]?.base ?? 0))
    .filter((distance) => distance > 0);
  const size = medianOf(lines.map((line) => line.size));
  // The commonest distance; between paragraphs it may be larger, so the lower half decides.
  const sorted = distances.toSorted((one, other) => one - other);
  const usual = sorted[Math.floor(sorted.length / 3)] ?? size * 1.2;
  return {
    start: lowest(
      lines.map(({ start }) => start),
      size,
    ),
    end: Math.max(...lines.map(({ end }) => end)),
    leading: Math.min(usual, size * 2.2),
  };
}

/** Where most lines begin that begin furthest at the edge. */
function lowest(starts: readonly number[], size: number): number {
  const least = Math.min(...starts);
  return medianOf(starts.filter((start) => start < least + size * 0.3));
}

/** The paragraphs of a column. */
export function paragraphsOf(
  lines: readonly Line[],
  column: ColumnShape,
  bold: ReadonlySet<string>,
): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  for (const line of lines) {
    const last = paragraphs.at(-1);
    if (last && goesOn(last.lines, line, column, bold)) last.lines.push(line);
    else paragraphs.push({ lines: [line], column });
  }
  return paragraphs;
}

function goesOn(
  lines: readonly Line[],
  next: Line,
  column: ColumnShape,
  bold: ReadonlySet<string>,
): boolean {
  const last = lines.at(-1);
  const [first] = lines;
  if (!last || !first) return false;
  if (next.cells.length > 1 || last.cells.length > 1) return false;
  if (next.isInvisible !== last.isInvisible) return false;
  const size = Math.max(last.size, next.size);
  if (Math.abs(last.size - next.size) > size * 0.08) return false;
  const distance = next.base - last.base;
  const leading = leadingOf(lines, column, size);
  if (distance <= 0 || distance > leading * GAP) return false;
  if (BULLET.test(next.text)) return false;
  const isFull = !hasRoom(last, next, column);
  if (NUMBERED.test(next.text) && (NUMBERED.test(first.text) || !isFull)) return false;
  if (isCentred(last, next, column)) return true;
  const shift = next.start - last.start;
  if (shift > size * INDENT && !(lines.length === 1 && isFull && isHanging(first, column))) {
    return false;
  }
  if (shift < -size * INDENT && !(lines.length === 1 && isFull)) return false;
  if (last.isPure && next.isPure && last.font !== next.font) {
    if (bold.has(last.font) !== bold.has(next.font) || distance > leading * 1.12) return false;
  }
  // A heading is broken wherever it reads well.
  return isFull || (size > leading * 0.95 && lines.length < 4) || isLarge(last, column);
}

function isLarge({ size }: Line, { leading }: ColumnShape): boolean {
  return size > leading * 1.05;
}

/** The distance between lines of a paragraph: its own where it has some, else that of the column. */
function leadingOf(lines: readonly Line[], { leading }: ColumnShape, size: number): number {
  const [first, second] = lines;
  const own = first && second ? second.base - first.base : leading;
  return Math.max(Math.min(own, leading * 1.2), size * 0.9, Math.min(leading, size * 1.6));
}

/** Whether the next line's first word would have fitted at the end of a line. */
export function hasRoom(
  line: Line,
  next: Pick<Line, 'firstWord' | 'size' | 'text'>,
  column: ColumnShape,
): boolean {
  // Lines without spaces are filled to the last character.
  const word = isCjk(next.text[0]) ? next.size * 2 : next.firstWord + next.size * 0.3;
  return line.end + word < column.end - line.size * 0.5;
}

/** A first line that stands out to the left of what follows: only where it begins like an item. */
function isHanging(first: Line, column: ColumnShape): boolean {
  return beginsItem(first.text) || first.start <= column.start + first.size * 0.3;
}

/** Whether two lines stand in the middle of their column, neither at its edge. */
function isCentred(one: Line, other: Line, { start, end }: ColumnShape): boolean {
  const middle = (start + end) / 2;
  const isInside = (line: Line): boolean =>
    Math.abs((line.start + line.end) / 2 - middle) < line.size && line.start > start + line.size;
  return isInside(one) && isInside(other);
}

const ENDS_SENTENCE = /[.!?:…。！？؟»”"')\]]\s*$/u;

/** Whether a paragraph goes on in the first line of the next column or page. */
export function continues(paragraph: Paragraph, next: Paragraph): boolean {
  const last = paragraph.lines.at(-1);
  const [first] = next.lines;
  if (!last || !first || beginsItem(first.text)) return false;
  if (last.cells.length > 1 || first.cells.length > 1) return false;
  if (last.isInvisible !== first.isInvisible) return false;
  if (Math.abs(last.size - first.size) > last.size * 0.06) return false;
  if (/\p{L}[-\u2010\u00ad]$/u.test(last.text)) return true;
  if (/^\p{Ll}/u.test(first.text) && !ENDS_SENTENCE.test(last.text)) return true;
  if (hasRoom(last, first, paragraph.column)) return false;
  const isIndented = first.start > next.column.start + first.size * INDENT;
  return !isIndented && !ENDS_SENTENCE.test(last.text);
}
