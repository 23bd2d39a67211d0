import { addToGroup } from '../../collections/order.ts';
import type { SharedPassages } from '../passages/shared-passages.ts';
import type { OneText } from './comparison.ts';

/** The share of the shorter article that two have in common when they are one text. */
const ONE = 0.8;

/**
 * Articles of which one is the other with changes: by their words, or because they came in so.
 * @param articles in their order
 */
export function findOneTexts(
  { passages, shares }: SharedPassages,
  articles: readonly { readonly id: string; readonly versionOf?: string | null }[],
): OneText[] {
  const isVersion = (a: number, b: number): boolean => {
    const [one, other] = [articles[a], articles[b]];
    return one?.versionOf === other?.id || other?.versionOf === one?.id;
  };
  const pairs = new Map<number, SharedPassages['passages'][number][]>();
  for (const passage of passages) {
    addToGroup(pairs, passage.a.article * shares.length + passage.b.article, passage);
  }
  return [...pairs.values()].flatMap((shared): OneText[] => {
    const [first] = shared;
    if (!first) return [];
    const [a, b] = [first.a.article, first.b.article];
    const shorter = Math.min(shares[a]?.words ?? 0, shares[b]?.words ?? 0);
    const all = shared.reduce((sum, { words }) => sum + words, 0);
    const least = isVersion(a, b) ? 0 : ONE;
    if (shorter === 0 || all < least * shorter) return [];
    const share = Math.min(1, countOnce(shared.map((passage) => passage.a)) / shorter);
    return share >= least ? [{ a, b, share }] : [];
  });
}

/** Words in any of some ranges, which begin in order. */
function countOnce(ranges: readonly { readonly from: number; readonly to: number }[]): number {
  let reached = 0;
  let count = 0;
  for (const { from, to } of ranges) {
    count += Math.max(0, to - Math.max(from, reached));
    reached = Math.max(reached, to);
  }
  return count;
}
