import {
  CODEBOOK_LIMITS,
  defaultAttributes,
  digitForCategory,
  findCategory,
  LINES,
  type Category,
  type Codebook,
} from './codebook.ts';
import { CATEGORY_COLOURS, isLegible, worstContrast } from './colours.ts';
import { inCategory, moved, withCategory, withField, type Drafted } from './draft.ts';
import type { CategoryPatch, CodebookEditError, EditOf } from './edit.ts';
import { fitAttributes } from './fit-attributes.ts';
import { newId, newLabel } from './new-labels.ts';
import { isPlainLabel } from '../guards/labels.ts';
import { err, ok, type Result } from '../result.ts';

type CategoryEdit<T extends 'add' | 'update' | 'move' | 'delete'> = EditOf<`${T}-category`>;

export function addCategory(
  codebook: Codebook,
  { label: asked, id: givenId }: CategoryEdit<'add'>,
): Drafted {
  const { categories } = codebook;
  const label = newLabel(asked, categories);
  if (!label.ok) return label;
  if (categories.length >= CODEBOOK_LIMITS.categories) {
    return err({ type: 'too-many', what: 'categories' });
  }
  if (givenId !== undefined && findCategory(codebook, givenId)) {
    return err({ type: 'nothing-changed' });
  }
  const category = newCategory(
    codebook,
    label.value,
    givenId ?? newId(label.value, categories, 'category'),
  );
  return ok({
    codebook: { ...codebook, categories: [...categories, category] },
    weight: 'minor',
    label: `add category ${label.value.toLowerCase()}`,
    touched: [category.id],
    follow: inCategory(category.id, (tag) => fitAttributes(category, tag)),
  });
}

/** A category with a colour, a line, a letter and a digit that no other one of the codebook has, if any is left. */
export function newCategory(codebook: Codebook, label: string, id: string): Category {
  const { categories } = codebook;
  const { light, dark } = rarest(CATEGORY_COLOURS, categories, ({ color }) =>
    CATEGORY_COLOURS.find((each) => each.light.toLowerCase() === color.light.toLowerCase()),
  );
  return {
    id,
    label,
    ...freeDigit(codebook),
    letter: freeLetter(label, categories),
    line: rarest(LINES, categories, (each) => each.line),
    color: { light, dark },
    attributes: [],
  };
}

/** The category of an edit. */
export function categoryOf(
  codebook: Codebook,
  { category: id }: { readonly category: string },
): Result<Category, CodebookEditError> {
  const category = findCategory(codebook, id);
  return category ? ok(category) : err({ type: 'no-such-entry', what: 'category' });
}

export function updateCategory(codebook: Codebook, edit: CategoryEdit<'update'>): Drafted {
  const category = categoryOf(codebook, edit);
  if (!category.ok) return category;
  const before = category.value;
  const changed = patchCategory(codebook, before, edit.patch);
  if (!changed.ok) return changed;
  const after = changed.value;
  const name = before.label.toLowerCase();
  return ok({
    codebook: withCategory(codebook, after),
    weight: 'patch',
    label:
      after.label === before.label
        ? `change category ${name}`
        : `rename ${name} to ${after.label.toLowerCase()}`,
  });
}

function patchCategory(
  codebook: Codebook,
  before: Category,
  patch: CategoryPatch,
): Result<Category, CodebookEditError> {
  const others = codebook.categories.filter((each) => each !== before);
  let after = before;
  if (patch.label !== undefined) {
    const label = newLabel(patch.label, others);
    if (!label.ok) return label;
    after = { ...after, label: label.value };
  }
  if (patch.letter !== undefined) {
    const letter = patch.letter.trim();
    if (letter.length < 1 || letter.length > 2 || !isPlainLabel(letter)) {
      return err({ type: 'bad-letter' });
    }
    const rival = others.find((each) => each.letter === letter);
    if (rival) return err({ type: 'letter-taken', letter, by: rival.label });
    after = { ...after, letter };
  }
  if (patch.hotkey !== undefined) {
    const { hotkey } = patch;
    if (hotkey !== null && !/^[1-9]$/u.test(hotkey)) {
      return err({ type: 'bad-hotkey', of: 'category' });
    }
    const rival = others.find((each) => hotkey !== null && each.hotkey === hotkey);
    if (hotkey !== null && rival) return err({ type: 'hotkey-taken', hotkey, by: rival.label });
    after = withField(after, 'hotkey', hotkey ?? undefined);
  }
  if (patch.color !== undefined) {
    for (const mode of ['light', 'dark'] as const) {
      const colour = patch.color[mode];
      if (!/^#[0-9a-f]{6}$/iu.test(colour)) return err({ type: 'not-a-colour', mode });
      const { page, ratio } = worstContrast(colour, mode);
      if (!isLegible(colour, mode)) return err({ type: 'low-contrast', theme: page.theme, ratio });
    }
    after = { ...after, color: patch.color };
  }
  if (patch.line !== undefined) after = { ...after, line: patch.line };
  for (const key of ['definition', 'spanRule'] as const) {
    if (patch[key] !== undefined) after = withField(after, key, patch[key] || undefined);
  }
  return ok(after);
}

export function moveCategory(codebook: Codebook, edit: CategoryEdit<'move'>): Drafted {
  const category = categoryOf(codebook, edit);
  if (!category.ok) return category;
  const { id, label } = category.value;
  return ok({
    codebook: { ...codebook, categories: moved(codebook.categories, id, edit.to) },
    weight: 'patch',
    label: `move ${label.toLowerCase()}`,
  });
}

export function deleteCategory(codebook: Codebook, edit: CategoryEdit<'delete'>): Drafted {
  const found = categoryOf(codebook, edit);
  if (!found.ok) return found;
  const category = found.value;
  const { tagsTo } = edit;
  const categories = codebook.categories.filter((each) => each !== category);
  if (categories.length === 0) return err({ type: 'last-one', what: 'category' });
  const target = categories.find(({ id }) => id === tagsTo);
  if (tagsTo !== null && !target) return err({ type: 'no-such-entry', what: 'category' });
  const without = (ids: readonly string[]): string[] => ids.filter((id) => id !== category.id);
  return ok({
    codebook: {
      ...codebook,
      categories,
      relations: codebook.relations
        .map((relation) => ({
          ...relation,
          from: without(relation.from),
          to: without(relation.to),
        }))
        .filter(({ from, to }) => from.length > 0 && to.length > 0),
    },
    weight: 'major',
    label: `delete category ${category.label.toLowerCase()}`,
    ...(target
      ? {
          touched: [category.id],
          follow: inCategory(category.id, (tag) => {
            const fitted = fitAttributes(target, tag);
            const attributes = { ...defaultAttributes(target), ...fitted.attributes };
            return { category: target.id, attributes, aside: fitted.aside };
          }),
        }
      : { mustBeUnused: category.id }),
  });
}

// What new categories get

/** The first of those that are used least. */
function rarest<T, U>(all: readonly T[], used: readonly U[], of: (each: U) => T | undefined): T {
  const counts = all.map((each) => used.filter((one) => of(one) === each).length);
  return all[counts.indexOf(Math.min(...counts))] as T;
}

/** The lowest digit that tags with nothing yet. */
function freeDigit(codebook: Codebook): Pick<Category, 'hotkey'> {
  const taken = new Set(codebook.categories.map((each) => digitForCategory(codebook, each)));
  const hotkey = ['1', '2', '3', '4', '5', '6', '7', '8', '9'].find((digit) => !taken.has(digit));
  return hotkey === undefined ? {} : { hotkey };
}

const ALPHABET: readonly string[] = Array.from({ length: 26 }, (_, index) =>
  String.fromCharCode(65 + index),
);

/** The first letter of the label that no other category has, else any letter, else two. */
export function freeLetter(label: string, others: readonly Category[]): string {
  const taken = new Set(others.map(({ letter }) => letter));
  const own =
    label
      .toUpperCase()
      .match(/[\p{L}\p{N}]/gu)
      ?.filter((each) => each.length === 1) ?? [];
  const pairs = ALPHABET.flatMap((first) => ALPHABET.map((second) => first + second));
  return [...own, ...ALPHABET, ...pairs].find((each) => !taken.has(each)) ?? '?';
}
