import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { Codebook } from '../../codebook/codebook.ts';
import { areRivals, commandOf, COMMANDS, isCommandId, nameOf, type CommandId } from './commands.ts';
import { keysOf, showKeys, splitKeys } from './key-names.ts';
import { keepPersonCommand } from './review.ts';
import { DIGITS, MENUS, type Circumstances } from './row.ts';
import { tagCommand, tagCommandFor } from './tags.ts';

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

const CODEBOOK = Codebook.parse(JSON.parse(readFileSync('seeds/codebook.json', 'utf8')));

/** A category without a digit of its own. */
function exampleCategory() {
  const [first] = CODEBOOK.categories;
  if (!first) throw new Error('The codebook has no category.');
  const { hotkey: _hotkey, ...category } = first;
  return category;
}

describe('the name of a command', () => {
  const undo = { label: 'tag quote', articleId: null };
  const people = [
    { name: 'Me', isSelf: true },
    { name: 'B', isSelf: false },
  ];

  it.each<[string, CommandId, Omit<Circumstances, 'codebook'>, string | null]>([
    ['is its title', 'find', {}, 'Find in Article'],
    ['is that of its category', 'tag-3', {}, `Tag as ${CODEBOOK.categories[2]?.label}`],
    ['is none without a category', 'tag-9', {}, null],
    ['is its title while nobody knows the people', 'keep-person-2', {}, 'Person 2'],
    ['is that of its person', 'keep-person-2', { people }, 'Keep the Tag of B'],
    ['says whose tag is one’s own', 'keep-person-1', { people }, 'Keep My Tag'],
    ['is none without a person', 'keep-person-3', { people }, null],
    ['says what would be undone', 'undo', { next: { undo, redo: null } }, 'Undo tag quote'],
    ['is its title where nothing is', 'redo', { next: { undo, redo: null } }, 'Redo'],
    ['is its title where nobody asks', 'undo', {}, 'Undo'],
  ])('%s', (_name, id, now, expected) => {
    expect(nameOf(commandOf(id), { codebook: CODEBOOK, ...now })).toBe(expected);
  });
});

it('knows which command tags with a category, where a digit names it', () => {
  const many = {
    ...CODEBOOK,
    categories: Array.from({ length: 10 }, (_, index) => ({
      ...exampleCategory(),
      id: `c${index}`,
    })),
  };
  expect(many.categories.map((category) => tagCommandFor(many, category))).toEqual([
    ...DIGITS.map(tagCommand),
    undefined,
  ]);
});

it('knows the numbered commands by their digit, and unknown ids', () => {
  expect(DIGITS.map((digit) => commandOf(tagCommand(digit)).keys)).toEqual(
    DIGITS.map((digit) => [digit]),
  );
  expect(DIGITS.map((digit) => commandOf(keepPersonCommand(digit)).keys)).toEqual(
    DIGITS.map((digit) => [digit]),
  );
  expect(isCommandId('undo')).toBe(true);
  expect(isCommandId('constructor')).toBe(false);
  expect(commandOf('undo').title).toBe('Undo');
});
