import { describe, expect, it } from 'vitest';

import {
  areRivals,
  commandOf,
  COMMANDS,
  digitOfCommand,
  isCommandId,
  keysOf,
  MENUS,
  showKeys,
  splitKeys,
} from './commands.ts';

describe('the list of commands', () => {
  it('has each id and each title once', () => {
    expect(new Set(COMMANDS.map(({ id }) => id)).size).toBe(COMMANDS.length);
    expect(new Set(COMMANDS.map(({ title }) => title)).size).toBe(COMMANDS.length);
  });

  it('gives no combination to two commands of one view', () => {
    for (const mac of [false, true]) {
      for (const command of COMMANDS) {
        const rivals = COMMANDS.filter((each) => each !== command && areRivals(each, command));
        const taken = rivals.flatMap((each) => keysOf(each, mac));
        expect(keysOf(command, mac).filter((key) => taken.includes(key))).toEqual([]);
      }
    }
  });

  it('has every command in a menu that exists, and no empty menu', () => {
    expect(new Set(COMMANDS.map(({ menu }) => menu))).toEqual(new Set(MENUS));
  });

  it('never takes a combination that systems and screen readers need', () => {
    const taken = COMMANDS.flatMap(({ keys }) => [...keys]);
    for (const key of [
      'Mod+H',
      'Mod+M',
      'Mod+Q',
      'Alt+Tab',
      'Insert',
      'CapsLock',
      'Tab',
      'Escape',
    ]) {
      expect(taken).not.toContain(key);
    }
    expect(taken.filter((key) => key.includes('Alt'))).toEqual([]);
  });
});

describe('combinations as a person reads them', () => {
  it.each([
    ['Mod+Shift+E', 'Ctrl+Shift+E', '⇧⌘E'],
    ['Mod++', 'Ctrl++', '⌘+'],
    ['Shift+F6', 'Shift+F6', '⇧F6'],
    ['Q', 'Q', 'Q'],
    ['Ctrl+Mod+F', 'Ctrl+Ctrl+F', '⌃⌘F'],
  ])('%s', (keys, elsewhere, mac) => {
    expect(showKeys(keys, false)).toBe(elsewhere);
    expect(showKeys(keys, true)).toBe(mac);
  });

  it('keeps plus as a key of its own', () => {
    expect(splitKeys('Mod++')).toEqual(['Mod', '+']);
    expect(splitKeys('+')).toEqual(['+']);
  });
});

it('knows the digit of a tagging command, and unknown ids', () => {
  expect(digitOfCommand('tag-3')).toBe('3');
  expect(digitOfCommand('undo')).toBeUndefined();
  expect(isCommandId('undo')).toBe(true);
  expect(isCommandId('constructor')).toBe(false);
  expect(commandOf('undo').title).toBe('Undo');
});
