import type { ArticleDetails, ArticleSummary } from './article.ts';

/** In the column of versions: an article that nothing was said of there, where `null` was said. */
const UNSAID = 0;

/**
 * A list of articles with one column for each thing that is known of them. Ten thousand objects take ten
 * times as long to be read or to be sent to another process.
 */
export interface ArticleColumns {
  readonly id: readonly string[];
  readonly title: readonly string[];
  readonly outlet: readonly (string | null)[];
  readonly author: readonly (string | null)[];
  readonly url: readonly (string | null)[];
  readonly published: readonly (string | null)[];
  readonly event: readonly (string | null)[];
  readonly done: readonly boolean[];
  readonly flagged: readonly boolean[];
  readonly versionOf: readonly (string | null | typeof UNSAID)[];
  readonly length: readonly number[];
  readonly added: readonly string[];
  readonly sourceName: readonly string[];
  readonly tagCounts: readonly Readonly<Record<string, number>>[];
}

/** The columns of a list. */
export function toColumns(articles: readonly ArticleSummary[]): ArticleColumns {
  const ofDetails = <T>(take: (details: ArticleDetails) => T): T[] =>
    articles.map(({ details }) => take(details));
  return {
    id: articles.map(({ id }) => id),
    title: ofDetails(({ title }) => title),
    outlet: ofDetails(({ outlet }) => outlet),
    author: ofDetails(({ author }) => author),
    url: ofDetails(({ url }) => url),
    published: ofDetails(({ published }) => published),
    event: ofDetails(({ event }) => event),
    done: ofDetails(({ done }) => done),
    flagged: ofDetails(({ flagged }) => flagged),
    versionOf: ofDetails(({ versionOf }) => (versionOf === undefined ? UNSAID : versionOf)),
    length: articles.map(({ length }) => length),
    added: articles.map(({ added }) => added),
    sourceName: articles.map(({ sourceName }) => sourceName),
    tagCounts: articles.map(({ tagCounts }) => tagCounts),
  };
}

/** The list that `toColumns` has made columns of. */
export function fromColumns(columns: ArticleColumns): ArticleSummary[] {
  return columns.id.map((id, n) => ({
    id,
    details: detailsAt(columns, n),
    length: columns.length[n] ?? 0,
    added: columns.added[n] ?? '',
    sourceName: columns.sourceName[n] ?? '',
    tagCounts: columns.tagCounts[n] ?? {},
  }));
}

function detailsAt(columns: ArticleColumns, n: number): ArticleDetails {
  const versionOf = columns.versionOf[n] ?? null;
  const details = {
    title: columns.title[n] ?? '',
    outlet: columns.outlet[n] ?? null,
    author: columns.author[n] ?? null,
    url: columns.url[n] ?? null,
    published: columns.published[n] ?? null,
    event: columns.event[n] ?? null,
    done: columns.done[n] ?? false,
    flagged: columns.flagged[n] ?? false,
  };
  return versionOf === UNSAID ? details : { ...details, versionOf };
}
