import type { Command, CommandId } from '#core/contract/commands/commands.ts';
import {
  chooseKey,
  holderOf,
  takeKey,
  type KeyChoices,
} from '#core/contract/commands/key-choices.ts';
import { showKeys } from '#core/contract/commands/key-names.ts';

import {
  isModifier,
  readSingleKey,
  type KeyPress,
  type KeyRefusal,
} from '../commands/key-press.ts';

/** What the list of single keys is doing at the moment. */
export type Step =
  | { readonly type: 'rest' }
  /** The next key pressed becomes the command's. */
  | { readonly type: 'record'; readonly command: CommandId }
  /** The key belongs to another command, which is asked about. */
  | { readonly type: 'conflict'; readonly command: CommandId; readonly key: string };

/** Words below a command's line, or below the list where they are about all of it. */
export interface Message {
  readonly about: CommandId | null;
  readonly words: string;
}

/** What comes of something done in the list; `keys` where the choices are others then. */
export interface Outcome {
  readonly step: Step;
  readonly message: Message;
  readonly keys?: KeyChoices;
}

const REST: Step = { type: 'rest' };

/** Nothing is asked and nothing is said. */
export const SILENCE: Outcome = { step: REST, message: { about: null, words: '' } };

/** A command's name without what says that more is asked. */
export function bareTitle({ title }: Command): string {
  return title.replace('…', '');
}

/** A command's name where its menu does not stand above it. */
export function fullTitle(command: Command): string {
  return `${command.menu}: ${bareTitle(command)}`;
}

/** A key as it is named in a sentence. */
export function quotedKey(key: string, mac: boolean): string {
  return `“${showKeys(key, mac)}”`;
}

/** Waits for the new key of a command. */
export function beginRecording({ id }: Command): Outcome {
  return {
    step: { type: 'record', command: id },
    message: { about: id, words: 'Press the new key. Esc cancels, Backspace takes the key away.' },
  };
}

/** Takes the key that was pressed for a command; `null` while only a modifier is down. */
export function takePress(
  command: Command,
  press: KeyPress,
  choices: KeyChoices,
  mac: boolean,
): Outcome | null {
  const about = command.id;
  if (isModifier(press)) return null;
  if (press.key === 'Escape') {
    return { step: REST, message: { about, words: 'Nothing was changed.' } };
  }
  if (press.key === 'Backspace' || press.key === 'Delete') {
    return {
      step: REST,
      message: { about, words: `“${fullTitle(command)}” has no key now.` },
      keys: chooseKey(choices, command, null),
    };
  }
  const read = readSingleKey(press);
  if (read.ok) return giveKey(command, read.value, choices, mac);
  return {
    step: { type: 'record', command: about },
    message: { about, words: refusalSentence(read.error) },
  };
}

/** Gives a command a key that is free, or asks about the command that has it. */
export function giveKey(command: Command, key: string, choices: KeyChoices, mac: boolean): Outcome {
  const holder = holderOf(key, choices, command);
  if (!holder || holder === command) {
    return given(command, key, chooseKey(choices, command, key), mac);
  }
  return {
    step: { type: 'conflict', command: command.id, key },
    message: {
      about: command.id,
      words: `${quotedKey(key, mac)} already does “${fullTitle(holder)}”. Choose another key, or take it from there.`,
    },
  };
}

/** Gives a command a key and takes it from who has it. */
export function takeKeyAway(
  command: Command,
  key: string,
  choices: KeyChoices,
  mac: boolean,
): Outcome {
  return given(command, key, takeKey(choices, command, key), mac);
}

/** Gives every command the key of the list again. */
export function resetAll(): Outcome {
  return {
    step: REST,
    message: { about: null, words: 'Every key is as it was at first.' },
    keys: {},
  };
}

function given(command: Command, key: string, keys: KeyChoices, mac: boolean): Outcome {
  const words = `${quotedKey(key, mac)} does “${fullTitle(command)}” now.`;
  return { step: REST, message: { about: command.id, words }, keys };
}

function refusalSentence(refusal: KeyRefusal): string {
  switch (refusal.type) {
    case 'combination':
      return 'Combinations with Ctrl, Alt or Cmd cannot be chosen. Press a single key, or Esc to cancel.';
    case 'digit':
      return '1 to 9 tag with the categories. Press another key, or Esc to cancel.';
    case 'reserved':
      return `${RESERVED_NAMES[refusal.key] ?? 'That key'} cannot be chosen. Press a letter, with or without Shift, or a sign, or Esc to cancel.`;
  }
}

const RESERVED_NAMES: Readonly<Record<string, string>> = {
  Tab: 'Tab moves the focus and',
  Enter: 'Enter opens things and',
  Space: 'Space selects tags and',
  ArrowUp: 'Arrows move the caret and',
  ArrowDown: 'Arrows move the caret and',
  ArrowLeft: 'Arrows move the caret and',
  ArrowRight: 'Arrows move the caret and',
};
