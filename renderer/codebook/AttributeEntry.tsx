import { useState } from 'react';

import {
  LABEL_LIMIT,
  PROSE_LIMIT,
  type Attribute,
  type AttributeValue,
  type Category,
} from '#core/codebook/codebook.ts';
import type { AttributePatch, ValuePatch } from '#core/codebook/edit.ts';
import { usageOf } from '#core/codebook/usage.ts';
import { showHidden } from '#core/guards/labels.ts';

import { Check } from '../controls/Check.tsx';
import { Icon } from '../controls/Icon.tsx';
import { countOf } from '../model/messages.ts';
import { AddForm } from './AddForm.tsx';
import { KIND_NAMES } from './attribute-kinds.ts';
import { lossInWords, othersInWords, tagsInWords, useCodebookEditing } from './codebook-editing.ts';
import { CommitField } from '../controls/CommitField.tsx';
import { Question } from '../controls/ConfirmStrip.tsx';

interface AttributeProps {
  readonly category: Category;
  readonly attribute: Attribute;
}

/** One attribute of a category with its values, folded until it is asked for. */
export function AttributeEntry({
  category,
  attribute,
  index,
}: AttributeProps & { readonly index: number }) {
  const { apply, use } = useCodebookEditing();
  const [isAsked, setAsked] = useState(false);
  const place = { category: category.id, attribute: attribute.id };
  const used = usageOf(use, category.id, attribute.id);
  const update = (patch: AttributePatch): Promise<boolean> =>
    apply({ type: 'update-attribute', ...place, patch });
  const remove = (): void => {
    void apply({ type: 'delete-attribute', ...place }, ['new-attribute']);
  };
  const move = (to: number): void => {
    void apply({ type: 'move-attribute', ...place, to }, [`attribute:${attribute.id}`]);
  };
  const values = attribute.values ?? [];
  return (
    <details className="codebook-attribute">
      <summary data-entry={`attribute:${attribute.id}`}>
        <bdi>{showHidden(attribute.label)}</bdi>{' '}
        <span className="hint">
          {attribute.type === 'enum' ? countOf(values.length, 'value') : KIND_NAMES[attribute.type]}
          {attribute.required ? ', required' : ''} · {tagsInWords(used)}
        </span>
      </summary>
      <div className="codebook-attribute-body">
        <div className="codebook-looks">
          <CommitField
            label="Name of the attribute"
            isShown
            value={attribute.label}
            limit={LABEL_LIMIT}
            onCommit={(label) => update({ label })}
          />
          {attribute.type === 'enum' ? (
            <label className="field">
              <span className="field-label">Value of new tags</span>
              <select
                value={attribute.default ?? ''}
                onChange={(event) =>
                  void update({ default: event.target.value === '' ? null : event.target.value })
                }
              >
                <option value="">None</option>
                {values.map(({ id, label }) => (
                  <option key={id} value={id}>
                    {showHidden(label)}
                  </option>
                ))}
              </select>
            </label>
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
          isShown
          isLong
          value={attribute.definition ?? ''}
          limit={PROSE_LIMIT}
          onCommit={(definition) => update({ definition })}
        />
        {attribute.type === 'enum' ? <Values category={category} attribute={attribute} /> : null}
        {isAsked ? (
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
        ) : (
          <p className="codebook-tools">
            <MoveButtons
              name={attribute.label}
              index={index}
              count={category.attributes.length}
              onMove={move}
            />
            <button
              type="button"
              className="danger"
              onClick={() => {
                if (used.own + used.others === 0) remove();
                else setAsked(true);
              }}
            >
              Delete attribute
            </button>
          </p>
        )}
      </div>
    </details>
  );
}

function MoveButtons({
  name,
  index,
  count,
  onMove,
}: {
  readonly name: string;
  readonly index: number;
  readonly count: number;
  readonly onMove: (to: number) => void;
}) {
  return (
    <>
      <button
        type="button"
        className="icon-button"
        aria-label={`Move ${showHidden(name)} up`}
        disabled={index === 0}
        onClick={() => {
          onMove(index - 1);
        }}
      >
        <Icon name="up" />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={`Move ${showHidden(name)} down`}
        disabled={index === count - 1}
        onClick={() => {
          onMove(index + 1);
        }}
      >
        <Icon name="down" />
      </button>
    </>
  );
}

function Values({ category, attribute }: AttributeProps) {
  const { apply } = useCodebookEditing();
  const values = attribute.values ?? [];
  return (
    <>
      <ul className="codebook-values" aria-label={`Values of ${showHidden(attribute.label)}`}>
        {values.map((value, index) => (
          <ValueEntry
            key={value.id}
            category={category}
            attribute={attribute}
            value={value}
            index={index}
          />
        ))}
      </ul>
      <AddForm
        label={`Name of a new value of ${showHidden(attribute.label)}`}
        placeholder="New value"
        button="Add value"
        entry={`new-value:${attribute.id}`}
        onAdd={(label) =>
          apply({ type: 'add-value', category: category.id, attribute: attribute.id, label })
        }
      />
    </>
  );
}

function ValueEntry({
  category,
  attribute,
  value,
  index,
}: AttributeProps & { readonly value: AttributeValue; readonly index: number }) {
  const { apply, use } = useCodebookEditing();
  const [asked, setAsked] = useState<'delete' | 'merge' | null>(null);
  const place = { category: category.id, attribute: attribute.id, value: value.id };
  const used = usageOf(use, category.id, attribute.id, value.id);
  const others = (attribute.values ?? []).filter((each) => each !== value);
  const name = showHidden(value.label);
  const update = (patch: ValuePatch): Promise<boolean> =>
    apply({ type: 'update-value', ...place, patch });
  const neighbour = others[Math.min(index, others.length - 1)];
  const after = [...(neighbour ? [`value:${neighbour.id}`] : []), `new-value:${attribute.id}`];
  const remove = (): void => {
    void apply({ type: 'delete-value', ...place }, after);
  };
  const cancel = (): void => {
    setAsked(null);
  };
  return (
    <li className="codebook-value">
      <CommitField
        label={`Name of the value ${name}`}
        entry={`value:${value.id}`}
        value={value.label}
        limit={LABEL_LIMIT}
        onCommit={(label) => update({ label })}
      />
      <CommitField
        label={`Key of ${name}`}
        value={value.hotkey ?? ''}
        limit={1}
        placeholder="key"
        onCommit={(hotkey) => update({ hotkey: hotkey === '' ? null : hotkey })}
      />
      <span className="codebook-tools">
        <MoveButtons
          name={value.label}
          index={index}
          count={others.length + 1}
          onMove={(to) => {
            void apply({ type: 'move-value', ...place, to }, [`value:${value.id}`]);
          }}
        />
        <button
          type="button"
          aria-label={`Merge ${name} into another value`}
          disabled={others.length === 0}
          onClick={() => {
            setAsked('merge');
          }}
        >
          Merge…
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={`Delete ${name}`}
          disabled={others.length === 0}
          onClick={() => {
            if (used.own + used.others === 0) remove();
            else setAsked('delete');
          }}
        >
          <Icon name="close" />
        </button>
      </span>
      <CommitField
        label={`Definition of ${name}`}
        className="codebook-value-definition"
        value={value.definition ?? ''}
        limit={PROSE_LIMIT}
        placeholder="Definition"
        onCommit={(definition) => update({ definition })}
      />
      <span className="hint">{tagsInWords(used)}</span>
      {asked === 'delete' ? (
        <Question label={`Delete ${name}`} answer="Delete" onAnswer={remove} onCancel={cancel}>
          <span>{lossInWords(used, 'value')}</span>
        </Question>
      ) : null}
      {asked === 'merge' ? (
        <MergeQuestion
          name={name}
          others={others}
          words={`${countOf(used.own, 'tag')} in ${countOf(used.articles, 'article')} ${used.own === 1 ? 'gets' : 'get'} the other value. ${othersInWords(used.others)}One undo step.`}
          onMerge={(into) => {
            void apply({ type: 'merge-value', ...place, into }, [`value:${into}`]);
          }}
          onCancel={cancel}
        />
      ) : null}
    </li>
  );
}

function MergeQuestion({
  name,
  others,
  words,
  onMerge,
  onCancel,
}: {
  readonly name: string;
  readonly others: readonly AttributeValue[];
  readonly words: string;
  readonly onMerge: (into: string) => void;
  readonly onCancel: () => void;
}) {
  const [into, setInto] = useState(others[0]?.id ?? '');
  return (
    <Question
      label={`Merge ${name}`}
      answer="Merge"
      onAnswer={() => {
        onMerge(into);
      }}
      onCancel={onCancel}
    >
      <span>Into</span>
      <select
        aria-label={`Merge ${name} into`}
        autoFocus
        value={into}
        onChange={(event) => {
          setInto(event.target.value);
        }}
      >
        {others.map(({ id, label }) => (
          <option key={id} value={id}>
            {showHidden(label)}
          </option>
        ))}
      </select>
      <span>{words}</span>
    </Question>
  );
}
