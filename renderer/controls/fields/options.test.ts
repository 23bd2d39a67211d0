import { describe, expect, it } from 'vitest';

import { markAfter, optionForKey, optionsThatFit, withKeys, type Option } from './options.ts';

const FRAMES: readonly Option[] = [
  ['economic', 'Economic', { key: '1' }],
  ['policy', 'Policy prescription and evaluation', { key: '6' }],
  ['public', 'Public opinion'],
  ['external', 'External regulation and reputation'],
  ['sante', 'Santé publique'],
];

const keysOf = (options: readonly Option[]) => options.map(([, , more]) => more?.key ?? '');
const press = (key: string, code: string, held: 'ctrlKey' | 'altKey' | null = null) => ({
  key,
  code,
  ctrlKey: held === 'ctrlKey',
  metaKey: false,
  altKey: held === 'altKey',
});

describe('options get the keys that choose them', () => {
  it.each<[string, readonly Option[], readonly string[]]>([
    [
      'numbered in their order where none has one',
      [
        ['a', 'A'],
        ['b', 'B'],
      ],
      ['1', '2'],
    ],
    [
      'with 0 for nothing',
      [
        ['', 'Not given'],
        ['a', 'A'],
        ['b', 'B'],
      ],
      ['0', '1', '2'],
    ],
    ['their own alone where one has its own', FRAMES, ['1', '6', '', '', '']],
    [
      '0 for nothing beside their own',
      [
        ['+', 'More', { key: '+' }],
        ['', 'Not given'],
      ],
      ['+', '0'],
    ],
    [
      'and not the 0 that another one has',
      [
        ['ten', 'Ten', { key: '0' }],
        ['', 'Not given'],
      ],
      ['0', ''],
    ],
    [
      'none where digits are what is typed',
      [
        ['', 'None'],
        ['7', '7'],
      ],
      ['', ''],
    ],
    [
      'none where there are too many',
      Array.from({ length: 10 }, (_, index) => [`v${index}`, `V${index}`] as const),
      Array.from({ length: 10 }, () => ''),
    ],
  ])('%s', (_name, options, keys) => {
    expect(keysOf(withKeys(options))).toEqual(keys);
  });
});

describe('a key chooses an option', () => {
  it.each<[string, ReturnType<typeof press>, string | undefined]>([
    ['by its digit', press('6', 'Digit6'), 'policy'],
    ['on the number pad', press('6', 'Numpad6'), 'policy'],
    ['on the number pad without Num Lock', press('End', 'Numpad1'), 'economic'],
    ['on a French keyboard', press('&', 'Digit1'), 'economic'],
    ['with Shift', press('!', 'Digit1'), 'economic'],
    ['not with Ctrl', press('6', 'Digit6', 'ctrlKey'), undefined],
    ['not with Alt', press('6', 'Digit6', 'altKey'), undefined],
    ['not by a digit that none has', press('7', 'Digit7'), undefined],
    ['not by a letter of its words', press('e', 'KeyE'), undefined],
  ])('%s', (_name, key, value) => {
    expect(optionForKey(FRAMES, key)?.[0]).toBe(value);
  });

  it('by a sign that is its own', () => {
    const polarity: readonly Option[] = [['more', 'Positive', { key: '+' }]];
    expect(optionForKey(polarity, press('+', 'Equal'))?.[0]).toBe('more');
  });

  it('by a letter that is its own', () => {
    const voices: readonly Option[] = [['source', 'The source', { key: 's' }]];
    expect(optionForKey(voices, press('s', 'KeyS'))?.[0]).toBe('source');
  });

  it('not where it cannot be chosen', () => {
    const taken: readonly Option[] = [['7', 'Seven', { key: '7', isDisabled: true }]];
    expect(optionForKey(taken, press('7', 'Digit7'))).toBeUndefined();
  });
});

describe('what is typed finds options', () => {
  it.each([
    ['', ['economic', 'policy', 'public', 'external', 'sante']],
    ['e', ['economic', 'external', 'policy', 'sante']],
    ['pub', ['public', 'sante']],
    ['EVAL', ['policy']],
    ['reg rep', ['external']],
    ['rep reg', ['external']],
    ['opinion pub', ['public']],
    ['sante', ['sante']],
    ['scription', ['policy']],
    ['nothing', []],
  ])('%j: %j', (typed, found) => {
    expect(optionsThatFit(FRAMES, typed).map(([value]) => value)).toEqual(found);
  });
});

describe('keys that move in a list', () => {
  it.each([
    ['ArrowDown', 0, 1],
    ['ArrowDown', 11, 11],
    ['ArrowUp', 0, 0],
    ['ArrowUp', -1, 0],
    ['Home', 7, 0],
    ['End', 2, 11],
    ['PageDown', 0, 8],
    ['PageUp', 9, 1],
    ['a', 3, undefined],
  ])('%s from %i goes to %s', (key, marked, after) => {
    expect(markAfter(key, marked, 12)).toBe(after);
  });
});
