import { describe, expect, it } from 'vitest';

import { isPlainLabel, readAlike, showHidden } from './labels.ts';

describe('a label can be read', () => {
  it.each([
    ['Quote', true],
    ['引用', true],
    ['Zitat 👩‍👩‍👧', true],
    ['', false],
    ['   ', false],
    ['\u200b\u2060\ufeff', false],
    ['\u3164', false],
    ['a\u0007b', false],
    ['a\nb', false],
  ])('%j: %s', (label, expected) => {
    expect(isPlainLabel(label)).toBe(expected);
  });
});

describe('two labels (bad input 52)', () => {
  it.each([
    ['Claim', 'CLAIM', true],
    ['Café', 'Cafe\u0301', true],
    ['Claim', '\u0421l\u0430im', true],
    ['TAX', '\u03a4\u0391\u03a7', true],
    ['ﬁgure', 'figure', true],
    ['КОТ', 'кот', true],
    ['Claim', 'Claims', false],
    ['тон', 'toh', false],
    ['мир', 'mir', false],
  ])('%s and %s are read as one: %s', (one, other, expected) => {
    expect(readAlike(one, other)).toBe(expected);
    expect(readAlike(other, one)).toBe(expected);
  });
});

describe('hidden characters are shown', () => {
  it.each([
    ['a right-to-left override (bad input 53)', 'gpj.\u202eexe', 'gpj.⟨U+202E⟩exe'],
    ['a zero-width space (bad input 54)', 'a\u200bb', 'a⟨U+200B⟩b'],
    ['a soft hyphen (bad input 54)', 'a\u00adb', 'a⟨U+00AD⟩b'],
    ['a tag character (bad input 54)', 'a\u{e0041}b', 'a⟨U+E0041⟩b'],
    ['NUL (bad input 50)', 'a\u0000b', 'a␀b'],
    ['escape', '\u001b[31m', '␛[31m'],
    ['delete', 'a\u007fb', 'a␡b'],
    ['tab and line break stay', 'a\tb\nc', 'a\tb\nc'],
    ['an emoji family stays whole but for its joiners', '👩\u200d👧', '👩⟨U+200D⟩👧'],
    ['ordinary text stays', '“Lavrov’s” — né', '“Lavrov’s” — né'],
  ])('%s', (_name, text, shown) => {
    expect(showHidden(text)).toBe(shown);
  });
});
