import type { TagOf } from '../tags/tag.ts';
import {
  CODEBOOK_LIMITS,
  defaultAttributes,
  digitForCategory,
  findCategory,
  LABEL_LIMIT,
  LINES,
  type Attribute,
  type AttributeValue,
  type Category,
  type Codebook,
} from './codebook.ts';
import type {
  AttributePatch,
  CategoryPatch,
  CodebookEdit,
  CodebookEditError,
  ValuePatch,
} from './edit.ts';
import { laterVersion, nextVersion, type Weight } from './version.ts';
import { CATEGORY_COLOURS, isLegible, legibleColour, worstContrast } from './colours.ts';
import { fitAttributes, setAside } from './fit-attributes.ts';
import { idFromLabel } from './names.ts';
import { isPlainLabel, showHidden } from '../guards/labels.ts';
import { err, ok, type Result } from '../result.ts';
import type { Span } from '../text/span.ts';
import { CodebookId } from '../tags/ids.ts';
import { byId } from '../collections/order.ts';

/** What a codebook says of a tag. */
export type TagBodyInCodebook = Pick<TagOf<Span>, 'category' | 'attributes' | 'aside'>;

/** A new codebook, and what becomes of one's own tags with it. */
export interface CodebookPlan {
  /** With its new version. */
  readonly codebook: Codebook;
  /** Lower case, as it follows *Undo:* in the menu. */
  readonly label: string;
  /** Ids of the categories whose tags `follow` may change. */
  readonly touched: readonly string[];
  /** What a tag becomes; the same object where nothing changes. Never fewer values than before. */
  readonly follow: <T extends TagBodyInCodebook>(tag: T) => T;
  /** Id of a category that no own tag may have; else `null`. */
  readonly mustBeUnused: string | null;
}

/** What an edit comes to, before the version is counted up. */
interface Draft {
  readonly codebook: Codebook;
  readonly weight: Weight | 'as-is';
  readonly label: string;
  readonly touched?: readonly string[];
  readonly follow?: (tag: TagBodyInCodebook) => TagBodyInCodebook;
  readonly mustBeUnused?: string;
}

type Drafted = Result<Draft, CodebookEditError>;

/**
 * Turns what the window asked for into a new codebook and what follows for tags, or says why not.
 * The new version is above `highest` as well, which a codebook may have had that was taken back.
 */
export function planCodebookEdit(
  codebook: Codebook,
  edit: CodebookEdit,
  highest = codebook.version,
): Result<CodebookPlan, CodebookEditError> {
  const drafted = draft(codebook, edit);
  if (!drafted.ok) return drafted;
  const { weight, label, touched = [], follow, mustBeUnused = null } = drafted.value;
  const made = drafted.value.codebook;
  if (JSON.stringify(made) === JSON.stringify(codebook)) return err({ type: 'nothing-changed' });
  const last = laterVersion(codebook.version, highest);
  return ok({
    codebook: weight === 'as-is' ? made : { ...made, version: nextVersion(last, weight) },
    label,
    touched,
    follow: (tag) => {
      const after = follow?.(tag);
      return after && !sameBody(tag, after) ? { ...tag, ...after } : tag;
    },
    mustBeUnused,
  });
}

function draft(codebook: Codebook, edit: CodebookEdit): Drafted {
  if (edit.type === 'replace' || edit.type === 'add-from') {
    const hidden = findHidden(edit.codebook);
    if (hidden !== undefined) return err({ type: 'hidden-characters', label: hidden });
  }
  switch (edit.type) {
    case 'rename-codebook': {
      const name = plain(edit.name);
      if (!name.ok) return name;
      return ok({
        codebook: { ...codebook, name: name.value },
        weight: 'patch',
        label: 'rename codebook',
      });
    }
    case 'add-category':
      return addCategory(codebook, edit.label, edit.id);
    case 'replace':
      return replaceCodebook(codebook, edit.codebook);
    case 'add-from':
      return addFrom(codebook, edit.codebook);
    default:
      break;
  }
  const category = findCategory(codebook, edit.category);
  if (!category) return err({ type: 'no-such-entry', what: 'category' });
  const name = category.label.toLowerCase();
  switch (edit.type) {
    case 'update-category':
      return updateCategory(codebook, category, edit.patch);
    case 'move-category':
      return ok({
        codebook: {
          ...codebook,
          categories: moved(codebook.categories, category.id, edit.to),
        },
        weight: 'patch',
        label: `move ${name}`,
      });
    case 'delete-category':
      return deleteCategory(codebook, category, edit.tagsTo);
    case 'add-attribute':
      return addAttribute(codebook, category, edit);
    default:
      break;
  }
  const attribute = category.attributes.find(({ id }) => id === edit.attribute);
  if (!attribute) return err({ type: 'no-such-entry', what: 'attribute' });
  const field = `${attribute.label.toLowerCase()} of ${name}`;
  const withAttribute = (after: Attribute): Codebook =>
    withCategory(codebook, {
      ...category,
      attributes: category.attributes.map((each) => (each === attribute ? after : each)),
    });
  switch (edit.type) {
    case 'update-attribute':
      return updateAttribute(category, attribute, edit.patch, field, withAttribute);
    case 'move-attribute':
      return ok({
        codebook: withCategory(codebook, {
          ...category,
          attributes: moved(category.attributes, attribute.id, edit.to),
        }),
        weight: 'patch',
        label: `move ${field}`,
      });
    case 'delete-attribute':
      return ok({
        codebook: withCategory(codebook, {
          ...category,
          attributes: category.attributes.filter((each) => each !== attribute),
        }),
        weight: 'major',
        label: `delete ${field}`,
        touched: [category.id],
        follow: inCategory(category.id, (tag) => setAside(tag, (id) => id === attribute.id)),
      });
    default:
      break;
  }
  if (attribute.type !== 'enum') return err({ type: 'no-such-entry', what: 'value' });
  const values = attribute.values ?? [];
  if (edit.type === 'add-value') {
    const label = newLabel(edit.label, values);
    if (!label.ok) return label;
    if (values.length >= CODEBOOK_LIMITS.values) return err({ type: 'too-many', what: 'values' });
    const value = { id: newId(label.value, values, 'value'), label: label.value };
    return ok({
      codebook: withAttribute({ ...attribute, values: [...values, value] }),
      weight: 'minor',
      label: `add ${label.value.toLowerCase()} to ${field}`,
    });
  }
  const value = values.find(({ id }) => id === edit.value);
  if (!value) return err({ type: 'no-such-entry', what: 'value' });
  const words = `${value.label.toLowerCase()} of ${field}`;
  const others = values.filter((each) => each !== value);
  switch (edit.type) {
    case 'update-value': {
      const after = updateValue(value, edit.patch, others);
      if (!after.ok) return after;
      return ok({
        codebook: withAttribute({
          ...attribute,
          values: values.map((each) => (each === value ? after.value : each)),
        }),
        weight: 'patch',
        label: `change ${words}`,
      });
    }
    case 'move-value':
      return ok({
        codebook: withAttribute({ ...attribute, values: moved(values, value.id, edit.to) }),
        weight: 'patch',
        label: `move ${words}`,
      });
    case 'delete-value': {
      const [first] = others;
      if (!first) return err({ type: 'last-one', what: 'value' });
      const fallback = attribute.required ? first.id : undefined;
      return ok({
        codebook: withAttribute(withoutValue(attribute, others, value.id, fallback)),
        weight: 'major',
        label: `delete ${words}`,
        touched: [category.id],
        follow: inCategory(category.id, (tag) =>
          setAside(tag, (id, held) => id === attribute.id && held === value.id),
        ),
      });
    }
    case 'merge-value': {
      const into = others.find(({ id }) => id === edit.into);
      if (!into) return err({ type: 'no-such-entry', what: 'value' });
      return ok({
        codebook: withAttribute(withoutValue(attribute, others, value.id, into.id)),
        weight: 'major',
        label: `merge ${words} into ${into.label.toLowerCase()}`,
        touched: [category.id],
        follow: inCategory(category.id, (tag) =>
          tag.attributes[attribute.id] === value.id
            ? { ...tag, attributes: { ...tag.attributes, [attribute.id]: into.id } }
            : tag,
        ),
      });
    }
  }
}

// Categories

function addCategory(codebook: Codebook, asked: string, givenId: string | undefined): Drafted {
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

function updateCategory(codebook: Codebook, before: Category, patch: CategoryPatch): Drafted {
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

function deleteCategory(codebook: Codebook, category: Category, tagsTo: string | null): Drafted {
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

// Attributes and values

function addAttribute(
  codebook: Codebook,
  category: Category,
  edit: Extract<CodebookEdit, { type: 'add-attribute' }>,
): Drafted {
  const label = newLabel(edit.label, category.attributes);
  if (!label.ok) return label;
  if (category.attributes.length >= CODEBOOK_LIMITS.attributes) {
    return err({ type: 'too-many', what: 'attributes' });
  }
  const values: AttributeValue[] = [];
  for (const asked of edit.kind === 'enum' ? edit.values : []) {
    const each = newLabel(asked, values);
    if (!each.ok) return each;
    values.push({ id: newId(each.value, values, 'value'), label: each.value });
  }
  if (edit.kind === 'enum' && values.length === 0) return err({ type: 'needs-values' });
  const attribute: Attribute = {
    id: newId(label.value, category.attributes, 'attribute'),
    label: label.value,
    type: edit.kind,
    required: false,
    ...(edit.kind === 'enum' && { values }),
  };
  return ok({
    codebook: withCategory(codebook, {
      ...category,
      attributes: [...category.attributes, attribute],
    }),
    weight: 'minor',
    label: `add ${label.value.toLowerCase()} to ${category.label.toLowerCase()}`,
  });
}

function updateAttribute(
  category: Category,
  before: Attribute,
  patch: AttributePatch,
  field: string,
  withAttribute: (after: Attribute) => Codebook,
): Drafted {
  let after = before;
  if (patch.label !== undefined) {
    const others = category.attributes.filter((each) => each !== before);
    const label = newLabel(patch.label, others);
    if (!label.ok) return label;
    after = { ...after, label: label.value };
  }
  if (patch.default !== undefined) {
    const wanted = patch.default ?? undefined;
    const isValue = before.values?.some(({ id }) => id === wanted) === true;
    if (wanted !== undefined && (before.type !== 'enum' || !isValue)) {
      return err({ type: 'bad-default' });
    }
    after = withField(after, 'default', wanted);
  }
  if (patch.required !== undefined) after = { ...after, required: patch.required };
  if (patch.definition !== undefined) {
    after = withField(after, 'definition', patch.definition || undefined);
  }
  const isAboutTagging = patch.default !== undefined || patch.required !== undefined;
  return ok({
    codebook: withAttribute(after),
    weight: isAboutTagging ? 'minor' : 'patch',
    label: `change ${field}`,
  });
}

function updateValue(
  before: AttributeValue,
  patch: ValuePatch,
  others: readonly AttributeValue[],
): Result<AttributeValue, CodebookEditError> {
  let after = before;
  if (patch.label !== undefined) {
    const label = newLabel(patch.label, others);
    if (!label.ok) return label;
    after = { ...after, label: label.value };
  }
  if (patch.hotkey !== undefined) {
    const { hotkey } = patch;
    if (hotkey !== null && !/^[!-~]$/u.test(hotkey)) {
      return err({ type: 'bad-hotkey', of: 'value' });
    }
    const rival = others.find((each) => hotkey !== null && each.hotkey === hotkey);
    if (hotkey !== null && rival) return err({ type: 'hotkey-taken', hotkey, by: rival.label });
    after = withField(after, 'hotkey', hotkey ?? undefined);
  }
  if (patch.definition !== undefined) {
    after = withField(after, 'definition', patch.definition || undefined);
  }
  return ok(after);
}

/** `fallback` is the default where the value that goes was it. */
function withoutValue(
  attribute: Attribute,
  values: AttributeValue[],
  gone: string,
  fallback: string | undefined,
): Attribute {
  const after = { ...attribute, values };
  return attribute.default === gone ? withField(after, 'default', fallback) : after;
}

// Whole codebooks

function replaceCodebook(codebook: Codebook, given: Codebook): Drafted {
  const made = { ...given, categories: given.categories.map(makeLegible) };
  return ok({
    codebook: made,
    weight: made.id === codebook.id && made.version === codebook.version ? 'patch' : 'as-is',
    label: 'import codebook',
    ...followAll(made),
  });
}

/** Categories, attributes and values are the same where their ids are. */
function addFrom(codebook: Codebook, given: Codebook): Drafted {
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

// What new entries get

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
function freeLetter(label: string, others: readonly Category[]): string {
  const taken = new Set(others.map(({ letter }) => letter));
  const own =
    label
      .toUpperCase()
      .match(/[\p{L}\p{N}]/gu)
      ?.filter((each) => each.length === 1) ?? [];
  const pairs = ALPHABET.flatMap((first) => ALPHABET.map((second) => first + second));
  return [...own, ...ALPHABET, ...pairs].find((each) => !taken.has(each)) ?? '?';
}

/** An id made from a label that no other entry of the list has. */
export function newId(
  label: string,
  others: readonly { readonly id: string }[],
  kind: 'category' | 'attribute' | 'value',
): string {
  const base = idFromLabel(label.toLowerCase())?.slice(0, 58) ?? kind;
  const taken = new Set(others.map(({ id }) => id));
  let id = base;
  for (let n = 2; taken.has(id) || !CodebookId.safeParse(id).success; n += 1) id = `${base}-${n}`;
  return id;
}

/** A label that can be read and that no other entry of the list has. */
function newLabel(
  asked: string,
  others: readonly { readonly label: string }[],
): Result<string, CodebookEditError> {
  const label = plain(asked);
  if (label.ok && isTaken(label.value, others)) {
    return err({ type: 'label-taken', label: label.value });
  }
  return label;
}

function plain(asked: string): Result<string, CodebookEditError> {
  const label = asked.trim().toWellFormed();
  return isUsableLabel(label) ? ok(label) : err({ type: 'bad-label' });
}

/** Whether something can be called this in a codebook. */
export function isUsableLabel(label: string): boolean {
  return isPlainLabel(label) && label.length <= LABEL_LIMIT && !hasHidden(label);
}

/** Whether there is something in it that cannot be seen, other than the joiners that scripts need. */
function hasHidden(label: string): boolean {
  const bare = label.replaceAll(/[\u200c\u200d]/gu, '');
  return showHidden(bare) !== bare;
}

/** A name with hidden characters, by which one entry could pass for another; `undefined` where there is none. */
function findHidden({ name, categories }: Codebook): string | undefined {
  const labels = categories.flatMap((category) => [
    category.letter,
    category.label,
    ...category.attributes.flatMap(({ label, values = [] }) => [
      label,
      ...values.map((value) => value.label),
    ]),
  ]);
  return [name, ...labels].find(hasHidden);
}

function isTaken(label: string, others: readonly { readonly label: string }[]): boolean {
  return others.some((each) => each.label.toLowerCase() === label.toLowerCase());
}

// Lists and tags

function withCategory(codebook: Codebook, after: Category): Codebook {
  const categories = codebook.categories.map((each) => (each.id === after.id ? after : each));
  return { ...codebook, categories };
}

function moved<T extends { readonly id: string }>(list: readonly T[], id: string, to: number): T[] {
  const rest = list.filter((each) => each.id !== id);
  const entry = list.filter((each) => each.id === id);
  return [...rest.slice(0, to), ...entry, ...rest.slice(to)];
}

/** With another value of a field, or without the field. */
function withField<T extends object, K extends keyof T & string>(
  entry: T,
  key: K,
  value: T[K] | undefined,
): T {
  if (value !== undefined) return { ...entry, [key]: value };
  const { [key]: _gone, ...rest } = entry;
  return rest as T;
}

function inCategory(
  category: string,
  change: (tag: TagBodyInCodebook) => Partial<TagBodyInCodebook>,
): (tag: TagBodyInCodebook) => TagBodyInCodebook {
  return (tag) => {
    if (tag.category !== category) return tag;
    const { attributes, aside } = tag;
    return { category, attributes, aside, ...change({ category, attributes, aside }) };
  };
}

function sameBody(a: TagBodyInCodebook, b: TagBodyInCodebook): boolean {
  return (
    a.category === b.category &&
    sameValues(a.attributes, b.attributes) &&
    sameValues(a.aside, b.aside)
  );
}

function sameValues(
  a: Readonly<Record<string, string>>,
  b: Readonly<Record<string, string>>,
): boolean {
  const entries = Object.entries(a);
  return (
    entries.length === Object.keys(b).length && entries.every(([id, value]) => b[id] === value)
  );
}
