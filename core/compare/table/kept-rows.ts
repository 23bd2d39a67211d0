import type { Comparison } from '../comparison/comparison.ts';
import type { TableRow } from './table-types.ts';

/** A row and all that it was made from; the same things make the same row. */
interface KeptRow {
  readonly madeFrom: readonly unknown[];
  readonly row: TableRow;
}

const KEPT = new WeakMap<Comparison, Map<string, KeptRow>>();

/**
 * The rows of the last table of a comparison, so that a link or a refusal makes only those rows again that it
 * is about; all others stay the very same objects.
 */
export class KeptRows {
  private readonly before: ReadonlyMap<string, KeptRow>;
  private readonly now = new Map<string, KeptRow>();

  constructor(comparison: Comparison) {
    this.before = KEPT.get(comparison) ?? new Map<string, KeptRow>();
    KEPT.set(comparison, this.now);
  }

  /** The row of a key, made again if it is not made from the very same. */
  rowOf(key: string, madeFrom: readonly unknown[], make: () => TableRow): TableRow {
    const kept = this.before.get(key);
    const isSame =
      kept?.madeFrom.length === madeFrom.length &&
      kept.madeFrom.every((each, at) => Object.is(each, madeFrom[at]));
    const row = kept && isSame ? kept.row : make();
    this.now.set(key, { madeFrom, row });
    return row;
  }
}
