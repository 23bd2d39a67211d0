import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  emptyHistory,
  rebuildHistory,
  recordLine,
  type History,
  type HistoryLine,
} from '#core/library/history.ts';

import type { JournalLine } from './journal.ts';
import { keepRecent, measureLine, RECENT, type KeptLine } from './recent.ts';

/** Changes of several documents with one history over them, as a library makes them. */
class Work {
  readonly #documents = new Map<number, KeptLine[]>();
  readonly all: JournalLine[] = [];
  history: History<JournalLine> = emptyHistory();

  act(kind: 'do' | 'undo' | 'redo' | 'unlisted', document: number, size = 1): void {
    const about = kind === 'undo' || kind === 'redo' ? this.history[kind].at(-1) : undefined;
    if ((kind === 'undo' || kind === 'redo') && !about) return;
    const home = about?.schema ?? document;
    const line: JournalLine = {
      // The fixture's name of the document, which a line does not have.
      schema: home,
      ...{ seq: this.all.length + 1, flushed: 0, order: this.all.length + 1 },
      ...{ id: String(this.all.length), label: '', at: '', inverse: [] },
      kind: kind === 'unlisted' ? 'do' : kind,
      ...(about && { of: about.order }),
      ...(kind === 'unlisted' && { unlisted: true }),
      steps: ['x'.repeat(size)],
    };
    this.all.push(line);
    if (kind !== 'unlisted') this.history = recordLine(this.history, line);
    this.#documents.set(home, [...(this.#documents.get(home) ?? []), measureLine(line)]);
  }

  /** As a document does after each change. */
  trim(limits: typeof RECENT): void {
    for (const [document, lines] of this.#documents) {
      this.#documents.set(document, [...keepRecent(lines, limits)]);
    }
  }

  get kept(): readonly JournalLine[] {
    return [...this.#documents.values()].flat().map(({ line }) => line);
  }

  get rebuilt(): History<JournalLine> {
    return rebuildHistory(this.kept.filter(({ unlisted }) => unlisted !== true));
  }
}

const orders = (lines: readonly HistoryLine[]): number[] => lines.map(({ order }) => order);

describe('the lines that a snapshot keeps', () => {
  it('hold every change however often the last one is taken back and repeated', () => {
    const work = new Work();
    for (let n = 0; n < 400; n += 1) work.act('do', 1);
    for (let n = 0; n < 2000; n += 1) {
      work.act(n % 2 === 0 ? 'undo' : 'redo', 1);
      work.trim(RECENT);
    }
    expect(work.rebuilt.undo).toHaveLength(400);
    expect(work.kept.length).toBeLessThanOrEqual(2 * RECENT.changes + RECENT.tail);
  });

  it('hold every change however often something else is done and taken back', () => {
    const work = new Work();
    for (let n = 0; n < 400; n += 1) work.act('do', 1);
    for (let n = 0; n < 1000; n += 1) {
      work.act('do', 1);
      work.act('undo', 1);
      work.trim(RECENT);
    }
    expect(work.rebuilt).toMatchObject({ undo: { length: 400 }, redo: { length: 1 } });
    expect(work.kept.length).toBeLessThanOrEqual(2 * RECENT.changes + RECENT.tail);
  });

  it('are no longer than their limit, however large a change that goes back and forth is', () => {
    const work = new Work();
    for (let n = 0; n < 20; n += 1) work.act('do', 1, 50);
    for (let n = 0; n < 100; n += 1) {
      work.act(n % 2 === 0 ? 'do' : 'undo', 1, 3000);
      work.trim({ changes: 500, tail: 100, length: 20_000 });
    }
    const { undo } = work.rebuilt;
    expect(undo).toHaveLength(20);
    expect(JSON.stringify(work.kept).length).toBeLessThan(21_000);
  });

  it('have the newest one even where it is larger than all may be', () => {
    const work = new Work();
    for (let n = 0; n < 3; n += 1) work.act('do', 1, 5000);
    work.trim({ changes: 500, tail: 100, length: 100 });
    expect(orders(work.kept)).toEqual([3]);
  });

  it('give the same history as all lines do, as far as it goes back', () => {
    const limits = { changes: 6, tail: 3, length: 1e6 };
    const action = fc.tuple(
      fc.constantFrom('do', 'do', 'undo', 'undo', 'redo', 'unlisted'),
      fc.integer({ min: 1, max: 3 }),
    );
    fc.assert(
      fc.property(fc.array(action, { maxLength: 80 }), (actions) => {
        const work = new Work();
        for (const [kind, document] of actions) {
          work.act(kind as 'do', document);
          work.trim(limits);
        }
        const { undo, redo } = work.history;
        const reach = Math.min(undo.length, limits.changes - redo.length);
        if (reach < 0) return;
        expect(orders(work.rebuilt.redo)).toEqual(orders(redo));
        expect(orders(work.rebuilt.undo.toReversed()).slice(0, reach)).toEqual(
          orders(undo.toReversed()).slice(0, reach),
        );
      }),
      { numRuns: 500 },
    );
  });
});
