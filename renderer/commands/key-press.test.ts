import { describe, expect, it } from 'vitest';

import { isCharacterKey, matchesKeys, type KeyPress } from './key-press.ts';

function press(key: string, code: string, held = ''): KeyPress {
  return {
    key,
    code,
    ctrlKey: held.includes('c'),
    metaKey: held.includes('m'),
    shiftKey: held.includes('s'),
    altKey: held.includes('a'),
    altGraph: held.includes('g'),
  };
}

describe('a key press is the combination a command names', () => {
  it.each([
    ['the plain letter', 'Q', press('q', 'KeyQ'), false],
    ['the letter with caps lock on', 'Q', press('Q', 'KeyQ'), false],
    ['Q where an AZERTY keyboard writes it', 'Q', press('q', 'KeyA'), false],
    ['й on a Russian keyboard, which lies where Q does', 'Q', press('й', 'KeyQ'), false],
    ['ض on an Arabic keyboard, which lies where Q does', 'Q', press('ض', 'KeyQ'), false],
    ['a key that an input method has taken', 'Q', press('Process', 'KeyQ'), false],
    ['the digit row of a French keyboard without Shift', '1', press('&', 'Digit1'), false],
    ['the digit row of a French keyboard with Shift', '1', press('1', 'Digit1', 's'), false],
    ['a digit of the number pad', '3', press('3', 'Numpad3'), false],
    ['Ctrl for Mod', 'Mod+Shift+Z', press('Z', 'KeyZ', 'cs'), false],
    ['Cmd for Mod on macOS', 'Mod+Z', press('z', 'KeyZ', 'm'), true],
    ['Ctrl+Z on a Russian keyboard', 'Mod+Z', press('я', 'KeyZ', 'c'), false],
    ['zoom in with Shift, as the sign is written', 'Mod++', press('+', 'Equal', 'cs'), false],
    ['zoom in without Shift', 'Mod+=', press('=', 'Equal', 'c'), false],
    ['the space bar', 'Space', press(' ', 'Space'), false],
    ['a key with a name', 'Shift+F6', press('F6', 'F6', 's'), false],
    ['zero with Ctrl', 'Mod+0', press('0', 'Digit0', 'c'), false],
    [
      'the slash of a German keyboard, which is Shift+7',
      'Mod+/',
      press('/', 'Digit7', 'cs'),
      false,
    ],
  ])('%s', (_name, keys, event, mac) => {
    expect(matchesKeys(keys, event, mac)).toBe(true);
  });

  it.each([
    ['a letter with Shift is another combination', 'Q', press('Q', 'KeyQ', 's'), false],
    ['a letter with Ctrl is another combination', 'S', press('s', 'KeyS', 'c'), false],
    ['AltGr writes characters', 'Q', press('@', 'KeyQ', 'g'), false],
    ['Shift+1 that writes an exclamation mark', '1', press('!', 'Digit1', 's'), false],
    ['an accented letter is not its base', 'E', press('é', 'Digit2'), false],
    ['Ctrl is not Mod on macOS', 'Mod+Z', press('z', 'KeyZ', 'c'), true],
    ['Ctrl+Shift+Z is not Ctrl+Z', 'Mod+Z', press('Z', 'KeyZ', 'cs'), false],
  ])('not: %s', (_name, keys, event, mac) => {
    expect(matchesKeys(keys, event, mac)).toBe(false);
  });
});

it('only keys that write a character can be switched off', () => {
  const keys = ['Q', '1', '?', 'Shift+Q', 'Enter', 'Delete', 'Mod+K', 'F6', 'Shift+F3'];
  expect(keys.filter(isCharacterKey)).toEqual(['Q', '1', '?', 'Shift+Q']);
});
