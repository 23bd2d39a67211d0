import { splitKeys } from '#core/contract/commands/key-names.ts';
import { isUsableKey } from '#core/contract/commands/key-choices.ts';
import { err, ok, type Result } from '#core/result.ts';

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

/** What the keymap needs of an event of the page. */
export function pressOf(
  event: Omit<KeyPress, 'altGraph'> & Pick<KeyboardEvent, 'getModifierState'>,
): KeyPress {
  const { key, code, ctrlKey, metaKey, shiftKey, altKey } = event;
  const altGraph = event.getModifierState('AltGraph');
  return { key, code, ctrlKey, metaKey, shiftKey, altKey, altGraph };
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

/** Many layouts write a sign only with Shift, others without: for signs Shift does not count. */
const SIGN = /^[^\p{L}\p{N}]$/u;

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
  if (SIGN.test(wanted)) return press.key === wanted;
  if (press.shiftKey !== shift && !/^[0-9]$/u.test(wanted)) return false;
  return meantKey(press) === wanted;
}

/** Why a key cannot be chosen. */
export type KeyRefusal =
  /** Ctrl, Alt, Cmd or AltGr is held. */
  | { readonly type: 'combination' }
  /** It names a category. */
  | { readonly type: 'digit' }
  /** It moves in the window, leaves, opens or deletes, or writes nothing that can be named. */
  | { readonly type: 'reserved'; readonly key: string };

const MODIFIERS = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Fn']);

/** Whether only a modifier was pressed, and the key itself is still to come. */
export function isModifier(press: KeyPress): boolean {
  return MODIFIERS.has(press.key);
}

/** The single key that was pressed, as the list of commands writes it. */
export function readSingleKey(press: KeyPress): Result<string, KeyRefusal> {
  if (press.ctrlKey || press.metaKey || press.altKey || press.altGraph) {
    return err({ type: 'combination' });
  }
  const meant = meantKey(press);
  if (/^[1-9]$/u.test(meant)) return err({ type: 'digit' });
  const key = press.shiftKey && LATIN.test(meant) ? `Shift+${meant}` : meant;
  return isUsableKey(key) ? ok(key) : err({ type: 'reserved', key: meant });
}
