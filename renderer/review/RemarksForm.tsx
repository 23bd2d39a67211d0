import { useId, useState } from 'react';

import { REASON_LIMIT } from '#core/review/decision.ts';
import { NOTE_LIMIT, type Confidence } from '#core/tags/tag.ts';

import { CommandKey } from '../commands/CommandKey.tsx';
import { Check } from '../controls/Check.tsx';
import type { ReviewState } from '../model/state/review-state.ts';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';

/** Why, how sure, and whether the guideline is to blame. */
export function RemarksForm({ review: { remarks } }: { readonly review: ReviewState }) {
  const workspace = useWorkspace();
  const listId = useId();
  const reasons = useAppState((state) => state.settings.reasons);
  const [reason, setReason] = useState(remarks.reason ?? '');
  const [note, setNote] = useState(remarks.note);
  return (
    <>
      <label className="field">
        <span className="field-label">Reason</span>
        <input
          type="text"
          list={listId}
          maxLength={REASON_LIMIT}
          autoComplete="off"
          value={reason}
          onChange={(event) => {
            setReason(event.target.value);
          }}
          onBlur={() => {
            const value = reason.trim() === '' ? null : reason.trim();
            if (value !== remarks.reason) void workspace.decisions.remark({ reason: value });
          }}
        />
        <datalist id={listId}>
          {reasons.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      </label>
      <button
        type="button"
        className="link"
        onClick={() => {
          workspace.dialogs.show({ type: 'reasons' });
        }}
      >
        Change the list of reasons…
      </button>
      <label className="field">
        <span className="field-label">Note on the decision</span>
        <textarea
          rows={2}
          maxLength={NOTE_LIMIT}
          value={note}
          onChange={(event) => {
            setNote(event.target.value);
          }}
          onBlur={() => {
            if (note !== remarks.note) void workspace.decisions.remark({ note });
          }}
        />
      </label>
      <label className="field">
        <span className="field-label">Confidence</span>
        <select
          value={remarks.confidence ?? ''}
          onChange={(event) => {
            const { value } = event.target;
            void workspace.decisions.remark({
              confidence: value === '' ? null : (value as Confidence),
            });
          }}
        >
          <option value="">Not given</option>
          <option value="high">High</option>
          <option value="medium">Medium</option>
          <option value="low">Low</option>
        </select>
      </label>
      <Check
        isChecked={remarks.guidelineUnclear}
        onChange={(guidelineUnclear) => void workspace.decisions.remark({ guidelineUnclear })}
      >
        Guideline unclear <CommandKey command="mark-unclear" />
      </Check>
    </>
  );
}
