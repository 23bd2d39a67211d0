import { groupBy } from '../collections/order.ts';
import type { ArticleSummary } from './article.ts';

type Linked = Pick<ArticleSummary, 'id' | 'details' | 'added'>;

/**
 * Articles that are versions of one another, the one that was added first before the others. Those
 * without another version are left out. A link to an article that is not there still holds those
 * together that have it.
 *
 * @returns by the id of each version
 */
export function groupVersions<A extends Linked>(
  articles: readonly A[],
): ReadonlyMap<string, readonly A[]> {
  const earlier = new Map(articles.map(({ id, details }) => [id, details.versionOf ?? null]));
  const roots = new Map<string, string>();
  const rootOf = (id: string): string => {
    const path = new Set<string>();
    let at = id;
    // A file may say that two articles are versions of each other.
    while (!roots.has(at) && !path.has(at)) {
      path.add(at);
      const next = earlier.get(at) ?? null;
      if (next === null) break;
      at = next;
    }
    const root = roots.get(at) ?? at;
    for (const each of path) roots.set(each, root);
    return root;
  };
  const versions = new Map<string, readonly A[]>();
  for (const group of groupBy(articles, ({ id }) => rootOf(id)).values()) {
    if (group.length < 2) continue;
    const sorted = group.toSorted((a, b) => (a.added < b.added ? -1 : a.added > b.added ? 1 : 0));
    for (const { id } of group) versions.set(id, sorted);
  }
  return versions;
}
