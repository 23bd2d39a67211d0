import path from 'node:path';

import { err, ok, type Result } from '#core/result.ts';

import type { DocumentKind } from './kind.ts';
import { readIfThere, type Disk } from '../disk/files.ts';
import { parseJournal, parseJournalName, type JournalLine } from './journal.ts';
import { BACKUP_SNAPSHOT, parseSnapshot, SNAPSHOT, type Snapshot } from './snapshot.ts';

/** Most lines that a snapshot keeps: as many as the history has steps. */
export const RECENT_LINES = 500;
/**
 * Most UTF-16 code units of JSON that these lines may take. Deleting 10,000 tags is one line of some
 * five million; without a limit, undoing that back and forth would make a snapshot of gigabytes.
 */
export const RECENT_LENGTH = 32 * 1024 * 1024;

/** What is wrong with a document's files beyond what a crash can cause. */
export type Damage =
  | { readonly type: 'no-snapshot'; readonly detail: string }
  | {
      readonly type: 'bad-line';
      readonly file: string;
      readonly line: number;
      readonly seq: number;
    }
  | {
      readonly type: 'gap';
      readonly file: string;
      readonly expected: number;
      readonly found: number;
    }
  | { readonly type: 'does-not-apply'; readonly seq: number; readonly detail: string };

export type LoadError =
  | { readonly type: 'newer-schema'; readonly schema: number }
  | {
      readonly type: 'no-snapshot';
      readonly detail: string;
      readonly lines: readonly JournalLine[];
    };

/** A line with the length of its JSON in UTF-16 code units. */
export interface KeptLine {
  readonly line: JournalLine;
  readonly length: number;
}

/** A document as read from its folder. Nothing was written. */
export interface LoadedDocument<D> {
  readonly document: D;
  readonly seq: number;
  readonly order: number;
  readonly recent: readonly KeptLine[];
  /** Schema that the snapshot had; lower than the kind's own when it was migrated. */
  readonly schema: number;
  readonly snapshotSeq: number;
  readonly backedUp: number;
  /** Top-level fields of the snapshot that this version does not know. */
  readonly extra: Readonly<Record<string, unknown>>;
  /** The first of these is the oldest change that the snapshot did not have. */
  readonly replayed: readonly JournalLine[];
  /** When the snapshot was written; ISO 8601, UTC. */
  readonly snapshotAt: string;
  /** The higher schema that the files have, where they could be read all the same; else `null`. */
  readonly newerSchema: number | null;
  /** Set when `doc.json` could not be used and the older snapshot was. */
  readonly badSnapshot: string | null;
  /** The journal that goes on from here; `null` where a new one must be begun. Lengths in bytes. */
  readonly journal: {
    readonly first: number;
    readonly length: number;
    readonly torn: boolean;
  } | null;
  /** First `seq` of each journal file. */
  readonly journals: readonly number[];
  readonly damage: Damage | null;
  /** Good lines behind the damage, for the recovery screen. */
  readonly behind: readonly JournalLine[];
}

/** The lines that a snapshot keeps: the newest, within both limits. */
export function keepRecent(lines: readonly KeptLine[]): readonly KeptLine[] {
  let length = 0;
  let from = lines.length;
  while (from > 0 && lines.length - from < RECENT_LINES) {
    length += lines[from - 1]?.length ?? 0;
    if (length > RECENT_LENGTH && from < lines.length) break;
    from -= 1;
  }
  return from === 0 ? lines : lines.slice(from);
}

/** A line with its length. */
export function measureLine(line: JournalLine): KeptLine {
  return { line, length: JSON.stringify(line).length };
}

/**
 * Reads a document: the valid snapshot with the highest `seq`, then the journals. Throws system
 * errors. `until` stops after that `seq`.
 */
export async function loadDocument<D, S>(
  disk: Disk,
  folder: string,
  kind: DocumentKind<D, S>,
  until = Infinity,
): Promise<Result<LoadedDocument<D>, LoadError>> {
  const names = await disk.list(folder);
  const journals = names.flatMap((name) => parseJournalName(name) ?? []).sort((a, b) => a - b);
  const files = names.filter((name) => parseJournalName(name) !== null);
  const contents = await Promise.all(
    files.map(async (name) =>
      parseJournal((await readIfThere(disk, path.join(folder, name))) ?? new Uint8Array()),
    ),
  );
  const main = await readSnapshot(disk, folder, SNAPSHOT, kind.format);
  // A snapshot that the journals do not reach is an old one that somebody put back.
  const reached = main.snapshot !== null && (journals[0] ?? 0) <= main.snapshot.seq + 1;
  const backup = reached ? null : await readSnapshot(disk, folder, BACKUP_SNAPSHOT, kind.format);
  const chosen =
    backup?.snapshot && backup.snapshot.seq > (main.snapshot?.seq ?? -1)
      ? backup.snapshot
      : main.snapshot;
  if (!chosen) {
    return err({
      type: 'no-snapshot',
      detail: `${SNAPSHOT}: ${main.detail}; ${BACKUP_SNAPSHOT}: ${backup?.detail ?? ''}`,
      lines: contents.flatMap(({ lines, bad }) => [...lines, ...(bad?.after ?? [])]),
    });
  }
  let newerSchema = chosen.schema > kind.schema ? chosen.schema : null;
  const parsed = kind.parse(migrateContent(kind, chosen.schema, chosen.content));
  if (!parsed.ok) {
    if (newerSchema !== null) return err({ type: 'newer-schema', schema: newerSchema });
    return err({
      type: 'no-snapshot',
      detail: `${SNAPSHOT}: ${parsed.error}`,
      lines: contents.flatMap(({ lines }) => lines),
    });
  }

  let document = parsed.value;
  let seq = chosen.seq;
  let order = chosen.order;
  let damage: Damage | null = null;
  const behind: JournalLine[] = [];
  const replayed: JournalLine[] = [];
  let next: LoadedDocument<D>['journal'] = null;

  for (const [index, content] of contents.entries()) {
    const first = journals[index] ?? 0;
    const file = files[index] ?? '';
    /** A later file begins only after a snapshot or good lines reach it; what is here from there on is void. */
    const limit = journals[index + 1] ?? Infinity;
    let here = first;
    if (!damage && first > seq + 1) damage = { type: 'gap', file, expected: seq + 1, found: first };
    for (const line of content.lines) {
      if (line.seq >= limit || line.seq > until) break;
      if (damage) {
        if (line.seq > seq) behind.push(line);
        continue;
      }
      if (line.seq !== here) {
        if (line.seq > seq) {
          damage = { type: 'gap', file, expected: here, found: line.seq };
          behind.push(line);
          continue;
        }
      }
      here = line.seq + 1;
      if (line.seq <= seq) continue;
      if (line.schema > kind.schema) newerSchema = line.schema;
      const applied = applyLine(kind, document, line);
      if (!applied.ok) {
        if (newerSchema !== null) return err({ type: 'newer-schema', schema: newerSchema });
        damage = { type: 'does-not-apply', seq: line.seq, detail: applied.error };
        behind.push(line);
        continue;
      }
      document = applied.value;
      seq = line.seq;
      order = Math.max(order, line.order);
      replayed.push(line);
    }
    if (damage) {
      behind.push(...(content.bad?.after ?? []).filter((line) => line.seq > seq));
      continue;
    }
    if (content.bad && here <= until && seq < limit - 1 && here > seq) {
      const neverPromised =
        limit === Infinity && !content.bad.after.some((line) => line.flushed >= here);
      if (!neverPromised) {
        damage = { type: 'bad-line', file, line: content.bad.line, seq: here };
        behind.push(...content.bad.after.filter((line) => line.seq > seq));
      }
    }
    // A journal that the snapshot has whole is not continued, so that it can be removed one day.
    const goesOn = limit === Infinity && here === seq + 1 && replayed.length > 0;
    const torn = content.length > content.goodLength;
    next = goesOn ? { first, length: content.goodLength, torn } : null;
  }

  const {
    format: _format,
    schema,
    seq: snapshotSeq,
    order: _order,
    backedUp,
    at: snapshotAt,
    content: _content,
    recent,
    ...extra
  } = chosen;
  return ok({
    document,
    seq,
    order,
    recent: keepRecent([...recent, ...replayed].map(measureLine)),
    schema,
    snapshotSeq,
    snapshotAt,
    newerSchema,
    backedUp,
    extra,
    replayed,
    badSnapshot: chosen === main.snapshot ? null : main.detail || 'it is older than its backup',
    journal: damage ? null : next,
    journals,
    damage,
    behind,
  });
}

interface Candidate {
  readonly snapshot: Snapshot | null;
  /** Why there is none. */
  readonly detail: string;
}

async function readSnapshot(
  disk: Disk,
  folder: string,
  name: string,
  format: string,
): Promise<Candidate> {
  const bytes = await readIfThere(disk, path.join(folder, name));
  if (!bytes) return { snapshot: null, detail: 'it is missing' };
  const parsed = parseSnapshot(bytes, format);
  return parsed.ok
    ? { snapshot: parsed.value, detail: '' }
    : { snapshot: null, detail: parsed.error.detail };
}

/** Brings stored content to the kind's own schema, step by step, on a copy. */
export function migrateContent<D, S>(
  kind: DocumentKind<D, S>,
  from: number,
  content: unknown,
): unknown {
  let current = content;
  for (let schema = from; schema < kind.schema; schema += 1) {
    current = kind.migrations[schema]?.content(structuredClone(current)) ?? current;
  }
  return current;
}

/** The steps of a line, or their inverse, in the kind's own schema. */
export function stepsOf<D, S>(
  kind: DocumentKind<D, S>,
  line: JournalLine,
  which: 'steps' | 'inverse',
): Result<readonly S[], string> {
  let current: readonly unknown[] = line[which];
  for (let schema = line.schema; schema < kind.schema; schema += 1) {
    current = kind.migrations[schema]?.steps(structuredClone(current)) ?? current;
  }
  return kind.parseSteps(current);
}

/** The document after one more line. */
export function applyLine<D, S>(
  kind: DocumentKind<D, S>,
  document: D,
  line: JournalLine,
): Result<D, string> {
  const steps = stepsOf(kind, line, 'steps');
  if (!steps.ok) return steps;
  const applied = kind.applySteps(document, steps.value);
  return applied.ok ? ok(applied.value.document) : err(applied.error.type);
}

/** A sentence about what is wrong with the files. */
export function describeDamage(damage: Damage): string {
  switch (damage.type) {
    case 'no-snapshot':
      return `Neither the document nor its backup can be read: ${damage.detail}.`;
    case 'bad-line':
      return `Line ${damage.line} of ${damage.file} (change ${damage.seq}) cannot be read.`;
    case 'gap':
      return `Change ${damage.expected} is missing before change ${damage.found} in ${damage.file}.`;
    case 'does-not-apply':
      return `Change ${damage.seq} does not fit what comes before it: ${damage.detail}.`;
  }
}
