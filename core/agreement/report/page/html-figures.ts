import { h, joined, written, type Child, type HtmlElement } from './html.ts';
import type { Linking } from './html-lists.ts';
import {
  COUNT_ORDER,
  countInWords,
  MEASURE_NAMES,
  OF_TEXT,
  type ReportNames,
} from './html-names.ts';
import { decimals, shadeOf } from './plots.ts';
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
import { reasonInWords, restsOn } from '../words.ts';
import { compareText } from '../../../collections/order.ts';
import type {
  AttributeFigures,
  Comparison,
  CountName,
  LabelFigure,
} from '../../measures/comparison.ts';
import { figure, proportion, type Figure } from '../../measures/figure.ts';
import type { PublishedBand } from '../../measures/published-bands.ts';
import type { ReportItem } from '../report.ts';
import { countOf, grouped } from '../../../numbers.ts';

/** One row of a table of figures. */
export interface FigureRow {
  readonly name: readonly Child[];
  readonly figure: Figure;
  readonly unit?: ShownMeasure<Comparison>['unit'];
  readonly note?: string;
  readonly isOfText?: boolean;
  readonly published?: PublishedBand | null;
}

const TOO_FEW = 'too few to interpret';

/** A table head; columns from `numbersFrom` on hold numbers. */
function head(columns: readonly (readonly Child[])[], numbersFrom = Infinity): HtmlElement {
  return h(
    'thead',
    {},
    h(
      'tr',
      {},
      ...columns.map((column, index) =>
        h('th', { scope: 'col', class: index >= numbersFrom ? 'number' : undefined }, ...column),
      ),
    ),
  );
}

/**
 * A table that scrolls by itself where the window is narrow; browsers let the keyboard scroll it,
 * by its links or by itself.
 */
function scrolling(table: HtmlElement): HtmlElement {
  return h('div', { class: 'wide' }, table);
}

/** What a figure left out, as a link to it. */
function leftOut({ lists, scope }: Linking, name: readonly Child[], one: Figure): Child {
  const { length } = one.leftOut;
  if (length === 0) return 'none';
  return lists.link(scope, one.leftOut, ['Left out of ', ...name], grouped(length));
}

/** Figures one below the other: value, what published work has, what it rests on, what it leaves out. */
function figureTable(
  linking: Linking,
  caption: readonly Child[],
  rows: readonly FigureRow[],
  noun: 'item' | 'tag' = 'item',
): Child {
  if (rows.length === 0) return null;
  const withPublished = rows.some(({ published }) => published);
  return scrolling(
    h(
      'table',
      {},
      h('caption', {}, ...caption),
      head([
        ['Measure'],
        ['Value'],
        ...(withPublished ? [['To compare with']] : []),
        ['Rests on'],
        ['Left out'],
        ['Notes'],
      ]),
      h(
        'tbody',
        {},
        ...rows.map(({ name, figure, unit = null, note, isOfText, published }) => {
          const what = isOfText === true ? [...name, OF_TEXT] : name;
          const notes = [
            ...(figure.value === null ? [reasonInWords(figure.reason)] : []),
            ...(figure.value !== null && figure.tooFew ? [TOO_FEW] : []),
            ...(note === undefined ? [] : [note]),
          ];
          const open = (text: string): Child =>
            linking.lists.link(linking.scope, figure.items, what, text);
          return h(
            'tr',
            {},
            h('th', { scope: 'row' }, ...name),
            figure.value === null
              ? h('td', { class: 'value none' }, open('no value'))
              : h(
                  'td',
                  { class: 'value' },
                  open(`${decimals(figure.value)}${unit === null ? '' : ` ${unit}`}`),
                ),
            withPublished ? h('td', {}, published?.words ?? '–') : null,
            h('td', {}, restsOn(figure, noun)),
            h('td', {}, leftOut(linking, what, figure)),
            h('td', {}, notes.join('; ')),
          );
        }),
      ),
    ),
  );
}

/** A measure and below it what it is made of; no row where it has no figure. */
export function rowsOf<C>(
  measure: ShownMeasure<C>,
  comparison: C,
  more: Pick<FigureRow, 'note' | 'published'> = {},
): FigureRow[] {
  const { name, figureOf, isOfText, unit, parts } = measure;
  const figure = figureOf(comparison);
  if (!figure) return [];
  return [
    { name: [name], figure, isOfText, unit, ...more },
    ...parts.flatMap((part) => rowsOf(part, comparison)),
  ];
}

/** Was the same text found? */
export function foundTable(
  linking: Linking,
  comparison: Comparison,
  published: PublishedBand | null,
): Child {
  return figureTable(
    linking,
    [...linking.scope.about, ': found the same text'],
    FOUND_MEASURES.flatMap((measure) =>
      rowsOf(measure, comparison, measure === BAR_U_ALPHA ? { published } : {}),
    ),
  );
}

/** Was text that both found given the same name, and its attributes the same values? */
export function namedTable(linking: Linking, comparison: Comparison, names: ReportNames): Child {
  const { cuCoverage, attributes } = comparison;
  const rows = rowsOf(CU_ALPHA, comparison, { note: coverage(cuCoverage) });
  rows.push(
    ...attributes.flatMap((one): FigureRow[] => {
      const name = attributeName(one, names, comparison.category === null);
      return [
        { name: [...name, ': same value'], figure: one.agreement },
        { name: [...name, ': α'], figure: one.alpha },
      ];
    }),
  );
  return figureTable(linking, [...linking.scope.about, ': gave it the same name'], rows);
}

/** An attribute, with its category where several stand together. */
function attributeName(
  { category, attribute }: AttributeFigures,
  names: ReportNames,
  withCategory: boolean,
): Child[] {
  const name = written(names.attribute(category, attribute));
  return withCategory ? [written(names.category(category)), ', ', name] : [name];
}

function coverage(part: number | null): string {
  return part === null ? '' : `covers ${(100 * part).toFixed(1)} % of the text`;
}

/** What was computed on request beyond what is always shown. */
export function furtherTable(
  linking: Linking,
  comparison: RequestedFigures,
  names: ReportNames,
  noun: 'item' | 'tag' = 'item',
): Child {
  return figureTable(
    linking,
    [...linking.scope.about, ': further measures, as asked for'],
    [
      ...FURTHER_MEASURES.flatMap((measure) => rowsOf(measure, comparison)),
      ...labelRows(comparison.labels, names),
    ],
    noun,
  );
}

export function labelRows(labels: readonly LabelFigure[], names: ReportNames): FigureRow[] {
  return labels.map((label) => ({
    name: [
      `${MEASURE_NAMES.kuAlpha} of `,
      ...joined(
        label.categories.map((id) => written(names.category(id))),
        ' + ',
      ),
    ],
    figure: label.figure,
    note: coverage(label.coverage),
    isOfText: true,
  }));
}

/** How often each value of one annotator met each of the other; both named alike on the diagonal. */
function crossTable(
  linking: Linking,
  caption: readonly Child[],
  /** What its cells are called where their items are listed. */
  name: readonly Child[],
  cells: readonly {
    readonly a: string | null;
    readonly b: string | null;
    readonly items: readonly number[];
  }[],
  values: readonly (string | null)[],
  annotators: readonly [Child, Child],
  nameOf: (value: string | null) => Child,
): HtmlElement {
  const most = Math.max(1, ...cells.map(({ items }) => items.length));
  const [a, b] = annotators;
  return scrolling(
    h(
      'table',
      { class: 'grid' },
      h('caption', {}, ...caption, ' (rows: ', a, ', columns: ', b, ')'),
      head([[a, ' ↓ ', b, ' →'], ...values.map((value) => [nameOf(value)])]),
      h(
        'tbody',
        {},
        ...values.map((rowValue) =>
          h(
            'tr',
            {},
            h('th', { scope: 'row' }, nameOf(rowValue)),
            ...values.map((value) => {
              const items =
                cells.find((cell) => cell.a === rowValue && cell.b === value)?.items ?? [];
              const what = [...name, ', ', nameOf(rowValue), ' / ', nameOf(value)];
              const same = rowValue === value && rowValue !== null ? ' same' : '';
              return h(
                'td',
                { class: `${shadeOf(items.length / most)}${same}` },
                linking.lists.link(linking.scope, items, what, grouped(items.length)),
              );
            }),
          ),
        ),
      ),
    ),
  );
}

/** The values of every attribute, as one annotator and as the other gave them. */
export function attributeConfusions(
  linking: Linking,
  { attributes }: Comparison,
  names: ReportNames,
  annotators: readonly [Child, Child],
): HtmlElement[] {
  return attributes.map((one) =>
    crossTable(
      linking,
      [...attributeName(one, names, true), ' on matched pairs'],
      attributeName(one, names, false),
      one.confusion,
      valuesIn(one),
      annotators,
      (value) =>
        value === null
          ? 'no value given'
          : written(names.value(one.category, one.attribute, value)),
    ),
  );
}

/** Every value that somebody gave, in code-unit order, and no value last. */
function valuesIn({ confusion }: AttributeFigures): (string | null)[] {
  const all = new Set(confusion.flatMap(({ a, b }) => [a, b]));
  const given = [...all].filter((value) => value !== null).sort(compareText);
  return all.has(null) ? [...given, null] : given;
}

/** The names that both gave to what both found. */
export function categoryConfusion(
  linking: Linking,
  items: readonly ReportItem[],
  categories: readonly string[],
  names: ReportNames,
  annotators: readonly [Child, Child],
): Child {
  const cells = categories.flatMap((a) =>
    categories.map((b) => ({
      a,
      b,
      items: items.flatMap((item, index) =>
        item.categoryA === a && item.categoryB === b ? [index] : [],
      ),
    })),
  );
  if (cells.every((cell) => cell.items.length === 0)) return null;
  return crossTable(
    linking,
    ['Names given to what both found'],
    ['names given'],
    cells,
    categories,
    annotators,
    (id) => written(names.category(id ?? '')),
  );
}

/** All counts of some comparisons side by side, every number leading to its items. */
export function countsTable(
  caption: readonly Child[],
  columns: readonly { readonly linking: Linking; readonly comparison: Comparison }[],
  annotators: readonly [Child, Child],
): HtmlElement {
  const [a, b] = annotators;
  // Parts of longer tags are rare.
  const isShown = (count: CountName): boolean =>
    (count !== 'split' && count !== 'merged') ||
    columns.some(({ comparison }) => comparison.counts[count].length > 0);
  return scrolling(
    h(
      'table',
      {},
      h('caption', {}, ...caption),
      head([['Items'], ...columns.map(({ linking }) => linking.scope.about)], 1),
      h(
        'tbody',
        {},
        ...COUNT_ORDER.filter(isShown).map((count) => {
          const words = countInWords(count, a, b);
          return h(
            'tr',
            {},
            h('th', { scope: 'row' }, ...words),
            ...columns.map(({ linking: { lists, scope }, comparison: { counts } }) =>
              h(
                'td',
                { class: 'number' },
                lists.link(scope, counts[count], words, grouped(counts[count].length)),
              ),
            ),
          );
        }),
      ),
    ),
  );
}

/** A value and what it rests on in one cell. */
function compactCell({ lists, scope }: Linking, name: string, one: Figure): Child[] {
  const open = (text: string): Child => lists.link(scope, one.items, [name], text);
  if (one.value === null) return [open('no value'), h('small', {}, reasonInWords(one.reason))];
  return [
    h('strong', {}, open(decimals(one.value))),
    h('small', {}, `on ${restsOn(one)}`, one.tooFew ? ', too few' : null),
  ];
}

/** Measures shown for every two annotators side by side. */
export const MATRIX_MEASURES: readonly Pick<ShownMeasure<Comparison>, 'name' | 'figureOf'>[] = [
  {
    name: 'Part that matches',
    figureOf: ({ counts: { all, match } }) =>
      figure(proportion(match.length, all.length), { items: all, leftOut: [] }),
  },
  EXACT_F1,
  OVERLAP_F1,
  BAR_U_ALPHA,
  CU_ALPHA,
];

/** A figure of two annotators in the matrix, and where it leads; `null` where there is none. */
export interface MatrixCell {
  readonly a: string;
  readonly b: string;
  readonly linked: { readonly linking: Linking; readonly figure: Figure } | null;
}

/** One measure of every pair of annotators; the number stands in the cell, the shade repeats it. */
export function pairMatrix(
  name: string,
  caption: readonly Child[],
  annotators: readonly { readonly id: string; readonly name: HtmlElement }[],
  cells: readonly MatrixCell[],
): HtmlElement {
  const ofTwo = (one: string, other: string): MatrixCell['linked'] =>
    cells.find(({ a, b }) => (a === one && b === other) || (a === other && b === one))?.linked ??
    null;
  return scrolling(
    h(
      'table',
      { class: 'grid' },
      h('caption', {}, ...caption),
      head([['Annotator'], ...annotators.map((one) => [one.name])]),
      h(
        'tbody',
        {},
        ...annotators.map((row) =>
          h(
            'tr',
            {},
            h('th', { scope: 'row' }, row.name),
            ...annotators.map((column) => {
              const cell = ofTwo(row.id, column.id);
              if (!cell) return h('td', { class: 'muted' }, '–');
              return h(
                'td',
                { class: shadeOf(cell.figure.value) },
                ...compactCell(cell.linking, name, cell.figure),
              );
            }),
          ),
        ),
      ),
    ),
  );
}

/** “12 characters”. */
export function characters(count: number): string {
  return countOf(count, 'character');
}
