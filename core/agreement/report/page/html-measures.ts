import { h, joined, labelled, plainText, written, type Child, type HtmlElement } from './html.ts';
import type { Scoped } from './html-comparison.ts';
import { labelRows, rowsOf, type FigureRow } from './html-figures.ts';
import type { Linking } from './html-lists.ts';
import { articleLink, OF_TEXT, pairName, type ReportNames } from './html-names.ts';
import { decimals } from './plots.ts';
import {
  BAR_U_ALPHA,
  CU_ALPHA,
  EXACT_F1,
  FOUND_MEASURES,
  FURTHER_MEASURES,
  OVERLAP_F1,
  type RequestedFigures,
  type ShownMeasure,
} from './shown-measures.ts';
import { matchesInWords, reasonInWords, restsOn } from '../words.ts';
import type { Comparison } from '../../measures/comparison.ts';
import type { Figure } from '../../measures/figure.ts';
import type { GroupComparison } from '../../measures/group-comparison.ts';
import type { AgreementReport, DescribedComparison } from '../report.ts';
import { grouped } from '../../../numbers.ts';

type Noun = 'item' | 'tag';

/** A measure's figure: the value, what it rests on, what it leaves out, and why it has none. */
export function figureCell(
  linking: Linking,
  row: FigureRow,
  noun: Noun,
  column: readonly Child[],
): HtmlElement {
  const { name, figure, unit = null, note, isOfText } = row;
  const { lists, scope } = linking;
  const what = isOfText === true ? [...name, OF_TEXT] : name;
  const value = figure.value === null ? 'no value' : decimals(figure.value);
  const shown = unit === null || figure.value === null ? value : `${value} ${unit}`;
  const left = figure.leftOut.length;
  const leftOut = left === 0 ? null : lists.link(scope, figure.leftOut, what, grouped(left));
  return h(
    'td',
    {
      class: figure.value === null ? 'figure none' : 'figure',
      'data-label': plainText(column),
    },
    h('strong', {}, lists.link(scope, figure.items, what, shown)),
    h(
      'small',
      {},
      `on ${restsOn(figure, noun)}`,
      ...(leftOut === null ? [] : ['; ', leftOut, ' left out']),
      figure.value === null ? `; ${reasonInWords(figure.reason)}` : null,
      figure.value !== null && figure.tooFew ? '; too few to interpret' : null,
      note === undefined || note === '' ? null : `; ${note}`,
    ),
  );
}

/** Measures one below the other, what is compared side by side. */
function measuresTable<C>(
  caption: readonly Child[],
  columns: readonly Scoped<C>[],
  rowsIn: (comparison: C) => readonly FigureRow[],
  noun: Noun,
): Child {
  const tables = columns.map(({ comparison, linking, about }) => ({
    linking,
    about,
    rows: new Map(rowsIn(comparison).map((row) => [plainText(row.name), row])),
  }));
  const names = new Map(
    tables.flatMap(({ rows }) => Array.from(rows, ([key, { name }]) => [key, name] as const)),
  );
  if (names.size === 0) return null;
  return h(
    'table',
    { class: 'measures' },
    h('caption', {}, ...caption),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        h('th', { scope: 'col' }, 'Measure'),
        ...columns.map(({ about }) => h('th', { scope: 'col' }, about)),
      ),
    ),
    h(
      'tbody',
      {},
      ...Array.from(names, ([key, name]) =>
        h(
          'tr',
          {},
          h('th', { scope: 'row' }, ...name),
          ...tables.map(({ linking, rows, about }) => {
            const row = rows.get(key);
            return row ? figureCell(linking, row, noun, [about]) : labelled([about], '–');
          }),
        ),
      ),
    ),
  );
}

function coverage(part: number | null): string {
  return part === null ? '' : `covers ${(100 * part).toFixed(1)} % of the text`;
}

function furtherRows(comparison: RequestedFigures, names: ReportNames): FigureRow[] {
  return [
    ...FURTHER_MEASURES.flatMap((measure) => rowsOf(measure, comparison)),
    ...labelRows(comparison.labels, names),
  ];
}

/** Every measure of a pair, of each category and of all tags. */
export function pairMeasures(
  caption: readonly Child[],
  columns: readonly Scoped<DescribedComparison>[],
  names: ReportNames,
): Child {
  const rows = (one: DescribedComparison): FigureRow[] => [
    ...FOUND_MEASURES.flatMap((measure) => rowsOf(measure, one)),
    ...rowsOf(CU_ALPHA, one, { note: coverage(one.cuCoverage) }),
    ...furtherRows(one, names),
  ];
  return measuresTable(caption, columns, rows, 'item');
}

/** Every measure of the whole group. */
export function groupMeasures(
  caption: readonly Child[],
  columns: readonly Scoped<GroupComparison>[],
  names: ReportNames,
): Child {
  const rows = (one: GroupComparison): FigureRow[] => [
    ...rowsOf({ ...BAR_U_ALPHA, name: `${BAR_U_ALPHA.name} (found the same text)` }, one),
    ...rowsOf({ ...CU_ALPHA, name: `${CU_ALPHA.name} (gave it the same name)` }, one, {
      note: coverage(one.cuCoverage),
    }),
    ...furtherRows(one, names),
  ];
  return measuresTable(caption, columns, rows, 'tag');
}

/** Agreement on attributes of matched pairs, with the values that differ. */
export function attributeTable(
  caption: readonly Child[],
  columns: readonly Scoped<Comparison>[],
  names: ReportNames,
): Child {
  const rows = columns.flatMap(({ comparison, linking }) =>
    comparison.attributes.map((one) => ({ one, linking })),
  );
  if (rows.length === 0) return null;
  return h(
    'table',
    { class: 'measures' },
    h('caption', {}, ...caption),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        ...['Attribute', 'Same value', 'α', 'Values that differ'].map((name) =>
          h('th', { scope: 'col' }, name),
        ),
      ),
    ),
    h(
      'tbody',
      {},
      ...rows.map(({ one, linking }) => {
        const { category, attribute, agreement, alpha, confusion } = one;
        const name = [
          written(names.category(category)),
          ', ',
          written(names.attribute(category, attribute)),
        ];
        const valueOf = (value: string | null): Child =>
          value === null ? 'no value given' : written(names.value(category, attribute, value));
        const differing = confusion
          .filter(({ a, b, items }) => a !== b && items.length > 0)
          .map(({ a, b, items }) =>
            h(
              'span',
              {},
              valueOf(a),
              ' / ',
              valueOf(b),
              ' (',
              linking.lists.link(
                linking.scope,
                items,
                [...name, ', ', valueOf(a), ' / ', valueOf(b)],
                grouped(items.length),
              ),
              ')',
            ),
          );
        return h(
          'tr',
          {},
          h('th', { scope: 'row' }, ...name),
          figureCell(linking, { name: [...name, ': same value'], figure: agreement }, 'item', [
            'Same value',
          ]),
          figureCell(linking, { name: [...name, ': α'], figure: alpha }, 'item', ['α']),
          labelled(
            ['Values that differ'],
            ...(differing.length === 0 ? ['none'] : joined(differing, '; ')),
          ),
        );
      }),
    ),
  );
}

/** One article, compared by categories and as a whole. */
export interface ArticleLine {
  readonly article: string;
  readonly columns: readonly Scoped<Comparison>[];
}

/** What matches in each article: of each category, and with figures of all tags. */
export function articlesTable(
  caption: readonly Child[],
  lines: readonly ArticleLine[],
  abouts: readonly Child[],
  report: AgreementReport,
): Child {
  if (lines.length === 0) return null;
  const measures: readonly ShownMeasure<Comparison>[] = [EXACT_F1, OVERLAP_F1, BAR_U_ALPHA];
  return h(
    'table',
    { class: 'measures' },
    h('caption', {}, ...caption),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        h('th', { scope: 'col' }, 'Article'),
        ...abouts.map((about) => h('th', { scope: 'col' }, about)),
        ...measures.map(({ name }) => h('th', { scope: 'col' }, name)),
      ),
    ),
    h(
      'tbody',
      {},
      ...lines.map(({ article, columns }) => {
        const all = columns.at(-1);
        return h(
          'tr',
          {},
          h('th', { scope: 'row' }, articleLink(report.articles, article)),
          ...columns.map(({ comparison: { counts }, linking: { lists, scope }, about }) => {
            const { match, all: items } = counts;
            const words = `${grouped(match.length)} of ${grouped(items.length)}`;
            return labelled(
              [about],
              items.length === 0 ? '–' : lists.link(scope, items, ['Match'], words),
            );
          }),
          ...measures.map(({ name, figureOf }) => {
            const one = all && figureOf(all.comparison);
            return labelled([name], one && one.value !== null ? decimals(one.value) : '–');
          }),
        );
      }),
    ),
  );
}

/** Every two annotators: what matches, and the measures that are always shown. */
export function pairsTable(
  report: AgreementReport,
  names: ReportNames,
  columnsOf: (pair: number) => readonly Scoped<DescribedComparison>[],
): Child {
  const measures: readonly ShownMeasure<Comparison>[] = [
    EXACT_F1,
    OVERLAP_F1,
    BAR_U_ALPHA,
    CU_ALPHA,
  ];
  const cellOf = ({ lists, scope }: Linking, name: string, one: Figure | null): Child =>
    one === null || one.value === null
      ? '–'
      : lists.link(scope, one.items, [name], decimals(one.value));
  const subjects = columnsOf(0);
  return h(
    'table',
    { class: 'measures' },
    h('caption', {}, 'Every two annotators'),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        ...['Tags', 'Annotators', 'Match', ...measures.map(({ name }) => name)].map((name) =>
          h('th', { scope: 'col' }, name),
        ),
      ),
    ),
    h(
      'tbody',
      {},
      ...subjects.flatMap(({ about }, place) =>
        report.pairs.flatMap((pair, index) => {
          const one = columnsOf(index)[place];
          if (!one || one.comparison.counts.all.length === 0) return [];
          const { linking, comparison } = one;
          const { match, all } = comparison.counts;
          return [
            h(
              'tr',
              {},
              h('th', { scope: 'row' }, about),
              labelled(['Annotators'], ...pairName(names, pair)),
              labelled(
                ['Match'],
                linking.lists.link(
                  linking.scope,
                  all,
                  ['Match'],
                  matchesInWords(match.length, all.length).replace(' match', ''),
                ),
              ),
              ...measures.map(({ name, figureOf }) =>
                labelled([name], cellOf(linking, name, figureOf(comparison))),
              ),
            ),
          ];
        }),
      ),
    ),
  );
}
