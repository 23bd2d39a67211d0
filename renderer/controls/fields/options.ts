import { fold } from '#core/text/fold.ts';

/** What can be chosen: a value, its words, and what else is known of it. */
export type Option<T extends string = string> = readonly [
  value: T,
  words: string,
  more?: {
    /** The digit or sign that chooses it at once. */
    readonly key?: string | undefined;
    /** What it means, in a sentence. */
    readonly definition?: string | undefined;
    /** It is shown, and cannot be chosen. */
    readonly isDisabled?: boolean;
  },
];

/** What of a key press is asked here. */
export interface OptionKey {
  readonly code: string;
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/**
 * The options with the keys that choose them. Where none has a key of its own and there are few, they
 * are numbered in their order, and the one that stands for nothing gets 0; not where their own words
 * begin with digits, which are typed to find them.
 */
export function withKeys<T extends string>(options: readonly Option<T>[]): readonly Option<T>[] {
  const given = options.filter(([value]) => value !== '');
  const isOwn = given.some(([, , more]) => more?.key !== undefined);
  if (!isOwn && (given.length > 9 || options.some(([, words]) => /^\p{N}/u.test(words)))) {
    return options;
  }
  const isZeroTaken = given.some(([, , more]) => more?.key === '0');
  return options.map((option) => {
    const [value, words, more] = option;
    if (value === '') return isZeroTaken ? option : [value, words, { ...more, key: '0' }];
    return isOwn ? option : [value, words, { ...more, key: String(given.indexOf(option) + 1) }];
  });
}

/**
 * The option that a key chooses: a digit the one that it belongs to, on either block of the keyboard
 * and whatever the layout writes there; another character the one that has it for a key.
 */
export function optionForKey<T extends string>(
  options: readonly Option<T>[],
  press: OptionKey,
): Option<T> | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey) return undefined;
  const digit = /^(?:Digit|Numpad)([0-9])$/u.exec(press.code)?.[1];
  const key = digit ?? press.key;
  return options.find(([, , more]) => more?.key === key && more.isDisabled !== true);
}

/**
 * The options that fit what has been typed, best first: each word of it begins a word of the option,
 * in any order, or else stands somewhere in it. Options that fit alike stay in their order.
 */
export function optionsThatFit<T extends string>(
  options: readonly Option<T>[],
  typed: string,
): readonly Option<T>[] {
  const wanted = fold(typed.trim());
  if (wanted === '') return options;
  return options
    .map((option) => ({ option, fits: fit(fold(option[1]), wanted) }))
    .filter(({ fits }) => fits > 0)
    .sort((a, b) => b.fits - a.fits)
    .map(({ option }) => option);
}

function fit(words: string, wanted: string): number {
  if (words.startsWith(wanted)) return 3;
  const parts = words.split(/[^\p{L}\p{N}]+/u);
  const typed = wanted.split(/[^\p{L}\p{N}]+/u);
  if (typed.every((each) => parts.some((part) => part.startsWith(each)))) return 2;
  return words.includes(wanted) ? 1 : 0;
}

/** How many options Page Up and Page Down go past. */
const PAGE = 8;

/** Which option is marked after a key that moves in the list; `undefined` for another key. */
export function markAfter(key: string, marked: number, count: number): number | undefined {
  const wanted = {
    ArrowDown: marked + 1,
    ArrowUp: marked - 1,
    PageDown: marked + PAGE,
    PageUp: marked - PAGE,
    Home: 0,
    End: count - 1,
  }[key];
  return wanted === undefined ? undefined : Math.max(0, Math.min(wanted, count - 1));
}
