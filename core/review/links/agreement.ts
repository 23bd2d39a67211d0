import {
  bCubed,
  bCubedOfLinked,
  countPairs,
  type PairCounts,
  type Scores,
} from '../../compare/measures/family-measures.ts';
import { FEWEST_ITEMS } from '../../agreement/measures/figure.ts';
import type { FamilyKind } from '../../event/records.ts';
import { familyKey } from './decisions.ts';
import type { FamilySet } from './items.ts';
import { matchPassages, passagesOf } from './passages.ts';

/** How well two people agree on which passages belong together. */
export interface LinkAgreement {
  readonly kind: FamilyKind;
  /** Passages that both have linked or left alone in a family of one. */
  readonly items: number;
  /** Fewer than ten items: too few to interpret. */
  readonly tooFew: boolean;
  /** Of precision and recall the second person is held against the first; `null` without items. */
  readonly all: Scores | null;
  /** Over items that one of them at least has in a family with another item. */
  readonly linked: (Scores & { readonly items: number }) | null;
  /** Pairs of items in one family: by the second, by the first, by both. */
  readonly pairs: PairCounts;
  /** Passages that only one of them has in a family. */
  readonly onlyFirst: number;
  readonly onlySecond: number;
}

/** Compares two people's families of one kind over some events, each event by itself. */
export function compareFamilies(
  kind: FamilyKind,
  events: readonly { readonly first: FamilySet; readonly second: FamilySet }[],
): LinkAgreement {
  const first: string[] = [];
  const second: string[] = [];
  let [onlyFirst, onlySecond] = [0, 0];
  for (const [index, event] of events.entries()) {
    const ofKind = ({ families }: FamilySet): ReturnType<typeof passagesOf> =>
      passagesOf(families.filter((family) => family.kind === kind));
    const [one, other] = [ofKind(event.first), ofKind(event.second)];
    const pairs = matchPassages(one, other);
    for (const [mine, theirs] of pairs) {
      first.push(`${index} ${familyKey(mine.family)}`);
      second.push(`${index} ${familyKey(theirs.family)}`);
    }
    onlyFirst += one.length - pairs.length;
    onlySecond += other.length - pairs.length;
  }
  const linked = bCubedOfLinked(second, first);
  return {
    kind,
    items: first.length,
    tooFew: first.length < FEWEST_ITEMS,
    all: bCubed(second, first),
    linked: linked && { ...linked, items: countLinked(first, second) },
    pairs: countPairs(second, first),
    onlyFirst,
    onlySecond,
  };
}

function countLinked(...assignments: readonly (readonly string[])[]): number {
  const sizes = assignments.map((families) => {
    const counts = new Map<string, number>();
    for (const family of families) counts.set(family, (counts.get(family) ?? 0) + 1);
    return families.map((family) => counts.get(family) ?? 0);
  });
  const [one = []] = sizes;
  return one.filter((_, index) => sizes.some((list) => (list[index] ?? 0) > 1)).length;
}
