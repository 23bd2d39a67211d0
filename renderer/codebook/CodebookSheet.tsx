// The sheet in which the codebook is edited. What an edit does is in core/codebook.
import { useRef, useState } from 'react';

import { findCategory, LABEL_LIMIT, type Codebook } from '#core/codebook/codebook.ts';
import { CODEBOOK_FORMAT_FACTS } from '#core/exchange/content/format-facts.ts';
import type { OpenedCodebook } from '#core/contract/codebook.ts';
import { showHidden } from '#core/guards/labels.ts';

import { bridge } from '../bridge.ts';
import { CommitField } from '../controls/fields/CommitField.tsx';
import { Dialog } from '../controls/sheets/Dialog.tsx';
import { SheetActions } from '../controls/sheets/SheetActions.tsx';
import { exportErrorSentence, requestErrorSentence } from '../model/state/messages.ts';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import { Categories, Missing } from './Categories.tsx';
import { CategoryEntry } from './CategoryEntry.tsx';
import { CodebookImport } from './CodebookImport.tsx';
import { CodebookEditingContext } from './codebook-editing.ts';
import { useSheetEdits, type SheetEdits } from './use-sheet-edits.ts';
import './codebook.css';

/** The codebook: categories, their looks and attributes. Every change is saved at once. */
export function CodebookSheet() {
  const workspace = useWorkspace();
  const codebook = useAppState((state) => state.library.codebook);
  const [chosen, setChosen] = useState(codebook.categories[0]?.id ?? '');
  const [opened, setOpened] = useState<OpenedCodebook | null>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const edits = useSheetEdits(sheet, setChosen);
  const { use, apply } = edits;
  const category = findCategory(codebook, chosen) ?? codebook.categories[0];
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
        actions={<SheetActions undo={edits} />}
      >
        <section
          ref={sheet}
          className="codebook-list"
          aria-label="Categories"
          onKeyDown={edits.onKeyDown}
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
          <About codebook={codebook} edits={edits} onOpened={setOpened} />
        </section>
        <div className="codebook-entry" onKeyDown={edits.onKeyDown}>
          {opened ? (
            <CodebookImport
              key={opened.fileName}
              opened={opened}
              onEnd={() => {
                setOpened(null);
                edits.keepFocus([]);
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

/** The codebook as a whole: its name, and its way in from files and out to them. */
function About({
  codebook,
  edits: { apply, report },
  onOpened,
}: {
  readonly codebook: Codebook;
  readonly edits: SheetEdits;
  readonly onOpened: (opened: OpenedCodebook) => void;
}) {
  const open = async (): Promise<void> => {
    const answer = await bridge.invoke('codebook:open', undefined);
    if (answer.ok) {
      report({ problem: '' });
      onOpened(answer.value);
    } else if (answer.error.type === 'no-codebook') report({ problem: answer.error.reason });
    else if (answer.error.type !== 'cancelled')
      report({ problem: requestErrorSentence(answer.error) });
  };
  const save = async (format: string): Promise<void> => {
    const answer = await bridge.invoke('codebook:save', { format });
    if (answer.ok) {
      const name = showHidden(answer.value.fileName);
      report({ problem: '', said: `Exported codebook ${codebook.version} to ${name}.` });
    } else if (answer.error.type !== 'cancelled')
      report({ problem: exportErrorSentence(answer.error) });
  };
  return (
    <div className="codebook-about">
      <CommitField
        label="Name of the codebook"
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
        {Object.values(CODEBOOK_FORMAT_FACTS).map(({ name, title }) => (
          <button key={name} type="button" onClick={() => void save(name)}>
            Export as {title}…
          </button>
        ))}
      </div>
    </div>
  );
}
