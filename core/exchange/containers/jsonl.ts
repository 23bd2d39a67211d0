import { guardJson, JSON_LIMITS } from '../../guards/json-guard.ts';
import { err, ok, type Result } from '../../result.ts';
import type { CodecError, CodecTools, InputFile } from '../content/codec.ts';
import { latin1 } from './latin1.ts';
import { REFUSAL_LIMIT, tooManyRefused } from '../content/refusals.ts';
import { describeGuard, isRecord } from '../content/read-file.ts';
import type { ReadRefusal } from '../content/loose.ts';

/** One line of a file of JSON lines. */
export interface JsonLine {
  /** File and line, counted from 1. */
  readonly place: string;
  readonly value: Readonly<Record<string, unknown>>;
}

export interface JsonLines {
  readonly lines: readonly JsonLine[];
  readonly refused: readonly ReadRefusal[];
}

const LINE_FEED = 0x0a;

/** Values with one on each line, each ended by a line feed. */
export function writeJsonLines(values: readonly unknown[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join('');
}

/** The objects of files with one on each line; a line that is none is refused by itself. */
export function readJsonLines(
  files: readonly InputFile[],
  tools: CodecTools,
): Result<JsonLines, CodecError> {
  const lines: JsonLine[] = [];
  const refused: ReadRefusal[] = [];
  let error: CodecError | null = null;
  let tokens: number = JSON_LIMITS.tokens;
  for (const { path, bytes } of files) {
    if (bytes.length > JSON_LIMITS.bytes) {
      return err(
        describeGuard(path, { type: 'too-large', bytes: bytes.length, limit: JSON_LIMITS.bytes }),
      );
    }
    let number = 0;
    for (let start = 0; start < bytes.length;) {
      const found = bytes.indexOf(LINE_FEED, start);
      const end = found < 0 ? bytes.length : found;
      const line = bytes.subarray(start, end);
      start = end + 1;
      number += 1;
      if (isBlank(line)) continue;
      const place = `${path}, line ${number}`;
      const guarded = guardJson(line, { ...JSON_LIMITS, tokens });
      if (guarded.ok) tokens -= guarded.value.tokens;
      else if (guarded.error.type === 'too-many-tokens') {
        // Of all lines together.
        return err({
          ...describeGuard(path, { ...guarded.error, limit: JSON_LIMITS.tokens }),
          place,
        });
      }
      const read = guarded.ok
        ? readLine(line.subarray(guarded.value.bom), tools)
        : err(describeGuard(path, guarded.error));
      if (read.ok) lines.push({ place, value: read.value });
      else {
        error ??= { ...read.error, place };
        refused.push({ place, reason: read.error.detail, tags: 0 });
        if (refused.length > REFUSAL_LIMIT) return err(tooManyRefused(path));
      }
    }
  }
  if (lines.length > 0) return ok({ lines, refused });
  const place = files[0]?.path ?? '';
  return err(error ?? { type: 'unreadable', place, detail: 'The file is empty.' });
}

/** The object that a line is, whose bytes are known to be JSON if they are UTF-8. */
function readLine(
  bytes: Uint8Array,
  { decode }: CodecTools,
): Result<JsonLine['value'], Omit<CodecError, 'place'>> {
  const text = decode(bytes, 'utf-8');
  if (text === undefined) return err({ type: 'unreadable', detail: 'The line is not in UTF-8.' });
  const value: unknown = JSON.parse(text);
  if (isRecord(value)) return ok(value);
  return err({ type: 'malformed', detail: 'The line is not an object of JSON.' });
}

function isBlank(line: Uint8Array): boolean {
  return line.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}

/** The first object of a file of JSON lines, for recognising it; `null` where there is none. */
export function firstObject({ bytes }: InputFile): Readonly<Record<string, unknown>> | null {
  const end = bytes.indexOf(LINE_FEED);
  const line = bytes.subarray(0, end < 0 ? bytes.length : end);
  const guarded = guardJson(line);
  if (!guarded.ok) return null;
  try {
    // Escapes hide nothing here: names of fields are compared, and nothing else is read.
    const value: unknown = JSON.parse(latin1(line.subarray(guarded.value.bom)));
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}
