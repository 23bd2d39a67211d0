import { describe, expect, it } from 'vitest';

import { foldText } from '../text/text-search.ts';
import { keyOfText, termsOf, termsWanted } from './terms.ts';

/** Every way in which a text is made comparable. */
const FOLDS = [true, false].flatMap((caseSensitive) =>
  [true, false].map((ignoreQuotesAndAccents) => ({ caseSensitive, ignoreQuotesAndAccents })),
);

const LOOSELY = { ignoreQuotesAndAccents: true };

describe('keyOfText', () => {
  it('gives what any way of searching takes for the same one key, for every character there is', () => {
    const different: string[] = [];
    for (let code = 0; code <= 0x10ffff; code += 1) {
      const character = String.fromCodePoint(code);
      // Nothing is folded that stands for nothing, for what somebody has agreed on, or for a Chinese word.
      if (/[\p{Cn}\p{Co}\p{Cs}\p{Unified_Ideograph}]/u.test(character)) continue;
      const isSame = FOLDS.every((options) => {
        const key = keyOfText(character, options);
        const folded = keyOfText(foldText(character, options).folded, options);
        return folded === key && key.toLowerCase() === key;
      });
      if (!isSame) different.push(code.toString(16));
    }
    expect(different).toEqual([]);
  }, 60_000);

  it('is put together of the keys of the characters, so that a part of a text has a part of its key', () => {
    const text = 'ΣΊΣΥΦΟΣ “İstanbul” `a´ co\u00adop, 👩\u200d👧 ŉ ﬁ e\u0301 ΟΔΟΣ';
    for (const options of FOLDS) {
      const keys = Array.from(text, (character) => keyOfText(character, options));
      expect(keys.join('')).toBe(keyOfText(text, options));
    }
  });
});

describe('termsOf', () => {
  it.each([
    ['It’s “so”—so.', ['it', "'", 's', '"', 'so', '-', '.']],
    ['Straße naïve', ['strasse', 'naive']],
    ['co\u00adope\u00adration', ['cooperation']],
    ['習近平said', ['習', '習近', '近', '近平', '平', 'said']],
    ['हिन्दी', ['हिन्दी']],
    ['ᾳ', ['α', 'αι']],
    ['', []],
  ])('are the words and signs of %j', (text, terms) => {
    expect([...termsOf(text)]).toEqual(terms);
  });

  it('cuts a word that is longer than any into pieces that have each short part of it', () => {
    for (const length of [64, 65, 96, 97, 128, 500]) {
      const word = Array.from({ length }, (_, n) => String.fromCharCode(97 + ((n * n) % 25))).join(
        '',
      );
      const pieces = [...termsOf(word)];
      expect(pieces.every((piece) => piece.length <= 64)).toBe(true);
      for (let from = 0; from + 32 <= length; from += 1) {
        expect(pieces.some((piece) => piece.includes(word.slice(from, from + 32)))).toBe(true);
      }
      expect(
        pieces.some((piece) => word.slice(-32).length === 32 && piece.endsWith(word.slice(-32))),
      ).toBe(true);
    }
  });
});

describe('termsWanted', () => {
  it.each([
    ['road', [['road', false, false]]],
    [
      'the road to',
      [
        ['the', false, true],
        ['road', true, true],
        ['to', true, false],
      ],
    ],
    [
      '“road”',
      [
        ['"', true, true],
        ['road', true, true],
        ['"', true, true],
      ],
    ],
    ['平', [['平', true, true]]],
    [
      '習近平',
      [
        ['習近', true, true],
        ['近平', true, true],
      ],
    ],
    ['', []],
    [' \n', []],
    ['\u0301', []],
    ['\ud83d', []],
  ])('of %j', (query, wanted) => {
    expect(
      termsWanted(query, LOOSELY).map(({ part, begins, ends }) => [part, begins, ends]),
    ).toEqual(wanted);
  });
});
