/**
 * Characters that nobody sees: soft hyphen, zero-width space and joiners, marks of direction, variation
 * selectors, byte order mark. Not the joiner of an emoji sequence, nor the tags of a flag: without them
 * it is another sign.
 */
const HIDDEN =
  '[\\u00ad\\u034f\\u061c\\u180e\\u200b\\u200c\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u2069\\ufe00-\\ufe0f\\ufeff\\u{e0100}-\\u{e01ef}]|\\u200d(?!\\p{Extended_Pictographic})';

const ALL_HIDDEN = new RegExp(HIDDEN, 'gu');
const HIDDEN_HERE = new RegExp(HIDDEN, 'uy');

/** What can begin a hidden character; others need not be looked at. */
const LEAST_HIDDEN = 0xad;

/** Whether nobody sees the character that begins at `offset`. */
export function isHiddenAt(text: string, offset: number): boolean {
  HIDDEN_HERE.lastIndex = offset;
  return HIDDEN_HERE.test(text);
}

/** How long the character at `offset` is that nobody sees; 0 for one that is seen. */
export function hiddenLengthAt(text: string, offset: number): 0 | 1 | 2 {
  // The end of the text is not a number.
  if (!(text.charCodeAt(offset) >= LEAST_HIDDEN) || !isHiddenAt(text, offset)) return 0;
  return (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
}

/** The text as it is seen. */
export function withoutHidden(text: string): string {
  return text.replace(ALL_HIDDEN, '');
}
