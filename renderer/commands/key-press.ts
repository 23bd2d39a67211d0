import { splitKeys } from '#core/commands.ts';

/** What the keymap needs of a keyboard event. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  /** Whether AltGr is held: it writes characters and is never a command. */
  readonly altGraph: boolean;
}

const LATIN = /^[a-z]$/iu;

/**
 * The letter, digit or named key that was meant.
 *
 * Letters go by what they write, and by where they are where the layout is not Latin or an input
 * method is on, so that Q is Q on a Russian, Ukrainian, Arabic or Chinese keyboard; digits go by
 * where they are, because a French keyboard writes them with Shift.
 */
export function meantKey(press: KeyPress): string {
  const digit = /^(?:Digit|Numpad)([0-9])$/u.exec(press.code)?.[1];
  if (digit !== undefined && (!press.shiftKey || press.key === digit)) return digit;
  if (press.key === ' ' || press.code === 'Space') return 'Space';
  if (LATIN.test(press.key)) return press.key.toUpperCase();
  const letter = /^Key([A-Z])$/u.exec(press.code)?.[1];
  const unreadable =
    press.key === 'Process' ||
    press.key === 'Dead' ||
    press.key === 'Unidentified' ||
    isOtherScript(press.key);
  if (letter !== undefined && unreadable) return letter;
  return press.key;
}

function isOtherScript(key: string): boolean {
  return /^\p{L}$/u.test(key) && !/\p{Script=Latin}/u.test(key);
}

/** Signs whose key writes them only with Shift on many layouts: Shift does not count for them. */
const SHIFTED_SIGNS = new Set(['+', '?', '=', '-', '/', ',']);

/** Whether a key press is the combination that a command names. */
export function matchesKeys(keys: string, press: KeyPress, mac: boolean): boolean {
  if (press.altGraph) return false;
  const parts = splitKeys(keys);
  const wanted = parts.at(-1) ?? '';
  const mod = parts.includes('Mod');
  const ctrl = parts.includes('Ctrl');
  const shift = parts.includes('Shift');
  const alt = parts.includes('Alt');
  if (press.altKey !== alt) return false;
  if (press.metaKey !== (mac && mod)) return false;
  if (press.ctrlKey !== (mac ? ctrl : mod || ctrl)) return false;
  const meant = meantKey(press);
  if (SHIFTED_SIGNS.has(wanted))
    return press.key === wanted || (meant === wanted && press.shiftKey === shift);
  if (press.shiftKey !== shift && !/^[0-9]$/u.test(wanted)) return false;
  return meant === wanted;
}

/** Whether a combination is a single character: such keys can be switched off (WCAG 2.1.4). */
export function isCharacterKey(keys: string): boolean {
  const parts = splitKeys(keys);
  const key = parts.at(-1) ?? '';
  return !parts.includes('Mod') && !parts.includes('Ctrl') && /^.$/u.test(key);
}
