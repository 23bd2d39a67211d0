import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';

import { NOTE_LIMIT, tagHull, VALUE_LIMIT, type Confidence, type Tag } from '#core/tags/tag.ts';
import type { Attribute } from '#core/codebook/codebook.ts';
import { showHidden } from '#core/guards/labels.ts';
import { suggestSpeaker, type SpeakerSuggestion } from '#core/text/speaker-suggestion.ts';

import { tipOf } from '../model/key-words.ts';
import { KeyHints } from '../commands/CommandKey.tsx';
import { Icon } from '../controls/Icon.tsx';
import { CategoryMark } from '../controls/CategoryMark.tsx';
import { runCommand } from '../commands/run-command.ts';
import type { ArticleModel } from '../model/article-model.ts';
import { dayAndTime, quoted } from '../model/messages.ts';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import { NameField } from './NameField.tsx';

/** Values of a required attribute are shown as buttons up to this number, otherwise as a list. */
const FEW = 5;

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
        <Fields key={tag.category} tag={tag} article={article} />
      ) : (
        <p className="empty">
          No tag is selected. <KeyHints hints={WAYS_TO_A_TAG} separator=", " />.
        </p>
      )}
    </section>
  );
}

function Fields({ tag, article }: { readonly tag: Tag; readonly article: ArticleModel }) {
  const workspace = useWorkspace();
  const codebook = useAppState((state) => state.library.codebook);
  const annotators = useAppState((state) => state.library.annotators);
  const category = workspace.names.categoryOf(tag);
  const disabled = article.readOnly !== null;
  const creator = annotators.find(({ id }) => id === tag.creator);
  const aside = Object.keys(tag.aside).length;
  const set = (attribute: Attribute, value: string): void => {
    void workspace.tags.update(tag.id, ({ attributes }) => ({
      attributes: Object.fromEntries(
        Object.entries({ ...attributes, [attribute.id]: value }).filter(([, each]) => each !== ''),
      ),
    }));
  };
  return (
    <>
      <header className="tag-form-head">
        <CategoryMark category={category} />
        <blockquote title={article.wordsOf(tag).slice(0, 1000)}>
          <bdi>{showHidden(quoted(article.wordsOf(tag), 140))}</bdi>
        </blockquote>
      </header>
      <Field label="Category">
        {(id) => (
          <select
            id={id}
            value={tag.category}
            disabled={disabled}
            onChange={(event) => void workspace.tags.changeCategory(tag, event.target.value)}
          >
            {category ? null : <option value={tag.category}>{tag.category}</option>}
            {codebook.categories.map((each) => (
              <option key={each.id} value={each.id}>
                {each.label}
              </option>
            ))}
          </select>
        )}
      </Field>
      {category?.attributes.map((attribute) => (
        <AttributeField
          key={attribute.id}
          attribute={attribute}
          tag={tag}
          article={article}
          disabled={disabled}
          onChange={(value) => {
            set(attribute, value);
          }}
        />
      ))}
      {aside > 0 ? (
        <p className="hint">
          {aside === 1 ? '1 field' : `${aside} fields`} kept aside; switching back restores{' '}
          {aside === 1 ? 'it' : 'them'}.
        </p>
      ) : null}
      <Field label="Confidence">
        {(id) => (
          <select
            id={id}
            value={tag.confidence ?? ''}
            disabled={disabled}
            onChange={(event) =>
              void workspace.tags.update(tag.id, {
                confidence: event.target.value === '' ? null : (event.target.value as Confidence),
              })
            }
          >
            <option value="">Not given</option>
            <option value="high">High</option>
            <option value="medium">Medium</option>
            <option value="low">Low</option>
          </select>
        )}
      </Field>
      <Field label="Note">
        {(id) => (
          <TextField
            id={id}
            name="note"
            multiline
            limit={NOTE_LIMIT}
            value={tag.note}
            disabled={disabled}
            onCommit={(note) => void workspace.tags.update(tag.id, { note })}
          />
        )}
      </Field>
      {tag.fragments.length > 1 ? (
        <Fragments tag={tag} article={article} disabled={disabled} />
      ) : null}
      <footer className="tag-form-actions">
        <button
          type="button"
          disabled={disabled}
          title={tipOf(workspace, 'edit-boundaries')}
          onClick={() => {
            runCommand(workspace, 'edit-boundaries');
          }}
        >
          Boundaries
        </button>
        <button
          type="button"
          disabled={disabled}
          title={tipOf(workspace, 'duplicate-tag')}
          onClick={() => {
            runCommand(workspace, 'duplicate-tag');
          }}
        >
          Tag again
        </button>
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
      <p className="hint">
        <bdi>{showHidden(creator?.name ?? 'Unknown')}</bdi> · {dayAndTime(tag.created)}
        {tag.modified === tag.created ? '' : ` · changed ${dayAndTime(tag.modified)}`} · characters{' '}
        {tagHull(tag).start}–{tagHull(tag).end}
      </p>
    </>
  );
}

function Fragments({
  tag,
  article,
  disabled,
}: {
  readonly tag: Tag;
  readonly article: ArticleModel;
  readonly disabled: boolean;
}) {
  const workspace = useWorkspace();
  return (
    <div className="field">
      <span className="field-label">Fragments</span>
      <ol className="tags-fragments">
        {tag.fragments.map((fragment) => (
          <li key={fragment.start}>
            <bdi>{showHidden(quoted(article.text.slice(fragment.start, fragment.end), 40))}</bdi>
            <button
              type="button"
              className="icon-button"
              aria-label={`Remove the fragment ${quoted(article.text.slice(fragment.start, fragment.end), 40)}`}
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
        ))}
      </ol>
    </div>
  );
}

function Field({
  label,
  children,
}: {
  readonly label: string;
  readonly children: (id: string) => ReactNode;
}) {
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {children(id)}
    </div>
  );
}

interface AttributeFieldProps {
  readonly attribute: Attribute;
  readonly tag: Tag;
  readonly article: ArticleModel;
  readonly disabled: boolean;
  readonly onChange: (value: string) => void;
}

function AttributeField(props: AttributeFieldProps) {
  const { attribute } = props;
  if (attribute.type !== 'enum') return <SpanField {...props} />;
  return attribute.required && (attribute.values?.length ?? 0) <= FEW ? (
    <ChoiceField {...props} />
  ) : (
    <ListField {...props} />
  );
}

/** A digit chooses the value that it belongs to; another character key of a value's own likewise. */
function valueForKey(attribute: Attribute, event: KeyboardEvent): string | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const digit = /^(?:Digit|Numpad)([0-9])$/u.exec(event.code)?.[1];
  const key = digit ?? event.key;
  return attribute.values?.find(({ hotkey }) => hotkey !== undefined && hotkey === key)?.id;
}

function ChoiceField({ attribute, tag, disabled, onChange }: AttributeFieldProps) {
  const name = useId();
  const value = tag.attributes[attribute.id] ?? '';
  const onKeyDown = (event: KeyboardEvent): void => {
    const chosen = valueForKey(attribute, event);
    if (chosen === undefined) return;
    event.preventDefault();
    onChange(chosen);
  };
  return (
    <fieldset className="field" onKeyDown={onKeyDown} title={attribute.definition}>
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
        <select
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
          onChange={(event) => {
            onChange(event.target.value);
          }}
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
        </select>
      )}
    </Field>
  );
}

/** A name or free text that can also point at its place in the article. */
function SpanField({ attribute, tag, article, disabled, onChange }: AttributeFieldProps) {
  const workspace = useWorkspace();
  const value = tag.attributes[attribute.id] ?? '';
  const span = tag.attributeSpans[attribute.id];
  const suggestion = useSuggestion(attribute, tag, article);
  const [names, setNames] = useState<readonly string[]>([]);
  const listId = useId();
  return (
    <Field label={attribute.label}>
      {(id) => (
        <>
          <div className="tags-span-field">
            <TextField
              id={id}
              name={attribute.id}
              limit={VALUE_LIMIT}
              value={value}
              disabled={disabled}
              list={listId}
              onFocus={() => {
                if (attribute.type === 'entity') setNames(knownValues(article, attribute.id));
              }}
              onCommit={onChange}
            />
            <button
              type="button"
              disabled={disabled}
              title={`Use the selected text as ${attribute.label.toLowerCase()}${
                attribute.id === 'speaker' ? ' (R)' : attribute.id === 'cue' ? ' (H)' : ''
              }`}
              onClick={() => void workspace.tags.takeSelectionAs(attribute.id)}
            >
              Use selection
            </button>
            <datalist id={listId}>
              {names.map((name) => (
                <option key={name} value={name} />
              ))}
            </datalist>
          </div>
          {suggestion ? (
            <button
              type="button"
              className="tags-suggestion"
              disabled={disabled}
              onClick={() =>
                void workspace.tags.update(tag.id, ({ attributes, attributeSpans }) => ({
                  attributes: { ...attributes, [attribute.id]: suggestion.name },
                  attributeSpans: {
                    ...attributeSpans,
                    [attribute.id]: { start: suggestion.span.start, end: suggestion.span.end },
                  },
                }))
              }
            >
              {suggestion.name}?
            </button>
          ) : null}
          {span ? (
            <span className="tags-place">
              <button
                type="button"
                className="link"
                onClick={() => {
                  workspace.surface?.reveal(span);
                  workspace.surface?.flash(span);
                }}
              >
                <bdi>{showHidden(quoted(article.text.slice(span.start, span.end), 32))}</bdi> in ¶
                {article.paragraphNumber(span.start)}
              </button>
              <button
                type="button"
                className="icon-button"
                aria-label={`Forget where the ${attribute.label.toLowerCase()} stands`}
                disabled={disabled}
                onClick={() =>
                  void workspace.tags.update(tag.id, ({ attributeSpans }) => ({
                    attributeSpans: Object.fromEntries(
                      Object.entries(attributeSpans).filter(([key]) => key !== attribute.id),
                    ),
                  }))
                }
              >
                <Icon name="close" />
              </button>
            </span>
          ) : null}
        </>
      )}
    </Field>
  );
}

/**
 * Who probably speaks, for an empty speaker field. Looked for once the tag has been painted, so that
 * tagging does not wait for it.
 */
function useSuggestion(
  attribute: Attribute,
  tag: Tag,
  article: ArticleModel,
): SpeakerSuggestion | undefined {
  const wanted = attribute.id === 'speaker' && (tag.attributes[attribute.id] ?? '') === '';
  const [found, setFound] = useState<{ tag: Tag; suggestion: SpeakerSuggestion | undefined }>();
  useEffect(() => {
    if (!wanted) return undefined;
    const idle = requestIdleCallback(() => {
      setFound({ tag, suggestion: suggestSpeaker(article.text, tagHull(tag)) });
    });
    return () => {
      cancelIdleCallback(idle);
    };
  }, [wanted, tag, article]);
  return wanted && found?.tag === tag ? found.suggestion : undefined;
}

function knownValues(article: ArticleModel, attributeId: string): string[] {
  const names = new Set<string>();
  for (const tag of article.tags) {
    const name = tag.attributes[attributeId];
    if (name) names.add(name);
    if (names.size >= 200) break;
  }
  return [...names].sort((a, b) => a.localeCompare(b));
}

interface TextFieldProps {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly limit: number;
  readonly disabled: boolean;
  readonly multiline?: boolean;
  readonly list?: string;
  readonly onFocus?: () => void;
  readonly onCommit: (value: string) => void;
}

/** Text with the browser's own undo while it has the focus; it becomes one command on leaving. */
function TextField({
  id,
  name,
  value,
  limit,
  disabled,
  multiline,
  list,
  onFocus,
  onCommit,
}: TextFieldProps) {
  const [draft, setDraft] = useState(value);
  const focused = useRef(false);
  const latest = useRef({ draft, value, onCommit });
  useEffect(() => {
    latest.current = { draft, value, onCommit };
  });
  useEffect(() => {
    if (!focused.current) setDraft(value);
  }, [value]);
  // A tag that is deselected while its field has the focus keeps what was typed.
  useEffect(
    () => () => {
      const { draft: last, value: stored, onCommit: commit } = latest.current;
      if (focused.current && last !== stored) commit(last);
    },
    [],
  );
  const commit = (): void => {
    focused.current = false;
    if (draft !== value) onCommit(draft);
  };
  const shared = {
    id,
    'data-field': name,
    value: draft,
    maxLength: limit,
    disabled,
    onFocus: () => {
      focused.current = true;
      onFocus?.();
    },
    onBlur: commit,
  };
  if (multiline) {
    return (
      <textarea
        {...shared}
        rows={3}
        onChange={(event) => {
          setDraft(event.target.value);
        }}
      />
    );
  }
  return (
    <input
      {...shared}
      type="text"
      list={list}
      autoComplete="off"
      onChange={(event) => {
        setDraft(event.target.value);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') {
          commit();
          focused.current = true;
        }
      }}
    />
  );
}
