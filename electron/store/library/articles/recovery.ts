import path from 'node:path';

import type { Result } from '#core/result.ts';

import { dayOf, documentIn, readBackups } from './backups.ts';
import { applyLine, migrateContent, type DocumentKind } from '../../document/files/kind.ts';
import { linkToQuarantine, readIfThere, type Disk } from '../../disk/files.ts';
import { parseJournal, parseJournalName, type JournalLine } from '../../document/files/journal.ts';
import { loadDocument, type LoadedDocument, type LoadError } from '../../document/files/load.ts';
import { describeDamage } from '../../document/files/replay.ts';
import {
  BACKUP_SNAPSHOT,
  parseSnapshot,
  serializeSnapshot,
  SNAPSHOT,
  writeSnapshot,
} from '../../document/files/snapshot.ts';

/** Where to look for what is left of a document. */
export interface RecoverySource {
  readonly disk: Disk;
  readonly folder: string;
  /** Folder of the daily backups. */
  readonly backups: string;
  readonly now: () => Date;
}

/** A state that a document can be put back into. */
export interface Candidate<D> {
  readonly key: string;
  readonly document: D;
  /** ISO 8601 of the newest change in it; `null` where unknown. */
  readonly at: string | null;
  /** How it was put together, as the beginning of a sentence. */
  readonly origin: string;
  /** `seq` of the last change in it: the higher, the more of the work it holds. 0 where unknown. */
  readonly seq: number;
  /** Whether every change up to that one is in it. */
  readonly whole: boolean;
}

/** What is left of a document. */
export interface Findings<D> {
  /** A sentence; `null` where nothing is wrong. */
  readonly problem: string | null;
  /** The one that holds most of the work comes first. */
  readonly candidates: readonly Candidate<D>[];
  /** Higher than every `seq` that was ever seen. */
  readonly nextSeq: number;
  readonly order: number;
}

/** What one place holds of a document. */
interface Found<D> {
  readonly candidates: readonly Candidate<D>[];
  /** The highest that was seen there; 0 where nothing was. */
  readonly seq: number;
  readonly order: number;
}

/** Puts together every state that the files, the daily backups and the quarantine still hold. */
export async function findCandidates<D, S>(
  source: RecoverySource,
  kind: DocumentKind<D, S>,
): Promise<Findings<D>> {
  const { disk, folder } = source;
  const loaded = await loadDocument(disk, folder, kind);
  const lines = await readAllLines(disk, folder);
  const numbers = await journalNumbers(disk, folder);
  const { problem, ...inPlace } = findInPlace(loaded, kind);
  const inBackups = await findInBackups(source, kind, lines);
  // What was put aside may be somebody else's, however much it holds.
  const aside = await findInQuarantine(source, kind);
  const found = [inPlace, inBackups, aside];
  const highest = Math.max(
    0,
    ...lines.map(({ seq }) => seq),
    ...numbers,
    ...found.map(({ seq }) => seq),
  );
  return {
    problem,
    candidates: [
      ...fullestFirst([...inPlace.candidates, ...inBackups.candidates]),
      ...fullestFirst(aside.candidates),
    ],
    nextSeq: highest + 1,
    order: Math.max(0, ...lines.map(({ order }) => order), ...found.map(({ order }) => order)),
  };
}

/** By the changes in them, not by their dates: a clock can be wrong. */
function fullestFirst<D>(candidates: readonly Candidate<D>[]): readonly Candidate<D>[] {
  return candidates.toSorted((a, b) => b.seq - a.seq || Number(b.whole) - Number(a.whole));
}

/** What the document's own files hold, and what is wrong with them. */
function findInPlace<D, S>(
  loaded: Result<LoadedDocument<D>, LoadError>,
  kind: DocumentKind<D, S>,
): Found<D> & Pick<Findings<D>, 'problem'> {
  if (!loaded.ok) {
    const problem =
      loaded.error.type === 'newer-schema'
        ? `It was written by a newer version (${loaded.error.schema}).`
        : `Neither the document nor its backup can be read: ${loaded.error.detail}.`;
    return { problem, candidates: [], seq: 0, order: 0 };
  }
  const { document, damage, behind, replayed, snapshotAt, seq, order } = loaded.value;
  if (!damage) return { problem: null, candidates: [], seq, order };
  const candidates: Candidate<D>[] = [];
  const at = replayed.at(-1)?.at ?? snapshotAt;
  if (behind.length > 0) {
    const rest = applyWhatFits(kind, document, behind);
    candidates.push({
      key: 'everything-readable',
      document: rest.document,
      at: rest.at ?? at,
      origin: `Everything that can be read${leavingOut(rest.left)}`,
      seq: Math.max(seq, rest.seq),
      whole: false,
    });
  }
  const origin = 'Everything up to the damage';
  candidates.push({ key: 'up-to-damage', document, at, origin, seq, whole: true });
  return { problem: describeDamage(damage), candidates, seq, order };
}

/** Each daily backup, and where `lines` go on from it without a gap, the backup with them. */
async function findInBackups<D, S>(
  { disk, backups }: RecoverySource,
  kind: DocumentKind<D, S>,
  lines: readonly JournalLine[],
): Promise<Found<D>> {
  const candidates: Candidate<D>[] = [];
  let highest = 0;
  let order = 0;
  for (const backup of await readBackups(disk, backups)) {
    const document = documentIn(kind, backup);
    if (!document) continue;
    highest = Math.max(highest, backup.seq);
    order = Math.max(order, backup.order);
    const { name, seq } = backup;
    const date = dayOf(name);
    const since = followingLines(lines, backup.seq);
    const extended = since.length > 0 ? applyWhatFits(kind, document, since) : null;
    if (extended && extended.left === 0) {
      candidates.push({
        key: `backup-and-changes:${name}`,
        document: extended.document,
        at: extended.at,
        seq: extended.seq,
        whole: true,
        origin: `The backup of ${date} with the ${count(since.length, 'change')} made since`,
      });
    }
    candidates.push({
      key: `backup:${name}`,
      document,
      at: backup.at,
      seq,
      whole: true,
      origin: `The backup of ${date}`,
    });
  }
  return { candidates, seq: highest, order };
}

/** The snapshots that were put aside, the last one first. */
async function findInQuarantine<D, S>(
  { disk, folder }: RecoverySource,
  kind: DocumentKind<D, S>,
): Promise<Found<D>> {
  const candidates: Candidate<D>[] = [];
  let highest = 0;
  const quarantine = path.join(folder, 'quarantine');
  for (const name of (await disk.list(quarantine)).reverse()) {
    if (!name.includes(SNAPSHOT)) continue;
    const bytes = await readIfThere(disk, path.join(quarantine, name));
    const snapshot = bytes && parseSnapshot(bytes, kind.format);
    if (!snapshot?.ok || snapshot.value.schema > kind.schema) continue;
    const parsed = kind.parse(migrateContent(kind, snapshot.value.schema, snapshot.value.content));
    if (!parsed.ok) continue;
    highest = Math.max(highest, snapshot.value.seq);
    candidates.push({
      key: `kept:${name}`,
      document: parsed.value,
      at: snapshot.value.at,
      seq: snapshot.value.seq,
      whole: true,
      origin: `The file that was put aside (${name})`,
    });
  }
  return { candidates, seq: highest, order: 0 };
}

/**
 * Puts a document into its folder in place of what is there; the files that were there get a second
 * name in quarantine first. A crash in between leaves either the old state or the new one.
 */
export async function replaceDocument<D, S>(
  source: RecoverySource,
  kind: DocumentKind<D, S>,
  document: D,
  findings: Pick<Findings<D>, 'nextSeq' | 'order'>,
): Promise<string> {
  const { disk, folder } = source;
  const at = source.now().toISOString();
  const names = (await disk.list(folder)).filter(
    (name) => name === SNAPSHOT || name === BACKUP_SNAPSHOT || parseJournalName(name) !== null,
  );
  for (const name of names) await linkToQuarantine(disk, path.join(folder, name), at);
  const text = serializeSnapshot({
    format: kind.format,
    schema: kind.schema,
    // Above everything before it, so that no older file can be taken for newer.
    seq: findings.nextSeq,
    order: findings.order,
    backedUp: 0,
    at,
    recent: [],
    content: kind.toStored(document),
  });
  await writeSnapshot(disk, folder, { text, seq: findings.nextSeq, format: kind.format }, false);
  for (const name of names) {
    if (name !== SNAPSHOT) await disk.remove(path.join(folder, name));
  }
  await disk.syncFolder(folder);
  return path.join(folder, 'quarantine');
}

/**
 * Puts the best of what is left of a document into its folder, and `empty` where nothing is. Returns
 * what it is, and where the files are that were there.
 */
export async function restoreDocument<D, S>(
  source: RecoverySource,
  kind: DocumentKind<D, S>,
  empty: () => D,
): Promise<{ readonly best: Candidate<D> | undefined; readonly kept: string }> {
  const found = await findCandidates(source, kind);
  const best = found.candidates[0];
  const kept = await replaceDocument(source, kind, best?.document ?? empty(), found);
  return { best, kept };
}

async function journalNumbers(disk: Disk, folder: string): Promise<number[]> {
  return (await disk.list(folder)).flatMap((name) => parseJournalName(name) ?? []);
}

/** Every good line of every journal, each `seq` once: a later file's line replaces an earlier one's. */
export async function readAllLines(disk: Disk, folder: string): Promise<JournalLine[]> {
  const lines = new Map<number, JournalLine>();
  for (const name of await disk.list(folder)) {
    if (parseJournalName(name) === null) continue;
    const content = parseJournal(
      (await readIfThere(disk, path.join(folder, name))) ?? new Uint8Array(),
    );
    for (const line of [...content.lines, ...(content.bad?.after ?? [])]) lines.set(line.seq, line);
  }
  return [...lines.values()].sort((a, b) => a.seq - b.seq);
}

/** The lines right behind `seq` without a gap. */
function followingLines(lines: readonly JournalLine[], seq: number): JournalLine[] {
  const following: JournalLine[] = [];
  for (const line of lines) {
    if (line.seq === seq + following.length + 1) following.push(line);
  }
  return following;
}

/** Applies the lines that fit, each to what those before it made; `left`: how many did not. */
export function applyWhatFits<D, S>(
  kind: DocumentKind<D, S>,
  document: D,
  lines: readonly JournalLine[],
): {
  readonly document: D;
  readonly left: number;
  readonly at: string | null;
  /** Of the last line that fits; 0 where none does. */
  readonly seq: number;
} {
  let current = document;
  let left = 0;
  let at: string | null = null;
  let seq = 0;
  for (const line of lines) {
    const applied = applyLine(kind, current, line);
    if (applied.ok) {
      current = applied.value;
      at = line.at;
      seq = line.seq;
    } else left += 1;
  }
  return { document: current, left, at, seq };
}

/** The end of a sentence about what was put together without some changes. */
export function leavingOut(left: number): string {
  return left > 0 ? `, leaving out ${count(left, 'change')} that no longer fit` : '';
}

/** A number with its noun. */
export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
