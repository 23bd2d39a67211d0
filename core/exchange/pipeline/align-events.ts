import { compareText } from '../../collections/order.ts';
import type { PlacedContent } from '../placing/placed.ts';

/** The events of the library. */
export interface KnownEvents {
  readonly has: (event: string) => boolean;
  /** The event that an article reports here; `null` for none, `undefined` where the library lacks it. */
  readonly eventOf: (articleId: string) => string | null | undefined;
}

/**
 * The same file with the events of which it says something under the ids that they have here: an
 * event whose id is not known is the one that most of its articles report here, if any of them does.
 */
export function alignEvents(file: PlacedContent, known: KnownEvents): PlacedContent {
  const names = new Map<string, string>();
  for (const { event } of file.links) {
    const here = known.has(event) ? undefined : findEvent(file, event, known);
    if (here !== undefined) names.set(event, here);
  }
  if (names.size === 0) return file;
  const nameOf = (event: string): string => names.get(event) ?? event;
  const withName = <T extends { readonly details: { readonly event?: string | null } }>(
    article: T,
  ): T => {
    const { event } = article.details;
    return event === null || event === undefined
      ? article
      : { ...article, details: { ...article.details, event: nameOf(event) } };
  };
  return {
    ...file,
    events: file.events.filter(({ id }) => !names.has(id)),
    articles: file.articles.map(withName),
    withoutText: file.withoutText.map(withName),
    links: file.links.map((links) => ({ ...links, event: nameOf(links.event) })),
  };
}

function findEvent(
  { articles, withoutText }: PlacedContent,
  event: string,
  { eventOf }: KnownEvents,
): string | undefined {
  const votes = new Map<string, number>();
  const ids = [
    ...articles.map(({ id, details }) => ({ id, details })),
    ...withoutText.map(({ sha256, details }) => ({ id: sha256 ?? '', details })),
  ];
  for (const { id, details } of ids) {
    const here = details.event === event ? eventOf(id) : null;
    if (here) votes.set(here, (votes.get(here) ?? 0) + 1);
  }
  const [best] = [...votes].sort(([a, n], [b, m]) => m - n || compareText(a, b));
  return best?.[0];
}
