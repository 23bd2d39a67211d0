import { describe, expect, it } from 'vitest';

import { asReport, inShort, partsOfMessage, plainMessage, quoted, setOff } from './messages.ts';

describe('a report of what was done', () => {
  it.each([
    ['flag article', 'Flagged article'],
    ['remove flag', 'Removed flag'],
    ['edit article details', 'Edited article details'],
    ['change quote to claim', 'Changed quote to claim'],
    ['set speaker of quote', 'Set speaker of quote'],
    ['add fragment to quote', 'Added fragment to quote'],
    ['rename quote to speech', 'Renamed quote to speech'],
    ['keep both', 'Keep both'],
  ])('of “%s” is “%s”', (label, report) => {
    expect(asReport(label)).toBe(report);
  });
});

describe('words of an article in one line', () => {
  it.each([
    ['‘road to nowhere’', '‘road to nowhere’'],
    ['«Дорога в никуда»', '«Дорога в никуда»'],
    ['„Sackgasse“', '„Sackgasse“'],
    ['»Offenbarungseid«', '»Offenbarungseid«'],
    ['「行き止まり」', '「行き止まり」'],
    ['veto power', 'veto power'],
    ['“any summit … “must be', '“any summit … “must be'],
    ['  “two\n lines”\t', '“two lines”'],
  ])('are %s with exactly their own marks', (words, shown) => {
    expect(inShort(words)).toBe(shown);
  });

  it('end at a word, and never inside a character', () => {
    expect(inShort('one two three four', 10)).toBe('one two…');
    expect(inShort(`${'x'.repeat(9)}😀😀`, 10)).toBe(`${'x'.repeat(9)}…`);
  });

  it('are set off within a message by what nobody sees, even where they have it themselves', () => {
    const message = `Tagged: ${setOff('a\u2068b\u2069c')}. 1 tag.`;
    expect(partsOfMessage(message)).toEqual(['Tagged: ', 'a⟨U+2068⟩b⟨U+2069⟩c', '. 1 tag.']);
    expect(plainMessage(message)).toBe('Tagged: a⟨U+2068⟩b⟨U+2069⟩c. 1 tag.');
  });

  it('are not what somebody wrote, which stands in marks', () => {
    expect(quoted('“Really?” I ask')).toBe('““Really?” I ask”');
  });
});
