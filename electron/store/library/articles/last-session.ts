import type { Disk } from '../../disk/files.ts';
import type { IndexedArticle } from './index-columns.ts';
import { keyOf, LIBRARY_KEY, type Ledger, type LedgerContent, type Reached } from './ledger.ts';
import {
  readIndex,
  type IndexedEvent,
  type LibraryIndex,
  type LineOwner,
} from './library-index.ts';

/** A document whose last changes are in its journal alone. */
export interface Unfolded extends LineOwner {
  readonly changes: number;
  /** ISO 8601 of the first of them. */
  readonly since: string;
  /** Whether it is read at the start, which says what it has found. */
  readonly isRead: boolean;
}

/** What the last session left. */
export interface LastSession {
  /** What need not be read; `null` where everything must be. */
  readonly index: LibraryIndex | null;
  /** What the library had once, of which nothing may have gone unsaid; `null` where that is not known. */
  readonly last: LibraryIndex | null;
  /** Whether it ended in order, so that nothing was changed since its index was written. */
  readonly isClean: boolean;
  /** SHA-256 of the index that was read; `null` where none was. */
  readonly sum: string | null;
  /** Changes from this `order` on may lack their parts in documents. */
  readonly since: number;
  /** What was changed after the index, where it is known. */
  readonly ledger: LedgerContent | null;
  /** What is known only where the ledger is. */
  readonly unfolded: readonly Unfolded[];
}

/**
 * Reads what the last session left: the index where it ended in order; else the last index and what its
 * ledger has of the changes after it. Where those do not belong together, nothing is known. Throws system
 * errors. `owed`: changes of many articles that not all have taken over.
 */
export async function readLastSession(
  disk: Disk,
  dir: string,
  ledger: Pick<Ledger, 'read'>,
  owed: Iterable<{ readonly order: number }>,
): Promise<LastSession> {
  const found = await readIndex(disk, dir);
  const unknown = { index: null, last: null, isClean: false, sum: null, since: 0, ledger: null };
  if (!found) return { ...unknown, unfolded: [] };
  const { index, sum, isCurrent } = found;
  if (isCurrent) {
    return { ...unknown, index, last: index, isClean: true, sum, unfolded: [] };
  }
  const content = await ledger.read();
  if (!content?.indexes.has(sum)) return { ...unknown, last: index, unfolded: [] };
  const later = sinceIndex(content, index.nextOrder);
  // It ended before the list had a change of many articles.
  const isMissing = [...owed].some(
    ({ order }) => order >= index.nextOrder && !reaches(later, order),
  );
  if (isMissing) return { ...unknown, last: index, unfolded: [] };
  const last = bringUpToDate(index, later);
  return {
    index: withoutUncertain(last, later),
    ...{ last, isClean: false, sum, since: index.nextOrder, ledger: later },
    unfolded: listUnfolded(index, later),
  };
}

function reaches({ documents }: LedgerContent, order: number): boolean {
  return [...documents.values()].some((each) => each.articleId !== null && each.order >= order);
}

/** What an index with this `nextOrder` does not have. */
function sinceIndex(content: LedgerContent, nextOrder: number): LedgerContent {
  return {
    ...content,
    changes: content.changes.filter(({ order }) => order >= nextOrder),
    documents: new Map(
      [...content.documents].filter(([, { order }]) => order === 0 || order >= nextOrder),
    ),
  };
}

/** The index with what was changed after it, as far as it does not need the history. */
function bringUpToDate(index: LibraryIndex, { changes, documents }: LedgerContent): LibraryIndex {
  const articles = new Map(index.articles.map((each) => [each.summary.id, each]));
  const events = new Map(index.events?.map((each) => [each.id, each]));
  let nextOrder = index.nextOrder;
  const touched = new Set<string>();
  for (const { articleId, eventId, seq, order, summary, alone } of documents.values()) {
    nextOrder = Math.max(nextOrder, order + 1);
    if (eventId !== undefined) {
      const { backedUp = 0 }: Partial<IndexedEvent> = events.get(eventId) ?? {};
      events.set(eventId, { id: eventId, seq, backedUp });
    }
    if (articleId === null || !summary) continue;
    const before: IndexedArticle | undefined = articles.get(articleId);
    if (before && before.seq >= seq) continue;
    touched.add(articleId);
    const review = alone && { seq, people: [], open: 0, contested: 0 };
    const { backedUp = 0 }: Partial<IndexedArticle> = before ?? {};
    articles.set(articleId, { summary, seq, backedUp, review });
  }
  for (const { order } of changes) nextOrder = Math.max(nextOrder, order + 1);
  const { names } = index;
  return {
    ...index,
    nextOrder,
    articles: [...articles.values()],
    events: [...events.values()],
    names: names && { ...names, articles: names.articles.filter(({ id }) => !touched.has(id)) },
  };
}

/** Documents with a change that may never have been made are read. */
function withoutUncertain(index: LibraryIndex, content: LedgerContent): LibraryIndex {
  const uncertain = findUncertain(content);
  return {
    ...index,
    articles: index.articles.filter(({ summary }) => !uncertain.has(summary.id)),
    events: index.events?.filter(({ id }) => !uncertain.has(id)),
  };
}

function findUncertain({ open, changes, documents }: LedgerContent): ReadonlySet<string> {
  const about = [...documents.values(), ...changes].filter(({ order }) => open.has(order));
  return new Set(about.map(keyOf));
}

function listUnfolded(index: LibraryIndex, content: LedgerContent): readonly Unfolded[] {
  const uncertain = findUncertain(content);
  const before = new Map<string, number>();
  for (const { summary, seq } of index.articles) before.set(summary.id, seq);
  for (const { id, seq } of index.events ?? []) before.set(id, seq);
  return [...content.unfolded].flatMap(([key, { at: since, after }]): readonly Unfolded[] => {
    const document = content.documents.get(key);
    if (!document || key === LIBRARY_KEY) return [];
    const { articleId, eventId, seq } = document;
    const changes = seq - Math.max(after, before.get(key) ?? 0);
    return [{ articleId, eventId, changes, since, isRead: uncertain.has(key) }];
  });
}

/**
 * What was changed, without what was not made after all. `found`: orders of changes that are in documents.
 * `reached`: how far a document that was read has come; `undefined` where it could not be read, and what
 * is uncertain of it stays so.
 */
export function withoutUnmade(
  content: LedgerContent,
  found: ReadonlySet<number>,
  reached: (document: LineOwner) => Partial<Reached> | undefined,
): LedgerContent {
  const { open, changes, documents } = content;
  const stays = new Set<number>();
  const known = new Map(documents);
  const uncertain = findUncertain(content);
  for (const [key, document] of documents) {
    if (!uncertain.has(key)) continue;
    const read = reached(document);
    if (read) known.set(key, { ...document, ...read });
    else {
      for (const { order } of [document, ...changes.filter((each) => keyOf(each) === key)]) {
        if (open.has(order)) stays.add(order);
      }
    }
  }
  return {
    ...content,
    documents: known,
    open: stays,
    changes: changes.filter(({ order }) => !open.has(order) || found.has(order)),
  };
}
