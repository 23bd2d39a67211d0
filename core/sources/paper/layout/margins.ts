import type { Segment } from './segments.ts';

/** What of a page is looked at for running heads: a page in reading coordinates. */
export interface MarginPage {
  readonly segments: readonly Segment[];
  /** Extent across lines, in points. */
  readonly depth: number;
}

/** Rows at either end of a page that may be running heads. */
const ROWS = 4;
/** Points by which the same head may stand higher or lower. */
const TOLERANCE = 4;

interface Row {
  readonly page: number;
  readonly segments: readonly Segment[];
  readonly text: string;
  /** From the end of the page at which it stands. */
  readonly distance: number;
  readonly shape: string;
}

/**
 * Running heads, running feet and page numbers: what stands at the same place at an end of several
 * pages and has the same words but for a number. Only the outermost rows, one after another.
 * @returns for each page what of it is one, and how many pages have it there
 */
export function marginsOf(pages: readonly MarginPage[]): Map<Segment, number>[] {
  const found = pages.map(() => new Map<Segment, number>());
  for (const side of ['top', 'bottom'] as const) {
    const rows = pages.map((page, index) => rowsAt(page, index, side));
    const counts = countShapes(rows.flat());
    for (const [index, own] of rows.entries()) {
      for (const row of own) {
        const count = repeats(row, counts);
        const isNumber = count < 2 && isPageNumber(row, own, pages.length);
        if (count < 2 && !isNumber) break;
        for (const segment of row.segments) found[index]?.set(segment, count);
      }
    }
  }
  return found;
}

/** The outermost rows of a page, from its end inwards. */
function rowsAt({ segments, depth }: MarginPage, page: number, side: 'top' | 'bottom'): Row[] {
  const sign = side === 'top' ? 1 : -1;
  const sorted = segments.toSorted((one, other) => sign * (one.base - other.base));
  const rows: Segment[][] = [];
  for (const segment of sorted) {
    const last = rows.at(-1)?.[0];
    if (last && Math.abs(last.base - segment.base) < last.size * 0.5) rows.at(-1)?.push(segment);
    else if (rows.length < ROWS) rows.push([segment]);
    else break;
  }
  return rows.map((row) => {
    const text = row
      .toSorted((one, other) => one.start - other.start)
      .map((segment) => segment.text)
      .join(' ');
    const base = row[0]?.base ?? 0;
    return {
      page,
      segments: row,
      text,
      distance: side === 'top' ? base : depth - base,
      shape: `${side} ${shapeOf(text)}`,
    };
  });
}

/** A text without what changes from page to page. */
function shapeOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .replace(/\p{N}+/gu, '#')
    .replace(/^[ivxlc]+$/u, '#')
    .replace(/^# (?=\D)|(?<=\D) #$/gu, '')
    .trim();
}

/** Distances at which each shape stands. */
function countShapes(rows: readonly Row[]): Map<string, Row[]> {
  const byShape = new Map<string, Row[]>();
  for (const row of rows) {
    const known = byShape.get(row.shape);
    if (known) known.push(row);
    else byShape.set(row.shape, [row]);
  }
  return byShape;
}

/** On how many pages the same stands at the same place. */
function repeats(row: Row, byShape: ReadonlyMap<string, readonly Row[]>): number {
  if (row.distance > 150) return 0;
  const pages = new Set<number>();
  for (const { distance, page } of byShape.get(row.shape) ?? []) {
    if (Math.abs(distance - row.distance) <= TOLERANCE) pages.add(page);
  }
  return pages.size;
}

/** A number alone at the very end of a page, well apart from its text. */
function isPageNumber(row: Row, rows: readonly Row[], pages: number): boolean {
  if (rows[0] !== row || row.distance > 90) return false;
  const text = row.text.trim();
  const isNumber =
    /^(?:[-–—]\s*)?(?:\p{L}{1,6}\.?\s*)?\d{1,4}(?:\s*(?:\/|of|von|de|di|van|z|из)\s*\d{1,4})?(?:\s*[-–—])?$/iu.test(
      text,
    );
  if (!isNumber) return false;
  const number = Number(/\d+/u.exec(text)?.[0]);
  const next = rows[1];
  const [segment] = row.segments;
  const isApart =
    next === undefined ||
    (segment !== undefined && Math.abs(next.distance - row.distance) > segment.size * 1.8);
  return isApart && (pages > 1 || number === 1 || /\D/u.test(text));
}
