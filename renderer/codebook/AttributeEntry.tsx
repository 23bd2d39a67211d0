import { useState } from 'react';

import {
  LABEL_LIMIT,
  PROSE_LIMIT,
  type Attribute,
  type Category,
} from '#core/codebook/codebook.ts';
import type { AttributePatch } from '#core/codebook/edit.ts';
import { usageOf } from '#core/codebook/usage.ts';
import { showHidden } from '#core/guards/labels.ts';
import { countOf } from '#core/numbers.ts';

import { Check } from '../controls/fields/Check.tsx';
import { Choice } from '../controls/fields/Choice.tsx';
import { CommitField } from '../controls/fields/CommitField.tsx';
import { Question } from '../controls/ConfirmStrip.tsx';
import { Field } from '../controls/fields/Field.tsx';
import { useCodebookEditing } from './codebook-editing.ts';
import { isUnused, KIND_NAMES, lossInWords, tagsInWords } from './codebook-words.ts';
import { MoveButtons } from './MoveButtons.tsx';
import { ValueEntries } from './ValueEntries.tsx';

interface AttributeProps {
  readonly category: Category;
  readonly attribute: Attribute;
}

/** One attribute of a category with its values, folded until it is asked for. */
export function AttributeEntry(props: AttributeProps & { readonly index: number }) {
  const { category, attribute, index } = props;
  const { apply, use } = useCodebookEditing();
  const used = usageOf(use, category.id, attribute.id);
  const update = (patch: AttributePatch): Promise<boolean> =>
    apply({ type: 'update-attribute', category: category.id, attribute: attribute.id, patch });
  return (
    <details className="codebook-attribute">
      <summary data-entry={`attribute:${attribute.id}`}>
        <bdi>{showHidden(attribute.label)}</bdi>{' '}
        <span className="hint">
          {attribute.type === 'enum'
            ? countOf((attribute.values ?? []).length, 'value')
            : KIND_NAMES[attribute.type]}
          {attribute.required ? ', required' : ''} · {tagsInWords(used)}
        </span>
      </summary>
      <div className="codebook-attribute-body">
        <div className="codebook-looks">
          <CommitField
            label="Name of the attribute"
            value={attribute.label}
            limit={LABEL_LIMIT}
            onCommit={(label) => update({ label })}
          />
          {attribute.type === 'enum' ? (
            <DefaultValue
              attribute={attribute}
              onChange={(value) => void update({ default: value })}
            />
          ) : null}
        </div>
        <Check
          isChecked={attribute.required}
          onChange={(required) => {
            void update({ required });
          }}
        >
          Required: new tags get its value at once
        </Check>
        <CommitField
          label="Definition of the attribute"
          rows={2}
          value={attribute.definition ?? ''}
          limit={PROSE_LIMIT}
          onCommit={(definition) => update({ definition })}
        />
        {attribute.type === 'enum' ? (
          <ValueEntries category={category} attribute={attribute} />
        ) : null}
        <AttributeTools category={category} attribute={attribute} index={index} />
      </div>
    </details>
  );
}

/** The value that new tags get. */
function DefaultValue({
  attribute,
  onChange,
}: {
  readonly attribute: Attribute;
  readonly onChange: (value: string | null) => void;
}) {
  return (
    <Field label="Value of new tags">
      {(id) => (
        <Choice
          id={id}
          value={attribute.default ?? ''}
          options={[
            ['', 'None'],
            ...(attribute.values ?? []).map((each) => [each.id, showHidden(each.label)] as const),
          ]}
          onChange={(value) => {
            onChange(value === '' ? null : value);
          }}
        />
      )}
    </Field>
  );
}

/** Moves an attribute among those of its category, or deletes it after asking. */
function AttributeTools({
  category,
  attribute,
  index,
}: AttributeProps & { readonly index: number }) {
  const { apply, use } = useCodebookEditing();
  const [isAsked, setAsked] = useState(false);
  const place = { category: category.id, attribute: attribute.id };
  const used = usageOf(use, category.id, attribute.id);
  const remove = (): void => {
    void apply({ type: 'delete-attribute', ...place }, ['new-attribute']);
  };
  if (isAsked) {
    return (
      <Question
        label="Delete the attribute"
        answer="Delete"
        onAnswer={remove}
        onCancel={() => {
          setAsked(false);
        }}
      >
        <span>{lossInWords(used, 'attribute')}</span>
      </Question>
    );
  }
  return (
    <p className="codebook-tools">
      <MoveButtons
        what={showHidden(attribute.label)}
        index={index}
        count={category.attributes.length}
        onMove={(to) => {
          void apply({ type: 'move-attribute', ...place, to }, [`attribute:${attribute.id}`]);
        }}
      />
      <button
        type="button"
        className="danger"
        onClick={() => {
          if (isUnused(used)) remove();
          else setAsked(true);
        }}
      >
        Delete attribute
      </button>
    </p>
  );
}
