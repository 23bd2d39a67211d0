import { expect, it } from 'vitest';

import { functionWordsOf, keyOf, readWords } from './word-table.ts';

const wordsOf = (text: string): string[] => {
  const { starts, ends } = readWords(text);
  return Array.from(starts, (start, index) => text.slice(start, ends[index]));
};

it.each([
  ['U.S. President Donald Trump', ['U.S.', 'President', 'Donald', 'Trump']],
  ["can’t, it's Lavrov’s", ['can’t', "it's", 'Lavrov’s']],
  ['post-war 1,239.5 in 2022.', ['post', 'war', '1,239.5', 'in', '2022']],
  ['“road to nowhere”.', ['road', 'to', 'nowhere']],
  ['И это — «тупик».', ['И', 'это', 'тупик']],
  ['… — ” ?', []],
  ["rock'n'roll 'quoted' o’ the dogs'", ["rock'n'roll", 'quoted', 'o', 'the', 'dogs']],
  ['I. Vitamin B. Plan B', ['I', 'Vitamin', 'B', 'Plan', 'B']],
  ['a.b.c and x.yz', ['a.b.c', 'and', 'x', 'yz']],
  ['naïve cafés, e\u0301tude Zürich', ['naïve', 'cafés', 'e\u0301tude', 'Zürich']],
  ['5G, B2B, 3.5m, x², №5', ['5', 'G', 'B', '2', 'B', '3.5', 'm', 'x', '²', '5']],
  ['snake_case <b>bold</b> a@b.example', ['snake', 'case', 'b', 'bold', 'b', 'a', 'b', 'example']],
])('reads the words of %s', (text, words) => {
  expect(wordsOf(text)).toEqual(words);
});

it.each(['外交部长表示', 'ロシアは警告した', 'ไม่มีทาง'])(
  'parts %s, which has no spaces, and loses no letter',
  (text) => {
    const words = wordsOf(text);
    expect(words.length).toBeGreaterThan(1);
    expect(words.join('')).toBe(text);
  },
);

it.each([
  ['U.S.', 'us'],
  ['Erdoğan', 'erdogan'],
  ['It’s', "it's"],
  ['МОСКВА', 'москва'],
])('gives %s the key %s', (word, key) => {
  expect(keyOf(word)).toBe(key);
});

it('has about 150 function words, and negations are none of them', () => {
  const words = functionWordsOf('en');
  expect(words.size).toBeGreaterThan(130);
  expect(words.size).toBeLessThan(180);
  for (const word of ['said', 'without', 'your', 'the', 'would']) {
    expect(words.has(word)).toBe(true);
  }
  for (const word of ['not', 'no', 'never', 'cannot']) expect(words.has(word)).toBe(false);
});

it('reads a text of one word repeated in one pass', () => {
  const { ids, vocabulary } = readWords('war '.repeat(100_000));
  expect(ids).toHaveLength(100_000);
  expect(vocabulary).toHaveLength(1);
});
