import { CODEBOOK_LIMITS, type Attribute, type AttributeValue, type Codebook } from './codebook.ts';
import { inCategory, moved, withField, type Drafted } from './draft.ts';
import { placeOf, type AttributePlace } from './edit-attribute.ts';
import type { CodebookEditError, EditOf, ValuePatch } from './edit.ts';
import { setAside } from './fit-attributes.ts';
import { newId, newLabel } from './new-labels.ts';
import { err, ok, type Result } from '../result.ts';

/** An attribute that has values. */
interface ListPlace extends AttributePlace {
  readonly values: readonly AttributeValue[];
}

function listOf(
  codebook: Codebook,
  edit: { readonly category: string; readonly attribute: string },
): Result<ListPlace, CodebookEditError> {
  const place = placeOf(codebook, edit);
  if (!place.ok) return place;
  const { type, values = [] } = place.value.attribute;
  if (type !== 'enum') return err({ type: 'no-such-entry', what: 'value' });
  return ok({ ...place.value, values });
}

/** A value with the attribute that has it. */
interface ValuePlace extends ListPlace {
  readonly value: AttributeValue;
  readonly others: AttributeValue[];
  /** *critical of stance of quote*, for the names of changes. */
  readonly words: string;
}

function valueOf(
  codebook: Codebook,
  edit: { readonly category: string; readonly attribute: string; readonly value: string },
): Result<ValuePlace, CodebookEditError> {
  const list = listOf(codebook, edit);
  if (!list.ok) return list;
  const { values, field } = list.value;
  const value = values.find(({ id }) => id === edit.value);
  if (!value) return err({ type: 'no-such-entry', what: 'value' });
  const others = values.filter((each) => each !== value);
  return ok({ ...list.value, value, others, words: `${value.label.toLowerCase()} of ${field}` });
}

export function addValue(codebook: Codebook, edit: EditOf<'add-value'>): Drafted {
  const list = listOf(codebook, edit);
  if (!list.ok) return list;
  const { attribute, values, field, withAttribute } = list.value;
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

export function updateValue(codebook: Codebook, edit: EditOf<'update-value'>): Drafted {
  const place = valueOf(codebook, edit);
  if (!place.ok) return place;
  const { attribute, values, value, others, words, withAttribute } = place.value;
  const after = patchValue(value, edit.patch, others);
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

export function moveValue(codebook: Codebook, edit: EditOf<'move-value'>): Drafted {
  const place = valueOf(codebook, edit);
  if (!place.ok) return place;
  const { attribute, values, value, words, withAttribute } = place.value;
  return ok({
    codebook: withAttribute({ ...attribute, values: moved(values, value.id, edit.to) }),
    weight: 'patch',
    label: `move ${words}`,
  });
}

export function deleteValue(codebook: Codebook, edit: EditOf<'delete-value'>): Drafted {
  const place = valueOf(codebook, edit);
  if (!place.ok) return place;
  const { category, attribute, value, others, words, withAttribute } = place.value;
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

export function mergeValue(codebook: Codebook, edit: EditOf<'merge-value'>): Drafted {
  const place = valueOf(codebook, edit);
  if (!place.ok) return place;
  const { category, attribute, value, others, words, withAttribute } = place.value;
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

function patchValue(
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
