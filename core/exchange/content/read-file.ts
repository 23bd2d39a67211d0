import { guardJson, type JsonGuardError } from '../../guards/json-guard.ts';
import { err, ok, type Result } from '../../result.ts';
import { findDamage } from '../../text/encoding/utf-8.ts';
import type { InputFile, CodecTools, CodecError } from './codec.ts';

/** Most bytes of a file that is read into memory as a whole. */
export const FILE_LIMIT = 128 * 1024 * 1024;

/** Limits on a file of lines, besides the one on its bytes; `length` in UTF-16 code units. */
export const LINE_LIMITS = { lines: 4_000_000, length: 20_000_000 } as const;

/** So many null bytes in a row are in no text: they are what a failed write leaves behind. */
const NULLS = '\0'.repeat(16);

/** The text of a file in UTF-8, a byte order mark left out. */
export function readText(
  { path, bytes }: InputFile,
  { decode }: Pick<CodecTools, 'decode'>,
): Result<string, CodecError> {
  if (bytes.length === 0) {
    return err({ type: 'unreadable', place: path, detail: 'The file is empty.' });
  }
  if (bytes.length > FILE_LIMIT) {
    return err({ type: 'too-large', place: path, detail: tooLarge(bytes.length) });
  }
  const text = decode(bytes, 'utf-8');
  if (text === undefined) {
    const detail = 'The file is not in UTF-8. Save it in UTF-8 and open it again.';
    const place = `${path}, byte ${findDamage(bytes)?.offset ?? 0}`;
    return err({ type: 'unreadable', place, detail });
  }
  return ok(text.startsWith('\ufeff') ? text.slice(1) : text);
}

/** The lines of a text. A CR alone, as in old files, ends lines only where nothing else does. */
export function splitLines(text: string): string[] {
  if (!text.includes('\n')) return text.split('\r');
  // Most files have no CR at all, and need no pattern for it.
  return text.split(text.includes('\r') ? /\r?\n/u : '\n');
}

/** The text of a file that has one record on each line, as its lines; the last one has no end. */
export function readLines(
  file: InputFile,
  tools: Pick<CodecTools, 'decode'>,
): Result<string[], CodecError> {
  const text = readText(file, tools);
  if (!text.ok) return text;
  const { path } = file;
  const lineEnd = text.value.includes('\n') ? '\n' : '\r';
  let number = 0;
  for (let start = 0; start <= text.value.length;) {
    const found = text.value.indexOf(lineEnd, start);
    const end = found < 0 ? text.value.length : found;
    number += 1;
    if (number > LINE_LIMITS.lines) {
      return err(moreThan(path, LINE_LIMITS.lines, 'lines'));
    }
    if (end - start > LINE_LIMITS.length) {
      return err(moreThan(`${path}, line ${number}`, LINE_LIMITS.length, 'characters'));
    }
    start = end + 1;
  }
  const damaged = findNulls(path, text.value);
  return damaged ? err(damaged) : ok(splitLines(text.value));
}

/** Why a text is refused in which a failed write has left null bytes; `null` for any other. */
export function findNulls(path: string, text: string): CodecError | null {
  const at = text.indexOf(NULLS);
  if (at < 0) return null;
  const line = text.slice(0, at).split('\n').length;
  return {
    type: 'unreadable',
    place: `${path}, line ${line}`,
    detail: 'There are null bytes in it.',
  };
}

/** What is said of the last record of a file that may have been cut. */
export const CUT = 'The file ends inside this line, or its line end is missing.';

/** Why more is not read than a limit allows. */
export function moreThan(place: string, limit: number, what: string): CodecError {
  const detail = `It has more than ${limit.toLocaleString('en')} ${what}, which is the limit.`;
  return { type: 'too-large', place, detail };
}

function tooLarge(bytes: number): string {
  const megabytes = (count: number): number => Math.ceil(count / 1024 / 1024);
  return `The file has ${megabytes(bytes)} MB; the limit is ${megabytes(FILE_LIMIT)} MB.`;
}

/** The value of a file of JSON, within the limits on depth and size. */
export function readJson(
  { path, bytes }: InputFile,
  { decode }: Pick<CodecTools, 'decode'>,
): Result<unknown, CodecError> {
  const guarded = guardJson(bytes);
  if (!guarded.ok) return err(describeGuard(path, guarded.error));
  const text = decode(bytes.subarray(guarded.value.bom), 'utf-8');
  if (text === undefined) {
    const offset = findDamage(bytes)?.offset ?? 0;
    return err(describeGuard(path, { type: 'not-utf8', offset }));
  }
  return ok(JSON.parse(text));
}

/**
 * Why JSON is refused before it is read; offsets are in bytes.
 *
 * @param what stands before the verb: the file, or the part of it that was looked at
 */
export function describeGuard(path: string, error: JsonGuardError, what = 'The file'): CodecError {
  const at = 'offset' in error ? `${path}, byte ${error.offset}` : path;
  switch (error.type) {
    case 'empty':
      return { type: 'unreadable', place: path, detail: `${what} is empty.` };
    case 'too-large':
      return { type: 'too-large', place: path, detail: tooLarge(error.bytes) };
    case 'too-many-tokens':
      return moreThan(path, error.limit, 'values');
    case 'not-utf8':
      return { type: 'unreadable', place: at, detail: `${what} is not in UTF-8.` };
    case 'nul-bytes':
      return { type: 'unreadable', place: at, detail: 'There are null bytes in it.' };
    case 'too-deep':
      return {
        type: 'unsafe',
        place: at,
        detail: `It is nested deeper than ${error.limit} levels.`,
      };
    case 'truncated':
      return { type: 'unreadable', place: at, detail: `${what} ends in the middle.` };
    case 'unexpected':
      return {
        type: 'unreadable',
        place: at,
        detail: `It is not JSON: ${error.found} is not expected here.`,
      };
    case 'trailing':
      return { type: 'unreadable', place: at, detail: 'Something follows the end of the JSON.' };
    case 'forbidden-key':
      return { type: 'unsafe', place: at, detail: `The name ${error.key} is not allowed.` };
    case 'repeated-key':
      return { type: 'malformed', place: at, detail: `The name ${error.key} is there twice.` };
  }
}

/** A position as JSON has it, also one that a table has made words of: `"24"`, `"24.0"`; else NaN. */
export function positionIn(value: unknown): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\d{1,15}(?:\.0{1,9})?$/u.test(value)
    ? Number(value)
    : Number.NaN;
}

/** Whether a value is an object with names, as JSON has them. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
