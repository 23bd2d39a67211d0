import type { LooseSpan } from '../../content/loose.ts';
import type { Span } from '../../../text/span.ts';

/** A line in columns, which tabs separate. */
export interface Line {
  /** With line number, for messages. */
  readonly place: string;
  readonly id: string;
  readonly data: string;
  /** `null` where there is no third column. */
  readonly tail: string | null;
}

export function splitLine(line: string, place: string): Line {
  const [id, rest] = splitAtTab(line);
  const [data, tail] = splitAtTab(rest ?? '');
  return { place, id, data, tail };
}

/** What stands before the first tab, and what behind it; `null` where there is none. */
function splitAtTab(line: string): [before: string, after: string | null] {
  const tab = line.indexOf('\t');
  return tab < 0 ? [line, null] : [line.slice(0, tab), line.slice(tab + 1)];
}

/** The words of a line without words of the text; a script may put tabs between them. */
export function wordsOf({ data, tail }: Line): string[] {
  return `${data}\t${tail ?? ''}`.split(/[ \t]/u).filter((word) => word !== '');
}

/** Why nothing can be read of a line that has spaces for tabs, or the reverse; `null` for others. */
export function describeSeparators({ id, data, tail }: Line): string | null {
  if (/^(?:[TREAMN#]\d+|\*) +[^ ]/u.test(id)) return SPACES;
  if (!id.startsWith('T')) return null;
  if (tail === null && /^[^ ]+ -?\d+ \d+(?:;-?\d+ \d+)* +[^ ]/u.test(data)) return SPACES;
  return !data.includes(' ') && /^-?\d+[ \t]-?\d/u.test(tail ?? '') ? TABS : null;
}

const SPACES =
  'Spaces separate its columns, where brat has tabs: behind the id, and before the words of the text.';
const TABS = 'A tab stands between its type and its position, where brat has a space.';

/** The places of a `T` line, in code points; those of something else are `NaN`. */
export function readPlaces(places: readonly string[]): Span[] {
  return places.map((place) => {
    const [start, end, ...more] = place.trim().split(' ').map(readNumber);
    const isPlace = start !== undefined && end !== undefined && more.length === 0;
    return isPlace ? { start, end } : { start: Number.NaN, end: Number.NaN };
  });
}

function readNumber(digits: string): number {
  return /^-?\d+(?:\.\d+)?$/u.test(digits) ? Number(digits) : Number.NaN;
}

/** The words of each part of a tag, told apart by how long they are; `null` where that cannot be. */
export function wordsOfParts(column: string, parts: readonly Span[]): string[] | null {
  if (parts.length === 1) return [column];
  return (
    cutAt(Array.from(column), parts, ' ') ??
    cutAt(column.split(''), parts, ' ') ??
    // Older versions of brat put nothing between them.
    cutAt(Array.from(column), parts, '')
  );
}

/** @param characters in the unit that the positions count */
function cutAt(
  characters: readonly string[],
  parts: readonly Span[],
  between: string,
): string[] | null {
  if (characters.length !== lengthOf(parts) + between.length * (parts.length - 1)) return null;
  let at = 0;
  const words = parts.map(({ start, end }) => {
    const from = at;
    at += end - start + between.length;
    return { words: characters.slice(from, at - between.length).join(''), gap: characters[at - 1] };
  });
  const isCut = between === '' || words.slice(0, -1).every(({ gap }) => gap === between);
  return isCut ? words.map((part) => part.words) : null;
}

/** How many characters all parts have. */
function lengthOf(parts: readonly Span[]): number {
  return parts.reduce((sum, { start, end }) => sum + end - start, 0);
}

/** Whether no end of the words is missing, as far as their number of code points says. */
export function hasAllWords(column: string, parts: readonly Span[]): boolean {
  return Array.from(column).length >= lengthOf(parts) + parts.length - 1;
}

/** The stretch from the first part to the last. */
export function joinParts(parts: readonly LooseSpan[]): LooseSpan | null {
  const [first] = parts;
  if (first && parts.length === 1) return first;
  const starts = parts.flatMap(({ start }) => start ?? []);
  const ends = parts.flatMap(({ end }) => end ?? []);
  return first ? { start: Math.min(...starts), end: Math.max(...ends), exact: null, parts } : null;
}
