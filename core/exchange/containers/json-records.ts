import { guardJson, JSON_LIMITS } from '../../guards/json-guard.ts';
import { err, ok, type Result } from '../../result.ts';
import type { CodecError, CodecTools, InputFile } from '../content/codec.ts';
import { CONTENT_LIMITS } from '../content/content.ts';
import type { ReadRefusal } from '../content/loose.ts';
import { describeGuard, isRecord, moreThan } from '../content/read-file.ts';
import { REFUSAL_LIMIT, tooManyRefused } from '../content/refusals.ts';
import { cutJson, lineEndIn, type JsonPiece } from './json-pieces.ts';
import { LOOKED_AT, outlineOf } from './json-outline.ts';

/** An object of JSON. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** One record of a file: what stands on a line, or an entry of the list that the file is. */
export interface JsonRecord {
  /** File, and line or record, counted from 1. */
  readonly place: string;
  readonly value: JsonObject;
}

/** What a value of JSON is as a record; `null` where it is none. */
export type AsRecord = (value: unknown) => JsonObject | null;

/** Most records of one reading. */
const RECORD_LIMIT = CONTENT_LIMITS.articles;

const asObject: AsRecord = (value) => (isRecord(value) ? value : null);

/** Values with one on each line, each ended by a line feed. */
export function writeJsonLines(values: readonly unknown[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join('');
}

/**
 * Reads the records of files one after the other, so that no more than one of them is in memory as
 * JSON: a file may have far more values than one document of JSON could.
 *
 * @param take is given each record; an error of its own ends the reading
 * @returns the records that are none, each refused by itself
 */
export function readRecords(
  files: readonly InputFile[],
  tools: Pick<CodecTools, 'decode'>,
  take: (record: JsonRecord) => CodecError | null,
  asRecord: AsRecord = asObject,
): Result<readonly ReadRefusal[], CodecError> {
  const refused: ReadRefusal[] = [];
  let first: CodecError | null = null;
  let taken = 0;
  for (const { path, bytes } of files) {
    if (bytes.length > JSON_LIMITS.bytes) {
      const error = { type: 'too-large', bytes: bytes.length, limit: JSON_LIMITS.bytes } as const;
      return err(describeGuard(path, error));
    }
    for (const piece of cutJson(bytes)) {
      const place = `${path}, ${piece.what} ${piece.number}`;
      const read = readPiece(piece, tools, asRecord);
      if (read.ok) {
        taken += 1;
        if (taken > RECORD_LIMIT) return err(moreThan(path, RECORD_LIMIT, 'records'));
        const wrong = take({ place, value: read.value });
        if (wrong) return err(wrong);
      } else {
        first ??= { ...read.error, place };
        refused.push({ place, reason: read.error.detail, tags: 0 });
        if (refused.length > REFUSAL_LIMIT) return err(tooManyRefused(path));
      }
    }
  }
  if (taken > 0) return ok(refused);
  const place = files[0]?.path ?? '';
  const isEmpty = files.every(({ bytes }) => bytes.length === 0);
  const detail = isEmpty ? 'The file is empty.' : 'There is no record in it.';
  return err(first ?? { type: 'unreadable', place, detail });
}

/** Whether there is JSON on the first line, and something on others. */
export function isJsonLines({ bytes }: InputFile): boolean {
  const end = bytes.indexOf(lineEndIn(bytes));
  return (
    end > 0 &&
    bytes.subarray(end).some((byte) => byte > 0x20) &&
    guardJson(bytes.subarray(0, end)).ok
  );
}

/** The record that a part of a file is; its bytes are JSON if they are UTF-8. */
function readPiece(
  { bytes, what, wrong }: JsonPiece,
  { decode }: Pick<CodecTools, 'decode'>,
  asRecord: AsRecord,
): Result<JsonObject, Omit<CodecError, 'place'>> {
  if (wrong !== null) return err({ type: 'unreadable', detail: wrong });
  const guarded = guardJson(bytes);
  if (!guarded.ok) return err(describeGuard('', guarded.error, `The ${what}`));
  const text = decode(bytes.subarray(guarded.value.bom), 'utf-8');
  if (text === undefined) {
    return err({ type: 'unreadable', detail: `The ${what} is not in UTF-8.` });
  }
  const record = asRecord(JSON.parse(text));
  return record
    ? ok(record)
    : err({ type: 'malformed', detail: `The ${what} is not an object of JSON.` });
}

/** How much of a file is looked at to say what it is: of its beginning, and of lines far behind it. */
const SAMPLE = {
  records: 200,
  bytes: 1024 * 1024,
  farther: 32,
  line: 64 * 1024,
  /** Of them a file of text or markup has nothing else. */
  bad: 20,
} as const;

/** Files do not change while they are looked at, and every format asks. */
const samples = new WeakMap<Uint8Array, readonly unknown[]>();

/**
 * Values of JSON from all parts of a file in outline, for recognising it: what it is must not hang on
 * its first record. Empty where the file has no JSON.
 */
export function sampleRecords({ bytes }: InputFile): readonly unknown[] {
  const known = samples.get(bytes);
  if (known) return known;
  const sample: unknown[] = [];
  let bad = 0;
  for (const piece of piecesToLookAt(bytes)) {
    const isCut = piece.length === LOOKED_AT;
    const outline = beginsLikeRecord(piece) ? outlineOf(piece, isCut) : undefined;
    if (outline === undefined) bad += 1;
    else sample.push(outline);
    if (sample.length === 0 && bad >= SAMPLE.bad) break;
  }
  samples.set(bytes, sample);
  return sample;
}

function beginsLikeRecord(piece: Uint8Array): boolean {
  const first = piece.find((byte) => byte > 0x20 && byte < 0x80);
  return first === 0x7b || first === 0x5b;
}

/** The objects among the sampled values of a file. */
export function sampleObjects(file: InputFile): readonly JsonObject[] {
  return sampleRecords(file).flatMap((value) => (isRecord(value) ? [value] : []));
}

function* piecesToLookAt(bytes: Uint8Array): Generator<Uint8Array> {
  let seen = 0;
  let isLines = false;
  for (const piece of cutJson(bytes.subarray(0, LOOKED_AT))) {
    seen += piece.bytes.length;
    if (piece.number > SAMPLE.records || seen > SAMPLE.bytes) {
      // One long record may still be all there is.
      if (piece.number === 1) yield piece.bytes;
      break;
    }
    isLines = piece.what === 'line';
    yield piece.bytes;
  }
  if (!isLines || seen >= bytes.length) return;
  for (let part = 1; part <= SAMPLE.farther; part += 1) {
    const from = seen + Math.floor(((bytes.length - seen) * (part - 1)) / SAMPLE.farther);
    const start = bytes.indexOf(0x0a, from) + 1;
    const end = start > 0 ? bytes.indexOf(0x0a, start) : -1;
    if (end > start && end - start <= SAMPLE.line) yield bytes.subarray(start, end);
  }
}
