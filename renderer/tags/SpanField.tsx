import { useEffect, useState } from 'react';

import type { Attribute } from '#core/codebook/codebook.ts';
import { showHidden } from '#core/guards/labels.ts';
import { tagHull, VALUE_LIMIT, type Tag } from '#core/tags/tag.ts';
import type { Span } from '#core/text/span.ts';
import { suggestSpeaker, type SpeakerSuggestion } from '#core/text/speaker-suggestion.ts';

import { CommitText } from '../controls/CommitField.tsx';
import { Field } from '../controls/Field.tsx';
import { Icon } from '../controls/Icon.tsx';
import type { ArticleModel } from '../model/state/article-model.ts';
import { inShort } from '../model/state/messages.ts';
import { useWorkspace } from '../controls/use-workspace.ts';
import { nameInUse, valuesSaid } from './attribute-values.ts';

interface SpanFieldProps {
  readonly attribute: Attribute;
  readonly tags: readonly Tag[];
  /** What all of them say; empty where they differ, which `placeholder` tells. */
  readonly value: string;
  readonly placeholder: string | undefined;
  readonly article: ArticleModel;
  readonly disabled: boolean;
  readonly onChange: (value: string) => void;
}

/** A name or free text that can also point at its place in the article. */
export function SpanField(props: SpanFieldProps) {
  const { attribute, tags, value: said, placeholder, article, disabled, onChange } = props;
  const workspace = useWorkspace();
  // A place in the text, and who speaks there, belong to one tag.
  const tag = tags.length === 1 ? tags[0] : undefined;
  const span = tag?.attributeSpans[attribute.id];
  const suggestion = useSuggestion(attribute, tag, article);
  const [names, setNames] = useState<readonly string[]>([]);
  const offered = suggestion
    ? [suggestion.name, ...names.filter((name) => name !== suggestion.name)]
    : names;
  const takeSuggestion = ({ name, span: { start, end } }: SpeakerSuggestion): void => {
    if (!tag) return;
    void workspace.tags.update(tag.id, ({ attributes, attributeSpans }) => ({
      attributes: { ...attributes, [attribute.id]: name },
      attributeSpans: { ...attributeSpans, [attribute.id]: { start, end } },
    }));
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
              options={offered}
              isProposed={suggestion !== undefined}
              onFocus={() => {
                const isName = attribute.type === 'entity';
                setNames(isName ? valuesSaid(article.tags, attribute.id) : []);
              }}
              onCommit={(value) => {
                if (suggestion?.name === value) takeSuggestion(suggestion);
                else onChange(value);
                return Promise.resolve(true);
              }}
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
          </div>
          {suggestion ? (
            <button
              type="button"
              className="tags-suggestion"
              disabled={disabled}
              onClick={() => {
                takeSuggestion(suggestion);
                // The button goes with what it offers.
                workspace.focus.toDetail(attribute.id);
              }}
            >
              {suggestion.name}?
            </button>
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
 * Who probably speaks, for an empty speaker field. Looked for once the tag has been painted, so that
 * tagging does not wait for it.
 */
function useSuggestion(
  attribute: Attribute,
  tag: Tag | undefined,
  article: ArticleModel,
): SpeakerSuggestion | undefined {
  const isEmpty = (tag?.attributes[attribute.id] ?? '') === '';
  const wanted = attribute.id === 'speaker' && tag !== undefined && isEmpty;
  const [found, setFound] = useState<{ tag: Tag; suggestion: SpeakerSuggestion | undefined }>();
  useEffect(() => {
    if (!wanted || !tag) return undefined;
    const idle = requestIdleCallback(() => {
      const said = suggestSpeaker(article.text, tagHull(tag));
      const names = valuesSaid(article.tags, attribute.id);
      setFound({ tag, suggestion: said && { ...said, name: nameInUse(said.name, names) } });
    });
    return () => {
      cancelIdleCallback(idle);
    };
  }, [wanted, tag, article, attribute.id]);
  return wanted && found?.tag === tag ? found.suggestion : undefined;
}
