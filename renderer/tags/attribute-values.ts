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
