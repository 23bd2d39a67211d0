import Papa from 'papaparse';
import { addToGroup } from '../../../collections/order.ts';
import { Confidence } from '../../../tags/tag.ts';
import { err, ok, type Result } from '../../../result.ts';
import type { Span } from '../../../text/span.ts';
import type { CodecError, CodecTools, InputFile } from '../../content/codec.ts';
import { DETAIL_NAMES } from '../../content/content-lookup.ts';
import { LossCounter } from '../../content/losses.ts';
import { findNulls, moreThan, readText } from '../../content/read-file.ts';
import {
  NOTHING_READ,
  type LooseArticle,
  type LooseAuthor,
  type LooseContent,
  type LooseDecision,
  type LooseTag,
  type ReadRefusal,
} from '../../content/loose.ts';
import {
  FIRST_COLUMNS,
  LAST_COLUMNS,
  type Column,
  ATTRIBUTE,
  unguardCell,
  type State,
} from './columns.ts';
/** Without these a table is none of ours. */
export const NEEDED = ['sha256', 'tag_id', 'category', 'start_utf16', 'end_utf16'] as const;

interface Row {
  readonly place: string;
  readonly cell: (column: Column) => string;
  /** Values by attribute id. */
  readonly attributes: Readonly<Record<string, string>>;
}

interface Table {
  readonly rows: readonly Row[];
  readonly refused: readonly ReadRefusal[];
  readonly unknownColumns: number;
}

export function readTables(
  files: readonly InputFile[],
  tools: CodecTools,
): Result<LooseContent, CodecError> {
  const ignored = new LossCounter();
  const refused: ReadRefusal[] = [];
  const articles = new Map<string, Map<string, Row[]>>();
  for (const file of files) {
    const table = readTable(file, tools);
    if (!table.ok) return table;
    ignored.add('unknown', table.value.unknownColumns);
    refused.push(...table.value.refused);
    for (const row of table.value.rows) {
      const sha256 = row.cell('sha256').toLowerCase();
      if (!/^[0-9a-f]{64}$/u.test(sha256)) {
        refused.push({ place: row.place, reason: 'It has no SHA-256 of a text.', tags: 1 });
        continue;
      }
      if (row.cell('quote_family') !== '') ignored.add('links');
      const tags = articles.get(sha256) ?? new Map<string, Row[]>();
      articles.set(sha256, tags);
      const id = row.cell('tag_id') || row.place;
      addToGroup(tags, id, row);
    }
  }
  return ok({
    ...NOTHING_READ,
    articles: Array.from(articles, ([sha256, tags]) => readArticle(sha256, tags, refused, ignored)),
    refused,
    ignored: ignored.list(),
  });
}

/** Most cells of a table that is read: all rows are in memory at once. */
const CELL_LIMIT = 10_000_000;

/** Whether there are more cells than are read, those of broken rows included. */
function hasTooManyCells(text: string, delimiter: string, newline: string): boolean {
  // Each is ended by a character.
  if (text.length <= CELL_LIMIT) return false;
  const [quote, comma, end] = ['"', delimiter, newline].map((mark) => mark.charCodeAt(0));
  let isQuoted = false;
  let cells = 0;
  for (let at = 0; at < text.length && cells <= CELL_LIMIT; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) isQuoted = !isQuoted;
    else if (!isQuoted && (code === comma || code === end)) cells += 1;
  }
  return cells > CELL_LIMIT;
}

function readTable(file: InputFile, tools: CodecTools): Result<Table, CodecError> {
  const text = readText(file, tools);
  if (!text.ok) return text;
  const { path } = file;
  // The character after the first name: programs write what is usual where they run.
  const delimiter = /^"?[a-z0-9_]+"?([,;\t])/u.exec(text.value)?.[1] ?? ',';
  const [newline = '\n'] = /\r\n|\r|\n/u.exec(text.value) ?? [];
  const damaged = findNulls(path, text.value);
  if (damaged) return err(damaged);
  if (hasTooManyCells(text.value, delimiter, newline.charAt(0))) {
    return err(moreThan(path, CELL_LIMIT, 'cells'));
  }
  const { data, errors } = Papa.parse<string[]>(text.value, {
    delimiter,
    newline: newline as '\r\n' | '\r' | '\n',
  });
  const [header = [], ...records] = data;
  const columns = header.map((name) => name.trim());
  const missing = NEEDED.filter((column) => !columns.includes(column));
  if (missing.length > 0) {
    const detail = `It is not a table of tags: the columns ${missing.join(', ')} are missing.`;
    return err({ type: 'other-format', place: `${path}, row 1`, detail });
  }
  if (new Set(columns).size < columns.length) {
    const detail = 'Two columns have the same name.';
    return err({ type: 'malformed', place: `${path}, row 1`, detail });
  }
  if (records.length === 0 || errors.some(({ row }) => row === 0)) {
    // A table without tags has a line end behind its names.
    const detail = 'The file ends inside the names of its columns, or its line end is missing.';
    return err({ type: 'unreadable', place: `${path}, row 1`, detail });
  }
  const indexes = new Map(columns.map((name, index) => [name, index]));
  const attributes = columns.flatMap((name, index) =>
    name.startsWith(ATTRIBUTE) ? [{ id: name.slice(ATTRIBUTE.length), index }] : [],
  );
  const names = new Set<string>([...FIRST_COLUMNS, ...LAST_COLUMNS]);
  const broken = new Set(errors.map(({ row }) => row));
  const rows: Row[] = [];
  const refused: ReadRefusal[] = [];
  for (const [index, cells] of records.entries()) {
    const place = `${path}, row ${index + 2}`;
    if (cells.length === 1 && cells[0] === '') continue;
    if (broken.has(index + 1)) {
      const reason = 'A quotation mark of a cell is missing; what follows it cannot be read.';
      refused.push({ place, reason, tags: 1 });
    } else if (cells.length !== columns.length) {
      const count = cells.length === 1 ? 'one cell' : `${cells.length} cells`;
      const reason = `It has ${count}, and there are ${columns.length} columns.`;
      refused.push({ place, reason, tags: 1 });
    } else {
      const at = (position: number | undefined): string =>
        position === undefined ? '' : unguardCell(cells[position] ?? '');
      // Most are empty: a tag has the attributes of one category.
      const filled = attributes.filter((each) => cells[each.index] !== '');
      rows.push({
        place,
        cell: (column) => at(indexes.get(column)),
        attributes: Object.fromEntries(filled.map((each) => [each.id, at(each.index)])),
      });
    }
  }
  const unknown = columns.filter((name) => !names.has(name) && !name.startsWith(ATTRIBUTE));
  return ok({ rows, refused, unknownColumns: unknown.length });
}

function readArticle(
  sha256: string,
  tags: ReadonlyMap<string, readonly Row[]>,
  refused: ReadRefusal[],
  ignored: LossCounter,
): LooseArticle {
  const [first] = [...tags.values()].flat();
  const details: Partial<Record<(typeof DETAIL_NAMES)[number], string>> = {};
  for (const name of DETAIL_NAMES) {
    const value = first?.cell(name) ?? '';
    if (value !== '') details[name] = value;
  }
  const whole = [...tags].filter(([, rows]) => {
    const [row] = rows;
    const count = row?.cell('fragments') ?? '';
    if (count === '' || count === String(rows.length)) return true;
    const reason = `It has ${rows.length} of ${count} parts.`;
    refused.push({ place: row?.place ?? '', reason, tags: 1 });
    return false;
  });
  return {
    place: first?.place ?? '',
    text: null,
    sha256,
    details,
    unit: 'utf-16',
    boilerplate: [],
    tags: whole.map(([id, rows]) => readTag(id, rows)),
    decisions: readDecisions(whole, ignored),
  };
}

function readTag(id: string, rows: readonly Row[]): LooseTag {
  const [row] = rows;
  const cell = (column: Column): string => row?.cell(column) ?? '';
  const confidence = Confidence.safeParse(cell('confidence'));
  return {
    place: row?.place ?? '',
    id,
    label: cell('category'),
    fragments: rows.map((each) => {
      const span: Span = {
        start: readNumber(each.cell('start_utf16')),
        end: readNumber(each.cell('end_utf16')),
      };
      return { ...span, exact: each.cell('exact') || null };
    }),
    attributes: row?.attributes ?? {},
    attributeSpans: {},
    note: cell('note'),
    confidence: confidence.success ? confidence.data : null,
    author: readPerson(cell('annotator_id'), cell('annotator')),
    created: cell('created') || null,
    modified: cell('modified') || null,
  };
}

function readNumber(cell: string): number {
  return /^\d+$/u.test(cell) ? Number(cell) : Number.NaN;
}

function readPerson(id: string, name: string): LooseAuthor | null {
  return id === '' && name === '' ? null : { id: id || null, name: name || id };
}

/** One decision for each that rows name, about all tags of these rows. */
function readDecisions(
  tags: readonly (readonly [string, readonly Row[]])[],
  ignored: LossCounter,
): LooseDecision[] {
  const decisions = new Map<string, { row: Row; about: string[]; kept: string[] }>();
  for (const [tag, [row]] of tags) {
    const state = row?.cell('review_state') ?? '';
    if (!row || state === '') continue;
    if (!isState(state) || state === 'changed') {
      ignored.add('decisions');
      continue;
    }
    const key = row.cell('decision_id') || row.place;
    const decision = decisions.get(key) ?? { row, about: [], kept: [] };
    decisions.set(key, decision);
    decision.about.push(tag);
    if (state === 'accepted') decision.kept.push(tag);
  }
  return Array.from(decisions.values(), ({ row, about, kept }) => ({
    place: row.place,
    id: row.cell('decision_id') || null,
    about,
    kept,
    passage: null,
    verdict: row.cell('review_state') === 'deferred' ? 'defer' : 'keep',
    reason: row.cell('reason') || null,
    note: '',
    reviewer: readPerson(row.cell('reviewer_id'), row.cell('reviewer')),
    decided: row.cell('reviewed') || null,
  }));
}

const STATES: readonly State[] = ['accepted', 'changed', 'rejected', 'deferred'];

function isState(text: string): text is State {
  return STATES.some((state) => state === text);
}
