import { useEffect, useRef, type KeyboardEvent } from 'react';

import { digitForCategory, type Category, type Codebook } from '#core/codebook/codebook.ts';
import { unknownCategories, usageOf, type CodebookUse } from '#core/codebook/usage.ts';
import { showHidden } from '#core/guards/labels.ts';

import { CategoryMark } from '../controls/CategoryMark.tsx';
import { AddForm } from './AddForm.tsx';
import type { CodebookEditing } from './codebook-editing.ts';
import { tagsInWords } from './codebook-words.ts';

/** The categories in their order, and a line for a new one. */
export function Categories({
  codebook,
  use,
  chosen,
  onChoose,
  apply,
}: {
  readonly codebook: Codebook;
  readonly use: CodebookUse;
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
  readonly apply: CodebookEditing['apply'];
}) {
  const list = useRef<HTMLUListElement>(null);
  const { categories } = codebook;
  useEffect(() => {
    list.current?.querySelector('[aria-current="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const onKeyDown = (event: KeyboardEvent, category: Category): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const index = categories.indexOf(category);
    const next = categories[index + step];
    if (!next) return;
    if (event.altKey) {
      void apply({ type: 'move-category', category: category.id, to: index + step }, [
        `category:${category.id}`,
      ]);
      return;
    }
    onChoose(next.id);
    event.currentTarget
      .closest('ul')
      ?.querySelectorAll('button')
      .item(index + step)
      .focus();
  };
  return (
    <>
      <ul ref={list}>
        {categories.map((category) => {
          const digit = digitForCategory(codebook, category);
          const isChosen = category.id === chosen;
          return (
            <li key={category.id}>
              <button
                type="button"
                className="codebook-category"
                aria-current={isChosen}
                data-entry={isChosen ? 'category' : `category:${category.id}`}
                onClick={() => {
                  onChoose(category.id);
                }}
                onKeyDown={(event) => {
                  onKeyDown(event, category);
                }}
              >
                <CategoryMark category={category} />
                <bdi className="clip">{showHidden(category.label)}</bdi>
                {digit === undefined ? null : <kbd>{digit}</kbd>}
                <span className="hint">{tagsInWords(usageOf(use, category.id))}</span>
              </button>
            </li>
          );
        })}
      </ul>
      <AddForm
        label="Name of a new category"
        placeholder="New category"
        button="Add"
        onAdd={(label) => apply({ type: 'add-category', label })}
      />
    </>
  );
}

/** Categories that tags have and the codebook lacks. */
export function Missing({
  codebook,
  use,
  apply,
}: {
  readonly codebook: Codebook;
  readonly use: CodebookUse;
  readonly apply: CodebookEditing['apply'];
}) {
  const missing = unknownCategories(use, codebook);
  if (missing.length === 0) return null;
  return (
    <section className="codebook-missing" aria-label="Not in the codebook">
      <h3 className="field-label">Not in the codebook</h3>
      <ul className="plain-list">
        {missing.map(({ id, use: used }) => (
          <li key={id}>
            <span className="grow">
              <CategoryMark category={undefined} /> <bdi>{showHidden(id)}</bdi>{' '}
              <span className="hint">used by {tagsInWords(used)}</span>
            </span>
            <button
              type="button"
              aria-label={`Add ${showHidden(id)} to the codebook`}
              onClick={() => void apply({ type: 'add-category', label: id, id })}
            >
              Add
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
