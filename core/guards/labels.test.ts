import { describe, expect, it } from 'vitest';

import { isPlainLabel, showHidden } from './labels.ts';

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

describe('hidden characters are shown', () => {
  it.each([
    ['a right-to-left override', 'gpj.\u202eexe', 'gpj.⟨U+202E⟩exe'],
    ['a zero-width space', 'a\u200bb', 'a⟨U+200B⟩b'],
    ['a soft hyphen', 'a\u00adb', 'a⟨U+00AD⟩b'],
    ['a tag character', 'a\u{e0041}b', 'a⟨U+E0041⟩b'],
    ['NUL', 'a\u0000b', 'a␀b'],
    ['escape', '\u001b[31m', '␛[31m'],
    ['delete', 'a\u007fb', 'a␡b'],
    ['tab and line break stay', 'a\tb\nc', 'a\tb\nc'],
    ['an emoji family stays whole but for its joiners', '👩\u200d👧', '👩⟨U+200D⟩👧'],
    ['ordinary text stays', '“Lavrov’s” — né', '“Lavrov’s” — né'],
  ])('%s', (_name, text, shown) => {
    expect(showHidden(text)).toBe(shown);
  });
});
