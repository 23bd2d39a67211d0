import { CODEBOOK_LIMITS, findCategory, type Category, type Codebook } from './codebook.ts';
import { legibleColour } from './colours.ts';
import { withCategory, withField, type Draft, type Drafted } from './draft.ts';
import { freeLetter } from './edit-category.ts';
import type { EditOf } from './edit.ts';
import { fitAttributes } from './fit-attributes.ts';
import { findHidden, isTaken, usableLabel } from './new-labels.ts';
import { byId } from '../collections/order.ts';
import { err, ok } from '../result.ts';

export function renameCodebook(codebook: Codebook, edit: EditOf<'rename-codebook'>): Drafted {
  const name = usableLabel(edit.name);
  if (!name.ok) return name;
  return ok({
    codebook: { ...codebook, name: name.value },
    weight: 'patch',
    label: 'rename codebook',
  });
}

export function replaceCodebook(
  codebook: Codebook,
  { codebook: given }: EditOf<'replace'>,
): Drafted {
  const hidden = findHidden(given);
  if (hidden !== undefined) return err({ type: 'hidden-characters', label: hidden });
  const made = { ...given, categories: given.categories.map(makeLegible) };
  return ok({
    codebook: made,
    weight: made.id === codebook.id && made.version === codebook.version ? 'patch' : 'as-is',
    label: 'import codebook',
    ...followAll(made),
  });
}

/** Categories, attributes and values are the same where their ids are. */
export function addFrom(codebook: Codebook, { codebook: given }: EditOf<'add-from'>): Drafted {
  const hidden = findHidden(given);
  if (hidden !== undefined) return err({ type: 'hidden-characters', label: hidden });
  let made = codebook;
  for (const theirs of given.categories) {
    const mine = findCategory(made, theirs.id);
    if (mine) made = withCategory(made, addAttributesFrom(mine, theirs));
    else {
      const rivals = made.categories;
      const added = makeLegible({
        ...withoutTaken(theirs, rivals),
        letter: rivals.some(({ letter }) => letter === theirs.letter)
          ? freeLetter(theirs.label, rivals)
          : theirs.letter,
      });
      made = { ...made, categories: [...rivals, added] };
    }
  }
  if (made.categories.length > CODEBOOK_LIMITS.categories) {
    return err({ type: 'too-many', what: 'categories' });
  }
  for (const { attributes } of made.categories) {
    if (attributes.length > CODEBOOK_LIMITS.attributes) {
      return err({ type: 'too-many', what: 'attributes' });
    }
    if (attributes.some(({ values = [] }) => values.length > CODEBOOK_LIMITS.values)) {
      return err({ type: 'too-many', what: 'values' });
    }
  }
  const relations = [
    ...made.relations,
    ...given.relations.filter(({ id }) => !made.relations.some((each) => each.id === id)),
  ].slice(0, 50);
  made = { ...made, relations };
  return ok({
    codebook: made,
    weight: 'minor',
    label: 'add from codebook',
    ...followAll(made),
  });
}

function addAttributesFrom(mine: Category, theirs: Category): Category {
  const attributes = mine.attributes.map((attribute) => {
    const other = theirs.attributes.find(({ id }) => id === attribute.id);
    if (attribute.type !== 'enum' || other?.type !== 'enum') return attribute;
    const values = [...(attribute.values ?? [])];
    for (const value of other.values ?? []) {
      if (!values.some(({ id }) => id === value.id)) values.push(withoutTaken(value, values));
    }
    return { ...attribute, values };
  });
  for (const attribute of theirs.attributes) {
    if (!attributes.some(({ id }) => id === attribute.id)) {
      attributes.push(withoutTaken(attribute, attributes));
    }
  }
  return { ...mine, attributes };
}

/** An entry beside others: another label where its own is taken, and no key that another one has. */
function withoutTaken<T extends { readonly label: string; readonly hotkey?: string | undefined }>(
  entry: T,
  others: readonly { readonly label: string; readonly hotkey?: string | undefined }[],
): T {
  let { label } = entry;
  for (let n = 2; isTaken(label, others); n += 1) label = `${entry.label.slice(0, 190)} ${n}`;
  const isFree =
    entry.hotkey === undefined || others.every(({ hotkey }) => hotkey !== entry.hotkey);
  return { ...(isFree ? entry : withField(entry, 'hotkey', undefined)), label };
}

function makeLegible(category: Category): Category {
  const { light, dark } = category.color;
  return {
    ...category,
    color: { light: legibleColour(light, 'light'), dark: legibleColour(dark, 'dark') },
  };
}

/** Tags keep their categories; values that these lack are set aside, those that they have again come back. */
function followAll(codebook: Codebook): Pick<Draft, 'touched' | 'follow'> {
  const categories = byId(codebook.categories);
  return {
    touched: [...categories.keys()],
    follow: (tag) => {
      const category = categories.get(tag.category);
      return category ? { ...tag, ...fitAttributes(category, tag) } : tag;
    },
  };
}
