import { memo, useId } from 'react';

import './radio-row.css';
import { optionForKey, withKeys, type Option } from './options.ts';

/** More values than this are a list. */
export const ROW_LIMIT = 6;

interface RadioRowProps<T extends string> {
  readonly label: string;
  /** `null` where there is no one value. */
  readonly value: T | null;
  readonly options: readonly Option<T>[];
  readonly onChange: (value: T) => void;
  readonly disabled?: boolean;
  readonly title?: string | undefined;
  /** Where the focus may be sent: see `focusDetail`. */
  readonly field?: string;
  /** Said beside the label where the value is none of the options. */
  readonly otherwise?: string | undefined;
  /** Enter: on to the next field. */
  readonly onNext?: (() => void) | undefined;
}

/** One of a few values, all in view with the keys that choose them while one of them has the focus. */
export function RadioRow<T extends string>(props: RadioRowProps<T>) {
  const { label, value, options: all, onChange, disabled, title, field, otherwise, onNext } = props;
  const name = useId();
  const options = withKeys(all);
  return (
    <fieldset
      className="field"
      title={title}
      onChange={({ target }) => {
        const chosen =
          target instanceof HTMLInputElement ? options[Number(target.value)] : undefined;
        if (chosen) onChange(chosen[0]);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && onNext) {
          event.preventDefault();
          onNext();
          return;
        }
        const chosen = optionForKey(options, event);
        if (!chosen || disabled === true) return;
        event.preventDefault();
        if (chosen[0] !== value) onChange(chosen[0]);
      }}
    >
      <legend className="field-label">
        {label}
        {otherwise === undefined ? null : <span className="field-mixed"> {otherwise}</span>}
      </legend>
      <div className="radio-row">
        {options.map(([each, words, more], index) => (
          <label key={each} className="radio-row-choice" title={more?.definition}>
            <Radio
              name={name}
              index={index}
              field={field}
              isChecked={value === each}
              disabled={disabled}
            />
            <span>
              {more?.key === undefined ? null : <kbd aria-hidden>{more.key}</kbd>}
              <bdi>{words}</bdi>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface RadioProps {
  readonly name: string;
  readonly index: number;
  readonly field: string | undefined;
  readonly isChecked: boolean;
  readonly disabled: boolean | undefined;
}

/** The row hears of the change. */
const onChangeInRow = (): void => undefined;

/**
 * A component of its own, drawn anew only where it is another one: React writes name and type of every
 * radio button that it looks at, and the form of a tag has dozens.
 */
const Radio = memo(function Radio({ name, index, field, isChecked, disabled }: RadioProps) {
  return (
    <input
      type="radio"
      name={name}
      value={index}
      data-field={field}
      checked={isChecked}
      disabled={disabled}
      onChange={onChangeInRow}
    />
  );
});
