import { addToGroup } from '../../collections/order.ts';
import type { SharedPassages } from '../passages/shared-passages.ts';
import type { OneText } from './comparison.ts';

/** The share of the shorter article that two have in common when they are one text. */
const ONE = 0.8;

/** Articles of which one is the other with changes. */
export function findOneTexts({ passages, shares }: SharedPassages): OneText[] {
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
    if (shorter === 0 || all < ONE * shorter) return [];
    const share = Math.min(1, countOnce(shared.map((passage) => passage.a)) / shorter);
    return share >= ONE ? [{ a, b, share }] : [];
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
