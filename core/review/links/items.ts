import { compareText } from '../../collections/order.ts';
import { familyKey, placeKey } from '../../event/places.ts';
import type { Family, FamilyKind, LinkDecision, Rendering } from '../../event/records.ts';
import { contestedLinkDecisions, sortLinkDecisions } from './decisions.ts';
import { matchPassages, passagesOf } from './passages.ts';

/** One person's families of an event. */
export interface FamilySet {
  /** Annotator id. */
  readonly annotator: string;
  readonly families: readonly Family[];
}

/**
 * How a colleague's families differ from mine: passages that only they have linked, or only I; mine in
 * several of theirs, several of mine in one of theirs; another base; of passages that both have another
 * relation, another class; and families that share no passage with any of the other's.
 */
export const LINK_DIFFERENCES = [
  'only-theirs',
  'only-mine',
  'split',
  'joined',
  'more',
  'fewer',
  'base',
  'relation',
  'class',
] as const;
export type LinkDifference = (typeof LINK_DIFFERENCES)[number];

/** One passage that both have, as each of them has it. */
export interface SharedRendering {
  readonly mine: Rendering;
  readonly theirs: Rendering;
}

/** One line of the list of differences: families of two people that share passages. */
export interface LinkItem {
  /** The same as long as the item is about the same families. */
  readonly id: string;
  readonly kind: FamilyKind;
  /** Annotator id of the colleague. */
  readonly annotator: string;
  /** One's own families, and the colleague's; by id. */
  readonly mine: readonly Family[];
  readonly theirs: readonly Family[];
  /** In the order of `LINK_DIFFERENCES`; none where both say the same. */
  readonly differences: readonly LinkDifference[];
  readonly shared: readonly SharedRendering[];
  /** Passages that only one of the two has linked. */
  readonly more: readonly Rendering[];
  readonly fewer: readonly Rendering[];
  /** The word that is in force; `null` also for what only oneself has, where there is nothing to decide. */
  readonly decision: LinkDecision | null;
  /** A word from before a family changed: to be asked again. */
  readonly earlier: LinkDecision | null;
  /** The colleague's last word against the decision in force. */
  readonly contest: LinkDecision | null;
}

/**
 * Lines up one's own families with each colleague's, by the passages that they share. Every family of
 * every set is in exactly one item of each pair; the order of families and decisions does not matter.
 */
export function alignFamilies(
  own: FamilySet,
  colleagues: readonly FamilySet[],
  decisions: readonly LinkDecision[],
): LinkItem[] {
  const theirs = colleagues.flatMap(({ families }) => families);
  const { inForce, earlier } = sortLinkDecisions(decisions, own.annotator, theirs);
  const contested = contestedLinkDecisions(decisions, own.annotator);
  const decided = new Map(
    inForce.flatMap((decision) =>
      decision.about.map((family) => [familyKey(family), decision] as const),
    ),
  );
  return colleagues.flatMap((set) =>
    alignPair(own.families, set).map((item) => {
      const keys = item.theirs.map(familyKey);
      const decision = keys.flatMap((key) => decided.get(key) ?? [])[0] ?? null;
      // One word must be about all of them: a family may have come to the others since.
      const isWhole = decision !== null && keys.every((key) => decided.get(key) === decision);
      const before = isWhole
        ? null
        : (keys.flatMap((key) => earlier.get(key) ?? [])[0] ?? decision);
      return {
        ...item,
        decision: isWhole ? decision : null,
        earlier: before,
        contest: isWhole ? (contested.get(decision.id) ?? null) : null,
      };
    }),
  );
}

type Undecided = Omit<LinkItem, 'decision' | 'earlier' | 'contest'>;

function alignPair(own: readonly Family[], { annotator, families }: FamilySet): Undecided[] {
  const pairs = matchPassages(passagesOf(own), passagesOf(families));
  const groups = new Groups<Family>();
  for (const family of [...own, ...families]) groups.add(family);
  for (const [mine, theirs] of pairs) groups.join(mine.family, theirs.family);
  const ownOnes = new Set(own);
  const sharedOf = new Map<Family, SharedRendering[]>();
  for (const [mine, theirs] of pairs) {
    const shared = sharedOf.get(mine.family) ?? [];
    sharedOf.set(mine.family, shared);
    shared.push({ mine: mine.rendering, theirs: theirs.rendering });
  }
  return groups
    .list()
    .map((members): Undecided => {
      const mine = members.filter((family) => ownOnes.has(family)).sort(byKey);
      const theirs = members.filter((family) => !ownOnes.has(family)).sort(byKey);
      const shared = mine.flatMap((family) => sharedOf.get(family) ?? []);
      const known = new Set(shared.flatMap((pair) => [pair.mine, pair.theirs]));
      const alone = (list: readonly Family[]): Rendering[] =>
        list.flatMap(({ renderings }) => renderings.filter((each) => !known.has(each)));
      const parts = { mine, theirs, shared, more: alone(theirs), fewer: alone(mine) };
      return {
        id: `${annotator} ${[...mine, ...theirs].map(familyKey).join(' ')}`,
        kind: members[0]?.kind ?? 'utterance',
        annotator,
        ...parts,
        differences: LINK_DIFFERENCES.filter((difference) => differs(difference, parts)),
      };
    })
    .sort(compareItems);
}

type Parts = Pick<LinkItem, 'mine' | 'theirs' | 'shared' | 'more' | 'fewer'>;

function differs(difference: LinkDifference, parts: Parts): boolean {
  const { mine, theirs, shared, more, fewer } = parts;
  const isBoth = mine.length > 0 && theirs.length > 0;
  switch (difference) {
    case 'only-theirs':
      return mine.length === 0;
    case 'only-mine':
      return theirs.length === 0;
    case 'split':
      return isBoth && theirs.length > 1;
    case 'joined':
      return isBoth && mine.length > 1;
    case 'more':
      return isBoth && more.length > 0;
    case 'fewer':
      return isBoth && fewer.length > 0;
    case 'base':
      return isBoth && haveOtherBases(parts);
    case 'relation':
      return shared.some((pair) => pair.mine.relation !== pair.theirs.relation);
    case 'class':
      return shared.some((pair) => pair.mine.class !== pair.theirs.class);
  }
}

/** Whether the two have other passages as base; of several families it cannot be said. */
function haveOtherBases({ mine, theirs, shared }: Parts): boolean {
  const [one, ...others] = mine;
  const [their, ...more] = theirs;
  if (!one || !their || others.length + more.length > 0) return false;
  // Where neither chose one, it follows from the passages that they have.
  if (one.base === null && their.base === null) return false;
  const [base, theirBase] = [baseOf(one), baseOf(their)];
  return !shared.some((pair) => pair.mine === base && pair.theirs === theirBase);
}

/** The base that was chosen, else the passage with most words, the first of equals. */
function baseOf({ base, renderings }: Family): Rendering | undefined {
  const words = ({ fragments }: Rendering): number =>
    fragments.reduce((sum, { exact }) => sum + (exact.match(/\S+/gu)?.length ?? 0), 0);
  return (
    renderings.find(({ id }) => id === base) ??
    renderings.reduce<Rendering | undefined>(
      (best, each) => (best && words(best) >= words(each) ? best : each),
      undefined,
    )
  );
}

function byKey(a: Family, b: Family): number {
  return compareText(familyKey(a), familyKey(b));
}

/** By what is different first, then by the first passage. */
function compareItems(a: Undecided, b: Undecided): number {
  const placeOf = ({ mine, theirs }: Undecided): string => {
    const first = [...mine, ...theirs][0]?.renderings[0];
    return first ? placeKey(first) : '';
  };
  return (
    Number(a.differences.length === 0) - Number(b.differences.length === 0) ||
    compareText(placeOf(a), placeOf(b)) ||
    compareText(a.id, b.id)
  );
}

/** Things in groups that grow together. */
class Groups<T> {
  readonly #members = new Map<T, T[]>();

  add(item: T): void {
    this.#members.set(item, [item]);
  }

  /** Puts the groups of two things into one; the smaller moves. */
  join(a: T, b: T): void {
    const [one, other] = [this.#members.get(a), this.#members.get(b)];
    if (!one || !other || one === other) return;
    const [large, small] = one.length >= other.length ? [one, other] : [other, one];
    large.push(...small);
    for (const each of small) this.#members.set(each, large);
  }

  list(): T[][] {
    return [...new Set(this.#members.values())];
  }
}
