import type { CommandId } from '#core/contract/commands/commands.ts';

import { tipOf, titleOf } from '../model/window/key-words.ts';
import { runButtonCommand } from './run-command.ts';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import { KeyHint } from './CommandKey.tsx';

interface ActionButtonProps {
  readonly command: CommandId;
  /** What it does here, where that is more than the command's name says. */
  readonly words?: string;
}

/** A command in words, with its key. */
export function ActionButton({ command, words }: ActionButtonProps) {
  const workspace = useWorkspace();
  useAppState((state) => state.settings);
  return (
    <button
      type="button"
      title={tipOf(workspace, command)}
      onClick={() => {
        runButtonCommand(workspace, command);
      }}
    >
      {words ?? titleOf(workspace, command)} <KeyHint command={command} />
    </button>
  );
}
