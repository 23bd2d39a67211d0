import { useEffect, useState, type RefObject } from 'react';

import type { CodebookUse } from '#core/codebook/usage.ts';

import { bridge } from '../bridge.ts';
import { asReport } from '../model/state/messages.ts';
import { useSheetUndo, type SheetUndo } from '../controls/sheets/use-sheet-undo.ts';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import type { CodebookEditing } from './codebook-editing.ts';

/** What the sheet does to the codebook, what came of it, and the way back. */
export interface SheetEdits extends CodebookEditing, SheetUndo {
  /** Gives the focus to the first of these entries, where what had it has gone. */
  readonly keepFocus: (entries: readonly string[]) => void;
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
  const use = useCounts(counted);

  const keepFocus = (entries: readonly string[]): void => {
    requestAnimationFrame(() => {
      focusFirst(sheet.current?.closest('dialog') ?? null, entries);
    });
  };

  const undo = useSheetUndo(() => {
    setCounted(counted + 1);
    keepFocus([]);
  });

  const apply: SheetEdits['apply'] = async (edit, focus = []) => {
    const answer = await workspace.changes.requestLibrary({ kind: 'edit-codebook', edit });
    if (!answer.ok) {
      undo.report({ problem: answer.error });
      return false;
    }
    const after = answer.value.library?.codebook ?? codebook;
    undo.done(`${asReport(answer.value.label)}. Codebook ${after.version}.`);
    const isWhole = edit.type === 'replace' || edit.type === 'add-from';
    if (isWhole || answer.value.touched.length > 0) setCounted(counted + 1);
    const added = after.categories.at(-1);
    if (edit.type === 'add-category' && added) onAdded(added.id);
    keepFocus(focus);
    return true;
  };

  return { ...undo, use, apply, keepFocus };
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
