import { h, written, type Child, type HtmlElement } from '../../agreement/report/page/html.ts';
import { countOf } from '../../numbers.ts';
import { articleName, CLASS_WORDS } from '../sentences/names.ts';
import type { CellRendering, Coverage, TableRow } from '../table/table-types.ts';
import { articleLink } from './article-codes.ts';
import type { EventReportInput } from './input.ts';
import { wide } from './wide.ts';

/** Every family of two and more with what differs, then the quotations that only one article has. */
export function familiesContent(input: EventReportInput): Child[] {
  const families = input.table.rows.filter(({ places }) => places > 1);
  const single = input.table.rows.filter(({ places }) => places === 1);
  return [
    families.length === 0
      ? h('p', {}, 'No quotation of one article is a rendering of one in another.')
      : h(
          'p',
          {},
          'Words with + stand only in the article, words with − only in the base, which is the fullest rendering unless the analyst chose another one.',
        ),
    ...families.map((row, index) => familyElement(input, row, index)),
    ...(single.length > 0 ? [h('h3', {}, 'Like no other'), singleTable(input, single)] : []),
  ];
}

function familyElement(input: EventReportInput, row: TableRow, index: number): HtmlElement {
  return h(
    'div',
    { class: 'family', id: `family-${String(index + 1)}` },
    h('h3', {}, `${String(index + 1)}. `, written(cut(row.label))),
    h(
      'p',
      {},
      row.who === null ? 'Nobody is named' : written(row.who),
      ` · in ${String(row.articles)} of ${countOf(row.cells.length, 'article')}, ${countOf(row.places, 'place')}${row.undecided > 0 ? ` · ${countOf(row.undecided, 'place')} not decided` : ''}`,
    ),
    row.note === '' ? null : h('p', {}, 'Note: ', written(row.note)),
    wide(
      `Renderings of ${String(index + 1)}`,
      h(
        'table',
        {},
        h('caption', {}, `Renderings of ${String(index + 1)}`),
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            ...['Article', 'Words', 'Class', 'Who', 'Decided'].map((name) =>
              h('th', { scope: 'col' }, name),
            ),
          ),
        ),
        h(
          'tbody',
          {},
          ...row.cells.flatMap(({ article, renderings }) =>
            renderings
              .filter(({ state }) => state !== 'offered')
              .map((rendering) => renderingRow(input, row, article, rendering)),
          ),
        ),
      ),
    ),
  );
}

/** Letters of what a family is called, as a heading and in a table of all. */
const LABEL = 160;
const SHORT_LABEL = 60;

function cut(words: string, most = LABEL): string {
  const letters = Array.from(words.replace(/\s+/gu, ' '));
  return letters.length > most ? `${letters.slice(0, most).join('').trimEnd()}…` : letters.join('');
}

function renderingRow(
  { comparison, table, renderings, nameOf, document }: EventReportInput,
  row: TableRow,
  article: number,
  rendering: CellRendering,
): HtmlElement {
  const item = table.items[rendering.item];
  const base = table.items[row.base];
  const { sign, name } = CLASS_WORDS[rendering.class];
  const times = rendering.same.length > 0 ? ` ×${String(rendering.same.length + 1)}` : '';
  const words: Child[] =
    !item || !base || item.index === base.index
      ? [written(item?.words ?? '')]
      : renderings
          .diffOf(item, base)
          .flatMap(({ kind, words: said }) => [
            kind === 'equal' ? written(said) : h(kind === 'inserted' ? 'ins' : 'del', {}, said),
            ' ',
          ]);
  const family = row.family === null ? undefined : document.families.get(row.family);
  const decided =
    rendering.state === 'linked' && family
      ? ['linked by ', written(nameOf(family.creator)), `, ${family.modified.slice(0, 10)}`]
      : ['proposed'];
  return h(
    'tr',
    {},
    h('th', { scope: 'row' }, articleLink(comparison, article)),
    h('td', { class: 'said', 'data-label': 'Words' }, ...words, times),
    h(
      'td',
      { 'data-label': 'Class' },
      `${sign} ${name}${rendering.isClassGiven ? ' (as the analyst says)' : ''}`,
    ),
    h('td', { 'data-label': 'Who' }, item?.speaker ? written(item.speaker.name) : 'nobody named'),
    h('td', { 'data-label': 'Decided' }, ...decided),
  );
}

function singleTable(
  { comparison, table }: EventReportInput,
  rows: readonly TableRow[],
): HtmlElement {
  return h(
    'table',
    {},
    h('caption', {}, 'Quotations in one article'),
    h(
      'thead',
      {},
      h('tr', {}, ...['Article', 'Words', 'Who'].map((name) => h('th', { scope: 'col' }, name))),
    ),
    h(
      'tbody',
      {},
      ...rows.map((row) => {
        const item = table.items[row.base];
        return h(
          'tr',
          {},
          h('th', { scope: 'row' }, articleLink(comparison, item?.article ?? 0)),
          h('td', { class: 'said', 'data-label': 'Words' }, written(item?.words ?? '')),
          h('td', { 'data-label': 'Who' }, row.who === null ? 'nobody named' : written(row.who)),
        );
      }),
    ),
  );
}

const COVERAGE: Readonly<Record<Coverage['type'], string>> = {
  present: '■',
  offered: '?',
  absent: '∅',
  unchecked: '–',
};

/** Which article has which family. */
export function coverageContent({ comparison, table, nameOf }: EventReportInput): Child[] {
  const rows = table.rows.filter(({ places, family }) => places > 1 || family !== null);
  if (rows.length === 0) return [h('p', {}, 'There is nothing that two articles have.')];
  const absent = rows.flatMap((row) =>
    row.cells.flatMap(({ article, coverage }) =>
      coverage.type === 'absent' ? [{ row, article, coverage }] : [],
    ),
  );
  return [
    h(
      'p',
      {},
      '■ has it · ? something like it, not decided · ∅ a person has looked, and it is not there · – nobody has looked. That an article lacks something is never inferred.',
    ),
    wide(
      'Families and articles',
      h(
        'table',
        { class: 'grid coverage' },
        h('caption', {}, 'Families and articles'),
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            h('th', { scope: 'col' }, 'Family'),
            ...comparison.articles.map((article) =>
              h('th', { scope: 'col' }, written(articleName(article))),
            ),
          ),
        ),
        h(
          'tbody',
          {},
          ...rows.map((row) =>
            h(
              'tr',
              {},
              h('th', { scope: 'row' }, written(cut(row.label, SHORT_LABEL))),
              ...row.cells.map(({ coverage }) => h('td', {}, COVERAGE[coverage.type])),
            ),
          ),
        ),
      ),
    ),
    ...absent.map(({ row, article, coverage }) =>
      h(
        'p',
        {},
        written(nameOf(coverage.creator)),
        ` has looked for ${quote(row.label)} in `,
        written(articleName(comparison.articles[article])),
        ` on ${coverage.decided.slice(0, 10)}, and it is not there.`,
      ),
    ),
  ];
}

function quote(words: string): string {
  return `“${cut(words.replace(/^["“”„]+|["“”]+$/gu, ''))}”`;
}
