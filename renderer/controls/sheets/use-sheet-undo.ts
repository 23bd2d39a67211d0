import { useState, type KeyboardEvent } from 'react';

import { useWorkspace } from '../use-workspace.ts';

/** Fields with an undo of the browser's own. */
const TEXT_FIELD = 'textarea, input:not([type="checkbox"], [type="radio"], [type="color"])';

type Direction = 'undo' | 'redo';

/** What was done in a sheet whose changes are saved at once, and the way back. */
export interface SheetUndo {
  /** Why the last thing was not done; empty when it was. */
  readonly problem: string;
  readonly said: string;
  /** How many steps of this sheet can be taken back or made again; undo here reaches no further. */
  readonly made: Readonly<Record<Direction, number>>;
  /** Something was done, which can be taken back. */
  readonly done: (sentence: string) => void;
  readonly travel: (direction: Direction) => Promise<void>;
  readonly report: (report: { readonly problem: string; readonly said?: string }) => void;
  /** The keys of undo and redo, outside of fields that have their own. */
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** `onTravelled` is called when a step was taken back or made again. */
export function useSheetUndo(onTravelled: () => void): SheetUndo {
  const workspace = useWorkspace();
  const [problem, setProblem] = useState('');
  const [said, setSaid] = useState('');
  const [made, setMade] = useState({ undo: 0, redo: 0 });

  const done = (sentence: string): void => {
    setProblem('');
    setSaid(sentence);
    workspace.notices.say(sentence);
    setMade({ undo: made.undo + 1, redo: 0 });
  };
  const travel = async (direction: Direction): Promise<void> => {
    if (made[direction] === 0) return;
    const move = (step: number): void => {
      setMade(({ undo, redo }) => ({ undo: undo - step, redo: redo + step }));
    };
    const step = direction === 'undo' ? 1 : -1;
    // Counted at once: a second press while it lasts must not take back what was done before the sheet.
    move(step);
    setProblem('');
    const isDone = await workspace.changes.travel(direction);
    setSaid(workspace.state.message);
    if (isDone) onTravelled();
    else move(-step);
  };
  const report: SheetUndo['report'] = (each) => {
    setProblem(each.problem);
    if (each.said !== undefined) setSaid(each.said);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const isField = event.target instanceof Element && event.target.matches(TEXT_FIELD);
    const direction = directionOf(event, workspace.mac);
    if (isField || direction === null) return;
    event.preventDefault();
    void travel(direction);
  };
  return { problem, said, made, done, travel, report, onKeyDown };
}

/** Which way a key goes in the history; `null` for a key that means something else. */
function directionOf(event: KeyboardEvent, mac: boolean): Direction | null {
  const mod = mac ? event.metaKey : event.ctrlKey;
  if (!mod || event.altKey) return null;
  switch (event.key.toLowerCase()) {
    case 'y':
      return 'redo';
    case 'z':
      return event.shiftKey ? 'redo' : 'undo';
    default:
      return null;
  }
}
