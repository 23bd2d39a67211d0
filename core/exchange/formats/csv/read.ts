import { addToGroup } from '../../../collections/order.ts';
import { Confidence } from '../../../tags/tag.ts';
import { ok, type Result } from '../../../result.ts';
import type { Span } from '../../../text/span.ts';
import type { CodecError, CodecTools, InputFile } from '../../content/codec.ts';
import { DETAIL_NAMES } from '../../content/content-lookup.ts';
import { LossCounter } from '../../content/losses.ts';
import {
  looseFamily,
  NOTHING_READ,
  type LooseArticle,
  type LooseAuthor,
  type LooseContent,
  type LooseDecision,
  type LooseFamily,
  type LooseTag,
  type ReadRefusal,
} from '../../content/loose.ts';
import { shorten } from '../../content/refusals.ts';
import type { Column, State } from './columns.ts';
import { readTable, type Row } from './table.ts';

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
    for (const name of table.value.unknownColumns) ignored.addWithName('unknown', name);
    refused.push(...table.value.refused);
    for (const row of table.value.rows) {
      const sha256 = row.cell('sha256').trim().toLowerCase();
      if (!/^[0-9a-f]{64}$/u.test(sha256)) {
        refused.push({ place: row.place, reason: 'It has no SHA-256 of a text.', tags: 1 });
        continue;
      }
      const tags = articles.get(sha256) ?? new Map<string, Row[]>();
      articles.set(sha256, tags);
      const id = row.cell('tag_id') || row.place;
      if (isAgain(row, tags.get(id) ?? [])) ignored.add('duplicates');
      else addToGroup(tags, id, row);
    }
  }
  return ok({
    ...NOTHING_READ,
    articles: Array.from(articles, ([sha256, tags]) => readArticle(sha256, tags, refused, ignored)),
    families: readFamilies(
      [...articles.values()].flatMap((tags) => [...tags.values()]),
      ignored,
    ),
    refused,
    ignored: ignored.list(),
  });
}

/** Parts of a tag among which one is looked for that is there twice. */
const MOST_PARTS = 100;

/** Whether a part of a tag is there already: rows are copied in a spreadsheet more easily than one sees. */
function isAgain(row: Row, known: readonly Row[]): boolean {
  const places = ['fragment', 'fragments', 'start_utf16', 'end_utf16', 'exact'] as const;
  // A tag of so many parts is copied whole, or not at all.
  return (
    known.length <= MOST_PARTS &&
    known.some((each) => places.every((name) => each.cell(name) === row.cell(name)))
  );
}

/** Families that several tags name; what stands on one tag alone links nothing. */
function readFamilies(tags: readonly (readonly Row[])[], ignored: LossCounter): LooseFamily[] {
  const rows = new Map<string, Row[]>();
  for (const [row] of tags) {
    for (const id of familiesIn(row)) if (row) addToGroup(rows, id, row);
  }
  return [...rows].flatMap(([id, [first, ...others]]) => {
    if (first && others.length > 0) return [looseFamily(id, first.place, id, 'utterance')];
    ignored.add('links');
    return [];
  });
}

/** The families that a row names, each once. */
function familiesIn(row: Row | undefined): string[] {
  const cell = row?.cell('quote_family') ?? '';
  return cell === '' ? [] : [...new Set(cell.split(/\s+/u).filter((name) => name !== ''))];
}

function readArticle(
  sha256: string,
  tags: ReadonlyMap<string, readonly Row[]>,
  refused: ReadRefusal[],
  ignored: LossCounter,
): LooseArticle {
  const [[first] = []] = tags.values();
  const details: Partial<Record<(typeof DETAIL_NAMES)[number], string>> = {};
  for (const name of DETAIL_NAMES) {
    const value = first?.cell(name) ?? '';
    if (value !== '') details[name] = value;
  }
  const whole = [...tags].filter(([, rows]) => {
    const [row] = rows;
    const count = row?.cell('fragments') ?? '';
    const parts = readNumber(count);
    if (count === '' || parts === rows.length) return true;
    const reason = Number.isNaN(parts)
      ? `The number of its parts is “${shorten(count)}”, which is no whole number.`
      : `It has ${rows.length} of ${parts} parts.`;
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
    families: familiesIn(row),
    attributes: row?.attributes ?? {},
    attributeSpans: {},
    note: cell('note'),
    confidence: confidence.success ? confidence.data : null,
    author: readPerson(cell('annotator_id'), cell('annotator')),
    created: cell('created') || null,
    modified: cell('modified') || null,
  };
}

/** A whole number, also as spreadsheets and statistics write one: `24.0`, `1,024`, `2,4E+01`. */
function readNumber(cell: string): number {
  if (/^\d+$/u.test(cell)) return Number(cell);
  const plain = cell.trim();
  if (/^\d{1,3}(?:[.,\u00a0\u202f' ]\d{3})+$/u.test(plain)) {
    return Number(plain.replaceAll(/\D/gu, ''));
  }
  if (/^\d(?:[.,]\d+)?E\+\d\d$/iu.test(plain)) {
    const number = Number(plain.replace(',', '.'));
    return Number.isSafeInteger(number) ? number : Number.NaN;
  }
  const whole = /^(\d+)(?:[.,]0+)?$/u.exec(plain)?.[1];
  return whole === undefined ? Number.NaN : Number(whole);
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
