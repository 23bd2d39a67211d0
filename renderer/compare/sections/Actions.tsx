import type { CommandId } from '#core/contract/commands/commands.ts';

import { CommandKey } from '../../commands/CommandKey.tsx';
import { runButtonCommand } from '../../commands/run-command.ts';
import { useAppState, useWorkspace } from '../../controls/use-workspace.ts';
import { titleOf } from '../../model/window/key-words.ts';

/** Short names where the passages beside them say the rest. */
const SHORT: Partial<Record<CommandId, string>> = {
  'link-cell': 'Link',
  'refuse-cell': 'Not the same…',
  'take-out': 'Take out',
  'link-with': 'Link with…',
  'set-base': 'Base',
  'set-class': 'Class…',
  'family-note': 'Note…',
  'mark-absent': 'Not in this article',
  'side-by-side': 'Side by side',
  'open-cell': 'Open',
  'change-families': 'Change…',
};

interface ActionsProps {
  readonly commands: readonly CommandId[];
  /** Names that say more exactly what a command does here. */
  readonly words?: Partial<Record<CommandId, string>>;
}

/** What can be done with what is chosen, each with its key. The focus stays where the keys work. */
export function Actions({ commands, words = {} }: ActionsProps) {
  const workspace = useWorkspace();
  useAppState((state) => state.settings);
  return (
    <div className="compare-actions" role="toolbar" aria-label="What can be done">
      {commands.map((command) => (
        <button
          key={command}
          type="button"
          onMouseDown={(event) => {
            event.preventDefault();
          }}
          onClick={() => {
            runButtonCommand(workspace, command);
          }}
        >
          <CommandKey command={command} />{' '}
          {words[command] ?? SHORT[command] ?? titleOf(workspace, command)}
        </button>
      ))}
    </div>
  );
}
