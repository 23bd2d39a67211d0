import type { TableRow } from '#core/compare/table/table-types.ts';

import type { CompareState, LinePlace } from '../../state/compare-state.ts';

interface Grid {
  readonly rows: readonly TableRow[];
  /** Numbers of the articles that have a column. */
  readonly columns: readonly number[];
}

/** How many rows Page Up and Page Down go past. */
const PAGE = 5;

/**
 * Where a key takes the cursor: from line to line and row to row, from column to column; `undefined` for
 * another key, or at the edge.
 */
export function moveInTable(
  { rows, columns }: Grid,
  { cell, line }: Pick<CompareState, 'cell' | 'line'>,
  key: string,
): LinePlace | undefined {
  const row = Math.max(
    rows.findIndex((each) => each.key === cell?.row),
    0,
  );
  const column = Math.max(columns.indexOf(cell?.article ?? -1), 0);
  const at = (toRow: number, toColumn: number, toLine: number): LinePlace | undefined => {
    const target = rows[Math.max(0, Math.min(toRow, rows.length - 1))];
    const article = columns[Math.max(0, Math.min(toColumn, columns.length - 1))];
    if (!target || article === undefined) return undefined;
    const lines = target.cells[article]?.renderings.length ?? 0;
    return {
      row: target.key,
      article,
      line: toLine < 0 ? Math.max(lines - 1, 0) : Math.min(toLine, Math.max(lines - 1, 0)),
    };
  };
  const lines = rows[row]?.cells[columns[column] ?? -1]?.renderings.length ?? 0;
  switch (key) {
    case 'ArrowDown':
      if (line + 1 < lines) return at(row, column, line + 1);
      return row + 1 < rows.length ? at(row + 1, column, 0) : undefined;
    case 'ArrowUp':
      if (line > 0) return at(row, column, line - 1);
      return row > 0 ? at(row - 1, column, -1) : undefined;
    case 'ArrowRight':
      return column + 1 < columns.length ? at(row, column + 1, 0) : undefined;
    case 'ArrowLeft':
      return column > 0 ? at(row, column - 1, 0) : undefined;
    case 'Home':
      return at(row, 0, 0);
    case 'End':
      return at(row, columns.length - 1, 0);
    case 'PageDown':
      return at(row + PAGE, column, 0);
    case 'PageUp':
      return at(row - PAGE, column, 0);
    default:
      return undefined;
  }
}
