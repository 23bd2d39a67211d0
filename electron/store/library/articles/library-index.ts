import path from 'node:path';

import { z } from 'zod';

import { ArticleDetails, ArticleId } from '#core/article/article.ts';
import { Uuid } from '#core/tags/ids.ts';
import type { History } from '#core/library/history.ts';

import { makeRoomForFile, readIfThere, replaceFile, type Disk } from '../../disk/files.ts';
import { sha256 } from '../../disk/sums.ts';
import {
  areIndexColumns,
  articlesIn,
  namesIn,
  toIndexColumns,
  type IndexedArticle,
} from './index-columns.ts';
import type { KeptNames } from './names-in-use.ts';

const INDEX = 'index.json';
/** Says that the last session ended in order, and with which index. Removed before anything is changed. */
const CLEAN = 'clean-shutdown.json';

/** Whose journal a line is in. */
export interface LineOwner {
  /** `null`: the library's own, or an event's. */
  readonly articleId: string | null;
  /** Present for an event's. */
  readonly eventId?: string | undefined;
}

/** One acknowledged change as the history holds it; the steps are in the document's own lines. */
export interface HistoryEntry extends LineOwner {
  readonly order: number;
  readonly kind: 'do' | 'undo' | 'redo';
  readonly of?: number | undefined;
  readonly label: string;
}

const Entry = z.object({
  order: z.int().positive(),
  kind: z.enum(['do', 'undo', 'redo']),
  of: z.int().positive().optional(),
  label: z.string(),
  articleId: ArticleId.nullable(),
  eventId: Uuid.optional(),
});

const OlderArticle = z.object({
  summary: z.object({
    id: ArticleId,
    details: ArticleDetails,
    length: z.int().nonnegative(),
    added: z.string(),
    sourceName: z.string(),
    tagCounts: z.record(z.string(), z.int()),
  }),
  seq: z.int().nonnegative(),
  backedUp: z.int().nonnegative(),
  review: z
    .object({
      seq: z.int().nonnegative(),
      people: z.array(z.string()),
      open: z.int().nonnegative(),
      contested: z.int().nonnegative(),
    })
    .optional(),
});

/** Left out by versions that did not count names. */
const Names = z.object({
  attributes: z.array(z.string()),
  articles: z.array(
    z.object({
      id: ArticleId,
      seq: z.int().nonnegative(),
      names: z.array(z.tuple([z.string(), z.int().positive()])),
    }),
  ),
});

const IndexedEvent = z.object({
  id: Uuid,
  seq: z.int().nonnegative(),
  /** `seq` of its newest daily backup. */
  backedUp: z.int().nonnegative(),
});
/** What is known of the words on an event without opening them. */
export type IndexedEvent = z.infer<typeof IndexedEvent>;

/** What an index says beside its articles. */
const Beside = z.object({
  format: z.literal('framewise-index'),
  schema: z.literal(2),
  nextOrder: z.int().positive(),
  /** Attributes whose values were counted in the names of the articles. */
  attributes: z.array(z.string()).optional(),
  /** Left out by versions in which nothing was said of events. */
  events: z.array(IndexedEvent).optional(),
  history: z.object({
    undo: z.array(Entry),
    redo: z.array(Entry),
    older: z.literal(true).optional(),
  }),
});

/** An index as it was when each article was an object of its own. */
const OlderIndex = Beside.omit({ attributes: true }).extend({
  schema: z.literal(1),
  articles: z.array(OlderArticle),
  names: Names.optional(),
});

/** Everything that can also be found by reading every article, kept so that this is rarely needed. */
export interface LibraryIndex {
  readonly nextOrder: number;
  readonly articles: readonly IndexedArticle[];
  readonly names?: KeptNames | undefined;
  /** Of events of which something has been said. */
  readonly events?: readonly IndexedEvent[] | undefined;
  readonly history: History<HistoryEntry>;
}

/** An index as it was found. */
export interface FoundIndex {
  readonly index: LibraryIndex;
  /** SHA-256 of the file. */
  readonly sum: string;
  /** Whether the last session ended in order and left this very index, so that nothing was changed since. */
  readonly isCurrent: boolean;
}

/**
 * Reads the index. One that is not current says what was there once, of which nothing may have gone
 * unsaid. `null` where it cannot be read.
 */
export async function readIndex(disk: Disk, dir: string): Promise<FoundIndex | null> {
  const marker = await readIfThere(disk, path.join(dir, CLEAN));
  const bytes = await readIfThere(disk, path.join(dir, INDEX));
  if (!bytes) return null;
  try {
    const sum = sha256(bytes);
    const index = parseIndex(JSON.parse(decode(bytes)));
    return { index, sum, isCurrent: marker !== null && readMarker(marker) === sum };
  } catch {
    return null;
  }
}

/** Throws where it is none. */
function parseIndex(value: unknown): LibraryIndex {
  const stored = z.looseObject({ schema: z.int() }).parse(value);
  if (stored.schema === 1) return OlderIndex.parse(stored);
  const columns = stored['articles'];
  if (!areIndexColumns(columns)) throw new Error('The articles are not what an index has of them.');
  const { nextOrder, attributes, events, history } = Beside.parse({ ...stored, articles: null });
  return {
    ...{ nextOrder, events, history, articles: articlesIn(columns) },
    names: attributes && { attributes, articles: namesIn(columns) },
  };
}

function decode(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

function readMarker(bytes: Uint8Array): string | null {
  try {
    const marker: unknown = JSON.parse(decode(bytes));
    return z.object({ sum: z.string() }).parse(marker).sum;
  } catch {
    return null;
  }
}

/** Takes the mark of an orderly end away; do this before anything is changed. */
export async function markDirty(disk: Disk, dir: string, stamp: string): Promise<void> {
  for (const name of [CLEAN, INDEX]) await makeRoomForFile(disk, path.join(dir, name), stamp);
  await disk.remove(path.join(dir, CLEAN));
  await disk.syncFolder(dir);
}

/**
 * Writes the index through electron-store, and returns its SHA-256. It is not marked as current.
 * `announce`: called with the sum before.
 */
export async function writeIndex(
  disk: Disk,
  dir: string,
  index: LibraryIndex,
  announce: (sum: string) => Promise<void>,
): Promise<string> {
  const { articles, names, nextOrder, events, history } = index;
  const text = JSON.stringify({
    ...{ format: 'framewise-index', schema: 2, nextOrder, events, history },
    ...{ attributes: names?.attributes, articles: toIndexColumns(articles, names) },
  });
  const sum = sha256(text);
  await announce(sum);
  await disk.writeStore(path.join(dir, INDEX), text);
  return sum;
}

/** Writes the index and marks the session as ended in order. */
export async function markClean(
  disk: Disk,
  dir: string,
  index: LibraryIndex,
  announce: (sum: string) => Promise<void>,
): Promise<void> {
  const marker = JSON.stringify({ sum: await writeIndex(disk, dir, index, announce) });
  await replaceFile(disk, path.join(dir, CLEAN), Buffer.from(marker, 'utf8'));
}
