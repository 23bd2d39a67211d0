/** Most steps that can be taken back. */
export const HISTORY_LIMIT = 500;

/** One acknowledged change as the history sees it. */
export interface HistoryLine {
  /** Position in the one order of all changes in the library; strictly growing. */
  readonly order: number;
  /** `do`: a new change; `undo` and `redo` name the change they take back or repeat in `of`. */
  readonly kind: 'do' | 'undo' | 'redo';
  /** `order` of the `do` line that an undo or redo is about. */
  readonly of?: number | undefined;
}

/** The changes that can be undone and redone, the next one last. Immutable. */
export interface History<L extends HistoryLine> {
  readonly undo: readonly L[];
  readonly redo: readonly L[];
  /** Present where there were older changes, which can no longer be taken back. */
  readonly older?: true | undefined;
}

/** A history with nothing in it. */
export function emptyHistory<L extends HistoryLine>(): History<L> {
  return { undo: [], redo: [] };
}

/**
 * What can be taken back with one more change, of which the oldest go where they are too many. In the order
 * of the changes: those to different articles may be acknowledged the other way round.
 */
function withOneMore<L extends HistoryLine>(
  { undo, older }: History<L>,
  line: L,
): Pick<History<L>, 'undo' | 'older'> {
  const isOver = undo.length >= HISTORY_LIMIT;
  const at = 1 + undo.findLastIndex(({ order }) => order < line.order);
  return {
    undo: undo.toSpliced(at, 0, line).slice(-HISTORY_LIMIT),
    ...((older === true || isOver) && { older: true }),
  };
}

/** The history where a change can no longer be taken back: neither can what was before it. */
export function endHistoryAt<L extends HistoryLine>(
  history: History<L>,
  order: number,
): History<L> {
  const undo = history.undo.filter((each) => each.order > order);
  return { undo, redo: history.redo, older: true };
}

/**
 * The history after one more acknowledged line.
 *
 * A new change clears what could be redone. An undo or redo whose change has left the history
 * changes nothing: it was older than the limit.
 */
export function recordLine<L extends HistoryLine>(history: History<L>, line: L): History<L> {
  switch (line.kind) {
    case 'do':
      return { ...withOneMore(history, line), redo: [] };
    case 'undo': {
      const taken = history.undo.find((each) => each.order === line.of);
      if (!taken) return history;
      return {
        ...history,
        undo: history.undo.filter((each) => each !== taken),
        redo: [...history.redo, taken],
      };
    }
    case 'redo': {
      const taken = history.redo.find((each) => each.order === line.of);
      if (!taken) return history;
      return {
        ...withOneMore(history, taken),
        redo: history.redo.filter((each) => each !== taken),
      };
    }
  }
}

/** Rebuilds the history from acknowledged lines in any order, for example after a restart. */
export function rebuildHistory<L extends HistoryLine>(lines: Iterable<L>): History<L> {
  let history = emptyHistory<L>();
  for (const line of [...lines].sort((a, b) => a.order - b.order))
    history = recordLine(history, line);
  return history;
}
