import type { Attribute, Category } from '#core/codebook/codebook.ts';
import type { Tag } from '#core/tags/tag.ts';

import type { AppState } from './app-state.ts';

/** The own tags that are selected and there, the active one last. */
export function selectedTags({
  article,
  selectedTags: ids,
}: Pick<AppState, 'article' | 'selectedTags'>): readonly Tag[] {
  return ids.flatMap((id) => article?.tags.get(id) ?? []);
}

/** What all tags have alike; `undefined` where they differ. */
export function commonOf<V>(tags: readonly Tag[], of: (tag: Tag) => V): V | undefined {
  const [first, ...others] = tags;
  if (!first) return undefined;
  const value = of(first);
  return others.every((tag) => of(tag) === value) ? value : undefined;
}

/** The attributes that the categories of all tags have: of one name, one kind and the same values. */
export function sharedAttributes(
  tags: readonly Tag[],
  categoryOf: (tag: Tag) => Category | undefined,
): readonly Attribute[] {
  const [first, ...others] = [...new Set(tags.map(categoryOf))];
  if (others.length === 0) return first?.attributes ?? [];
  return (first?.attributes ?? []).filter((attribute) =>
    others.every((category) =>
      category?.attributes.some(
        (each) => each.id === attribute.id && kindOf(each) === kindOf(attribute),
      ),
    ),
  );
}

function kindOf({ type, values = [] }: Attribute): string {
  return [type, ...values.map(({ id }) => id)].join(' ');
}
