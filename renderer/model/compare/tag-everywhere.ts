// Tagging every place where some words stand, in all articles of an event or of the library at once.
import type { Bridge } from '#core/contract/contract.ts';
import { groupBy } from '#core/collections/order.ts';
import { countOf } from '#core/numbers.ts';
import { plainBody } from '#core/tags/tag.ts';
import type { Span } from '#core/text/span.ts';

import type { AppState } from '../state/app-state.ts';
import type { Changes } from '../article/changes.ts';
import type { Notices } from '../window/notices.ts';

/** Where words are looked for: in the event of the open article, or everywhere. */
export type SearchedIn = 'event' | 'library';

/** A place where the words stand. */
export interface FoundPlace {
  readonly key: string;
  readonly articleId: string;
  readonly title: string;
  readonly span: Span;
  readonly snippet: string;
  /** The last listed one of an article that has more. */
  readonly isCut: boolean;
}

interface EverywhereNeeds {
  readonly state: Pick<AppState, 'article' | 'articles' | 'library'>;
  readonly bridge: Pick<Bridge, 'invoke'>;
  readonly changes: Pick<Changes, 'editLibrary'>;
  readonly notices: Pick<Notices, 'say'>;
}

/** Every place of some words, in whatever case and quotation marks, article by article. */
export async function findPlaces(
  { bridge, state }: EverywhereNeeds,
  words: string,
  where: SearchedIn,
): Promise<readonly FoundPlace[]> {
  const answer = await bridge.invoke('articles:search', {
    query: words,
    caseSensitive: false,
    wholeWord: true,
    ignoreQuotesAndAccents: true,
  });
  if (!answer.ok) return [];
  const event = state.article?.summary.details.event ?? null;
  const inEvent = new Set(
    state.articles.filter(({ details }) => details.event === event).map(({ id }) => id),
  );
  return answer.value
    .filter(({ articleId }) => where === 'library' || inEvent.has(articleId))
    .flatMap(({ articleId, title, matches, total }) =>
      matches.map(({ span, snippet }, index) => ({
        key: `${articleId}:${span.start}`,
        articleId,
        title,
        span,
        snippet,
        isCut: index === matches.length - 1 && total > matches.length,
      })),
    );
}

/** Tags places with a category in one step. */
export async function tagEverywhere(
  { changes, notices }: EverywhereNeeds,
  places: readonly FoundPlace[],
  category: string,
): Promise<void> {
  const articles = [...groupBy(places, ({ articleId }) => articleId)].map(([id, those]) => ({
    id,
    bodies: those.map(({ span }) => plainBody([span], category)),
  }));
  const applied = await changes.editLibrary({ kind: 'tag-places', articles });
  if (applied)
    notices.say(
      `Tagged ${countOf(places.length, 'place')} in ${countOf(articles.length, 'article')}.`,
    );
}
