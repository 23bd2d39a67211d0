import { commandOf, nameOf, type CommandId } from '#core/contract/commands/commands.ts';
import { workingKeysOf } from '#core/contract/commands/key-choices.ts';
import { showKeys } from '#core/contract/commands/key-names.ts';

import { pickable } from './review-state.ts';
import type { Workspace } from './workspace.ts';

/** A command's name, with the category or person that it stands for; `null` where there is none. */
export function titleOf(workspace: Workspace, id: CommandId): string | null {
  const { codebook, self } = workspace.state.library;
  const people = pickable(workspace).map((who) => ({
    name: workspace.nameOfAnnotator(who),
    isSelf: who === self.id,
  }));
  return nameOf(commandOf(id), { codebook, people });
}

/** All key combinations of a command as this kind of computer writes them, the first being the main one. */
export function keyTextsOf(workspace: Workspace, id: CommandId): readonly string[] {
  const { mac, state } = workspace;
  return workingKeysOf(commandOf(id), mac, state.settings).map((keys) => showKeys(keys, mac));
}

/** What a button that runs a command says on hover: its name and its key. */
export function tipOf(workspace: Workspace, id: CommandId): string {
  return withKey(workspace, titleOf(workspace, id) ?? commandOf(id).title, id);
}

/** Some words with a command's main key behind them, where it has one. */
export function withKey(workspace: Workspace, words: string, id: CommandId): string {
  const [keys] = keyTextsOf(workspace, id);
  return keys === undefined ? words : `${words} (${keys})`;
}

/** What to do when a command needs a tag and none is selected. */
export function selectTagFirst(workspace: Workspace): string {
  const [next] = keyTextsOf(workspace, 'next-tag');
  const [previous] = keyTextsOf(workspace, 'previous-tag');
  const step = next !== undefined && previous !== undefined ? `, or ${next} and ${previous}` : '';
  return `Select a tag first: Space at the caret${step}.`;
}

/** Commands with their keys as a hint, such as `W word · S sentence`; one without a key is left out. */
export function keyHints(
  workspace: Workspace,
  hints: readonly (readonly [CommandId, string])[],
  separator = ' · ',
): string {
  return hints
    .flatMap(([id, words]) => {
      const [keys] = keyTextsOf(workspace, id);
      return keys === undefined ? [] : [`${keys} ${words}`];
    })
    .join(separator);
}
