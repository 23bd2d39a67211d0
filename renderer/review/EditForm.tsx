import type { Attribute } from '#core/codebook/codebook.ts';
import { showHidden } from '#core/guards/labels.ts';

import type { ArticleModel } from '../model/state/article-model.ts';
import { inShort } from '../model/state/messages.ts';
import { withCategory, withValue, type ReviewState } from '../model/state/review-state.ts';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';

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
      <label className="field">
        <span className="field-label">Category</span>
        <select
          value={editing.category}
          onChange={(event) => {
            const chosen = codebook.categories.find(({ id }) => id === event.target.value);
            if (chosen) workspace.decisions.edit(withCategory(editing, chosen));
          }}
        >
          {category ? null : <option value={editing.category}>{editing.category}</option>}
          {codebook.categories.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      </label>
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
    </fieldset>
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
  return (
    <label className="field">
      <span className="field-label">{attribute.label}</span>
      {attribute.values ? (
        <select
          value={value}
          onChange={(event) => {
            onChange(event.target.value);
          }}
        >
          <option value="">Not given</option>
          {attribute.values.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      ) : (
        <input
          type="text"
          value={value}
          onChange={(event) => {
            onChange(event.target.value);
          }}
        />
      )}
    </label>
  );
}
