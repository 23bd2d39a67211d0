import { z } from 'zod';

import { err, ok, type Result } from '../result.ts';
import type { Annotation } from '../tags/tag.ts';
import { graphemeBoundaryFrom } from '../text/graphemes.ts';
import { AliasKind, namesOf, PersonName, SPELLING_LIMIT, type Alias } from './alias.ts';
import { withNames } from './names-in-tags.ts';
import { guessKind } from './people-book.ts';
import { bareName, cleanName } from './spelling.ts';

/** What an analyst asks to be changed in the list of people; people are known by any of their names. */
export const PeopleEdit = z.discriminatedUnion('type', [
  /** All who have one of the names are one person, whose name is `name`. */
  z.strictObject({
    type: z.literal('merge'),
    names: z.array(PersonName).min(1).max(SPELLING_LIMIT),
    name: PersonName,
  }),
  /** `to` takes the place of the name, which is forgotten where `to` is none of the spellings. */
  z.strictObject({ type: z.literal('rename'), name: PersonName, to: PersonName }),
  /** One spelling is somebody else's. */
  z.strictObject({ type: z.literal('take-apart'), name: PersonName, spelling: PersonName }),
  z.strictObject({ type: z.literal('set-kind'), name: PersonName, to: AliasKind }),
  /** These are not one, and are never proposed as one again. */
  z.strictObject({
    type: z.literal('keep-apart'),
    names: z.array(PersonName).min(2).max(SPELLING_LIMIT),
  }),
  /** What was said of somebody is known no more; tags keep the names that they have. */
  z.strictObject({ type: z.literal('remove'), name: PersonName }),
]);
export type PeopleEdit = z.infer<typeof PeopleEdit>;

export type PeopleEditError =
  | { readonly type: 'no-such-person'; readonly name: string }
  /** Somebody else has the name: merging would make them one. */
  | { readonly type: 'name-taken'; readonly name: string }
  | { readonly type: 'too-many-spellings' }
  | { readonly type: 'nothing-changed' };

/** What becomes of the list of people, and of tags with it. */
export interface PeoplePlan {
  /** Aliases that are new or changed. */
  readonly put: readonly Alias[];
  /** Ids of aliases that go. */
  readonly removed: readonly string[];
  /** Lower case, as it follows *Undo:* in the menu. */
  readonly label: string;
  /** Tags that have none of these names stay as they are. */
  readonly concerned: readonly string[];
  /** What a tag becomes; the same object where nothing changes. */
  readonly follow: (tag: Annotation) => Annotation;
}

export interface PeopleContext {
  /** The attributes whose values are names. */
  readonly attributes: ReadonlySet<string>;
  /** Annotator id. */
  readonly self: string;
  /** ISO 8601, UTC. */
  readonly now: string;
  readonly newId: () => string;
}

type Planned = Result<PeoplePlan, PeopleEditError>;

/** Turns what was asked for into changed aliases and changed tags, or says why not. */
export function planPeopleEdit(
  aliases: readonly Alias[],
  edit: PeopleEdit,
  context: PeopleContext,
): Planned {
  switch (edit.type) {
    case 'merge':
      return merge(aliases, edit, context);
    case 'rename':
      return rename(aliases, edit, context);
    case 'take-apart':
      return takeApart(aliases, edit, context);
    case 'set-kind':
      return setKind(aliases, edit, context);
    case 'keep-apart':
      return keepApart(aliases, edit, context);
    case 'remove':
      return remove(aliases, edit);
  }
}

function aliasOf(aliases: readonly Alias[], name: string): Alias | undefined {
  const wanted = cleanName(name);
  return aliases.find((alias) => namesOf(alias).some((each) => cleanName(each) === wanted));
}

/** Longest name in a label, in UTF-16 code units. */
const LABELLED = 60;

function inLabel(given: string): string {
  const name = cleanName(given);
  if (name.length <= LABELLED) return `“${name}”`;
  return `“${name.slice(0, graphemeBoundaryFrom(name, LABELLED, -1))}…”`;
}

type Described = Pick<Alias, 'name' | 'kind' | 'spellings'>;

/** An alias with what is said of it now; `null` where it says that already. */
function changed(before: Alias | undefined, said: Described, context: PeopleContext): Alias | null {
  if (before && JSON.stringify(describe(before)) === JSON.stringify(describe(said))) return null;
  const { self, now, newId } = context;
  return { ...describe(said), id: before?.id ?? newId(), creator: self, modified: now };
}

function describe({ name, kind, spellings }: Described): Described {
  return { name, kind, spellings: [...spellings].sort() };
}

/** Names that are replaced by one, and no others. */
function replacing(names: readonly string[], name: string, { attributes }: PeopleContext) {
  const replaced = new Set(names.map(cleanName));
  return {
    concerned: names,
    follow: (tag: Annotation): Annotation =>
      withNames(tag, attributes, (each) => (replaced.has(cleanName(each)) ? name : each)),
  };
}

function merge(
  aliases: readonly Alias[],
  { names, name }: Extract<PeopleEdit, { type: 'merge' }>,
  context: PeopleContext,
): Planned {
  const target = aliasOf(aliases, name);
  const others = names.flatMap((each) => aliasOf(aliases, each) ?? []);
  const involved = [...new Set([...(target ? [target] : []), ...others])];
  const all = [...new Set([...names, ...involved.flatMap(namesOf)])];
  const spellings = all.filter((each) => each !== name);
  if (spellings.length > SPELLING_LIMIT) return err({ type: 'too-many-spellings' });
  const [kept] = involved;
  const kind = kept?.kind ?? guessKind(name);
  const put = changed(kept, { name, kind, spellings }, context);
  const removed = involved.filter((each) => each !== kept).map(({ id }) => id);
  if (!put && removed.length === 0) return err({ type: 'nothing-changed' });
  return ok({
    put: put ? [put] : [],
    removed,
    label: `merge names into ${inLabel(name)}`,
    ...replacing(spellings, name, context),
  });
}

function rename(
  aliases: readonly Alias[],
  { name, to }: Extract<PeopleEdit, { type: 'rename' }>,
  context: PeopleContext,
): Planned {
  const before = aliasOf(aliases, name);
  const taken = aliasOf(aliases, to);
  if (taken && taken !== before) return err({ type: 'name-taken', name: taken.name });
  const names = before ? namesOf(before) : [name];
  if (to === (before?.name ?? name)) return err({ type: 'nothing-changed' });
  const isSwap = before?.spellings.includes(to) ?? false;
  const spellings = isSwap
    ? names.filter((each) => each !== to)
    : (before?.spellings ?? []).filter((each) => cleanName(each) !== cleanName(to));
  const put = before && changed(before, { name: to, kind: before.kind, spellings }, context);
  return ok({
    put: put ? [put] : [],
    removed: [],
    label: `rename ${inLabel(before?.name ?? name)} to ${inLabel(to)}`,
    ...replacing(names, to, context),
  });
}

function takeApart(
  aliases: readonly Alias[],
  { name, spelling }: Extract<PeopleEdit, { type: 'take-apart' }>,
  context: PeopleContext,
): Planned {
  const before = aliasOf(aliases, name);
  if (!before?.spellings.includes(spelling)) return err({ type: 'no-such-person', name: spelling });
  const { kind } = before;
  const spellings = before.spellings.filter((each) => each !== spelling);
  const left = changed(before, { name: before.name, kind, spellings }, context);
  const apart = changed(undefined, { name: spelling, kind, spellings: [] }, context);
  return ok({
    put: [...(left ? [left] : []), ...(apart ? [apart] : [])],
    removed: [],
    label: `take ${inLabel(spelling)} apart from ${inLabel(before.name)}`,
    concerned: [before.name],
    follow: (tag) =>
      withNames(tag, context.attributes, (each, attribute) =>
        each === before.name && says(tag, attribute, spelling) ? spelling : each,
      ),
  });
}

/** Whether the text has this spelling where a tag's attribute points. */
function says({ attributeSpans }: Annotation, attribute: string, spelling: string): boolean {
  const words = attributeSpans[attribute]?.exact;
  if (words === undefined) return false;
  return cleanName(words) === cleanName(spelling) || bareName(words) === spelling;
}

function setKind(
  aliases: readonly Alias[],
  { name, to }: Extract<PeopleEdit, { type: 'set-kind' }>,
  context: PeopleContext,
): Planned {
  const before = aliasOf(aliases, name);
  const said = { name: before?.name ?? name, kind: to, spellings: before?.spellings ?? [] };
  const put = changed(before, said, context);
  if (!put) return err({ type: 'nothing-changed' });
  return ok({
    put: [put],
    removed: [],
    label: `call ${inLabel(said.name)} a ${to}`,
    concerned: [],
    follow: (tag) => tag,
  });
}

function keepApart(
  aliases: readonly Alias[],
  { names }: Extract<PeopleEdit, { type: 'keep-apart' }>,
  context: PeopleContext,
): Planned {
  const put = names.flatMap((name) => {
    if (aliasOf(aliases, name)) return [];
    return changed(undefined, { name, kind: guessKind(name), spellings: [] }, context) ?? [];
  });
  if (put.length === 0) return err({ type: 'nothing-changed' });
  const label = 'mark names as different people';
  return ok({ put, removed: [], label, concerned: [], follow: (tag) => tag });
}

function remove(
  aliases: readonly Alias[],
  { name }: Extract<PeopleEdit, { type: 'remove' }>,
): Planned {
  const before = aliasOf(aliases, name);
  if (!before) return err({ type: 'no-such-person', name });
  return ok({
    put: [],
    removed: [before.id],
    label: `remove ${inLabel(before.name)} from people`,
    concerned: [],
    follow: (tag) => tag,
  });
}
