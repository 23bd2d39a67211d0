import { categoryForDigit } from '#core/codebook.ts';
import { commandOf, digitOfCommand, keysOf, showKeys, type CommandId } from '#core/commands.ts';

import type { Workspace } from '../state/workspace.ts';

/** A command's name, with the category that it stands for; `null` where the codebook has none. */
export function titleOf(workspace: Workspace, id: CommandId): string | null {
  const digit = digitOfCommand(id);
  if (digit === undefined) return commandOf(id).title;
  const category = categoryForDigit(workspace.state.library.codebook, digit);
  return category ? `Tag as ${category.label}` : null;
}

/** All key combinations of a command as this kind of computer writes them, the first being the main one. */
export function keyTextsOf(workspace: Workspace, id: CommandId): readonly string[] {
  return keysOf(commandOf(id), workspace.mac).map((keys) => showKeys(keys, workspace.mac));
}

/** What a button that runs a command says on hover: its name and its key. */
export function tipOf(workspace: Workspace, id: CommandId): string {
  const [keys] = keyTextsOf(workspace, id);
  const title = titleOf(workspace, id) ?? commandOf(id).title;
  return keys === undefined ? title : `${title} (${keys})`;
}
