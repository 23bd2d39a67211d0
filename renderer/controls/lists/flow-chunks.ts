/** A stretch of a list's rows. */
export interface Chunk<T> {
  /** Index of its first row in the list. */
  readonly from: number;
  readonly rows: readonly T[];
  /** CSS pixels that it may take. */
  readonly height: number;
}

/** Rows of a stretch: as many as are drawn at once. */
const SIZE = 25;

/** The rows of a list in stretches that are drawn or not drawn as one. */
export function chunksOf<T>(rows: readonly T[], estimate: (row: T) => number): readonly Chunk<T>[] {
  return Array.from({ length: Math.ceil(rows.length / SIZE) }, (_, index) => {
    const from = index * SIZE;
    const part = rows.slice(from, from + SIZE);
    return { from, rows: part, height: part.reduce((sum, row) => sum + estimate(row), 0) };
  });
}
