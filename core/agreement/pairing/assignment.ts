import { doAtOnce, type Slices } from '../../collections/slices.ts';

/** How costs are added and compared, so that they may be numbers or numbers with a tie-break. */
export interface CostScale<C> {
  readonly zero: C;
  readonly plus: (a: C, b: C) => C;
  readonly minus: (a: C, b: C) => C;
  readonly less: (a: C, b: C) => boolean;
}

/** Plain numbers as costs. */
export const NUMBER_COSTS: CostScale<number> = {
  zero: 0,
  plus: (a, b) => a + b,
  minus: (a, b) => a - b,
  less: (a, b) => a < b,
};

/** A row and a column that may be matched. Leaving both alone costs nothing, so a cost is negative. */
export interface Match<R, L, C> {
  readonly row: R;
  readonly column: L;
  readonly cost: C;
}

interface RowNode<R, L, C> {
  readonly row: R;
  readonly arcs: { readonly column: ColumnNode<R, L, C>; readonly cost: C }[];
  potential: C;
  partner: ColumnNode<R, L, C> | null;
}

interface ColumnNode<R, L, C> {
  readonly column: L;
  potential: C;
  partner: RowNode<R, L, C> | null;
}

/** How a column was reached from the row that is being placed. */
interface Reached<R, L, C> {
  readonly column: ColumnNode<R, L, C>;
  from: RowNode<R, L, C>;
  distance: C;
  settled: boolean;
}

/**
 * The one-to-one matching with the least total cost, exactly: successive shortest augmenting paths
 * with potentials (Kuhn 1955; Edmonds and Karp 1972), each row placed in turn and free to stay alone.
 *
 * Worst case O(r·(m + c²)) for r rows, c columns and m allowed matches of one connected component,
 * O(n³) where everything may be matched with everything; each search stays near its row, so that
 * a long chain of small overlaps costs little more than its length. Of equally cheap matchings the
 * one with the rows and columns that come first in `matches` is preferred.
 */
export function cheapestMatching<R, L, C>(
  matches: readonly Match<R, L, C>[],
  scale: CostScale<C>,
): [R, L][] {
  return doAtOnce(cheapestMatchingInSlices(matches, scale));
}

/** `cheapestMatching`, with pauses. */
export function* cheapestMatchingInSlices<R, L, C>(
  matches: readonly Match<R, L, C>[],
  scale: CostScale<C>,
): Slices<[R, L][]> {
  const rows = buildGraph(matches, scale.zero);
  for (const [place, row] of rows.entries()) {
    yield* placeRow(row, scale);
    if (place % STRIDE === STRIDE - 1) yield place / rows.length;
  }
  return rows.flatMap(({ row, partner }): [R, L][] => (partner ? [[row, partner.column]] : []));
}

/** Rows that are placed between two pauses, and columns among which the nearest is looked for. */
const STRIDE = 64;

function buildGraph<R, L, C>(matches: readonly Match<R, L, C>[], zero: C): RowNode<R, L, C>[] {
  const rows = new Map<R, RowNode<R, L, C>>();
  const columns = new Map<L, ColumnNode<R, L, C>>();
  for (const { row, column, cost } of matches) {
    const rowNode = rows.get(row) ?? { row, arcs: [], potential: zero, partner: null };
    const columnNode = columns.get(column) ?? { column, potential: zero, partner: null };
    rows.set(row, rowNode);
    columns.set(column, columnNode);
    rowNode.arcs.push({ column: columnNode, cost });
  }
  return [...rows.values()];
}

/** Finds the cheapest way to give `source` a partner or leave some row alone, and takes it. */
function* placeRow<R, L, C>(source: RowNode<R, L, C>, scale: CostScale<C>): Slices<void> {
  const { plus, minus, less, zero } = scale;
  const reached = new Map<ColumnNode<R, L, C>, Reached<R, L, C>>();
  const settledRows: { readonly row: RowNode<R, L, C>; readonly distance: C }[] = [];
  let row = source;
  let distance = zero;
  let alone = source;
  let shortest = minus(zero, source.potential);
  let free: ColumnNode<R, L, C> | null = null;
  for (;;) {
    settledRows.push({ row, distance });
    const toStayAlone = minus(distance, row.potential);
    if (less(toStayAlone, shortest)) {
      shortest = toStayAlone;
      alone = row;
    }
    for (const { column, cost } of row.arcs) {
      const reduced = minus(minus(cost, row.potential), column.potential);
      const through = plus(distance, reduced);
      const known = reached.get(column);
      if (!known) {
        reached.set(column, { column, from: row, distance: through, settled: false });
      } else if (!known.settled && less(through, known.distance)) {
        known.distance = through;
        known.from = row;
      }
    }
    const next = nearest(reached.values(), less);
    if (!next || !less(next.distance, shortest)) break;
    if (!next.column.partner) {
      shortest = next.distance;
      free = next.column;
      break;
    }
    next.settled = true;
    if (reached.size > STRIDE) yield 0;
    row = next.column.partner;
    distance = next.distance;
  }
  for (const settled of settledRows) {
    settled.row.potential = plus(settled.row.potential, minus(shortest, settled.distance));
  }
  for (const { column, distance: to, settled } of reached.values()) {
    if (settled) column.potential = minus(column.potential, minus(shortest, to));
  }
  let column = free;
  if (!column) {
    column = alone.partner;
    alone.partner = null;
  }
  // Back along the path: every column on it goes to the row from which it was reached.
  while (column) {
    const from: RowNode<R, L, C> | undefined = reached.get(column)?.from;
    if (!from) break;
    const given: ColumnNode<R, L, C> | null = from.partner;
    column.partner = from;
    from.partner = column;
    column = given;
  }
}

/** The unsettled column at the least distance, the first of several. */
function nearest<R, L, C>(
  reached: Iterable<Reached<R, L, C>>,
  less: (a: C, b: C) => boolean,
): Reached<R, L, C> | null {
  let best: Reached<R, L, C> | null = null;
  for (const candidate of reached) {
    if (candidate.settled) continue;
    if (!best || less(candidate.distance, best.distance)) best = candidate;
  }
  return best;
}
