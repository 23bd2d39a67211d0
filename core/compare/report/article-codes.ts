import { h, written, type HtmlElement } from '../../agreement/report/page/html.ts';
import type { Comparison } from '../comparison/comparison.ts';
import { articleName } from '../sentences/names.ts';

/**
 * A comparison whose articles have short names, each of its own, for a text that names them again and again:
 * the outlet, with a number where it has several; without one `Article 2`. Titles stand in the table of articles.
 */
export function withShortNames(comparison: Comparison): Comparison {
  const { articles } = comparison;
  const outlets = articles.map(({ outlet }) => (outlet ?? '').trim());
  return {
    ...comparison,
    articles: articles.map((article, at) => {
      const own = outlets[at] ?? '';
      const isOnly = outlets.indexOf(own) === outlets.lastIndexOf(own);
      const name = own === '' ? 'Article' : own;
      return {
        ...article,
        outlet: own !== '' && isOnly ? own : `${name} ${String(at + 1)}`,
      };
    }),
  };
}

/** Where the table of articles has one, by its place in the event. */
export function articleAnchor(at: number): string {
  return `article-${String(at + 1)}`;
}

/** The name of an article, leading to its title. */
export function articleLink({ articles }: Pick<Comparison, 'articles'>, at: number): HtmlElement {
  return h('a', { href: `#${articleAnchor(at)}` }, written(articleName(articles[at])));
}
