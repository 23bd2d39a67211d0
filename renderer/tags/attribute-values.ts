import type { Tag } from '#core/tags/tag.ts';

/** Attributes with one of them set; an empty value is none. */
export function withValue(
  attributes: Tag['attributes'],
  attribute: string,
  value: string,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries({ ...attributes, [attribute]: value }).filter(([, each]) => each !== ''),
  );
}

/** Most names that are offered while one is typed. */
const OFFERED = 200;

/** What tags have said in one attribute so far, in the order of the alphabet. */
export function valuesSaid(tags: Iterable<Tag>, attribute: string): string[] {
  const names = new Set<string>();
  for (const tag of tags) {
    const name = tag.attributes[attribute];
    if (name) names.add(name);
    if (names.size >= OFFERED) break;
  }
  return [...names].sort((a, b) => a.localeCompare(b));
}

/**
 * The name that is in use for somebody whom a text names in short: `Sergey Lavrov` for `Lavrov`. The
 * short name itself where it is in use, or where several longer ones end with it.
 */
export function nameInUse(short: string, names: readonly string[]): string {
  if (names.includes(short)) return short;
  const longer = names.filter((name) => name.endsWith(` ${short}`));
  return longer.length === 1 ? (longer[0] ?? short) : short;
}
