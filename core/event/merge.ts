import type { EventDocument, EventStep } from './document.ts';
import { findingKey, keepRenderings, pairKey, passageKey } from './places.ts';
import type { Family, FindingWord, LinkSet, Refusal, Rendering } from './records.ts';

/** What merging one event into another does to what is said of each. */
export interface MergeSteps {
  readonly from: readonly EventStep[];
  readonly into: readonly EventStep[];
}

/**
 * Moves everything that is said of one event to another one. What both say stays as the other one
 * has it: a passage is in one family of a kind and creator, a pair is refused once, a finding has
 * one word of each analyst.
 */
export function planMerge(from: EventDocument, into: EventDocument): MergeSteps {
  const families = familiesToMove(from, into);
  const moved = new Set(families.map(({ id }) => id));
  const refused = new Set([...into.refusals].map(keyOfRefusal));
  const judged = new Set([...into.findingWords].map(keyOfFinding));
  return {
    from: removeAll(from),
    into: [
      ...families.map((family): EventStep => ({ op: 'put-family', family })),
      ...[...from.coverage]
        .filter(({ family }) => moved.has(family))
        .map((word): EventStep => ({ op: 'put-coverage', word })),
      ...[...from.refusals]
        .filter((refusal) => !refused.has(keyOfRefusal(refusal)))
        .map((refusal): EventStep => ({ op: 'put-refusal', refusal })),
      ...[...from.findingWords]
        .filter((word) => !judged.has(keyOfFinding(word)))
        .map((word): EventStep => ({ op: 'put-finding-word', word })),
      ...[...from.linkDecisions].map((decision): EventStep => ({
        op: 'put-link-decision',
        decision,
      })),
      ...[...from.linkSets].map((set): EventStep => {
        const theirs = into.linkSets.get(set.id);
        return { op: 'put-link-set', set: theirs ? joinSets(theirs, set) : set };
      }),
    ],
  };
}

/** The families with those of their passages that no family of the other event has. */
function familiesToMove(from: EventDocument, into: EventDocument): Family[] {
  const keyOf = ({ kind, creator }: Family, rendering: Rendering): string =>
    `${creator} ${passageKey(kind, rendering)}`;
  const taken = new Set<string>();
  for (const family of into.families) {
    for (const rendering of family.renderings) taken.add(keyOf(family, rendering));
  }
  return [...from.families].flatMap(
    (family) => keepRenderings(family, (each) => !taken.has(keyOf(family, each))) ?? [],
  );
}

function keyOfRefusal({ a, b, creator }: Refusal): string {
  return `${creator} ${pairKey(a, b)}`;
}

function keyOfFinding({ type, places, creator }: FindingWord): string {
  return `${creator} ${findingKey(type, places)}`;
}

/** One colleague's families of both events. */
function joinSets(theirs: LinkSet, more: LinkSet): LinkSet {
  return {
    id: theirs.id,
    families: joinById(theirs.families, more.families),
    refusals: joinById(theirs.refusals, more.refusals),
    coverage: joinById(theirs.coverage, more.coverage),
    findings: joinById(theirs.findings, more.findings),
    imported: theirs.imported > more.imported ? theirs.imported : more.imported,
  };
}

function joinById<T extends { readonly id: string }>(those: readonly T[], more: readonly T[]): T[] {
  const known = new Set(those.map(({ id }) => id));
  return [...those, ...more.filter(({ id }) => !known.has(id))];
}

function removeAll(document: EventDocument): EventStep[] {
  const { families, refusals, findingWords, coverage, linkDecisions, linkSets } = document;
  return [
    ...[...families].map(({ id }): EventStep => ({ op: 'remove-family', id })),
    ...[...refusals].map(({ id }): EventStep => ({ op: 'remove-refusal', id })),
    ...[...findingWords].map(({ id }): EventStep => ({ op: 'remove-finding-word', id })),
    ...[...coverage].map(({ id }): EventStep => ({ op: 'remove-coverage', id })),
    ...[...linkDecisions].map(({ id }): EventStep => ({ op: 'remove-link-decision', id })),
    ...[...linkSets].map(({ id }): EventStep => ({ op: 'remove-link-set', id })),
  ];
}
