import { NOTE_LIMIT, tagHull, type Tag } from '#core/tags/tag.ts';
import { showHidden } from '#core/guards/labels.ts';

import { KeyHints } from '../commands/CommandKey.tsx';
import { runCommand } from '../commands/run-command.ts';
import { CategoryMark } from '../controls/CategoryMark.tsx';
import { Choice } from '../controls/Choice.tsx';
import { CommitField } from '../controls/CommitField.tsx';
import { ConfidenceRow } from '../controls/ConfidenceRow.tsx';
import { Field } from '../controls/Field.tsx';
import { Icon } from '../controls/Icon.tsx';
import type { ArticleModel } from '../model/state/article-model.ts';
import { tipOf } from '../model/window/key-words.ts';
import { dayAndTime, inShort } from '../model/state/messages.ts';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import { categoryOptions } from '../controls/ValueChoice.tsx';
import { withValue } from './attribute-values.ts';
import { AttributeField } from './AttributeField.tsx';
import { NameField } from './NameField.tsx';

const WAYS_TO_A_TAG = [
  ['select-tag', 'selects the tag at the caret'],
  ['next-tag', 'the next one'],
  ['previous-tag', 'the one before'],
] as const;

/** The details of the active tag, as the codebook describes them. */
export function TagForm({ article }: { readonly article: ArticleModel }) {
  const activeId = useAppState((state) => state.selectedTags.at(-1));
  const askName = useAppState((state) => state.askName);
  useAppState((state) => state.articleVersion);
  const tag = activeId === undefined ? undefined : article.tags.get(activeId);
  return (
    <section className="tag-form" data-pane="detail" aria-label="Details">
      {askName ? <NameField /> : null}
      {tag ? (
        <Fields
          key={tag.category}
          tag={tag}
          article={article}
          disabled={article.readOnly !== null}
        />
      ) : (
        <p className="empty">
          No tag is selected. <KeyHints hints={WAYS_TO_A_TAG} separator=", " />.
        </p>
      )}
    </section>
  );
}

interface PartProps {
  readonly tag: Tag;
  readonly article: ArticleModel;
  /** The article is shown for reading only. */
  readonly disabled: boolean;
}

function Fields({ tag, article, disabled }: PartProps) {
  const workspace = useWorkspace();
  // A category may have been changed in the codebook.
  useAppState((state) => state.library.codebook);
  const category = workspace.names.categoryOf(tag);
  return (
    <>
      <header className="tag-form-head">
        <CategoryMark category={category} />
        <blockquote title={article.wordsOf(tag).slice(0, 1000)}>
          <bdi>{showHidden(inShort(article.wordsOf(tag), 140))}</bdi>
        </blockquote>
      </header>
      <CategoryField tag={tag} disabled={disabled} />
      {category?.attributes.map((attribute) => (
        <AttributeField
          key={attribute.id}
          attribute={attribute}
          tag={tag}
          article={article}
          disabled={disabled}
          onChange={(value) => {
            void workspace.tags.update(tag.id, ({ attributes }) => ({
              attributes: withValue(attributes, attribute.id, value),
            }));
          }}
        />
      ))}
      <SetAside count={Object.keys(tag.aside).length} />
      <ConfidenceRow
        value={tag.confidence}
        disabled={disabled}
        onChange={(confidence) => void workspace.tags.update(tag.id, { confidence })}
      />
      <CommitField
        label="Note"
        field="note"
        rows={3}
        limit={NOTE_LIMIT}
        value={tag.note}
        disabled={disabled}
        onDone={() => {
          workspace.focus.toText();
        }}
        onCommit={async (note) => {
          await workspace.tags.update(tag.id, { note });
          return true;
        }}
      />
      {tag.fragments.length > 1 ? (
        <Fragments tag={tag} article={article} disabled={disabled} />
      ) : null}
      <Actions tag={tag} disabled={disabled} />
      <Origin tag={tag} />
    </>
  );
}

function CategoryField({ tag, disabled }: Omit<PartProps, 'article'>) {
  const workspace = useWorkspace();
  const codebook = useAppState((state) => state.library.codebook);
  return (
    <Field label="Category">
      {(id) => (
        <Choice
          id={id}
          value={tag.category}
          options={categoryOptions(codebook)}
          otherwise={showHidden(tag.category)}
          disabled={disabled}
          onChange={(category) => void workspace.tags.changeCategory(tag, category)}
        />
      )}
    </Field>
  );
}

/** That the tag has values which its category does not describe. */
function SetAside({ count }: { readonly count: number }) {
  if (count === 0) return null;
  return (
    <p className="hint">
      {count === 1 ? '1 field' : `${count} fields`} kept aside; switching back restores{' '}
      {count === 1 ? 'it' : 'them'}.
    </p>
  );
}

function Fragments({ tag, article, disabled }: PartProps) {
  const workspace = useWorkspace();
  return (
    <div className="field">
      <span className="field-label">Fragments</span>
      <ol className="tags-fragments">
        {tag.fragments.map((fragment) => {
          const words = inShort(article.text.slice(fragment.start, fragment.end), 40);
          return (
            <li key={fragment.start}>
              <bdi className="article-words">{showHidden(words)}</bdi>
              <button
                type="button"
                className="icon-button"
                aria-label={`Remove the fragment ${words}`}
                disabled={disabled}
                onClick={() =>
                  void workspace.tags.update(tag.id, {
                    fragments: tag.fragments.filter((each) => each !== fragment),
                  })
                }
              >
                <Icon name="close" />
              </button>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

function Actions({ tag, disabled }: Omit<PartProps, 'article'>) {
  const workspace = useWorkspace();
  const button = (command: 'edit-boundaries' | 'duplicate-tag', words: string) => (
    <button
      type="button"
      disabled={disabled}
      title={tipOf(workspace, command)}
      onClick={() => {
        runCommand(workspace, command);
      }}
    >
      {words}
    </button>
  );
  return (
    <footer className="tag-form-actions">
      {button('edit-boundaries', 'Boundaries')}
      {button('duplicate-tag', 'Tag again')}
      <button
        type="button"
        className="danger"
        disabled={disabled}
        title={tipOf(workspace, 'delete-tags')}
        onClick={() => void workspace.tags.delete([tag.id])}
      >
        Delete
      </button>
    </footer>
  );
}

/** Who made the tag and when, and where it stands in the text. */
function Origin({ tag }: { readonly tag: Tag }) {
  const annotators = useAppState((state) => state.library.annotators);
  const creator = annotators.find(({ id }) => id === tag.creator);
  const { start, end } = tagHull(tag);
  return (
    <p className="hint">
      <bdi>{showHidden(creator?.name ?? 'Unknown')}</bdi> · {dayAndTime(tag.created)}
      {tag.modified === tag.created ? '' : ` · changed ${dayAndTime(tag.modified)}`} · characters{' '}
      {start}–{end}
    </p>
  );
}
