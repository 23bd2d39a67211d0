// Tables of articles, such as press databases export: which columns hold what, and an article of each row.
// Where such a table comes from (lines of cells, JSON) is the business of one file each.
import type { LeftOut } from '../reading.ts';

/** One row, or one record. */
export interface TableRow {
  /** As a person counts: `row 12`. */
  readonly item: string;
  /** What stands in each column, in the order of the columns; a record may have several values there. */
  readonly cells: ReadonlyMap<string, readonly string[]>;
}

/** A table as it was read, before it is known what its columns hold. */
export interface Table {
  /** Of the columns, all different; of nested records with dots: `source.name`. */
  readonly names: readonly string[];
  readonly rows: readonly TableRow[];
  /** Rows that cannot be read. */
  readonly leftOut: readonly LeftOut[];
  /** Whole sentences. */
  readonly warnings: readonly string[];
}

/** Most cells and rows that are read: all are in memory at once. */
export const TABLE_LIMITS = { cells: 10_000_000, rows: 10_000, columns: 1000 } as const;

/** Why a table with more rows is not read. */
export const TOO_MANY_ROWS = `It has more than ${TABLE_LIMITS.rows.toLocaleString('en')} rows, which is the limit. Split it into several files.`;
