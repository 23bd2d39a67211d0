import { isCjk, type Segment } from './segments.ts';

/** Regions inside each other that are looked at; a page that has more is no page of text. */
const DEEPEST = 10;
/** A gutter is at least so wide, in parts of the size of the letters. */
const GUTTER = 0.6;
/** A column has at least so many lines on either side of its gutter. */
const LINES = 3;
/** Strips that are looked at, the likeliest first. */
const STRIPS = 40;
/** Points; a page is never so wide. */
const WIDEST = 5000;

/** Where gutters run on the pages of a document: a page that ends with few lines goes by the others. */
export interface Gutters {
  /** Of all pages, in points. */
  readonly known: readonly number[];
  readonly found: Set<number>;
}

/**
 * The columns of a page in the order of reading, each with its segments from top to bottom. What
 * stands across two columns, such as a heading, is a column of its own between what is above and below.
 */
export function columnsOf(segments: readonly Segment[], gutters: Gutters, depth = 0): Segment[][] {
  if (segments.length === 0) return [];
  const gutter = depth < DEEPEST ? gutterIn(segments, gutters) : null;
  if (gutter === null) return [segments.toSorted((one, other) => one.base - other.base)];
  return bandsOf(segments, gutter).flatMap(({ isAcross, own }) => {
    if (isAcross) return columnsOf(own, gutters, depth + 1);
    const left = own.filter(({ end }) => end <= gutter + 1);
    const right = own.filter(({ end }) => end > gutter + 1);
    return [...columnsOf(left, gutters, depth + 1), ...columnsOf(right, gutters, depth + 1)];
  });
}

interface Band {
  readonly isAcross: boolean;
  readonly own: Segment[];
}

/** What stands across a gutter, and what stands on both sides of it, from top to bottom. */
function bandsOf(segments: readonly Segment[], gutter: number): Band[] {
  const across = segments.filter((segment) => isAcross(segment, gutter));
  const bands: Band[] = [];
  const sorted = segments.toSorted((one, other) => one.base - other.base);
  for (const segment of sorted) {
    const belongsAcross =
      isAcross(segment, gutter) ||
      across.some(
        ({ top, bottom }) =>
          segment.base > top && segment.base <= bottom + 0.01 && segment.size > 0,
      );
    const last = bands.at(-1);
    if (last?.isAcross === belongsAcross) last.own.push(segment);
    else bands.push({ isAcross: belongsAcross, own: [segment] });
  }
  return bands;
}

function isAcross({ start, end }: Segment, gutter: number): boolean {
  return start < gutter - 1 && end > gutter + 1;
}

function gutterIn(segments: readonly Segment[], { known, found }: Gutters): number | null {
  const gutter = findGutter(segments);
  if (gutter !== null) {
    found.add(gutter);
    return gutter;
  }
  return known.slice(0, STRIPS).find((at) => isGutter(segments, at, 1)) ?? null;
}

/** Where a gutter runs between two columns of text; `null` where there is only one. */
function findGutter(segments: readonly Segment[]): number | null {
  if (segments.length < 2 * LINES) return null;
  const first = Math.floor(Math.min(...segments.map(({ start }) => start)));
  const last = Math.ceil(Math.max(...segments.map(({ end }) => end)));
  const width = last - first;
  const size = medianOf(segments.map((segment) => segment.size));
  if (!(width > size * 12) || width > WIDEST) return null;
  // How many segments stand over each point of the line.
  const changes = new Int32Array(width + 2);
  for (const { start, end } of segments) {
    const [from, to] = [Math.floor(start) - first + 1, Math.ceil(end) - first];
    if (to <= from) continue;
    changes[from] = (changes[from] ?? 0) + 1;
    changes[to] = (changes[to] ?? 0) - 1;
  }
  const over: number[] = [];
  let count = 0;
  for (const change of changes) over.push((count += change));
  return bestGutter(segments, over, first, size);
}

/** The free strip that fewest segments cross, of those the widest, with columns on both sides. */
function bestGutter(
  segments: readonly Segment[],
  over: readonly number[],
  first: number,
  size: number,
): number | null {
  const margin = Math.max(size * 4, over.length * 0.08);
  const strips: { readonly at: number; readonly across: number; readonly width: number }[] = [];
  for (let at = Math.ceil(margin); at < over.length - margin; at += 1) {
    const across = over[at] ?? 0;
    if (across >= (over[at - 1] ?? 0)) continue;
    let end = at;
    while ((over[end + 1] ?? Infinity) <= across) end += 1;
    const width = end - at + 1;
    if (width >= size * GUTTER) strips.push({ at: first + (at + end) / 2, across, width });
  }
  const best = strips
    .toSorted((one, other) => one.across - other.across || other.width - one.width)
    .slice(0, STRIPS)
    .find(({ at }) => isGutter(segments, at));
  return best?.at ?? null;
}

/** Whether text stands on both sides of a line, as in columns, and not the cells of a table. */
function isGutter(segments: readonly Segment[], at: number, least = LINES): boolean {
  const left = segments.filter(({ end }) => end <= at + 1);
  const right = segments.filter(({ start }) => start >= at - 1);
  if (left.length < least || right.length < least) return false;
  // Where other pages have a gutter, little is enough, but nothing may speak against it.
  const others = segments.length - left.length - right.length;
  if (least < LINES && others > Math.min(left.length, right.length)) return false;
  const [leftTop, leftBottom] = extentOf(left);
  const [rightTop, rightBottom] = extentOf(right);
  const [top, bottom] = [Math.max(leftTop, rightTop), Math.min(leftBottom, rightBottom)];
  if (top >= bottom) return false;
  // A few wide gaps in the lines of one column are no gutter.
  const across = segments.filter(
    (segment) => isAcross(segment, at) && segment.base > top && segment.base <= bottom,
  );
  if (across.length > Math.min(left.length, right.length)) return false;
  return isText(left, least) && isText(right, least);
}

function extentOf(segments: readonly Segment[]): [number, number] {
  return [
    Math.min(...segments.map(({ top }) => top)),
    Math.max(...segments.map(({ bottom }) => bottom)),
  ];
}

/** Whether segments are lines of text: most of the words stand in such as are as wide as the widest. */
function isText(segments: readonly Segment[], least: number): boolean {
  const rows = rowsOf(segments);
  const widths = rows.map(({ width }) => width).toSorted((one, other) => one - other);
  const usual = widths[Math.floor(widths.length * 0.9)] ?? 0;
  let [lines, inLines, all] = [0, 0, 0];
  for (const { length, width } of rows) {
    all += length;
    if (length < 14 || width < usual * 0.4) continue;
    inLines += length;
    lines += 1;
  }
  return lines >= least && inLines >= all * 0.6;
}

/** Length in characters and width of lines; words in a narrow column may stand far from each other. */
function rowsOf(segments: readonly Segment[]): { length: number; width: number }[] {
  const rows: { length: number; width: number; last: Segment }[] = [];
  const sorted = segments.toSorted(
    (one, other) => one.base - other.base || one.start - other.start,
  );
  for (const segment of sorted) {
    const row = rows.at(-1);
    const length = segment.text.length * (isCjk(segment.text[0]) ? 2 : 1);
    const gap = segment.start - (row?.last.end ?? 0);
    const isSame =
      row !== undefined &&
      Math.abs(row.last.base - segment.base) < segment.size * 0.1 &&
      gap < segment.size * 2.2;
    if (isSame) {
      row.length += length;
      row.width += gap + segment.end - segment.start;
      row.last = segment;
    } else rows.push({ length, width: segment.end - segment.start, last: segment });
  }
  return rows;
}

export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
