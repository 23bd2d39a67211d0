import { isPlainLabel } from '../guards/labels.ts';
import { countOf } from '../numbers.ts';
import { err, ok, type Result } from '../result.ts';
import { trimNote } from '../tags/tag.ts';
import type { EventDocument, EventStep } from './document.ts';
import type {
  EventEditContext,
  EventEditError,
  LinkDecisionBody,
  PlannedEventChange,
} from './edit.ts';
import { describePlace } from './own-families.ts';
import { familyKey, subjectOf } from './places.ts';
import type { Family, LinkDecision, Rendering } from './records.ts';

type Planned = Result<PlannedEventChange, EventEditError>;

/**
 * New decisions take the place of the reviewer's earlier ones about the same families. A word on
 * the very same ones keeps its id, so that what was said of it stays with it. On one's own families
 * it answers what another has decided on them: to reject is to contest that.
 */
export function planLinkDecisions(
  document: EventDocument,
  bodies: readonly LinkDecisionBody[],
  context: EventEditContext,
): Planned {
  const known = familiesByReference(document);
  const earlier = new Map<string, LinkDecision>();
  for (const decision of document.linkDecisions) {
    if (decision.reviewer !== context.self) continue;
    for (const family of decision.about) earlier.set(familyKey(family), decision);
  }
  const replaced = new Map<string, LinkDecision>();
  const put = new Map<string, LinkDecision>();
  for (const body of bodies) {
    const made = makeDecision(body, known, context);
    if (!made.ok) return made;
    const subject = subjectOf(made.value);
    const wrong = whyNoAnswer(document, made.value);
    if (wrong !== null) return err({ type: 'contradiction', detail: wrong });
    const before = made.value.about.flatMap((family) => earlier.get(familyKey(family)) ?? []);
    for (const each of before) replaced.set(each.id, each);
    const same = before.find((each) => subjectOf(each) === subject);
    put.set(subject, same ? { ...made.value, id: same.id } : made.value);
  }
  const kept = new Set([...put.values()].map(({ id }) => id));
  const steps = [
    ...[...replaced.keys()].flatMap((id): EventStep[] =>
      kept.has(id) ? [] : [{ op: 'remove-link-decision', id }],
    ),
    ...[...put.values()].map((decision): EventStep => ({ op: 'put-link-decision', decision })),
  ];
  const verdicts = new Set(bodies.map(({ verdict }) => verdict));
  const [verdict = 'accept'] = verdicts;
  const verb = verdicts.size > 1 ? 'decide on' : verdict;
  const what = put.size === 1 ? 'family' : countOf(put.size, 'family', 'families');
  return ok({ steps, label: `${verb} ${what}` });
}

/** Takes the reviewer's words on colleagues' families back. */
export function planTakingBack(
  { linkDecisions }: EventDocument,
  ids: readonly string[],
  { self }: EventEditContext,
): Planned {
  const steps: EventStep[] = [];
  for (const id of new Set(ids)) {
    if (linkDecisions.get(id)?.reviewer !== self) return err({ type: 'no-such-link-decision', id });
    steps.push({ op: 'remove-link-decision', id });
  }
  return ok({ steps, label: steps.length === 1 ? 'decide again' : 'take decisions back' });
}

function makeDecision(
  { about, verdict, result, reason, note }: LinkDecisionBody,
  known: ReadonlyMap<string, Family>,
  context: EventEditContext,
): Result<LinkDecision, EventEditError> {
  const { self, now, newId } = context;
  if ((verdict === 'change') !== (result !== null)) {
    const detail = 'Only a decision that changes a family says what stands instead.';
    return err({ type: 'contradiction', detail });
  }
  const families = new Map<string, Family>();
  for (const { annotator, id } of about) {
    const family = known.get(`${annotator}/${id}`);
    if (!family) return err({ type: 'no-such-family', id });
    families.set(familyKey(family), family);
  }
  const stands = result === null ? ok(null) : makeFamily(result, context);
  if (!stands.ok) return stands;
  return ok({
    id: newId(),
    about: [...families.values()],
    verdict,
    result: stands.value,
    reason,
    note: trimNote(note),
    reviewer: self,
    decided: now,
  });
}

function makeFamily(
  { kind, label, renderings: bodies, base, note }: NonNullable<LinkDecisionBody['result']>,
  context: EventEditContext,
): Result<Family, EventEditError> {
  const { self, now, newId } = context;
  const name = label.trim();
  if (name !== '' && !isPlainLabel(name)) return err({ type: 'bad-name' });
  const renderings: Rendering[] = [];
  for (const { tag, class: given, relation, ...body } of bodies) {
    const place = describePlace(body, context);
    if (!place.ok) return place;
    const id = newId();
    if (relation !== null && kind !== 'claim') return err({ type: 'not-a-claim', id });
    renderings.push({ id, ...place.value, tag, class: given, relation });
  }
  const chosen = base === null ? null : renderings[base]?.id;
  if (chosen === undefined) {
    return err({ type: 'contradiction', detail: 'The base is none of the renderings.' });
  }
  const said = { label: name, base: chosen, renderings, note: trimNote(note) };
  return ok({ id: newId(), kind, ...said, creator: self, created: now, modified: now });
}

/** Why a word that is about one's own families says nothing, as a sentence; `null` where it may be said. */
function whyNoAnswer({ linkDecisions }: EventDocument, answer: LinkDecision): string | null {
  const { about, reviewer, verdict } = answer;
  if (about.every(({ creator }) => creator !== reviewer)) return null;
  if (verdict === 'change') return 'Your own families are changed where they are linked.';
  const subject = subjectOf(answer);
  const isAnswer = [...linkDecisions].some(
    (each) => each.reviewer !== reviewer && subjectOf(each) === subject,
  );
  return isAnswer ? null : 'Nobody has decided on these families of yours.';
}

function familiesByReference({
  families: own,
  linkSets,
}: EventDocument): ReadonlyMap<string, Family> {
  const families = new Map([...own].map((family) => [familyKey(family), family]));
  for (const { id, families: theirs } of linkSets) {
    for (const family of theirs) families.set(`${id}/${family.id}`, family);
  }
  return families;
}
