import { findCategory, type Category, type Codebook } from './codebook.ts';
import { usageOf, type CodebookUse, type usageKey } from './usage.ts';
import { isLegible } from './colours.ts';

/** What another codebook would change, in labels. */
export interface CodebookDifference {
  readonly addedCategories: readonly string[];
  /** `own` and `others`: tags that would be without a category of the codebook. */
  readonly removedCategories: readonly {
    readonly label: string;
    readonly own: number;
    readonly others: number;
  }[];
  readonly renamed: readonly { readonly from: string; readonly to: string }[];
  /** Attributes and values, as `Quote › Type › Direct`. */
  readonly added: readonly string[];
  /** `own`: tags of one's own whose value would be set aside. */
  readonly removed: readonly { readonly path: string; readonly own: number }[];
  /** Categories that have another definition, key, letter, line or colour. */
  readonly changed: readonly string[];
}

/** What is another between two codebooks, and how many tags that is about. */
export function compareCodebooks(
  before: Codebook,
  after: Codebook,
  use: CodebookUse,
): CodebookDifference {
  const entries = after.categories.flatMap((to) => {
    const from = findCategory(before, to.id);
    return from ? [{ from, to }] : [];
  });
  return {
    addedCategories: after.categories
      .filter(({ id }) => !findCategory(before, id))
      .map(({ label }) => label),
    removedCategories: before.categories
      .filter(({ id }) => !findCategory(after, id))
      .map(({ id, label }) => {
        const { own, others } = usageOf(use, id);
        return { label, own, others };
      }),
    renamed: entries.flatMap(({ from, to }) => renamedIn(from, to)),
    added: entries.flatMap(({ from, to }) => missingIn(to, from).map(({ path }) => path)),
    removed: entries.flatMap(({ from, to }) =>
      missingIn(from, to).map(({ path, ids }) => ({ path, own: usageOf(use, ...ids).own })),
    ),
    changed: entries.flatMap(({ from, to }) => (sameLooks(from, to) ? [] : [to.label])),
  };
}

/** Categories of a file whose colours are made darker or lighter, because they could not be seen. */
export function illegibleCategories({ categories }: Codebook): readonly string[] {
  return categories
    .filter(({ color }) => !isLegible(color.light, 'light') || !isLegible(color.dark, 'dark'))
    .map(({ label }) => label);
}

/** Whether there is anything at all that differs. */
export function isSame(difference: CodebookDifference): boolean {
  return Object.values<readonly unknown[]>({ ...difference }).every(({ length }) => length === 0);
}

function renamedIn(from: Category, to: Category): { from: string; to: string }[] {
  const pairs: { from: string; to: string }[] = [];
  const note = (a: string, b: string): void => {
    if (a !== b) pairs.push({ from: a, to: b });
  };
  note(from.label, to.label);
  for (const attribute of from.attributes) {
    const other = to.attributes.find(({ id }) => id === attribute.id);
    if (!other) continue;
    note(attribute.label, other.label);
    for (const value of attribute.values ?? []) {
      const theirs = other.values?.find(({ id }) => id === value.id);
      if (theirs) note(value.label, theirs.label);
    }
  }
  return pairs;
}

interface Missing {
  readonly path: string;
  readonly ids: Parameters<typeof usageKey>;
}

/** Attributes and values of one category that the other one lacks. */
function missingIn(all: Category, other: Category): Missing[] {
  return all.attributes.flatMap((attribute): Missing[] => {
    const path = `${all.label} › ${attribute.label}`;
    const theirs = other.attributes.find(({ id }) => id === attribute.id);
    if (!theirs) return [{ path, ids: [all.id, attribute.id] }];
    const values = theirs.type === 'enum' ? (attribute.values ?? []) : [];
    return values
      .filter(({ id }) => !theirs.values?.some((each) => each.id === id))
      .map((value) => ({
        path: `${path} › ${value.label}`,
        ids: [all.id, attribute.id, value.id],
      }));
  });
}

/** Whether two categories look, are reached and are explained alike, apart from their names. */
function sameLooks(a: Category, b: Category): boolean {
  const looks = ({ hotkey, letter, line, color, definition, spanRule }: Category): string =>
    JSON.stringify([hotkey, letter, line, color.light, color.dark, definition, spanRule]);
  return looks(a) === looks(b);
}
