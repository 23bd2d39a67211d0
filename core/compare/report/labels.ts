import type { Codebook } from '../../codebook/codebook.ts';

/** What the ids of a codebook stand for: of a category, an attribute of it, a value of that. */
export function labelsOf({ categories }: Codebook) {
  return (category: string, attribute?: string, value?: string): string => {
    const own = categories.find(({ id }) => id === category);
    const field = own?.attributes.find(({ id }) => id === attribute);
    if (value !== undefined) return field?.values?.find(({ id }) => id === value)?.label ?? value;
    return attribute === undefined ? (own?.label ?? category) : (field?.label ?? attribute);
  };
}
