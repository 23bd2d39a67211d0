import { expect, it } from 'vitest';

import type { CommandId } from '#core/contract/commands/commands.ts';
import { ok } from '#core/result.ts';

import { openWindow } from '../model/testing/window.ts';
import { runCommand, runMenuCommand } from './run-command.ts';

it('runs a numbered command with its own number', async () => {
  const { workspace, selectWords, tags } = await openWindow([{ text: 'one two' }]);
  selectWords('two');
  runCommand(workspace, 'tag-2');
  await expect.poll(tags).toEqual(['claim: two']);
});

it('says that a digit has no category', async () => {
  const { workspace } = await openWindow([{ text: 'one two' }]);
  runCommand(workspace, 'tag-9');
  expect(workspace.state.message).toBe('The codebook has no category 9.');
});

it('runs one command after the other', async () => {
  const { workspace, selectWords, tags } = await openWindow([{ text: 'one two' }]);
  selectWords('two');
  runCommand(workspace, 'tag-2');
  runCommand(workspace, 'delete-tags');
  runCommand(workspace, 'undo');
  await expect.poll(() => workspace.state.message).toMatch(/^Undid: delete/u);
  expect(tags()).toEqual(['claim: two']);
});

it.each<[string, CommandId, string | undefined]>([
  ['closes a sheet that nothing is lost with', 'settings', 'settings'],
  ['is run over such a sheet, which is closed', 'toggle-tags', undefined],
])('A command of the menu %s', async (_name, id, dialog) => {
  const { workspace, page } = await openWindow([{ text: 'one two' }]);
  workspace.dialogs.show({ type: 'guide' });
  runMenuCommand(workspace, id);
  page.draw();
  expect(workspace.state.dialog?.type).toBe(dialog);
});

it('A command of the menu waits for a sheet that something would be lost with, unless it leaves it alone', async () => {
  const { workspace, library } = await openWindow([{ text: 'one two' }]);
  library.answer('window:run', () => ok(null));
  workspace.dialogs.show({ type: 'codebook' });
  runMenuCommand(workspace, 'toggle-tags');
  expect(workspace.state.tagsHidden).toBe(false);
  runMenuCommand(workspace, 'zoom-in');
  expect(library.asked).toContainEqual(['window:run', { action: 'zoom-in' }]);
  expect(workspace.state.dialog?.type).toBe('codebook');
});
