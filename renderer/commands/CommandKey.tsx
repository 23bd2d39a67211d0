import { Fragment } from 'react';

import type { CommandId } from '#core/contract/commands/commands.ts';

import { isKnownKey } from '../model/window/key-use.ts';
import { keyTextsOf } from '../model/window/key-words.ts';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';

/** The main key of a command; nothing where it has none that works. */
export function CommandKey({ command }: { readonly command: CommandId }) {
  const workspace = useWorkspace();
  useAppState((state) => state.settings);
  const [keys] = keyTextsOf(workspace, command);
  return keys === undefined ? null : <kbd>{keys}</kbd>;
}

/** The same beside a button that it stands for: until the key is known. */
export function KeyHint({ command }: { readonly command: CommandId }) {
  const workspace = useWorkspace();
  const settings = useAppState((state) => state.settings);
  return isKnownKey(workspace, settings, command) ? null : <CommandKey command={command} />;
}

interface KeyHintsProps {
  readonly hints: readonly (readonly [CommandId, string])[];
  readonly separator: string;
}

/** Commands with their keys as a hint; one without a key, or whose key is known, is left out. */
export function KeyHints({ hints, separator }: KeyHintsProps) {
  const workspace = useWorkspace();
  const settings = useAppState((state) => state.settings);
  return hints
    .filter(
      ([command]) =>
        keyTextsOf(workspace, command).length > 0 && !isKnownKey(workspace, settings, command),
    )
    .map(([command, words], index) => (
      <Fragment key={command}>
        {index > 0 ? separator : ''}
        <span className="key-hint">
          <CommandKey command={command} /> {words}
        </span>
      </Fragment>
    ));
}
