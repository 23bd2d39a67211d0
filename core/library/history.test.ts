import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  emptyHistory,
  HISTORY_LIMIT,
  rebuildHistory,
  recordLine,
  type History,
  type HistoryLine,
} from './history.ts';

function record(...lines: readonly HistoryLine[]): History<HistoryLine> {
  return lines.reduce((history, line) => recordLine(history, line), emptyHistory<HistoryLine>());
}

function orders({ undo, redo }: History<HistoryLine>): { undo: number[]; redo: number[] } {
  return { undo: undo.map(({ order }) => order), redo: redo.map(({ order }) => order) };
}

const cases: readonly {
  name: string;
  lines: readonly HistoryLine[];
  undo: number[];
  redo: number[];
}[] = [
  { name: 'nothing', lines: [], undo: [], redo: [] },
  {
    name: 'two changes',
    lines: [
      { order: 1, kind: 'do' },
      { order: 2, kind: 'do' },
    ],
    undo: [1, 2],
    redo: [],
  },
  {
    name: 'a change taken back',
    lines: [
      { order: 1, kind: 'do' },
      { order: 2, kind: 'do' },
      { order: 3, kind: 'undo', of: 2 },
    ],
    undo: [1],
    redo: [2],
  },
  {
    name: 'a change repeated',
    lines: [
      { order: 1, kind: 'do' },
      { order: 2, kind: 'undo', of: 1 },
      { order: 3, kind: 'redo', of: 1 },
    ],
    undo: [1],
    redo: [],
  },
  {
    name: 'a new change after an undo, which can then not be repeated',
    lines: [
      { order: 1, kind: 'do' },
      { order: 2, kind: 'undo', of: 1 },
      { order: 3, kind: 'do' },
    ],
    undo: [3],
    redo: [],
  },
  {
    name: 'changes of two articles that were acknowledged the other way round',
    lines: [
      { order: 2, kind: 'do' },
      { order: 1, kind: 'do' },
    ],
    undo: [1, 2],
    redo: [],
  },
  {
    name: 'an undo of a change that is no longer known',
    lines: [{ order: 9, kind: 'undo', of: 3 }],
    undo: [],
    redo: [],
  },
  {
    name: 'a redo of a change that is no longer known',
    lines: [{ order: 9, kind: 'redo', of: 3 }],
    undo: [],
    redo: [],
  },
];

describe('the history', () => {
  it.each(cases)('after $name', ({ lines, undo, redo }) => {
    expect(orders(record(...lines))).toEqual({ undo, redo });
  });

  it('keeps the newest steps up to its limit', () => {
    const lines = Array.from({ length: HISTORY_LIMIT + 20 }, (_, n): HistoryLine => ({
      order: n + 1,
      kind: 'do',
    }));
    const { undo } = orders(record(...lines));
    expect(undo).toHaveLength(HISTORY_LIMIT);
    expect(undo[0]).toBe(21);
  });

  it('is the same when it is rebuilt from its lines in any order', () => {
    const moves = fc.array(fc.constantFrom('do', 'undo', 'redo'), { maxLength: 80 });
    fc.assert(
      fc.property(moves, fc.infiniteStream(fc.nat()), (kinds, chance) => {
        let history = emptyHistory<HistoryLine>();
        const lines: HistoryLine[] = [];
        for (const kind of kinds) {
          const taken = kind === 'do' ? undefined : history[kind].at(-1);
          if (kind !== 'do' && !taken) continue;
          const line: HistoryLine = { order: lines.length + 1, kind, of: taken?.order };
          lines.push(line);
          history = recordLine(history, line);
        }
        const shuffled = lines
          .map((line) => ({ line, key: chance.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ line }) => line);
        expect(rebuildHistory(shuffled)).toEqual(history);
      }),
    );
  });
});
