import { groupBy } from '../../collections/order.ts';
import { countOf } from '../../numbers.ts';
import type { ComparedArticle } from './comparison.ts';

/** A column of figures: an outlet with all its articles, or an article whose outlet is not known. */
export interface OutletColumn {
  /** Id of its first article. */
  readonly id: string;
  readonly outlet: string | null;
  /** The article's title, or of how many articles it is. */
  readonly title: string;
  /** Numbers of its articles. */
  readonly articles: readonly number[];
  /** Words of all of them that are not page furniture. */
  readonly words: number;
}

/** The columns of an event, by the first article of each outlet. */
export function outletColumns(articles: readonly ComparedArticle[]): readonly OutletColumn[] {
  const keyOf = ({ id, outlet }: ComparedArticle): string => (outlet ?? '').trim() || ` ${id}`;
  const numbered = articles.map((article, number) => ({ article, number }));
  const groups = groupBy(numbered, ({ article }) => keyOf(article));
  return [...groups.values()].flatMap((group): OutletColumn[] => {
    const [first] = group;
    if (!first) return [];
    const { id, outlet, title } = first.article;
    return [
      {
        ...{ id, outlet },
        title: group.length === 1 ? title : countOf(group.length, 'article'),
        articles: group.map(({ number }) => number),
        words: group.reduce((sum, { article }) => sum + article.words, 0),
      },
    ];
  });
}

/** How many of a value's tags, counted by article, are the column's. */
export function countIn(
  counts: readonly number[],
  { articles }: Pick<OutletColumn, 'articles'>,
): number {
  return articles.reduce((sum, article) => sum + (counts[article] ?? 0), 0);
}

/** Tags per 1,000 words, one digit behind the point. */
export function perThousand(count: number, { words }: Pick<OutletColumn, 'words'>): string {
  return words === 0 ? '–' : ((1000 * count) / words).toFixed(1);
}
