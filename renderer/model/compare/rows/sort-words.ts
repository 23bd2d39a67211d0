// What the rows of the table are ordered by, as its head and a notice say it.
import type { ComparedArticle } from '#core/compare/comparison/comparison.ts';
import type { TableOrder } from '#core/compare/table/table-types.ts';

import { fullName } from './article-names.ts';

/** The column of who speaks, beside those of articles. */
export const WHO = 'who';

/** `WHO`, or the id of an article. */
export type SortColumn = string;

/** The column whose head the order was chosen in; `null` for the order of an unsorted table. */
export function sortColumnOf(order: TableOrder): SortColumn | null {
  switch (order.type) {
    case 'findings':
      return null;
    case 'who':
      return WHO;
    case 'article':
      return order.article;
  }
}

/** How a column is sorted, as a screen reader is told. */
export function ariaSort(
  order: TableOrder,
  column: SortColumn,
): 'ascending' | 'descending' | 'none' {
  if (order.type === 'findings' || sortColumnOf(order) !== column) return 'none';
  return order.isDown ? 'descending' : 'ascending';
}

/** What was done to the order, as a sentence. */
export function orderInWords(order: TableOrder, articles: readonly ComparedArticle[]): string {
  switch (order.type) {
    case 'findings':
      return 'Rows with findings first, then those in most articles.';
    case 'who':
      return order.isDown ? 'Rows by who speaks, from Z to A.' : 'Rows by who speaks, from A to Z.';
    case 'article': {
      const name = fullName(articles.find(({ id }) => id === order.article));
      return order.isDown
        ? `Rows as ${name} tells it, from its end.`
        : `Rows as ${name} tells it; what it has not comes last.`;
    }
  }
}
