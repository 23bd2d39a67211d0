// What takes a value from the analyst: text, choices, dates, names. A field knows nothing of what it is for.
import { useId, type ReactNode } from 'react';

import './field.css';

interface FieldProps {
  readonly label: string;
  /** The control, with the id by which the label is its own. */
  readonly children: (id: string) => ReactNode;
}

/** A control under its label. */
export function Field({ label, children }: FieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {children(id)}
    </div>
  );
}

/** A control beside its label: one row of a `form-grid`. */
export function FieldRow({ label, children }: FieldProps) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </>
  );
}
