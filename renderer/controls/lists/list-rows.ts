import { firstIndex } from '#core/collections/search.ts';

/** The rows of a list: where each of them is, in CSS pixels from the first. */
export interface ListRows {
  readonly count: number;
  /** Upper edge of a row; that of the row behind the last is the height of them all. */
  readonly topOf: (index: number) => number;
}

/** What is in view of a list, in CSS pixels from its first row. */
export interface ListView {
  readonly top: number;
  readonly height: number;
}

/** Rows kept drawn above and below what is in view. */
const MARGIN = 6;

/** Rows of one height; `extraAt` adds to single ones. */
export function listRows(
  count: number,
  rowHeight: number,
  extraAt?: (index: number) => number,
): ListRows {
  if (!extraAt) return { count, topOf: (index) => index * rowHeight };
  const tops = new Float64Array(count + 1);
  for (let index = 0; index < count; index += 1) {
    tops[index + 1] = (tops[index] ?? 0) + rowHeight + extraAt(index);
  }
  return { count, topOf: (index) => tops[index] ?? 0 };
}

/**
 * Indexes of the rows to draw, in order: those in view, the current one wherever it is, and those in or
 * near what was in view `before`. The others around a new view can wait until its frame is on screen.
 */
export function drawnRows(
  rows: ListRows,
  view: ListView,
  before: ListView,
  current: number,
): number[] {
  const drawn = new Set([...rowsOf(rows, view, 0), ...rowsOf(rows, before, MARGIN)]);
  if (current >= 0 && current < rows.count) drawn.add(current);
  return [...drawn].sort((a, b) => a - b);
}

/** Indexes of the rows in view and of so many more above and below. */
function rowsOf({ count, topOf }: ListRows, { top, height }: ListView, margin: number): number[] {
  const rowAt = (y: number): number => firstIndex(1, count, (index) => topOf(index) > y) - 1;
  const first = Math.max(0, rowAt(top) - margin);
  const last = Math.min(count - 1, rowAt(top + height) + margin);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
}

/** Where the view has to begin to show a row, moved as little as possible. */
export function topToShow({ topOf }: ListRows, index: number, { top, height }: ListView): number {
  const start = topOf(index);
  const end = topOf(index + 1);
  if (start < top) return start;
  return end > top + height ? end - height : top;
}

/** Whether a row is wholly in view; one that is higher than the view, from its beginning. */
export function isShown(rows: ListRows, index: number, view: ListView): boolean {
  return index >= 0 && index < rows.count && topToShow(rows, index, view) === view.top;
}

/**
 * The row that a key moves to, with `page` rows in view; -1 in an empty list, `undefined` for keys
 * that do not move.
 */
export function rowOfKey(
  key: string,
  current: number,
  count: number,
  page: number,
): number | undefined {
  const step = Math.max(1, page - 1);
  const from = Math.max(current, 0);
  const target = {
    ArrowDown: from + 1,
    ArrowUp: from - 1,
    PageDown: from + step,
    PageUp: from - step,
    Home: 0,
    End: count - 1,
  }[key];
  if (target === undefined) return undefined;
  return Math.min(Math.max(target, 0), count - 1);
}
