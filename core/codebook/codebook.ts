// The codebook: what it is, every edit of it, what an edit does to tags. It knows tags by what they
// say, and neither articles nor files.
import { z } from 'zod';

import { isPlainLabel } from '../guards/labels.ts';
import { CodebookId } from '../tags/ids.ts';

/** Longest label, in UTF-16 code units. */
export const LABEL_LIMIT = 200;
/** Longest definition, in UTF-16 code units. */
export const PROSE_LIMIT = 5000;
/** Most categories of a codebook, attributes of a category, and values of an attribute. */
export const CODEBOOK_LIMITS = { categories: 50, attributes: 50, values: 200 } as const;
/** Most categories of a codebook. */
export const CATEGORY_LIMIT = CODEBOOK_LIMITS.categories;
/** How the lines under a category's tags are drawn. */
export const LINES = ['solid', 'dashed', 'wavy', 'dotted', 'double'] as const;

const Label = z
  .string()
  .min(1)
  .max(LABEL_LIMIT)
  .refine(isPlainLabel, 'has invisible or control characters only');
const Prose = z.string().max(PROSE_LIMIT);
const Colour = z.string().regex(/^#[0-9a-fA-F]{6}$/u);

const Example = z.strictObject({
  /** File name of the sample article. */
  article: z.string().max(200),
  /** UTF-16, half-open. */
  start: z.int().nonnegative(),
  end: z.int().positive(),
  text: Prose,
});

const AttributeValue = z.strictObject({
  id: CodebookId,
  label: Label,
  hotkey: z.string().length(1).optional(),
  definition: Prose.optional(),
  group: CodebookId.optional(),
  source: Prose.optional(),
  example: Example.optional(),
});

const Attribute = z.strictObject({
  id: CodebookId,
  label: Label,
  /** `enum`: one of `values`; `entity`: a name, with an optional span; `text`: free, with an optional span. */
  type: z.enum(['enum', 'entity', 'text']),
  required: z.boolean(),
  default: CodebookId.optional(),
  definition: Prose.optional(),
  source: Prose.optional(),
  values: z.array(AttributeValue).max(CODEBOOK_LIMITS.values).optional(),
});

const Category = z.strictObject({
  id: CodebookId,
  label: Label,
  hotkey: z
    .string()
    .regex(/^[1-9]$/u)
    .optional(),
  /** One letter beside the colour, so that colour is never the only carrier. */
  letter: z.string().min(1).max(2),
  line: z.enum(LINES),
  color: z.strictObject({ light: Colour, dark: Colour }),
  definition: Prose.optional(),
  spanRule: Prose.optional(),
  source: Prose.optional(),
  example: Example.optional(),
  attributes: z.array(Attribute).max(CODEBOOK_LIMITS.attributes),
});

const Relation = z.strictObject({
  id: CodebookId,
  label: Label,
  from: z.array(CodebookId).max(50),
  to: z.array(CodebookId).max(50),
  symmetric: z.boolean(),
  cardinality: z.string().max(50).optional(),
  crossDocument: z.boolean().optional(),
  definition: Prose.optional(),
});

/** The codebook as stored and exchanged. Ids are unique within their list. */
export const Codebook = z
  .strictObject({
    id: CodebookId,
    version: z.string().min(1).max(50),
    name: Label,
    categories: z.array(Category).min(1).max(CATEGORY_LIMIT),
    relations: z.array(Relation).max(50),
  })
  .superRefine((codebook, context) => {
    const unique = (items: readonly { id: string }[], path: (string | number)[]): void => {
      const seen = new Set<string>();
      items.forEach((item, index) => {
        if (seen.has(item.id)) {
          context.addIssue({
            code: 'custom',
            path: [...path, index, 'id'],
            message: `repeats the id ${item.id}`,
          });
        }
        seen.add(item.id);
      });
    };
    unique(codebook.categories, ['categories']);
    unique(codebook.relations, ['relations']);
    codebook.categories.forEach((category, c) => {
      unique(category.attributes, ['categories', c, 'attributes']);
      category.attributes.forEach((attribute, a) => {
        const path = ['categories', c, 'attributes', a];
        unique(attribute.values ?? [], [...path, 'values']);
        if (attribute.type === 'enum' && (attribute.values ?? []).length === 0) {
          context.addIssue({ code: 'custom', path, message: 'an enum attribute needs values' });
        }
        if (
          attribute.type === 'enum' &&
          attribute.default !== undefined &&
          !attribute.values?.some((value) => value.id === attribute.default)
        ) {
          context.addIssue({
            code: 'custom',
            path: [...path, 'default'],
            message: 'is not one of the values',
          });
        }
      });
    });
  });

export type Codebook = z.infer<typeof Codebook>;
export type Category = Codebook['categories'][number];
export type Attribute = Category['attributes'][number];
export type AttributeValue = NonNullable<Attribute['values']>[number];

/** The category with this id, if the codebook has it. */
export function findCategory(codebook: Codebook, id: string): Category | undefined {
  return codebook.categories.find((category) => category.id === id);
}

/** The category that this digit tags with: its own hotkey, or its place in the list where it has none. */
export function categoryForDigit(codebook: Codebook, digit: string): Category | undefined {
  return (
    codebook.categories.find((category) => category.hotkey === digit) ??
    codebook.categories.find((category, index) => !category.hotkey && String(index + 1) === digit)
  );
}

/** The digit that tags with this category, if it has one. */
export function digitForCategory(codebook: Codebook, category: Category): string | undefined {
  for (let digit = 1; digit <= 9; digit += 1) {
    if (categoryForDigit(codebook, String(digit))?.id === category.id) return String(digit);
  }
  return undefined;
}

/** The required attributes' defaults, so that a tag is complete without a further key. */
export function defaultAttributes(category: Category): Record<string, string> {
  const values: Record<string, string> = {};
  for (const attribute of category.attributes) {
    if (attribute.required && attribute.default !== undefined)
      values[attribute.id] = attribute.default;
  }
  return values;
}
