import { z } from 'zod';

import { Codebook, CODEBOOK_LIMITS, LABEL_LIMIT, LINES, PROSE_LIMIT } from './codebook.ts';
import { CodebookId } from '../tags/ids.ts';

const Words = z.string().min(1).max(LABEL_LIMIT);
const Prose = z.string().max(PROSE_LIMIT);
const Colour = z.string().max(20);
/** Place in the list, counted from 0. */
const Index = z.int().nonnegative().max(CODEBOOK_LIMITS.values);

const OfCategory = { category: CodebookId };
const OfAttribute = { ...OfCategory, attribute: CodebookId };
const OfValue = { ...OfAttribute, value: CodebookId };

const CategoryPatch = z.strictObject({
  label: Words.optional(),
  /** `null`: the category answers to its place in the list. */
  hotkey: z.string().max(1).nullable().optional(),
  letter: z.string().max(10).optional(),
  line: z.enum(LINES).optional(),
  color: z.strictObject({ light: Colour, dark: Colour }).optional(),
  definition: Prose.optional(),
  spanRule: Prose.optional(),
});

const AttributePatch = z.strictObject({
  label: Words.optional(),
  required: z.boolean().optional(),
  /** Id of a value; `null` for none. */
  default: CodebookId.nullable().optional(),
  definition: Prose.optional(),
});

const ValuePatch = z.strictObject({
  label: Words.optional(),
  hotkey: z.string().max(2).nullable().optional(),
  definition: Prose.optional(),
});

/** What an analyst asks to be changed in the codebook; one edit is one undo step. */
export const CodebookEdit = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('rename-codebook'), name: Words }),
  /** `id`: of a category that tags have and the codebook lacks. */
  z.strictObject({ type: z.literal('add-category'), label: Words, id: CodebookId.optional() }),
  z.strictObject({ type: z.literal('update-category'), ...OfCategory, patch: CategoryPatch }),
  z.strictObject({ type: z.literal('move-category'), ...OfCategory, to: Index }),
  /** `tagsTo`: the category that one's own tags get; `null` where no tag of one's own has it. */
  z.strictObject({
    type: z.literal('delete-category'),
    ...OfCategory,
    tagsTo: CodebookId.nullable(),
  }),
  /** `values`: labels, of an attribute of type `enum`. */
  z.strictObject({
    type: z.literal('add-attribute'),
    ...OfCategory,
    label: Words,
    kind: z.enum(['enum', 'entity', 'text']),
    values: z.array(Words).max(CODEBOOK_LIMITS.values),
  }),
  z.strictObject({ type: z.literal('update-attribute'), ...OfAttribute, patch: AttributePatch }),
  z.strictObject({ type: z.literal('move-attribute'), ...OfAttribute, to: Index }),
  z.strictObject({ type: z.literal('delete-attribute'), ...OfAttribute }),
  z.strictObject({ type: z.literal('add-value'), ...OfAttribute, label: Words }),
  z.strictObject({ type: z.literal('update-value'), ...OfValue, patch: ValuePatch }),
  z.strictObject({ type: z.literal('move-value'), ...OfValue, to: Index }),
  z.strictObject({ type: z.literal('delete-value'), ...OfValue }),
  z.strictObject({ type: z.literal('merge-value'), ...OfValue, into: CodebookId }),
  /** Another codebook takes the place of this one. */
  z.strictObject({ type: z.literal('replace'), codebook: Codebook }),
  /** What another codebook has and this one lacks is added. */
  z.strictObject({ type: z.literal('add-from'), codebook: Codebook }),
]);
export type CodebookEdit = z.infer<typeof CodebookEdit>;
/** The edit of a type. */
export type EditOf<T extends CodebookEdit['type']> = Extract<CodebookEdit, { type: T }>;
export type CategoryPatch = z.infer<typeof CategoryPatch>;
export type AttributePatch = z.infer<typeof AttributePatch>;
export type ValuePatch = z.infer<typeof ValuePatch>;

/** Why the codebook cannot be changed as was asked. */
export type CodebookEditError =
  | { readonly type: 'no-such-entry'; readonly what: 'category' | 'attribute' | 'value' }
  | { readonly type: 'bad-label' }
  /** In a codebook that is taken over. */
  | { readonly type: 'hidden-characters'; readonly label: string }
  | { readonly type: 'label-taken'; readonly label: string }
  | { readonly type: 'bad-letter' }
  | { readonly type: 'letter-taken'; readonly letter: string; readonly by: string }
  | { readonly type: 'bad-hotkey'; readonly of: 'category' | 'value' }
  | { readonly type: 'hotkey-taken'; readonly hotkey: string; readonly by: string }
  | { readonly type: 'not-a-colour'; readonly mode: 'light' | 'dark' }
  /** `ratio`: the contrast with the page of `theme`. */
  | { readonly type: 'low-contrast'; readonly theme: string; readonly ratio: number }
  | { readonly type: 'bad-default' }
  | { readonly type: 'needs-values' }
  | { readonly type: 'last-one'; readonly what: 'category' | 'value' }
  | { readonly type: 'too-many'; readonly what: keyof typeof CODEBOOK_LIMITS }
  /** `tags`: how many of one's own. */
  | { readonly type: 'in-use'; readonly tags: number }
  | { readonly type: 'nothing-changed' };
