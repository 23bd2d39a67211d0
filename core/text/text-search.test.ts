import { readFileSync } from 'node:fs';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { isGraphemeBoundary } from './graphemes.ts';
import {
  createTextSearch,
  findMatches,
  foldText,
  MATCH_LIMIT,
  type SearchOptions,
} from './text-search.ts';

const LOOSE: SearchOptions = {
  caseSensitive: false,
  wholeWord: false,
  ignoreQuotesAndAccents: true,
};
const STRICT: SearchOptions = {
  caseSensitive: true,
  wholeWord: false,
  ignoreQuotesAndAccents: false,
};

const seed004 = readFileSync(
  new URL('../../seeds/004_bad3bbfa38c869dd.txt', import.meta.url),
  'utf8',
);

function found(text: string, query: string, options: Partial<SearchOptions> = {}): string[] {
  return findMatches(text, query, { ...LOOSE, ...options }).map(({ start, end }) =>
    text.slice(start, end),
  );
}

describe('foldText', () => {
  it.each([
    ['LAVROV', 'lavrov'],
    ['Straße STRASSE', 'strasse strasse'],
    ['ΣΊΣΥΦΟΣ σίσυφος', 'σισυφοσ σισυφοσ'],
    ['İstanbul ISTANBUL', 'istanbul istanbul'],
    ['“a” ‘b’ «c» „d“', '"a" \'b\' "c" "d"'],
    ['1–2—3…', '1-2-3...'],
    ['Zelenśkyj é e\u0301', 'zelenskyj e e'],
    ['a\u00a0b', 'a b'],
    ['हिन्दी', 'हिन्दी'],
    ['😀\ud83d', '😀\ud83d'],
  ])('folds %j to %j', (text, folded) => {
    expect(foldText(text, LOOSE).folded).toBe(folded);
  });

  it.each([
    [{ caseSensitive: true, ignoreQuotesAndAccents: false }, 'İ“É”'],
    [{ caseSensitive: false, ignoreQuotesAndAccents: false }, 'i\u0307“é”'],
    [{ caseSensitive: true, ignoreQuotesAndAccents: true }, 'I"E"'],
  ])('folds no more than asked: %j', (options, folded) => {
    expect(foldText('İ“É”', options).folded).toBe(folded);
  });

  it('keeps the UTF-16 offset each unit came from', () => {
    expect(foldText('ß😀…e\u0301x', LOOSE)).toEqual({
      folded: 'ss😀...ex',
      offsets: Uint32Array.from([0, 0, 1, 1, 3, 3, 3, 4, 6, 7]),
    });
  });

  it('joins a text longer than can be joined at once', () => {
    const text = 'Ab'.repeat(20_000);
    expect(foldText(text, LOOSE).folded).toBe(text.toLowerCase());
  });
});

describe('findMatches', () => {
  it('finds "road to nowhere" three times in article 004, whatever the marks around it', () => {
    expect(findMatches(seed004, 'Road to Nowhere', LOOSE).map(({ start }) => start)).toEqual([
      92, 233, 758,
    ]);
    expect(findMatches(seed004, 'Road to Nowhere', STRICT)).toEqual([]);
    expect(found(seed004, "'road to nowhere'")).toEqual(['‘road to nowhere’']);
    expect(found(seed004, '"road to nowhere"')).toEqual(['“road to nowhere”']);
    expect(found(seed004, "it's a road")).toEqual(['it’s a road']);
  });

  it.each<[string, string, Partial<SearchOptions>, string[]]>([
    ['Straße und STRASSE', 'strasse', {}, ['Straße', 'STRASSE']],
    ['Straße', 'stras', {}, []],
    ['Straße', 'STRASSE', { ignoreQuotesAndAccents: false }, ['Straße']],
    ['Straße', 'Strasse', { caseSensitive: true }, []],
    ['Σίσυφος', 'ΣΙΣΥΦΟΣ', {}, ['Σίσυφος']],
    ['σς', 'σ', {}, ['σ', 'ς']],
    ['İstanbul', 'istanbul', {}, ['İstanbul']],
    ['İstanbul', 'istanbul', { ignoreQuotesAndAccents: false }, []],
    ['İstanbul', 'İSTANBUL', { ignoreQuotesAndAccents: false }, ['İstanbul']],
    ['café cafe\u0301 cafe', 'cafe', {}, ['café', 'cafe\u0301', 'cafe']],
    ['café cafe\u0301 cafe', 'café', {}, ['café', 'cafe\u0301', 'cafe']],
    ['café cafe\u0301 cafe', 'cafe', { ignoreQuotesAndAccents: false }, ['cafe']],
    ['wait… no', '...', {}, ['…']],
    ['wait… no', '..', {}, []],
    ['2022–2025', '2022-2025', {}, ['2022–2025']],
    ['2022–2025', '2022-2025', { ignoreQuotesAndAccents: false }, []],
    ['👩‍👧 👧', '👧', {}, ['👧']],
    ['🇺🇦🇦🇺', '🇦🇦', {}, []],
    ['한국', '하', {}, []],
    ['a\r\nb', '\n', {}, []],
    ['aaaa', 'aa', {}, ['aa', 'aa']],
    ['ababab', 'abab', {}, ['abab']],
    ['abcabcabd', 'abcabd', {}, ['abcabd']],
    ['a.c abc', 'a.c', {}, ['a.c']],
    ['Lavrov Lavrov’s Lavrovian', 'lavrov', { wholeWord: true }, ['Lavrov', 'Lavrov']],
    ['cat concatenate cat', 'cat', { wholeWord: true }, ['cat', 'cat']],
    ['xa a a', 'a a', { wholeWord: true }, ['a a']],
    ['(no)', '(no', { wholeWord: true }, ['(no']],
    ['один одинок', 'ОДИН', { wholeWord: true }, ['один']],
    ['𝒜b b', 'b', { wholeWord: true }, ['b']],
    // Nobody sees these, and the words are found with all that is in them.
    ['co\u00adope\u00adra\u00adtion', 'cooperation', {}, ['co\u00adope\u00adra\u00adtion']],
    ['co\u200bope\u2060ra\ufefftion!', 'cooperation', STRICT, ['co\u200bope\u2060ra\ufefftion']],
    ['cooperation', 'co\u00adoperation', {}, ['cooperation']],
    ['a \u200ecooperation\u00ad\u200f b', 'cooperation', {}, ['cooperation']],
    ['cafe\u00ad\u0301 x', 'x', {}, ['x']],
    ['“\u2068non\u00adsense\u2069”', 'nonsense”', {}, ['non\u00adsense\u2069”']],
    ['non\u00adsense', 'non', { wholeWord: true }, []],
    ['non\u00adsense', 'nonsense', { wholeWord: true }, ['non\u00adsense']],
    ['\u00adnonsense\u00ad no', 'nonsense', { wholeWord: true }, ['nonsense']],
    ['ខ្ញុំ\u200bចង់', 'ខ្ញុំ', { wholeWord: true }, ['ខ្ញុំ']],
    // Persian: joined or not, it is the same word.
    ['می\u200cخواهم', 'میخواهم', {}, ['می\u200cخواهم']],
    ['میخواهم', 'می\u200cخواهم', {}, ['میخواهم']],
    ['خانه\u200cها', 'خانه', {}, ['خانه\u200c']],
    ['خانه\u200cها', 'خانه', { wholeWord: true }, []],
    // Emoji are the signs that one sees.
    ['👨\u200d👩\u200d👧', '👨👩👧', {}, []],
    ['👨👩👧', '👨\u200d👩\u200d👧', {}, []],
    ['a 👨\u200d👩\u200d👧.', '👨\u200d👩\u200d👧', {}, ['👨\u200d👩\u200d👧']],
    ['❤\ufe0f and ❤', '❤', {}, ['❤\ufe0f', '❤']],
    ['1\ufe0f\u20e3', '1', {}, []],
    ['🏴\u{e0067}\u{e0062}\u{e0065}\u{e007f}', '🏴', {}, []],
    ['a\u00adb', '\u00ad', {}, []],
    ['anything', '', {}, []],
    ['', 'x', {}, []],
    ['x', '\u0301', {}, []],
  ])('in %j finds %j with %j', (text, query, options, expected) => {
    expect(found(text, query, options)).toEqual(expected);
  });

  it('stops at the limit', () => {
    expect(findMatches('aaaa', 'a', LOOSE, 3)).toHaveLength(3);
    expect(findMatches('aaaa', 'a', LOOSE, 0)).toEqual([]);
    expect(findMatches('a'.repeat(MATCH_LIMIT + 5), 'a', LOOSE)).toHaveLength(MATCH_LIMIT);
  });

  it('finds what indexOf finds when nothing is folded', () => {
    const letters = fc.array(fc.constantFrom('a', 'b'), { maxLength: 40 });
    fc.assert(
      fc.property(
        letters,
        fc.array(fc.constantFrom('a', 'b'), { minLength: 1, maxLength: 6 }),
        (a, b) => {
          const text = a.join('');
          const query = b.join('');
          const expected: number[] = [];
          for (let at = text.indexOf(query); at >= 0; at = text.indexOf(query, at + query.length)) {
            expected.push(at);
          }
          expect(findMatches(text, query, STRICT).map(({ start }) => start)).toEqual(expected);
        },
      ),
    );
  });

  it('finds every match in order, whole in graphemes, equal to the query when folded', () => {
    const part = fc.constantFrom(
      ...[
        'a',
        'A',
        'á',
        'a\u0301',
        'ß',
        'ss',
        's',
        'İ',
        'i',
        '…',
        '.',
        '’',
        "'",
        '👩‍👧',
        '👧',
        '\u0301',
        '\ud83d',
      ],
    );
    const anyText = (maxLength: number): fc.Arbitrary<string> =>
      fc.array(part, { maxLength }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(anyText(40), anyText(3), fc.boolean(), fc.boolean(), (text, query, a, b) => {
        const options = { caseSensitive: a, wholeWord: false, ignoreQuotesAndAccents: b };
        let reached = 0;
        for (const { start, end } of findMatches(text, query, options)) {
          expect(start).toBeGreaterThanOrEqual(reached);
          expect(end).toBeGreaterThan(start);
          reached = end;
          expect(isGraphemeBoundary(text, start) && isGraphemeBoundary(text, end)).toBe(true);
          expect(foldText(text.slice(start, end), options).folded).toBe(
            foldText(query, options).folded,
          );
        }
      }),
    );
  });

  it('reads a text built to defeat it in proportion to its length', () => {
    const original = String.prototype.charCodeAt;
    const reads = (length: number): number => {
      const text = 'a'.repeat(length);
      const query = `${'a'.repeat(length / 10)}b`;
      let count = 0;
      String.prototype.charCodeAt = function (this: string, index: number): number {
        count += 1;
        return original.call(this, index);
      };
      try {
        expect(findMatches(text, query, LOOSE)).toEqual([]);
      } finally {
        String.prototype.charCodeAt = original;
      }
      return count;
    };
    const small = reads(2_000);
    expect(small).toBeGreaterThan(2_000);
    expect(reads(20_000)).toBeLessThan(small * 11);
  });
});

describe('createTextSearch', () => {
  it('answers like findMatches, whichever way of comparing came before', () => {
    const search = createTextSearch(seed004);
    for (const query of ['lavrov', 'Lavrov', '"road', 'zelenskyy']) {
      for (const caseSensitive of [true, false]) {
        for (const ignoreQuotesAndAccents of [true, false]) {
          for (const wholeWord of [true, false]) {
            const options = { caseSensitive, ignoreQuotesAndAccents, wholeWord };
            expect(search.find(query, options)).toEqual(findMatches(seed004, query, options));
          }
        }
      }
    }
    expect(search.find('lavrov', LOOSE, 2)).toHaveLength(2);
  });

  it('folds the text once for all queries compared in the same way', () => {
    const original = String.prototype.codePointAt;
    let count = 0;
    String.prototype.codePointAt = function (this: string, index: number): number | undefined {
      if (this.length === seed004.length) count += 1;
      return original.call(this, index);
    };
    try {
      const search = createTextSearch(seed004);
      search.find('lavrov', LOOSE);
      const once = count;
      search.find('road', LOOSE);
      search.find('Trump', LOOSE);
      expect(once).toBeGreaterThan(0);
      expect(count).toBe(once);
    } finally {
      String.prototype.codePointAt = original;
    }
  });
});
