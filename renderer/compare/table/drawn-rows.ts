/** CSS pixels of a row that has not been drawn yet. */
const GUESS = 92;
/** CSS pixels drawn beyond the view, above and below. */
const MARGIN = 600;

/** The rows that are drawn, half-open, and the room that those above and below them take, in CSS pixels. */
export interface DrawnRows {
  readonly from: number;
  readonly to: number;
  readonly above: number;
  readonly below: number;
}

/**
 * Which of `count` rows are drawn: those in view and, wherever it is, the current one, so that the focus
 * stays on it. `heights`: of rows that have been drawn, by their number.
 */
export function drawnRows(
  count: number,
  current: number,
  view: { readonly top: number; readonly height: number },
  heights: ReadonlyMap<number, number>,
): DrawnRows {
  const heightOf = (row: number): number => heights.get(row) ?? GUESS;
  const sum = (from: number, to: number): number => {
    let all = 0;
    for (let row = from; row < to; row += 1) all += heightOf(row);
    return all;
  };
  let from = 0;
  let above = 0;
  while (from < count - 1 && above + heightOf(from) < view.top - MARGIN) {
    above += heightOf(from);
    from += 1;
  }
  let to = from;
  for (let drawn = above; to < count && drawn < view.top + view.height + MARGIN; to += 1)
    drawn += heightOf(to);
  const first = current >= 0 ? Math.min(from, current) : from;
  const last = Math.max(to, Math.min(current + 1, count));
  return { from: first, to: last, above: sum(0, first), below: sum(last, count) };
}
