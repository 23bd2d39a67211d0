/** CSS pixels of a row that has not been drawn yet. */
const GUESS = 92;
/** CSS pixels drawn beyond the view, above and below. */
const MARGIN = 600;

/** What of a table is in view, in CSS pixels. */
export interface TableView {
  readonly top: number;
  readonly height: number;
}

/** Rows that are drawn one after the other, half-open. */
export interface DrawnStretch {
  readonly from: number;
  readonly to: number;
  /** CSS pixels that the rows between the stretch before and this one take. */
  readonly above: number;
}

export interface DrawnRows {
  /** In the order of the table: those in view and, where it is elsewhere, the current one alone. */
  readonly stretches: readonly DrawnStretch[];
  /** CSS pixels that the rows behind the last stretch take. */
  readonly below: number;
}

/** Height in CSS pixels of a row by its number; `undefined` for one that has not been drawn yet. */
export type RowHeights = (row: number) => number | undefined;

/** The rows, half-open, that are in view or within so many CSS pixels of it. */
function rowsWithin(
  count: number,
  { top, height }: TableView,
  heights: RowHeights,
  margin: number,
): { readonly from: number; readonly to: number } {
  const heightOf = (row: number): number => heights(row) ?? GUESS;
  let from = 0;
  let above = 0;
  while (from < count - 1 && above + heightOf(from) < top - margin) {
    above += heightOf(from);
    from += 1;
  }
  let to = from;
  for (let drawn = above; to < count && drawn < top + height + margin; to += 1)
    drawn += heightOf(to);
  return { from, to };
}

/**
 * Which of `count` rows are drawn: those in or near the view and, wherever it is, the current one, so that
 * the focus stays on it.
 */
export function drawnRows(
  count: number,
  current: number,
  view: TableView,
  heights: RowHeights,
): DrawnRows {
  const sum = (from: number, to: number): number => {
    let all = 0;
    for (let row = from; row < to; row += 1) all += heights(row) ?? GUESS;
    return all;
  };
  const near = rowsWithin(count, view, heights, MARGIN);
  const isApart = current >= 0 && current < count && (current < near.from || current >= near.to);
  const alone = { from: current, to: current + 1 };
  const drawn = !isApart ? [near] : current < near.from ? [alone, near] : [near, alone];
  return {
    stretches: drawn.map(({ from, to }, at) => ({
      ...{ from, to },
      above: sum(drawn[at - 1]?.to ?? 0, from),
    })),
    below: sum(drawn.at(-1)?.to ?? 0, count),
  };
}

/** Whether everything in view is among the rows that are drawn. */
export function isInDrawn(
  { stretches }: DrawnRows,
  count: number,
  view: TableView,
  heights: RowHeights,
): boolean {
  const seen = rowsWithin(count, view, heights, 0);
  return stretches.some(({ from, to }) => from <= seen.from && to >= seen.to);
}
