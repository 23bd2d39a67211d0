import { useEffect, useState } from 'react';

import type { Attribute } from '#core/codebook/codebook.ts';
import { showHidden } from '#core/guards/labels.ts';
import { CUE, isSource } from '#core/people/names-in-tags.ts';
import { VALUE_LIMIT, type Tag } from '#core/tags/tag.ts';
import type { Span } from '#core/text/span.ts';

import { CommitText } from '../controls/fields/CommitField.tsx';
import { Field } from '../controls/fields/Field.tsx';
import { Icon } from '../controls/Icon.tsx';
import type { ArticleModel } from '../model/state/article-model.ts';
import { inShort } from '../model/state/messages.ts';
import { useWorkspace } from '../controls/use-workspace.ts';
import type { Offered } from '../model/people/people.ts';
import { suggestionsFor, withSuggestions, type Suggestion } from '../model/tags/suggested.ts';
import { keyTextsOf, tipOf } from '../model/window/key-words.ts';
import type { Workspace } from '../model/workspace.ts';
import { valuesSaid } from './attribute-values.ts';

const NOBODY: Offered = { names: [], also: new Map() };

interface SpanFieldProps {
  readonly attribute: Attribute;
  readonly tags: readonly Tag[];
  /** What all of them say; empty where they differ, which `placeholder` tells. */
  readonly value: string;
  readonly placeholder: string | undefined;
  readonly article: ArticleModel;
  readonly disabled: boolean;
  /** Answers whether it is on disk. */
  readonly onChange: (value: string) => Promise<boolean>;
  /** On to the next field. */
  readonly onNext: () => void;
}

/** A name or free text that can also point at its place in the article. */
export function SpanField(props: SpanFieldProps) {
  const { attribute, tags, value: said, placeholder, article, disabled, onChange, onNext } = props;
  const workspace = useWorkspace();
  // A place in the text, and who speaks there, belong to one tag.
  const tag = tags.length === 1 ? tags[0] : undefined;
  const span = tag?.attributeSpans[attribute.id];
  const suggestion = useSuggestion(attribute, tag, article);
  const [offered, setOffered] = useState<Offered>(NOBODY);
  const names = suggestion ? [...new Set([suggestion.value, ...offered.names])] : offered.names;
  const takeSuggestion = async (taken: Suggestion): Promise<boolean> => {
    if (!tag) return false;
    return workspace.tags.update(tag.id, (values) =>
      withSuggestions(values, [[attribute.id, taken]]),
    );
  };
  const offer = (): void => {
    if (attribute.type !== 'entity') return;
    setOffered(workspace.people.offered(valuesSaid(article.tags, attribute.id)));
  };
  return (
    <Field label={attribute.label}>
      {(id) => (
        <>
          <div className="tags-span-field">
            <CommitText
              id={id}
              field={attribute.id}
              limit={VALUE_LIMIT}
              value={said}
              placeholder={placeholder}
              disabled={disabled}
              options={names}
              isProposed={suggestion !== undefined}
              also={offered.also}
              onFocus={() => {
                offer();
                void workspace.people.keepCurrent().then(offer);
              }}
              onCommit={(value) =>
                suggestion?.value === value ? takeSuggestion(suggestion) : onChange(value)
              }
              onNext={onNext}
            />
            <button
              type="button"
              disabled={disabled}
              title={selectionTip(workspace, attribute)}
              onClick={() => void workspace.tags.takeSelectionAs(attribute.id)}
            >
              Use selection
            </button>
          </div>
          {suggestion ? (
            <SuggestionButton
              value={suggestion.value}
              tip={tipOf(workspace, 'take-suggested')}
              disabled={disabled}
              onTake={() => {
                void takeSuggestion(suggestion);
                // The button goes with what it offers.
                workspace.focus.toDetail(attribute.id);
              }}
            />
          ) : null}
          {tag && span ? (
            <Place
              span={span}
              attribute={attribute}
              tag={tag}
              article={article}
              disabled={disabled}
            />
          ) : null}
        </>
      )}
    </Field>
  );
}

/** Takes what is probably meant by the mouse. */
function SuggestionButton({
  value,
  tip,
  disabled,
  onTake,
}: {
  readonly value: string;
  readonly tip: string;
  readonly disabled: boolean;
  readonly onTake: () => void;
}) {
  return (
    <button
      type="button"
      className="tags-suggestion"
      title={tip}
      disabled={disabled}
      onClick={onTake}
    >
      {value}?
    </button>
  );
}

/** What the button for the selected text does, and the key that does the same. */
function selectionTip(workspace: Workspace, { id, label }: Attribute): string {
  const command = isSource(id) ? 'set-speaker' : id === CUE ? 'set-cue' : null;
  const [key] = command === null ? [] : keyTextsOf(workspace, command);
  return `Use the selected text as ${label.toLowerCase()}${key === undefined ? '' : ` (${key})`}`;
}

/** Where the article says it: the way there, and the way to forget it. */
function Place({
  span,
  attribute,
  tag,
  article,
  disabled,
}: Pick<SpanFieldProps, 'attribute' | 'article' | 'disabled'> & {
  readonly tag: Tag;
  readonly span: Span;
}) {
  const workspace = useWorkspace();
  return (
    <span className="tags-place">
      <button
        type="button"
        className="link"
        onClick={() => {
          workspace.surface?.reveal(span);
          workspace.surface?.flash(span);
        }}
      >
        <bdi className="article-words">
          {showHidden(inShort(article.text.slice(span.start, span.end), 32))}
        </bdi>{' '}
        in ¶{article.paragraphNumber(span.start)}
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
  );
}

/**
 * What is probably meant in the field of one tag. Looked for once the tag has been painted, so that
 * tagging does not wait for it.
 */
function useSuggestion(
  attribute: Attribute,
  tag: Tag | undefined,
  article: ArticleModel,
): Suggestion | undefined {
  const { names, people } = useWorkspace();
  const [found, setFound] = useState<{ tag: Tag; suggestion: Suggestion | undefined }>();
  const { id, type } = attribute;
  const isWanted = type === 'entity' || id === CUE;
  useEffect(() => {
    if (!tag || !isWanted) return undefined;
    let isCurrent = true;
    const idle = requestIdleCallback(() => {
      void people.keepCurrent().then(() => {
        if (!isCurrent) return;
        const all = suggestionsFor(tag, names.categoryOf(tag), article.text, people);
        setFound({ tag, suggestion: all.get(id) });
      });
    });
    return () => {
      isCurrent = false;
      cancelIdleCallback(idle);
    };
  }, [id, isWanted, tag, article, names, people]);
  return tag && found?.tag === tag ? found.suggestion : undefined;
}
