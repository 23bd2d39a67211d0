// Several people's families of one event: lined up by their passages, decided, and what comes of it.
// Families themselves and the steps that change them are in core/event; the review of tags is one room up.
import { groupBy } from '../../collections/order.ts';
import {
  cheapestMatching,
  type CostScale,
  type Match,
} from '../../agreement/pairing/assignment.ts';
import { regionLength, sharedLength } from '../../agreement/pairing/comparable-tag.ts';
import type { Family, Rendering } from '../../event/records.ts';
import { IntervalIndex } from '../../tags/interval-index.ts';
import type { Span } from '../../text/span.ts';

/** A passage of somebody's family. */
export interface Passage {
  readonly family: Family;
  readonly rendering: Rendering;
}

/** How many passages are matched, then how many code units they share; both as costs below zero. */
type Cost = readonly [matched: number, shared: number];

const SCALE: CostScale<Cost> = {
  zero: [0, 0],
  plus: ([a, b], [c, d]) => [a + c, b + d],
  minus: ([a, b], [c, d]) => [a - c, b - d],
  less: ([a, b], [c, d]) => a < c || (a === c && b < d),
};

/** The passages of some families. */
export function passagesOf(families: readonly Family[]): Passage[] {
  return families.flatMap((family) =>
    family.renderings.map((rendering) => ({ family, rendering })),
  );
}

/**
 * Passages of two people that are the same: in one article, in families of one kind, sharing at least
 * half of the shorter one. One with one, as many as can be, and of these the most words in common.
 */
export function matchPassages(
  mine: readonly Passage[],
  theirs: readonly Passage[],
): [Passage, Passage][] {
  const keyOf = ({ family, rendering }: Passage): string => `${family.kind} ${rendering.article}`;
  const ofArticle = groupBy(theirs, keyOf);
  return [...groupBy(mine, keyOf)].flatMap(([key, here]) => {
    const others = (ofArticle.get(key) ?? []).map((passage, index) => ({
      id: String(index),
      fragments: passage.rendering.fragments,
      passage,
    }));
    const index = new IntervalIndex(others);
    const matches = here.flatMap((row) =>
      candidatesOf(row, index).flatMap(({ passage: column }): Match<Passage, Passage, Cost>[] => {
        const [a, b] = [row.rendering.fragments, column.rendering.fragments];
        const shared = sharedLength(a, b);
        const isSame = shared > 0 && shared * 2 >= Math.min(regionLength(a), regionLength(b));
        return isSame ? [{ row, column, cost: [-1, -shared] }] : [];
      }),
    );
    return cheapestMatching(matches, SCALE);
  });
}

/** Passages that are looked at for one: a hostile file may have very many in one place. */
const CANDIDATES = 16;

interface Indexed {
  readonly id: string;
  readonly fragments: readonly Span[];
  readonly passage: Passage;
}

function candidatesOf({ rendering }: Passage, index: IntervalIndex<Indexed>): Indexed[] {
  const found = new Set(rendering.fragments.flatMap((each) => index.overlapping(each)));
  return [...found].slice(0, CANDIDATES);
}
