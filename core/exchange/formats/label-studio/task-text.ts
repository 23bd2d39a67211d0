import type { JsonObject } from '../../containers/json-records.ts';
import { CodePointMap } from '../../../text/code-points.ts';
import type { LooseArticle, LooseSpan } from '../../content/loose.ts';
import type { LossCounter } from '../../content/losses.ts';
import { isRecord, positionIn } from '../../content/read-file.ts';
import { readPage } from './html-text.ts';
import { stringOf } from './tasks.ts';

/** A text of a task, in which regions have places. */
export interface TaskText {
  readonly text: string;
  /** What the places are counted in that it gives. */
  readonly unit: LooseArticle['unit'];
  /** Where a region stands, by its value; a sentence where that cannot be. */
  readonly locate: (value: JsonObject) => readonly LooseSpan[] | string;
  /** Counts what of the data is not in the text. */
  readonly countLeftOut?: (ignored: LossCounter) => void;
  /** How well a region fits: 2 where its words are at its place, 1 where they are elsewhere. */
  readonly fit: (value: JsonObject) => number;
}

/** Start and end as a region has them: whole numbers from 0 on, start before end. */
interface Place {
  readonly start: number;
  readonly end: number;
}

function placeOf(start: unknown, end: unknown): Place | null {
  const place = { start: positionIn(start), end: positionIn(end) };
  return isIndex(place.start) && isIndex(place.end) ? place : null;
}

export function isIndex(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/**
 * Whether words are the same but for white space: the program writes those of a selection, in which
 * a browser has folded it, and a line end as a backslash and an n.
 */
export function haveSameWords(one: string, other: string): boolean {
  if (one === other) return true;
  // To compare a long stretch with a few words, a hundred thousand times, would take for ever.
  const [shorter = 0, longer = 0] = [one.length, other.length].sort((a, b) => a - b);
  return longer <= 2 * shorter + 100 && withoutSpace(one) === withoutSpace(other);
}

/** How much white space a text has before and behind words that have none there. */
function spaceMore(text: string, words: string): readonly [number, number] {
  const before = /^(?:\s|\\[nr])/u.test(words) ? 0 : text.length - text.trimStart().length;
  const after = /(?:\s|\\[nr])$/u.test(words) ? 0 : text.length - text.trimEnd().length;
  return [before, after];
}

function withoutSpace(words: string): string {
  return words.replace(/\\[nr]|\s+/gu, '');
}

/** The words that a region says it has; `null` where it has none, or where they were not saved. */
export function wordsOf({ text }: JsonObject): string | null {
  const words = stringOf(text);
  return words === null || words === '' ? null : words.replaceAll('\\n', '\n');
}

/** A place in one of the units, and where that is in UTF-16. */
interface Reading {
  readonly place: Place;
  readonly span: Place;
}

/**
 * A text as it is, in which positions count code points, or UTF-16 in older exports; in the oldest an
 * end is that of the last character itself.
 */
export function plainText(text: string): TaskText {
  let map: CodePointMap | null = null;
  const readingsOf = ({ start, end }: Place): readonly Reading[] => {
    const known = (map ??= new CodePointMap(text));
    return [end, end + 1].flatMap((last) => {
      const place = { start, end: last };
      const points = { start: known.toUtf16(start), end: known.toUtf16(last) };
      return [
        ...(last <= known.length ? [{ place, span: points }] : []),
        ...(last <= text.length ? [{ place, span: place }] : []),
      ];
    });
  };
  /** The reading of a place that has the words of a region. */
  const find = (place: Place, words: string): { place: Place; exact: string } | undefined => {
    const known = (map ??= new CodePointMap(text));
    // As the program counts today: nearly all are found by that.
    const today = text.slice(known.toUtf16(place.start), known.toUtf16(place.end));
    if (place.end <= known.length && today === words) return { place, exact: words };
    const read = readingsOf(place).map(({ place: each, span }) => ({
      place: each,
      exact: text.slice(span.start, span.end),
    }));
    const exactly = read.find(({ exact }) => exact === words);
    if (exactly) return exactly;
    for (const { place: each, exact } of read) {
      if (exact === '' || !haveSameWords(exact, words)) continue;
      const [before, after] = spaceMore(exact, words);
      // A space more at the end of the last character is a place beside the words.
      if (before + after > 0 && each.end > place.end) continue;
      const span = { start: each.start + before, end: each.end - after };
      return { place: span, exact: exact.slice(before, exact.length - after) };
    }
    return undefined;
  };
  return {
    text,
    unit: 'code-points',
    locate: (value) => {
      const place = plainPlace(value);
      const words = stringOf(value['text']) ?? '';
      const found = place && words !== '' ? find(place, words) : undefined;
      if (found) return [{ ...found.place, exact: found.exact }];
      const exact = wordsOf(value);
      const { start, end } = place ?? value;
      if (start === undefined && end === undefined) return [{ start: null, end: null, exact }];
      return [{ start: positionIn(start), end: positionIn(end), exact }];
    },
    fit: (value) => {
      const place = plainPlace(value);
      const words = wordsOf(value);
      if (words === null) return place !== null && readingsOf(place).length > 0 ? 1 : 0;
      if (place && find(place, stringOf(value['text']) ?? '')) return 2;
      return text.includes(words) ? 1 : 0;
    },
  };
}

/** The place of a region in a text without markup, which may be called a page all the same. */
function plainPlace({
  start,
  end,
  startOffset,
  endOffset,
  globalOffsets,
}: JsonObject): Place | null {
  const whole = isRecord(globalOffsets)
    ? placeOf(globalOffsets['start'], globalOffsets['end'])
    : null;
  const isInOnlyNode = typeof start === 'string' && /^\/text\(\)(?:\[1\])?$/u.test(start);
  return whole ?? (isInOnlyNode ? placeOf(startOffset, endOffset) : placeOf(start, end));
}

/** What a page says; positions are those in its text nodes, and paths to them. */
export function pageText(html: string): TaskText {
  const page = readPage(html);
  const map = new CodePointMap(page.nodes);
  const locate = (value: JsonObject): readonly LooseSpan[] | string => {
    const words = wordsOf(value);
    // In exports of that time paths were those in a page with earlier regions marked in it.
    if (words === null && 'htmllabels' in value) return 'It has no words to be found by.';
    const places = pagePlaces(value);
    const spans = places.flatMap(({ start, end }) => [
      ...(end <= map.length ? [{ start: map.toUtf16(start), end: map.toUtf16(end) }] : []),
      { start, end },
    ]);
    for (const { start, end } of spans) {
      const span = trimmed(page.text, page.toText(start), page.toText(end));
      const found = page.text.slice(span.start, span.end);
      if (found !== '' && (words === null || haveSameWords(found, words))) {
        return [{ ...span, exact: found }];
      }
    }
    if (words === null) return 'Where it stands on the page cannot be found.';
    // The words may stand in one place alone.
    return [{ start: null, end: null, exact: words.trim() }];
  };
  /** Those that the region names: in the whole page, and by the paths to its ends. */
  const pagePlaces = (value: JsonObject): readonly Place[] => {
    const { start, end, startOffset, endOffset, globalOffsets } = value;
    const whole = isRecord(globalOffsets)
      ? placeOf(globalOffsets['start'], globalOffsets['end'])
      : placeOf(start, end);
    const from = typeof start === 'string' ? page.nodeStart(start) : undefined;
    const to = typeof end === 'string' ? page.nodeStart(end) : undefined;
    const byPath =
      from !== undefined && to !== undefined && isIndex(startOffset) && isIndex(endOffset)
        ? {
            start: map.toCodePoint(from) + startOffset,
            end: map.toCodePoint(to) + endOffset,
          }
        : null;
    return [whole, byPath].filter((place) => place !== null);
  };
  return {
    text: page.text,
    unit: 'utf-16',
    locate,
    countLeftOut: (ignored) => ignored.addNamed('markup of web pages'),
    fit: (value) => {
      const spans = locate(value);
      if (typeof spans === 'string') return 0;
      const [span] = spans;
      if (!span) return 0;
      return span.start !== null ? 2 : page.text.includes(span.exact ?? '') ? 1 : 0;
    },
  };
}

/** A stretch without the white space at its ends. */
function trimmed(text: string, start: number, end: number): Place {
  const words = text.slice(start, end);
  const from = start + (words.length - words.trimStart().length);
  return { start: from, end: Math.max(from, end - (words.length - words.trimEnd().length)) };
}
