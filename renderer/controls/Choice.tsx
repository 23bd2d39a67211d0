import type { ComponentProps } from 'react';

interface ChoiceProps extends Omit<ComponentProps<'select'>, 'onChange'> {
  /** Read aloud and not shown; left out where a label beside it is seen. */
  readonly label?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A menu of options. */
export function Choice({ label, onChange, ...rest }: ChoiceProps) {
  return (
    <select
      {...rest}
      aria-label={label}
      onChange={(event) => {
        onChange(event.target.value);
      }}
    />
  );
}

interface TypedChoiceProps<T extends string> {
  readonly id?: string;
  /** As above. */
  readonly label?: string;
  readonly value: T;
  readonly disabled?: boolean;
  /** Values with their words, in order. */
  readonly options: readonly (readonly [value: T, words: string])[];
  readonly onChange: (value: T) => void;
}

/** The same where all that can be chosen is known beforehand. */
export function TypedChoice<T extends string>(props: TypedChoiceProps<T>) {
  const { options, onChange, ...rest } = props;
  return (
    <Choice
      {...rest}
      onChange={(chosen) => {
        const found = options.find(([value]) => value === chosen);
        if (found) onChange(found[0]);
      }}
    >
      {options.map(([value, words]) => (
        <option key={value} value={value}>
          {words}
        </option>
      ))}
    </Choice>
  );
}
