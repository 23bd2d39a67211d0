import { useState, type SubmitEvent } from 'react';

import { NAME_LIMIT } from '#core/library/document.ts';

import { FieldRow } from '../controls/fields/Field.tsx';
import { TextInput } from '../controls/fields/TextInput.tsx';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';

/** Asks once, beside the details and without stopping the work, how the tags are to be signed. */
export function NameField() {
  const workspace = useWorkspace();
  const proposed = useAppState((state) => state.library.self.name);
  const [name, setName] = useState(proposed);
  const onSubmit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (name.trim() === '') return;
    if (await workspace.changes.editLibrary({ kind: 'name-self', name: name.trim() })) {
      workspace.store.set({ askName: false });
      workspace.notices.say(`Your tags are signed ${name.trim()}.`);
      workspace.focus.toText();
    }
  };
  return (
    <form className="tags-name-field" onSubmit={(event) => void onSubmit(event)}>
      <FieldRow label="Sign tags as">
        {(id) => (
          <TextInput
            id={id}
            value={name}
            limit={NAME_LIMIT}
            autoComplete="off"
            onChange={setName}
          />
        )}
      </FieldRow>
      <button type="submit" className="primary" disabled={name.trim() === ''}>
        Sign
      </button>
      <p className="hint">Change it later in Settings.</p>
    </form>
  );
}
