/** Who may be matched with whom: for each row the indexes of its columns. */
export type Neighbours = readonly (readonly number[])[];

const FREE = -1;

/**
 * Size of the largest one-to-one matching of rows with columns: Hopcroft and Karp 1973, O(m·√n).
 */
export function largestMatchingSize(neighbours: Neighbours): number {
  const rowOf = new Map<number, number>();
  const matched = neighbours.map(() => FREE);
  let size = 0;
  for (;;) {
    const layers = layersFromFreeRows(neighbours, matched, rowOf);
    if (!layers) return size;
    neighbours.forEach((_, row) => {
      if (matched[row] === FREE && augmentFrom(row, neighbours, layers, matched, rowOf)) size += 1;
    });
  }
}

/**
 * Steps of each row from the nearest free row along alternating paths, as far as the shortest path
 * that ends in a free column; `null` if there is none.
 */
function layersFromFreeRows(
  neighbours: Neighbours,
  matched: readonly number[],
  rowOf: ReadonlyMap<number, number>,
): Map<number, number> | null {
  const layers = new Map<number, number>();
  const queue: number[] = [];
  matched.forEach((column, row) => {
    if (column !== FREE) return;
    layers.set(row, 0);
    queue.push(row);
  });
  let shortest = Infinity;
  for (const row of queue) {
    const layer = layers.get(row) ?? 0;
    if (layer > shortest) {
      layers.delete(row);
      continue;
    }
    for (const column of neighbours[row] ?? []) {
      const next = rowOf.get(column);
      if (next === undefined) shortest = layer;
      else if (!layers.has(next)) {
        layers.set(next, layer + 1);
        queue.push(next);
      }
    }
  }
  return shortest < Infinity ? layers : null;
}

/** Follows the layers to a free column and swaps the path; a row without a way on is struck out. */
function augmentFrom(
  start: number,
  neighbours: Neighbours,
  layers: Map<number, number>,
  matched: number[],
  rowOf: Map<number, number>,
): boolean {
  // An explicit stack: a path may be as long as the article has tags.
  const path = [{ row: start, tried: 0 }];
  for (let step = path.at(-1); step; step = path.at(-1)) {
    const column = neighbours[step.row]?.[step.tried];
    if (column === undefined) {
      layers.delete(step.row);
      path.pop();
      continue;
    }
    step.tried += 1;
    const next = rowOf.get(column);
    if (next === undefined) {
      for (const { row, tried } of path) {
        const taken = neighbours[row]?.[tried - 1] ?? FREE;
        matched[row] = taken;
        rowOf.set(taken, row);
      }
      for (const { row } of path) layers.delete(row);
      return true;
    }
    if (layers.get(next) === (layers.get(step.row) ?? 0) + 1) path.push({ row: next, tried: 0 });
  }
  return false;
}
