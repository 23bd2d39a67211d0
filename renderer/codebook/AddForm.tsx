import { useState, type ReactNode } from 'react';

import { LABEL_LIMIT } from '#core/codebook/codebook.ts';

import { TextInput } from '../controls/fields/TextInput.tsx';

/** A line for the name of something new; it is emptied once that is there. */
export function AddForm({
  label,
  placeholder,
  button,
  entry,
  onAdd,
  children,
}: {
  /** What the field is called where it is not seen. */
  readonly label: string;
  readonly placeholder: string;
  readonly button: string;
  /** Where the focus may be sent, see `data-entry`. */
  readonly entry?: string;
  /** Answers whether it was added. */
  readonly onAdd: (name: string) => Promise<boolean>;
  /** Further fields, between the name and the button. */
  readonly children?: ReactNode;
}) {
  const [name, setName] = useState('');
  const add = async (): Promise<void> => {
    if (await onAdd(name)) setName('');
  };
  return (
    <form
      className="codebook-add"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <TextInput
        aria-label={label}
        data-entry={entry}
        placeholder={placeholder}
        limit={LABEL_LIMIT}
        value={name}
        onChange={setName}
      />
      {children}
      <button type="submit" disabled={name.trim() === ''}>
        {button}
      </button>
    </form>
  );
}
