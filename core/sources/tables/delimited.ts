import Papa from 'papaparse';

import { grouped } from '../../numbers.ts';
import { err, ok, type Result } from '../../result.ts';
import type { LeftOut } from '../reading.ts';
import { namesColumns } from './columns.ts';
import { TABLE_LIMITS, TOO_MANY_ROWS, type Table, type TableRow } from './table.ts';

/** What stands between cells, the likeliest first. */
const DELIMITERS = [',', ';', '\t', '|'] as const;

/** UTF-16 code units and rows by which it is judged what stands between cells. */
const HEAD = { length: 1024 * 1024, rows: 50 } as const;

/** Says in the first line of a table for spreadsheet programs what stands between cells. */
const SEPARATOR_LINE = /^sep=([,;|\t])\r?\n/iu;

interface Marks {
  readonly delimiter: string;
  /** Whether a quotation mark at the beginning of a cell is around it; some programs know no such thing. */
  readonly isQuoted: boolean;
}

/** How a text looks as a table; `null` where it has no columns. */
export function looksDelimited(head: string): Marks | null {
  const marks = marksOf(head);
  const rows = parse(head, marks, HEAD.rows).data;
  return (rows[0]?.length ?? 0) > 1 ? marks : null;
}

/** Reads the lines of a table; the first has the names of its columns, unless it has an article. */
export function readDelimited(text: string): Result<Table, string> {
  const separator = SEPARATOR_LINE.exec(text);
  const rest = separator ? text.slice(separator[0].length) : text;
  const before = separator ? 1 : 0;
  const marks = separator ? { delimiter: separator[1] ?? ';', isQuoted: true } : marksOf(rest);
  if (countCells(rest, marks.delimiter) > TABLE_LIMITS.cells) {
    return err(`It has more than ${grouped(TABLE_LIMITS.cells)} cells, which is the limit.`);
  }
  const { data, errors } = parseSoundly(rest, marks);
  // Line ends at the end of a file, and empty rows that spreadsheets leave behind.
  const isEmpty = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');
  const first = data.findIndex((cells) => !isEmpty(cells));
  const header = data[first];
  if (!header) return err('There is nothing in it.');
  const width = Math.max(...data.slice(first, first + HEAD.rows).map(({ length }) => length));
  if (width > TABLE_LIMITS.columns) {
    return err(`It has more than ${grouped(TABLE_LIMITS.columns)} columns, which is the limit.`);
  }
  const hasNames = namesColumns(header);
  const names = hasNames ? uniqueNames(header) : header.map((_, index) => numbered(index));
  const known = [...names];
  const broken = new Set(errors.map(({ row }) => row));
  const rows: TableRow[] = [];
  const leftOut: LeftOut[] = [];
  for (const [index, cells] of data.entries()) {
    if (index < first + (hasNames ? 1 : 0) || isEmpty(cells)) continue;
    const item = `row ${index + before + 1}`;
    if (broken.has(index)) leftOut.push({ place: item, reason: BROKEN });
    else rows.push({ item, cells: cellsOf(cells, known) });
    if (rows.length > TABLE_LIMITS.rows) return err(TOO_MANY_ROWS);
  }
  return ok({ names: known, rows, leftOut, warnings: [] });
}

const BROKEN =
  'A quotation mark of a cell is missing, or stands where none can: it is not certain what its cells are.';

/** @param names is given a name for each cell that has no column */
function cellsOf(cells: readonly string[], names: string[]): TableRow['cells'] {
  const row = new Map<string, readonly string[]>();
  for (const [index, cell] of cells.entries()) {
    if (cell.trim() === '') continue;
    while (names.length <= index) names.push(uniqueName(numbered(names.length), names));
    row.set(names[index] ?? '', [cell]);
  }
  return row;
}

function numbered(index: number): string {
  return `column ${index + 1}`;
}

function uniqueNames(header: readonly string[]): string[] {
  const names: string[] = [];
  for (const [index, name] of header.entries()) {
    names.push(uniqueName(name.trim().slice(0, 900) || numbered(index), names));
  }
  return names;
}

function uniqueName(name: string, taken: readonly string[]): string {
  let unique = name;
  for (let times = 2; taken.includes(unique); times += 1) unique = `${name} (${times})`;
  return unique;
}

/** Read with quotation marks around cells, or with tabs and without them where that alone gives even rows. */
function parseSoundly(text: string, marks: Marks): Papa.ParseResult<string[]> {
  const parsed = parse(text, marks);
  if (marks.delimiter !== '\t' || !parsed.errors.some(isOfQuotes)) return parsed;
  const plainly = parse(text, { ...marks, isQuoted: false });
  const width = plainly.data[0]?.length ?? 0;
  const isEven = plainly.data.every(
    ({ length }, index) => length === width || (length === 1 && index === plainly.data.length - 1),
  );
  return width > 1 && isEven ? plainly : parsed;
}

function isOfQuotes({ type }: Papa.ParseError): boolean {
  return type === 'Quotes';
}

function parse(
  text: string,
  { delimiter, isQuoted }: Marks,
  preview = 0,
): Papa.ParseResult<string[]> {
  return Papa.parse<string[]>(text, { delimiter, preview, fastMode: isQuoted ? undefined : true });
}

/** The marks by which most rows are as long as the first, and longer than one cell. */
function marksOf(text: string): Marks {
  const head = text.slice(0, HEAD.length);
  let best: Marks & { readonly score: number } = { delimiter: ',', isQuoted: true, score: 0 };
  for (const delimiter of DELIMITERS) {
    const marks = { delimiter, isQuoted: true };
    const { data } = parse(head, marks, HEAD.rows);
    const rows = data.filter((cells) => cells.some((cell) => cell.trim() !== ''));
    const width = rows[0]?.length ?? 0;
    if (width < 2) continue;
    const even = rows.filter(({ length }) => length === width).length / rows.length;
    // Names in the first row speak for it: a headline has commas as well.
    const score = even + (namesColumns(rows[0] ?? []) ? 0.5 : 0) + Math.min(width, 20) / 100;
    if (score > best.score) best = { ...marks, score };
  }
  return { delimiter: best.delimiter, isQuoted: best.isQuoted };
}

function countCells(text: string, delimiter: string): number {
  if (text.length <= TABLE_LIMITS.cells) return 0;
  const [mark, lineEnd] = [delimiter.charCodeAt(0), 0x0a];
  let cells = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === mark || code === lineEnd) cells += 1;
  }
  return cells;
}
