import { err, ok, type Result } from '../../../result.ts';
import { shorten } from '../../content/refusals.ts';
import type { Scheme } from './cells.ts';
import { ColumnCells } from './column-cells.ts';
import type { Notation } from './notation.ts';
import { isPlainRow, separatorOf, splitCells, type Separator } from './table.ts';

/** A column of tags. */
export interface Layer {
  readonly column: number;
  readonly scheme: Scheme;
  readonly notation: Notation;
  /** As the file calls it, else `column 3`. */
  readonly name: string;
}

/** What the columns of a file mean; columns are counted from 0. */
export interface Columns {
  readonly separator: Separator;
  readonly count: number;
  readonly token: number;
  /** Of the numbers of rows, where the file has them. */
  readonly number: number | null;
  /** Whether these name the sentence, too: then `1-2` is one word, and not the words 1 and 2. */
  readonly isNumberedBySentence: boolean;
  /** Of what says whether a space follows, where the file has it. */
  readonly spacing: number | null;
  readonly layers: readonly Layer[];
  /** The others, with their names. */
  readonly others: readonly { readonly column: number; readonly name: string }[];
  /** The line that names the columns, which is no row. */
  readonly header: string | null;
  /** Whether rows leave out the cells that say nothing at their end: a word without a tag may stand alone. */
  readonly isRagged: boolean;
}

/** Rows that are looked at: what begins in one way goes on in it. */
const SAMPLE = 2000;

/** Most columns of a table whose rows have not all of them. */
const RAGGED_LIMIT = 20;

const TOKEN_NAME = /^(?:tokens?|words?|forms?|text|tok)$/iu;
const NUMBER_NAME = /^(?:id|#|no|num|nr|number|index)$/iu;
const SPACING_NAME = /^misc$/iu;
/** Columns of entities, in whatever case and with whatever prefix. */
const TAG_NAME = /(?:^|[^a-z])(?:ner?|tags?|labels?|entit(?:y|ies))(?:$|[^a-z])/iu;

/** A cell with a tag, in most of the ways in which these are written. */
const TAG = /^(?:O|[BIESLU][-_:.].*|.*[-_:.][BIESLU])$/u;

/** The columns of CoNLL-U, which always has these. */
const CONLL_U = ['ID', 'FORM', 'LEMMA', 'UPOS', 'XPOS', 'FEATS', 'HEAD', 'DEPREL', 'DEPS', 'MISC'];
/** The first columns of CoNLL-2012; between them and the last one are those of the verbs. */
const CONLL_2012 = [
  'document',
  'part',
  'number',
  'word',
  'part of speech',
  'parse bit',
  'lemma',
  'frameset',
  'word sense',
  'speaker',
  'named entities',
];

/**
 * What the columns of a file mean: what it says itself, in a first line or comment; else what is in them.
 * An error is a sentence that names the columns.
 */
export function findColumns(lines: readonly string[]): Result<Columns, string> {
  const rows = firstRows(lines);
  const even = findIn(lines, rows, splitRows(rows, usualLength), false);
  const isEven = even.ok && areNearlyAll(rows, even.value);
  if (isEven || !rows.some((row) => row.includes('\t'))) return even;
  const ragged = findIn(lines, rows, splitRows(rows, greatestLength, 'tab'), true);
  return ragged.ok ? ragged : even;
}

/**
 * Whether there may be columns at all: most texts are told by the lengths of their lines, without a look at
 * what is in every word.
 */
export function mayHaveColumns(lines: readonly string[]): boolean {
  const rows = firstRows(lines);
  if (rows.some((row) => row.includes('\t'))) return true;
  const { count, separator } = splitRows(rows, usualLength);
  return areNearlyAll(rows, { separator, count });
}

/** Whether nearly all rows have as many cells as there are columns: those of an article have not. */
export function areNearlyAll(
  rows: readonly string[],
  { separator, count }: Pick<Columns, 'separator' | 'count'>,
): boolean {
  const usual = rows.filter((row) => splitCells(row, separator).length === count).length;
  return usual > 0 && usual >= 0.9 * rows.length;
}

/** The cells of rows, without those of a first one that names the columns. */
function splitRows(
  rows: readonly string[],
  lengthOf: (rows: readonly (readonly string[])[]) => number,
  separator = separatorOf(rows),
) {
  const split = rows.map((row) => splitCells(row, separator));
  const header = headerOf(split[0] ?? [], split[1]);
  const cells = header === null ? split : split.slice(1);
  return { separator, header, cells, count: lengthOf(cells) };
}

function findIn(
  lines: readonly string[],
  rows: readonly string[],
  { separator, header, cells, count }: ReturnType<typeof splitRows>,
  isRagged: boolean,
): Result<Columns, string> {
  const columns = columnsOf(cells, count, isRagged);
  const names = header ?? namesInComments(lines, columns) ?? [];
  const known = { names, columns };
  const number = findNumber(known);
  const spacing = findColumn(known, SPACING_NAME, ({ hasSpacing }) => hasSpacing);
  const fixed = [number, spacing];
  const layers = findLayers(known, fixed);
  const token = findToken(known, [...fixed, ...layers.map(({ column }) => column)]);
  if (token === null || layers.length === 0) return err(describeUnknown(known));
  const used = new Set([...fixed, token, ...layers.map(({ column }) => column)]);
  const others = columns.flatMap((_, column) =>
    used.has(column) ? [] : { column, name: nameOf(names, column) },
  );
  const headerLine = header === null ? null : (rows[0] ?? null);
  const isNumberedBySentence = number !== null && columns[number]?.isNumberPairs === true;
  return ok({
    ...{ separator, count, token, number, isNumberedBySentence, spacing, layers, others },
    ...{ header: headerLine, isRagged },
  });
}

interface KnownColumns {
  readonly names: readonly string[];
  readonly columns: readonly ColumnCells[];
}

function firstRows(lines: readonly string[]): string[] {
  const rows: string[] = [];
  for (const line of lines) {
    if (isPlainRow(line)) rows.push(line);
    if (rows.length >= SAMPLE) break;
  }
  return rows;
}

/** Names of columns in the first row, where it has them: a name of the tokens, and no tag. */
function headerOf(
  first: readonly string[],
  second: readonly string[] | undefined,
): readonly string[] | null {
  const isHeader =
    first.length > 1 &&
    first.length === second?.length &&
    first.some((cell) => TOKEN_NAME.test(cell)) &&
    first.every((cell) => /^[\p{L}#][^\s|]*$/u.test(cell) && !TAG.test(cell));
  return isHeader ? first : null;
}

/** How many cells most rows have, of several as many the most. */
function usualLength(rows: readonly (readonly string[])[]): number {
  const times = new Map<number, number>();
  for (const { length } of rows) times.set(length, (times.get(length) ?? 0) + 1);
  const [most] = [...times].sort(([a, n], [b, m]) => m - n || b - a);
  return most?.[0] ?? 0;
}

/** How many cells the longest row has; none where that is more than a table of tags has. */
function greatestLength(rows: readonly (readonly string[])[]): number {
  const greatest = rows.reduce((most, { length }) => Math.max(most, length), 0);
  return greatest > RAGGED_LIMIT ? 0 : greatest;
}

function columnsOf(
  rows: readonly (readonly string[])[],
  count: number,
  isRagged: boolean,
): ColumnCells[] {
  const usual = isRagged ? rows : rows.filter(({ length }) => length === count);
  return Array.from(
    { length: count },
    (_, column) => new ColumnCells(usual.map((row) => row[column] ?? '')),
  );
}

function namesInComments(
  lines: readonly string[],
  columns: readonly ColumnCells[],
): readonly string[] | null {
  const comments = lines.slice(0, SAMPLE).filter((line) => line.startsWith('#'));
  for (const line of comments) {
    const [, names] = /^#[ \t]*global\.columns[ \t]*=[ \t]*([^ \t].*)$/u.exec(line) ?? [];
    if (names !== undefined) return splitCells(names, 'space');
  }
  const { length } = columns;
  if (length > CONLL_2012.length && comments.some((line) => line.startsWith('#begin document'))) {
    const verbs = Array.from(
      { length: length - CONLL_2012.length - 1 },
      (_, at) => `verb ${at + 1}`,
    );
    return [...CONLL_2012, ...verbs, 'coreference'];
  }
  return length >= CONLL_U.length && columns[0]?.isNumbers === true ? CONLL_U : null;
}

function findColumn(
  { names, columns }: KnownColumns,
  name: RegExp,
  fits: (column: ColumnCells) => boolean,
): number | null {
  const named = names.findIndex((each) => name.test(each));
  const found = named >= 0 ? named : names.length > 0 ? -1 : columns.findIndex(fits);
  return found >= 0 && found < columns.length ? found : null;
}

/** The numbers of rows stand first, and are no tokens: of two columns the first is one of tokens. */
function findNumber(known: KnownColumns): number | null {
  const number = findColumn(known, NUMBER_NAME, ({ isNumbers }) => isNumbers);
  return known.names.length > 0 || (number === 0 && known.columns.length > 2) ? number : null;
}

function findToken(
  { names, columns }: KnownColumns,
  taken: readonly (number | null)[],
): number | null {
  const named = names.findIndex((name) => TOKEN_NAME.test(name));
  if (named >= 0 && named < columns.length) return named;
  const isFree = (column: ColumnCells, index: number): boolean =>
    !taken.includes(index) && !column.isEmpty;
  const likely = columns.findIndex((column, index) => isFree(column, index) && column.mayBeWords);
  const found = likely < 0 ? columns.findIndex(isFree) : likely;
  return found < 0 ? null : found;
}

/** The columns of tags. Phrases of grammar are none where there are others. */
function findLayers({ names, columns }: KnownColumns, taken: readonly (number | null)[]): Layer[] {
  const named = names.findIndex((name) => TOKEN_NAME.test(name));
  const layersOf = (
    scheme: Scheme,
    fits: (column: ColumnCells, index: number) => boolean,
  ): Layer[] =>
    columns.flatMap((column, index) =>
      index !== named && !taken.includes(index) && fits(column, index)
        ? { column: index, scheme, notation: column.notation, name: nameOf(names, index) }
        : [],
    );
  const isTags = (index: number): boolean =>
    names.length > 0 ? TAG_NAME.test(names[index] ?? '') : index === columns.length - 1;
  // One of that name without any tag is one all the same.
  const isBare = (index: number): boolean => names.length > 0 && isTags(index);
  const prefixes = layersOf(
    'prefixes',
    ({ isPrefixes, isEmpty }, index) => isPrefixes || (isEmpty && isBare(index)),
  );
  const isMarked = prefixes.some(({ column }) => columns[column]?.hasLabels === true);
  if (isMarked || prefixes.length > 1) {
    const others = prefixes.filter(({ column }) => columns[column]?.isPhrases === false);
    return others.length > 0 ? others : prefixes;
  }
  const labels = layersOf('labels', ({ isLabels }, index) => isLabels && isTags(index));
  if (labels.length > 0) return labels;
  const brackets = layersOf('brackets', ({ isBrackets }, index) => isBrackets && isTags(index));
  return brackets.length > 0 ? brackets : prefixes;
}

function nameOf(names: readonly string[], column: number): string {
  return names[column] ?? `column ${column + 1}`;
}

/** Names the columns of a table that has no tags, with what is in them where they have no names. */
function describeUnknown({ names, columns }: KnownColumns): string {
  const shown = columns.slice(0, 12).map(({ example }, column) => {
    const name = names[column];
    return name === undefined ? `${column + 1} (“${shorten(example)}”)` : shorten(name);
  });
  const more = columns.length > shown.length ? ` and ${columns.length - shown.length} more` : '';
  return `None of its columns is known as one of tags (B-…, I-… and O). It has ${
    columns.length === 1 ? 'the column' : 'the columns'
  } ${shown.join(', ')}${more}.`;
}
