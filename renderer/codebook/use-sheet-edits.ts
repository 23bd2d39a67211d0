import { useEffect, useState, type KeyboardEvent, type RefObject } from 'react';

import type { CodebookUse } from '#core/codebook/usage.ts';

import { bridge } from '../bridge.ts';
import { asReport } from '../model/state/messages.ts';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import type { CodebookEditing } from './codebook-editing.ts';

/** Fields with an undo of the browser's own. */
const TEXT_FIELD = 'textarea, input:not([type="checkbox"], [type="radio"], [type="color"])';

type Direction = 'undo' | 'redo';

/** What the sheet does to the codebook, what came of it, and the way back. */
export interface SheetEdits extends CodebookEditing {
  /** Why the last thing was not done; empty when it was. */
  readonly problem: string;
  readonly said: string;
  /** How many steps of this sheet can be taken back or made again; undo here reaches no further. */
  readonly made: Readonly<Record<Direction, number>>;
  readonly travel: (direction: Direction) => Promise<void>;
  readonly report: (report: { readonly problem: string; readonly said?: string }) => void;
  /** Gives the focus to the first of these entries, where what had it has gone. */
  readonly keepFocus: (entries: readonly string[]) => void;
  /** The keys of undo and redo, outside of fields that have their own. */
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** Makes edits for the sheet; `onAdded` is told the id of a new category. */
export function useSheetEdits(
  sheet: RefObject<HTMLElement | null>,
  onAdded: (category: string) => void,
): SheetEdits {
  const workspace = useWorkspace();
  const codebook = useAppState((state) => state.library.codebook);
  // Grows when tags, or what is counted of them, may be others than at the last count.
  const [counted, setCounted] = useState(0);
  const [problem, setProblem] = useState('');
  const [said, setSaid] = useState('');
  const [made, setMade] = useState({ undo: 0, redo: 0 });
  const use = useCounts(counted);

  const keepFocus = (entries: readonly string[]): void => {
    requestAnimationFrame(() => {
      focusFirst(sheet.current?.closest('dialog') ?? null, entries);
    });
  };

  const apply: SheetEdits['apply'] = async (edit, focus = []) => {
    const answer = await workspace.changes.requestLibrary({ kind: 'edit-codebook', edit });
    setProblem(answer.ok ? '' : answer.error);
    if (!answer.ok) return false;
    const after = answer.value.library?.codebook ?? codebook;
    const sentence = `${asReport(answer.value.label)}. Codebook ${after.version}.`;
    setSaid(sentence);
    workspace.notices.say(sentence);
    setMade({ undo: made.undo + 1, redo: 0 });
    const isWhole = edit.type === 'replace' || edit.type === 'add-from';
    if (isWhole || answer.value.touched.length > 0) setCounted(counted + 1);
    const added = after.categories.at(-1);
    if (edit.type === 'add-category' && added) onAdded(added.id);
    keepFocus(focus);
    return true;
  };

  const travel = async (direction: Direction): Promise<void> => {
    if (made[direction] === 0) return;
    const step = direction === 'undo' ? 1 : -1;
    setMade({ undo: made.undo - step, redo: made.redo + step });
    setProblem('');
    await workspace.changes.travel(direction);
    setSaid(workspace.state.message);
    setCounted(counted + 1);
    keepFocus([]);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const isField = event.target instanceof Element && event.target.matches(TEXT_FIELD);
    const direction = directionOf(event, workspace.mac);
    if (isField || direction === null) return;
    event.preventDefault();
    void travel(direction);
  };

  const report: SheetEdits['report'] = (each) => {
    setProblem(each.problem);
    if (each.said !== undefined) setSaid(each.said);
  };

  return { use, apply, problem, said, made, travel, report, keepFocus, onKeyDown };
}

/** How many tags have what in the codebook, counted again whenever the number changes. */
function useCounts(counted: number): CodebookUse {
  const [use, setUse] = useState<CodebookUse>({});
  useEffect(() => {
    let isCurrent = true;
    void bridge.invoke('codebook:use', undefined).then((answer) => {
      if (isCurrent && answer.ok) setUse(answer.value);
    });
    return () => {
      isCurrent = false;
    };
  }, [counted]);
  return use;
}

/** Gives the focus to the first entry that is there, unless something in the sheet has it. */
function focusFirst(dialog: HTMLElement | null, entries: readonly string[]): void {
  const { activeElement } = document;
  if (activeElement !== dialog && dialog?.contains(activeElement)) return;
  const candidates = [...entries, 'category'].map((entry) =>
    dialog?.querySelector<HTMLElement>(`[data-entry="${CSS.escape(entry)}"]:not(:disabled)`),
  );
  candidates.find((each) => each)?.focus();
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
