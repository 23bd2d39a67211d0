import { z } from 'zod';

import { err, ok, type Result } from '#core/result.ts';

import { sha256 } from '../../disk/sums.ts';

/** One acknowledged change of one document, as it stands in a journal and in a snapshot's `recent`. */
export const JournalLine = z.looseObject({
  /** Schema that `steps` and `inverse` are written in. */
  schema: z.int().positive(),
  /** Position in this document's own order; grows by exactly one. */
  seq: z.int().positive(),
  /**
   * Every line up to this `seq` was on disk when this one was written. A damaged line above it was
   * never acknowledged, so that an end torn by a power cut can be told from damage.
   */
  flushed: z.int().nonnegative(),
  /** Position in the library's order of all changes. */
  order: z.int().positive(),
  /** Id of the request, so that a repeated request is answered and not done twice. */
  id: z.string().max(100),
  kind: z.enum(['do', 'undo', 'redo']),
  /** `order` of the change that an undo or redo is about. */
  of: z.int().positive().optional(),
  label: z.string().max(1000),
  /** ISO 8601, UTC. */
  at: z.string().max(64),
  steps: z.array(z.unknown()),
  inverse: z.array(z.unknown()),
  /** Not a step of the history: part of a change that stands in the library's journal, or housekeeping. */
  unlisted: z.boolean().optional(),
  /** In the library's journal: what the change does to articles. */
  also: z.unknown().optional(),
});
export type JournalLine = z.infer<typeof JournalLine>;

/** Hex digits of the SHA-256 at the head of a line. */
const SUM_LENGTH = 16;
const NEWLINE = 0x0a;

/** The line as it is written: sum, space, JSON, newline. */
export function serializeLine(line: JournalLine): string {
  const json = JSON.stringify(line);
  return `${sha256(json).slice(0, SUM_LENGTH)} ${json}\n`;
}

type LineError = { readonly type: 'bad-line' };

/** Reads one line without its newline. */
export function parseLine(bytes: Uint8Array): Result<JournalLine, LineError> {
  const bad = err({ type: 'bad-line' } as const);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (text.length < SUM_LENGTH + 1) return bad;
  const json = text.subarray(SUM_LENGTH + 1);
  const head = `${sha256(json).slice(0, SUM_LENGTH)} `;
  if (text.toString('latin1', 0, SUM_LENGTH + 1) !== head) return bad;
  try {
    const parsed = JournalLine.safeParse(JSON.parse(json.toString('utf8')));
    return parsed.success ? ok(parsed.data) : bad;
  } catch {
    return bad;
  }
}

/** What a journal file holds. Lengths are bytes. */
export interface JournalContent {
  /** The good lines before the first bad one. */
  readonly lines: readonly JournalLine[];
  /** Length of the file up to the end of the last of `lines`. */
  readonly goodLength: number;
  readonly length: number;
  /** Set when something follows that is not a good line; `after` holds the good lines behind it. */
  readonly bad: { readonly line: number; readonly after: readonly JournalLine[] } | null;
}

/** Reads a journal file; never fails, because any end may have been torn off. */
export function parseJournal(bytes: Uint8Array): JournalContent {
  const lines: JournalLine[] = [];
  const after: JournalLine[] = [];
  let badLine: number | null = null;
  let goodLength = 0;
  let number = 0;
  for (let start = 0; start < bytes.byteLength;) {
    number += 1;
    const newline = bytes.indexOf(NEWLINE, start);
    const end = newline < 0 ? bytes.byteLength : newline;
    const parsed =
      newline < 0 ? err({ type: 'bad-line' } as const) : parseLine(bytes.subarray(start, end));
    start = end + 1;
    if (!parsed.ok) badLine ??= number;
    else if (badLine === null) {
      lines.push(parsed.value);
      goodLength = start;
    } else after.push(parsed.value);
  }
  return {
    lines,
    goodLength,
    length: bytes.byteLength,
    bad: badLine === null ? null : { line: badLine, after },
  };
}

const NAME = /^journal-(\d{12})\.log$/u;

/** File name of the journal whose first line has this `seq`. */
export function journalName(first: number): string {
  return `journal-${String(first).padStart(12, '0')}.log`;
}

/** `seq` of the first line of a journal file, from its name; `null` for any other file. */
export function parseJournalName(name: string): number | null {
  const digits = NAME.exec(name)?.[1];
  return digits === undefined ? null : Number(digits);
}
