import { commandOf, type CommandId } from '#core/contract/commands/commands.ts';

import { tipOf, titleOf } from '../model/window/key-words.ts';
import { runButtonCommand } from './run-command.ts';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import { Icon, type IconName } from '../controls/Icon.tsx';

interface CommandButtonProps {
  readonly command: CommandId;
  readonly icon: IconName;
}

/** A sign that runs a command; its name and its key are those of the menu. */
export function CommandButton({ command, icon }: CommandButtonProps) {
  const workspace = useWorkspace();
  useAppState((state) => state.settings);
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={titleOf(workspace, command) ?? commandOf(command).title}
      title={tipOf(workspace, command)}
      onClick={() => {
        runButtonCommand(workspace, command);
      }}
    >
      <Icon name={icon} />
    </button>
  );
}
