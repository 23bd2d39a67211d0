import path from 'node:path';

import { z } from 'zod';

import { err, ok, type Result } from '#core/result.ts';

import { readIfThere, writeNewFile, type Disk } from '../../disk/files.ts';
import { JournalLine } from './journal.ts';
import { sha256 } from '../../disk/sums.ts';
import type { DocumentKind } from './kind.ts';

/** File name of a document's snapshot. */
export const SNAPSHOT = 'doc.json';
/** File name of the snapshot before the present one. */
export const BACKUP_SNAPSHOT = 'doc.json.bak';
const TEMPORARY_LINK = 'doc.json.bak.new';

/** A document at one moment, with the lines that led there. */
const SnapshotSchema = z.looseObject({
  /** What kind of document this is. */
  format: z.string().max(100),
  /** Version of the stored form of `content`. */
  schema: z.int().positive(),
  /** `seq` of the last change in it. */
  seq: z.int().nonnegative(),
  /** `order` of the last change in it. */
  order: z.int().nonnegative(),
  /** `seq` of the newest daily backup; journals are kept from there on. */
  backedUp: z.int().nonnegative(),
  /** When it was written; ISO 8601, UTC. */
  at: z.string().max(64),
  content: z.unknown(),
  /** The last changes, the newest last, so that a snapshot never forgets an undo step. */
  recent: z.array(JournalLine),
});
export type Snapshot = z.infer<typeof SnapshotSchema>;

/** The file's text: the sum is over the exact text of `doc`. */
export function serializeSnapshot(snapshot: Snapshot): string {
  const doc = JSON.stringify(snapshot);
  return `{"sum":"${sha256(doc)}","doc":${doc}}`;
}

const HEAD = /^\{"sum":"([0-9a-f]{64})","doc":$/u;
/** Code units of the text before the document. */
const HEAD_LENGTH = '{"sum":"'.length + 64 + '","doc":'.length;

export type SnapshotError = { readonly type: 'corrupt'; readonly detail: string };

/** Reads a snapshot's bytes and checks its sum. */
export function parseSnapshot(bytes: Uint8Array, format: string): Result<Snapshot, SnapshotError> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (text.length === 0) return err({ type: 'corrupt', detail: 'it is empty' });
  const sum = HEAD.exec(text.toString('latin1', 0, HEAD_LENGTH))?.[1];
  if (sum === undefined) return err({ type: 'corrupt', detail: 'it does not begin as it should' });
  const doc = text.subarray(HEAD_LENGTH, text.length - 1);
  if (sha256(doc) !== sum) return err({ type: 'corrupt', detail: 'its sum does not match' });
  try {
    const parsed = SnapshotSchema.safeParse(JSON.parse(doc.toString('utf8')));
    if (!parsed.success) return err({ type: 'corrupt', detail: z.prettifyError(parsed.error) });
    if (parsed.data.format !== format) {
      return err({ type: 'corrupt', detail: `it holds "${parsed.data.format}"` });
    }
    return ok(parsed.data);
  } catch {
    return err({ type: 'corrupt', detail: 'it is not JSON' });
  }
}

/**
 * Writes a snapshot through electron-store, reads it back, and throws where it did not arrive whole.
 *
 * `keepOld` keeps the present snapshot as `doc.json.bak` first, by hard link and rename, which needs
 * no free space; leave it off where the present one is known to be bad.
 */
export async function writeSnapshot(
  disk: Disk,
  folder: string,
  snapshot: Pick<Snapshot, 'seq' | 'format'> & { readonly text: string },
  keepOld: boolean,
): Promise<void> {
  const file = path.join(folder, SNAPSHOT);
  const backup = path.join(folder, BACKUP_SNAPSHOT);
  const temporary = path.join(folder, TEMPORARY_LINK);
  if (keepOld && (await disk.look(file)) !== null) {
    await disk.remove(temporary);
    await disk.link(file, temporary);
    await disk.rename(temporary, backup);
    await disk.syncFolder(folder);
  }
  await disk.writeStore(file, snapshot.text);
  await disk.syncFolder(folder);
  const bytes = await readIfThere(disk, file);
  const found = bytes && parseSnapshot(bytes, snapshot.format);
  if (found?.ok && found.value.seq === snapshot.seq) return;
  if (keepOld) {
    await disk.remove(temporary);
    await disk.link(backup, temporary);
    await disk.rename(temporary, file);
    await disk.syncFolder(folder);
  }
  // electron-store does not notice a write that was cut short; this is what a full disk looks like.
  throw Object.assign(new Error('The snapshot did not arrive whole.'), { code: 'ENOSPC' });
}

/**
 * Writes the first snapshot of a new document into a folder that exists and has none. There is nothing to
 * replace: electron-store, which writes while nothing else can be done, would take seconds for many articles.
 */
export async function writeFirstSnapshot<D, S>(
  disk: Disk,
  folder: string,
  kind: DocumentKind<D, S>,
  document: D,
  first: { readonly seq: number; readonly order: number; readonly at: string },
): Promise<void> {
  const text = serializeSnapshot({
    format: kind.format,
    schema: kind.schema,
    ...first,
    backedUp: 0,
    recent: [],
    content: kind.toStored(document),
  });
  await writeNewFile(disk, path.join(folder, SNAPSHOT), Buffer.from(text, 'utf8'));
  await disk.syncFolder(folder);
}
