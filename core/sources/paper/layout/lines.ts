import type { Segment } from './segments.ts';

/** A line of a column. */
export interface Line extends Segment {
  /** From 1. */
  readonly page: number;
  /** Parts of it that stand far from each other, as the cells of a table do. */
  readonly cells: readonly string[];
  /** Where the first word ends: what must have room at the end of the line before. */
  readonly firstWord: number;
}

/** Segments of a column as lines, from top to bottom. */
export function linesOf(segments: readonly Segment[], page: number): Line[] {
  const rows: Segment[][] = [];
  for (const segment of segments) {
    const row = rows.at(-1);
    const last = row?.at(-1);
    const isSame =
      row !== undefined &&
      last !== undefined &&
      overlap(last, segment) > 0.5 * Math.min(heightOf(last), heightOf(segment)) &&
      row.every(({ start, end }) => segment.start >= end - 1 || segment.end <= start + 1);
    if (isSame) row.push(segment);
    else rows.push([segment]);
  }
  const sorted = rows.map((row) => row.toSorted((one, other) => one.start - other.start));
  return sorted.map((row, index) => {
    const near = sorted.slice(Math.max(0, index - 2), index + 3).filter((other) => other !== row);
    return lineOf(row, page, (segment) => {
      const aligned = near.filter((other) =>
        other.some(({ start }) => Math.abs(start - segment.start) < segment.size * 0.6),
      );
      return aligned.length >= Math.min(2, near.length);
    });
  });
}

function heightOf({ top, bottom }: Segment): number {
  return bottom - top;
}

function overlap(one: Segment, other: Segment): number {
  return Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
}

/**
 * @param isAligned whether lines near it have something that begins at the same place: in a table they
 *   have, while the wide gaps of a narrow column stand anywhere
 */
function lineOf(
  row: readonly Segment[],
  page: number,
  isAligned: (segment: Segment) => boolean,
): Line {
  const main = row.reduce((best, each) => (each.text.length > best.text.length ? each : best));
  const cells: string[] = [];
  let end = -Infinity;
  for (const segment of row) {
    const isNear = segment.start - end < segment.size * 1.5 || !isAligned(segment);
    const before = isNear ? cells.pop() : undefined;
    cells.push(before === undefined ? segment.text : `${before} ${segment.text}`);
    end = segment.end;
  }
  const [first = main] = row;
  const word = /^\S+/u.exec(first.text)?.[0].length ?? 0;
  return {
    ...main,
    text: cells.join('\t'),
    cells,
    start: first.start,
    end: row.at(-1)?.end ?? main.end,
    top: Math.min(...row.map(({ top }) => top)),
    bottom: Math.max(...row.map(({ bottom }) => bottom)),
    isPure: row.every(({ isPure, font }) => isPure && font === main.font),
    page,
    firstWord: ((first.end - first.start) * word) / Math.max(1, first.text.length),
  };
}
