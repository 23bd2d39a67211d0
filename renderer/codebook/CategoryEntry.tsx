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

import { Icon } from '../controls/Icon.tsx';
import { countOf } from '../model/messages.ts';
import { AddForm } from './AddForm.tsx';
import { KIND_NAMES } from './attribute-kinds.ts';
import { AttributeEntry } from './AttributeEntry.tsx';
import { CategoryColours } from './CategoryColours.tsx';
import { othersInWords, tagsInWords, useCodebookEditing } from './codebook-editing.ts';
import { CommitField } from '../controls/CommitField.tsx';
import { Question } from '../controls/ConfirmStrip.tsx';

const LINE_NAMES: Readonly<Record<Category['line'], string>> = {
  solid: 'Solid',
  dashed: 'Dashed',
  wavy: 'Wavy',
  dotted: 'Dotted',
  double: 'Double',
};

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
        <MoveCategory category={category} codebook={codebook} />
      </header>
      <div className="codebook-looks">
        <CommitField
          label="Name"
          isShown
          entry={`name:${category.id}`}
          value={category.label}
          limit={LABEL_LIMIT}
          onCommit={(label) => update({ label })}
        />
        <KeyOfCategory category={category} codebook={codebook} onChange={update} />
        <CommitField
          label="Letter beside the colour"
          isShown
          value={category.letter}
          limit={2}
          onCommit={(letter) => update({ letter })}
        />
        <label className="field">
          <span className="field-label">Line</span>
          <select
            value={category.line}
            onChange={(event) => void update({ line: event.target.value as Category['line'] })}
          >
            {LINES.map((line) => (
              <option key={line} value={line}>
                {LINE_NAMES[line]}
              </option>
            ))}
          </select>
        </label>
      </div>
      <CategoryColours category={category} onChange={(color) => update({ color })} />
      <CommitField
        label="Definition"
        isShown
        isLong
        value={category.definition ?? ''}
        limit={PROSE_LIMIT}
        onCommit={(definition) => update({ definition })}
      />
      <CommitField
        label="What the span covers"
        isShown
        isLong
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
    <label className="field">
      <span className="field-label">Key</span>
      <select
        value={category.hotkey ?? ''}
        onChange={(event) =>
          void onChange({ hotkey: event.target.value === '' ? null : event.target.value })
        }
      >
        <option value="">{place <= 9 ? `By its place (${place})` : 'None'}</option>
        {['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((digit) => {
          const owner = codebook.categories.find(({ hotkey }) => hotkey === digit);
          const isTaken = owner !== undefined && owner !== category;
          return (
            <option key={digit} value={digit} disabled={isTaken}>
              {isTaken ? `${digit} (${showHidden(owner.label)})` : digit}
            </option>
          );
        })}
      </select>
    </label>
  );
}

function MoveCategory({ category, codebook }: CategoryProps) {
  const { apply } = useCodebookEditing();
  const index = codebook.categories.indexOf(category);
  const last = codebook.categories.length - 1;
  const move = (to: number): void => {
    void apply({ type: 'move-category', category: category.id, to });
  };
  return (
    <>
      <button
        type="button"
        className="icon-button"
        aria-label="Move the category up"
        title="Move the category up (Alt+Up in the list)"
        disabled={index === 0}
        onClick={() => {
          move(index - 1);
        }}
      >
        <Icon name="up" />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label="Move the category down"
        title="Move the category down (Alt+Down in the list)"
        disabled={index === last}
        onClick={() => {
          move(index + 1);
        }}
      >
        <Icon name="down" />
      </button>
    </>
  );
}

function AddAttribute({ category }: { readonly category: Category }) {
  const { apply } = useCodebookEditing();
  const [kind, setKind] = useState<Attribute['type']>('enum');
  const [values, setValues] = useState('');
  const add = async (label: string): Promise<boolean> => {
    const labels = values
      .split(',')
      .map((each) => each.trim())
      .filter((each) => each !== '')
      .slice(0, CODEBOOK_LIMITS.values);
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
      <select
        aria-label="What the new attribute holds"
        value={kind}
        onChange={(event) => {
          setKind(event.target.value as Attribute['type']);
        }}
      >
        {Object.entries(KIND_NAMES).map(([each, name]) => (
          <option key={each} value={each}>
            {name}
          </option>
        ))}
      </select>
      {kind === 'enum' ? (
        <input
          type="text"
          aria-label="Values of the new attribute, separated by commas"
          placeholder="Values, separated by commas"
          value={values}
          onChange={(event) => {
            setValues(event.target.value);
          }}
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
  const remove = (): void => {
    const target = used.own > 0 ? tagsTo : null;
    void apply({ type: 'delete-category', category: category.id, tagsTo: target });
  };
  if (!isAsked) {
    return (
      <p>
        <button
          type="button"
          className="danger"
          onClick={() => {
            if (used.own + used.others === 0) remove();
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
      onAnswer={remove}
      onCancel={() => {
        setAsked(false);
      }}
    >
      <span>
        {used.own === 0
          ? 'None of your tags has this category.'
          : `${countOf(used.own, 'tag')} in ${countOf(used.articles, 'article')} ${used.own === 1 ? 'becomes' : 'become'}`}
      </span>
      {used.own > 0 ? (
        <select
          aria-label="What these tags become"
          value={tagsTo}
          onChange={(event) => {
            setTagsTo(event.target.value);
          }}
        >
          {others.map(({ id, label }) => (
            <option key={id} value={id}>
              {showHidden(label)}
            </option>
          ))}
        </select>
      ) : null}
      <span>{othersInWords(used.others)}One undo step.</span>
    </Question>
  );
}
