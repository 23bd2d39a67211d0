import { h, labelled, written, type Child } from '../../agreement/report/page/html.ts';
import { oneTextInWords } from '../sentences/passages.ts';
import { articleName } from '../sentences/names.ts';
import { articleAnchor } from './article-codes.ts';
import type { EventReportInput } from './input.ts';
import { wide } from './wide.ts';

/** `12 %`. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${String(Math.round((100 * part) / whole))} %`;
}

const COLUMNS = [
  'Article',
  'Title',
  'Published',
  'Words',
  'Common text',
  'Shared quotations',
  'SHA-256 of the text',
];

/** The articles with what they share with others. */
export function articlesContent({ comparison }: EventReportInput): Child[] {
  const { articles, oneTexts } = comparison;
  const rows = articles.map((article, at) => {
    const { title, published, words, commonText, sharedQuotations, id } = article;
    const cells: readonly (readonly [string, Child])[] = [
      ['said', written(title)],
      ['', published === null ? 'not known' : written(published)],
      ['number', words],
      ['number', percent(commonText, words)],
      ['number', percent(sharedQuotations, words)],
      ['hash', id],
    ];
    return h(
      'tr',
      {},
      h('th', { scope: 'row', id: articleAnchor(at) }, written(articleName(article))),
      ...cells.map(([kind, said], column) => {
        const cell = labelled([COLUMNS[column + 1] ?? ''], said);
        return { ...cell, attributes: { ...cell.attributes, ...(kind !== '' && { class: kind }) } };
      }),
    );
  });
  return [
    wide(
      'Articles of the event',
      h(
        'table',
        {},
        h('caption', {}, 'Articles of the event'),
        h('thead', {}, h('tr', {}, ...COLUMNS.map((column) => h('th', { scope: 'col' }, column)))),
        h('tbody', {}, ...rows),
      ),
    ),
    h(
      'p',
      { class: 'muted' },
      'Common text: prose in runs of ten words and more that another article has as well, without quotations and names. Both shares are of the words of the article without the page around it; each word counts once.',
    ),
    ...oneTexts.map(({ a, b }) => h('p', {}, oneTextInWords(comparison, a, b))),
  ];
}
