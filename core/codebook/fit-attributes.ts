import type { TagOf } from '../tags/tag.ts';
import type { Category } from './codebook.ts';
import type { Span } from '../text/span.ts';

/** What a tag says of its attributes, and what it keeps for another time. */
export type TagValues = Pick<TagOf<Span>, 'attributes' | 'aside'>;

/**
 * Keeps the values that a category can hold and sets the others aside; what was aside and fits
 * comes back where nothing else has been said since. Nothing is dropped.
 */
export function fitAttributes(category: Category, { attributes, aside }: TagValues): TagValues {
  const kept = new Map<string, string>();
  const parked = new Map<string, string>();
  for (const [id, value] of Object.entries(attributes)) {
    if (fits(category, id, value)) kept.set(id, value);
    else park(parked, id, value);
  }
  for (const [id, value] of Object.entries(aside)) {
    if (!kept.has(id) && fits(category, id, value)) kept.set(id, value);
    else park(parked, id, value);
  }
  return { attributes: Object.fromEntries(kept), aside: Object.fromEntries(parked) };
}

/** Sets values aside whatever their category. */
export function setAside(
  { attributes, aside }: TagValues,
  isMeant: (attribute: string, value: string) => boolean,
): TagValues {
  const all = Object.entries(attributes);
  const parked = new Map(Object.entries(aside));
  for (const [id, value] of all) if (isMeant(id, value)) park(parked, id, value);
  return {
    attributes: Object.fromEntries(all.filter(([id, value]) => !isMeant(id, value))),
    aside: Object.fromEntries(parked),
  };
}

function fits(category: Category, id: string, value: string): boolean {
  const attribute = category.attributes.find((each) => each.id === id);
  if (!attribute) return false;
  return attribute.type !== 'enum' || attribute.values?.some((each) => each.id === value) === true;
}

/** Under the attribute's own id, or with a number behind it where another value is kept there. */
function park(parked: Map<string, string>, id: string, value: string): void {
  let name = id;
  for (let n = 2; parked.has(name) && parked.get(name) !== value; n += 1) {
    name = `${id.slice(0, 56)}-${n}`;
  }
  parked.set(name, value);
}
