import { useId } from 'react';

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
        {options.map(([each, words, more]) => (
          <label key={each} className="radio-row-choice" title={more?.definition}>
            <input
              type="radio"
              name={name}
              data-field={field}
              checked={value === each}
              disabled={disabled}
              onChange={() => {
                onChange(each);
              }}
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
