import {
  emptyHistory,
  endHistoryAt,
  HISTORY_LIMIT,
  rebuildHistory,
  recordLine,
  type History,
} from '#core/library/history.ts';
import type { HistoryState } from '#core/contract/store.ts';

import type { JournalLine } from '../../document/files/journal.ts';
import type { HistoryEntry, LineOwner } from '../articles/library-index.ts';

/** The one history of all documents, and the one order of all changes. */
export class OneHistory {
  #history: History<HistoryEntry> = emptyHistory();
  #lastOrder = 0;

  /** The place of the next change. */
  readonly nextOrder = (): number => {
    this.#lastOrder += 1;
    return this.#lastOrder;
  };

  get lastOrder(): number {
    return this.#lastOrder;
  }

  /** A change with this place exists; no other one may get it. */
  noteOrder(order: number): void {
    this.#lastOrder = Math.max(this.#lastOrder, order);
  }

  /** What is to be kept over an orderly end. */
  get entries(): History<HistoryEntry> {
    return this.#history;
  }

  /** Takes over what the last session left. */
  restore(history: History<HistoryEntry>): void {
    this.#history = history;
  }

  /** Takes over what was changed after what was restored. */
  resume(changes: readonly HistoryEntry[]): void {
    for (const change of changes) {
      this.noteOrder(change.order);
      this.#history = recordLine(this.#history, change);
    }
  }

  /** Takes over what the documents' own lines say, where the last session left nothing. */
  rebuild(entries: readonly HistoryEntry[]): void {
    const history = rebuildHistory(entries);
    const isFull = history.undo.length + history.redo.length >= HISTORY_LIMIT;
    // Of what a document no longer keeps, nothing is left but that the first change is missing.
    const isCut = isFull && entries.every(({ order }) => order > 1);
    this.#history = isCut ? { ...history, older: true } : history;
  }

  /** What undo and redo would do next. */
  state(): HistoryState {
    const describe = (entry: HistoryEntry | undefined): HistoryState['undo'] =>
      entry ? { label: entry.label, ...ownerOf(entry) } : null;
    return {
      undo: describe(this.next('undo')),
      redo: describe(this.next('redo')),
      ...(this.#history.older && { older: true }),
    };
  }

  next(kind: 'undo' | 'redo'): HistoryEntry | undefined {
    return this.#history[kind].at(-1);
  }

  /** Takes over a line that is on disk; once, however often its request is repeated. */
  record(line: JournalLine, owner: LineOwner): void {
    if (line.unlisted === true || this.#knows(line)) return;
    this.#history = recordLine(this.#history, entryOf(line, owner));
  }

  #knows({ order, kind }: JournalLine): boolean {
    const { undo, redo } = this.#history;
    return (
      kind === 'do' &&
      (undo.some((each) => each.order === order) || redo.some((each) => each.order === order))
    );
  }

  /** Takes out what can no longer be taken back or repeated. */
  forget(isGone: (entry: HistoryEntry) => boolean): void {
    const without = (entries: readonly HistoryEntry[]): HistoryEntry[] =>
      entries.filter((entry) => !isGone(entry));
    const { undo, redo, older } = this.#history;
    this.#history = { undo: without(undo), redo: without(redo), ...(older && { older }) };
  }

  /** Takes out a change whose steps are no longer kept, with all before it. */
  endAt({ order }: HistoryEntry): void {
    this.#history = endHistoryAt(this.#history, order);
  }
}

/** The lines of one document as the history sees them. */
export function listEntries(lines: readonly JournalLine[], owner: LineOwner): HistoryEntry[] {
  return lines.filter(({ unlisted }) => unlisted !== true).map((line) => entryOf(line, owner));
}

function entryOf(line: JournalLine, owner: LineOwner): HistoryEntry {
  const { order, kind, of, label } = line;
  return { order, kind, label, ...ownerOf(owner), ...(of === undefined ? {} : { of }) };
}

function ownerOf({ articleId, eventId }: LineOwner): LineOwner {
  return { articleId, ...(eventId === undefined ? {} : { eventId }) };
}
