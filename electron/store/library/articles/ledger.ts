import path from 'node:path';

import { z } from 'zod';

import type { ArticleSummary } from '#core/article/article.ts';
import { summarize, type ArticleDocument } from '#core/article/document.ts';

import {
  makeRoomForFile,
  readIfThere,
  replaceFile,
  writeFully,
  type Disk,
  type OpenFile,
} from '../../disk/files.ts';
import { Mutex } from '../../disk/gate.ts';
import { Turns } from '../../disk/turns.ts';
import { sha256 } from '../../disk/sums.ts';
import type { JournalLine } from '../../document/files/journal.ts';
import type { LineWatcher } from '../../document/line-watcher.ts';
import type { Entry } from './catalogue.ts';
import type { HistoryEntry, LineOwner } from './library-index.ts';

const FILE = 'changes.log';
/** Hex digits of the SHA-256 at the head of a line. */
const SUM = 16;
/** Bytes from which the file is written anew where most of it is out of date. */
const LARGE = 8 * 1024 * 1024;

/** Articles in one line where many come in or change at once: no line keeps this process busy for long. */
const IN_A_LINE = 250;

/** The first line of the file. */
const Header = z.object({ format: z.literal('framewise-changes'), schema: z.literal(1) });
const HEADER: z.infer<typeof Header> = { format: 'framewise-changes', schema: 1 };

/** How far a document has come. */
export interface Reached extends LineOwner {
  readonly seq: number;
  /** Of its last change; 0 where there was none. */
  readonly order: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Of an article: what the list shows of it. */
  readonly summary?: ArticleSummary;
  /** Whether nobody else's tags are in it. */
  readonly alone?: true;
}

/** A line of the file after the first. Its sum says that it is as it was written, so it is not checked again. */
interface Record {
  /** SHA-256 of an index that has everything before its `nextOrder`. */
  readonly index?: string;
  /** Orders of changes that were not known to be in their journals. */
  readonly open?: readonly number[];
  readonly changes?: readonly HistoryEntry[];
  readonly documents?: readonly Reached[];
  /** Documents that nothing was written to, as the list shows them. */
  readonly shown?: readonly Reached[];
  /** Documents whose snapshot has everything up to their `seq`. */
  readonly folded?: readonly Folded[];
}

/** What was changed since an index was written. */
export interface LedgerContent {
  /** Of the indexes that it goes on from. */
  readonly indexes: ReadonlySet<string>;
  /** Orders of changes that may never have been made. */
  readonly open: ReadonlySet<number>;
  readonly changes: readonly HistoryEntry[];
  /** How far each has come, by `keyOf`. */
  readonly documents: ReadonlyMap<string, Reached>;
  /** Of documents whose last changes are in their journals alone: since when, and up to which `seq` not. */
  readonly unfolded: ReadonlyMap<string, { readonly at: string; readonly after: number }>;
}

/** One name for each document. */
export function keyOf({ articleId, eventId }: LineOwner): string {
  return articleId ?? eventId ?? LIBRARY_KEY;
}

/** The library's own document among the others. */
export const LIBRARY_KEY = 'library';

type Folded = LineOwner & { readonly seq: number };

interface OpenLedger {
  readonly handle: OpenFile;
  readonly inode: string | undefined;
  length: number;
}

/**
 * One line for each change of the session before it is made: what the index would know of it. A start
 * after a kill has the list and the history from the last index and this, without reading any article.
 *
 * A change whose line is not here is never written. One that is here may not have been: those are named.
 */
export class Ledger {
  readonly #disk: Disk;
  readonly #file: string;
  readonly #now: () => Date;
  readonly #turns = new Mutex();
  readonly #indexes = new Set<string>();
  readonly #changes: HistoryEntry[] = [];
  readonly #documents = new Map<string, Reached>();
  readonly #folded = new Map<string, Folded>();
  /** Those of them that are not in the file yet: they come with the next change. */
  readonly #foldedSince = new Set<string>();
  /** Orders that are here and not known to be in their journals. */
  readonly #open = new Set<number>();
  #opened: OpenLedger | null = null;
  /** Bytes of the file when it was written anew last. */
  #base = 0;
  #begun = false;

  constructor(place: { readonly disk: Disk; readonly dir: string; readonly now: () => Date }) {
    const { disk, dir, now } = place;
    this.#disk = disk;
    this.#now = now;
    this.#file = path.join(dir, FILE);
  }

  /** What the last session left; `null` where nothing did or it cannot be read whole. Throws system errors. */
  async read(): Promise<LedgerContent | null> {
    const bytes = await readIfThere(this.#disk, this.#file);
    const records = bytes && (await parseRecords(bytes));
    return records && collect(records);
  }

  /** Goes on from an index, with what was changed after it. Throws system errors. */
  async begin(indexSum: string, content: LedgerContent | null): Promise<void> {
    this.#indexes.add(indexSum);
    for (const change of content?.changes ?? []) this.#changes.push(change);
    for (const order of content?.open ?? []) this.#open.add(order);
    for (const [key, document] of content?.documents ?? []) {
      this.#documents.set(key, document);
      const { articleId, eventId } = document;
      const seq = content?.unfolded.get(key)?.after ?? document.seq;
      this.#folded.set(key, { articleId, seq, ...(eventId !== undefined && { eventId }) });
    }
    this.#begun = true;
    await this.#turns.run(() => this.#writeAnew());
  }

  /** Before anything is changed without it. Throws system errors. */
  async remove(): Promise<void> {
    this.#begun = false;
    await this.#turns.run(async () => {
      await this.#abandon();
      await makeRoomForFile(this.#disk, this.#file, this.#now().toISOString());
      await this.#disk.remove(this.#file);
      await this.#disk.syncFolder(path.dirname(this.#file));
    });
  }

  /** An index with this sum is about to be written, while nothing is being changed. Throws system errors. */
  async mark(indexSum: string): Promise<void> {
    if (!this.#begun) return;
    this.#indexes.add(indexSum);
    await this.#append(serialize({ index: indexSum }));
  }

  /**
   * Articles as the list shows them after they came in, were restored, or have a change of many articles
   * to take over, which has this `order`. Throws system errors.
   */
  async noteArticles(entries: readonly Entry[], changed = 0): Promise<void> {
    if (!this.#begun || entries.length === 0) return;
    const shown = entries.map((entry): Reached => {
      const { id: articleId, added: at } = entry.summary;
      const { order = 0 } = this.#documents.get(articleId) ?? {};
      return { articleId, order: Math.max(order, changed), at, ...reachedBy(entry) };
    });
    for (const each of shown) {
      this.#documents.set(keyOf(each), each);
      this.#folded.set(keyOf(each), { articleId: each.articleId, seq: each.seq });
    }
    const turns = new Turns();
    const lines: string[] = [];
    for (const some of inLines(shown)) {
      lines.push(serialize({ shown: some }));
      await turns.pass();
    }
    await this.#append(...lines);
  }

  /** Writes down which documents have their changes in their snapshots; else that comes with the next change. */
  async noteFolded(): Promise<void> {
    const news = [...this.#foldedSince];
    if (!this.#begun || news.length === 0) return;
    await this.#append(serialize({ folded: news.flatMap((key) => this.#folded.get(key) ?? []) }));
    for (const key of news) this.#foldedSince.delete(key);
  }

  /** What the store of an article tells. */
  ofArticles(): LineWatcher<ArticleDocument> {
    return this.#watcher((document) => ({
      owner: { articleId: document.id },
      shown: {
        summary: summarize(document),
        ...(document.sets.size === 0 && { alone: true as const }),
      },
    }));
  }

  /** What the store of any other document tells. */
  of(owner: LineOwner): LineWatcher<unknown> {
    return this.#watcher(() => ({ owner, shown: {} }));
  }

  #watcher<D>(
    describe: (document: D) => {
      readonly owner: LineOwner;
      readonly shown: { readonly summary?: ArticleSummary; readonly alone?: true };
    },
  ): LineWatcher<D> {
    return {
      before: async (lines, document) => {
        const fresh = lines.filter(({ order }) => !this.#open.has(order));
        const last = lines.at(-1);
        if (!this.#begun || !last || fresh.length === 0) return;
        const { owner, shown } = describe(document);
        const { seq, order, at } = last;
        const reached: Reached = { ...owner, seq, order, at, ...shown };
        const changes = fresh.flatMap((line) => listedChange(line, owner));
        const opened = fresh.map((line) => line.order);
        await this.#announce(opened, changes, reached);
      },
      after: (lines) => {
        for (const { order } of lines) this.#open.delete(order);
      },
      folded: (seq, document) => {
        const { owner } = describe(document);
        this.#folded.set(keyOf(owner), { ...owner, seq });
        this.#foldedSince.add(keyOf(owner));
      },
    };
  }

  async #announce(
    orders: readonly number[],
    changes: readonly HistoryEntry[],
    reached: Reached,
  ): Promise<void> {
    for (const order of orders) this.#open.add(order);
    const news = [...this.#foldedSince];
    const folded = news.flatMap((key) => this.#folded.get(key) ?? []);
    const record = { open: [...this.#open], changes: [...changes], documents: [reached] };
    try {
      await this.#append(serialize(folded.length > 0 ? { ...record, folded } : record));
    } catch (error) {
      for (const order of orders) this.#open.delete(order);
      throw error;
    }
    for (const key of news) this.#foldedSince.delete(key);
    this.#changes.push(...changes);
    this.#documents.set(keyOf(reached), reached);
  }

  #append(...lines: readonly string[]): Promise<void> {
    const data = Buffer.from(lines.join(''), 'utf8');
    return this.#turns.run(async () => {
      for (;;) {
        if (!this.#opened || this.#isOutOfDate()) await this.#writeAnew();
        const opened = this.#opened;
        if (!opened) continue;
        try {
          await writeFully(opened.handle, data, opened.length);
          await opened.handle.datasync();
        } catch (error) {
          // What is in the file behind its good length is not known: the next one writes it anew.
          await this.#abandon();
          throw error;
        }
        opened.length += data.byteLength;
        if ((await this.#disk.look(this.#file))?.inode === opened.inode) return;
        // It is in a file that is no longer where it will be looked for.
        await this.#abandon();
      }
    });
  }

  /** Lets go of the file. */
  async close(): Promise<void> {
    this.#begun = false;
    await this.#turns.run(() => this.#abandon());
  }

  #isOutOfDate(): boolean {
    const length = this.#opened?.length ?? 0;
    return length > LARGE && length > 4 * this.#base;
  }

  /** Puts what is known into a new file in place of the old one. */
  async #writeAnew(): Promise<void> {
    await this.#abandon();
    const data = Buffer.from(await this.#serializeAll(), 'utf8');
    await makeRoomForFile(this.#disk, this.#file, this.#now().toISOString());
    await replaceFile(this.#disk, this.#file, data);
    const handle = await this.#disk.open(this.#file, 'existing');
    const inode = (await this.#disk.look(this.#file))?.inode;
    this.#opened = { handle, inode, length: data.byteLength };
    this.#base = data.byteLength;
  }

  /** All that is known at this moment, in lines of which none keeps this process busy for long. */
  async #serializeAll(): Promise<string> {
    const records: Record[] = [
      ...[...this.#indexes].map((index) => ({ index })),
      { open: [...this.#open] },
      ...inLines(this.#changes).map((changes) => ({ changes })),
      ...inLines([...this.#documents.values()]).map((documents) => ({ documents })),
      ...inLines([...this.#folded.values()]).map((folded) => ({ folded })),
    ];
    const turns = new Turns();
    let text = serialize(HEADER);
    for (const record of records) {
      text += serialize(record);
      await turns.pass();
    }
    return text;
  }

  async #abandon(): Promise<void> {
    const opened = this.#opened;
    this.#opened = null;
    await opened?.handle.close().catch(() => undefined);
  }
}

/** How far an article has come, and what the list shows of it. */
export function reachedBy({
  summary,
  seq,
  review,
}: Entry): Pick<Reached, 'seq' | 'summary' | 'alone'> {
  return { seq, summary, ...(review?.people.length === 0 && { alone: true as const }) };
}

function listedChange(line: JournalLine, owner: LineOwner): readonly HistoryEntry[] {
  if (line.unlisted === true) return [];
  const { order, kind, of, label } = line;
  return [{ order, kind, label, ...owner, ...(of === undefined ? {} : { of }) }];
}

/** As many of them together as one line has at most. */
function inLines<T>(all: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / IN_A_LINE) }, (_, line) =>
    all.slice(line * IN_A_LINE, (line + 1) * IN_A_LINE),
  );
}

function serialize(record: Record | typeof HEADER): string {
  const json = JSON.stringify(record);
  return `${sha256(json).slice(0, SUM)} ${json}\n`;
}

/** The records of a file; `null` where it is not whole: an end that is missing could be long. */
async function parseRecords(bytes: Uint8Array): Promise<readonly Record[] | null> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  if (!text.endsWith('\n')) return null;
  const [header = '', ...rest] = text.slice(0, -1).split('\n');
  if (!Header.safeParse(parseRecord(header)).success) return null;
  const records: Record[] = [];
  const turns = new Turns();
  for (const line of rest) {
    const record = parseRecord(line);
    if (!record) return null;
    records.push(record);
    await turns.pass();
  }
  return records;
}

function parseRecord(line: string): Record | null {
  const json = line.slice(SUM + 1);
  if (line.slice(0, SUM) !== sha256(json).slice(0, SUM)) return null;
  try {
    return JSON.parse(json) as Record;
  } catch {
    return null;
  }
}

function collect(records: readonly Record[]): LedgerContent {
  const indexes = new Set<string>();
  let open: readonly number[] = [];
  const changes = new Map<number, HistoryEntry>();
  const documents = new Map<string, Reached>();
  const unfolded = new Map<string, { at: string; after: number }>();
  for (const record of records) {
    if (record.index !== undefined) indexes.add(record.index);
    open = record.open ?? open;
    for (const change of record.changes ?? []) changes.set(change.order, change);
    for (const document of record.documents ?? []) {
      const key = keyOf(document);
      if (document.order > 0 && !unfolded.has(key)) {
        unfolded.set(key, { at: document.at, after: documents.get(key)?.seq ?? -1 });
      }
      documents.set(key, document);
    }
    for (const shown of record.shown ?? []) documents.set(keyOf(shown), shown);
    for (const folded of record.folded ?? []) {
      const key = keyOf(folded);
      const known = unfolded.get(key);
      if ((documents.get(key)?.seq ?? 0) <= folded.seq) unfolded.delete(key);
      else if (known) unfolded.set(key, { ...known, after: Math.max(known.after, folded.seq) });
    }
  }
  return {
    ...{ indexes, documents, unfolded },
    open: new Set(open),
    changes: [...changes.values()].sort((a, b) => a.order - b.order),
  };
}
