import type { CountName, RequestedMeasure } from '#core/agreement/comparison.ts';
import type { Figure } from '#core/agreement/figure.ts';
import { countInWords, MEASURE_NAMES } from '#core/agreement/report-html-names.ts';
import { matchesInWords, reasonInWords } from '#core/agreement/report-words.ts';
import type { DescribedComparison, ReportItem } from '#core/agreement/report.ts';
import { TEXT_MEASURES } from '#core/agreement/text-measures.ts';
import type { AgreementAnswer, AgreementFigures } from '#core/ipc-contract.ts';
import { referenceKey } from '#core/review/decision.ts';

import { countOf } from '../state/messages.ts';

/** Two annotators as the window has them. */
export type WindowPair = AgreementFigures['pairs'][number];

/** The items behind a number, as the list of differences shows them. */
export interface ListedItems {
  /** What they are, as a phrase. */
  readonly words: string;
  readonly count: number;
  /** `referenceKey` of every tag of theirs. */
  readonly tags: ReadonlySet<string>;
  /** Ids of the articles they are in, in the order of the report. */
  readonly articles: readonly string[];
}

/** The items at some places of a pair's list. */
export function listedItems(
  { a, b, items }: Pick<WindowPair, 'a' | 'b' | 'items'>,
  indexes: readonly number[],
  words: string,
): ListedItems {
  const chosen = indexes.flatMap((index) => items[index] ?? []);
  return {
    words,
    count: chosen.length,
    tags: new Set(
      chosen.flatMap((item) => [
        ...(item.a === null ? [] : [referenceKey({ annotator: a, id: item.a })]),
        ...(item.b === null ? [] : [referenceKey({ annotator: b, id: item.b })]),
      ]),
    ),
    articles: [...new Set(chosen.map(({ article }) => article))],
  };
}

/** A figure as a cell of a table: a number with what it rests on, or words in its place. */
export type FigureCell =
  | { readonly type: 'value'; readonly value: string; readonly basis: string }
  | { readonly type: 'words'; readonly words: string };

/** A minus sign and not a hyphen stands before what is below 0. */
export function decimal(value: number, digits: number): string {
  return value.toFixed(digits).replace('-', '−');
}

export function figureCell(figure: Figure, digits = 2): FigureCell {
  if (figure.value === null) return { type: 'words', words: reasonInWords(figure.reason) };
  if (figure.tooFew) {
    return { type: 'words', words: `Too few to interpret (${countOf(figure.n, 'item')}).` };
  }
  const n = figure.n.toLocaleString('en');
  const basis = figure.n === figure.of ? `on ${n}` : `on ${n} of ${figure.of.toLocaleString('en')}`;
  return { type: 'value', value: decimal(figure.value, digits), basis };
}

/** A row of the table of figures; `null` where the measure has no meaning in a column. */
export interface FigureRow {
  readonly label: string;
  readonly cells: readonly (FigureCell | null)[];
}

type Figures = Pick<DescribedComparison, 'category' | 'barUAlpha' | 'cuAlpha' | 'text' | 'labels'>;

function row<C>(label: string, columns: readonly C[], pick: (one: C) => Figure | null): FigureRow {
  const cells = columns.map((one) => {
    const figure = pick(one);
    return figure && figureCell(figure);
  });
  return { label, cells };
}

/** Was the same text found? */
export function foundRows(columns: readonly DescribedComparison[]): FigureRow[] {
  const distances = columns.map(({ boundaryDistance }) => figureCell(boundaryDistance, 1));
  return [
    row('Exact F1', columns, ({ exact }) => exact.f1),
    row('Overlap F1', columns, ({ overlap }) => overlap.f1),
    { label: 'Boundary distance, mean, characters', cells: distances },
    row('|u-α', columns, ({ barUAlpha }) => barUAlpha),
  ];
}

/** Was it given the same name, and the same details? On matched pairs only. */
export function namedRows(
  columns: readonly DescribedComparison[],
  attributeName: (category: string, attribute: string) => string,
): FigureRow[] {
  const attributes = columns.flatMap((one) => (one.category === null ? [] : one.attributes));
  return [
    row('cu-α', columns, ({ cuAlpha }) => cuAlpha),
    ...attributes.map(({ category, attribute, agreement }) =>
      row(attributeName(category, attribute), columns, (one) =>
        one.category === category ? agreement : null,
      ),
    ),
  ];
}

/** What was asked for beyond what is always shown. */
export function requestedRows(
  columns: readonly (Figures & Partial<Pick<DescribedComparison, 'partial'>>)[],
  measures: readonly RequestedMeasure[],
): FigureRow[] {
  const rows = [
    ...(measures.includes('partialF1')
      ? [row(MEASURE_NAMES.partialF1, columns, ({ partial }) => partial?.f1 ?? null)]
      : []),
    ...TEXT_MEASURES.filter((measure) => measures.includes(measure)).map((measure) =>
      row(MEASURE_NAMES[measure], columns, ({ text }) => text[measure] ?? null),
    ),
    ...(measures.includes('kuAlpha')
      ? [
          row(MEASURE_NAMES.kuAlpha, columns, ({ category }) => {
            const labels = columns.find((one) => one.category === null)?.labels ?? [];
            const own = labels.find(
              ({ categories }) => categories.length === 1 && categories[0] === category,
            );
            return own?.figure ?? null;
          }),
        ]
      : []),
  ];
  return rows.filter(({ cells }) => cells.some((cell) => cell !== null));
}

/** What a count counts, with the two people's names. */
export function countLabel(count: CountName, a: string, b: string): string {
  return countInWords(count, a, b)
    .filter((part) => typeof part === 'string')
    .join('');
}

/** One article of a pair: its items and how many of them match. */
export interface ArticleMatches {
  readonly article: string;
  readonly items: readonly number[];
  readonly words: string;
}

const MATCHES: ReadonlySet<ReportItem['kind']> = new Set(['identical', 'boundary', 'attribute']);

/** A pair article by article, also where neither tagged anything. */
export function matchesByArticle({
  articles,
  items,
}: Pick<WindowPair, 'articles' | 'items'>): ArticleMatches[] {
  const byArticle = new Map(articles.map((article): [string, number[]] => [article, []]));
  items.forEach(({ article }, index) => byArticle.get(article)?.push(index));
  return [...byArticle].map(([article, indexes]) => {
    const matches = indexes.filter((index) => {
      const item = items[index];
      return item !== undefined && MATCHES.has(item.kind);
    }).length;
    const words =
      indexes.length === 0 ? 'nobody tagged any' : matchesInWords(matches, indexes.length);
    return { article, items: indexes, words };
  });
}

/**
 * The agreement on one article in a line: category by category, never pooled. Of more than two
 * people the lowest and the highest pair are named. Empty where nobody tagged any.
 */
export function agreementLine(
  pairs: readonly Pick<WindowPair, 'pooled'>[],
  labelOf: (category: string) => string,
): string {
  const first = pairs[0]?.pooled.byCategory ?? [];
  const parts = first.flatMap(({ category }, place) => {
    const counts = pairs.flatMap(({ pooled }) => pooled.byCategory[place]?.counts ?? []);
    const tagged = counts.filter(({ all }) => all.length > 0);
    const [only] = tagged;
    if (category === null || !only) return [];
    if (pairs.length === 1) {
      return [`${labelOf(category)}: ${matchesInWords(only.match.length, only.all.length)}`];
    }
    const shares = tagged.map(({ match, all }) => Math.round((100 * match.length) / all.length));
    const [low, high] = [Math.min(...shares), Math.max(...shares)];
    const range = low === high ? `${low} %` : `${low} to ${high} %`;
    return [`${labelOf(category)}: ${range} match between two`];
  });
  return parts.join('. ');
}

/** The names of some people as they are shown: oneself as `me`, hidden ones as letters. */
export function shownNames(
  annotators: AgreementAnswer['annotators'],
  self: string,
  isAnonymous: boolean,
): ReadonlyMap<string, string> {
  const others = annotators.filter(({ id }) => id !== self);
  return new Map(
    annotators.map(({ id, name }): [string, string] => {
      if (id === self) return [id, 'me'];
      const letter = String.fromCharCode(65 + (others.findIndex((one) => one.id === id) % 26));
      return [id, isAnonymous ? `Annotator ${letter}` : name];
    }),
  );
}
