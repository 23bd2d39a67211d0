import { areRivals, COMMANDS, type Command, type CommandId } from './commands.ts';
import { keysOf, splitKeys } from './key-names.ts';

/**
 * Single keys that the analyst chose: command to key, `null` for none. Holds only what differs from
 * the list of commands. Combinations and named keys such as Enter stay as the list has them.
 */
export type KeyChoices = Readonly<Partial<Record<CommandId, string | null>>>;

/** Which single keys work: none while they are switched off. */
export interface KeySettings {
  readonly keys: KeyChoices;
  readonly singleKeyCommands: boolean;
}

/**
 * What can be chosen as a single key: a letter, with or without Shift, a sign, and zero. The digits
 * from 1 name categories and people. Signs are those of ASCII, which every application menu can show.
 */
const USABLE = /^(?:(?:Shift\+)?[A-Z]|[!-/:-@[-`{-~]|0)$/u;

/** Whether a text is a key that can be chosen. */
export function isUsableKey(key: string): boolean {
  return USABLE.test(key);
}

/** Whether a combination is a single character, which is also typed: it can be switched off and changed. */
export function isSingleKey(keys: string): boolean {
  const parts = splitKeys(keys);
  const key = parts.at(-1) ?? '';
  return !parts.includes('Mod') && !parts.includes('Ctrl') && /^.$/u.test(key);
}

/** The single key that the list of commands gives to a command; `null` for none. */
export function defaultKeyOf({ keys }: Command): string | null {
  return keys.find(isSingleKey) ?? null;
}

/** The commands whose single key can be changed, in menu order. */
export const SINGLE_KEY_COMMANDS: readonly Command[] = COMMANDS.filter((command) => {
  const key = defaultKeyOf(command);
  return key !== null && isUsableKey(key);
});

/** The single key of a command now; `null` for none. */
export function singleKeyOf(command: Command, choices: KeyChoices): string | null {
  const chosen = choices[command.id];
  return chosen === undefined ? defaultKeyOf(command) : chosen;
}

/** The combinations that run a command now, the one that is shown first. */
export function workingKeysOf(
  command: Command,
  mac: boolean,
  settings: KeySettings,
): readonly string[] {
  const single = settings.singleKeyCommands ? singleKeyOf(command, settings.keys) : null;
  return keysOf(command, mac).flatMap((keys) => {
    if (!isSingleKey(keys)) return [keys];
    return single === null ? [] : [single];
  });
}

/** The command that has a single key now, among those that share a view with `asker`. */
export function holderOf(key: string, choices: KeyChoices, asker: Command): Command | undefined {
  return COMMANDS.find(
    (command) => areRivals(command, asker) && singleKeyOf(command, choices) === key,
  );
}

/** Gives a command another single key, or none. Whoever had that key must have been asked before. */
export function chooseKey(choices: KeyChoices, command: Command, key: string | null): KeyChoices {
  const { [command.id]: _before, ...others } = choices;
  return key === defaultKeyOf(command) ? others : { ...others, [command.id]: key };
}

/** Gives a key to a command and takes it from those that have it. */
export function takeKey(choices: KeyChoices, command: Command, key: string): KeyChoices {
  const freed = COMMANDS.filter(
    (each) => each !== command && areRivals(each, command) && singleKeyOf(each, choices) === key,
  ).reduce((left, holder) => chooseKey(left, holder, null), choices);
  return chooseKey(freed, command, key);
}

/**
 * Reads choices from a file. What names no command, names a command without a single key, is no
 * usable key or would give one key to two commands is dropped; everything else stays.
 */
export function parseKeyChoices(stored: unknown): KeyChoices {
  if (typeof stored !== 'object' || stored === null) return {};
  const found = new Map(Object.entries(stored) as [string, unknown][]);
  let choices: KeyChoices = {};
  for (const command of SINGLE_KEY_COMMANDS) {
    const key = found.get(command.id);
    if (key === null || (typeof key === 'string' && isUsableKey(key))) {
      choices = chooseKey(choices, command, key);
    }
  }
  // Two keys may have changed places, so rivals are looked for only when every choice is in.
  for (let rival = findRival(choices); rival; rival = findRival(choices)) {
    const { [rival]: _key, ...others } = choices;
    choices = others;
  }
  return choices;
}

/** The last chosen one of two commands with the same key. The list itself gives no key twice. */
function findRival(choices: KeyChoices): CommandId | undefined {
  const holders = new Map<string, Command[]>();
  for (const command of COMMANDS) {
    const key = singleKeyOf(command, choices);
    if (key === null) continue;
    const others = holders.get(key) ?? [];
    const other = others.find((each) => areRivals(each, command));
    if (other) return choices[command.id] === undefined ? other.id : command.id;
    holders.set(key, [...others, command]);
  }
  return undefined;
}
