import type { Comparison, Counts, F1Figures, LabelFigure } from './comparison.ts';
import type { Figure } from './figure.ts';
import type { GroupComparison } from './group-comparison.ts';
import type { AgreementReport, ComparisonSet } from './report.ts';

const COLUMNS = [
  'annotators',
  'article',
  'category',
  'measure',
  'value',
  'reason',
  'n',
  'of',
  'too_few',
] as const;
type Row = Readonly<Record<(typeof COLUMNS)[number], string>>;

/** A measure of one comparison: its name, the category it is about and its value. */
type NamedFigure = readonly [measure: string, category: string, figure: Figure];

/**
 * The report as CSV (RFC 4180), one row a figure or count. An empty article is all of them pooled
 * and an empty category all together; text that a spreadsheet would run as a formula is disarmed.
 */
export function agreementCsv(report: AgreementReport): string {
  const rows = report.pairs.flatMap(({ a, b, pooled, byArticle }) => {
    const annotators = `${a}; ${b}`;
    return [
      ...rowsOfSet(annotators, '', pooled, comparisonRows),
      ...byArticle.flatMap((one) => rowsOfSet(annotators, one.article, one, comparisonRows)),
    ];
  });
  if (report.group) {
    rows.push(...rowsOfSet(report.group.annotators.join('; '), '', report.group.pooled, groupRows));
  }
  const lines = [COLUMNS.join(','), ...rows.map(serializeRow)];
  return lines.map((line) => `${line}\r\n`).join('');
}

type PartialRow = Omit<Row, 'annotators' | 'article'>;

function rowsOfSet<C>(
  annotators: string,
  article: string,
  { byCategory, all }: ComparisonSet<C>,
  rowsOf: (comparison: C) => PartialRow[],
): Row[] {
  return [...byCategory, all].flatMap(rowsOf).map((row) => ({ annotators, article, ...row }));
}

function comparisonRows(comparison: Comparison): PartialRow[] {
  const category = comparison.category ?? '';
  const figures: NamedFigure[] = [
    ...f1Figures('exact', category, comparison.exact),
    ...f1Figures('overlap', category, comparison.overlap),
    ['boundaryDistance', category, comparison.boundaryDistance],
    ['barUAlpha', category, comparison.barUAlpha],
    ...present('cuAlpha', category, comparison.cuAlpha),
    // On all categories they would only be said again.
    ...(comparison.category === null ? [] : comparison.attributes).flatMap((one): NamedFigure[] => [
      [`attribute ${one.attribute} agreement`, one.category, one.agreement],
      [`attribute ${one.attribute} alpha`, one.category, one.alpha],
    ]),
    ...(comparison.partial ? f1Figures('partial', category, comparison.partial) : []),
    ...textFigures(comparison),
  ];
  return [...countRows(category, comparison.counts), ...figures.map(figureRow)];
}

function groupRows(comparison: GroupComparison): PartialRow[] {
  const category = comparison.category ?? '';
  const figures: NamedFigure[] = [
    ['barUAlpha', category, comparison.barUAlpha],
    ...present('cuAlpha', category, comparison.cuAlpha),
    ...textFigures(comparison),
  ];
  return figures.map(figureRow);
}

function present(measure: string, category: string, figure: Figure | null): NamedFigure[] {
  return figure ? [[measure, category, figure]] : [];
}

function f1Figures(name: string, category: string, figures: F1Figures): NamedFigure[] {
  return [
    [`${name}Precision`, category, figures.precision],
    [`${name}Recall`, category, figures.recall],
    [`${name}F1`, category, figures.f1],
  ];
}

function textFigures(comparison: {
  readonly category: string | null;
  readonly text: Readonly<Record<string, Figure>>;
  readonly labels: readonly LabelFigure[];
}): NamedFigure[] {
  return [
    ...Object.entries(comparison.text).map(([measure, figure]): NamedFigure => [
      measure,
      comparison.category ?? '',
      figure,
    ]),
    ...comparison.labels.map(({ categories, figure }): NamedFigure => [
      'kuAlpha',
      categories.join('+'),
      figure,
    ]),
  ];
}

function countRows(category: string, counts: Counts): PartialRow[] {
  const of = String(counts.all.length);
  return Object.entries(counts).map(([name, { length }]) => ({
    category,
    measure: `count ${name}`,
    value: String(length),
    reason: '',
    n: String(length),
    of,
    too_few: '',
  }));
}

function figureRow([measure, category, figure]: NamedFigure): PartialRow {
  return {
    category,
    measure,
    value: figure.value === null ? '' : String(figure.value),
    reason: figure.value === null ? figure.reason : '',
    n: String(figure.n),
    of: String(figure.of),
    too_few: figure.tooFew ? 'yes' : 'no',
  };
}

function serializeRow(row: Row): string {
  return COLUMNS.map((column) => cell(row[column], column === 'value')).join(',');
}

/** A value is a number and may begin with a minus; anything else that begins like a formula may not. */
function cell(text: string, isNumber: boolean): string {
  const safe = !isNumber && /^[=+\-@\t\r]/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
