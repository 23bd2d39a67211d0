// What a tag is, and how many of them are found and laid out. What its category means is the codebook's;
// who decided about it is the review's.
import { z } from 'zod';

import { CodebookId, Uuid } from './ids.ts';
import type { Selector } from '../text/selector.ts';
import { compareSpans, spanHull, type Span } from '../text/span.ts';
import { compareText } from '../collections/order.ts';

/** A note as it is kept: without the line ends behind its last word. */
export function trimNote(note: string): string {
  const words = note.trimEnd();
  return /[\r\n]/u.test(note.slice(words.length)) ? words : note;
}

/** Longest note in UTF-16 code units. */
export const NOTE_LIMIT = 20_000;
/** Longest value of a text or entity attribute in UTF-16 code units. */
export const VALUE_LIMIT = 2_000;
/** Most fragments in one annotation. */
export const FRAGMENT_LIMIT = 200;

export const Confidence = z.enum(['low', 'medium', 'high']);
export type Confidence = z.infer<typeof Confidence>;

/** UTF-16, half-open, not empty. */
export const SpanSchema = z
  .strictObject({ start: z.int().nonnegative(), end: z.int().positive() })
  .refine((span) => span.start < span.end, 'start must be before end');

/** UTF-16 position with the words and their surroundings. */
export const SelectorSchema = z
  .strictObject({
    start: z.int().nonnegative(),
    end: z.int().positive(),
    exact: z.string(),
    prefix: z.string().max(64),
    suffix: z.string().max(64),
  })
  .refine((span) => span.start < span.end, 'start must be before end');

/** Attribute values by attribute id. */
export const AttributesSchema = z.record(CodebookId, z.string().max(VALUE_LIMIT));

/**
 * A tag: one or more fragments of an article's text, a category of the codebook and its
 * attributes. `T` is `Selector` as stored and `Span` as the window holds it.
 */
export interface TagOf<T extends Span> {
  readonly id: string;
  /** Sorted in document order, never overlapping, at least one. */
  readonly fragments: readonly T[];
  /** Category id in the codebook. */
  readonly category: string;
  /** Value by attribute id; of an `enum` the value's id. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Where in the text an attribute's value stands (speaker, cue, target), by attribute id. */
  readonly attributeSpans: Readonly<Record<string, T>>;
  /** Values of attributes that the present category lacks; switching back restores them. */
  readonly aside: Readonly<Record<string, string>>;
  readonly note: string;
  readonly confidence: Confidence | null;
  /** Annotator id. */
  readonly creator: string;
  /** ISO 8601, UTC. */
  readonly created: string;
  readonly modified: string;
}

/** A tag as stored: every span with its words. */
export type Annotation = TagOf<Selector>;
/** A tag as the window holds it: the words are in the article's text, which the window has. */
export type Tag = TagOf<Span>;

/** What is checked when an annotation comes from disk or from a file. */
export const AnnotationSchema: z.ZodType<Annotation> = z.strictObject({
  id: Uuid,
  fragments: z.array(SelectorSchema).min(1).max(FRAGMENT_LIMIT),
  category: CodebookId,
  attributes: AttributesSchema,
  attributeSpans: z.record(CodebookId, SelectorSchema),
  aside: AttributesSchema,
  note: z.string().max(NOTE_LIMIT),
  confidence: Confidence.nullable(),
  creator: Uuid,
  created: z.string().max(64),
  modified: z.string().max(64),
});

/** What the window sends to make a tag: spans and body only; the rest is added where it is stored. */
export const TagBody = z.strictObject({
  fragments: z.array(SpanSchema).min(1).max(FRAGMENT_LIMIT),
  category: CodebookId,
  attributes: AttributesSchema,
  attributeSpans: z.record(CodebookId, SpanSchema),
  aside: AttributesSchema,
  note: z.string().max(NOTE_LIMIT),
  confidence: Confidence.nullable(),
});
export type TagBody = z.infer<typeof TagBody>;

/** A new tag's body with nothing but its place and category. */
export function plainBody(fragments: readonly Span[], category: string): TagBody {
  return {
    fragments: fragments.map(({ start, end }) => ({ start, end })),
    category,
    attributes: {},
    attributeSpans: {},
    aside: {},
    note: '',
    confidence: null,
  };
}

/** The smallest span that covers all fragments of a tag. */
export function tagHull(tag: { readonly fragments: readonly Span[] }): Span {
  const first = tag.fragments[0];
  if (first && tag.fragments.length === 1) return first;
  return spanHull(tag.fragments) ?? { start: 0, end: 0 };
}

/** Document order of tags: first fragment, then end, then id, so that the order is total. */
export function compareTags(a: TagOf<Span>, b: TagOf<Span>): number {
  return compareSpans(tagHull(a), tagHull(b)) || compareText(a.id, b.id);
}

/** Whether two tags mark the same fragments. */
export function sameFragments(a: readonly Span[], b: readonly Span[]): boolean {
  return (
    a.length === b.length &&
    a.every((span, index) => span.start === b[index]?.start && span.end === b[index].end)
  );
}

function toSpan({ start, end }: Span): Span {
  return { start, end };
}

/** The window's copy of a stored annotation: positions without the words. */
export function toTag(annotation: Annotation): Tag {
  return {
    ...annotation,
    fragments: annotation.fragments.map(toSpan),
    attributeSpans: Object.fromEntries(
      Object.entries(annotation.attributeSpans).map(([id, span]) => [id, toSpan(span)]),
    ),
  };
}
