import type { DistanceSummary } from '../measures/boundary-distance.ts';
import type {
  AttributeFigures,
  Comparison,
  F1Figures,
  LabelFigure,
} from '../measures/comparison.ts';
import { measured, type Figure, type Measured } from '../measures/figure.ts';
import type { GroupComparison } from '../measures/group-comparison.ts';
import { groupBy } from '../../collections/order.ts';
import type {
  AgreementReport,
  ArticleCoverage,
  ComparisonSet,
  PairReport,
  ReportItem,
} from './report.ts';

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
  const rows = report.pairs.flatMap(pairRows);
  if (report.group) {
    const annotators = report.group.annotators.join('; ');
    rows.push(
      ...rowsOfSet(annotators, '', report.group.pooled, groupRows),
      ...leftOutRows(annotators, report.group.leftOutArticles),
    );
  }
  rows.push(...report.articles.flatMap(coverageRows));
  const lines = [COLUMNS.join(','), ...rows.map(serializeRow)];
  return lines.map((line) => `${line}\r\n`).join('');
}

type PartialRow = Omit<Row, 'annotators' | 'article'>;

function pairRows({ a, b, items, pooled, byArticle, leftOutArticles }: PairReport): Row[] {
  const annotators = `${a}; ${b}`;
  return [
    ...rowsOfSet(annotators, '', pooled, comparisonRows),
    ...namesRows(items).map((row) => ({ annotators, article: '', ...row })),
    ...byArticle.flatMap((one) => rowsOfSet(annotators, one.article, one, comparisonRows)),
    ...leftOutRows(annotators, leftOutArticles),
  ];
}

/** How often which two names were given to what both found. */
function namesRows(items: readonly ReportItem[]): PartialRow[] {
  const named = items.flatMap(({ categoryA, categoryB }) =>
    categoryA !== null && categoryB !== null ? [`names ${categoryA} / ${categoryB}`] : [],
  );
  return [...groupBy(named, (words) => words)].map(([words, { length }]) =>
    countRow('', words, length, named.length),
  );
}

/** Articles that somebody compared has not read. */
function leftOutRows(annotators: string, articles: readonly string[]): Row[] {
  return articles.map((article) => ({
    annotators,
    article,
    ...countRow('', 'article left out', 1, 1),
  }));
}

/** What boilerplate took out of an article. */
function coverageRows(one: ArticleCoverage): Row[] {
  const { article, counted, boilerplate, excludedTags, clippedTags } = one;
  const length = counted + boilerplate;
  return [
    countRow('', 'characters counted', counted, length),
    countRow('', 'characters of boilerplate', boilerplate, length),
    countRow('', 'tags in boilerplate', excludedTags.length, excludedTags.length),
    countRow('', 'tags cut by boilerplate', clippedTags.length, clippedTags.length),
  ].map((row) => ({ annotators: '', article, ...row }));
}

function rowsOfSet<C>(
  annotators: string,
  article: string,
  { byCategory, all }: ComparisonSet<C>,
  rowsOf: (comparison: C) => PartialRow[],
): Row[] {
  return [...byCategory, all].flatMap(rowsOf).map((row) => ({ annotators, article, ...row }));
}

function comparisonRows(comparison: Comparison): PartialRow[] {
  const { counts } = comparison;
  const category = comparison.category ?? '';
  // On all categories they would only be said again.
  const attributes = comparison.category === null ? [] : comparison.attributes;
  const figures: NamedFigure[] = [
    ...f1Figures('exact', category, comparison.exact),
    ...f1Figures('overlap', category, comparison.overlap),
    ...distanceFigures(category, comparison),
    ['barUAlpha', category, comparison.barUAlpha],
    ...codedFigures(category, comparison),
    ...attributes.flatMap((one): NamedFigure[] => [
      [`attribute ${one.attribute} agreement`, one.category, one.agreement],
      [`attribute ${one.attribute} alpha`, one.category, one.alpha],
    ]),
    ...(comparison.partial ? f1Figures('partial', category, comparison.partial) : []),
    ...textFigures(comparison),
  ];
  return [
    ...Object.entries(counts).map(([name, { length }]) =>
      countRow(category, `count ${name}`, length, counts.all.length),
    ),
    ...figures.map(figureRow),
    ...attributes.flatMap(confusionRows),
    countRow(category, 'joined units', comparison.mergedUnits, comparison.mergedUnits),
  ];
}

/** The mean of both boundaries together, and each of them by itself. */
function distanceFigures(
  category: string,
  { boundaryDistance, boundaries: { start, end, both } }: Comparison,
): NamedFigure[] {
  const named = (measure: string, value: Measured): NamedFigure => [
    measure,
    category,
    withValue(boundaryDistance, value),
  ];
  const ofOne = (name: string, { mean, median, meanSigned }: DistanceSummary): NamedFigure[] => [
    named(`${name}Distance`, mean),
    named(`${name}DistanceMedian`, median),
    named(`${name}Shift`, meanSigned),
  ];
  return [
    ['boundaryDistance', category, boundaryDistance],
    named('boundaryDistanceMedian', both.median),
    ...ofOne('start', start),
    ...ofOne('end', end),
  ];
}

/** Another value that rests on the same items. */
function withValue({ n, of, tooFew, items, leftOut }: Figure, value: Measured): Figure {
  return { ...value, n, of, tooFew, items, leftOut };
}

/** cu-α with the part of the text that it covers. */
function codedFigures(
  category: string,
  { cuAlpha, cuCoverage }: Pick<Comparison, 'cuAlpha' | 'cuCoverage'>,
): NamedFigure[] {
  return cuAlpha
    ? [
        ['cuAlpha', category, cuAlpha],
        ...(cuCoverage === null
          ? []
          : [['cuCoverage', category, withValue(cuAlpha, measured(cuCoverage))] as const]),
      ]
    : [];
}

/** How often which two values met; an empty one is no value. */
function confusionRows({ category, attribute, confusion }: AttributeFigures): PartialRow[] {
  const all = confusion.reduce((sum, { items }) => sum + items.length, 0);
  return confusion.map(({ a, b, items }) =>
    countRow(category, `attribute ${attribute}: ${a ?? ''} / ${b ?? ''}`, items.length, all),
  );
}

function groupRows(comparison: GroupComparison): PartialRow[] {
  const category = comparison.category ?? '';
  const figures: NamedFigure[] = [
    ['barUAlpha', category, comparison.barUAlpha],
    ...codedFigures(category, comparison),
    ...textFigures(comparison),
  ];
  return [
    ...figures.map(figureRow),
    countRow(category, 'joined units', comparison.mergedUnits, comparison.mergedUnits),
  ];
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
    ...comparison.labels.flatMap(({ categories, figure, coverage }): NamedFigure[] => [
      ['kuAlpha', categories.join('+'), figure],
      ['kuCoverage', categories.join('+'), withValue(figure, measured(coverage))],
    ]),
  ];
}

function countRow(category: string, measure: string, count: number, of: number): PartialRow {
  return {
    category,
    measure,
    value: String(count),
    reason: '',
    n: String(count),
    of: String(of),
    too_few: '',
  };
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
