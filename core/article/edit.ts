import { z } from 'zod';

import {
  AttributesSchema,
  Confidence,
  FRAGMENT_LIMIT,
  NOTE_LIMIT,
  sameFragments,
  SpanSchema,
  TagBody,
  trimNote,
  type Annotation,
} from '../tags/tag.ts';
import { DetailsPatch, type ArticleDetails } from './article.ts';
import {
  applyArticleSteps,
  findSamePlace,
  type ArticleDocument,
  type ArticleStep,
} from './document.ts';
import {
  defaultAttributes,
  findCategory,
  type Category,
  type Codebook,
} from '../codebook/codebook.ts';
import { fitAttributes } from '../codebook/fit-attributes.ts';
import { err, ok, type Result } from '../result.ts';
import { checkFragments, checkSpan, type SpanError } from '../text/check-span.ts';
import { describeSpan } from '../text/selector.ts';
import { compareSpans, spanContains, type Span } from '../text/span.ts';
import { CodebookId, Uuid } from '../tags/ids.ts';
import { lastWhere } from '../collections/search.ts';

const TagPatch = z.strictObject({
  fragments: z.array(SpanSchema).min(1).max(FRAGMENT_LIMIT).optional(),
  category: CodebookId.optional(),
  /** Replaces all attribute values. */
  attributes: AttributesSchema.optional(),
  /** Replaces all attribute spans. */
  attributeSpans: z.record(CodebookId, SpanSchema).optional(),
  note: z.string().max(NOTE_LIMIT).optional(),
  confidence: Confidence.nullable().optional(),
});
export type TagPatch = z.infer<typeof TagPatch>;

/** Most tags that one edit is about. */
const TAGS_AT_ONCE = 100_000;

/** What an analyst asks to be changed in one article; one edit is one undo step. */
export const ArticleEdit = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('create-tag'), body: TagBody }),
  z.strictObject({
    kind: z.literal('create-tags'),
    bodies: z.array(TagBody).min(1).max(TAGS_AT_ONCE),
  }),
  z.strictObject({ kind: z.literal('update-tag'), id: Uuid, patch: TagPatch }),
  z.strictObject({
    kind: z.literal('update-tags'),
    changes: z
      .array(z.strictObject({ id: Uuid, patch: TagPatch }))
      .min(1)
      .max(TAGS_AT_ONCE),
    /**
     * Belongs to the last change in the history, where that put these tags there as they are: both are
     * taken back together.
     */
    joins: z.literal(true).optional(),
  }),
  z.strictObject({ kind: z.literal('delete-tags'), ids: z.array(Uuid).min(1).max(TAGS_AT_ONCE) }),
  z.strictObject({
    kind: z.literal('mark-boilerplate'),
    spans: z.array(SpanSchema).min(1).max(10_000),
  }),
  z.strictObject({ kind: z.literal('unmark-boilerplate'), ids: z.array(Uuid).min(1).max(10_000) }),
  z.strictObject({ kind: z.literal('edit-details'), details: DetailsPatch }),
]);
export type ArticleEdit = z.infer<typeof ArticleEdit>;

/** Everything from outside that turning an edit into a change needs. */
export interface EditContext {
  readonly text: string;
  readonly codebook: Codebook;
  /** Id of the analyst at work. */
  readonly annotator: string;
  /** ISO 8601, UTC. */
  readonly now: string;
  readonly newId: () => string;
}

/** A change ready to be made durable, with its name for the undo menu. */
export interface PlannedChange {
  readonly steps: readonly ArticleStep[];
  /** Lower case, as it follows *Undo:* in the menu; for example `tag quote`. */
  readonly label: string;
}

export type EditError =
  | { readonly type: 'unknown-category'; readonly category: string }
  | { readonly type: 'unknown-attribute'; readonly category: string; readonly attribute: string }
  | { readonly type: 'unknown-value'; readonly attribute: string; readonly value: string }
  | { readonly type: 'no-such-tag'; readonly id: string }
  | { readonly type: 'no-such-region'; readonly id: string }
  | { readonly type: 'not-yours'; readonly id: string }
  | { readonly type: 'duplicate'; readonly id: string }
  | SpanError
  | { readonly type: 'nothing-changed' };

/** Turns what the window asked for into reversible steps, or says why it cannot be done. */
export function planArticleEdit(
  document: ArticleDocument,
  edit: ArticleEdit,
  context: EditContext,
): Result<PlannedChange, EditError> {
  switch (edit.kind) {
    case 'create-tag':
      return planCreate(document, edit.body, context);
    case 'create-tags':
      return planCreates(document, edit.bodies, context);
    case 'update-tag':
      return planUpdate(document, edit.id, edit.patch, context);
    case 'update-tags':
      return planEach(document, edit.changes, (now, { id, patch }, among) =>
        planUpdate(now, id, patch, context, among),
      );
    case 'delete-tags': {
      const steps: ArticleStep[] = [];
      for (const id of new Set(edit.ids)) {
        const annotation = document.annotations.get(id);
        if (!annotation) return err({ type: 'no-such-tag', id });
        steps.push({ op: 'remove-annotation', id });
      }
      const only = steps.length === 1 ? document.annotations.get(edit.ids[0] ?? '') : undefined;
      return ok({
        steps,
        label: only
          ? `delete ${nameOf(context.codebook, only.category)}`
          : `delete ${steps.length} tags`,
      });
    }
    case 'mark-boilerplate':
      return planBoilerplate(document, edit.spans, context);
    case 'unmark-boilerplate': {
      const steps: ArticleStep[] = [];
      for (const id of new Set(edit.ids)) {
        if (!document.regions.has(id)) return err({ type: 'no-such-region', id });
        steps.push({ op: 'remove-region', id });
      }
      return ok({ steps, label: 'unmark boilerplate' });
    }
    case 'edit-details':
      return planDetails(document, edit.details);
  }
}

/** Marks what is not boilerplate yet, in one step. */
function planBoilerplate(
  document: ArticleDocument,
  asked: readonly Span[],
  context: EditContext,
): Result<PlannedChange, EditError> {
  const steps: ArticleStep[] = [];
  const known = outermost([...document.regions]);
  for (const each of asked) {
    const span = checkSpan(context.text, each);
    if (!span.ok) return span;
    const before = known[lastWhere(known, ({ start }) => start <= span.value.start)];
    if (before && spanContains(before, span.value)) continue;
    const region = { id: context.newId(), kind: 'boilerplate' as const, ...span.value };
    steps.push({ op: 'put-region', region });
  }
  if (steps.length === 0) return err({ type: 'nothing-changed' });
  const places = steps.length === 1 ? '' : ` in ${steps.length} places`;
  return ok({ steps, label: `mark boilerplate${places}` });
}

/** Without spans that lie in another one; both ends grow from each to the next. */
function outermost(spans: readonly Span[]): Span[] {
  const kept: Span[] = [];
  for (const span of [...spans].sort(compareSpans))
    if (span.end > (kept.at(-1)?.end ?? -1)) kept.push(span);
  return kept;
}

/** Tags several places in one step; those that have such a tag already keep that one alone. */
function planCreates(
  document: ArticleDocument,
  bodies: readonly TagBody[],
  context: EditContext,
): Result<PlannedChange, EditError> {
  const planned = planEach(document, bodies, (now, body) => {
    const one = planCreate(now, body, context);
    return !one.ok && one.error.type === 'duplicate' ? err({ type: 'nothing-changed' }) : one;
  });
  if (!planned.ok) return planned;
  const { steps, label } = planned.value;
  if (steps.length === 1) return planned;
  return ok({ steps, label: `${label} in ${steps.length} places` });
}

/**
 * One change for several tags, each planned on what the ones before leave. Those that are as they
 * should be already are passed over; any other one that cannot be made refuses them all.
 */
function planEach<T>(
  document: ArticleDocument,
  all: readonly T[],
  plan: (document: ArticleDocument, one: T, among: number) => Result<PlannedChange, EditError>,
): Result<PlannedChange, EditError> {
  const steps: ArticleStep[] = [];
  let current = document;
  let label: string | undefined;
  for (const one of all) {
    const planned = plan(current, one, all.length);
    if (!planned.ok && planned.error.type === 'nothing-changed') continue;
    if (!planned.ok) return planned;
    const applied = applyArticleSteps(current, planned.value.steps);
    if (!applied.ok) throw new Error(`A planned step cannot be made: ${applied.error.type}.`);
    current = applied.value.document;
    steps.push(...planned.value.steps);
    label ??= planned.value.label;
  }
  return label === undefined ? err({ type: 'nothing-changed' }) : ok({ steps, label });
}

function planCreate(
  document: ArticleDocument,
  body: TagBody,
  context: EditContext,
): Result<PlannedChange, EditError> {
  const category = findCategory(context.codebook, body.category);
  if (!category) return err({ type: 'unknown-category', category: body.category });
  const attributes = { ...defaultAttributes(category), ...body.attributes };
  const described = describe(context, category, body.fragments, attributes, body.attributeSpans);
  if (!described.ok) return described;
  const annotation: Annotation = {
    id: context.newId(),
    ...described.value,
    category: category.id,
    attributes,
    aside: body.aside,
    note: trimNote(body.note),
    confidence: body.confidence,
    creator: context.annotator,
    created: context.now,
    modified: context.now,
  };
  const same = findSamePlace(document, annotation);
  if (same) return err({ type: 'duplicate', id: same.id });
  return ok({
    steps: [{ op: 'put-annotation', annotation }],
    label: `tag ${category.label.toLowerCase()}`,
  });
}

function planUpdate(
  document: ArticleDocument,
  id: string,
  patch: TagPatch,
  context: EditContext,
  among = 1,
): Result<PlannedChange, EditError> {
  const before = document.annotations.get(id);
  if (!before) return err({ type: 'no-such-tag', id });
  if (before.creator !== context.annotator) return err({ type: 'not-yours', id });
  const category = findCategory(context.codebook, patch.category ?? before.category);
  if (!category)
    return err({ type: 'unknown-category', category: patch.category ?? before.category });
  const moved =
    category.id === before.category
      ? { attributes: patch.attributes ?? before.attributes, aside: before.aside }
      : moveAttributes(category, before, patch.attributes);
  const asked = patch.attributeSpans ?? before.attributeSpans;
  const isKnown = ([key]: readonly [string, unknown]): boolean =>
    category.attributes.some(({ id, type }) => id === key && type !== 'enum');
  const attributeSpans = Object.fromEntries(Object.entries(asked).filter(isKnown));
  // Like values that are set aside: the category, or the codebook, may have the attribute again.
  const unknownSpans = Object.fromEntries(
    Object.entries(before.attributeSpans).filter((each) => !isKnown(each)),
  );
  const described = describe(
    context,
    category,
    patch.fragments ?? before.fragments,
    moved.attributes,
    attributeSpans,
  );
  if (!described.ok) return described;
  const annotation: Annotation = {
    ...before,
    ...described.value,
    attributeSpans: { ...unknownSpans, ...described.value.attributeSpans },
    ...moved,
    category: category.id,
    note: patch.note === undefined ? before.note : trimNote(patch.note),
    confidence: patch.confidence === undefined ? before.confidence : patch.confidence,
    modified: context.now,
  };
  const same = findSamePlace(document, annotation);
  if (same && same.id !== id) return err({ type: 'duplicate', id: same.id });
  const name = among > 1 ? `${among} tags` : nameOf(context.codebook, before.category);
  const label = labelOfUpdate(context.codebook, before, annotation, name);
  if (label === undefined) return err({ type: 'nothing-changed' });
  return ok({ steps: [{ op: 'put-annotation', annotation }], label });
}

/** Keeps what both categories have, sets the rest aside, and brings back what was aside before. */
function moveAttributes(
  category: Category,
  before: Annotation,
  patched: Readonly<Record<string, string>> | undefined,
): Pick<Annotation, 'attributes' | 'aside'> {
  const { attributes, aside } = fitAttributes(category, {
    attributes: { ...before.attributes, ...patched },
    aside: before.aside,
  });
  return { attributes: { ...defaultAttributes(category), ...attributes }, aside };
}

function labelOfUpdate(
  codebook: Codebook,
  before: Annotation,
  after: Annotation,
  name: string,
): string | undefined {
  if (before.category !== after.category)
    return `change ${name} to ${nameOf(codebook, after.category)}`;
  if (!sameFragments(before.fragments, after.fragments)) {
    return before.fragments.length < after.fragments.length
      ? `add fragment to ${name}`
      : `change boundaries of ${name}`;
  }
  const category = findCategory(codebook, after.category);
  const changed = category?.attributes.filter(
    ({ id }) =>
      before.attributes[id] !== after.attributes[id] ||
      before.attributeSpans[id]?.start !== after.attributeSpans[id]?.start ||
      before.attributeSpans[id]?.end !== after.attributeSpans[id]?.end,
  );
  const [first, ...more] = changed ?? [];
  if (first) return `set ${more.length > 0 ? 'details' : first.label.toLowerCase()} of ${name}`;
  if (before.note !== after.note) return `edit note of ${name}`;
  if (before.confidence !== after.confidence) return `set confidence of ${name}`;
  return undefined;
}

function planDetails(
  document: ArticleDocument,
  details: DetailsPatch,
): Result<PlannedChange, EditError> {
  const changed = Object.entries(details).filter(
    ([key, value]) =>
      value !== undefined && document.details[key as keyof ArticleDetails] !== value,
  );
  if (changed.length === 0) return err({ type: 'nothing-changed' });
  const [key, value] = changed[0] ?? [];
  const label =
    changed.length > 1
      ? 'edit article details'
      : key === 'done'
        ? value
          ? 'mark done'
          : 'mark not done'
        : key === 'flagged'
          ? value
            ? 'flag article'
            : 'remove flag'
          : `edit ${key === 'published' ? 'date' : key === 'url' ? 'address' : String(key)}`;
  return ok({ steps: [{ op: 'set-details', details: Object.fromEntries(changed) }], label });
}

function nameOf(codebook: Codebook, category: string): string {
  return (findCategory(codebook, category)?.label ?? category).toLowerCase();
}

function describe(
  context: EditContext,
  category: Category,
  fragments: readonly Span[],
  attributes: Readonly<Record<string, string>>,
  attributeSpans: Readonly<Record<string, Span>>,
): Result<Pick<Annotation, 'fragments' | 'attributeSpans'>, EditError> {
  const wrong = checkAttributes(category, attributes);
  if (wrong) return err(wrong);
  const checked = checkFragments(context.text, fragments);
  if (!checked.ok) return checked;
  const spans: Annotation['attributeSpans'] = {};
  for (const [key, asked] of Object.entries(attributeSpans)) {
    if (!category.attributes.some(({ id, type }) => id === key && type !== 'enum')) {
      return err({ type: 'unknown-attribute', category: category.id, attribute: key });
    }
    const span = checkSpan(context.text, asked);
    if (!span.ok) return span;
    (spans as Record<string, Annotation['fragments'][number]>)[key] = describeSpan(
      context.text,
      span.value,
    );
  }
  return ok({
    fragments: checked.value.map((span) => describeSpan(context.text, span)),
    attributeSpans: spans,
  });
}

function checkAttributes(
  category: Category,
  attributes: Readonly<Record<string, string>>,
): EditError | undefined {
  for (const [key, value] of Object.entries(attributes)) {
    const attribute = category.attributes.find(({ id }) => id === key);
    if (!attribute) return { type: 'unknown-attribute', category: category.id, attribute: key };
    if (attribute.type === 'enum' && !attribute.values?.some(({ id }) => id === value)) {
      return { type: 'unknown-value', attribute: key, value };
    }
  }
  return undefined;
}
