import type { PeopleEdit } from '#core/people/plan-edit.ts';

import { useSheetUndo, type SheetUndo } from '../controls/sheets/use-sheet-undo.ts';
import { useWorkspace } from '../controls/use-workspace.ts';
import { asReport } from '../model/state/messages.ts';
import { countOf } from '#core/numbers.ts';

/** What the sheet does to the list of people, what came of it, and the way back. */
export interface PeopleEdits extends SheetUndo {
  /** `shown`: whom to show then. Answers whether it was done. */
  readonly apply: (edit: PeopleEdit, shown: string | null) => Promise<boolean>;
}

export function usePeopleEdits(onShow: (name: string | null) => void): PeopleEdits {
  const workspace = useWorkspace();
  const undo = useSheetUndo(() => void workspace.people.refresh());
  const apply: PeopleEdits['apply'] = async (edit, shown) => {
    const applied = await workspace.people.apply(edit);
    if (!applied.ok) {
      undo.report({ problem: applied.error });
      return false;
    }
    const { label, touched } = applied.value;
    const where =
      touched.length === 0 ? '' : ` Tags of ${countOf(touched.length, 'article')} follow.`;
    undo.done(`${asReport(label)}.${where}`);
    onShow(shown);
    return true;
  };
  return { ...undo, apply };
}
