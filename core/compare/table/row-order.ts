import { compareText } from '../../collections/order.ts';
import type { ComparedItem, Comparison } from '../comparison/comparison.ts';
import type { TableOrder, TableRow } from './table-types.ts';

/** Names as people look them up: capitals and accents make no difference at first. */
const collator = new Intl.Collator('en', { sensitivity: 'base' });

/**
 * The rows in the order that was chosen. Rows that have not what they are ordered by come last, whichever
 * way; of equals, those with findings, then those in most articles, then those told first.
 */
export function inOrder(
  rows: readonly TableRow[],
  order: TableOrder,
  { articles }: Pick<Comparison, 'articles'>,
  items: readonly ComparedItem[],
): readonly TableRow[] {
  const byFindings = rows.toSorted((a, b) => compareByFindings(a, b, items));
  if (order.type === 'findings') return byFindings;
  const way = order.isDown ? -1 : 1;
  const sorted = <K>(
    keyOf: (row: TableRow) => K | null,
    compare: (a: K, b: K) => number,
  ): readonly TableRow[] => {
    const keyed = byFindings.map((row) => ({ row, key: keyOf(row) }));
    return keyed
      .toSorted((a, b) =>
        a.key === null || b.key === null
          ? Number(a.key === null) - Number(b.key === null)
          : way * compare(a.key, b.key),
      )
      .map(({ row }) => row);
  };
  if (order.type === 'who') {
    return sorted(
      ({ who }) => who,
      (a, b) => collator.compare(a, b) || compareText(a, b),
    );
  }
  const column = articles.findIndex(({ id }) => id === order.article);
  return sorted(
    (row) => firstPlaceIn(row, column, items),
    (a, b) => a - b,
  );
}

/** Where an article first has words of a row, in UTF-16 code units; what is only offered is not in it. */
function firstPlaceIn(
  { cells }: TableRow,
  column: number,
  items: readonly ComparedItem[],
): number | null {
  const starts = (cells[column]?.renderings ?? []).flatMap(({ item, state }) =>
    state === 'offered' ? [] : (items[item]?.fragments[0]?.start ?? []),
  );
  return starts.length > 0 ? Math.min(...starts) : null;
}

function compareByFindings(a: TableRow, b: TableRow, items: readonly ComparedItem[]): number {
  const [first, second] = [items[a.base], items[b.base]];
  return (
    Number(b.findings.length > 0) - Number(a.findings.length > 0) ||
    b.articles - a.articles ||
    (first?.article ?? 0) - (second?.article ?? 0) ||
    (first?.fragments[0]?.start ?? 0) - (second?.fragments[0]?.start ?? 0)
  );
}
