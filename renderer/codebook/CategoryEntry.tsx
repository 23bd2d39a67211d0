import { useState } from 'react';

import {
  CODEBOOK_LIMITS,
  LABEL_LIMIT,
  LINES,
  PROSE_LIMIT,
  type Attribute,
  type Category,
  type Codebook,
} from '#core/codebook/codebook.ts';
import type { CategoryPatch } from '#core/codebook/edit.ts';
import { usageOf } from '#core/codebook/usage.ts';
import { showHidden } from '#core/guards/labels.ts';

import { Choice } from '../controls/fields/Choice.tsx';
import { CommitField } from '../controls/fields/CommitField.tsx';
import { Question } from '../controls/ConfirmStrip.tsx';
import { Field } from '../controls/fields/Field.tsx';
import { TextInput } from '../controls/fields/TextInput.tsx';
import { AddForm } from './AddForm.tsx';
import { AttributeEntry } from './AttributeEntry.tsx';
import { CategoryColours } from './CategoryColours.tsx';
import { useCodebookEditing } from './codebook-editing.ts';
import {
  isUnused,
  KIND_NAMES,
  namesOf,
  othersInWords,
  recategorizedInWords,
  tagsInWords,
} from './codebook-words.ts';
import { MoveButtons } from './MoveButtons.tsx';

const LINE_NAMES: Readonly<Record<Category['line'], string>> = {
  solid: 'Solid',
  dashed: 'Dashed',
  wavy: 'Wavy',
  dotted: 'Dotted',
  double: 'Double',
};

const LINE_OPTIONS = LINES.map((line) => [line, LINE_NAMES[line]] as const);
const KINDS = ['enum', 'entity', 'text'] as const;
const KIND_OPTIONS = KINDS.map((kind) => [kind, KIND_NAMES[kind]] as const);
const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

interface CategoryProps {
  readonly category: Category;
  readonly codebook: Codebook;
}

/** Everything about one category. */
export function CategoryEntry({ category, codebook }: CategoryProps) {
  const { apply, use } = useCodebookEditing();
  const update = (patch: CategoryPatch): Promise<boolean> =>
    apply({ type: 'update-category', category: category.id, patch });
  const used = usageOf(use, category.id);
  return (
    <section aria-label={showHidden(category.label)} className="codebook-entry-body">
      <header className="codebook-head">
        <h3 className="grow codebook-title">
          <bdi className="clip" title={showHidden(category.label)}>
            {showHidden(category.label)}
          </bdi>{' '}
          <span className="count">{tagsInWords(used)}</span>
        </h3>
        <MoveButtons
          what="the category"
          index={codebook.categories.indexOf(category)}
          count={codebook.categories.length}
          hasListKeys
          onMove={(to) => {
            void apply({ type: 'move-category', category: category.id, to });
          }}
        />
      </header>
      <div className="codebook-looks">
        <CommitField
          label="Name"
          entry={`name:${category.id}`}
          value={category.label}
          limit={LABEL_LIMIT}
          onCommit={(label) => update({ label })}
        />
        <KeyOfCategory category={category} codebook={codebook} onChange={update} />
        <CommitField
          label="Letter beside the colour"
          value={category.letter}
          limit={2}
          onCommit={(letter) => update({ letter })}
        />
        <Field label="Line">
          {(id) => (
            <Choice
              id={id}
              value={category.line}
              options={LINE_OPTIONS}
              onChange={(line) => void update({ line })}
            />
          )}
        </Field>
      </div>
      <CategoryColours category={category} onChange={(color) => update({ color })} />
      <CommitField
        label="Definition"
        rows={2}
        value={category.definition ?? ''}
        limit={PROSE_LIMIT}
        onCommit={(definition) => update({ definition })}
      />
      <CommitField
        label="What the span covers"
        rows={2}
        value={category.spanRule ?? ''}
        limit={PROSE_LIMIT}
        onCommit={(spanRule) => update({ spanRule })}
      />
      <h4 className="field-label">Attributes</h4>
      {category.attributes.map((attribute, index) => (
        <AttributeEntry
          key={attribute.id}
          category={category}
          attribute={attribute}
          index={index}
        />
      ))}
      <AddAttribute category={category} />
      <DeleteCategory category={category} codebook={codebook} />
    </section>
  );
}

function KeyOfCategory({
  category,
  codebook,
  onChange,
}: CategoryProps & { readonly onChange: (patch: CategoryPatch) => Promise<boolean> }) {
  const place = codebook.categories.indexOf(category) + 1;
  return (
    <Field label="Key">
      {(id) => (
        <Choice
          id={id}
          value={category.hotkey ?? ''}
          options={[
            ['', place <= 9 ? `By its place (${place})` : 'None'],
            ...DIGITS.map((digit) => {
              const owner = codebook.categories.find(({ hotkey }) => hotkey === digit);
              const isTaken = owner !== undefined && owner !== category;
              const words = isTaken ? `${digit} (${showHidden(owner.label)})` : digit;
              return [digit, words, { key: digit, isDisabled: isTaken }] as const;
            }),
          ]}
          onChange={(digit) => void onChange({ hotkey: digit === '' ? null : digit })}
        />
      )}
    </Field>
  );
}

function AddAttribute({ category }: { readonly category: Category }) {
  const { apply } = useCodebookEditing();
  const [kind, setKind] = useState<Attribute['type']>('enum');
  const [values, setValues] = useState('');
  const add = async (label: string): Promise<boolean> => {
    const labels = namesOf(values, CODEBOOK_LIMITS.values);
    const edit = { type: 'add-attribute', category: category.id, label, kind } as const;
    const isAdded = await apply({ ...edit, values: kind === 'enum' ? labels : [] });
    if (isAdded) setValues('');
    return isAdded;
  };
  return (
    <AddForm
      label="Name of a new attribute"
      placeholder="New attribute"
      button="Add attribute"
      entry="new-attribute"
      onAdd={add}
    >
      <Choice
        label="What the new attribute holds"
        value={kind}
        options={KIND_OPTIONS}
        onChange={setKind}
      />
      {kind === 'enum' ? (
        <TextInput
          aria-label="Values of the new attribute, separated by commas"
          placeholder="Values, separated by commas"
          value={values}
          onChange={setValues}
        />
      ) : null}
    </AddForm>
  );
}

function DeleteCategory({ category, codebook }: CategoryProps) {
  const { apply, use } = useCodebookEditing();
  const others = codebook.categories.filter((each) => each !== category);
  const [isAsked, setAsked] = useState(false);
  const [tagsTo, setTagsTo] = useState(others[0]?.id ?? '');
  const used = usageOf(use, category.id);
  if (others.length === 0) return null;
  const remove = (): Promise<boolean> => {
    const target = used.own > 0 ? tagsTo : null;
    return apply({ type: 'delete-category', category: category.id, tagsTo: target });
  };
  // That it has tags may not be known yet: then the library refuses, and there is something to ask.
  const removeUnused = async (): Promise<void> => {
    if (!(await remove())) setAsked(true);
  };
  if (!isAsked) {
    return (
      <p>
        <button
          type="button"
          className="danger"
          onClick={() => {
            if (isUnused(used)) void removeUnused();
            else setAsked(true);
          }}
        >
          Delete category
        </button>
      </p>
    );
  }
  return (
    <Question
      label="Delete the category"
      answer="Delete"
      onAnswer={() => void remove()}
      onCancel={() => {
        setAsked(false);
      }}
    >
      <span>{recategorizedInWords(used)}</span>
      {used.own > 0 ? (
        <Choice
          label="What these tags become"
          value={tagsTo}
          options={others.map(({ id, label }) => [id, showHidden(label)])}
          onChange={setTagsTo}
        />
      ) : null}
      <span>{othersInWords(used.others)}One undo step.</span>
    </Question>
  );
}
