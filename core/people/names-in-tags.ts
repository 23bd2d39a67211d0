import type { Codebook } from '../codebook/codebook.ts';
import type { Annotation } from '../tags/tag.ts';

/** Id of the attribute that says who makes a claim. */
export const CLAIMANT = 'claimant';

/** Id of the attribute for the words that say that something is said. */
export const CUE = 'cue';

/** Attributes whose value is who says something, the first that a category has. */
export const SOURCE_ATTRIBUTES = ['speaker', CLAIMANT] as const;

/** Whether an attribute says who says something. */
export function isSource(attribute: string): boolean {
  return SOURCE_ATTRIBUTES.some((id) => id === attribute);
}

/** Attributes of the codebook whose values are names. */
export function nameAttributes({ categories }: Pick<Codebook, 'categories'>): ReadonlySet<string> {
  return new Set(
    categories.flatMap(({ attributes }) =>
      attributes.filter(({ type }) => type === 'entity').map(({ id }) => id),
    ),
  );
}

/** Who says what a tag marks; `undefined` where it does not say. */
export function sourceOf({ attributes }: Pick<Annotation, 'attributes'>): string | undefined {
  const id = SOURCE_ATTRIBUTES.find((each) => (attributes[each] ?? '') !== '');
  return id === undefined ? undefined : attributes[id];
}

type Values = Pick<Annotation, 'attributes' | 'aside'>;

/** The names that a tag has, those that are kept aside included; each once. */
export function namesOfTag({ attributes, aside }: Values, among: ReadonlySet<string>): string[] {
  const names: string[] = [];
  const add = (name: string | undefined): void => {
    if (name && !names.includes(name)) names.push(name);
  };
  for (const id of among) {
    add(attributes[id]);
    add(aside[id]);
  }
  return names;
}

/** How many tags have each name: of one article, say. */
export type NameCounts = ReadonlyMap<string, number>;

/** Counts the names of tags. */
export function countNames(tags: Iterable<Values>, among: ReadonlySet<string>): NameCounts {
  return changeCounts(new Map(), tags, 1, among);
}

/** Counts with the names of some tags added or taken away. */
export function changeCounts(
  counts: NameCounts,
  tags: Iterable<Values>,
  by: 1 | -1,
  among: ReadonlySet<string>,
): NameCounts {
  const changed = new Map(counts);
  for (const tag of tags) {
    for (const name of namesOfTag(tag, among)) {
      const count = (changed.get(name) ?? 0) + by;
      if (count > 0) changed.set(name, count);
      else changed.delete(name);
    }
  }
  return changed;
}

/** A tag with every name replaced as `nameFor` says; the tag itself where nothing of it is. */
export function withNames<T extends Values>(
  tag: T,
  among: ReadonlySet<string>,
  nameFor: (name: string, attribute: string) => string,
): T {
  let { attributes, aside } = tag;
  for (const id of among) {
    const value = attributes[id];
    const name = value && nameFor(value, id);
    if (name && name !== value) attributes = { ...attributes, [id]: name };
    const kept = aside[id];
    const keptName = kept && nameFor(kept, id);
    if (keptName && keptName !== kept) aside = { ...aside, [id]: keptName };
  }
  return attributes === tag.attributes && aside === tag.aside ? tag : { ...tag, attributes, aside };
}
