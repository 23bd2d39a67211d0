import type { CountName } from '#core/agreement/measures/comparison.ts';
import type { Figure } from '#core/agreement/measures/figure.ts';
import type { RequestedMeasure } from '#core/agreement/measures/measure-names.ts';
import type { GroupComparison } from '#core/agreement/measures/group-comparison.ts';
import { h, plainText } from '#core/agreement/report/page/html.ts';
import type { ItemLists, ListOwner } from '#core/agreement/report/page/html-lists.ts';
import {
  COUNT_ORDER,
  countInWords,
  KINDS_OF_MATCHES,
  MEASURE_NAMES,
  OF_TEXT,
} from '#core/agreement/report/page/html-names.ts';
import { decimals } from '#core/agreement/report/page/plots.ts';
import {
  BAR_U_ALPHA,
  CU_ALPHA,
  FOUND_MEASURES,
  FURTHER_MEASURES,
  measuresIn,
  type FurtherMeasure,
  type RequestedFigures,
  type ShownMeasure,
} from '#core/agreement/report/page/shown-measures.ts';
import { matchesInWords, reasonInWords, restsOn } from '#core/agreement/report/words.ts';
import type { DescribedComparison, ReportItem } from '#core/agreement/report/report.ts';
import type {
  AgreementAnswer,
  AgreementFigures,
  AgreementRequest,
} from '#core/contract/agreement.ts';
import { showHidden } from '#core/guards/labels.ts';
import { countOf, grouped } from '#core/numbers.ts';
import { referenceKey, type TagReference } from '#core/review/decision.ts';

import { withinSentence } from './messages.ts';

/** Two annotators as the window has them. */
export type WindowPair = AgreementFigures['pairs'][number];

/** The items behind a number, as the list of differences shows them. */
export interface ListedItems {
  /** What they are, as a phrase. */
  readonly words: string;
  readonly count: number;
  /** What is counted: lines of a pair's list, or the tags of a group by themselves. */
  readonly noun: 'item' | 'tag';
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
    noun: 'item',
    tags: new Set(
      chosen.flatMap((item) => [
        ...(item.a === null ? [] : [referenceKey({ annotator: a, id: item.a })]),
        ...(item.b === null ? [] : [referenceKey({ annotator: b, id: item.b })]),
      ]),
    ),
    articles: [...new Set(chosen.map(({ article }) => article))],
  };
}

/** A tag of somebody in an article. */
export interface PlacedTag extends TagReference {
  readonly article: string;
}

/** Tags that a number counts one by one, whoever made them. */
export function listedTags(tags: readonly PlacedTag[], words: string): ListedItems {
  return {
    words,
    count: tags.length,
    noun: 'tag',
    tags: new Set(tags.map(referenceKey)),
    articles: [...new Set(tags.map(({ article }) => article))],
  };
}

/** Tags of which the report has the ids only: whoever made them, they are listed. */
export function tagsOfAnybody(
  ids: readonly string[],
  article: string,
  annotators: readonly { readonly id: string }[],
  words: string,
): ListedItems {
  const tags = ids.flatMap((id) =>
    annotators.map(({ id: annotator }) => ({ article, annotator, id })),
  );
  return { ...listedTags(tags, words), count: ids.length };
}

/** A figure as a cell of a table: a number with what it rests on, or words in its place. */
export interface FigureCell {
  readonly before: string;
  /** What opens the items; empty where there are none. */
  readonly shown: string;
  readonly after: string;
  /** Indexes of what it was computed from, and of what it had to leave out. */
  readonly items: readonly number[];
  readonly leftOut: readonly number[];
}

export function figureCell(figure: Figure, noun: ListedItems['noun'] = 'item'): FigureCell {
  const { value, n, tooFew, items, leftOut } = figure;
  const counted = countOf(n, noun);
  const rest = { items, leftOut };
  if (value === null) {
    const before = reasonInWords(figure.reason);
    return n === 0
      ? { ...rest, before, shown: '', after: '' }
      : { ...rest, before: `${before} On `, shown: counted, after: '.' };
  }
  if (tooFew) return { ...rest, before: 'Too few to interpret: ', shown: counted, after: '.' };
  return { ...rest, before: '', shown: decimals(value), after: ` on ${restsOn(figure, noun)}` };
}

/** A row of the table of figures; `null` where the measure has no meaning in a column. */
export interface FigureRow {
  readonly label: string;
  /** What its items are called where they are listed. */
  readonly what: string;
  readonly cells: readonly (FigureCell | null)[];
}

function row<C>(
  { name, unit, isOfText, figureOf }: Omit<ShownMeasure<C>, 'parts'>,
  columns: readonly C[],
  noun: ListedItems['noun'] = 'item',
): FigureRow {
  const label = unit === null ? name : `${name}, ${unit}`;
  const cells = columns.map((one) => {
    const figure = figureOf(one);
    return figure && figureCell(figure, noun);
  });
  return { label, what: isOfText ? `${label}${OF_TEXT}` : label, cells };
}

/** How many items of each kind there are. */
export function countRows(
  columns: readonly Pick<DescribedComparison, 'counts'>[],
  a: string,
  b: string,
): FigureRow[] {
  return COUNT_ORDER.map((count) => {
    const label = countLabel(count, a, b);
    const cells = columns.map(({ counts }) => {
      const items = counts[count];
      return { before: '', shown: grouped(items.length), after: '', items, leftOut: [] };
    });
    return { label, what: withinSentence(label), cells };
  });
}

/** What published work reports, where it reports anything on one of the columns. */
export function publishedRows(
  columns: readonly Pick<DescribedComparison, 'published'>[],
): FigureRow[] {
  if (columns.every(({ published }) => !published)) return [];
  const label = 'Published work';
  const cells = columns.map(({ published }) => {
    const before = published?.words.replace(/^Published work: /u, '') ?? '–';
    return { before, shown: '', after: '', items: [], leftOut: [] };
  });
  return [{ label, what: label, cells }];
}

/** Was the same text found? */
export function foundRows(columns: readonly DescribedComparison[]): FigureRow[] {
  return FOUND_MEASURES.map((measure) => row(measure, columns));
}

/** Was it given the same name, and the same details? On matched pairs only. */
export function namedRows(
  columns: readonly DescribedComparison[],
  attributeName: (category: string, attribute: string) => string,
): FigureRow[] {
  const attributes = columns.flatMap((one) => (one.category === null ? [] : one.attributes));
  return [
    row(CU_ALPHA, columns),
    ...attributes.map(({ category, attribute, agreement }) =>
      row(
        {
          name: `${attributeName(category, attribute)}, same value`,
          unit: null,
          isOfText: false,
          figureOf: (one) => (one.category === category ? agreement : null),
        },
        columns,
      ),
    ),
  ];
}

/** What is computed of three or more people together. */
export function groupRows(
  columns: readonly GroupComparison[],
  measures: readonly RequestedMeasure[],
): FigureRow[] {
  const noun = 'tag';
  return [
    row(BAR_U_ALPHA, columns, noun),
    row(CU_ALPHA, columns, noun),
    ...requestedRows(columns, measures, noun),
  ];
}

/** What was asked for beyond what is always shown. */
export function requestedRows(
  columns: readonly RequestedFigures[],
  measures: readonly RequestedMeasure[],
  noun: ListedItems['noun'] = 'item',
): FigureRow[] {
  const kuAlpha: FurtherMeasure = {
    measure: 'kuAlpha',
    name: MEASURE_NAMES.kuAlpha,
    unit: null,
    isOfText: true,
    figureOf: ({ category }) => ownLabel(columns, category),
    parts: [],
  };
  const asked = [...FURTHER_MEASURES, kuAlpha].filter(({ measure }) => measures.includes(measure));
  return measuresIn(asked, columns).map((measure) => row(measure, columns, noun));
}

/** (k)u-α of a category by itself, which stands with all categories. */
function ownLabel(
  columns: readonly Pick<DescribedComparison, 'category' | 'labels'>[],
  category: string | null,
): Figure | null {
  const labels = columns.find((one) => one.category === null)?.labels ?? [];
  const own = labels.find(
    ({ categories }) => categories.length === 1 && categories[0] === category,
  );
  return own?.figure ?? null;
}

/** The items that a number of the report leads to. */
export interface ItemsTarget {
  readonly owner: ListOwner;
  readonly indexes: readonly number[];
  readonly words: string;
}

/** The links of a part of the report that is taken over from the page, for one rendering. */
export interface ReportLinks extends Pick<ItemLists, 'link'> {
  readonly targetOf: (href: string) => ItemsTarget | undefined;
}

/** Starts without links. */
export function createReportLinks(): ReportLinks {
  const targets = new Map<string, ItemsTarget>();
  return {
    link({ owner, about }, indexes, name, shown) {
      if (indexes.length === 0) return shown;
      const href = `#items-${targets.size}` as const;
      const words = showHidden(plainText([...about, ', ', ...name]));
      targets.set(href, { owner, indexes, words });
      return h('a', { href }, shown);
    },
    targetOf: (href) => targets.get(href),
  };
}

/** What a count counts, with the two people's names. */
export function countLabel(count: CountName, a: string, b: string): string {
  return countInWords(count, a, b)
    .filter((part) => typeof part === 'string')
    .join('');
}

/** How many of a pair's items in an article match, of one category or of all. */
export interface ArticleCell {
  /** `null`: all categories. */
  readonly category: string | null;
  readonly items: readonly number[];
  /** Empty where nobody tagged any. */
  readonly words: string;
}

const MATCHES: ReadonlySet<ReportItem['kind']> = new Set(KINDS_OF_MATCHES);

/** A pair article by article and category by category, also where neither tagged anything. */
export function matchesByArticle(
  { articles, items }: Pick<WindowPair, 'articles' | 'items'>,
  categories: readonly (string | null)[],
): { readonly article: string; readonly cells: readonly ArticleCell[] }[] {
  const byArticle = new Map(articles.map((article): [string, number[]] => [article, []]));
  items.forEach(({ article }, index) => byArticle.get(article)?.push(index));
  return [...byArticle].map(([article, indexes]) => ({
    article,
    cells: categories.map((category): ArticleCell => {
      const own = indexes.filter((index) => {
        const item = items[index];
        return category === null || item?.categoryA === category || item?.categoryB === category;
      });
      const matches = own.filter((index) => {
        const item = items[index];
        return item !== undefined && MATCHES.has(item.kind);
      }).length;
      const of = `${grouped(matches)} of ${grouped(own.length)}`;
      return { category, items: own, words: own.length === 0 ? '' : of };
    }),
  }));
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

/** The report as it came, with the request that it answers. */
export interface ShownAgreement extends Omit<AgreementAnswer, 'report'> {
  readonly request: AgreementRequest;
  /** It holds as long as this is the version; see `AppState.articleVersion`. */
  readonly version: number;
  /** `null` where fewer than two people have read anything. */
  readonly report: AgreementFigures | null;
}
