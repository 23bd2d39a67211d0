import { describe, expect, it } from 'vitest';

import { invisibleCharacters, visibleNeighbourhood } from './invisible-characters.ts';

const found = (text: string): string[] =>
  invisibleCharacters(text, { start: 0, end: text.length }).map(({ start, end }) =>
    text.slice(start, end),
  );

describe('invisible characters', () => {
  const seen: [string, string, string[]][] = [
    ['an override of the direction', 'pay \u202e001\u202c now', ['\u202e', '\u202c']],
    ['isolates', 'a\u2066b\u2069', ['\u2066', '\u2069']],
    ['a zero-width space', 'key\u200bword', ['\u200b']],
    ['a soft hyphen', 'para\u00adgraph', ['\u00ad']],
    ['tag characters', 'x\u{e0041}\u{e0042}', ['\u{e0041}', '\u{e0042}']],
    ['a joiner between Latin letters', 'pass\u200dword', ['\u200d']],
    ['a control character', 'a\u0000b', ['\u0000']],
    ['a byte order mark in the text', 'a\ufeffb', ['\ufeff']],
  ];
  it.each(seen)('are found: %s', (_name, text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  const harmless: [string, string][] = [
    ['plain text with tabs', 'one\ttwo “three” — four'],
    ['an emoji family', '👨\u200d👩\u200d👧'],
    ['the flag of England', '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} wins'],
    ['a Persian joiner', 'می\u200cخواهم'],
    ['Arabic and Hebrew', 'مرحبا שלום'],
    ['an emoji with a variation selector', '❤\ufe0f'],
  ];
  it.each(harmless)('are not found in %s', (_name, text) => {
    expect(found(text)).toEqual([]);
  });

  it('are found only in the stretch asked for, at their place in the whole text', () => {
    expect(invisibleCharacters('\u200bab\u200bcd', { start: 1, end: 6 })).toEqual([
      { start: 3, end: 4 },
    ]);
  });

  it('are painted with their neighbours, never with half of one', () => {
    const text = '😀\u200b😀x';
    expect(visibleNeighbourhood(text, { start: 2, end: 3 }, { start: 0, end: 6 })).toEqual({
      start: 0,
      end: 5,
    });
    expect(visibleNeighbourhood('a\u200b', { start: 1, end: 2 }, { start: 0, end: 2 })).toEqual({
      start: 0,
      end: 2,
    });
  });
});
