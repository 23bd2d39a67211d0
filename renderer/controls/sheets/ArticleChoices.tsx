import type { ArticleSummary } from '#core/article/article.ts';
import { showHidden } from '#core/guards/labels.ts';

import { LISTED, matchesQuery, type Choice } from './Picker.tsx';

/**
 * Articles to choose from, in their order, by their ids.
 *
 * @param alsoIn what the query may be about besides title, outlet and file name
 */
export function articleChoices(
  articles: readonly ArticleSummary[],
  query: string,
  alsoIn: (article: ArticleSummary) => string,
): Choice[] {
  const found: Choice[] = [];
  for (const article of articles) {
    const { id, details, sourceName } = article;
    const text = `${details.title} ${details.outlet ?? ''} ${sourceName} ${alsoIn(article)}`;
    if (!matchesQuery(text, query)) continue;
    found.push({
      id,
      text,
      content: (
        <>
          <span className="grow">
            <bdi>{showHidden(details.title)}</bdi>
          </span>
          <span className="hint">
            <bdi>{showHidden(details.outlet ?? sourceName)}</bdi>
          </span>
        </>
      ),
    });
    if (found.length >= LISTED) break;
  }
  return found;
}
