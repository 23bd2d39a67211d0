import { describe, expect, it } from 'vitest';

import { compareWords, hasWords } from './same-words.ts';

const spans = (...ends: readonly number[]) =>
  ends.flatMap((start, index) => (index % 2 === 0 ? [{ start, end: ends[index + 1] ?? 0 }] : []));

describe('Words at their place', () => {
  it.each([
    ['just the same', 'one two', spans(4, 7), 'two'],
    ['with a line end as a space', 'one\r\ntwo', spans(0, 8), 'one two'],
    ['with a line end of another system', 'one\r\ntwo', spans(0, 8), 'one\ntwo'],
    ['with a line end where the text has a space', 'one two', spans(0, 7), 'one\ntwo'],
    ['of several parts', 'one two three', spans(0, 3, 8, 13), 'one three'],
    ['of several parts joined by nothing', 'one two three', spans(0, 3, 8, 13), 'onethree'],
  ])('are found %s', (_, text, parts, words) => {
    expect(hasWords(text, parts, words)).toBe(true);
  });

  it.each([
    ['that are others', 'one two', spans(4, 7), 'one'],
    ['that are longer', 'one two', spans(4, 6), 'two'],
    ['that are shorter', 'one two', spans(0, 7), 'one'],
    ['that lack the spaces at their end', 'one \n two', spans(0, 6), 'one'],
    ['that lack a space at their beginning', 'one two', spans(3, 7), 'two'],
    ['of which a part is missing', 'one two three', spans(0, 3, 8, 13), 'one'],
    ['that have a space where nothing is', 'one two', spans(0, 7), 'o ne two'],
  ])('are not found: %s', (_, text, parts, words) => {
    expect(hasWords(text, parts, words)).toBe(false);
  });

  it.each([
    ['a no-break space', 'dit\u00a0: non', 'dit : non'],
    ['a thin one', '24\u2009000', '24 000'],
    ['a narrow no-break one', '«\u202foui\u202f»', '« oui »'],
    ['an ideographic one', '東\u3000京', '東 京'],
    ['a plain one where the words have another', 'a b', 'a\u00a0b'],
    ['two kinds at once', 'a\u00a0\u2003b', 'a  b'],
    ['a soft hyphen', 'Donau\u00addampf', 'Donaudampf'],
    ['a soft hyphen that the words have', 'Donaudampf', 'Donau\u00addampf\u00ad'],
    ['a zero-width space and a mark of order', '\ufeffab\u200bc', 'abc'],
    ['a hidden one of two units', 'a\u{e0101}b', 'ab'],
    ['an accent apart', 'cafe\u0301 «\u00a0no\u00a0»', 'caf\u00e9 « no »'],
    ['an accent that the words have apart', 'caf\u00e9', 'cafe\u0301'],
    ['syllables in their letters', '\u1112\u1161\u11ab', '\ud55c'],
  ])('look the same over %s', (_, text, words) => {
    const all = [{ start: 0, end: text.length }];
    expect(compareWords(text, all, words)).toBe('looks-same');
    expect(hasWords(text, all, words)).toBe(true);
  });

  it.each([
    ['one space more', 'a\u00a0b', 'a  b'],
    ['a space for a soft hyphen', 'Donau\u00addampf', 'Donau dampf'],
    ['a hyphen for a soft one', 'Donau\u00addampf', 'Donau-dampf'],
    ['an accent less', 'cafe\u0301', 'cafe'],
    ['another accent', 'cafe\u0301', 'caf\u00e8'],
    ['an emoji less', 'a👨\u200d👩b', 'a👨👩b'],
  ])('do not look the same with %s', (_, text, words) => {
    expect(compareWords(text, [{ start: 0, end: text.length }], words)).toBeNull();
  });

  it('are the same where line ends alone differ', () => {
    expect(compareWords('a\r\nb', [{ start: 0, end: 4 }], 'a b')).toBe('same');
  });
});
