import { useCallback } from 'react';

import { digitForCategory } from '#core/codebook/codebook.ts';

import { CategoryMark } from '../controls/CategoryMark.tsx';
import { matchesQuery, PickerDialog, type Choice } from '../controls/Picker.tsx';
import { useWorkspace } from '../controls/use-workspace.ts';

/** Chooses a category for the selection, or for the active tag; the last used one comes first. */
export function CategoryPicker({ purpose }: { readonly purpose: 'tag' | 'change' | 'duplicate' }) {
  const workspace = useWorkspace();
  const choices = useCallback(
    (query: string): readonly Choice[] => {
      const { codebook } = workspace.state.library;
      const recent = workspace.tags.recent;
      const rank = (id: string): number => {
        const index = recent.indexOf(id);
        return index < 0 ? recent.length : index;
      };
      const current = workspace.selection.activeTag()?.category;
      return [...codebook.categories]
        .filter(({ id }) => purpose === 'tag' || id !== current)
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
                <span>{category.label}</span>
                <span className="hint grow clip">{category.definition}</span>
                {key === undefined ? null : <kbd>{key}</kbd>}
              </>
            ),
          };
        });
    },
    [workspace, purpose],
  );
  const choose = (id: string): void => {
    const tag = workspace.selection.activeTag();
    workspace.dialogs.closeAnd(() => {
      if (purpose === 'tag') void workspace.tags.tagSelection(id);
      else if (tag && purpose === 'change') void workspace.tags.changeCategory(tag, id);
      else if (tag) void workspace.tags.duplicate(tag, id);
    });
  };
  return (
    <PickerDialog
      title={purpose === 'change' ? 'Change the category to' : 'Tag as'}
      placeholder="Type a category"
      choices={choices}
      empty="The codebook has no such category."
      onClose={() => {
        workspace.dialogs.close();
      }}
      onChoose={choose}
    />
  );
}

/** Chooses the required value of a tag that was just made; Esc leaves the default. */
export function ValuePicker({
  tagId,
  attribute: attributeId,
}: {
  readonly tagId: string;
  readonly attribute: string;
}) {
  const workspace = useWorkspace();
  const choices = useCallback(
    (query: string): readonly Choice[] => {
      const tag = workspace.state.article?.tags.get(tagId);
      const attribute =
        tag && workspace.names.categoryOf(tag)?.attributes.find(({ id }) => id === attributeId);
      return (attribute?.values ?? [])
        .filter(({ label, definition }) => matchesQuery(`${label} ${definition ?? ''}`, query))
        .map((value) => ({
          id: value.id,
          text: value.label,
          key: value.hotkey,
          content: (
            <>
              <span>{value.label}</span>
              <span className="hint grow clip">{value.definition}</span>
              {value.hotkey === undefined ? null : <kbd>{value.hotkey}</kbd>}
            </>
          ),
        }));
    },
    [workspace, tagId, attributeId],
  );
  const tag = workspace.state.article?.tags.get(tagId);
  const attribute =
    tag && workspace.names.categoryOf(tag)?.attributes.find(({ id }) => id === attributeId);
  if (!tag || !attribute) return null;
  return (
    <PickerDialog
      title={attribute.label}
      placeholder={`${attribute.label}: type or press a digit; Esc keeps “${attribute.default ?? ''}”`}
      choices={choices}
      empty="The codebook has no such value."
      onClose={() => {
        workspace.dialogs.closeAnd(() => undefined);
      }}
      onChoose={(id) => {
        workspace.dialogs.closeAnd(() => {
          if (id === tag.attributes[attributeId]) return;
          void workspace.tags.update(tag.id, ({ attributes }) => ({
            attributes: { ...attributes, [attributeId]: id },
          }));
        });
      }}
    />
  );
}
