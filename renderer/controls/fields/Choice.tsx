import { useId, useRef, useState, type KeyboardEvent } from 'react';

import './choice.css';
import { Icon } from '../Icon.tsx';
import { anchorOf, listAria, OptionList, type ListedOption } from '../lists/OptionList.tsx';
import { markAfter, optionForKey, optionsThatFit, withKeys, type Option } from './options.ts';

interface ChoiceProps<T extends string> {
  readonly id?: string;
  /** Read aloud and not shown; left out where a label beside it is seen. */
  readonly label?: string;
  /** `null` where there is no one value. */
  readonly value: T | null;
  /** In the order in which they are shown. */
  readonly options: readonly Option<T>[];
  readonly onChange: (value: T) => void;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
  readonly title?: string | undefined;
  /** Where the focus may be sent: see `focusDetail`. */
  readonly field?: string;
  /** What is shown where the value is none of the options. */
  readonly otherwise?: string;
}

/**
 * One of several values. Closed it shows the words of the value, and the key of an option chooses
 * it; open it lists all, what is typed leaves those that fit, and Enter or Tab takes the marked one.
 */
export function Choice<T extends string>(props: ChoiceProps<T>) {
  const { label, value, options: all, onChange, field, otherwise = '', ...rest } = props;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const options = withKeys(all);
  const list = useList(options, value);
  const { isOpen, typed, shown, marked } = list;
  const take = (option: Option<T> | undefined): void => {
    if (option?.[2]?.isDisabled === true) return;
    list.close();
    if (option !== undefined && option[0] !== value) onChange(option[0]);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    // A letter begins the words of an option; only where nothing has been typed is a digit a key.
    const byKey = (typed ?? '') === '' && !/^\p{L}$/u.test(event.key);
    const chosen = byKey ? optionForKey(options, event) : undefined;
    if (chosen) take(chosen);
    else if (isOpen) {
      const next = markAfter(event.key, marked, shown.length);
      if (next !== undefined) list.mark(next);
      else if (event.key === 'Enter') take(shown[marked]);
      else if (event.key === 'Escape') list.close();
      else {
        // Tab takes what is marked and goes on.
        if (event.key === 'Tab') take(shown[marked]);
        return;
      }
    } else if (opens(event)) list.open();
    else return;
    event.preventDefault();
  };
  const known = options.find(([each]) => each === value);
  return (
    <span className="option-field choice" style={anchorOf(id)}>
      <input
        {...rest}
        {...listAria(id, isOpen, marked)}
        ref={input}
        type="text"
        className={`choice-input ${known ? '' : 'is-otherwise'} ${typed === null ? '' : 'is-typed'}`}
        aria-label={label}
        data-field={field}
        data-choice={typed === null ? '' : undefined}
        value={typed ?? known?.[1] ?? otherwise}
        onChange={(event) => {
          // The words of the value stand in the field: what is typed over them takes their place.
          const { data } = event.nativeEvent as InputEvent;
          list.type(typed === null ? (data ?? '') : event.target.value);
        }}
        onKeyDown={onKeyDown}
        onMouseDown={(event) => {
          if (event.button !== 0 || rest.disabled === true) return;
          event.preventDefault();
          input.current?.focus();
          if (isOpen) list.close();
          else list.open();
        }}
        onFocus={() => {
          input.current?.select();
        }}
        onBlur={list.close}
      />
      <Icon name="down" />
      {isOpen ? (
        <OptionList
          id={id}
          label="Choices"
          options={shown.map(asListed)}
          marked={marked}
          onTake={(index) => {
            take(shown[index]);
          }}
        />
      ) : null}
    </span>
  );
}

function asListed([value, words, more]: Option): ListedOption {
  const { key: digit, isDisabled, definition } = more ?? {};
  return { key: value, content: <bdi>{words}</bdi>, digit, isDisabled, definition };
}

/** Whether a key opens the list. In a sheet, Enter does what the sheet is for. */
function opens(event: KeyboardEvent<HTMLInputElement>): boolean {
  if (event.ctrlKey || event.metaKey) return false;
  if (event.key === 'Enter') return event.currentTarget.closest('dialog') === null;
  return event.key === 'ArrowDown' || event.key === 'ArrowUp' || event.key === ' ';
}

/** Whether the list is open, what has been typed in it, and which of the options that fit is marked. */
function useList<T extends string>(options: readonly Option<T>[], value: T | null) {
  /** `null` while closed; `typed` is `null` until something has been. */
  const [state, setState] = useState<{ typed: string | null; marked: number } | null>(null);
  const shown = state ? optionsThatFit(options, state.typed ?? '') : [];
  return {
    isOpen: state !== null && shown.length > 0,
    typed: state?.typed ?? null,
    shown,
    marked: Math.min(state?.marked ?? -1, shown.length - 1),
    open: (): void => {
      const current = options.findIndex(([each]) => each === value);
      setState({ typed: null, marked: Math.max(current, 0) });
    },
    close: (): void => {
      setState(null);
    },
    mark: (marked: number): void => {
      setState({ typed: state?.typed ?? null, marked });
    },
    type: (typed: string): void => {
      setState({ typed, marked: 0 });
    },
  };
}
