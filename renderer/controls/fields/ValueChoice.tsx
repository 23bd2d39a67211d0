import type { Attribute, Codebook } from '#core/codebook/codebook.ts';
import { digitForCategory } from '#core/codebook/codebook.ts';
import { showHidden } from '#core/guards/labels.ts';

import { Choice } from './Choice.tsx';
import { Field } from './Field.tsx';
import type { Option } from './options.ts';
import { RadioRow, ROW_LIMIT } from './RadioRow.tsx';

interface ValueChoiceProps {
  readonly attribute: Attribute;
  /** Empty where none is given; `null` where there is no one value. */
  readonly value: string | null;
  readonly disabled?: boolean;
  /** What is said in place of a value where there is no one. */
  readonly otherwise?: string | undefined;
  readonly onChange: (value: string) => void;
  /** Enter in a row: on to the next field. */
  readonly onNext?: () => void;
}

/** One of the values of an attribute: a few in a row, many as a list. */
export function ValueChoice(props: ValueChoiceProps) {
  const { attribute, value, otherwise, onNext, ...rest } = props;
  const { id: field, label, definition, required, values = [] } = attribute;
  const isKnown = value === null || value === '' || values.some(({ id }) => id === value);
  const given = values.map(
    (each) =>
      [each.id, showHidden(each.label), { key: each.hotkey, definition: each.definition }] as const,
  );
  const none = required && value !== '' ? [] : [['', 'Not given'] as const];
  const shared = { ...rest, value, field, title: definition };
  const unknown = isKnown ? undefined : `${showHidden(value)} (not in the codebook)`;
  if (isRow(attribute)) {
    return (
      <RadioRow
        {...shared}
        label={label}
        options={[...given, ...none]}
        otherwise={otherwise ?? unknown}
        onNext={onNext}
      />
    );
  }
  return (
    <Field label={label}>
      {(id) => (
        <Choice
          {...shared}
          id={id}
          options={[...none, ...given]}
          otherwise={otherwise ?? unknown ?? ''}
        />
      )}
    </Field>
  );
}

/** Whether the values of an attribute are few enough for a row. */
export function isRow({ values = [] }: Attribute): boolean {
  return values.length <= ROW_LIMIT;
}

/** The categories as options, with their digits. */
export function categoryOptions(codebook: Codebook): readonly Option[] {
  return codebook.categories.map((category) => [
    category.id,
    showHidden(category.label),
    { key: digitForCategory(codebook, category), definition: category.definition },
  ]);
}
