import { isPlainLabel } from '../guards/labels.ts';
import { countOf } from '../numbers.ts';
import { err, ok, type Result } from '../result.ts';
import { trimNote } from '../tags/tag.ts';
import { planLinkDecisions, planTakingBack } from './decide-links.ts';
import { applyEventSteps, type EventDocument, type EventStep } from './document.ts';
import type {
  EventEdit,
  EventEditContext,
  EventEditError,
  LinkBody,
  PlannedEventChange,
} from './edit.ts';
import { describePlace, OwnFamilies } from './own-families.ts';
import { findingKey, pairKey } from './places.ts';
import type { Family, Place, Refusal, Rendering } from './records.ts';

type Planned = Result<PlannedEventChange, EventEditError>;
type EditOf<T extends EventEdit['type']> = Extract<EventEdit, { type: T }>;

/** Turns what the window asked for into reversible steps, or says why it cannot be done. */
export function planEventEdit(
  document: EventDocument,
  edit: EventEdit,
  context: EventEditContext,
): Planned {
  switch (edit.type) {
    case 'link':
      return planLinks(document, [edit], context);
    case 'link-groups':
      return planLinks(document, edit.groups, context);
    case 'unlink':
      return planUnlink(document, edit, context);
    case 'refuse':
      return planRefusals(document, edit, context);
    case 'set-base':
      return planBase(document, edit, context);
    case 'set-class':
      return planRenderings(document, edit.renderings, context, 'class', (rendering) =>
        ok({ ...rendering, class: edit.class }),
      );
    case 'set-relation':
      return planRenderings(document, edit.renderings, context, 'relation', (rendering, family) =>
        family.kind === 'claim'
          ? ok({ ...rendering, relation: edit.relation })
          : err({ type: 'not-a-claim', id: rendering.id }),
      );
    case 'set-label': {
      const label = edit.label.trim();
      if (label !== '' && !isPlainLabel(label)) return err({ type: 'bad-name' });
      return planField(document, edit.family, { label }, 'name family', context);
    }
    case 'set-family-note': {
      const note = trimNote(edit.note);
      return planField(document, edit.family, { note }, 'edit note of family', context);
    }
    case 'judge-finding':
      return planFinding(document, edit, context);
    case 'check-absent':
      return planCoverage(document, edit, context);
    case 'decide-links':
      return planLinkDecisions(document, edit.bodies, context);
    case 'take-back-link-decisions':
      return planTakingBack(document, edit.ids, context);
    case 'several':
      return planSeveral(document, edit.edits, context);
  }
}

/** Steps with their name, or that there is nothing to change. */
function named(steps: readonly EventStep[], label: string): Planned {
  return steps.length === 0 ? err({ type: 'nothing-changed' }) : ok({ steps, label });
}

/** Each on what those before it leave; those that change nothing are passed over. */
function planSeveral(
  document: EventDocument,
  edits: EditOf<'several'>['edits'],
  context: EventEditContext,
): Planned {
  const steps: EventStep[] = [];
  let current = document;
  let label = '';
  for (const edit of edits) {
    const planned = planEventEdit(current, edit, context);
    if (!planned.ok && planned.error.type === 'nothing-changed') continue;
    if (!planned.ok) return planned;
    const applied = applyEventSteps(current, planned.value.steps);
    if (!applied.ok) throw new Error(`A planned step cannot be made: ${applied.error.type}.`);
    current = applied.value.document;
    steps.push(...planned.value.steps);
    label = planned.value.label;
  }
  return named(steps, label);
}

function planLinks(
  document: EventDocument,
  groups: readonly LinkBody[],
  context: EventEditContext,
): Planned {
  const families = new OwnFamilies(document, context);
  let [changed, linked, moved] = [0, 0, 0];
  let kind: LinkBody['kind'] = 'utterance';
  for (const group of groups) {
    const done = families.link(group);
    if (!done.ok) return done;
    if (done.value.linked === 0) continue;
    changed += 1;
    linked += done.value.linked;
    moved += done.value.moved;
    ({ kind } = group);
  }
  const passages = countOf(linked, kind === 'claim' ? 'claim' : 'passage');
  const what =
    changed > 1 ? `${countOf(changed, 'family', 'families')} with ${passages}` : passages;
  const from = moved > 0 ? `, ${moved} of them moved from another family` : '';
  const label = `link ${what}${from}`;
  return named([...families.steps(), ...dropRefusals(document, families, context)], label);
}

/** Passages that are linked now are no longer refused. */
function dropRefusals(
  { refusals }: EventDocument,
  families: OwnFamilies,
  { self }: EventEditContext,
): EventStep[] {
  return [...refusals].flatMap(({ id, a, b, creator }): EventStep[] =>
    creator === self && families.together(a, b) ? [{ op: 'remove-refusal', id }] : [],
  );
}

function planUnlink(
  document: EventDocument,
  { renderings }: EditOf<'unlink'>,
  context: EventEditContext,
): Planned {
  const families = new OwnFamilies(document, context);
  const ids = new Set(renderings);
  for (const id of ids) {
    const found = families.findRendering(id);
    if (!found.ok) return found;
    families.take(id);
  }
  return named(families.steps(), `take ${countOf(ids.size, 'passage')} out`);
}

function planRefusals(
  document: EventDocument,
  { pairs, reason }: EditOf<'refuse'>,
  context: EventEditContext,
): Planned {
  const { self, now, newId } = context;
  const families = new OwnFamilies(document, context);
  const own = new Map<string, Refusal>();
  for (const refusal of document.refusals) {
    if (refusal.creator === self) own.set(pairKey(refusal.a, refusal.b), refusal);
  }
  const put = new Map<string, Refusal>();
  for (const pair of pairs) {
    const a = describePlace(pair.a, context);
    if (!a.ok) return a;
    const b = describePlace(pair.b, context);
    if (!b.ok) return b;
    const key = pairKey(a.value, b.value);
    if (new Set(key.split(' ')).size < 2) {
      return err({ type: 'contradiction', detail: 'A passage is always the same as itself.' });
    }
    const linked = families.together(a.value, b.value);
    if (linked) families.take(linked[0]);
    const before = own.get(key);
    if (before?.reason === reason) continue;
    const refusal = { a: a.value, b: b.value, reason, creator: self, created: now };
    put.set(key, { id: before?.id ?? newId(), ...refusal });
  }
  const steps: EventStep[] = [
    ...families.steps(),
    ...[...put.values()].map((refusal): EventStep => ({ op: 'put-refusal', refusal })),
  ];
  const those = pairs.length > 1 ? `${countOf(pairs.length, 'pair')} ` : '';
  return named(steps, `mark ${those}as not the same`);
}

function planBase(
  document: EventDocument,
  { family, base }: EditOf<'set-base'>,
  context: EventEditContext,
): Planned {
  const found = base === null ? null : new OwnFamilies(document, context).findRendering(base);
  if (found && !found.ok) return found;
  if (base !== null && found?.value.family !== family) {
    return err({ type: 'no-such-rendering', id: base });
  }
  const label = base === null ? 'take the fullest as base' : 'choose base';
  return planField(document, family, { base }, label, context);
}

/** Changes one thing that is said of a family. */
function planField(
  document: EventDocument,
  id: string,
  fields: Partial<Pick<Family, 'base' | 'label' | 'note'>>,
  label: string,
  context: EventEditContext,
): Planned {
  const families = new OwnFamilies(document, context);
  const found = families.find(id);
  if (!found.ok) return found;
  const before = found.value;
  const isSame = (Object.keys(fields) as (keyof typeof fields)[]).every(
    (key) => before[key] === fields[key],
  );
  if (isSame) return err({ type: 'nothing-changed' });
  families.change(id, fields);
  return named(families.steps(), label);
}

/** Changes one thing that is said of renderings; `field` is its name for the undo menu, too. */
function planRenderings(
  document: EventDocument,
  ids: readonly string[],
  context: EventEditContext,
  field: 'class' | 'relation',
  change: (rendering: Rendering, family: Pick<Family, 'kind'>) => Result<Rendering, EventEditError>,
): Planned {
  const families = new OwnFamilies(document, context);
  let changed = 0;
  for (const id of new Set(ids)) {
    const found = families.findRendering(id);
    if (!found.ok) return found;
    const family = families.find(found.value.family);
    if (!family.ok) return family;
    const after = change(found.value.rendering, family.value);
    if (!after.ok) return after;
    if (after.value[field] === found.value.rendering[field]) continue;
    families.put(found.value.family, after.value);
    changed += 1;
  }
  return named(
    families.steps(),
    `set ${field} of ${countOf(changed, field === 'relation' ? 'claim' : 'passage')}`,
  );
}

function planFinding(
  document: EventDocument,
  { finding: type, places, verdict, reason, note }: EditOf<'judge-finding'>,
  context: EventEditContext,
): Planned {
  const { self, now, newId } = context;
  const described: Place[] = [];
  for (const each of places) {
    const place = describePlace(each, context);
    if (!place.ok) return place;
    described.push(place.value);
  }
  const key = findingKey(type, described);
  const before = [...document.findingWords].find(
    (word) => word.creator === self && findingKey(word.type, word.places) === key,
  );
  if (verdict === null) {
    const steps: EventStep[] = before ? [{ op: 'remove-finding-word', id: before.id }] : [];
    return named(steps, 'leave finding open');
  }
  const trimmed = trimNote(note);
  if (before?.verdict === verdict && before.reason === reason && before.note === trimmed) {
    return err({ type: 'nothing-changed' });
  }
  const said = { type, places: described, verdict, reason, note: trimmed };
  const word = { id: before?.id ?? newId(), ...said, creator: self, decided: now };
  const isSame = before?.verdict === verdict;
  return named(
    [{ op: 'put-finding-word', word }],
    isSame ? 'edit note of finding' : `${VERBS[verdict]} finding`,
  );
}

const VERBS = { confirmed: 'confirm', dismissed: 'dismiss', deferred: 'defer' } as const;

function planCoverage(
  document: EventDocument,
  { family, articles, absent }: EditOf<'check-absent'>,
  context: EventEditContext,
): Planned {
  const { self, now, newId } = context;
  const families = new OwnFamilies(document, context);
  const found = families.find(family);
  if (!found.ok) return found;
  const present = families.articlesOf(family);
  const own = new Map(
    [...document.coverage]
      .filter((word) => word.creator === self && word.family === family)
      .map(({ article, id }) => [article, id]),
  );
  const steps: EventStep[] = [];
  for (const article of new Set(articles)) {
    const before = own.get(article);
    if (!absent) {
      if (before !== undefined) steps.push({ op: 'remove-coverage', id: before });
      continue;
    }
    if (present.has(article)) return err({ type: 'is-present', articleId: article });
    if (before !== undefined) continue;
    const word = { id: newId(), family, article, value: 'absent' as const };
    steps.push({ op: 'put-coverage', word: { ...word, creator: self, decided: now } });
  }
  const label = absent ? 'mark words as absent' : 'mark words as not checked';
  return named(steps, `${label} in ${countOf(steps.length, 'article')}`);
}
