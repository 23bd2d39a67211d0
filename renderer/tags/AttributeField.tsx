import { useId } from 'react';

import type { Attribute } from '#core/codebook/codebook.ts';
import type { Tag } from '#core/tags/tag.ts';

import { Choice } from '../controls/Choice.tsx';
import { Field } from '../controls/Field.tsx';
import type { ArticleModel } from '../model/state/article-model.ts';
import { valueForKey } from './attribute-values.ts';
import { SpanField } from './SpanField.tsx';

/** Values of a required attribute are shown as buttons up to this number, otherwise as a list. */
const FEW = 5;

interface AttributeFieldProps {
  readonly attribute: Attribute;
  readonly tag: Tag;
  readonly article: ArticleModel;
  readonly disabled: boolean;
  readonly onChange: (value: string) => void;
}

/** One attribute of a tag, in the form that its kind asks for. */
export function AttributeField(props: AttributeFieldProps) {
  const { attribute } = props;
  if (attribute.type !== 'enum') return <SpanField {...props} />;
  return attribute.required && (attribute.values?.length ?? 0) <= FEW ? (
    <ChoiceField {...props} />
  ) : (
    <ListField {...props} />
  );
}

function ChoiceField({ attribute, tag, disabled, onChange }: AttributeFieldProps) {
  const name = useId();
  const value = tag.attributes[attribute.id] ?? '';
  return (
    <fieldset
      className="field"
      title={attribute.definition}
      onKeyDown={(event) => {
        const chosen = valueForKey(attribute, event);
        if (chosen === undefined) return;
        event.preventDefault();
        onChange(chosen);
      }}
    >
      <legend className="field-label">{attribute.label}</legend>
      <div className="tags-choices">
        {attribute.values?.map((each) => (
          <label key={each.id} className="tags-choice" title={each.definition}>
            <input
              type="radio"
              name={name}
              data-field={attribute.id}
              checked={value === each.id}
              disabled={disabled}
              onChange={() => {
                onChange(each.id);
              }}
            />
            <span>
              {each.hotkey ? <kbd>{each.hotkey}</kbd> : null}
              {each.label}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function ListField({ attribute, tag, disabled, onChange }: AttributeFieldProps) {
  const value = tag.attributes[attribute.id] ?? '';
  const known = attribute.values?.some(({ id }) => id === value) ?? false;
  return (
    <Field label={attribute.label}>
      {(id) => (
        <Choice
          id={id}
          data-field={attribute.id}
          value={value}
          disabled={disabled}
          title={attribute.definition}
          onKeyDown={(event) => {
            const chosen = valueForKey(attribute, event);
            if (chosen === undefined) return;
            event.preventDefault();
            onChange(chosen);
          }}
          onChange={onChange}
        >
          {attribute.required && value !== '' ? null : <option value="">Not given</option>}
          {value !== '' && !known ? (
            <option value={value}>{value} (not in the codebook)</option>
          ) : null}
          {attribute.values?.map((each) => (
            <option key={each.id} value={each.id}>
              {each.label}
            </option>
          ))}
        </Choice>
      )}
    </Field>
  );
}
