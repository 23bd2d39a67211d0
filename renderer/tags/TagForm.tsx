import { memo, useMemo } from 'react';

import type { Attribute } from '#core/codebook/codebook.ts';
import type { CommandId } from '#core/contract/commands/commands.ts';
import { showHidden } from '#core/guards/labels.ts';
import { countOf } from '#core/numbers.ts';
import { NOTE_LIMIT, tagHull, type Tag } from '#core/tags/tag.ts';

import { KeyHints } from '../commands/CommandKey.tsx';
import { runButtonCommand } from '../commands/run-command.ts';
import { CategoryMark } from '../controls/CategoryMark.tsx';
import { Choice } from '../controls/fields/Choice.tsx';
import { CommitField } from '../controls/fields/CommitField.tsx';
import { ConfidenceRow } from '../controls/fields/ConfidenceRow.tsx';
import { Field } from '../controls/fields/Field.tsx';
import { Icon } from '../controls/Icon.tsx';
import type { ArticleModel } from '../model/state/article-model.ts';
import { tipOf } from '../model/window/key-words.ts';
import { dayAndTime, inShort } from '../model/state/messages.ts';
import { commonOf, selectedTags, sharedAttributes } from '../model/state/selected-tags.ts';
import { useAfterFrame } from '../controls/use-after-frame.ts';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import { categoryOptions } from '../controls/fields/ValueChoice.tsx';
import { withValue } from './attribute-values.ts';
import { AttributeField, formOf, MIXED } from './AttributeField.tsx';
import { NameField } from './NameField.tsx';

const WAYS_TO_A_TAG = [
  ['select-tag', 'selects the tag at the caret'],
  ['next-tag', 'the next one'],
  ['previous-tag', 'the one before'],
] as const;

/** The details of the selected tags, as the codebook describes them: the frame after the tags themselves. */
export function TagForm({ article }: { readonly article: ArticleModel }) {
  const selected = useAppState((state) => state.selectedTags);
  const version = useAppState((state) => state.articleVersion);
  const askName = useAppState((state) => state.askName);
  const drawn = useAfterFrame(useMemo(() => ({ selected, version }), [selected, version]));
  return (
    <section className="tag-form" data-pane="detail" aria-label="Details">
      {askName ? <NameField /> : null}
      <Details article={article} {...drawn} />
    </section>
  );
}

interface DetailsProps {
  readonly article: ArticleModel;
  readonly selected: readonly string[];
  /** Of the article as it is drawn: its tags change in place. */
  readonly version: number;
}

const Details = memo(function Details({ article, selected }: DetailsProps) {
  const tags = selectedTags({ article, selectedTags: selected });
  const active = tags.at(-1);
  const disabled = article.readOnly !== null;
  return (
    <>
      {active ? (
        <>
          <Head tags={tags} active={active} article={article} />
          <Fields tags={tags} article={article} disabled={disabled} />
          {tags.length === 1 && active.fragments.length > 1 ? (
            <Fragments tag={active} article={article} disabled={disabled} />
          ) : null}
          <Actions isOne={tags.length === 1} disabled={disabled} />
          {tags.length === 1 ? <Origin tag={active} /> : null}
        </>
      ) : (
        <p className="empty">
          No tag is selected. <KeyHints hints={WAYS_TO_A_TAG} separator=", " />.
        </p>
      )}
    </>
  );
});

interface PartProps {
  /** At least one; the active one last. */
  readonly tags: readonly Tag[];
  readonly article: ArticleModel;
  /** The article is shown for reading only. */
  readonly disabled: boolean;
}

interface SingleProps extends Omit<PartProps, 'tags'> {
  readonly tag: Tag;
}

/** The words of the tag, or how many there are that every change is for. */
function Head({ tags, active, article }: Omit<PartProps, 'disabled'> & { readonly active: Tag }) {
  const workspace = useWorkspace();
  // A category may have been changed in the codebook.
  useAppState((state) => state.library.codebook);
  if (tags.length > 1) {
    return (
      <p className="tags-several" role="note">
        <strong>{countOf(tags.length, 'tag')}</strong> — what is changed here is changed in all of
        them, in one step.
      </p>
    );
  }
  return (
    <header className="tag-form-head">
      <CategoryMark category={workspace.names.categoryOf(active)} />
      <blockquote title={article.wordsOf(active).slice(0, 1000)}>
        <bdi>{showHidden(inShort(article.wordsOf(active), 140))}</bdi>
      </blockquote>
    </header>
  );
}

/**
 * What can be said of the tags. The fields stay from tag to tag and get other values: each is known by
 * its kind and its place among those of its kind, because to build one costs more than to fill it.
 */
function Fields({ tags, article, disabled }: PartProps) {
  const workspace = useWorkspace();
  useAppState((state) => state.library.codebook);
  const attributes = sharedAttributes(tags, workspace.names.categoryOf);
  const ids = tags.map(({ id }) => id);
  const confidence = commonOf(tags, (tag) => tag.confidence);
  const note = commonOf(tags, (tag) => tag.note);
  return (
    <>
      <CategoryField tags={tags} disabled={disabled} />
      {attributes.map((attribute, index) => (
        <AttributeField
          key={fieldKey(attributes, index)}
          attribute={attribute}
          tags={tags}
          article={article}
          disabled={disabled}
          onChange={(value) =>
            workspace.tags.update(ids, ({ attributes: values }) => ({
              attributes: withValue(values, attribute.id, value),
            }))
          }
          onNext={() => {
            workspace.focus.toDetailAfter(attribute.id);
          }}
        />
      ))}
      <SetAside count={tags.reduce((sum, { aside }) => sum + Object.keys(aside).length, 0)} />
      <ConfidenceRow
        value={confidence}
        otherwise={confidence === undefined ? MIXED : undefined}
        disabled={disabled}
        onChange={(chosen) => void workspace.tags.update(ids, { confidence: chosen })}
        onNext={() => {
          workspace.focus.toDetailAfter('confidence');
        }}
      />
      <CommitField
        label="Note"
        field="note"
        rows={3}
        limit={NOTE_LIMIT}
        value={note ?? ''}
        placeholder={
          note === undefined ? `${MIXED}: a note here takes the place of all` : undefined
        }
        disabled={disabled}
        onDone={() => {
          workspace.focus.toText();
        }}
        onCommit={async (written) => {
          await workspace.tags.update(ids, { note: written });
          return true;
        }}
      />
    </>
  );
}

function fieldKey(attributes: readonly Attribute[], index: number): string {
  const kinds = attributes.slice(0, index + 1).map(formOf);
  const kind = kinds.at(-1) ?? '';
  return `${kind} ${kinds.filter((each) => each === kind).length}`;
}

function CategoryField({ tags, disabled }: Omit<PartProps, 'article'>) {
  const workspace = useWorkspace();
  const codebook = useAppState((state) => state.library.codebook);
  const category = commonOf(tags, (tag) => tag.category);
  return (
    <Field label="Category">
      {(id) => (
        <Choice
          id={id}
          field="category"
          value={category ?? null}
          options={categoryOptions(codebook)}
          otherwise={category === undefined ? MIXED : showHidden(category)}
          disabled={disabled}
          onChange={(chosen) => void workspace.tags.changeCategory(tags, chosen)}
        />
      )}
    </Field>
  );
}

/** That there are values which the categories do not describe. */
function SetAside({ count }: { readonly count: number }) {
  if (count === 0) return null;
  return (
    <p className="hint">
      {count === 1 ? '1 field' : `${count} fields`} kept aside; switching back restores{' '}
      {count === 1 ? 'it' : 'them'}.
    </p>
  );
}

function Fragments({ tag, article, disabled }: SingleProps) {
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

function Actions({ isOne, disabled }: { readonly isOne: boolean; readonly disabled: boolean }) {
  const workspace = useWorkspace();
  useAppState((state) => state.settings);
  const button = (command: CommandId, words: string, className?: string) => (
    <button
      type="button"
      className={className}
      disabled={disabled}
      title={tipOf(workspace, command)}
      onClick={() => {
        runButtonCommand(workspace, command);
      }}
    >
      {words}
    </button>
  );
  return (
    <footer className="tag-form-actions">
      {button('repeat-details', 'Repeat last details')}
      {isOne ? button('edit-boundaries', 'Boundaries') : null}
      {button('duplicate-tag', 'Tag again')}
      {button('delete-tags', 'Delete', 'danger')}
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
