// The report on all articles compared, and how it reads as a page, as CSV and, in part, in the window.
// A new measure goes to measures/; what only the window draws, or any file written, does not belong here.

import { pairTags, type ItemKind } from '../pairing/pairing.ts';
import { withoutBoilerplate } from '../measures/boilerplate.ts';
import type { Span } from '../../text/span.ts';
import type { AgreementTag } from '../pairing/comparable-tag.ts';
import {
  compareAnnotators,
  type ComparedArticle,
  type Comparison,
  type ComparisonOptions,
  type ListedItem,
} from '../measures/comparison.ts';
import { publishedBand, type PublishedBand } from '../measures/published-bands.ts';
import { summarizeCounts } from './words.ts';
import { compareGroup, type GroupComparison } from '../measures/group-comparison.ts';
import { compareText } from '../../collections/order.ts';

/** One article with everybody's tags. */
export interface AgreementArticle {
  readonly id: string;
  /** UTF-16 code units of the text. */
  readonly length: number;
  /** Who has read it; one who read it and tagged nothing counts as having found nothing. */
  readonly annotators: readonly string[];
  readonly tags: readonly AgreementTag[];
  /** Regions that count nowhere. */
  readonly boilerplate: readonly Span[];
}

/** What the report is about. */
export interface AgreementRequest extends ComparisonOptions {
  /** Annotator ids in the order in which they are compared: the earlier one is the reference. */
  readonly annotators: readonly string[];
  readonly articles: readonly AgreementArticle[];
  /** Category ids in the order shown; those that only the tags have come after them. */
  readonly categories?: readonly string[];
  /** Name of an annotator or a category by its id, for the words; otherwise the id stands there. */
  readonly names?: Readonly<Record<string, string>>;
}

/** What boilerplate took out of an article. */
export interface ArticleCoverage {
  readonly article: string;
  /** UTF-16 code units that count. */
  readonly counted: number;
  /** UTF-16 code units of boilerplate. */
  readonly boilerplate: number;
  /** Ids of tags wholly in boilerplate, counted nowhere. */
  readonly excludedTags: readonly string[];
  /** Ids of tags partly in boilerplate, counted with what lies outside. */
  readonly clippedTags: readonly string[];
}

/** One line of a pair's review list; what every figure of the pair counts. */
export interface ReportItem {
  readonly article: string;
  readonly kind: ItemKind;
  /** Tag ids. */
  readonly a: string | null;
  readonly b: string | null;
  readonly categoryA: string | null;
  readonly categoryB: string | null;
  /** Ids of attributes with different values. */
  readonly differingAttributes: readonly string[];
  /** Tag id of the other annotator's tag that it is part of, where it is split or merged. */
  readonly within: string | null;
}

/** Comparisons over the same articles: each category by itself, then all together. */
export interface ComparisonSet<C> {
  readonly byCategory: readonly C[];
  readonly all: C;
}

/** Two annotators compared, in words first, and beside it what published work reports. */
export interface DescribedComparison extends Comparison {
  readonly words: string;
  /** `null` where no published figure is known, and on all categories together. */
  readonly published: PublishedBand | null;
}

/** Two annotators. */
export interface PairReport {
  readonly a: string;
  readonly b: string;
  /** Ids of the articles that both have read, and of those left out because one has not. */
  readonly articles: readonly string[];
  readonly leftOutArticles: readonly string[];
  readonly items: readonly ReportItem[];
  readonly pooled: ComparisonSet<DescribedComparison>;
  readonly byArticle: readonly (ComparisonSet<DescribedComparison> & {
    readonly article: string;
  })[];
}

/** All annotators together. */
export interface GroupReport {
  readonly annotators: readonly string[];
  /** Ids of the articles that all have read, and of those left out because somebody has not. */
  readonly articles: readonly string[];
  readonly leftOutArticles: readonly string[];
  /** The tags that the group's figures count. */
  readonly tags: readonly {
    readonly article: string;
    readonly annotator: string;
    readonly id: string;
  }[];
  readonly pooled: ComparisonSet<GroupComparison>;
}

/** Everything there is to show on how well annotators agree, as plain data. */
export interface AgreementReport {
  readonly annotators: readonly string[];
  readonly categories: readonly string[];
  readonly articles: readonly ArticleCoverage[];
  /** One for every two annotators. */
  readonly pairs: readonly PairReport[];
  /** Three or more annotators; `null` for two. */
  readonly group: GroupReport | null;
}

const ALL_CATEGORIES = 'All tags';

/** An article without its boilerplate. */
interface CountedArticle {
  readonly id: string;
  readonly length: number;
  readonly annotators: readonly string[];
  readonly tags: readonly AgreementTag[];
}

/**
 * Compares annotators over articles: every pair of them, pooled and article by article, category by
 * category and all together, and three or more of them as a group. Boilerplate counts nowhere.
 * Pooled counts and measures are taken over all articles at once, not averaged over them.
 */
export function computeAgreement(request: AgreementRequest): AgreementReport {
  const { annotators } = request;
  const counted: CountedArticle[] = [];
  const coverage: ArticleCoverage[] = [];
  for (const { id, length, tags, boilerplate, annotators: readers } of request.articles) {
    const ofAnnotators = tags.filter(({ annotator }) => annotators.includes(annotator));
    const text = withoutBoilerplate(length, ofAnnotators, boilerplate);
    counted.push({ id, length: text.length, annotators: readers, tags: text.tags });
    coverage.push({
      article: id,
      counted: text.length,
      boilerplate: length - text.length,
      excludedTags: text.excluded,
      clippedTags: text.clipped,
    });
  }
  const categories = categoriesIn(counted, request.categories ?? []);
  return {
    annotators,
    categories,
    articles: coverage,
    pairs: annotators.flatMap((a, index) =>
      annotators.slice(index + 1).map((b) => reportPair(a, b, counted, categories, request)),
    ),
    group: annotators.length > 2 ? reportGroup(annotators, counted, categories, request) : null,
  };
}

function categoriesIn(articles: readonly CountedArticle[], first: readonly string[]): string[] {
  const used = articles.flatMap(({ tags }) => tags.map(({ category }) => category));
  return [...new Set([...first, ...used.sort(compareText)])];
}

/** Splits articles into those that all these annotators have read, and the ids of the others. */
function readBy(
  annotators: readonly string[],
  articles: readonly CountedArticle[],
): { readonly read: CountedArticle[]; readonly leftOut: string[] } {
  const isRead = (article: CountedArticle): boolean =>
    annotators.every((annotator) => article.annotators.includes(annotator));
  return {
    read: articles.filter(isRead),
    leftOut: articles.filter((article) => !isRead(article)).map(({ id }) => id),
  };
}

function tagsBy(annotator: string, { tags }: CountedArticle): AgreementTag[] {
  return tags.filter((tag) => tag.annotator === annotator);
}

function compareEach<C>(
  categories: readonly string[],
  compare: (category: string | null) => C,
): ComparisonSet<C> {
  return { byCategory: categories.map(compare), all: compare(null) };
}

function reportPair(
  a: string,
  b: string,
  articles: readonly CountedArticle[],
  categories: readonly string[],
  { names = {}, ...options }: AgreementRequest,
): PairReport {
  const { read, leftOut } = readBy([a, b], articles);
  let index = 0;
  const compared = read.map((article): ComparedArticle => {
    const tagsA = tagsBy(a, article);
    const tagsB = tagsBy(b, article);
    const items = pairTags(tagsA, tagsB).map((item): ListedItem => ({ index: index++, item }));
    return { id: article.id, length: article.length, a: tagsA, b: tagsB, items };
  });
  const compare = (some: readonly ComparedArticle[]): ComparisonSet<DescribedComparison> =>
    compareEach(categories, (category) => {
      const comparison = compareAnnotators(some, category, options);
      const subject = category === null ? ALL_CATEGORIES : (names[category] ?? category);
      return {
        words: summarizeCounts(comparison.counts, {
          subject,
          a: names[a] ?? a,
          b: names[b] ?? b,
        }),
        published: category === null ? null : publishedBand(category),
        ...comparison,
      };
    });
  const pooled = compare(compared);
  return {
    a,
    b,
    articles: read.map(({ id }) => id),
    leftOutArticles: leftOut,
    items: compared.flatMap(({ id, items }) => items.map(({ item }) => describeItem(id, item))),
    pooled,
    byArticle: compared.map((article) => ({
      article: article.id,
      ...(compared.length === 1 ? pooled : compare([article])),
    })),
  };
}

function describeItem(article: string, item: ListedItem['item']): ReportItem {
  return {
    article,
    kind: item.kind,
    a: item.a?.id ?? null,
    b: item.b?.id ?? null,
    categoryA: item.a?.category ?? null,
    categoryB: item.b?.category ?? null,
    differingAttributes: 'differingAttributes' in item ? item.differingAttributes : [],
    within: 'within' in item ? (item.within?.id ?? null) : null,
  };
}

function reportGroup(
  annotators: readonly string[],
  articles: readonly CountedArticle[],
  categories: readonly string[],
  options: ComparisonOptions,
): GroupReport {
  const { read, leftOut } = readBy(annotators, articles);
  const compared = read.map((article) => ({
    length: article.length,
    coders: annotators.map((annotator) => tagsBy(annotator, article)),
  }));
  return {
    annotators,
    articles: read.map(({ id }) => id),
    leftOutArticles: leftOut,
    tags: read.flatMap((article) =>
      annotators.flatMap((annotator) =>
        tagsBy(annotator, article).map(({ id }) => ({ article: article.id, annotator, id })),
      ),
    ),
    pooled: compareEach(categories, (category) => compareGroup(compared, category, options)),
  };
}
