import { h, joined, labelled, type Child } from './html.ts';
import { characters } from './html-figures.ts';
import {
  articleEntry,
  articleLink,
  MOST_ARTICLES,
  pairName,
  type ReportNames,
} from './html-names.ts';
import type { AgreementReport, ArticleCoverage } from '../report.ts';
import { countOf, grouped } from '../../../numbers.ts';

/** How many articles the comparisons rest on, of how many there are. */
export function articlesInWords({ articles, pairs }: AgreementReport): string {
  const counts = pairs.map((pair) => pair.articles.length);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  const all = grouped(articles.length);
  if (counts.length === 0) return '0';
  if (least === articles.length) return `${all}, in every comparison`;
  const some = least === most ? grouped(least) : `${grouped(least)} to ${grouped(most)}`;
  const where = pairs.length === 1 ? '' : ' in each comparison';
  return `${some} of ${all}${where}; the others are left out, as not both have read them`;
}

/** What each comparison rests on and leaves out, and which articles there are. */
export function comparedContent(report: AgreementReport, names: ReportNames): Child[] {
  const textOf = new Map(report.articles.map(({ article, counted }) => [article, counted]));
  const rows = [
    ...report.pairs.map((pair) => ({ who: pairName(names, pair), of: pair })),
    ...(report.group ? [{ who: ['All together'] as Child[], of: report.group }] : []),
  ];
  const shown = report.articles.slice(0, MOST_ARTICLES);
  const over = report.articles.length - shown.length;
  return [
    h(
      'table',
      { class: 'measures' },
      h('caption', {}, 'Comparisons'),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          ...['Comparison', 'Articles', 'Text', 'Left out, not read by all'].map((name) =>
            h('th', { scope: 'col' }, name),
          ),
        ),
      ),
      h(
        'tbody',
        {},
        ...rows.map(({ who, of: { articles, leftOutArticles } }) =>
          h(
            'tr',
            {},
            h('th', { scope: 'row' }, ...who),
            labelled(
              ['Articles'],
              `${grouped(articles.length)} of ${grouped(report.articles.length)}`,
            ),
            h('td', {}, characters(articles.reduce((sum, id) => sum + (textOf.get(id) ?? 0), 0))),
            labelled(
              ['Left out, not read by all'],
              ...(leftOutArticles.length === 0
                ? ['none']
                : joined(
                    leftOutArticles
                      .slice(0, MOST_ARTICLES)
                      .map((id) => articleLink(report.articles, id)),
                    ', ',
                  )),
            ),
          ),
        ),
      ),
    ),
    h(
      'ul',
      { class: 'articles' },
      ...shown.map((one, place) =>
        h('li', {}, articleEntry(names, one.article, place), ...boilerplateInWords(one)),
      ),
    ),
    over > 0 ? h('p', {}, `${countOf(over, 'more article')}, not listed here.`) : null,
  ];
}

/** What boilerplate takes out of an article, in few words; the details stand further below. */
function boilerplateInWords({ boilerplate, excludedTags }: ArticleCoverage): Child[] {
  if (boilerplate === 0) return [];
  const tags = excludedTags.length === 0 ? '' : ` with ${countOf(excludedTags.length, 'tag')}`;
  return [h('small', {}, ` (${characters(boilerplate)} of boilerplate${tags} left out)`)];
}
