import type { Confidence } from '#core/tags/tag.ts';

import type { Option } from './options.ts';
import { RadioRow } from './RadioRow.tsx';

const CONFIDENCES: readonly Option<Confidence | ''>[] = [
  ['high', 'High'],
  ['medium', 'Medium'],
  ['low', 'Low'],
  ['', 'Not given'],
];

interface ConfidenceRowProps {
  /** `null` for not given; `undefined` where there is no one value. */
  readonly value: Confidence | null | undefined;
  readonly disabled?: boolean;
  readonly otherwise?: string | undefined;
  readonly onChange: (value: Confidence | null) => void;
  /** Enter: on to the next field. */
  readonly onNext?: () => void;
}

/** How sure somebody is. */
export function ConfidenceRow({ value, onChange, ...rest }: ConfidenceRowProps) {
  return (
    <RadioRow
      {...rest}
      label="Confidence"
      field="confidence"
      value={value === undefined ? null : (value ?? '')}
      options={CONFIDENCES}
      onChange={(chosen) => {
        onChange(chosen === '' ? null : chosen);
      }}
    />
  );
}
