import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import './field.css';

interface CommitFieldProps {
  /** Read aloud; shown where `isShown`. */
  readonly label: string;
  readonly isShown?: boolean;
  readonly value: string;
  readonly limit: number;
  readonly placeholder?: string;
  readonly className?: string;
  readonly isLong?: boolean;
  /** See `CodebookEditing`. */
  readonly entry?: string;
  /** Answers whether it was taken; the old text comes back where it was not. */
  readonly onCommit: (value: string) => Promise<boolean>;
}

/** A text that is kept on leaving the field or with Enter; the browser's own undo works in it. */
export function CommitField(props: CommitFieldProps) {
  const { label, isShown = false, value, limit, placeholder, className, isLong, entry } = props;
  const { onCommit } = props;
  const [draft, setDraft] = useState(value);
  const focused = useRef(false);
  useEffect(() => {
    if (!focused.current) setDraft(value);
  }, [value]);
  const commit = async (): Promise<void> => {
    if (draft === value) return;
    if (!(await onCommit(draft))) setDraft(value);
  };
  const shared = {
    value: draft,
    maxLength: limit,
    placeholder,
    'aria-label': isShown ? undefined : label,
    'data-entry': entry,
    onFocus: () => {
      focused.current = true;
    },
    onBlur: () => {
      focused.current = false;
      void commit();
    },
  };
  const field = isLong ? (
    <textarea
      {...shared}
      rows={2}
      onChange={(event) => {
        setDraft(event.target.value);
      }}
    />
  ) : (
    <input
      {...shared}
      type="text"
      className={className}
      onChange={(event) => {
        setDraft(event.target.value);
      }}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) void commit();
      }}
    />
  );
  if (!isShown) return field;
  return (
    <label className="field">
      <span className="field-label">{label}</span>
      {field}
    </label>
  );
}
