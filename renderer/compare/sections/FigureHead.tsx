import type { ComparedArticle } from '#core/compare/comparison/comparison.ts';

import { articleName } from '../../model/compare/rows/article-names.ts';

/** The head of a table of figures: what its rows are, then a column for each article. */
export function FigureHead({
  rows,
  articles,
}: {
  readonly rows: string;
  readonly articles: readonly Pick<ComparedArticle, 'id' | 'outlet' | 'title'>[];
}) {
  return (
    <thead>
      <tr>
        <th scope="col">{rows}</th>
        {articles.map((article) => (
          <th key={article.id} scope="col" title={article.title}>
            <bdi>{articleName(article)}</bdi>
          </th>
        ))}
      </tr>
    </thead>
  );
}
