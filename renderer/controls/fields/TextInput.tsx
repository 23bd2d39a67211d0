import type { ComponentProps } from 'react';

interface TextInputProps extends Omit<ComponentProps<'input'>, 'type' | 'maxLength' | 'onChange'> {
  readonly value: string;
  /** Most UTF-16 code units. */
  readonly limit?: number;
  readonly onChange: (value: string) => void;
}

/** One line of text that is taken with every key. */
export function TextInput({ limit, onChange, ...rest }: TextInputProps) {
  return (
    <input
      {...rest}
      type="text"
      maxLength={limit}
      onChange={(event) => {
        onChange(event.target.value);
      }}
    />
  );
}
