import { REASON_LIMIT } from '#core/review/decision.ts';
import { NOTE_LIMIT } from '#core/tags/tag.ts';

import { KeyHint } from '../commands/CommandKey.tsx';
import { Check } from '../controls/fields/Check.tsx';
import { CommitField } from '../controls/fields/CommitField.tsx';
import { ConfidenceRow } from '../controls/fields/ConfidenceRow.tsx';
import type { Remarks, ReviewState } from '../model/state/review-state.ts';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';

/** Why, how sure, and whether the guideline is to blame. */
export function RemarksForm({ review: { remarks } }: { readonly review: ReviewState }) {
  const workspace = useWorkspace();
  const reasons = useAppState((state) => state.settings.reasons);
  const remark = async (change: Partial<Remarks>): Promise<boolean> => {
    await workspace.decisions.remark(change);
    return true;
  };
  return (
    <>
      <CommitField
        label="Reason"
        field="reason"
        limit={REASON_LIMIT}
        options={reasons}
        value={remarks.reason ?? ''}
        onCommit={(reason) => remark({ reason: reason.trim() === '' ? null : reason.trim() })}
      />
      <button
        type="button"
        className="link"
        onClick={() => {
          workspace.dialogs.show({ type: 'reasons' });
        }}
      >
        Change the list of reasons…
      </button>
      <CommitField
        label="Note on the decision"
        field="decision-note"
        rows={2}
        limit={NOTE_LIMIT}
        value={remarks.note}
        onCommit={(note) => remark({ note })}
        onDone={() => {
          workspace.focus.toText();
        }}
      />
      <ConfidenceRow
        value={remarks.confidence}
        onChange={(confidence) => void workspace.decisions.remark({ confidence })}
      />
      <Check
        isChecked={remarks.guidelineUnclear}
        onChange={(guidelineUnclear) => void workspace.decisions.remark({ guidelineUnclear })}
      >
        Guideline unclear <KeyHint command="mark-unclear" />
      </Check>
    </>
  );
}
