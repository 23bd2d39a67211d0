import { columnsOf } from './layout/columns.ts';
import { linesOf, type Line } from './layout/lines.ts';
import { marginsOf } from './layout/margins.ts';
import type { Flow } from './layout/page-text.ts';
import { shapeOf, type ColumnShape } from './layout/paragraphs.ts';
import type { PageText } from './read-pages.ts';
import { segmentsOf, type Segment } from './layout/segments.ts';

/** Lines that stand in one column, or that are left out for one reason. */
export interface Column {
  readonly lines: readonly Line[];
  readonly shape: ColumnShape;
  /** Why they are no part of the text; `null` for the text. */
  readonly aside: ColumnAside | null;
}

export type ColumnAside =
  | { readonly type: 'repeated'; readonly pages: number }
  | { readonly type: 'page-number' }
  | { readonly type: 'artifact' }
  | { readonly type: 'turned' }
  | { readonly type: 'invisible' };

/** The columns of all pages in the order of reading, what is left out of a page before or behind it. */
export function layOut(pages: readonly PageText[], isRecognised: boolean): Column[] {
  const laid = pages.map((page) => ({
    number: page.number,
    flows: page.flows.map((flow) => ({ ...flow, segments: segmentsOf(flow) })),
  }));
  // Heads are set in horizontal lines even where the text is not.
  const upright = laid.map(({ flows }) =>
    flows.find(({ direction }) => direction === 'horizontal'),
  );
  const margins = marginsOf(
    upright.map((flow) => ({ segments: flow?.segments ?? [], depth: flow?.depth ?? 0 })),
  );
  const parted = laid.map(({ number, flows }, index) => ({
    number,
    ...partsOf(flows, number, margins[index] ?? new Map<Segment, number>(), isRecognised),
  }));
  const gutters = { known: [], found: new Set<number>() };
  for (const { bodies } of parted) for (const body of bodies) columnsOf(body, gutters);
  const known = { known: [...gutters.found], found: new Set<number>() };
  return parted.flatMap(({ number, bodies, heads, feet }) => {
    const columns = bodies
      .flatMap((body) => columnsOf(body, known))
      .map((column): Column => {
        const lines = linesOf(column, number);
        return { lines, shape: shapeOf(lines), aside: null };
      });
    return [...together(heads), ...withNeighbours(columns), ...together(feet)];
  });
}

/** What of a page is text, flow by flow, and what is left out of it above and below. */
function partsOf(
  flows: readonly (Flow & { readonly segments: readonly Segment[] })[],
  page: number,
  repeated: ReadonlyMap<Segment, number>,
  isRecognised: boolean,
): { readonly bodies: Segment[][]; readonly heads: Column[]; readonly feet: Column[] } {
  const all = flows.flatMap(({ segments }) => segments);
  const artifacts = all.filter(({ isArtifact }) => isArtifact).length;
  const parts = { bodies: [] as Segment[][], heads: [] as Column[], feet: [] as Column[] };
  for (const { segments, direction, depth } of flows) {
    const body: Segment[] = [];
    for (const segment of segments) {
      const aside = asideOf(segment, {
        count: repeated.get(segment),
        isTurned: direction === 'turned',
        // Some programs mark everything.
        trusts: artifacts * 2 < all.length,
        isRecognised,
      });
      if (aside === null) {
        body.push(segment);
        continue;
      }
      const lines = linesOf([segment], page);
      const isHead = segment.base < depth / 2 && aside.type !== 'turned';
      (isHead ? parts.heads : parts.feet).push({ lines, shape: shapeOf(lines), aside });
    }
    parts.bodies.push(body);
  }
  return parts;
}

function asideOf(
  segment: Segment,
  at: {
    readonly count: number | undefined;
    readonly isTurned: boolean;
    readonly trusts: boolean;
    readonly isRecognised: boolean;
  },
): ColumnAside | null {
  if (segment.isInvisible && !at.isRecognised) return { type: 'invisible' };
  if (at.count !== undefined) {
    return at.count > 1 ? { type: 'repeated', pages: at.count } : { type: 'page-number' };
  }
  if (segment.isArtifact && at.trusts) return { type: 'artifact' };
  return at.isTurned ? { type: 'turned' } : null;
}

/** What is left out for the same reason in the same line is one. */
function together(columns: readonly Column[]): Column[] {
  const joined: Column[] = [];
  for (const column of columns.toSorted((one, other) => baseOf(one) - baseOf(other))) {
    const last = joined.at(-1);
    const isSame =
      last !== undefined &&
      last.aside?.type === column.aside?.type &&
      column.aside?.type !== 'turned' &&
      Math.abs(baseOf(last) - baseOf(column)) < 3;
    if (isSame) {
      const segments = [...last.lines, ...column.lines];
      const lines = linesOf(segments, segments[0]?.page ?? 1);
      joined[joined.length - 1] = { ...last, lines };
    } else joined.push(column);
  }
  return joined;
}

function baseOf({ lines }: Column): number {
  return lines[0]?.base ?? 0;
}

/** A few lines alone do not show how wide their column is: the longest column at the same edge does. */
function withNeighbours(columns: readonly Column[]): Column[] {
  return columns.map((column) => {
    if (column.lines.length > 4) return column;
    const [first] = column.lines;
    const size = first?.size ?? 1;
    const neighbours = columns.filter(
      ({ lines, shape }) =>
        lines.length > column.lines.length &&
        Math.abs(shape.start - column.shape.start) < size &&
        shape.end >= column.shape.end - size,
    );
    const [best] = neighbours.toSorted((one, other) => other.lines.length - one.lines.length);
    if (!best) return column;
    const { start, end, leading } = best.shape;
    const isAlone = column.lines.length < 3;
    return {
      ...column,
      shape: { start, end, leading: isAlone ? leading : column.shape.leading },
    };
  });
}
