import { useEffect, useState } from 'react';

import type { Attribute } from '#core/codebook/codebook.ts';
import { showHidden } from '#core/guards/labels.ts';
import { isSource } from '#core/people/names-in-tags.ts';
import { tagHull, VALUE_LIMIT, type Tag } from '#core/tags/tag.ts';
import type { Span } from '#core/text/span.ts';
import { suggestOrInherit } from '#core/text/inherited-speaker.ts';

import { CommitText } from '../controls/CommitField.tsx';
import { Field } from '../controls/Field.tsx';
import { Icon } from '../controls/Icon.tsx';
import type { ArticleModel } from '../model/state/article-model.ts';
import { inShort } from '../model/state/messages.ts';
import { useWorkspace } from '../controls/use-workspace.ts';
import type { Offered } from '../model/people/people.ts';
import { keyTextsOf } from '../model/window/key-words.ts';
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
  const [offered, setOffered] = useState<Offered>(NOBODY);
  const names = suggestion ? [...new Set([suggestion.name, ...offered.names])] : offered.names;
  const takeSuggestion = ({ name, span: place }: Suggestion): void => {
    if (!tag) return;
    void workspace.tags.update(tag.id, ({ attributes, attributeSpans }) => ({
      attributes: { ...attributes, [attribute.id]: name },
      attributeSpans: place
        ? { ...attributeSpans, [attribute.id]: { start: place.start, end: place.end } }
        : attributeSpans,
    }));
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
              onCommit={(value) => {
                if (suggestion?.name === value) takeSuggestion(suggestion);
                else onChange(value);
                return Promise.resolve(true);
              }}
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
              name={suggestion.name}
              disabled={disabled}
              onTake={() => {
                takeSuggestion(suggestion);
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

/** Takes who is probably meant by the mouse. */
function SuggestionButton({
  name,
  disabled,
  onTake,
}: {
  readonly name: string;
  readonly disabled: boolean;
  readonly onTake: () => void;
}) {
  return (
    <button type="button" className="tags-suggestion" disabled={disabled} onClick={onTake}>
      {name}?
    </button>
  );
}

/** What the button for the selected text does, and the key that does the same. */
function selectionTip(workspace: Workspace, { id, label }: Attribute): string {
  const command = isSource(id) ? 'set-speaker' : id === 'cue' ? 'set-cue' : null;
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

/** Who is probably meant, by the name that is in use for them. */
interface Suggestion {
  readonly name: string;
  /** Where the article names them; left out where only the name is another one. */
  readonly span?: Span;
}

/**
 * Who probably speaks, for an empty field; the name of the one who is known by what stands in it
 * otherwise. Looked for once the tag has been painted, so that tagging does not wait for it.
 */
function useSuggestion(
  attribute: Attribute,
  tag: Tag | undefined,
  article: ArticleModel,
): Suggestion | undefined {
  const { people } = useWorkspace();
  const value = tag?.attributes[attribute.id] ?? '';
  const isName = attribute.type === 'entity' && (isSource(attribute.id) || value !== '');
  const isWanted = tag !== undefined && isName;
  const [found, setFound] = useState<{ tag: Tag; suggestion: Suggestion | undefined }>();
  useEffect(() => {
    if (!isWanted || !tag) return undefined;
    const look = (): Suggestion | undefined => {
      if (value !== '') {
        const name = people.book().personOf(value)?.name ?? value;
        return name === value ? undefined : { name };
      }
      const said = suggestOrInherit(article.text, tagHull(tag));
      return said && { name: people.nameFor(said.name) ?? said.name, span: said.span };
    };
    let isCurrent = true;
    const idle = requestIdleCallback(() => {
      void people.keepCurrent().then(() => {
        if (isCurrent) setFound({ tag, suggestion: look() });
      });
    });
    return () => {
      isCurrent = false;
      cancelIdleCallback(idle);
    };
  }, [isWanted, value, tag, article, people]);
  return isWanted && found?.tag === tag ? found.suggestion : undefined;
}
