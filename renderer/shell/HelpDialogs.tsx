import { COMMANDS } from '#core/contract/commands/commands.ts';
import { MENUS } from '#core/contract/commands/row.ts';

import { keyTextsOf, titleOf } from '../model/window/key-words.ts';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import { CommandKey } from '../commands/CommandKey.tsx';
import { Dialog } from '../controls/sheets/Dialog.tsx';

/** Every command with its keys, from the same list as the menu. */
export function ShortcutsDialog() {
  const workspace = useWorkspace();
  return (
    <Dialog
      title="Keyboard shortcuts"
      className="wide"
      forReading
      onClose={() => {
        workspace.dialogs.close();
      }}
    >
      <p className="hint">
        Letters and digits work while the article or a list has the focus; Settings can change them
        and switch them off. Arrows move the caret, with Shift they select. Esc goes one level out:
        sheet, mode, selection, tag, list.
      </p>
      <div className="shell-shortcuts">
        {MENUS.map((menu) => (
          <section key={menu}>
            <h3>{menu}</h3>
            <dl>
              {COMMANDS.filter((command) => command.menu === menu).map((command) => {
                const title = titleOf(workspace, command.id);
                const keys = keyTextsOf(workspace, command.id);
                if (title === null || keys.length === 0) return null;
                return (
                  <div key={command.id} className="shell-shortcut">
                    <dt>{title.replace('…', '')}</dt>
                    <dd>
                      {keys.map((each) => (
                        <kbd key={each}>{each}</kbd>
                      ))}
                    </dd>
                  </div>
                );
              })}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

/** How to tag, on one page, with the codebook's own definitions. */
export function GuideDialog() {
  const workspace = useWorkspace();
  const codebook = useAppState((state) => state.library.codebook);
  return (
    <Dialog
      title="Guide"
      className="wide"
      forReading
      onClose={() => {
        workspace.dialogs.close();
      }}
    >
      <div className="shell-guide">
        <h3>Two keys per tag</h3>
        <p>
          Put the caret into the article. Pick the words: <CommandKey command="pick-quotation" />{' '}
          quotation, <CommandKey command="pick-sentence" /> sentence,{' '}
          <CommandKey command="pick-clause" /> clause, <CommandKey command="pick-paragraph" />{' '}
          paragraph, <CommandKey command="pick-word" /> word, or drag with the mouse. Then press the
          category’s digit. Nothing needs to be saved or confirmed; <CommandKey command="undo" />{' '}
          takes back anything, even after a restart.
        </p>
        <h3>Details</h3>
        <p>
          <CommandKey command="edit-details" /> goes to the details of the selected tag,{' '}
          <kbd>Esc</kbd> comes back to the same caret. Select the speaker’s name in the text and
          press <CommandKey command="set-speaker" />, the cue and <CommandKey command="set-cue" />,
          a second part of the same quotation and <CommandKey command="add-fragment" />.{' '}
          <CommandKey command="edit-boundaries" /> makes the tag’s boundaries the live selection.
        </p>
        <h3>The text is evidence</h3>
        <p>
          Nothing you type, paste or drop changes it. Its SHA-256 stands above it, and every export
          carries it. Lines that are page furniture are marked with{' '}
          <CommandKey command="mark-boilerplate" />: greyed and left out of counts, never deleted.
        </p>
        <h3>The codebook: {codebook.name}</h3>
        {codebook.categories.map((category) => (
          <section key={category.id}>
            <h4>{category.label}</h4>
            <p>
              {category.definition} {category.spanRule}
            </p>
            {category.example ? <blockquote>{category.example.text}</blockquote> : null}
          </section>
        ))}
        <p className="hint">Framewise {workspace.version}. Everything stays on this computer.</p>
      </div>
    </Dialog>
  );
}
