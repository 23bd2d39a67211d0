import { compareText, sortedById } from '../../collections/order.ts';
import { familyKey, keepRenderings, passageKey } from '../../event/places.ts';
import type { Family, LinkDecision } from '../../event/records.ts';
import { isSettled } from '../decision.ts';
import { familyContent, newestFirst } from './decisions.ts';
import { alignFamilies, type FamilySet, type LinkItem } from './items.ts';

/** A family that stands after the review. */
export interface AdjudicatedFamily {
  readonly family: Family;
  /** The word by which it stands; `null` for the reviewer's own, which no word has changed. */
  readonly decision: LinkDecision | null;
}

/** What a review of links came to. */
export interface LinkOutcome {
  /** By the ids of the families. */
  readonly families: readonly AdjudicatedFamily[];
  /** Differences of colleagues' families without a settled decision. */
  readonly open: readonly LinkItem[];
}

/**
 * What stands: the reviewer's own families, and in their place what was accepted or put instead, the
 * later word over the earlier one. A passage is in one family of its kind: it goes with the later word.
 * A function of families and decisions; what is not decided changes nothing.
 */
export function adjudicateFamilies(
  own: FamilySet,
  colleagues: readonly FamilySet[],
  decisions: readonly LinkDecision[],
): LinkOutcome {
  const items = alignFamilies(own, colleagues, decisions).filter(({ theirs }) => theirs.length > 0);
  const standing = new Map<string, AdjudicatedFamily>(
    own.families.map((family) => [familyKey(family), { family, decision: null }]),
  );
  const words = items.flatMap((item) => (item.decision ? [{ item, decision: item.decision }] : []));
  for (const { item, decision } of words.sort((a, b) => newestFirst(b.decision, a.decision))) {
    const placed = familiesPut(decision, item);
    if (!placed) continue;
    for (const family of item.mine) standing.delete(familyKey(family));
    const taken = new Set(
      placed.flatMap(({ kind, renderings }) => renderings.map((each) => passageKey(kind, each))),
    );
    for (const [key, each] of standing) {
      const { family } = each;
      const rest = keepRenderings(family, (one) => !taken.has(passageKey(family.kind, one)));
      if (!rest) standing.delete(key);
      else if (rest !== family) standing.set(key, { ...each, family: rest });
    }
    for (const family of placed) standing.set(familyKey(family), { family, decision });
  }
  const isDone = ({ decision }: LinkItem): boolean => decision !== null && isSettled(decision);
  return {
    families: [...standing.values()].sort((a, b) =>
      compareText(familyKey(a.family), familyKey(b.family)),
    ),
    open: items.filter((item) => !isDone(item)),
  };
}

/** What a decision puts in place of one's own families; `null` where these stand. */
function familiesPut(
  { verdict, result }: LinkDecision,
  { theirs }: LinkItem,
): readonly Family[] | null {
  switch (verdict) {
    case 'accept':
      return theirs;
    case 'change':
      return result ? [result] : [];
    case 'reject':
    case 'defer':
      return null;
  }
}

/** One line of what an author is sent back about their families. */
export interface ReturnedFamily {
  readonly outcome: 'accepted' | 'changed' | 'rejected' | 'open';
  /** As it was decided on, or as it is where nothing is decided. */
  readonly before: Family;
  /** What the reviewer put in its place. */
  readonly after: Family | null;
  readonly decision: LinkDecision | null;
}

/** What a reviewer's decisions mean for an author's families: each accepted, changed, rejected or open. */
export function returnFamilies(
  author: FamilySet,
  reviewer: string,
  decisions: readonly LinkDecision[],
): ReturnedFamily[] {
  const latest = new Map<string, LinkDecision>();
  for (const decision of decisions.toSorted((a, b) => newestFirst(b, a))) {
    if (decision.reviewer !== reviewer) continue;
    for (const family of decision.about) latest.set(familyKey(family), decision);
  }
  return sortedById(author.families).map((family): ReturnedFamily => {
    const decision = latest.get(familyKey(family));
    const before = decision?.about.find((each) => familyKey(each) === familyKey(family));
    if (!decision || !before || familyContent(before) !== familyContent(family)) {
      return { outcome: 'open', before: family, after: null, decision: null };
    }
    return {
      outcome: OUTCOMES[decision.verdict],
      before,
      after: decision.verdict === 'change' ? decision.result : null,
      decision: isSettled(decision) ? decision : null,
    };
  });
}

const OUTCOMES = {
  accept: 'accepted',
  change: 'changed',
  reject: 'rejected',
  defer: 'open',
} as const satisfies Record<LinkDecision['verdict'], ReturnedFamily['outcome']>;

/** Whether a decision is about families of an author. */
export function concernsFamiliesOf({ about }: LinkDecision, author: string): boolean {
  return about.some(({ creator }) => creator === author);
}
