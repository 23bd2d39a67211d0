import { useCallback, useState, type ReactNode } from 'react';

import { countOf } from '#core/numbers.ts';
import { digitForCategory } from '#core/codebook/codebook.ts';
import { showHidden } from '#core/guards/labels.ts';
import { tagHull, type Tag } from '#core/tags/tag.ts';
import type { Span } from '#core/text/span.ts';

import type { Band } from '../controls/sheets/beside.ts';
import { CategoryMark } from '../controls/CategoryMark.tsx';
import { matchesQuery, PickerDialog, type Choice } from '../controls/sheets/Picker.tsx';
import { useWorkspace } from '../controls/use-workspace.ts';
import type { DialogState } from '../model/state/app-state.ts';
import { inShort } from '../model/state/messages.ts';
import { selectedTags } from '../model/state/selected-tags.ts';
import type { Workspace } from '../model/workspace.ts';

type Purpose = Extract<DialogState, { readonly type: 'categories' }>['purpose'];

/** Chooses a category for the selection, the selected tags or the brush; the last used one comes first. */
export function CategoryPicker({ purpose }: { readonly purpose: Purpose }) {
  const workspace = useWorkspace();
  const [tags] = useState(() => (isOfTags(purpose) ? selectedTags(workspace.state) : []));
  const choices = useCallback(
    (query: string): readonly Choice[] => {
      const { codebook } = workspace.state.library;
      const recent = workspace.tags.recent;
      const rank = (id: string): number => {
        const index = recent.indexOf(id);
        return index < 0 ? recent.length : index;
      };
      return [...codebook.categories]
        .filter(({ id }) => tags.length === 0 || tags.some(({ category }) => category !== id))
        .filter(({ label }) => matchesQuery(label, query))
        .sort((a, b) => rank(a.id) - rank(b.id))
        .map((category) => {
          const key = digitForCategory(codebook, category);
          return {
            id: category.id,
            text: category.label,
            key,
            content: (
              <>
                <CategoryMark category={category} />
                <Defined label={category.label} definition={category.definition} />
                {key === undefined ? null : <kbd>{key}</kbd>}
              </>
            ),
          };
        });
    },
    [workspace, tags],
  );
  const choose = (id: string): void => {
    workspace.dialogs.closeAnd(() => {
      if (purpose === 'tag') void workspace.tags.tagSelection(id);
      else if (purpose === 'change') void workspace.tags.changeCategory(tags, id);
      else if (purpose === 'duplicate') void workspace.tags.duplicate(tags, id);
      else workspace.brush.take(id);
    });
  };
  const span = purpose === 'tag' ? workspace.state.selection?.span : undefined;
  return (
    <PickerDialog
      title={titleOf(purpose, tags.length)}
      placeholder="Type a category"
      choices={choices}
      empty="The codebook has no such category."
      {...aboutOf(workspace, tags, span)}
      onClose={() => {
        workspace.dialogs.close();
      }}
      onChoose={choose}
    />
  );
}

function isOfTags(purpose: Purpose): boolean {
  return purpose === 'change' || purpose === 'duplicate';
}

function titleOf(purpose: Purpose, count: number): string {
  if (purpose === 'brush') return 'Brush with';
  const many = count > 1 ? ` of ${countOf(count, 'tag')}` : '';
  if (purpose === 'change') return `Change the category${many} to`;
  return count > 1 ? `Tag the words${many} as` : 'Tag as';
}

/** A name with the whole of what it means below it. */
function Defined({
  label,
  definition,
}: {
  readonly label: string;
  definition: string | undefined;
}) {
  return (
    <span className="picker-defined">
      <bdi>{showHidden(label)}</bdi>
      {definition === undefined ? null : <span className="hint">{showHidden(definition)}</span>}
    </span>
  );
}

/** The words that a choice is about, how many tags it is about, and where they stand in the window. */
function aboutOf(
  workspace: Workspace,
  tags: readonly Tag[],
  selected?: Span,
): { readonly about?: ReactNode; readonly beside: Band | null } {
  const { article } = workspace.state;
  const tag = tags.at(-1);
  const span = tag ? tagHull(tag) : selected;
  if (!article || !span) return { beside: null };
  const words = tag ? article.wordsOf(tag) : article.text.slice(span.start, span.end);
  const rects = workspace.surface?.rectsOf(span) ?? [];
  const seen = rects.filter(({ top, bottom }) => bottom > 0 && top < window.innerHeight);
  return {
    about: (
      <>
        {tags.length > 1 ? <strong>{countOf(tags.length, 'tag')}: </strong> : null}
        <bdi className="article-words">{showHidden(inShort(words, 160))}</bdi>
        {tags.length > 1 ? ' …' : ''}
      </>
    ),
    beside:
      seen.length === 0
        ? null
        : {
            top: Math.min(...seen.map(({ top }) => top)),
            bottom: Math.max(...seen.map(({ bottom }) => bottom)),
          },
  };
}

interface ValuePickerProps {
  readonly tagIds: readonly string[];
  readonly attribute: string;
}

/** Chooses the required value of tags that have just got their category; Esc leaves the default. */
export function ValuePicker({ tagIds, attribute: attributeId }: ValuePickerProps) {
  const workspace = useWorkspace();
  const [tags] = useState(() =>
    tagIds.flatMap((id) => workspace.state.article?.tags.get(id) ?? []),
  );
  const [tag] = tags;
  const attribute =
    tag && workspace.names.categoryOf(tag)?.attributes.find(({ id }) => id === attributeId);
  const choices = useCallback(
    (query: string): readonly Choice[] =>
      (attribute?.values ?? [])
        .filter(({ label, definition }) => matchesQuery(`${label} ${definition ?? ''}`, query))
        .map((value) => ({
          id: value.id,
          text: value.label,
          key: value.hotkey,
          content: (
            <>
              <Defined label={value.label} definition={value.definition} />
              {value.hotkey === undefined ? null : <kbd>{value.hotkey}</kbd>}
            </>
          ),
        })),
    [attribute],
  );
  if (!tag || !attribute) return null;
  return (
    <PickerDialog
      title={attribute.label}
      placeholder={`${attribute.label}: type or press a digit; Esc keeps “${attribute.default ?? ''}”`}
      choices={choices}
      empty="The codebook has no such value."
      {...aboutOf(workspace, tags)}
      onClose={() => {
        workspace.dialogs.closeAnd(() => undefined);
      }}
      onChoose={(id) => {
        workspace.dialogs.closeAnd(() => void workspace.tags.setAsked(tagIds, attributeId, id));
      }}
    />
  );
}
