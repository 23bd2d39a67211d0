import { useId, useState } from 'react';

import { describeDateProblem, readPublished } from '#core/article/published-date.ts';

import { FieldRow } from './Field.tsx';
import { TextInput } from './TextInput.tsx';

interface DateRowProps {
  readonly label: string;
  readonly value: string;
  /** Stands in an empty field; left out, it says how a date is written. */
  readonly placeholder?: string;
  /** Most UTF-16 code units. */
  readonly limit: number;
  readonly onChange: (value: string) => void;
}

/**
 * A date as it is written, one row of a `form-grid`; below it what is wrong with it once the field is
 * left, or what it is where that is written in another way.
 */
export function DateRow({
  label,
  value,
  placeholder = 'YYYY-MM-DD',
  limit,
  onChange,
}: DateRowProps) {
  const [isLeft, setLeft] = useState(true);
  const wordsId = useId();
  const read = value.trim() === '' ? null : readPublished(value);
  const isWrong = read?.ok === false && isLeft;
  const isOther = read?.ok === true && read.value !== value.trim();
  return (
    <>
      <FieldRow label={label}>
        {(id) => (
          <TextInput
            id={id}
            limit={limit}
            placeholder={placeholder}
            value={value}
            aria-invalid={read?.ok === false}
            aria-describedby={isWrong || isOther ? wordsId : undefined}
            onChange={(written) => {
              setLeft(false);
              onChange(written);
            }}
            onBlur={() => {
              setLeft(true);
            }}
            onKeyDown={({ key }) => {
              if (key === 'Enter') setLeft(true);
            }}
          />
        )}
      </FieldRow>
      {isWrong ? (
        <p id={wordsId} role="alert" className="form-grid-words problem">
          {describeDateProblem(read.error)}
        </p>
      ) : null}
      {isOther ? (
        <p id={wordsId} className="form-grid-words hint">
          Kept as you wrote it, and as {read.value}.
        </p>
      ) : null}
    </>
  );
}
