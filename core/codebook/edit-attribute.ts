import {
  CODEBOOK_LIMITS,
  type Attribute,
  type AttributeValue,
  type Category,
  type Codebook,
} from './codebook.ts';
import { inCategory, moved, withCategory, withField, type Drafted } from './draft.ts';
import { categoryOf } from './edit-category.ts';
import type { CodebookEditError, EditOf } from './edit.ts';
import { setAside } from './fit-attributes.ts';
import { newId, newLabel } from './new-labels.ts';
import { err, ok, type Result } from '../result.ts';

export function addAttribute(codebook: Codebook, edit: EditOf<'add-attribute'>): Drafted {
  const found = categoryOf(codebook, edit);
  if (!found.ok) return found;
  const category = found.value;
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

/** An attribute with the category that has it. */
export interface AttributePlace {
  readonly category: Category;
  readonly attribute: Attribute;
  /** *stance of quote*, for the names of changes. */
  readonly field: string;
  /** The codebook with these attributes of the category. */
  readonly withAttributes: (attributes: Attribute[]) => Codebook;
  /** The codebook with another attribute in place of this one. */
  readonly withAttribute: (after: Attribute) => Codebook;
}

/** The attribute of an edit. */
export function placeOf(
  codebook: Codebook,
  edit: { readonly category: string; readonly attribute: string },
): Result<AttributePlace, CodebookEditError> {
  const found = categoryOf(codebook, edit);
  if (!found.ok) return found;
  const category = found.value;
  const attribute = category.attributes.find(({ id }) => id === edit.attribute);
  if (!attribute) return err({ type: 'no-such-entry', what: 'attribute' });
  const withAttributes = (attributes: Attribute[]): Codebook =>
    withCategory(codebook, { ...category, attributes });
  return ok({
    category,
    attribute,
    field: `${attribute.label.toLowerCase()} of ${category.label.toLowerCase()}`,
    withAttributes,
    withAttribute: (after) =>
      withAttributes(category.attributes.map((each) => (each === attribute ? after : each))),
  });
}

export function updateAttribute(codebook: Codebook, edit: EditOf<'update-attribute'>): Drafted {
  const place = placeOf(codebook, edit);
  if (!place.ok) return place;
  const { category, attribute: before, field, withAttribute } = place.value;
  const { patch } = edit;
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

export function moveAttribute(codebook: Codebook, edit: EditOf<'move-attribute'>): Drafted {
  const place = placeOf(codebook, edit);
  if (!place.ok) return place;
  const { category, attribute, field, withAttributes } = place.value;
  return ok({
    codebook: withAttributes(moved(category.attributes, attribute.id, edit.to)),
    weight: 'patch',
    label: `move ${field}`,
  });
}

export function deleteAttribute(codebook: Codebook, edit: EditOf<'delete-attribute'>): Drafted {
  const place = placeOf(codebook, edit);
  if (!place.ok) return place;
  const { category, attribute, field, withAttributes } = place.value;
  return ok({
    codebook: withAttributes(category.attributes.filter((each) => each !== attribute)),
    weight: 'major',
    label: `delete ${field}`,
    touched: [category.id],
    follow: inCategory(category.id, (tag) => setAside(tag, (id) => id === attribute.id)),
  });
}
