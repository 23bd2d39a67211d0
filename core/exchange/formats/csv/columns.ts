/**
 * Columns by what they are called here, with their names in the file. A person reads from the left:
 * first what was tagged, then the values of attributes, each under the label that the codebook has
 * for it, then the rest.
 */
export const FIRST_COLUMNS = {
  title: 'Title',
  paragraph: '¶',
  category: 'Category',
  exact: 'Words',
} as const;

/** Columns after those of the attributes, ids last. */
export const LAST_COLUMNS = {
  note: 'Note',
  confidence: 'Confidence',
  annotator: 'Annotator',
  review_state: 'Review',
  reviewer: 'Reviewer',
  reviewed: 'Reviewed',
  reason: 'Reason',
  outlet: 'Outlet',
  author: 'Author',
  published: 'Published',
  date: 'Date',
  url: 'Address',
  created: 'Created',
  modified: 'Modified',
  fragment: 'Part',
  fragments: 'Parts',
  start_utf16: 'start_utf16',
  end_utf16: 'end_utf16',
  start_codepoints: 'start_codepoints',
  end_codepoints: 'end_codepoints',
  codebook: 'codebook',
  // Ids of the families that the tag is in, with spaces between.
  quote_family: 'quote_family',
  sha256: 'sha256',
  tag_id: 'tag_id',
  annotator_id: 'annotator_id',
  reviewer_id: 'reviewer_id',
  decision_id: 'decision_id',
} as const;

export type FirstColumn = keyof typeof FIRST_COLUMNS;
export type LastColumn = keyof typeof LAST_COLUMNS;
export type Column = FirstColumn | LastColumn;

/** Of tables as they were first written: the same as `sha256`. */
const FORMER_COLUMN = 'article_id';

const BY_NAME: ReadonlyMap<string, string> = new Map(
  Object.entries({ ...FIRST_COLUMNS, ...LAST_COLUMNS }).map(([column, name]) => [name, column]),
);
const COLUMNS: ReadonlySet<string> = new Set([...BY_NAME.values(), FORMER_COLUMN]);

/** What a column of a file is called here, also where it has its former name; others as they are. */
export function columnOf(name: string): string {
  const known = BY_NAME.get(name);
  if (known !== undefined || name !== name.toUpperCase()) return known ?? name;
  // Databases write names in capitals.
  const lower = name.toLowerCase();
  return COLUMNS.has(lower) ? lower : name;
}

/** Whether something is called so here, and no attribute. */
export function isOwnColumn(column: string): boolean {
  return COLUMNS.has(column);
}

/** Begins the name of a column for an attribute whose label cannot be one; its id follows. */
export const ATTRIBUTE = 'attribute_';

/** What programs call the column of the numbers that they give to rows. */
export const ROW_NUMBERS = /^(?:Unnamed: \d+(?:\.\d+)*|index|level_0)?$/u;

/** The column for the values of an attribute, by its name and its id. */
export function attributeColumn(name: string, id: string): string {
  const isTaken = isOwnColumn(columnOf(name)) || ROW_NUMBERS.test(name);
  const isPlain = name.trim() === name && guardCell(name) === name && !name.startsWith(ATTRIBUTE);
  return isTaken || !isPlain || /[\r\n]/u.test(name) ? ATTRIBUTE + id : name;
}

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

/** What was decided of a tag. */
export type State = 'accepted' | 'changed' | 'rejected' | 'deferred';
