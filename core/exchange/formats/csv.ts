import Papa from 'papaparse';

import { addToGroup, compareText } from '../../collections/order.ts';
import { compareTags, Confidence } from '../../tags/tag.ts';
import { CodePointMap } from '../../text/code-points.ts';
import { err, ok, type Result } from '../../result.ts';
import {
  compareDecisions,
  referenceKey,
  referenceOf,
  type Decision,
  type TagReference,
} from '../../review/decision.ts';
import type { Span } from '../../text/span.ts';
import type {
  Codec,
  CodecError,
  CodecTools,
  InputFile,
  WriteOptions,
  Written,
} from '../content/codec.ts';
import {
  codebookWords,
  annotatorNames,
  attributeNames,
  categoryNames,
  DETAIL_NAMES,
  setsByArticle,
} from '../content/content-lookup.ts';
import { countLosses, hasDetails } from '../content/count-losses.ts';
import { latin1 } from '../containers/latin1.ts';
import { LineWriter } from '../containers/line-writer.ts';
import { LossCounter } from '../content/losses.ts';
import type { ExchangeContent } from '../content/content.ts';
import { findNulls, moreThan, readText } from '../content/read-file.ts';
import {
  NOTHING_READ,
  type LooseArticle,
  type LooseAuthor,
  type LooseContent,
  type LooseDecision,
  type LooseTag,
  type ReadRefusal,
} from '../content/loose.ts';

/** Columns before those of the attributes: of the article, of the tag and of its part. */
const ARTICLE_COLUMNS = [
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
const PART_COLUMNS = [
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
const TAG_COLUMNS = [
  'note',
  'confidence',
  'annotator_id',
  'annotator',
  'created',
  'modified',
] as const;
const REVIEW_COLUMNS = [
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
type Cells<C extends readonly string[]> = { readonly [Index in keyof C]: string };

const FIRST_COLUMNS = [...ARTICLE_COLUMNS, ...PART_COLUMNS] as const;
const LAST_COLUMNS = [...TAG_COLUMNS, ...REVIEW_COLUMNS, QUOTE_FAMILY] as const;
type Column = (typeof FIRST_COLUMNS)[number] | (typeof LAST_COLUMNS)[number];

/** Begins the name of a column for an attribute; its id follows. */
const ATTRIBUTE = 'attribute_';

/**
 * Comma-separated values (RFC 4180) with a row for each part of a tag, all cells quoted, for
 * spreadsheets and statistics; read again where this program wrote it. A cell that a spreadsheet
 * would take for a formula begins with `'`. Known to break importers: line ends in cells, and
 * positions, of which there are two pairs of columns.
 */
export const CSV: Codec = {
  name: 'csv',
  title: 'CSV (a row for each part of a tag)',
  extension: 'csv',
  output: 'file',
  unit: 'UTF-16 code units and code points, each in columns of its own',
  text: 'never',
  write: writeTable,
  recognise: ([file, ...others]) => {
    if (!file || others.length > 0) return 0;
    const [header = ''] = latin1(file.bytes.subarray(0, 8192)).split(/[\r\n]/u, 1);
    return NEEDED.every((column) => header.includes(column)) ? 0.95 : 0;
  },
  read: readTables,
};

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

function writeTable(content: ExchangeContent, options: WriteOptions): Written {
  const { codebook } = content;
  const losses = countLosses(content, [
    'attribute-spans',
    'parked-attributes',
    'article-text',
    'boilerplate',
    'events',
    'comments',
    'adjudicated',
  ]);
  const attributes = attributeColumns(content);
  const names = categoryNames(codebook);
  const nameAttribute = attributeNames(codebook);
  const people = annotatorNames(content, options);
  const words = lastWords(content, losses);
  const sets = setsByArticle(content);
  const columns = [...FIRST_COLUMNS, ...attributes.map((id) => ATTRIBUTE + id), ...LAST_COLUMNS];
  const lines = new LineWriter('\r\n');
  lines.add(quoteCells(columns));
  for (const { id, text, details } of content.articles) {
    const tags = (sets.get(id) ?? [])
      .flatMap(({ annotator, annotations }) =>
        annotations.map((annotation) => ({ annotator, annotation })),
      )
      .sort((a, b) => compareTags(a.annotation, b.annotation));
    if (tags.length === 0 && hasDetails(details)) losses.add('article-details');
    const map = new CodePointMap(text);
    const ofArticle: Cells<typeof ARTICLE_COLUMNS> = [
      id,
      id,
      details.title,
      details.outlet ?? '',
      details.author ?? '',
      details.url ?? '',
      details.published ?? '',
      codebookWords(codebook),
    ];
    const article = quoteCells(ofArticle.map(guardCell));
    for (const { annotator, annotation } of tags) {
      const { id: tag, fragments, category } = annotation;
      const values = attributes.map((attribute) => {
        const value = annotation.attributes[attribute] ?? '';
        return value === '' ? '' : nameAttribute(category, attribute, value).value;
      });
      const ofTag: Cells<typeof TAG_COLUMNS> = [
        annotation.note,
        annotation.confidence ?? '',
        annotation.creator,
        people.get(annotation.creator) ?? '',
        annotation.created,
        annotation.modified,
      ];
      const word = words.size === 0 ? undefined : words.get(referenceKey({ annotator, id: tag }));
      const rest = quoteCells(
        [...values, ...ofTag, ...reviewCells(word, people), ''].map(guardCell),
      );
      for (const [index, fragment] of fragments.entries()) {
        const ofPart: Cells<typeof PART_COLUMNS> = [
          tag,
          guardCell(names.get(category) ?? category),
          String(index + 1),
          String(fragments.length),
          String(fragment.start),
          String(fragment.end),
          String(map.toCodePoint(fragment.start)),
          String(map.toCodePoint(fragment.end)),
          guardCell(fragment.exact),
        ];
        lines.add(`${article},${quoteCells(ofPart)},${rest}`);
      }
    }
  }
  if (content.articles.length === 0) return { files: [], losses: losses.list() };
  const mark = options.spreadsheet === true ? '\ufeff' : '';
  return {
    files: [{ path: 'annotations.csv', content: mark + lines.toString() }],
    losses: losses.list(),
  };
}

/**
 * Cells side by side, each in quotation marks. Written here: as no cell goes without, there is
 * nothing to decide, and a library that puts a whole table together takes five times as long.
 */
function quoteCells(cells: readonly string[]): string {
  return cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
}

/** Ids of all attributes: the codebook's in its order, then others that tags have. */
function attributeColumns({ codebook, sets }: ExchangeContent): string[] {
  const known = codebook.categories.flatMap(({ attributes }) => attributes.map(({ id }) => id));
  const used = sets.flatMap(({ annotations }) =>
    annotations.flatMap(({ attributes }) => Object.keys(attributes)),
  );
  return [...new Set([...known, ...[...new Set(used)].sort(compareText)])];
}

/** The last decision about each tag, by the tag's key; what of decisions is on no row is counted. */
function lastWords({ reviews, sets }: ExchangeContent, losses: LossCounter): Map<string, Word> {
  const decisions = reviews.flatMap((review) => review.decisions).sort(compareDecisions);
  if (decisions.length === 0) return new Map();
  const tags = new Set(
    sets.flatMap(({ annotator, annotations }) =>
      annotations.map(({ id }) => referenceKey({ annotator, id })),
    ),
  );
  const words = new Map<string, Word>();
  for (const decision of decisions) {
    for (const reference of decision.about.map(referenceOf)) {
      const key = referenceKey(reference);
      if (tags.has(key)) words.set(key, { decision, reference });
    }
  }
  const rows = new Map<Decision, number>();
  for (const { decision } of words.values()) rows.set(decision, (rows.get(decision) ?? 0) + 1);
  for (const decision of decisions) {
    const { about, note, edited, rule, confidence, guidelineUnclear } = decision;
    const isPart = [edited, rule, confidence].some((each) => each !== null) || guidelineUnclear;
    if (!rows.has(decision)) losses.add('decisions');
    else if (rows.get(decision) !== about.length || note !== '' || isPart) {
      losses.add('decision-details');
    }
  }
  return words;
}

interface Word {
  readonly decision: Decision;
  readonly reference: TagReference;
}

type State = 'accepted' | 'changed' | 'rejected' | 'deferred';

function stateOf({ decision: { verdict, kept }, reference }: Word): State {
  if (verdict === 'edit') return 'changed';
  if (verdict === 'defer') return 'deferred';
  const key = referenceKey(reference);
  return kept.some((each) => referenceKey(each) === key) ? 'accepted' : 'rejected';
}

function reviewCells(
  word: Word | undefined,
  people: ReadonlyMap<string, string>,
): Cells<typeof REVIEW_COLUMNS> {
  if (!word) return ['', '', '', '', '', ''];
  const { id, reviewer, reason, decided } = word.decision;
  return [stateOf(word), reviewer, people.get(reviewer) ?? '', decided, reason ?? '', id];
}

/** Without these a table is none of ours. */
const NEEDED = ['sha256', 'tag_id', 'category', 'start_utf16', 'end_utf16'] as const;

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

function readTables(
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
