/** Columns before those of the attributes: of the article, of the tag and of its part. */
export const ARTICLE_COLUMNS = [
  // An article is known by the SHA-256 of its text; the second column says that it is one.
  'article_id',
  'sha256',
  'title',
  'outlet',
  'author',
  'url',
  'published',
  'codebook',
] as const;

export const PART_COLUMNS = [
  'tag_id',
  'category',
  'fragment',
  'fragments',
  'start_utf16',
  'end_utf16',
  'start_codepoints',
  'end_codepoints',
  'exact',
] as const;

/** Columns after those of the attributes. */
export const TAG_COLUMNS = [
  'note',
  'confidence',
  'annotator_id',
  'annotator',
  'created',
  'modified',
] as const;

export const REVIEW_COLUMNS = [
  'review_state',
  'reviewer_id',
  'reviewer',
  'reviewed',
  'reason',
  'decision_id',
] as const;

/** Empty until tags can be linked. */
const QUOTE_FAMILY = 'quote_family';

/** A cell for each of some columns, in their order. */
export type Cells<C extends readonly string[]> = { readonly [Index in keyof C]: string };

export const FIRST_COLUMNS = [...ARTICLE_COLUMNS, ...PART_COLUMNS] as const;

export const LAST_COLUMNS = [...TAG_COLUMNS, ...REVIEW_COLUMNS, QUOTE_FAMILY] as const;

export type Column = (typeof FIRST_COLUMNS)[number] | (typeof LAST_COLUMNS)[number];

/** Begins the name of a column for an attribute; its id follows. */
export const ATTRIBUTE = 'attribute_';

/** What a spreadsheet may take for a formula, also after spaces. */
const FORMULA = /^(?:[\t\r]|\s*[=+\-@＝＋－＠])/u;

/** A cell as it is written: with `'` before what could be a formula, and before another `'`. */
export function guardCell(value: string): string {
  return value.startsWith("'") || FORMULA.test(value) ? `'${value}` : value;
}

/** The value of a cell that was guarded: exactly one `'` is taken away. */
export function unguardCell(cell: string): string {
  return cell.startsWith("'") ? cell.slice(1) : cell;
}

export type State = 'accepted' | 'changed' | 'rejected' | 'deferred';
