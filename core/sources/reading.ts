// Articles as files have them: what a reader finds in a page or document, what of it is the article, and
// the record that stays with the article. How each kind of file is read stands in the rooms of readers.
import { z } from 'zod';

/** What a block is drawn as; nothing of it stands in the text. */
export const BlockKind = z.enum([
  'paragraph',
  'heading',
  'list-item',
  'quote',
  'caption',
  'table-row',
  'code',
]);
export type BlockKind = z.infer<typeof BlockKind>;

/** Where in a page or document a block belongs; `article` is kept at first, everything else is left out. */
export const BLOCK_PARTS = [
  'article',
  'aside',
  'navigation',
  'comment',
  'advertising',
  'metadata',
  'hidden',
] as const;
export const BlockPart = z.enum(BLOCK_PARTS);
export type BlockPart = z.infer<typeof BlockPart>;

/** One block of what a source says, in its order. Every visible word of the source is in exactly one. */
export const Block = z.strictObject({
  kind: BlockKind,
  /** Of a heading from 1 to 6; of a list item or quote how deep it stands, from 1. */
  level: z.int().min(1).max(100).optional(),
  /** As it stands in the source; only white space that the source's own rules join is joined. Never empty. */
  text: z.string().min(1),
  part: BlockPart,
  /** The rule that put it into its part: a sentence that an analyst understands. */
  why: z.string().max(500),
  /** Where it stands in the source: `html > body > article > p:3`, `page 2, line 14`, `footnote 3`. */
  place: z.string().max(2000),
});
export type Block = z.infer<typeof Block>;

/** What is known of an article beside its text, each with where it was read. */
export const DETAIL_NAMES = [
  'title',
  'outlet',
  'author',
  'published',
  'modified',
  'url',
  'language',
] as const;
export type DetailName = (typeof DETAIL_NAMES)[number];

/** A detail as the source has it; `iso` where it is a moment that could be understood. */
export const Detail = z.strictObject({
  value: z.string().min(1).max(4000),
  /** ISO 8601, as exact as the source is: `2026-03-01` or `2026-03-01T10:00:00Z`. */
  iso: z.string().max(40).optional(),
  /** Where it was read: `JSON-LD datePublished`, `<meta property="og:title">`, `document properties`. */
  from: z.string().max(200),
});
export type Detail = z.infer<typeof Detail>;

export const Details = z.partialRecord(z.enum(DETAIL_NAMES), Detail);
export type Details = z.infer<typeof Details>;

/** Which reader read it. A new version never changes an article that is there. */
export const ReaderVersion = z.strictObject({
  /** `html`, `mhtml`, `pdf`, `docx`, … */
  name: z.string().min(1).max(40),
  version: z.int().positive(),
});
export type ReaderVersion = z.infer<typeof ReaderVersion>;

/** What the analyst may choose about how a file is read. */
export const ReadOptions = z.strictObject({
  /** Word processors: how the text reads where changes were tracked. */
  tracked: z.enum(['accepted', 'rejected']).optional(),
  /** WHATWG label; else the source's own rules decide. */
  encoding: z.string().max(40).optional(),
  /** Tables of articles: the columns (or keys) that hold the text and its details. */
  columns: z
    .partialRecord(z.enum(['text', ...DETAIL_NAMES]), z.string().min(1).max(1000))
    .optional(),
});
export type ReadOptions = z.infer<typeof ReadOptions>;

/** One article as a reader found it. */
export interface Reading {
  /** Of several articles in one file which one: `row 12`, `item 3`; `null` where the file is one article. */
  readonly item: string | null;
  readonly blocks: readonly Block[];
  readonly details: Details;
  readonly reader: ReaderVersion;
  /** Whole sentences: what the analyst should know before the article is taken in. */
  readonly warnings: readonly string[];
  /** Changes that were tracked in the document; the analyst is asked how it is to be read. */
  readonly tracked?: { readonly insertions: number; readonly deletions: number } | undefined;
  /** Whether words that a line's end had cut were joined: each is listed as it stood and as it is. */
  readonly joined?: readonly {
    readonly from: string;
    readonly to: string;
    readonly place: string;
  }[];
}

/** What stands in a file and became no article, such as a row without a text. `reason`: a sentence. */
export interface LeftOut {
  readonly place: string;
  readonly reason: string;
}

/** What a file holds. */
export interface ReadSource {
  readonly readings: readonly Reading[];
  readonly leftOut: readonly LeftOut[];
  /** The columns of a table and what each was taken for; the analyst may change it. */
  readonly columns?:
    | {
        readonly names: readonly string[];
        readonly taken: NonNullable<ReadOptions['columns']>;
        /** The first rows, cells cut short, in the order of `names`. */
        readonly sample: readonly (readonly string[])[];
      }
    | undefined;
}
