import { commandOf, type CommandId } from '#core/commands.ts';

import { tipOf, titleOf } from '../commands/command-text.ts';
import { runCommand } from '../commands/run-command.ts';
import { useAppState, useWorkspace } from '../state/use-workspace.ts';
import { Icon, type IconName } from './Icon.tsx';

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
        runCommand(workspace, command);
      }}
    >
      <Icon name={icon} />
    </button>
  );
}
