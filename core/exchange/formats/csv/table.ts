import Papa from 'papaparse';
import { err, ok, type Result } from '../../../result.ts';
import type { CodecError, CodecTools, InputFile } from '../../content/codec.ts';
import type { ReadRefusal } from '../../content/loose.ts';
import { FILE_LIMIT, findNulls, moreThan, readText } from '../../content/read-file.ts';
import {
  ATTRIBUTE,
  columnOf,
  isOwnColumn,
  ROW_NUMBERS,
  unguardCell,
  type Column,
} from './columns.ts';

/** Without these a table is none of ours. */
export const NEEDED = ['sha256', 'tag_id', 'category', 'start_utf16', 'end_utf16'] as const;

/** A row with something of ours in it. */
export interface Row {
  readonly place: string;
  readonly cell: (column: Column) => string;
  /** Values by id or label of the attribute. */
  readonly attributes: Readonly<Record<string, string>>;
}

export interface Table {
  readonly rows: readonly Row[];
  readonly refused: readonly ReadRefusal[];
  /** Names of columns that are not ours, but those that programs number rows with. */
  readonly unknownColumns: readonly string[];
}

/** Most cells of a table that is read: all rows are in memory at once. */
const CELL_LIMIT = 10_000_000;

/** Whether there are more cells than are read, those of broken rows included. */
function hasTooManyCells(text: string, { delimiter, quote, newline }: Marks): boolean {
  // Each is ended by a character.
  if (text.length <= CELL_LIMIT) return false;
  const [quoted, comma, end] = [quote, delimiter, newline].map((mark) => mark.charCodeAt(0));
  let isQuoted = false;
  let cells = 0;
  for (let at = 0; at < text.length && cells <= CELL_LIMIT; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quoted) isQuoted = !isQuoted;
    else if (!isQuoted && (code === comma || code === end)) cells += 1;
  }
  return cells > CELL_LIMIT;
}

/** What stands between and around cells: programs write what is usual where they run. */
interface Marks {
  readonly delimiter: string;
  readonly quote: string;
  readonly newline: string;
}

const DELIMITERS = [',', ';', '\t', '|'];

/** The marks with which the names of the columns come out as ours; commas where none do. */
function marksOf(text: string): Marks {
  const [newline = '\n'] = /\r\n|\r|\n/u.exec(text) ?? [];
  const end = text.indexOf(newline);
  const header = text.slice(0, end < 0 ? undefined : end);
  for (const quote of ['"', "'"]) {
    for (const delimiter of DELIMITERS) {
      const columns = readHeader(header, { delimiter, quote, newline });
      if (NEEDED.every((column) => columns.includes(column))) return { delimiter, quote, newline };
    }
  }
  return { delimiter: ',', quote: '"', newline };
}

function parse(text: string, { delimiter, quote, newline }: Marks): Papa.ParseResult<string[]> {
  return Papa.parse<string[]>(text, {
    delimiter,
    quoteChar: quote,
    newline: newline as '\r\n' | '\r' | '\n',
  });
}

function readHeader(header: string, marks: Marks): string[] {
  return (parse(header, marks).data[0] ?? []).map((name) => columnOf(name.trim()));
}

/** Whether the beginning of a file has the names of our columns. */
export function beginsLikeOurs(text: string): boolean {
  const { rest } = fromHeader(text.replace(/^\ufeff/u, ''));
  const columns = readHeader(rest.split(/[\r\n]/u, 1)[0] ?? '', marksOf(rest));
  return NEEDED.every((column) => columns.includes(column));
}

/**
 * A table from the names of its columns on, and how many lines are before them: `sep=;`, which tells
 * spreadsheets what stands between cells, and empty rows.
 */
function fromHeader(text: string): { readonly rest: string; readonly lines: number } {
  const [separator = ''] = /^"?sep=[^\r\n]{1,2}"?(?:\r\n|\r|\n)/iu.exec(text) ?? [];
  const [empty = ''] = /^(?:[,;|\t ]*(?:\r\n|\r|\n))*/u.exec(text.slice(separator.length)) ?? [];
  const before = separator + empty;
  return { rest: text.slice(before.length), lines: before.match(/\r\n|\r|\n/gu)?.length ?? 0 };
}

/** The text of a table; spreadsheets write UTF-16, too. */
function readTableText(file: InputFile, tools: CodecTools): Result<string, CodecError> {
  const { path, bytes } = file;
  const encoding = utf16Of(bytes);
  if (encoding === null || bytes.length > FILE_LIMIT) return readText(file, tools);
  const text = tools.decode(bytes, encoding)?.replace(/^\ufeff/u, '');
  const detail = 'It begins like a file in UTF-16 and is none: it is cut, or damaged.';
  return text === undefined ? err({ type: 'unreadable', place: path, detail }) : ok(text);
}

/** Which UTF-16 a file is in: its mark shows it, or its first letters, which have an empty byte each. */
export function utf16Of([first, second, third, fourth]: Uint8Array):
  'utf-16le' | 'utf-16be' | null {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first && second === 0 && third && fourth === 0) return 'utf-16le';
  return first === 0 && second && third === 0 && fourth ? 'utf-16be' : null;
}

export function readTable(file: InputFile, tools: CodecTools): Result<Table, CodecError> {
  const text = readTableText(file, tools);
  if (!text.ok) return text;
  const { path } = file;
  const { rest, lines } = fromHeader(text.value);
  const marks = marksOf(rest);
  const damaged = findNulls(path, rest);
  if (damaged) return err(damaged);
  if (hasTooManyCells(rest, marks)) return err(moreThan(path, CELL_LIMIT, 'cells'));
  const { data, errors } = parse(rest, marks);
  const [header = [], ...records] = data;
  const place = `${path}, row ${lines + 1}`;
  const named = header.map((name) => columnOf(name.trim()));
  const isFormer = header.some((name) => name.trim() === 'exact');
  const columns = areRowsNumbered(named, records) ? ['', ...named] : named;
  const wrong = findWrongColumns(columns, place);
  if (wrong) return err(wrong);
  if (records.length === 0 || errors.some(({ row }) => row === 0)) {
    // A table without tags has a line end behind its names.
    const detail = 'The file ends inside the names of its columns, or its line end is missing.';
    return err({ type: 'unreadable', place, detail });
  }
  const broken = new Set(errors.map(({ row }) => row));
  const attributes = isFormer ? [] : attributeColumnsOf(columns);
  const reader = new RowReader(columns, attributes, wordsForNothing(columns, records));
  const rows: Row[] = [];
  const refused: ReadRefusal[] = [];
  let shortest = Infinity;
  for (const [index, cells] of records.entries()) {
    const at = `${path}, row ${lines + index + 2}`;
    // The last one has no line end behind it: what it lacks, and others have, may have been cut off.
    const isEnded = index < records.length - 1 || cells.length >= shortest;
    shortest = Math.min(shortest, cells.length);
    const wrongCells = broken.has(index + 1)
      ? 'A quotation mark of a cell is missing; what follows it cannot be read.'
      : reader.whyNot(cells, isEnded);
    if (!broken.has(index + 1) && reader.isEmpty(cells)) continue;
    if (wrongCells === null) rows.push(reader.read(cells, at));
    else refused.push({ place: at, reason: wrongCells, tags: 1 });
  }
  return ok({ rows, refused, unknownColumns: reader.unknown });
}

function findWrongColumns(columns: readonly string[], place: string): CodecError | null {
  const missing = NEEDED.filter((column) => !columns.includes(column));
  if (missing.length > 0) {
    const detail = `It is not a table of tags: the columns ${missing.join(', ')} are missing.`;
    return { type: 'other-format', place, detail };
  }
  const named = columns.filter((column) => column !== '');
  if (new Set(named).size === named.length) return null;
  return { type: 'malformed', place, detail: 'Two columns have the same name.' };
}

/** Whether all rows begin with a number that has no column: R writes the names of rows so. */
function areRowsNumbered(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): boolean {
  const [first] = rows;
  return (
    first?.length === columns.length + 1 &&
    SHA256.test(first[columns.indexOf('sha256') + 1] ?? '') &&
    rows.every((row) => row.length === 1 || /^\d{1,9}$/u.test(row[0] ?? ''))
  );
}

const SHA256 = /^[0-9a-f]{64}$/iu;

/** What statistics write in a cell that has nothing. */
const NOTHING = /^(?:NA|<NA>|#?N\/A|NaN|nan|NaT|NULL|None)$/u;

/** In these such a word is no value: it shows which one the file has, there and everywhere. */
const SHOW_NOTHING: readonly Column[] = [
  ...(['confidence', 'created', 'modified', 'review_state', 'reviewer_id', 'reviewed'] as const),
  ...(['decision_id', 'quote_family'] as const),
];

function wordsForNothing(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): ReadonlySet<string> {
  const indexes = SHOW_NOTHING.map((name) => columns.indexOf(name)).filter((index) => index >= 0);
  const words = new Set<string>();
  for (const row of rows) {
    for (const index of indexes) {
      const cell = row[index] ?? '';
      // Nearly all are empty.
      if (cell !== '' && NOTHING.test(cell)) words.add(cell);
    }
  }
  return words;
}

/**
 * Columns that are called like attributes: they stand between the words and the note. Where somebody
 * has sorted the columns, all that are not ours are taken for attributes.
 */
function attributeColumnsOf(columns: readonly string[]): readonly string[] {
  const [category, words, note] = ['category', 'exact', 'note'].map((name) =>
    columns.indexOf(name),
  ) as [number, number, number];
  const isSorted = words < 0 || note < 0 || Math.abs(words - category) !== 1;
  const [from, to] = [Math.min(words, note), Math.max(words, note)];
  return columns.filter(
    (name, at) =>
      !isOwnColumn(name) && !ROW_NUMBERS.test(name) && (isSorted || (from < at && at < to)),
  );
}

/** Reads rows whose columns are known. */
class RowReader {
  readonly unknown: readonly string[];
  readonly #indexes: ReadonlyMap<string, number>;
  readonly #attributes: readonly { readonly id: string; readonly index: number }[];
  /** Indexes of all columns that are ours. */
  readonly #own: readonly number[];
  /** A row that ends before this column says too little. */
  readonly #least: number;

  constructor(
    private readonly columns: readonly string[],
    /** Columns that have an attribute's label. */
    labels: readonly string[],
    /** Cells of these words are empty. */
    private readonly nothing: ReadonlySet<string>,
  ) {
    const labelled = new Set(labels);
    const isAttribute = (name: string): boolean => name.startsWith(ATTRIBUTE) || labelled.has(name);
    const isOwn = (name: string): boolean => isOwnColumn(name) || isAttribute(name);
    this.#indexes = new Map(columns.map((name, index) => [name, index]));
    this.#own = columns.flatMap((name, index) => (isOwn(name) ? [index] : []));
    this.#least = Math.max(...NEEDED.map((name) => this.#indexes.get(name) ?? 0)) + 1;
    this.#attributes = columns.flatMap((name, index) =>
      isAttribute(name)
        ? [{ id: name.startsWith(ATTRIBUTE) ? name.slice(ATTRIBUTE.length) : name, index }]
        : [],
    );
    this.unknown = columns.filter((name) => !isOwn(name) && !ROW_NUMBERS.test(name));
  }

  /** Whether nothing of ours is in a row: spreadsheets leave such rows behind. */
  isEmpty(cells: readonly string[]): boolean {
    return this.#own.every((index) => (cells[index] ?? '').trim() === '');
  }

  /** Why a row cannot be read; spreadsheets leave out empty cells at its end, or add some. */
  whyNot(cells: readonly string[], isEnded: boolean): string | null {
    const { length } = this.columns;
    const isShort = cells.length < (isEnded ? this.#least : length);
    const isLong = cells.slice(length).some((cell) => cell.trim() !== '');
    if (!isShort && !isLong) return null;
    const count = cells.length === 1 ? 'one cell' : `${cells.length} cells`;
    return `It has ${count}, and there are ${length} columns.`;
  }

  read(row: readonly string[], place: string): Row {
    const { nothing } = this;
    const cells = nothing.size === 0 ? row : row.map((cell) => (nothing.has(cell) ? '' : cell));
    const at = (position: number | undefined): string =>
      position === undefined ? '' : unguardCell(cells[position] ?? '');
    // Most are empty: a tag has the attributes of one category.
    const filled = this.#attributes.filter((each) => (cells[each.index] ?? '') !== '');
    return {
      place,
      cell: (column) => at(this.#indexes.get(column)),
      attributes: Object.fromEntries(filled.map((each) => [each.id, at(each.index)])),
    };
  }
}
