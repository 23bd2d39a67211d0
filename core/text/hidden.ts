/**
 * Characters that nobody sees: soft hyphen, zero-width space and joiners, marks of direction, variation
 * selectors, byte order mark. Not the joiner of an emoji sequence, nor the tags of a flag: without them
 * it is another sign.
 */
const HIDDEN =
  '[\\u00ad\\u034f\\u061c\\u180e\\u200b\\u200c\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u2069\\ufe00-\\ufe0f\\ufeff\\u{e0100}-\\u{e01ef}]|\\u200d(?!\\p{Extended_Pictographic})';

const ALL_HIDDEN = new RegExp(HIDDEN, 'gu');
const HIDDEN_HERE = new RegExp(HIDDEN, 'uy');

/** Whether nobody sees the character that begins at `offset`. */
export function isHiddenAt(text: string, offset: number): boolean {
  HIDDEN_HERE.lastIndex = offset;
  return HIDDEN_HERE.test(text);
}

/** The text as it is seen. */
export function withoutHidden(text: string): string {
  return text.replace(ALL_HIDDEN, '');
}
