import type { Category } from './codebook.ts';
import { isCodebookId } from '../tags/ids.ts';

/** How a category looks that a file brings without a codebook. */
export const UNKNOWN_LOOKS = {
  line: 'double',
  color: { light: '#6b6b6b', dark: '#a3a3a3' },
  attributes: [],
} satisfies Partial<Category>;

interface Named {
  readonly id: string;
  readonly label: string;
}

/** By id, by label, and by what is left of a label in formats whose names have few characters. */
export function findByName<T extends Named>(items: readonly T[], name: string): T | undefined {
  return (
    items.find(({ id }) => id === name) ??
    items.find(({ label }) => label === name) ??
    items.find(({ id, label }) => plainName(label) === name || plainName(id) === name) ??
    items.find(({ id, label }) => identifierName(label) === name || identifierName(id) === name)
  );
}

/**
 * The name of each item, by its id, in a format whose names have few characters: what is left of
 * its label where that leads back to it, else its id.
 */
export function namesOf(
  items: readonly Named[],
  shorten: (label: string) => string = plainName,
): Map<string, string> {
  return new Map(
    items.map((item) => {
      const name = shorten(item.label);
      const isGood = /^[A-Za-z]/u.test(name) && findByName(items, name) === item;
      return [item.id, isGood ? name : shorten(item.id)];
    }),
  );
}

/** What is left of a name where only letters, digits and `_` are allowed, as in a type of UIMA. */
export function identifierName(label: string): string {
  return plainName(label).replaceAll('-', '_');
}

/** What a format makes of a name that may only have `A-Z a-z 0-9 _ -`. */
function plainName(label: string): string {
  const plain = label.normalize('NFKD').replaceAll(/[^A-Za-z0-9_-]+/gu, '_');
  return plain.replaceAll(/^_+|_+$/gu, '') || '_';
}

/** An id made from a label; `null` where nothing of it can be in one. */
export function idFromLabel(label: string): string | null {
  const plain = plainName(label).slice(0, 64);
  const id = /^[A-Za-z]/u.test(plain) ? plain : `x${plain}`.slice(0, 64);
  return /[A-Za-z0-9]/u.test(plain) && isCodebookId(id) ? id : null;
}

export function valueId(category: Category, attribute: string, value: string): string {
  const values = category.attributes.find(({ id }) => id === attribute)?.values ?? [];
  return findByName(values, value)?.id ?? value;
}
