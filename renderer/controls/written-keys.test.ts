import { describe, expect, it } from 'vitest';

import { writesCharacter } from './written-keys.ts';

function press(key: string, ...held: string[]) {
  return {
    key,
    ctrlKey: held.includes('Control'),
    metaKey: held.includes('Meta'),
    altKey: held.includes('Alt'),
    getModifierState: (name: string) => held.includes(name),
  };
}

describe('a key writes a character', () => {
  it.each([
    ['a letter', press('q')],
    ['a letter with Shift', press('Q', 'Shift')],
    ['a space', press(' ')],
    ['an emoji, which is two units long', press('😀')],
    [
      '@ of a German keyboard, whose AltGr Windows takes for Ctrl and Alt',
      press('@', 'Control', 'Alt', 'AltGraph'),
    ],
  ])('%s', (_name, event) => {
    expect(writesCharacter(event)).toBe(true);
  });

  it.each([
    ['a combination', press('k', 'Control')],
    ['a combination of macOS', press('k', 'Meta')],
    ['a letter with Alt, which opens a menu', press('f', 'Alt')],
    ['a key with a name', press('Enter')],
    ['a dead key', press('Dead')],
  ])('not: %s', (_name, event) => {
    expect(writesCharacter(event)).toBe(false);
  });
});
