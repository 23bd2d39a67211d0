import { useEffect, useRef, useState, type KeyboardEvent } from 'react';

import { ComboInput } from './ComboInput.tsx';
import { Field } from './Field.tsx';

interface CommitTextProps {
  readonly id?: string;
  /** Read aloud; left out where a label beside it is seen. */
  readonly label?: string;
  readonly value: string;
  /** Most UTF-16 code units. */
  readonly limit: number;
  /** How many lines are shown of a text that can have several; left out for one line. */
  readonly rows?: number;
  readonly placeholder?: string | undefined;
  readonly className?: string;
  readonly disabled?: boolean;
  /** What is offered while typing, in one line alone; `isProposed`: the first is probably meant. */
  readonly options?: readonly string[];
  readonly isProposed?: boolean;
  /** What else an option is found by. */
  readonly also?: ReadonlyMap<string, readonly string[]>;
  /** Where the focus may be sent: see `CodebookEditing`. */
  readonly entry?: string;
  /** Where the focus may be sent: see `focusDetails`. */
  readonly field?: string;
  readonly onFocus?: () => void;
  /** Answers whether it was taken; the old text comes back where it was not. */
  readonly onCommit: (value: string) => Promise<boolean>;
  /** After Ctrl+Enter in a text of several lines, which keeps it. */
  readonly onDone?: () => void;
  /** Enter in one line where there is nothing to keep: on to the next field. */
  readonly onNext?: (() => void) | undefined;
}

/**
 * A text that is kept on leaving it, with Enter, or in several lines with Ctrl+Enter; the browser's
 * own undo works in it.
 */
export function CommitText(props: CommitTextProps) {
  const { label, value, limit, rows, options, isProposed, also, entry, field, ...others } = props;
  const { onFocus, onCommit, onDone, onNext, ...rest } = others;
  const { draft, setDraft, isKept, commit, enter, leave } = useDraft(value, onCommit);
  const shared = {
    ...rest,
    value: draft,
    maxLength: limit,
    'aria-label': label,
    'data-entry': entry,
    'data-field': field,
    onFocus: () => {
      enter();
      onFocus?.();
    },
    onBlur: leave,
  };
  if (rows !== undefined) {
    return (
      <textarea
        {...shared}
        rows={rows}
        onChange={(event) => {
          setDraft(event.target.value);
        }}
        onKeyDown={(event) => {
          if (!isSend(event)) return;
          event.preventDefault();
          void commit();
          onDone?.();
        }}
      />
    );
  }
  if (options) {
    return (
      <ComboInput
        {...shared}
        options={options}
        isProposed={isProposed}
        also={also}
        onChange={setDraft}
        onEnter={(text) => {
          if (isKept(text)) onNext?.();
          else void commit(text);
        }}
      />
    );
  }
  return (
    <input
      {...shared}
      type="text"
      autoComplete="off"
      onChange={(event) => {
        setDraft(event.target.value);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) void commit();
      }}
    />
  );
}

/**
 * What is being typed in place of a value, until it is kept. A value that comes meanwhile shows at once,
 * unless something else has been typed: the old text would take its place on leaving the field.
 */
function useDraft(value: string, onCommit: CommitTextProps['onCommit']) {
  /** `sent`: the text that is on its way, or kept and not drawn yet. */
  const [state, setState] = useState({
    value,
    draft: value,
    isFocused: false,
    sent: null as string | null,
  });
  const { draft } = state;
  if (state.value !== value) {
    // Not in an effect, which may come after the next key.
    const isTyped = state.isFocused && draft !== state.value;
    setState({ ...state, value, draft: isTyped ? draft : value, sent: null });
  }
  const latest = useRef({ state, value, onCommit });
  useEffect(() => {
    latest.current = { state, value, onCommit };
  });
  // What goes away while it has the focus keeps what was typed.
  useEffect(
    () => () => {
      const { state: last, value: stored, onCommit: commit } = latest.current;
      if (last.isFocused && last.draft !== stored) void commit(last.draft);
    },
    [],
  );
  const setDraft = (text: string): void => {
    setState((before) => ({ ...before, draft: text }));
  };
  const isKept = (text: string): boolean => text === value || text === state.sent;
  const commit = async (text = draft): Promise<void> => {
    if (isKept(text)) return;
    setState((before) => ({ ...before, draft: text, sent: text }));
    if (await onCommit(text)) return;
    setState((before) => ({ ...before, draft: before.value, sent: null }));
  };
  const enter = (): void => {
    setState((before) => ({ ...before, isFocused: true }));
  };
  const leave = (): void => {
    void commit();
    setState((before) => ({ ...before, isFocused: false, sent: null }));
  };
  return { draft, setDraft, isKept, commit, enter, leave };
}

/** Whether a key sends what has been written, as elsewhere: Ctrl+Enter, or ⌘+Enter on a Mac. */
export function isSend(event: KeyboardEvent): boolean {
  return (
    event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing
  );
}

/** The same under its label. */
export function CommitField({ label, ...rest }: CommitTextProps & { readonly label: string }) {
  return <Field label={label}>{(id) => <CommitText {...rest} id={id} />}</Field>;
}
