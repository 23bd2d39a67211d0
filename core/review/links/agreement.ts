import type { LinkAgreement, PairLinks } from '../../agreement/report/link-figures.ts';
import { bCubed, bCubedOfLinked, countPairs } from '../../compare/measures/family-measures.ts';
import { FEWEST_ITEMS } from '../../agreement/measures/figure.ts';
import { FamilyKind } from '../../event/records.ts';
import { familyKey } from '../../event/places.ts';
import type { FamilySet } from './items.ts';
import { matchPassages, passagesOf } from './passages.ts';

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

/** Everybody's families, two people at a time; kinds of which neither has any are left out. */
export function compareAllFamilies(
  annotators: readonly string[],
  events: readonly (readonly FamilySet[])[],
): PairLinks[] {
  const setOf = (sets: readonly FamilySet[], annotator: string): FamilySet =>
    sets.find((set) => set.annotator === annotator) ?? { annotator, families: [] };
  return annotators.flatMap((a, index) =>
    annotators.slice(index + 1).flatMap((b): PairLinks[] => {
      const both = events.map((sets) => ({ first: setOf(sets, a), second: setOf(sets, b) }));
      const kinds = FamilyKind.options
        .map((kind) => compareFamilies(kind, both))
        .filter(({ items, onlyFirst, onlySecond }) => items + onlyFirst + onlySecond > 0);
      return kinds.length > 0 ? [{ a, b, kinds }] : [];
    }),
  );
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
