import { familyKey, placeKey, subjectOf } from '../../event/places.ts';
import type { Family, LinkDecision } from '../../event/records.ts';
import { compareText, groupBy } from '../../collections/order.ts';

/** What a family says, whenever it was made and whatever its passages are called: equal for equal content. */
export function familyContent(family: Family): string {
  const base = family.renderings.find(({ id }) => id === family.base);
  const passages = family.renderings.map((each) =>
    JSON.stringify([placeKey(each), each.class, each.relation]),
  );
  return JSON.stringify([
    family.kind,
    family.label,
    family.note,
    base ? placeKey(base) : null,
    passages.sort(compareText),
  ]);
}

/** Later ones first; of the same time by id. */
export function newestFirst(a: LinkDecision, b: LinkDecision): number {
  return compareText(b.decided, a.decided) || compareText(b.id, a.id);
}

/** Decisions by whether they still hold. */
export interface SortedLinkDecisions {
  /** About families that are as they were, each family in at most one; newest first. */
  readonly inForce: readonly LinkDecision[];
  /** For each family without one the last word on it from before it changed, by `familyKey`. */
  readonly earlier: ReadonlyMap<string, LinkDecision>;
}

/** Says which of a reviewer's decisions hold: the latest about each family, if that has not changed. */
export function sortLinkDecisions(
  decisions: Iterable<LinkDecision>,
  reviewer: string,
  families: readonly Family[],
): SortedLinkDecisions {
  const contents = new Map(families.map((family) => [familyKey(family), familyContent(family)]));
  const taken = new Set<string>();
  const inForce: LinkDecision[] = [];
  const earlier = new Map<string, LinkDecision>();
  const own = [...decisions].filter((decision) => decision.reviewer === reviewer);
  for (const decision of own.sort(newestFirst)) {
    const keys = decision.about.map(familyKey);
    const holds =
      keys.every((key) => !taken.has(key)) &&
      decision.about.every((family) => contents.get(familyKey(family)) === familyContent(family));
    if (holds) inForce.push(decision);
    else for (const key of keys) if (!taken.has(key)) earlier.set(key, decision);
    // A later word that no longer holds still takes the place of those before it.
    for (const key of keys) taken.add(key);
  }
  return { inForce, earlier };
}

/**
 * Decisions of a reviewer that those whose families they are about contest, by their ids: the author's
 * own later word on the same families is that they should not stand as decided.
 */
export function contestedLinkDecisions(
  decisions: readonly LinkDecision[],
  reviewer: string,
): ReadonlyMap<string, LinkDecision> {
  const bySubject = groupBy(decisions, subjectOf);
  const contested = new Map<string, LinkDecision>();
  for (const group of bySubject.values()) {
    for (const decision of group) {
      if (decision.reviewer !== reviewer) continue;
      const answers = group
        .filter(
          (answer) =>
            decision.about.every(({ creator }) => creator === answer.reviewer) &&
            answer.reviewer !== reviewer &&
            compareText(answer.decided, decision.decided) > 0,
        )
        .sort(newestFirst);
      const [last] = answers;
      if (last?.verdict === 'reject') contested.set(decision.id, last);
    }
  }
  return contested;
}
