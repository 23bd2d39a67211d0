import { h, written, type Child } from '../../agreement/report/page/html.ts';
import { articleName } from '../sentences/names.ts';
import type { EventReportInput } from './input.ts';
import { wide } from './wide.ts';

/** Who is spelled in two ways and more, and by whom. */
export function peopleContent({ comparison }: EventReportInput): Child[] {
  const { people, articles } = comparison;
  if (people.length === 0) return [h('p', {}, 'Nobody is spelled in two ways.')];
  return people.map(({ name, alias, spellings }) =>
    wide(
      name,
      h(
        'table',
        {},
        h(
          'caption',
          {},
          written(name),
          alias === null ? ': seems to be one person' : ': one, as the analyst says',
        ),
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            h('th', { scope: 'col' }, 'Spelling'),
            ...articles.map((article) =>
              h('th', { scope: 'col', class: 'number' }, written(articleName(article))),
            ),
          ),
        ),
        h(
          'tbody',
          {},
          ...spellings.map((spelling) =>
            h(
              'tr',
              {},
              h('th', { scope: 'row' }, written(spelling.name)),
              ...spelling.counts.map((count, at) =>
                h('td', { class: 'number', 'data-label': articleName(articles[at]) }, count),
              ),
            ),
          ),
        ),
      ),
    ),
  );
}
