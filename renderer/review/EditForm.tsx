import type { Attribute } from '#core/codebook/codebook.ts';
import { showHidden } from '#core/guards/labels.ts';

import type { ArticleModel } from '../model/state/article-model.ts';
import { inShort } from '../model/state/messages.ts';
import { withCategory, withValue, type ReviewState } from '../model/state/review-state.ts';
import { Choice } from '../controls/fields/Choice.tsx';
import { Field } from '../controls/fields/Field.tsx';
import { TextInput } from '../controls/fields/TextInput.tsx';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import { categoryOptions, ValueChoice } from '../controls/fields/ValueChoice.tsx';

type Edited = NonNullable<ReviewState['editing']>;

interface EditFormProps {
  readonly article: ArticleModel;
  readonly editing: Edited;
}

/** The tag that shall stand: its words are those selected in the article. */
export function EditForm({ article, editing }: EditFormProps) {
  const workspace = useWorkspace();
  const codebook = useAppState((state) => state.library.codebook);
  const selection = useAppState((state) => state.selection);
  const category = codebook.categories.find(({ id }) => id === editing.category);
  const words =
    selection && !selection.collapsed
      ? article.text.slice(selection.span.start, selection.span.end)
      : article.wordsOf(editing);
  return (
    <fieldset className="review-edit-form">
      <legend className="field-label">The tag that stands</legend>
      <blockquote>
        <bdi className="article-words">{showHidden(inShort(words, 160))}</bdi>
      </blockquote>
      <Field label="Category">
        {(id) => (
          <Choice
            id={id}
            value={editing.category}
            options={categoryOptions(codebook)}
            otherwise={showHidden(editing.category)}
            onChange={(wanted) => {
              const chosen = codebook.categories.find((each) => each.id === wanted);
              if (chosen) workspace.decisions.edit(withCategory(editing, chosen));
            }}
          />
        )}
      </Field>
      {category?.attributes.map((attribute) => (
        <ValueField
          key={attribute.id}
          attribute={attribute}
          value={editing.attributes[attribute.id] ?? ''}
          onChange={(value) => {
            workspace.decisions.edit(withValue(editing, attribute.id, value));
          }}
        />
      ))}
    </fieldset>
  );
}

/** Ends the editing, in either way. */
export function EditActions() {
  const workspace = useWorkspace();
  return (
    <div className="tag-form-actions">
      <button
        type="button"
        className="primary"
        onClick={() => void workspace.decisions.acceptEdited()}
      >
        Accept the edited tag
      </button>
      <button
        type="button"
        onClick={() => {
          workspace.decisions.cancelEditing();
        }}
      >
        Cancel
      </button>
    </div>
  );
}

interface ValueFieldProps {
  readonly attribute: Attribute;
  /** Empty where none is given. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** What the edited tag says of one attribute. */
function ValueField({ attribute, value, onChange }: ValueFieldProps) {
  if (attribute.values) {
    return <ValueChoice attribute={attribute} value={value} onChange={onChange} />;
  }
  return (
    <Field label={attribute.label}>
      {(id) => <TextInput id={id} value={value} onChange={onChange} />}
    </Field>
  );
}
