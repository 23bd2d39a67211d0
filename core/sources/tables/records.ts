import { describeGuard, isRecord } from '../../exchange/content/read-file.ts';
import { guardJson } from '../../guards/json-guard.ts';
import { err, ok, type Result } from '../../result.ts';
import type { SourceTools } from '../reader.ts';
import type { LeftOut } from '../reading.ts';
import { isTextName } from './columns.ts';
import { TABLE_LIMITS, TOO_MANY_ROWS, type Table, type TableRow } from './table.ts';

/** A record of JSON with what a person counts it by. */
interface NumberedRecord {
  readonly number: number;
  readonly value: unknown;
}

/**
 * Reads records of JSON: a list, an object with a list somewhere in it, one object, or one record on each
 * line. What is nested has a column of its own: `source.name`.
 *
 * @param bytes in UTF-8
 */
export function readRecords(
  bytes: Uint8Array,
  { decode }: Pick<SourceTools, 'decode'>,
): Result<Table, string> {
  const leftOut: LeftOut[] = [];
  const records = areLines(bytes)
    ? readLines(bytes, decode, leftOut)
    : readWhole(bytes, decode, leftOut);
  if (!records.ok) return records;
  if (records.value.length > TABLE_LIMITS.rows) return err(TOO_MANY_ROWS);
  const names = new Set<string>();
  const rows: TableRow[] = [];
  for (const { number, value } of records.value) {
    const item = `row ${number}`;
    if (!isRecord(value)) {
      leftOut.push({ place: item, reason: 'It is not an object of JSON with names in it.' });
      continue;
    }
    const cells = new Map<string, string[]>();
    collect(value, '', cells);
    for (const name of cells.keys()) names.add(name);
    if (names.size > TABLE_LIMITS.columns) return err(TOO_MANY_NAMES);
    rows.push({ item, cells });
  }
  return rows.length === 0
    ? err('There are no records of articles in it.')
    : ok({ names: [...names], rows, leftOut, warnings: [] });
}

const TOO_MANY_NAMES = `Its records have more than ${TABLE_LIMITS.columns.toLocaleString('en')} different names, which is the limit.`;

/** UTF-16 code units of a name. */
const LONGEST_NAME = 900;

/** Puts each value under the names that lead to it; those of a list stand one after the other. */
function collect(value: unknown, name: string, into: Map<string, string[]>): void {
  if (Array.isArray(value)) {
    for (const each of value) collect(each, name, into);
  } else if (isRecord(value)) {
    for (const [key, each] of Object.entries(value)) {
      const inner = name === '' ? key : `${name}.${key}`;
      collect(each, inner.slice(0, LONGEST_NAME) || 'no name', into);
    }
  } else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    const values = into.get(name) ?? [];
    if (String(value).trim() !== '') values.push(String(value));
    into.set(name, values);
  }
}

/** Whether the first line is a value of its own, and another follows. */
function areLines(bytes: Uint8Array): boolean {
  const start = bytes.findIndex((byte) => byte > 0x20 && byte < 0x80);
  const end = bytes.indexOf(0x0a, start);
  if (start < 0 || end < 0 || bytes[start] !== 0x7b) return false;
  const next = bytes.subarray(end).find((byte) => byte > 0x20);
  return next === 0x7b && guardJson(bytes.subarray(start, end)).ok;
}

/** Lines that are no JSON are left out by themselves. */
function readLines(
  bytes: Uint8Array,
  decode: SourceTools['decode'],
  leftOut: LeftOut[],
): Result<readonly NumberedRecord[], string> {
  const records: NumberedRecord[] = [];
  let number = 0;
  for (let start = 0; start < bytes.length;) {
    const found = bytes.indexOf(0x0a, start);
    const end = found < 0 ? bytes.length : found;
    const line = bytes.subarray(start, end);
    start = end + 1;
    number += 1;
    if (!line.some((byte) => byte > 0x20)) continue;
    const value = parse(line, decode, 'The line');
    if (value.ok) records.push({ number, value: value.value });
    else leftOut.push({ place: `row ${number}`, reason: value.error });
    if (records.length > TABLE_LIMITS.rows) return err(TOO_MANY_ROWS);
  }
  return ok(records);
}

function readWhole(
  bytes: Uint8Array,
  decode: SourceTools['decode'],
  leftOut: LeftOut[],
): Result<readonly NumberedRecord[], string> {
  const value = parse(bytes, decode, 'The file');
  if (!value.ok) return value;
  const found = Array.isArray(value.value) ? null : findList(value.value, '', 0);
  const records: readonly unknown[] = Array.isArray(value.value)
    ? value.value
    : (found?.list ?? [value.value]);
  if (found) leftOut.push(...besides(value.value, found.path));
  return ok(records.map((each, index) => ({ number: index + 1, value: unwrapped(each) })));
}

/** How deep a list of records may be in what an interface answers: `response.docs`, `hits.hits`. */
const DEEPEST_LIST = 3;

interface FoundList {
  /** The names that lead to it, in one with dots. */
  readonly path: string;
  readonly list: readonly unknown[];
}

/** The longest list of records in an object that is no article itself. */
function findList(value: unknown, path: string, depth: number): FoundList | null {
  if (!isRecord(value) || depth >= DEEPEST_LIST) return null;
  // An article has lists as well: of authors, of pictures. Its words stand beside them.
  const isArticle = Object.values(value).some(
    (each) => typeof each === 'string' && each.length > 200,
  );
  if (isArticle) return null;
  const lists = Object.entries(value).flatMap(([name, each]) => {
    const inner = path === '' ? name : `${path}.${name}`;
    if (!Array.isArray(each)) return findList(each, inner, depth + 1) ?? [];
    return each.every(isRecord) && each.some(hasText) ? [{ path: inner, list: each }] : [];
  });
  return lists.toSorted((a, b) => b.list.length - a.list.length)[0] ?? null;
}

/** Whether a record may be an article: pictures, keywords and people of one are none. */
function hasText(record: unknown): boolean {
  const value = unwrapped(record);
  return (
    isRecord(value) &&
    Object.entries(value).some(
      ([name, each]) =>
        isRecord(each) || (typeof each === 'string' && (isTextName(name) || each.length > 80)),
    )
  );
}

/** What stands beside a list of records, in the objects around it. */
function besides(value: unknown, path: string): LeftOut[] {
  const cells = new Map<string, string[]>();
  let around = value;
  let before = '';
  for (const step of path.split('.')) {
    if (!isRecord(around)) break;
    for (const [name, each] of Object.entries(around)) {
      if (name !== step) collect(each, `${before}${name}`, cells);
    }
    around = around[step];
    before = `${before}${step}.`;
  }
  return [...cells].map(([place, values]) => ({
    place,
    reason: `It stands beside the list of records and belongs to none of them: ${values.join(', ').slice(0, 200).toWellFormed()}`,
  }));
}

/** A search engine puts what it found around a record. */
function unwrapped(value: unknown): unknown {
  return isRecord(value) && isRecord(value['_source']) ? value['_source'] : value;
}

function parse(
  bytes: Uint8Array,
  decode: SourceTools['decode'],
  what: string,
): Result<unknown, string> {
  const guarded = guardJson(bytes);
  if (!guarded.ok) {
    const { place, detail } = describeGuard('', guarded.error, what);
    const [, at = ''] = /, (byte \d+)$/u.exec(place) ?? [];
    return err(at === '' ? detail : `${detail.replace(/\.$/u, '')} (${at}).`);
  }
  const text = decode(bytes.subarray(guarded.value.bom), 'utf-8');
  return text === undefined ? err(`${what} is not in UTF-8.`) : ok(JSON.parse(text));
}
