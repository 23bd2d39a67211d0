import { useId, useState, type ComponentProps, type KeyboardEvent } from 'react';

import { anchorOf, listAria, OptionList } from '../lists/OptionList.tsx';
import { namesThatFit } from './suggestions.ts';

/** Most names that are shown at once. */
const SHOWN = 8;

interface ComboInputProps extends Omit<
  ComponentProps<'input'>,
  'type' | 'value' | 'onChange' | 'onKeyDown'
> {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What is offered, in the order in which it is shown. */
  readonly options: readonly string[];
  /** What else an option is found by. */
  readonly also?: ReadonlyMap<string, readonly string[]> | undefined;
  /** The first option is what is probably meant: it is offered before anything has been typed. */
  readonly isProposed?: boolean | undefined;
  /** Enter: with the option that is marked, else with the text as it was typed. */
  readonly onEnter: (value: string) => void;
}

/**
 * A line of text with what is probably meant below it. The first option that fits is marked while one
 * types, and Enter takes it; Tab and Esc keep the text as it was typed.
 */
export function ComboInput(props: ComboInputProps) {
  const { value, onChange, options, also, isProposed = false, onEnter, ...others } = props;
  const { onFocus, onBlur, ...rest } = others;
  const id = useId();
  const [isFocused, setIsFocused] = useState(false);
  /** Whether the list is open; `null` until a key has said so: then what is probably meant is shown. */
  const [opened, setOpened] = useState<boolean | null>(null);
  /** Which option is marked, where an arrow key has said so; -1 for the text itself. */
  const [chosen, setChosen] = useState<number | null>(null);
  const isOpen = isFocused && (opened ?? (isProposed && value === ''));
  const listed = isOpen ? namesThatFit(options, value, SHOWN, also) : [];
  const isOne = listed.length === 1 && listed[0] === value;
  const shown = isOne ? [] : listed;
  const isMarked = value.trim() === '' ? isProposed : true;
  const marked = Math.min(chosen ?? (isMarked ? 0 : -1), shown.length - 1);

  const take = (option: string): void => {
    setOpened(false);
    setChosen(null);
    onEnter(option);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') {
      const option = shown[marked];
      if (option !== undefined) event.preventDefault();
      take(option ?? value);
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (options.length === 0) return;
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setOpened(true);
      setChosen(Math.max(-1, isOpen ? marked + step : 0));
    }
  };
  return (
    <span className="option-field" style={anchorOf(id)}>
      <input
        {...rest}
        {...listAria(id, shown.length > 0, marked)}
        type="text"
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
          setOpened(true);
          setChosen(null);
        }}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          setIsFocused(true);
          onFocus?.(event);
        }}
        onBlur={(event) => {
          setIsFocused(false);
          setOpened(null);
          setChosen(null);
          onBlur?.(event);
        }}
      />
      {shown.length === 0 ? null : (
        <OptionList
          id={id}
          label="Suggestions"
          options={shown.map((name) => ({ key: name, content: <bdi>{name}</bdi> }))}
          marked={marked}
          onTake={(index) => {
            take(shown[index] ?? value);
          }}
        />
      )}
    </span>
  );
}
