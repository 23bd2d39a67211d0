import type { ArticleSummary } from '#core/article/article.ts';
import { readPublished } from '#core/article/published-date.ts';
import { groupVersions } from '#core/article/versions.ts';
import { compareText } from '#core/collections/order.ts';
import type { ArticleOrder } from '#core/contract/commands/orders.ts';
import type { NewsEvent } from '#core/library/document.ts';
import { withoutHidden } from '#core/text/hidden.ts';

/** In place of an event's id: the articles without an event. */
export const NO_EVENT = '';

/** Titles of events by their id. */
export type EventTitles = ReadonlyMap<string, string>;

/** One row of the list: the name of an event over its articles, or one of these. */
export type ListRow =
  | {
      readonly type: 'event';
      /** `NO_EVENT` for the articles without one. */
      readonly id: string;
      readonly title: string;
      readonly articles: number;
    }
  | {
      readonly type: 'article';
      readonly id: string;
      readonly article: ArticleSummary;
      /** Which of several versions it is, in the order in which they came. */
      readonly version?: VersionPlace;
    };

/** One of several versions of an article, counted from 1. */
export interface VersionPlace {
  readonly number: number;
  readonly of: number;
}

/** The event that an article is listed under: one that is no more is none. */
export function eventOf({ details }: ArticleSummary, events: EventTitles): string {
  return details.event !== null && events.has(details.event) ? details.event : NO_EVENT;
}

/** The articles whose title, outlet, author, file name or event contain what was typed. */
export function filterArticles(
  articles: readonly ArticleSummary[],
  typed: string,
  events: EventTitles,
): readonly ArticleSummary[] {
  const wanted = toCompare(typed).trim();
  if (wanted === '') return articles;
  const wantedEvents = new Set(
    [...events].flatMap(([id, title]) => (toCompare(title).includes(wanted) ? [id] : [])),
  );
  return articles.filter(
    (article) =>
      wordsOf(article).includes(wanted) || wantedEvents.has(article.details.event ?? NO_EVENT),
  );
}

function toCompare(words: string): string {
  return withoutHidden(words).toLowerCase();
}

/** What is compared for each letter that is typed; an article that changes is another object. */
const known = new WeakMap<ArticleSummary, string>();

function wordsOf(article: ArticleSummary): string {
  const kept = known.get(article);
  if (kept !== undefined) return kept;
  const { title, outlet, author } = article.details;
  const words = toCompare([title, outlet, author, article.sourceName].join('\n'));
  known.set(article, words);
  return words;
}

/** Compares as people do: numbers by their value, letters without regard to case. */
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

type SortKey = string | number | null;

/** What is not known comes last. */
function compareKeys(a: SortKey, b: SortKey): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return collator.compare(String(a), String(b));
}

/** Places of articles by their id, the lowest first. */
export type ArticleRanks = ReadonlyMap<string, number>;

/** What articles are compared by; the rank of one is `null` where it has none. */
const SORT_KEYS: Readonly<
  Record<ArticleOrder, (article: ArticleSummary, rank: number | null) => SortKey>
> = {
  imported: () => 0,
  outlet: ({ details }) => details.outlet,
  date: dayOf,
  title: ({ details }) => details.title,
  tags: (article) => -tagsOf(article),
  open: (_article, rank) => rank,
};

function compareImported(a: ArticleSummary, b: ArticleSummary): number {
  return (
    compareText(a.added, b.added) ||
    compareText(a.sourceName, b.sourceName) ||
    compareText(a.id, b.id)
  );
}

/** The day of an article in ISO 8601, as far as it is known; a date of no known form comes as written. */
function dayOf({ details }: ArticleSummary): string | null {
  if (details.published === null) return null;
  const read = readPublished(details.published);
  return read.ok ? read.value : details.published;
}

/** How many tags of one's own an article has. */
export function tagsOf({ tagCounts }: ArticleSummary): number {
  return Object.values(tagCounts).reduce((sum, count) => sum + count, 0);
}

/** Where an article is from: its outlet, or the name of its file while that is not known. */
export function sourceOf({ details, sourceName }: ArticleSummary): string {
  return details.outlet ?? sourceName;
}

/**
 * Ranks for the order by open differences: the article with most of them first. Of an article whose
 * review is blind nothing may be seen, not even that.
 */
export function ranksByOpen(
  articles: readonly ArticleSummary[],
  counts: ReadonlyMap<string, { readonly open: number }> | null,
  isBlind: boolean,
): ArticleRanks {
  return new Map(
    articles.flatMap(({ id, details }) => {
      const open = isBlind && !details.done ? 0 : (counts?.get(id)?.open ?? 0);
      return open > 0 ? [[id, -open] as const] : [];
    }),
  );
}

/** Ranks by which articles stay where they are, so that no row moves while differences are decided. */
export function ranksAsListed(articles: readonly ArticleSummary[]): ArticleRanks {
  return new Map(articles.map(({ id }, index) => [id, index]));
}

/**
 * The articles by event, in an event by what was chosen, then as they were added. `ranks` are for the
 * order by open differences alone.
 */
export function inListOrder(
  {
    events,
    articles,
  }: { readonly events: readonly NewsEvent[]; readonly articles: readonly ArticleSummary[] },
  order: ArticleOrder,
  ranks: ArticleRanks = new Map(),
): readonly ArticleSummary[] {
  const eventRanks = new Map(events.map(({ id }, index) => [id, index]));
  const rankOf = ({ details }: ArticleSummary): number =>
    (details.event === null ? undefined : eventRanks.get(details.event)) ?? events.length;
  const keyOf = SORT_KEYS[order];
  const sorted = articles
    .map((article) => ({
      article,
      rank: rankOf(article),
      key: keyOf(article, ranks.get(article.id) ?? null),
    }))
    .sort(
      (a, b) =>
        a.rank - b.rank || compareKeys(a.key, b.key) || compareImported(a.article, b.article),
    )
    .map(({ article }) => article);
  return withVersionsTogether(sorted, rankOf);
}

/** Versions of an article behind one another, where the first of them stands in its event. */
function withVersionsTogether(
  sorted: readonly ArticleSummary[],
  rankOf: (article: ArticleSummary) => number,
): readonly ArticleSummary[] {
  if (!sorted.some(isLaterVersion)) return sorted;
  const versions = groupVersions(sorted);
  const placed = new Set<string>();
  return sorted.flatMap((article) => {
    if (placed.has(article.id)) return [];
    const rank = rankOf(article);
    const together = (versions.get(article.id) ?? [article]).filter(
      (each) => rankOf(each) === rank,
    );
    for (const { id } of together) placed.add(id);
    return together;
  });
}

/** Of most libraries none is: what is worked out for versions is asked for at every change. */
function isLaterVersion({ details }: ArticleSummary): boolean {
  return typeof details.versionOf === 'string';
}

/** The versions of an article, the first one before the others; none where there is but one. */
export function versionsOf(
  articles: readonly ArticleSummary[],
  id: string,
): readonly ArticleSummary[] {
  return groupVersions(articles).get(id) ?? [];
}

/** Which version each article is that has several, by its id. */
export function versionPlaces(
  articles: readonly ArticleSummary[],
): ReadonlyMap<string, VersionPlace> {
  const places = new Map<string, VersionPlace>();
  if (!articles.some(isLaterVersion)) return places;
  for (const [id, versions] of groupVersions(articles)) {
    const number = versions.findIndex((version) => version.id === id) + 1;
    places.set(id, { number, of: versions.length });
  }
  return places;
}

/**
 * The rows of the list: each event's name over its articles, which come by event. An event without
 * articles has its row too, unless only what matches is listed.
 */
export function listRowsOf(
  articles: readonly ArticleSummary[],
  events: readonly NewsEvent[],
  isFiltered: boolean,
  versions: ReadonlyMap<string, VersionPlace> = new Map(),
): readonly ListRow[] {
  const titles = new Map(events.map(({ id, title }) => [id, title]));
  const groups = new Map<string, ArticleSummary[]>(events.map(({ id }) => [id, []]));
  groups.set(NO_EVENT, []);
  for (const article of articles) groups.get(eventOf(article, titles))?.push(article);
  return [...groups].flatMap(([id, members]): ListRow[] => {
    if (members.length === 0 && (isFiltered || id === NO_EVENT)) return [];
    const title = titles.get(id) ?? 'No event';
    return [
      { type: 'event', id, title, articles: members.length },
      ...members.map((article) => {
        const version = versions.get(article.id);
        return { type: 'article' as const, id: article.id, article, ...(version && { version }) };
      }),
    ];
  });
}
