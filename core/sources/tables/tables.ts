import { bomOf, looksBinary } from '../../text/encoding/sniff.ts';
import { decodeBytes } from '../../text/encoding/decode.ts';
import { encodingName, findEncoding } from '../../text/encoding/table.ts';
import { err, ok, type Result } from '../../result.ts';
import { FILE_LIMIT } from '../../exchange/content/read-file.ts';
import { latin1Head } from '../../exchange/containers/latin1.ts';
import { otherRecords } from '../../exchange/containers/other-forms.ts';
import {
  describeStretches,
  otherTable,
  stretchesInRecord,
  type OtherExport,
  type RowsSeen,
} from '../../exchange/containers/other-programs.ts';
import { splitPath } from '../../exchange/containers/paths.ts';
import { PAGE_VERSION, readPage } from '../page/read-page.ts';
import { plainBlocks } from '../plain-blocks.ts';
import type { SourceError, SourceFile, SourceReader, SourceTools } from '../reader.ts';
import type { LeftOut, Reading, ReadOptions, ReadSource } from '../reading.ts';
import { readRow, type ReadMarkup } from './article-row.ts';
import { guessColumns, isTextName, type Columns } from './columns.ts';
import { looksDelimited, readDelimited } from './delimited.ts';
import { readRecords } from './records.ts';
import type { Table } from './table.ts';

/** Bytes at the beginning of a file by which it is recognised. */
const HEAD = 16 * 1024;

/** Rows of a table that are shown, and UTF-16 code units of each cell in them. */
const SAMPLE = { rows: 5, length: 80 } as const;

/** Tables of articles as lines of cells: CSV with commas or semicolons, or tabs. */
export const TABLE_READER: SourceReader = {
  name: 'table',
  version: PAGE_VERSION,
  title: 'Table of articles',
  extensions: ['csv', 'tsv', 'tab'],
  recognise: ({ name, bytes }) => {
    const isNamedSo = ['csv', 'tsv', 'tab'].includes(splitPath(name).extension);
    if (!isNamedSo || looksBinary(bytes)) return 0;
    // In UTF-16 or UTF-32 the name has to do.
    if (bomOf(bytes)?.encoding.startsWith('utf-8') === false || bytes.subarray(0, HEAD).includes(0))
      return 0.6;
    return looksDelimited(latin1Head(bytes, HEAD)) ? 0.7 : 0.3;
  },
  read: (file, options, tools) => Promise.resolve(readLines(file, options, tools)),
};

/** Records of articles: JSON and lines of JSON. */
export const RECORDS_READER: SourceReader = {
  name: 'records',
  version: PAGE_VERSION,
  title: 'Records of articles (JSON)',
  extensions: ['json', 'jsonl', 'ndjson', 'jsonld'],
  recognise: ({ name, bytes }) => {
    const isNamedSo = ['json', 'jsonl', 'ndjson', 'jsonld'].includes(splitPath(name).extension);
    if (bomOf(bytes)?.encoding.startsWith('utf-8') === false) return isNamedSo ? 0.6 : 0;
    const isJson = /^(?:ï»¿)?\s*(?:\[\s*)?\{\s*["}]/u.test(latin1Head(bytes, HEAD));
    if (!isJson) return 0;
    return isNamedSo ? 0.7 : 0.5;
  },
  read: (file, options, tools) => Promise.resolve(readJson(file, options, tools)),
};

function readLines(
  file: SourceFile,
  options: ReadOptions,
  tools: SourceTools,
): Result<ReadSource, SourceError> {
  const decoded = decode(file, options, tools);
  if (!decoded.ok) return decoded;
  const { text, warnings } = decoded.value;
  const table = readDelimited(text);
  if (!table.ok) return refuse(file, table.error);
  return readTable(file, { ...table.value, warnings }, options, TABLE_READER, tools);
}

function readJson(
  file: SourceFile,
  options: ReadOptions,
  tools: SourceTools,
): Result<ReadSource, SourceError> {
  const mark = bomOf(file.bytes);
  const isWide = mark !== undefined && mark.encoding !== 'utf-8';
  let { bytes } = file;
  if (isWide || (options.encoding !== undefined && findEncoding(options.encoding) !== 'utf-8')) {
    const decoded = decode(file, options, tools);
    if (!decoded.ok) return decoded;
    bytes = tools.encode(decoded.value.text);
  }
  if (bytes.length === 0) return refuse(file, 'The file is empty.');
  const table = readRecords(bytes, tools);
  if (!table.ok) return refuse(file, table.error);
  return readTable(file, table.value, options, RECORDS_READER, tools);
}

function refuse({ name }: SourceFile, detail: string): Result<never, SourceError> {
  return err({ type: 'unreadable', place: name, detail });
}

/** The text of a table, with what is to be said of its encoding. */
function decode(
  { name, bytes }: SourceFile,
  { encoding }: ReadOptions,
  tools: SourceTools,
): Result<{ readonly text: string; readonly warnings: readonly string[] }, SourceError> {
  const refuseFile = (detail: string): Result<never, SourceError> =>
    err({ type: 'unreadable', place: name, detail });
  if (bytes.length === 0) return refuseFile('The file is empty.');
  if (bytes.length > FILE_LIMIT) {
    const detail = `It is larger than ${FILE_LIMIT / 1024 / 1024} MB, which is the limit.`;
    return err({ type: 'too-large', place: name, detail });
  }
  const binary = looksBinary(bytes);
  if (binary)
    return refuseFile(`It is no table: it is ${binary.kind ?? 'made of bytes that are no text'}.`);
  const decoded = decodeBytes(bytes, tools.decode, encoding);
  if (!decoded.ok) {
    return refuseFile('Its characters are damaged, or in another encoding. Choose its encoding.');
  }
  const { text, certainty, encoding: used } = decoded.value;
  if (text.includes('\0')) return refuseFile('There are null characters in it.');
  const shown = encodingName(used);
  const warnings =
    certainty.type === 'guess'
      ? [
          `It is read as ${shown}, which is a guess (${certainty.percent} % sure). Look at its words.`,
        ]
      : [];
  return ok({ text, warnings });
}

/** Rows in which it is looked for tags of other programs. */
const LOOKED_AT = 50;

/** What stands in the first rows; how long they are tells nothing of records that are in no table. */
function seenOf({ names: [, second = ''], rows }: Table, isTable: boolean): RowsSeen {
  const seen = rows.slice(0, LOOKED_AT);
  const cells = seen.flatMap((row) => [...row.cells.values()].flat());
  return {
    cells,
    length: isTable ? cells.join('').length / seen.length : Infinity,
    second: seen.map((row) => row.cells.get(second)?.[0] ?? ''),
  };
}

/** What the first records have of labelled stretches; `null` for nothing. */
function stretchesIn(rows: Table['rows']): OtherExport | null {
  for (const { cells } of rows.slice(0, LOOKED_AT)) {
    const name = stretchesInRecord(cells);
    if (name !== null) return describeStretches(name.slice(0, 60).toWellFormed());
  }
  return null;
}

/** An article of each row that has a text. */
function readTable(
  { name }: SourceFile,
  table: Table,
  options: ReadOptions,
  { name: reader, version }: SourceReader,
  tools: SourceTools,
): Result<ReadSource, SourceError> {
  const { names, rows } = table;
  const chosen = options.columns ?? {};
  const absent = Object.values(chosen).find((each) => !names.includes(each));
  if (absent !== undefined) {
    const detail = `There is no column ${absent.slice(0, 100).toWellFormed()} in it. It has ${listed(names)}.`;
    return err({ type: 'unreadable', place: name, detail });
  }
  const isTable = reader === TABLE_READER.name;
  const guessed = guessColumns(names, rows);
  const mayBeText = isTable || holdsArticles(guessed.text, table);
  const taken = withChosen(mayBeText ? guessed : without(guessed, 'text'), chosen);
  const ofTags = isTable || taken.text === undefined ? null : stretchesIn(rows);
  const parts = new Set(names.flatMap((each) => each.split('.')));
  const ofOther = isTable ? null : otherRecords(parts);
  const other = ofOther ?? otherTable(names, seenOf(table, isTable)) ?? ofTags;
  if (other && chosen.text === undefined) {
    const detail = `It is no table of articles but ${other.looksLike}. ${other.lacks}`;
    return err({ type: 'unreadable', place: name, detail });
  }
  const readings: Reading[] = [];
  const leftOut: LeftOut[] = [...table.leftOut];
  for (const row of rows) {
    if (taken.text === undefined) break;
    const read = readRow(row, taken, { name: reader, version }, markupReader(name, tools));
    if ('reason' in read) leftOut.push({ place: row.item, reason: read.reason });
    else readings.push({ ...read, warnings: [...table.warnings, ...read.warnings] });
  }
  if (taken.text === undefined) {
    const reason = `None of its columns looks as if it held the text of an article: ${listed(names)}. Choose the one that does.`;
    leftOut.push({ place: name, reason });
  }
  return ok({
    readings,
    leftOut,
    columns: { names, taken, sample: sampleOf(table) },
  });
}

/** Records that are called like no text hold one only where it is as long as an article. */
const ARTICLE_LENGTH = 600;
const SEEN = 50;

/**
 * Whether a field of records is the text of articles: by its name, or as it is as long as one. Everything may
 * be kept as records, settings and codebooks too, and their sentences are no articles.
 */
function holdsArticles(name: string | undefined, { rows }: Table): boolean {
  if (name === undefined || isTextName(name)) return true;
  const lengths = rows
    .slice(0, SEEN)
    .map(({ cells }) => Math.max(0, ...(cells.get(name) ?? []).map((value) => value.length)));
  const sum = lengths.reduce((all, length) => all + length, 0);
  return sum >= ARTICLE_LENGTH * lengths.length;
}

function without(columns: Columns, field: keyof Columns): Columns {
  return Object.fromEntries(Object.entries(columns).filter(([each]) => each !== field));
}

/** What was chosen takes the place of what was guessed; no column is two things. */
function withChosen(guessed: Columns, chosen: Columns): Columns {
  const used = new Set(Object.values(chosen));
  const left = Object.entries(guessed).filter(([, column]) => !used.has(column));
  return { ...Object.fromEntries(left), ...chosen };
}

function sampleOf({ names, rows }: Table): string[][] {
  return rows.slice(0, SAMPLE.rows).map(({ cells }) =>
    names.map((name) => {
      const cell = (cells.get(name) ?? []).join(', ');
      return cell.length > SAMPLE.length ? `${cell.slice(0, SAMPLE.length).toWellFormed()}…` : cell;
    }),
  );
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 12).map((name) => name.slice(0, 60).toWellFormed());
  const more = names.length - shown.length;
  return shown.join(', ') + (more > 0 ? ` and ${more} others` : '');
}

/** Reads cells that are written in HTML as the pages that they were taken from. */
function markupReader(file: string, tools: SourceTools): ReadMarkup {
  return (html, place) => {
    const page = readPage(html, { name: `${file}, ${place}` }, {}, tools);
    if (!page.ok) {
      const why = `It could not be read as a page: ${page.error.detail}`;
      return { blocks: plainBlocks(html, { part: 'article', why, place }), warnings: [] };
    }
    const blocks = page.value.blocks.map((block) => ({
      ...block,
      place: `${place}, ${block.place}`.slice(0, 2000),
    }));
    return { blocks, warnings: page.value.warnings };
  };
}
