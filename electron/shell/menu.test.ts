import { readFileSync } from 'node:fs';

import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it, test } from 'vitest';

import { Codebook } from '#core/codebook/codebook.ts';
import { COMMANDS, commandOf, nameOf, type CommandId } from '#core/contract/commands/commands.ts';
import { keysOf } from '#core/contract/commands/key-names.ts';

import { acceleratorOf, describeMenu, menuKey, type MenuContext } from './menu.ts';

const codebook = Codebook.parse(
  JSON.parse(readFileSync(new URL('../../seeds/codebook.json', import.meta.url), 'utf8')),
);

function contextOf(fields: Partial<MenuContext> = {}): MenuContext {
  return {
    mac: false,
    codebook,
    history: { undo: null, redo: null },
    settings: { keys: {}, singleKeyCommands: true },
    run: () => undefined,
    ...fields,
  };
}

function itemsOf(context: MenuContext): MenuItemConstructorOptions[] {
  const inside = (item: MenuItemConstructorOptions): MenuItemConstructorOptions[] =>
    Array.isArray(item.submenu) ? item.submenu.flatMap(inside) : [item];
  return describeMenu(context).flatMap(inside);
}

function itemOf(context: MenuContext, id: CommandId): MenuItemConstructorOptions | undefined {
  return itemsOf(context).find((item) => item.id === id);
}

describe('describeMenu', () => {
  test.each([false, true])('has every command that exists, once (on macOS: %s)', (mac) => {
    const existing = COMMANDS.filter((command) => nameOf(command, { codebook }) !== null);
    const ids = itemsOf(contextOf({ mac })).flatMap((item) => item.id ?? []);
    expect(ids).toEqual(existing.map(({ id }) => id));
    expect(existing.length).toBeGreaterThan(50);
  });

  it('runs the command of the item that is clicked', () => {
    const ran: string[] = [];
    const items = itemsOf(contextOf({ run: (command) => ran.push(command) }));
    for (const item of items) item.click?.(undefined as never, undefined, undefined as never);
    expect(ran).toEqual(items.flatMap((item) => item.id ?? []));
  });

  it('names the categories of the codebook and leaves out digits without one', () => {
    expect(itemOf(contextOf(), 'tag-1')?.label).toBe('Tag as Quote');
    expect(itemOf(contextOf(), 'tag-9')).toBeUndefined();
  });

  it('names what undo and redo would do', () => {
    const history = {
      undo: { label: 'tag quote', articleId: null },
      redo: { label: 'delete R&D', articleId: null },
    };
    expect(itemOf(contextOf({ history }), 'undo')?.label).toBe('Undo tag quote');
    expect(itemOf(contextOf({ history }), 'redo')?.label).toBe('Redo delete R&&D');
    expect(itemOf(contextOf(), 'undo')?.label).toBe('Undo');
    expect(menuKey(contextOf({ history }))).not.toBe(menuKey(contextOf()));
  });

  test.each([false, true])('has the items that text fields need (on macOS: %s)', (mac) => {
    const roles = itemsOf(contextOf({ mac })).flatMap((item) => item.role ?? []);
    expect(roles).toEqual(expect.arrayContaining(['cut', 'copy', 'paste', 'selectAll', 'close']));
  });

  it('never begins, ends or doubles a separator', () => {
    for (const menu of describeMenu(contextOf())) {
      const items = Array.isArray(menu.submenu) ? menu.submenu : [];
      const separators = items.map((item) => item.type === 'separator');
      expect(separators[0]).toBe(false);
      expect(separators.at(-1)).toBe(false);
      expect(separators.some((each, index) => each && separators[index + 1])).toBe(false);
    }
  });
});

describe('acceleratorOf', () => {
  test.each<[CommandId, boolean, string | undefined]>([
    ['open', false, 'CommandOrControl+O'],
    ['export', false, 'CommandOrControl+Shift+E'],
    ['zoom-in', false, 'CommandOrControl+='],
    ['next-article', false, 'CommandOrControl+PageDown'],
    ['pick-quotation', false, 'Q'],
    ['pick-quotation', true, undefined],
    ['full-screen', false, 'F11'],
    ['full-screen', true, 'Ctrl+CommandOrControl+F'],
    ['tour', false, undefined],
  ])('of %s on macOS %s is %s', (id, mac, accelerator) => {
    expect(acceleratorOf(commandOf(id), contextOf({ mac })).accelerator).toBe(accelerator);
  });

  it('shows the keys that were chosen, and single keys only while they work', () => {
    const chosen = contextOf({
      settings: {
        keys: { 'pick-word': 'Shift+X', brush: '+', 'flag-article': null },
        singleKeyCommands: true,
      },
    });
    expect(acceleratorOf(commandOf('pick-word'), chosen).accelerator).toBe('Shift+X');
    expect(acceleratorOf(commandOf('brush'), chosen).accelerator).toBe('Plus');
    expect(acceleratorOf(commandOf('flag-article'), chosen).accelerator).toBeUndefined();
    const off = contextOf({ settings: { keys: {}, singleKeyCommands: false } });
    expect(acceleratorOf(commandOf('pick-word'), off).accelerator).toBeUndefined();
    expect(acceleratorOf(commandOf('open'), off).accelerator).toBe('CommandOrControl+O');
    expect(new Set([menuKey(contextOf()), menuKey(chosen), menuKey(off)]).size).toBe(3);
  });

  it('shows a key for every command that has one and registers none', () => {
    for (const command of COMMANDS) {
      const { accelerator, registerAccelerator } = acceleratorOf(command, contextOf());
      expect(accelerator === undefined).toBe(keysOf(command, false).length === 0);
      if (accelerator !== undefined) expect(registerAccelerator).toBe(false);
    }
  });

  it('shows no single key where showing it would take it from the text fields', () => {
    for (const command of COMMANDS) {
      const { accelerator } = acceleratorOf(command, contextOf({ mac: true }));
      if (accelerator !== undefined) expect(accelerator).toMatch(/\+|^F\d+$/u);
    }
  });
});
