import type { CommandRow } from './row.ts';

/** The keys that the list gives to a command on this kind of computer. */
export function keysOf(command: CommandRow, mac: boolean): readonly string[] {
  return mac && command.macKeys ? command.macKeys : command.keys;
}

const MAC_SIGNS: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧', Alt: '⌥', Ctrl: '⌃' };

/** A key combination as a person reads it: `Ctrl+Shift+E`, on macOS `⇧⌘E`. */
export function showKeys(keys: string, mac: boolean): string {
  const parts = splitKeys(keys);
  if (!mac) return parts.map((part) => (part === 'Mod' ? 'Ctrl' : part)).join('+');
  const order = ['Ctrl', 'Alt', 'Shift', 'Mod'];
  const signs = order.filter((each) => parts.includes(each)).map((each) => MAC_SIGNS[each] ?? each);
  return signs.join('') + (parts.at(-1) ?? '');
}

/** The parts of a combination; the last one is the key itself, which may be `+`. */
export function splitKeys(keys: string): readonly string[] {
  if (keys === '+') return ['+'];
  return keys.endsWith('++') ? [...keys.slice(0, -2).split('+'), '+'] : keys.split('+');
}
