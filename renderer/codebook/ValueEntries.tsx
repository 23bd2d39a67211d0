import { useState } from 'react';

import {
  LABEL_LIMIT,
  PROSE_LIMIT,
  type Attribute,
  type AttributeValue,
  type Category,
} from '#core/codebook/codebook.ts';
import type { ValuePatch } from '#core/codebook/edit.ts';
import { usageOf, type TagUse } from '#core/codebook/usage.ts';
import { showHidden } from '#core/guards/labels.ts';

import { Choice } from '../controls/fields/Choice.tsx';
import { CommitText } from '../controls/fields/CommitField.tsx';
import { Question } from '../controls/ConfirmStrip.tsx';
import { Icon } from '../controls/Icon.tsx';
import { AddForm } from './AddForm.tsx';
import { useCodebookEditing } from './codebook-editing.ts';
import { isUnused, lossInWords, mergeInWords, tagsInWords } from './codebook-words.ts';
import { MoveButtons } from './MoveButtons.tsx';

interface ValuesProps {
  readonly category: Category;
  readonly attribute: Attribute;
}

/** The values of an attribute, each to be changed, and a line for a new one. */
export function ValueEntries({ category, attribute }: ValuesProps) {
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

type Asked = 'delete' | 'merge' | null;

interface ValueProps extends ValuesProps {
  readonly value: AttributeValue;
  /** Its place among the attribute's values. */
  readonly index: number;
}

function ValueEntry({ category, attribute, value, index }: ValueProps) {
  const { apply, use } = useCodebookEditing();
  const [asked, setAsked] = useState<Asked>(null);
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
  return (
    <li className="codebook-value">
      <CommitText
        label={`Name of the value ${name}`}
        entry={`value:${value.id}`}
        value={value.label}
        limit={LABEL_LIMIT}
        onCommit={(label) => update({ label })}
      />
      <CommitText
        label={`Key of ${name}`}
        value={value.hotkey ?? ''}
        limit={1}
        placeholder="key"
        onCommit={(hotkey) => update({ hotkey: hotkey === '' ? null : hotkey })}
      />
      <span className="codebook-tools">
        <MoveButtons
          what={name}
          index={index}
          count={others.length + 1}
          onMove={(to) => {
            void apply({ type: 'move-value', ...place, to }, [`value:${value.id}`]);
          }}
        />
        <ValueTools
          name={name}
          isOnly={others.length === 0}
          onMerge={() => {
            setAsked('merge');
          }}
          onDelete={() => {
            if (isUnused(used)) remove();
            else setAsked('delete');
          }}
        />
      </span>
      <CommitText
        label={`Definition of ${name}`}
        className="codebook-value-definition"
        value={value.definition ?? ''}
        limit={PROSE_LIMIT}
        placeholder="Definition"
        onCommit={(definition) => update({ definition })}
      />
      <span className="hint">{tagsInWords(used)}</span>
      <ValueQuestion
        asked={asked}
        name={name}
        used={used}
        others={others}
        onDelete={remove}
        onMerge={(into) => {
          void apply({ type: 'merge-value', ...place, into }, [`value:${into}`]);
        }}
        onCancel={() => {
          setAsked(null);
        }}
      />
    </li>
  );
}

/** What takes a value away; an attribute keeps its last one. */
function ValueTools({
  name,
  isOnly,
  onMerge,
  onDelete,
}: {
  readonly name: string;
  readonly isOnly: boolean;
  readonly onMerge: () => void;
  readonly onDelete: () => void;
}) {
  return (
    <>
      <button
        type="button"
        aria-label={`Merge ${name} into another value`}
        disabled={isOnly}
        onClick={onMerge}
      >
        Merge…
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={`Delete ${name}`}
        disabled={isOnly}
        onClick={onDelete}
      >
        <Icon name="close" />
      </button>
    </>
  );
}

/** What is asked before a value goes. */
function ValueQuestion({
  asked,
  name,
  used,
  others,
  onDelete,
  onMerge,
  onCancel,
}: {
  readonly asked: Asked;
  readonly name: string;
  readonly used: TagUse;
  readonly others: readonly AttributeValue[];
  readonly onDelete: () => void;
  readonly onMerge: (into: string) => void;
  readonly onCancel: () => void;
}) {
  switch (asked) {
    case null:
      return null;
    case 'delete':
      return (
        <Question label={`Delete ${name}`} answer="Delete" onAnswer={onDelete} onCancel={onCancel}>
          <span>{lossInWords(used, 'value')}</span>
        </Question>
      );
    case 'merge':
      return (
        <MergeQuestion
          name={name}
          others={others}
          words={mergeInWords(used)}
          onMerge={onMerge}
          onCancel={onCancel}
        />
      );
  }
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
      <Choice
        label={`Merge ${name} into`}
        autoFocus
        value={into}
        options={others.map(({ id, label }) => [id, showHidden(label)])}
        onChange={setInto}
      />
      <span>{words}</span>
    </Question>
  );
}
