import { describe, expect, it } from 'vitest';

import { commandOf } from '#core/contract/commands/commands.ts';
import type { KeyChoices } from '#core/contract/commands/key-choices.ts';

import type { KeyPress } from '../commands/key-press.ts';
import { beginRecording, giveKey, resetAll, takeKeyAway, takePress } from './key-choosing.ts';

const WORD = commandOf('pick-word');

function pressed(key: string, held: Partial<KeyPress> = {}): KeyPress {
  return {
    key,
    code: '',
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    altKey: false,
    altGraph: false,
    ...held,
  };
}

describe('a key that is pressed for a command', () => {
  it.each<[string, KeyPress, KeyChoices | undefined, string, string]>([
    ['becomes its key', pressed('y'), { 'pick-word': 'Y' }, 'rest', '“Y” does “Select: Word” now.'],
    ['may be its own key', pressed('w'), {}, 'rest', '“W” does “Select: Word” now.'],
    [
      'may belong to another command, which is asked about',
      pressed('s'),
      undefined,
      'conflict',
      '“S” already does “Select: Sentence”. Choose another key, or take it from there.',
    ],
    [
      'takes its key away',
      pressed('Backspace'),
      { 'pick-word': null },
      'rest',
      '“Select: Word” has no key now.',
    ],
    ['leaves it', pressed('Escape'), undefined, 'rest', 'Nothing was changed.'],
    [
      'is refused as a combination',
      pressed('j', { ctrlKey: true }),
      undefined,
      'record',
      'Combinations with Ctrl, Alt or Cmd cannot be chosen. Press a single key, or Esc to cancel.',
    ],
    [
      'is refused as a digit',
      pressed('3', { code: 'Digit3' }),
      undefined,
      'record',
      '1 to 9 tag with the categories. Press another key, or Esc to cancel.',
    ],
    [
      'is refused where it has another use',
      pressed('Tab'),
      undefined,
      'record',
      'Tab moves the focus and cannot be chosen. Press a letter, with or without Shift, or a sign, or Esc to cancel.',
    ],
  ])('%s', (_name, press, keys, step, words) => {
    const outcome = takePress(WORD, press, {}, false);
    expect(outcome?.keys).toEqual(keys);
    expect(outcome?.step.type).toBe(step);
    expect(outcome?.message).toEqual({ about: 'pick-word', words });
  });

  it('is waited for while only a modifier is down', () => {
    expect(takePress(WORD, pressed('Shift', { shiftKey: true }), {}, false)).toBeNull();
  });
});

it('A key is taken from the command that has it', () => {
  expect(takeKeyAway(WORD, 'S', {}, false).keys).toEqual({
    'pick-word': 'S',
    'pick-sentence': null,
  });
});

it('A key is named as the computer writes it', () => {
  expect(giveKey(WORD, 'Shift+Y', {}, true).message.words).toBe('“⇧Y” does “Select: Word” now.');
});

it('Recording begins with what can be pressed, and everything can be reset', () => {
  expect(beginRecording(WORD).step).toEqual({ type: 'record', command: 'pick-word' });
  expect(resetAll().keys).toEqual({});
});
