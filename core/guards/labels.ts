// What comes from outside and may be hostile: JSON before it is parsed, labels, file names, system errors.
// Here it is bounded or made showable; what it means is said in higher rooms.
/** Own names of JavaScript objects that must never be used as ids. */
const FORBIDDEN = new Set([
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
]);

/** Whether a would-be id is a name that plain objects already have. */
export function hasForbiddenName(id: string): boolean {
  return FORBIDDEN.has(id);
}

const CONTROL = /\p{Cc}/u;
const INVISIBLE = /[\p{Cf}\p{Zs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]/gu;

/** Whether a label can be read: no control characters, and something besides spaces and zero-width marks. */
export function isPlainLabel(label: string): boolean {
  return !CONTROL.test(label) && label.replace(INVISIBLE, '').length > 0;
}

/** Capital and small letters of Cyrillic and Greek beside the Latin ones that are drawn the same. */
const DRAWN_ALIKE = new Map(
  [
    ['АВЕЅІЈКМНОРСТУХԌԚԜ', 'ABESIJKMHOPCTYXGQW'],
    ['аеѕіјорсухһԁԛԝӏ', 'aesijopcyxhdqwl'],
    ['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'ABEZHIKMNOPTYX'],
    ['ον', 'ov'],
  ].flatMap(([theirs = '', latin = '']) =>
    Array.from(theirs, (letter, index) => [letter, latin[index] ?? letter] as const),
  ),
);

/**
 * Whether two labels would be read as one: they differ in capitals, in how their letters are composed,
 * or in letters of other scripts that are drawn the same (a small part of Unicode’s list of
 * confusables, UTS 39).
 */
export function readAlike(a: string, b: string): boolean {
  const plain = (label: string): string => label.normalize('NFKC').toLowerCase();
  const drawn = (label: string): string =>
    plain(label.normalize('NFKC').replace(/\P{ASCII}/gu, (c) => DRAWN_ALIKE.get(c) ?? c));
  return plain(a) === plain(b) || drawn(a) === drawn(b);
}

const HIDDEN =
  /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;

/**
 * Replaces C0/C1 controls by their pictures and marks invisible or direction-changing characters
 * as `⟨U+202E⟩`, so that a hostile name cannot pass for another. For display only.
 */
export function showHidden(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/gu, (c) =>
      String.fromCodePoint(0x2400 + c.charCodeAt(0)),
    )
    .replace(/[\u007f-\u009f]/gu, '\u2421')
    .replace(
      HIDDEN,
      (c) => `⟨U+${(c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
    );
}
