import { useState } from 'react';

import { DEFAULT_REASONS, parseReasons, REASON_COUNT } from '#core/contract/settings.ts';
import { countOf } from '#core/numbers.ts';

import { Dialog } from '../controls/sheets/Dialog.tsx';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';

/** The short list of reasons that is offered beside a decision; any other can still be typed. */
export function ReasonsDialog() {
  const workspace = useWorkspace();
  const reasons = useAppState((state) => state.settings.reasons);
  const [text, setText] = useState(reasons.join('\n'));
  const close = (): void => {
    workspace.dialogs.close();
  };
  return (
    <Dialog
      title="Reasons"
      className="narrow"
      onClose={close}
      actions={
        <>
          <button
            type="button"
            onClick={() => {
              setText(DEFAULT_REASONS.join('\n'));
            }}
          >
            As Delivered
          </button>
          <button type="button" onClick={close}>
            Cancel
          </button>
          <button
            type="button"
            className="primary"
            onClick={() => {
              const changed = parseReasons(text);
              void workspace.preferences.change({ reasons: changed });
              workspace.notices.say(`${countOf(changed.length, 'reason')} in the list.`);
              close();
            }}
          >
            Save
          </button>
        </>
      }
    >
      <label className="field">
        <span className="field-label">One reason on each line</span>
        <textarea
          rows={10}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
          }}
        />
      </label>
      <p className="hint">
        They are offered when you give a reason for a decision; any other can be typed there. At
        most {REASON_COUNT} are kept. Reasons that were given stay as they are.
      </p>
    </Dialog>
  );
}
