import { namesOf, SPELLING_LIMIT, type Alias } from './alias.ts';

/**
 * What bringing in a file's names changes: those that share no name with one that is here are added,
 * and one that is here gets the spellings that it lacks. Nobody here is renamed or joined with another,
 * and a spelling that is somebody else's here stays theirs.
 */
export function mergeAliases(here: readonly Alias[], coming: readonly Alias[]): Alias[] {
  const byName = new Map(
    here.flatMap((alias) => namesOf(alias).map((name) => [name, alias] as const)),
  );
  const ids = new Set(here.map(({ id }) => id));
  const changed = new Map<string, Alias>();
  for (const alias of coming) {
    const owners = new Set(namesOf(alias).flatMap((name) => byName.get(name) ?? []));
    const [owner, ...others] = owners;
    // The names of two people here are not said to be one by a file.
    if (others.length > 0 || (!owner && ids.has(alias.id))) continue;
    const before = owner ?? null;
    const known = new Set(before ? namesOf(before) : []);
    const fresh = namesOf(alias).filter((name) => !known.has(name));
    if (before && fresh.length === 0) continue;
    const merged = before
      ? { ...before, spellings: [...before.spellings, ...fresh].slice(0, SPELLING_LIMIT) }
      : alias;
    ids.add(merged.id);
    changed.set(merged.id, merged);
    for (const name of namesOf(merged)) byName.set(name, merged);
  }
  return [...changed.values()];
}
