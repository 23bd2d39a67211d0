import {
  h,
  labelled,
  written,
  type Child,
  type HtmlElement,
} from '../../agreement/report/page/html.ts';
import type { Family } from '../../event/records.ts';
import { articleName } from '../sentences/names.ts';
import type { EventReportInput } from './input.ts';
import { wide } from './wide.ts';

const RELATIONS = {
  same: 'same',
  'more-specific': 'more specific',
  contradicts: 'contradicts',
  later: 'later stage',
  hedged: 'hedged differently',
} as const;

const COLUMNS = ['Article', 'Claim', 'Who', 'Voice', 'Published', 'Stage', 'Verdict'];

/** The claims that were linked across articles, then all that were tagged. */
export function claimsContent(input: EventReportInput): Child[] {
  const { comparison, document } = input;
  const linked = [...document.families].filter(({ kind }) => kind === 'claim');
  if (comparison.claims.length === 0 && linked.length === 0) {
    return [h('p', {}, 'No claim has been tagged.')];
  }
  return [
    ...linked.map((family) => ledger(input, family)),
    comparison.claims.length > 0 ? claimTable(input) : null,
  ];
}

function ledger({ comparison, nameOf }: EventReportInput, family: Family): HtmlElement {
  const nameOfArticle = (id: string): string =>
    articleName(comparison.articles.find((article) => article.id === id));
  const base = family.renderings.find(({ id }) => id === family.base) ?? family.renderings[0];
  const wordsOf = ({ fragments }: Family['renderings'][number]): string =>
    fragments.map(({ exact }) => exact).join(' … ');
  return h(
    'div',
    { class: 'family' },
    h('h3', {}, written(family.label || (base ? wordsOf(base) : ''))),
    h(
      'table',
      {},
      h(
        'caption',
        {},
        'Linked by ',
        written(nameOf(family.creator)),
        `, ${family.modified.slice(0, 10)}`,
      ),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          ...['Article', 'Claim', 'Relation'].map((name) => h('th', { scope: 'col' }, name)),
        ),
      ),
      h(
        'tbody',
        {},
        ...family.renderings.map((rendering) =>
          h(
            'tr',
            {},
            h('th', { scope: 'row' }, written(nameOfArticle(rendering.article))),
            h('td', { class: 'said', 'data-label': 'Claim' }, written(wordsOf(rendering))),
            h(
              'td',
              { 'data-label': 'Relation' },
              rendering.id === base?.id
                ? 'base'
                : rendering.relation
                  ? RELATIONS[rendering.relation]
                  : 'not said',
            ),
          ),
        ),
      ),
    ),
  );
}

function claimTable({ comparison, labelOf }: EventReportInput): HtmlElement {
  return wide(
    'All tagged claims',
    h(
      'table',
      {},
      h('caption', {}, 'All tagged claims'),
      h('thead', {}, h('tr', {}, ...COLUMNS.map((name) => h('th', { scope: 'col' }, name)))),
      h(
        'tbody',
        {},
        ...comparison.claims.map(
          ({ article, words, claimant, voice, stage, attributes, category }) => {
            const own = comparison.articles[article];
            const verdict = attributes['verdict'] ?? '';
            const cells: readonly Child[] = [
              written(words),
              claimant === null ? 'nobody named' : written(claimant),
              voice === 'source' ? 'in a quotation' : 'the writer’s',
              own?.published ? written(own.published) : 'not known',
              stage ? `${stage.type}: “${stage.words}”` : 'no word for it known',
              verdict === '' ? 'none' : labelOf(category, 'verdict', verdict),
            ];
            return h(
              'tr',
              {},
              h('th', { scope: 'row' }, written(articleName(own))),
              ...cells.map((cell, at) => labelled([COLUMNS[at + 1] ?? ''], cell)),
            );
          },
        ),
      ),
    ),
  );
}
