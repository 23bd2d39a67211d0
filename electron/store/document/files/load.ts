import path from 'node:path';

import { err, ok, type Result } from '#core/result.ts';

import { readIfThere, type Disk } from '../../disk/files.ts';
import { parseJournal, parseJournalName, type JournalLine } from './journal.ts';
import { migrateContent, type DocumentKind } from './kind.ts';
import { keepRecent, measureLine, type KeptLine } from './recent.ts';
import { replayJournals, type Damage, type ResumedJournal, type TornEnd } from './replay.ts';
import { BACKUP_SNAPSHOT, parseSnapshot, SNAPSHOT, type Snapshot } from './snapshot.ts';

export type LoadError =
  | { readonly type: 'newer-schema'; readonly schema: number }
  | {
      readonly type: 'no-snapshot';
      readonly detail: string;
      readonly lines: readonly JournalLine[];
    };

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
  /** The journal that goes on from here; `null` where a new one must be begun. */
  readonly journal: ResumedJournal | null;
  /** First `seq` of each journal file. */
  readonly journals: readonly number[];
  readonly damage: Damage | null;
  readonly torn: TornEnd | null;
  /** Good lines behind the damage, for the recovery screen. */
  readonly behind: readonly JournalLine[];
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
  const files = journalFiles(await disk.list(folder));
  const main = await readSnapshot(disk, folder, SNAPSHOT, kind.format);
  // A snapshot that the journals do not reach is an old one that somebody put back.
  const reached = main.snapshot !== null && (files[0]?.first ?? 0) <= main.snapshot.seq + 1;
  const backup = reached ? null : await readSnapshot(disk, folder, BACKUP_SNAPSHOT, kind.format);
  const chosen =
    backup?.snapshot && backup.snapshot.seq > (main.snapshot?.seq ?? -1)
      ? backup.snapshot
      : main.snapshot;
  // What the snapshot has whole need not be read again.
  const begun = chosen ? files.findLastIndex(({ first }) => first <= chosen.seq + 1) : 0;
  const journals = await Promise.all(
    files.slice(Math.max(0, begun)).map(async ({ name, first }) => ({
      name,
      first,
      content: parseJournal((await readIfThere(disk, path.join(folder, name))) ?? new Uint8Array()),
    })),
  );
  if (!chosen) {
    return err({
      type: 'no-snapshot',
      detail: `${SNAPSHOT}: ${main.detail}; ${BACKUP_SNAPSHOT}: ${backup?.detail ?? ''}`,
      lines: journals.flatMap(({ content: { lines, bad } }) => [...lines, ...(bad?.after ?? [])]),
    });
  }
  const newerSchema = chosen.schema > kind.schema ? chosen.schema : null;
  const parsed = kind.parse(migrateContent(kind, chosen.schema, chosen.content));
  if (!parsed.ok) {
    if (newerSchema !== null) return err({ type: 'newer-schema', schema: newerSchema });
    return err({
      type: 'no-snapshot',
      detail: `${SNAPSHOT}: ${parsed.error}`,
      lines: journals.flatMap(({ content }) => content.lines),
    });
  }
  const { seq, order } = chosen;
  const start = { document: parsed.value, seq, order, newerSchema };
  const replay = replayJournals(kind, start, journals, until);
  if (!replay.ok) return replay;
  return ok({
    ...snapshotFields(chosen),
    ...replay.value,
    recent: keepRecent([...chosen.recent, ...replay.value.replayed].map(measureLine)),
    badSnapshot: chosen === main.snapshot ? null : main.detail || 'it is older than its backup',
    journals: files.map(({ first }) => first),
  });
}

/** The journals among the names in a folder, the oldest first. */
function journalFiles(
  names: readonly string[],
): { readonly name: string; readonly first: number }[] {
  return names
    .flatMap((name) => {
      const first = parseJournalName(name);
      return first === null ? [] : [{ name, first }];
    })
    .sort((a, b) => a.first - b.first);
}

/** What a loaded document has from its snapshot alone. */
function snapshotFields(
  snapshot: Snapshot,
): Pick<LoadedDocument<unknown>, 'schema' | 'snapshotSeq' | 'snapshotAt' | 'backedUp' | 'extra'> {
  const {
    format: _format,
    schema,
    seq: snapshotSeq,
    order: _order,
    backedUp,
    at: snapshotAt,
    content: _content,
    recent: _recent,
    ...extra
  } = snapshot;
  return { schema, snapshotSeq, snapshotAt, backedUp, extra };
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
