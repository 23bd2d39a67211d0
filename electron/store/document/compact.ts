import { ARTICLE_KIND, EVENT_KIND, LIBRARY_KIND, type DocumentKind } from './files/kind.ts';
import type { Disk } from '../disk/files.ts';
import { loadDocument } from './files/load.ts';
import { serializeSnapshot, writeSnapshot } from './files/snapshot.ts';

/**
 * Writes a snapshot from the files alone: the old snapshot and the journals up to the job's `seq`.
 *
 * Nothing has to be sent between processes but the job, and the process that takes changes can go
 * on writing behind that `seq`. Returns `false` where the files do not reach it.
 */
export async function compactDocument(disk: Disk, job: CheckpointJob): Promise<boolean> {
  switch (job.format) {
    case ARTICLE_KIND.format:
      return compact(disk, ARTICLE_KIND, job);
    case LIBRARY_KIND.format:
      return compact(disk, LIBRARY_KIND, job);
    case EVENT_KIND.format:
      return compact(disk, EVENT_KIND, job);
    default:
      return false;
  }
}

async function compact<D, S>(
  disk: Disk,
  kind: DocumentKind<D, S>,
  job: CheckpointJob,
): Promise<boolean> {
  const loaded = await loadDocument(disk, job.folder, kind, job.seq);
  if (!loaded.ok) return false;
  const { document, seq, order, recent, extra, badSnapshot, schema } = loaded.value;
  if (seq !== job.seq || badSnapshot !== null || schema !== kind.schema) return false;
  const text = serializeSnapshot({
    ...extra,
    format: kind.format,
    schema: kind.schema,
    seq,
    order,
    backedUp: job.backedUp,
    at: job.at,
    recent: recent.map(({ line }) => line),
    content: kind.toStored(document),
  });
  await writeSnapshot(disk, job.folder, { text, seq, format: kind.format }, true);
  return true;
}

/** A snapshot to be written from the files alone, so that it can be done by another process. */
export interface CheckpointJob {
  readonly folder: string;
  /** The kind of document. */
  readonly format: string;
  /** The snapshot is to hold the changes up to this one. */
  readonly seq: number;
  readonly backedUp: number;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** Writes one snapshot elsewhere; `false` where that did not work out. */
export type RunCheckpoint = (job: CheckpointJob) => Promise<boolean>;
