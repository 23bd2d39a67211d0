import { fromColumns, toColumns, type ArticleColumns } from '#core/article/article-columns.ts';
import { isArticleId, TITLE_LIMIT, type ArticleSummary } from '#core/article/article.ts';
import type { OpenCount } from '#core/review/open-count.ts';
import { isUuid } from '#core/tags/ids.ts';

import type { KeptNames } from './names-in-use.ts';

/** What is to be reviewed in an article, and the `seq` of the document that it was counted in. */
export interface CountedReview extends OpenCount {
  readonly seq: number;
}

/** What the list knows of an article without opening it. */
export interface IndexedArticle {
  readonly summary: ArticleSummary;
  readonly seq: number;
  /** `seq` of its newest daily backup. */
  readonly backedUp: number;
  /** Not there where it was never counted. */
  readonly review?: CountedReview | undefined;
}

/** What the index knows of the articles, with one column for each thing: it is read at every start. */
interface IndexColumns extends ArticleColumns {
  readonly seq: readonly number[];
  readonly backedUp: readonly number[];
  /** `true` where nobody else's tags are, `null` where it was never counted. */
  readonly review: readonly (CountedReview | true | null)[];
  /** `seq`, then each name and how many tags have it; `null` where they were never counted. */
  readonly names: readonly (readonly [seq: number, ...(string | number)[]] | null)[];
}

/** The columns of articles, and of the names in their tags. */
export function toIndexColumns(
  articles: readonly IndexedArticle[],
  names: KeptNames | undefined,
): IndexColumns {
  const counted = new Map(names?.articles.map((each) => [each.id, each]));
  return {
    ...toColumns(articles.map(({ summary }) => summary)),
    seq: articles.map(({ seq }) => seq),
    backedUp: articles.map(({ backedUp }) => backedUp),
    review: articles.map(({ review, seq }) => (review ? isAlone(review, seq) || review : null)),
    names: articles.map(({ summary }) => {
      const found = counted.get(summary.id);
      return found ? [found.seq, ...found.names.flat()] : null;
    }),
  };
}

function isAlone({ seq, people, open, contested }: CountedReview, current: number): boolean {
  return seq === current && people.length === 0 && open === 0 && contested === 0;
}

/** One for all: of ten thousand lists that say the same each start would collect the garbage. */
const NOBODY: readonly string[] = [];

/** What columns say of the articles. */
export function articlesIn(columns: IndexColumns): IndexedArticle[] {
  return fromColumns(columns).map((summary, n) => {
    const [seq = 0, backedUp = 0] = [columns.seq[n], columns.backedUp[n]];
    const found = columns.review[n] ?? undefined;
    const review = found === true ? { seq, people: NOBODY, open: 0, contested: 0 } : found;
    return { summary, seq, backedUp, review };
  });
}

/** What columns say of the names in the tags of the articles. */
export function namesIn({ id: ids, names }: IndexColumns): KeptNames['articles'] {
  return ids.flatMap((id, n) => {
    const [seq, ...counts] = names[n] ?? [];
    return seq === undefined ? [] : [{ id, seq, names: pairsOf(counts) }];
  });
}

function pairsOf(counts: readonly (string | number)[]): [string, number][] {
  return Array.from({ length: counts.length / 2 }, (_, n): [string, number] => [
    String(counts[2 * n]),
    Number(counts[2 * n + 1]),
  ]);
}

/**
 * Whether a value has the columns of an index. It is checked by hand: with a schema, ten thousand
 * articles take longer than all the rest of a start.
 */
export function areIndexColumns(value: unknown): value is IndexColumns {
  const columns = value as Readonly<Record<string, unknown>> | null | undefined;
  const ids = columns?.['id'];
  if (!columns || !Array.isArray(ids)) return false;
  return Object.entries(FITS).every(([name, fits]) => {
    const column = columns[name];
    return Array.isArray(column) && column.length === ids.length && column.every(fits);
  });
}

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isCount: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const isBoolean: Check = (value) => typeof value === 'boolean';
const isUpTo =
  (limit: number): Check =>
  (value) =>
    typeof value === 'string' && value.length <= limit;
const isNullOr =
  (fits: Check): Check =>
  (value) =>
    value === null || fits(value);
const isId: Check = (value) => typeof value === 'string' && isArticleId(value);

/** What each value of a column must be, as `ArticleDetails` and `IndexedArticle` say it of an article. */
const FITS: Readonly<Record<keyof IndexColumns, Check>> = {
  id: isId,
  title: isUpTo(TITLE_LIMIT),
  outlet: isNullOr(isUpTo(TITLE_LIMIT)),
  author: isNullOr(isUpTo(TITLE_LIMIT)),
  url: isNullOr(isUpTo(4000)),
  published: isNullOr(isUpTo(100)),
  event: isNullOr((value) => typeof value === 'string' && isUuid(value)),
  done: isBoolean,
  flagged: isBoolean,
  versionOf: isNullOr((value) => value === 0 || isId(value)),
  length: isCount,
  added: isText,
  sourceName: isText,
  tagCounts: (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every(Number.isSafeInteger),
  seq: isCount,
  backedUp: isCount,
  review: isNullOr((value) => value === true || isReview(value)),
  names: isNullOr(areNames),
};

function isReview(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { seq, people, open, contested } = value as Readonly<Record<string, unknown>>;
  return [seq, open, contested].every(isCount) && Array.isArray(people) && people.every(isText);
}

function areNames(value: unknown): boolean {
  if (!Array.isArray(value) || value.length % 2 === 0) return false;
  const [seq, ...counts] = value as readonly unknown[];
  return (
    isCount(seq) &&
    counts.every((each, n) => (n % 2 === 0 ? isText(each) : isCount(each) && each !== 0))
  );
}
