import { describe, expect, it } from 'vitest';

import { isModifier, matchesKeys, readSingleKey, type KeyPress } from './key-press.ts';

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
    ['a sign with Shift', ';', press(';', 'Comma', 's'), false],
    ['a sign without Shift', ';', press(';', 'Semicolon'), false],
    ['plus alone', '+', press('+', 'Equal', 's'), false],
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
    ['another sign on the same key', ';', press(':', 'Semicolon', 's'), false],
    ['an accented letter is not its base', 'E', press('é', 'Digit2'), false],
    ['Ctrl is not Mod on macOS', 'Mod+Z', press('z', 'KeyZ', 'c'), true],
    ['Ctrl+Shift+Z is not Ctrl+Z', 'Mod+Z', press('Z', 'KeyZ', 'cs'), false],
  ])('not: %s', (_name, keys, event, mac) => {
    expect(matchesKeys(keys, event, mac)).toBe(false);
  });
});

describe('a key that is chosen', () => {
  it.each<[string, KeyPress, string]>([
    ['a letter', press('w', 'KeyW'), 'W'],
    ['a letter with caps lock on', press('W', 'KeyW'), 'W'],
    ['a letter with Shift', press('W', 'KeyW', 's'), 'Shift+W'],
    ['a letter on a Russian keyboard, by its place', press('ц', 'KeyW'), 'W'],
    ['the same with Shift', press('Ц', 'KeyW', 's'), 'Shift+W'],
    ['a letter while an input method is on', press('Process', 'KeyX'), 'X'],
    ['a sign', press(';', 'Semicolon'), ';'],
    ['a sign that is written with Shift', press(':', 'Semicolon', 's'), ':'],
    ['plus', press('+', 'Equal', 's'), '+'],
    ['zero', press('0', 'Digit0'), '0'],
  ])('is %s', (_name, event, key) => {
    expect(readSingleKey(event)).toEqual({ ok: true, value: key });
    expect(matchesKeys(key, event, false)).toBe(true);
  });

  it.each<[string, KeyPress, object]>([
    ['with Ctrl', press('w', 'KeyW', 'c'), { type: 'combination' }],
    ['with Cmd', press('w', 'KeyW', 'm'), { type: 'combination' }],
    ['with Alt', press('w', 'KeyW', 'a'), { type: 'combination' }],
    ['with AltGr', press('@', 'KeyQ', 'g'), { type: 'combination' }],
    ['the digit of a category', press('3', 'Digit3'), { type: 'digit' }],
    ['the same on a French keyboard', press('"', 'Digit3'), { type: 'digit' }],
    ['the same on the number pad', press('3', 'Numpad3'), { type: 'digit' }],
    ['Tab', press('Tab', 'Tab'), { type: 'reserved', key: 'Tab' }],
    ['Enter', press('Enter', 'Enter'), { type: 'reserved', key: 'Enter' }],
    ['the space bar', press(' ', 'Space'), { type: 'reserved', key: 'Space' }],
    ['an arrow', press('ArrowUp', 'ArrowUp'), { type: 'reserved', key: 'ArrowUp' }],
    ['a function key', press('F5', 'F5'), { type: 'reserved', key: 'F5' }],
    ['an accented letter', press('é', 'Digit2'), { type: 'digit' }],
    ['a letter with a dot', press('ż', 'Slash'), { type: 'reserved', key: 'ż' }],
    [
      'an accent that waits for its letter',
      press('Dead', 'Quote'),
      { type: 'reserved', key: 'Dead' },
    ],
  ])('is not %s', (_name, event, error) => {
    expect(readSingleKey(event)).toEqual({ ok: false, error });
  });

  it('is not read from a modifier alone', () => {
    expect(isModifier(press('Shift', 'ShiftLeft', 's'))).toBe(true);
    expect(isModifier(press('s', 'KeyS', 's'))).toBe(false);
  });
});
