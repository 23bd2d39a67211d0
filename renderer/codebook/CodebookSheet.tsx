import { useEffect, useRef, useState, type KeyboardEvent } from 'react';

import {
  digitForCategory,
  findCategory,
  LABEL_LIMIT,
  type Category,
  type Codebook,
} from '#core/codebook/codebook.ts';
import type { CodebookEdit } from '#core/codebook/edit.ts';
import { unknownCategories, usageOf, type CodebookUse } from '#core/codebook/usage.ts';
import { CODEBOOK_FORMATS } from '#core/exchange/formats/codebook-file.ts';
import type { OpenedCodebook } from '#core/contract/codebook.ts';
import { showHidden } from '#core/guards/labels.ts';

import { bridge } from '../bridge.ts';
import { CategoryMark } from '../controls/CategoryMark.tsx';
import { Dialog } from '../controls/Dialog.tsx';
import { Icon } from '../controls/Icon.tsx';
import { asSentence, exportErrorSentence, requestErrorSentence } from '../model/messages.ts';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import { AddForm } from './AddForm.tsx';
import { CategoryEntry } from './CategoryEntry.tsx';
import { CodebookImport } from './CodebookImport.tsx';
import { CodebookEditingContext, tagsInWords } from './codebook-editing.ts';
import { CommitField } from '../controls/CommitField.tsx';
import './codebook.css';

/** The codebook: categories, their looks and attributes. Every change is saved at once. */
export function CodebookSheet() {
  const workspace = useWorkspace();
  const codebook = useAppState((state) => state.library.codebook);
  const history = useAppState((state) => state.history);
  const [chosen, setChosen] = useState(codebook.categories[0]?.id ?? '');
  const [use, setUse] = useState<CodebookUse>({});
  // Grows when tags, or what is counted of them, may be others than at the last count.
  const [counted, setCounted] = useState(0);
  const [problem, setProblem] = useState('');
  const [said, setSaid] = useState('');
  const [opened, setOpened] = useState<OpenedCodebook | null>(null);
  // What was done in this sheet; undo and redo here reach no further.
  const [made, setMade] = useState({ undo: 0, redo: 0 });
  const sheet = useRef<HTMLDivElement>(null);
  const category = findCategory(codebook, chosen) ?? codebook.categories[0];

  useEffect(() => {
    let isCurrent = true;
    void bridge.invoke('codebook:use', undefined).then((answer) => {
      if (isCurrent && answer.ok) setUse(answer.value);
    });
    return () => {
      isCurrent = false;
    };
  }, [counted]);

  const keepFocus = (entries: readonly string[]): void => {
    requestAnimationFrame(() => {
      const dialog = sheet.current?.closest('dialog');
      const { activeElement } = document;
      if (activeElement !== dialog && dialog?.contains(activeElement)) return;
      const candidates = [...entries, 'category'].map((entry) =>
        dialog?.querySelector<HTMLElement>(`[data-entry="${CSS.escape(entry)}"]:not(:disabled)`),
      );
      candidates.find((each) => each)?.focus();
    });
  };

  const apply = async (edit: CodebookEdit, focus: readonly string[] = []): Promise<boolean> => {
    const answer = await workspace.changes.requestLibrary({ kind: 'edit-codebook', edit });
    setProblem(answer.ok ? '' : answer.error);
    if (!answer.ok) return false;
    const after = answer.value.library?.codebook ?? codebook;
    const sentence = `${asSentence(answer.value.label)}. Codebook ${after.version}.`;
    setSaid(sentence);
    workspace.notices.say(sentence);
    setMade({ undo: made.undo + 1, redo: 0 });
    const isWhole = edit.type === 'replace' || edit.type === 'add-from';
    if (isWhole || answer.value.touched.length > 0) setCounted(counted + 1);
    if (edit.type === 'add-category') setChosen(after.categories.at(-1)?.id ?? chosen);
    keepFocus(focus);
    return true;
  };

  const travel = async (direction: 'undo' | 'redo'): Promise<void> => {
    if (made[direction] === 0) return;
    const step = direction === 'undo' ? 1 : -1;
    setMade({ undo: made.undo - step, redo: made.redo + step });
    setProblem('');
    await workspace.changes.travel(direction);
    setSaid(workspace.state.message);
    setCounted(counted + 1);
    keepFocus([]);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const isField = event.target instanceof Element && event.target.matches(TEXT_FIELD);
    const mod = workspace.mac ? event.metaKey : event.ctrlKey;
    if (isField || !mod || event.altKey) return;
    const key = event.key.toLowerCase();
    const direction = key === 'y' || (key === 'z' && event.shiftKey) ? 'redo' : 'undo';
    if (key !== 'z' && key !== 'y') return;
    event.preventDefault();
    void travel(direction);
  };

  const open = async (): Promise<void> => {
    const answer = await bridge.invoke('codebook:open', undefined);
    if (answer.ok) {
      setProblem('');
      setOpened(answer.value);
    } else if (answer.error.type === 'no-codebook') setProblem(answer.error.reason);
    else if (answer.error.type !== 'cancelled') setProblem(requestErrorSentence(answer.error));
  };

  const save = async (format: string): Promise<void> => {
    const answer = await bridge.invoke('codebook:save', { format });
    if (answer.ok) {
      setProblem('');
      setSaid(`Exported codebook ${codebook.version} to ${showHidden(answer.value.fileName)}.`);
    } else if (answer.error.type !== 'cancelled') setProblem(exportErrorSentence(answer.error));
  };

  return (
    <CodebookEditingContext value={{ use, apply }}>
      <Dialog
        title="Codebook"
        className="codebook-sheet"
        onClose={() => {
          // What stands in a field is kept before the sheet goes.
          if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
          workspace.dialogs.close();
        }}
        actions={
          <>
            {problem === '' ? null : (
              <span role="alert" className="problem grow">
                {problem}
              </span>
            )}
            <span
              className={problem === '' ? 'grow clip' : ''}
              aria-live="polite"
              title={problem === '' ? said : undefined}
            >
              {problem === '' ? said : ''}
            </span>
            {(['undo', 'redo'] as const).map((direction) =>
              made[direction] > 0 ? (
                <button key={direction} type="button" onClick={() => void travel(direction)}>
                  {direction === 'undo' ? <Icon name="undo" /> : null} {asSentence(direction)}:{' '}
                  <bdi>{showHidden(history[direction]?.label ?? '')}</bdi>
                </button>
              ) : null,
            )}
            <button
              type="button"
              className="primary"
              onClick={() => {
                workspace.dialogs.close();
              }}
            >
              Done
            </button>
          </>
        }
      >
        <section
          ref={sheet}
          className="codebook-list"
          aria-label="Categories"
          onKeyDown={onKeyDown}
        >
          <Categories
            codebook={codebook}
            use={use}
            chosen={category?.id}
            onChoose={(id) => {
              setOpened(null);
              setChosen(id);
            }}
            apply={apply}
          />
          <Missing codebook={codebook} use={use} apply={apply} />
          <div className="codebook-about">
            <CommitField
              label="Name of the codebook"
              isShown
              value={codebook.name}
              limit={LABEL_LIMIT}
              onCommit={(name) => apply({ type: 'rename-codebook', name })}
            />
            <p className="hint">
              Version {codebook.version} · <bdi>{codebook.id}</bdi>
            </p>
            <div className="codebook-files">
              <button type="button" onClick={() => void open()}>
                Import…
              </button>
              {CODEBOOK_FORMATS.map(({ name, title }) => (
                <button key={name} type="button" onClick={() => void save(name)}>
                  Export as {title}…
                </button>
              ))}
            </div>
          </div>
        </section>
        <div className="codebook-entry" onKeyDown={onKeyDown}>
          {opened ? (
            <CodebookImport
              key={opened.fileName}
              opened={opened}
              onEnd={() => {
                setOpened(null);
                keepFocus([]);
              }}
            />
          ) : category ? (
            <CategoryEntry key={category.id} category={category} codebook={codebook} />
          ) : null}
        </div>
      </Dialog>
    </CodebookEditingContext>
  );
}

const TEXT_FIELD = 'textarea, input:not([type="checkbox"], [type="radio"], [type="color"])';

function Categories({
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
  readonly apply: (edit: CodebookEdit, focus?: readonly string[]) => Promise<boolean>;
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
function Missing({
  codebook,
  use,
  apply,
}: {
  readonly codebook: Codebook;
  readonly use: CodebookUse;
  readonly apply: (edit: CodebookEdit) => Promise<boolean>;
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
