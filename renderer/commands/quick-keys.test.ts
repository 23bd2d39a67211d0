import { afterEach, describe, expect, it, vi } from 'vitest';

import type { CommandId } from '#core/contract/commands/commands.ts';

import { openWindow, type TestWindow } from '../model/testing/window.ts';
import { SLOW_SAVE } from '../model/window/saving.ts';
import { runButtonCommand, runCommand, runMenuCommand } from './run-command.ts';

afterEach(() => {
  vi.useRealTimers();
});

const TEXT = 'Lavrov said two. Three.';

/** Keys of the article as the analyst has them. */
const COMMANDS: Readonly<Record<string, CommandId>> = {
  '1': 'tag-1',
  '2': 'tag-2',
  Enter: 'edit-details',
  c: 'edit-note',
  f: 'flag-article',
  l: 'mark-boilerplate',
  r: 'set-speaker',
  u: 'add-fragment',
  Delete: 'delete-tags',
};

/** Presses keys as the keymap does: a command in the article, a letter in a field. */
function keyboardOf({ workspace, page }: TestWindow) {
  const typed = new Map<string, string>();
  const press = (key: string): void => {
    const field = workspace.state.dialog ? 'detail of the sheet' : (page.focus ?? '');
    if (field.startsWith('detail ')) {
      typed.set(field, (typed.get(field) ?? '') + key);
      return;
    }
    const again = (): void => {
      press(key);
    };
    const command = COMMANDS[key];
    if (!workspace.typeAhead.hold(again) && command) runCommand(workspace, command);
  };
  return {
    typed,
    pressAll: (...keys: readonly string[]): void => {
      keys.forEach(press);
    },
  };
}

/** Everything that has been asked for until now is done and drawn. */
async function settle({ workspace, page }: TestWindow): Promise<void> {
  for (let rounds = 0; rounds < 10; rounds += 1) {
    await workspace.queue.run(() => undefined);
    page.draw();
  }
}

describe('keys that are pressed faster than the window answers', () => {
  it.each([
    { what: 'the menu', run: runMenuCommand },
    { what: 'a button', run: runButtonCommand },
  ])('are about the article where a sheet is opened by $what behind them', async ({ run }) => {
    const window = await openWindow([{ text: TEXT }]);
    const { workspace, library } = window;
    const { typed, pressAll } = keyboardOf(window);
    window.selectWords('two');
    const release = library.hold();
    pressAll('1', 'f');
    run(workspace, 'edit-article');
    pressAll('c');
    expect(workspace.state.dialog).toBeNull();
    release();
    await settle(window);
    expect(workspace.state.dialog?.type).toBe('article-details');
    expect(workspace.state.article?.summary.details.flagged).toBe(true);
    // What is typed behind the click is for the sheet.
    expect([...typed]).toEqual([['detail of the sheet', 'c']]);
  });

  it.each([
    { name: 'the first field', keys: ['1', 'Enter', ...'larlu'], field: 'detail speaker' },
    { name: 'the note', keys: ['2', 'c', ...'clru'], field: 'detail note' },
  ])(
    'go to $name where a command behind a slow change puts the focus there',
    async ({ keys, field }) => {
      const window = await openWindow([{ text: TEXT }]);
      const { typed, pressAll } = keyboardOf(window);
      window.selectWords('two');
      const release = window.library.hold();
      pressAll(...keys);
      release();
      await settle(window);
      expect(window.tags()).toHaveLength(1);
      expect([...typed]).toEqual([[field, keys.slice(2).join('')]]);
      expect(window.workspace.state.article?.regions).toEqual([]);
    },
  );

  it('go to the field that gets the focus with the next frame only', async () => {
    const window = await openWindow([{ text: TEXT }]);
    const { typed, pressAll } = keyboardOf(window);
    window.selectWords('two');
    pressAll('1');
    await settle(window);
    pressAll('Enter', 'l', 'r');
    expect([...typed]).toEqual([]);
    await settle(window);
    pressAll('u');
    expect([...typed]).toEqual([['detail speaker', 'lru']]);
  });

  it('go into a sheet that the key before them opened, once it is drawn', async () => {
    const window = await openWindow([{ text: TEXT }]);
    const { workspace } = window;
    const press = vi.fn();
    runCommand(workspace, 'go-to');
    expect(workspace.typeAhead.hold(press)).toBe(true);
    expect(press).not.toHaveBeenCalled();
    await settle(window);
    expect(press).toHaveBeenCalledOnce();
    expect(workspace.typeAhead.hold(press)).toBe(false);
  });

  it('are commands in their order where the focus stays', async () => {
    const window = await openWindow([{ text: TEXT }]);
    const { typed, pressAll } = keyboardOf(window);
    window.selectWords('two');
    const release = window.library.hold();
    pressAll('1', 'Delete', 'l');
    release();
    await settle(window);
    expect([...typed]).toEqual([]);
    expect(window.tags()).toEqual([]);
    expect(window.workspace.state.article?.regions).toHaveLength(1);
  });

  it('mean what has been tagged last, however long the disk takes', async () => {
    vi.useFakeTimers();
    const window = await openWindow([{ text: TEXT }]);
    const { workspace } = window;
    window.selectWords('Three');
    await workspace.tags.tagSelection('quote');
    window.selectWords('two');
    const release = window.library.hold();
    runCommand(workspace, 'tag-2');
    await vi.advanceTimersByTimeAsync(2 * SLOW_SAVE);
    window.selectWords('Lavrov');
    runCommand(workspace, 'set-speaker');
    await vi.advanceTimersByTimeAsync(2 * SLOW_SAVE);
    release();
    await vi.runAllTimersAsync();
    const said = [...(workspace.state.article?.tags ?? [])].map(({ category, attributes }) => [
      category,
      attributes['speaker'] ?? attributes['claimant'] ?? '',
    ]);
    expect(said).toEqual([
      ['claim', 'Lavrov'],
      ['quote', ''],
    ]);
  });
});
