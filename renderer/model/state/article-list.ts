import type { ArticleSummary } from '#core/article/article.ts';
import { withoutHidden } from '#core/text/hidden.ts';

/** The articles whose title, outlet, author, file name or event contain what was typed. */
export function filterArticles(
  articles: readonly ArticleSummary[],
  typed: string,
  /** Titles by the id of the event. */
  events: ReadonlyMap<string, string>,
): readonly ArticleSummary[] {
  const wanted = withoutHidden(typed).trim().toLowerCase();
  if (wanted === '') return articles;
  return articles.filter(({ details, sourceName }) => {
    const { title, outlet, author, event } = details;
    const words = [title, outlet, author, sourceName, events.get(event ?? '')].join('\n');
    return withoutHidden(words).toLowerCase().includes(wanted);
  });
}

/** Whether an event's name stands above a row: its article is the first one of the event. */
export function startsEvent(articles: readonly ArticleSummary[], index: number): boolean {
  return index === 0 || articles[index]?.details.event !== articles[index - 1]?.details.event;
}
