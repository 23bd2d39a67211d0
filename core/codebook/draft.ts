import type { Category, Codebook } from './codebook.ts';
import type { CodebookEditError } from './edit.ts';
import type { Weight } from './version.ts';
import type { Result } from '../result.ts';
import type { TagOf } from '../tags/tag.ts';
import type { Span } from '../text/span.ts';

/** What a codebook says of a tag. */
export type TagBodyInCodebook = Pick<TagOf<Span>, 'category' | 'attributes' | 'aside'>;

/** What an edit comes to, before the version is counted up. */
export interface Draft {
  readonly codebook: Codebook;
  readonly weight: Weight | 'as-is';
  /** Lower case, as it follows *Undo:* in the menu. */
  readonly label: string;
  /** Ids of the categories whose tags `follow` may change. */
  readonly touched?: readonly string[];
  readonly follow?: (tag: TagBodyInCodebook) => TagBodyInCodebook;
  /** Id of a category that no own tag may have. */
  readonly mustBeUnused?: string;
}

export type Drafted = Result<Draft, CodebookEditError>;

/** With another category in place of the one with its id. */
export function withCategory(codebook: Codebook, after: Category): Codebook {
  const categories = codebook.categories.map((each) => (each.id === after.id ? after : each));
  return { ...codebook, categories };
}

/** With the entry of an id at another place in its list, counted from 0. */
export function moved<T extends { readonly id: string }>(
  list: readonly T[],
  id: string,
  to: number,
): T[] {
  const rest = list.filter((each) => each.id !== id);
  const entry = list.filter((each) => each.id === id);
  return [...rest.slice(0, to), ...entry, ...rest.slice(to)];
}

/** With another value of a field, or without the field. */
export function withField<T extends object, K extends keyof T & string>(
  entry: T,
  key: K,
  value: T[K] | undefined,
): T {
  if (value !== undefined) return { ...entry, [key]: value };
  const { [key]: _gone, ...rest } = entry;
  return rest as T;
}

/** A change of the tags of one category; all others stay the same objects. */
export function inCategory(
  category: string,
  change: (tag: TagBodyInCodebook) => Partial<TagBodyInCodebook>,
): (tag: TagBodyInCodebook) => TagBodyInCodebook {
  return (tag) => {
    if (tag.category !== category) return tag;
    const { attributes, aside } = tag;
    return { category, attributes, aside, ...change({ category, attributes, aside }) };
  };
}
