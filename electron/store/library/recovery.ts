import path from 'node:path';

import type { ArticleSummary } from '#core/article/article.ts';
import { createArticleDocument, type ArticleDocument } from '#core/article/document.ts';
import { IdMap } from '#core/collections/id-map.ts';
import type { RecoveryReport } from '#core/contract/articles.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { StoreError } from '#core/contract/store.ts';

import { findSets } from './article-folder.ts';
import { listBackups, readBackup } from './backups.ts';
import { ARTICLE_KIND, type DocumentKind } from '../document/kind.ts';
import { findForeign } from '../document/foreign.ts';
import { linkToQuarantine, readIfThere, type Disk } from '../disk/files.ts';
import { parseJournal, parseJournalName, type JournalLine } from '../document/journal.ts';
import { applyLine, loadDocument, migrateContent, describeDamage } from '../document/load.ts';
import {
  BACKUP_SNAPSHOT,
  parseSnapshot,
  serializeSnapshot,
  SNAPSHOT,
  writeSnapshot,
} from '../document/snapshot.ts';

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

/** Puts together every state that the files, the daily backups and the quarantine still hold. */
export async function findCandidates<D, S>(
  source: RecoverySource,
  kind: DocumentKind<D, S>,
): Promise<Findings<D>> {
  const { disk, folder } = source;
  const candidates: Candidate<D>[] = [];
  const loaded = await loadDocument(disk, folder, kind);
  const lines = await readAllLines(disk, folder);
  let problem: string | null = null;
  let highest = Math.max(
    0,
    ...lines.map(({ seq }) => seq),
    ...(await journalNumbers(disk, folder)),
  );
  let order = Math.max(0, ...lines.map((line) => line.order));
  if (!loaded.ok) {
    problem =
      loaded.error.type === 'newer-schema'
        ? `It was written by a newer version (${loaded.error.schema}).`
        : `Neither the document nor its backup can be read: ${loaded.error.detail}.`;
  } else {
    const { document, damage, behind, replayed, snapshotAt, seq } = loaded.value;
    highest = Math.max(highest, seq);
    order = Math.max(order, loaded.value.order);
    if (damage) {
      problem = describeDamage(damage);
      const at = replayed.at(-1)?.at ?? snapshotAt;
      if (behind.length > 0) {
        const rest = applyWhatFits(kind, document, behind);
        const left =
          rest.left > 0 ? `, leaving out ${count(rest.left, 'change')} that no longer fit` : '';
        candidates.push({
          key: 'everything-readable',
          document: rest.document,
          at: rest.at ?? at,
          origin: `Everything that can be read${left}`,
        });
      }
      candidates.push({ key: 'up-to-damage', document, at, origin: 'Everything up to the damage' });
    }
  }
  for (const date of await listBackups(disk, source.backups)) {
    const backup = await readBackup(disk, source.backups, date);
    if (!backup || backup.of !== kind.format || backup.schema > kind.schema) continue;
    const parsed = kind.parse(migrateContent(kind, backup.schema, backup.content));
    if (!parsed.ok) continue;
    highest = Math.max(highest, backup.seq);
    order = Math.max(order, backup.order);
    const since = followingLines(lines, backup.seq);
    const extended = since.length > 0 ? applyWhatFits(kind, parsed.value, since) : null;
    if (extended && extended.left === 0) {
      candidates.push({
        key: `backup-and-changes:${date}`,
        document: extended.document,
        at: extended.at,
        origin: `The backup of ${date} with the ${count(since.length, 'change')} made since`,
      });
    }
    candidates.push({
      key: `backup:${date}`,
      document: parsed.value,
      at: backup.at,
      origin: `The backup of ${date}`,
    });
  }
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
      origin: `The file that was put aside (${name})`,
    });
  }
  return { problem, candidates, nextSeq: highest + 1, order };
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

interface ArticleSource extends RecoverySource {
  readonly summary: ArticleSummary;
}

async function findArticleCandidates(source: ArticleSource): Promise<Findings<ArticleDocument>> {
  const findings = await findCandidates(source, ARTICLE_KIND);
  if (findings.candidates.length > 0 || findings.problem === null) return findings;
  const { id, length, added, details } = source.summary;
  const empty = createArticleDocument({ id, length, added, details, sources: [] });
  const sets = await findSets(source.disk, source.folder);
  const bare = { ...empty, sets: IdMap.from(sets) };
  const lines = await readAllLines(source.disk, source.folder);
  const rest = applyWhatFits(ARTICLE_KIND, bare, lines);
  const candidates: Candidate<ArticleDocument>[] = [
    { key: 'text-alone', document: bare, at: null, origin: 'The text without any tag' },
  ];
  if (rest.document !== bare) {
    const left =
      rest.left > 0 ? `, leaving out ${count(rest.left, 'change')} that no longer fit` : '';
    candidates.unshift({
      key: 'text-and-changes',
      document: rest.document,
      at: rest.at,
      origin: `The text with the changes that can be read${left}`,
    });
  }
  return { ...findings, candidates };
}

/** What the recovery screen shows about an article. */
export async function describeRecovery(source: ArticleSource): Promise<RecoveryReport> {
  const { problem, candidates } = await findArticleCandidates(source);
  return {
    articleId: source.summary.id,
    title: source.summary.details.title,
    problem: problem ?? 'Nothing is wrong with this article.',
    choices: candidates.map(({ key, document, at, origin }) => ({
      key,
      description: `${origin}: ${count(document.annotations.size, 'tag')}.`,
      tags: document.annotations.size,
      at,
    })),
  };
}

/** Puts an article into a state from its recovery report. */
export async function recoverArticle(
  source: ArticleSource,
  key: string,
): Promise<Result<null, StoreError>> {
  const foreign = await findForeign(source.disk, source.folder);
  if (foreign !== null) {
    return err({ type: 'read-only', reason: { type: 'not-a-regular-file', detail: foreign } });
  }
  const findings = await findArticleCandidates(source);
  const chosen = findings.candidates.find((candidate) => candidate.key === key);
  if (!chosen)
    return err({
      type: 'damaged',
      detail: 'What you chose can no longer be read. Choose something else.',
    });
  await replaceDocument(source, ARTICLE_KIND, chosen.document, findings);
  return ok(null);
}

async function journalNumbers(disk: Disk, folder: string): Promise<number[]> {
  return (await disk.list(folder)).flatMap((name) => parseJournalName(name) ?? []);
}

/** Every good line of every journal, each `seq` once: a later file's line replaces an earlier one's. */
async function readAllLines(disk: Disk, folder: string): Promise<JournalLine[]> {
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

function applyWhatFits<D, S>(
  kind: DocumentKind<D, S>,
  document: D,
  lines: readonly JournalLine[],
): { readonly document: D; readonly left: number; readonly at: string | null } {
  let current = document;
  let left = 0;
  let at: string | null = null;
  for (const line of lines) {
    const applied = applyLine(kind, current, line);
    if (applied.ok) {
      current = applied.value;
      at = line.at;
    } else left += 1;
  }
  return { document: current, left, at };
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
