import { DetailsPatch } from '../../article/article.ts';
import { isoPublished } from '../../article/published-date.ts';
import type { LooseArticle } from '../content/loose.ts';
import type { LossCounter } from '../content/losses.ts';

/** What a file says of an article besides its text. */
export type Details = LooseArticle['details'];

/**
 * Those details of which nothing was said before: a file may have an article for each of its annotators,
 * and not each time say all of it.
 *
 * @param said names of those of which something was said; those of these are added
 */
export function saidFirst(details: Details, said: Set<string>): Details {
  const first = Object.entries(details).filter(
    ([name, value]) => !said.has(name) && value !== null,
  );
  for (const [name] of first) said.add(name);
  return Object.fromEntries(first);
}

/** The details that an article can have; one that is too long, or no event, is left out and counted. */
export function usableDetails(details: Details, ignored: LossCounter): Details {
  const entries = Object.entries(details).filter(
    ([name, value]) => DetailsPatch.safeParse({ [name]: value }).success,
  );
  if (entries.length < Object.keys(details).length) ignored.add('article-details');
  const { published } = details;
  if (published && isoPublished(published) === null) ignored.addWithName('dates', published);
  return Object.fromEntries(entries);
}
