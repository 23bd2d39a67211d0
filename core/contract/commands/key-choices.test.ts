import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { commandOf, COMMANDS, type CommandId } from './commands.ts';
import { COMPARE_SECTIONS, sectionCommand } from './compare.ts';
import {
  chooseKey,
  holderOf,
  isSingleKey,
  isUsableKey,
  parseKeyChoices,
  SINGLE_KEY_COMMANDS,
  singleKeyOf,
  takeKey,
  workingKeysOf,
  type KeyChoices,
} from './key-choices.ts';

const settings = (keys: KeyChoices, singleKeyCommands = true) => ({ keys, singleKeyCommands });

it('tells single characters, which are also typed, from combinations and named keys', () => {
  const keys = [
    'Q',
    '1',
    '?',
    '+',
    'Shift+Q',
    'Enter',
    'Delete',
    'Mod+K',
    'Mod++',
    'F6',
    'Shift+F3',
  ];
  expect(keys.filter(isSingleKey)).toEqual(['Q', '1', '?', '+', 'Shift+Q']);
});

describe('a key that can be chosen', () => {
  it.each(['Q', 'Shift+Q', '0', ';', '+', '~', '?'])('is %s', (key) => {
    expect(isUsableKey(key)).toBe(true);
  });

  it.each([
    '',
    'q',
    '1',
    '9',
    'Shift+1',
    'Shift+?',
    'Ctrl+Q',
    'Mod+Q',
    'Alt+Q',
    'Shift+Shift+Q',
    'Tab',
    'Enter',
    'Space',
    ' ',
    'Escape',
    'ArrowUp',
    'F6',
    'é',
    'й',
    '€',
    'QQ',
  ])('is not %j', (key) => {
    expect(isUsableKey(key)).toBe(false);
  });
});

describe('the commands with a single key', () => {
  it('have one each', () => {
    for (const { keys } of COMMANDS) expect(keys.filter(isSingleKey).length).toBeLessThan(2);
  });

  it('can be changed, except the digits of categories and people', () => {
    const fixed = COMMANDS.filter((command) => !SINGLE_KEY_COMMANDS.includes(command))
      .filter(({ keys }) => keys.some(isSingleKey))
      .map(({ id }) => id);
    const digits = [1, 2, 3, 4, 5, 6, 7, 8, 9];
    expect(fixed).toEqual([
      ...digits.map((digit) => `tag-${digit}`),
      ...digits.map((digit) => `keep-person-${digit}`),
      ...COMPARE_SECTIONS.map(sectionCommand),
    ]);
    expect(SINGLE_KEY_COMMANDS.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['pick-word', 'pick-category', 'shortcuts']),
    );
  });
});

describe('the keys that run a command', () => {
  it.each<[string, CommandId, KeyChoices, readonly string[]]>([
    ['are those of the list', 'pick-word', {}, ['W']],
    ['are those that were chosen', 'pick-word', { 'pick-word': 'Shift+X' }, ['Shift+X']],
    ['are none where the key was taken away', 'pick-word', { 'pick-word': null }, []],
    ['keep their combinations', 'shortcuts', { shortcuts: 'Y' }, ['Mod+/', 'Y']],
    ['keep their combinations alone', 'shortcuts', { shortcuts: null }, ['Mod+/']],
    ['keep named keys', 'delete-tags', {}, ['Delete', 'Backspace']],
  ])('%s', (_name, id, keys, expected) => {
    expect(workingKeysOf(commandOf(id), false, settings(keys))).toEqual(expected);
  });

  it('are combinations and named keys only while single keys are switched off', () => {
    for (const command of COMMANDS) {
      expect(workingKeysOf(command, false, settings({}, false)).some(isSingleKey)).toBe(false);
    }
    expect(workingKeysOf(commandOf('shortcuts'), false, settings({}, false))).toEqual(['Mod+/']);
  });
});

describe('choosing a key', () => {
  const word = commandOf('pick-word');
  const sentence = commandOf('pick-sentence');

  it('keeps only what differs from the list', () => {
    const chosen = chooseKey({}, word, 'Y');
    expect(chosen).toEqual({ 'pick-word': 'Y' });
    expect(chooseKey(chosen, word, null)).toEqual({ 'pick-word': null });
    expect(chooseKey(chosen, word, 'W')).toEqual({});
  });

  it('names who has a key', () => {
    expect(holderOf('S', {}, word)).toBe(sentence);
    expect(holderOf('1', {}, word)).toBe(commandOf('tag-1'));
    expect(holderOf('Y', {}, word)).toBeUndefined();
    expect(holderOf('Y', { 'pick-word': 'Y' }, word)).toBe(word);
    expect(holderOf('W', { 'pick-word': 'Y' }, word)).toBeUndefined();
  });

  it('does not count commands of another view', () => {
    expect(holderOf('B', {}, commandOf('brush'))).toBe(commandOf('brush'));
    expect(holderOf('B', {}, commandOf('keep-both'))).toBe(commandOf('keep-both'));
  });

  it.each<[string, KeyChoices, string, KeyChoices]>([
    ['from the command that has it', {}, 'S', { 'pick-word': 'S', 'pick-sentence': null }],
    ['from nobody', {}, 'Y', { 'pick-word': 'Y' }],
    ['that it has already', { 'pick-word': 'Y' }, 'Y', { 'pick-word': 'Y' }],
    [
      'back from who got it',
      { 'pick-word': null, 'pick-sentence': 'W' },
      'W',
      { 'pick-sentence': null },
    ],
  ])('takes it %s', (_name, before, key, after) => {
    expect(takeKey(before, word, key)).toEqual(after);
  });
});

describe('choices from a file', () => {
  it.each<[string, unknown, KeyChoices]>([
    ['are taken as they are', { 'pick-word': 'Y', brush: null }, { 'pick-word': 'Y', brush: null }],
    [
      'may change places',
      { 'pick-word': 'S', 'pick-sentence': 'W' },
      { 'pick-word': 'S', 'pick-sentence': 'W' },
    ],
    ['leave out an unknown command', { fly: 'Y', brush: 'Y' }, { brush: 'Y' }],
    [
      'leave out a name of every object',
      { constructor: 'Y', __proto__: 'Z', brush: 'Y' },
      { brush: 'Y' },
    ],
    ['leave out a command without a single key', { undo: 'Y', brush: 'Y' }, { brush: 'Y' }],
    ['leave out the digit of a category', { 'tag-1': 'Y', brush: 'Y' }, { brush: 'Y' }],
    ['leave out an unusable key', { 'pick-word': 'Tab', brush: 'Y' }, { brush: 'Y' }],
    ['leave out what is no key at all', { 'pick-word': 7, brush: 'Y' }, { brush: 'Y' }],
    ['leave out what the list says anyway', { 'pick-word': 'W', brush: 'Y' }, { brush: 'Y' }],
    ['leave out a key that another command has', { 'pick-word': 'S', brush: 'Y' }, { brush: 'Y' }],
    ['give a key to the first of two', { brush: 'Y', 'pick-word': 'Y' }, { 'pick-word': 'Y' }],
    ['are none in a list', ['W'], {}],
    ['are none in nothing', null, {}],
    ['are none in a text', 'W', {}],
  ])('%s', (_name, stored, expected) => {
    expect(parseKeyChoices(stored)).toEqual(expected);
  });

  const someKeys = fc.dictionary(
    fc.constantFrom<string>(...COMMANDS.map(({ id }) => id), 'fly'),
    fc.oneof(
      fc.constant(null),
      fc.constantFrom('A', 'S', 'W', 'Q', 'Y', 'Y', 'Shift+W', '0', '1', ';', 'Tab'),
      fc.anything(),
    ),
  );

  it('never give a key to two commands, and are read back as they are', () => {
    fc.assert(
      fc.property(someKeys, (stored) => {
        const choices = parseKeyChoices(stored);
        for (const command of COMMANDS) {
          const key = singleKeyOf(command, choices);
          if (key !== null) expect(holderOf(key, choices, command)).toBe(command);
        }
        expect(parseKeyChoices(JSON.parse(JSON.stringify(choices)))).toEqual(choices);
      }),
    );
  });
});
