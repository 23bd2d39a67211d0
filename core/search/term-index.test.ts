import { env } from 'node:process';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { doAtOnce } from '../collections/slices.ts';
import { HOSTILE_SHAPES } from '../text/testing/hostile-shapes.ts';
import { findMatches, type SearchOptions } from '../text/text-search.ts';
import { BadIndex, TermIndex } from './term-index.ts';

/** Texts that are tried; many more in a long run. */
const RUNS = Number(env['FRAMEWISE_FUZZ_RUNS'] ?? 300);

function indexOf(texts: Readonly<Record<string, string>>, limit?: number): TermIndex {
  const index = new TermIndex(limit);
  for (const [id, text] of Object.entries(texts)) index.add(id, text);
  return index;
}

const LOOSELY = { ignoreQuotesAndAccents: true };

function candidatesIn(index: TermIndex, query: string, ids: readonly string[]): string[] {
  return ids.filter(index.candidates(query, LOOSELY));
}

const ROADS = {
  a: 'The road to nowhere.',
  b: 'A railroad.',
  c: 'Nothing of the kind',
  d: '道路無處',
};
const IDS = Object.keys(ROADS);

describe('candidates', () => {
  it.each<[string, string[]]>([
    ['road', ['a', 'b']],
    ['ROAD', ['a', 'b']],
    ['oa', ['a', 'b']],
    [' road', ['a']],
    ['road to', ['a']],
    ['nowhere', ['a']],
    ['nowhere.', ['a']],
    ['e road t', ['a']],
    ['thing', ['c']],
    ['hing o', ['c']],
    ['路無', ['d']],
    ['路處', []],
    ['zzyzx', []],
    ['the zzyzx', []],
    ['§', []],
    ['.', ['a', 'b']],
    ['', IDS],
    [' ', IDS],
  ])('for %j are %j', (query, expected) => {
    expect(candidatesIn(indexOf(ROADS), query, IDS)).toEqual(expected);
  });

  it('are all articles that are not in the index', () => {
    expect(candidatesIn(indexOf(ROADS), 'zzyzx', ['a', 'x'])).toEqual(['x']);
  });

  it('are found among more terms than are looked through at once, and among those that came after', () => {
    const words = Array.from({ length: 9_000 }, (_, n) => `w${String(n)}x`);
    const index = indexOf({ a: words.slice(0, 5_000).join(' ') });
    expect(candidatesIn(index, 'w8999', ['a'])).toEqual([]);
    index.add('b', words.slice(5_000).join(' '));
    for (const word of words.filter((_, n) => n % 97 === 0)) {
      const expected = [Number(word.slice(1, -1)) < 5_000 ? 'a' : 'b'];
      expect(candidatesIn(index, ` ${word} `, ['a', 'b'])).toEqual(expected);
      expect(candidatesIn(index, `${word} `, ['a', 'b'])).toEqual(expected);
      expect(candidatesIn(index, ` ${word}`, ['a', 'b'])).toEqual(expected);
    }
  });
});

/** Texts and queries that have much in common, in every way in which characters count as the same. */
const pieces = fc.constantFrom(
  ...[
    'a',
    'A',
    'á',
    'a\u0301',
    'b',
    'ß',
    'ss',
    'ŉ',
    'ᾳ',
    'α',
    'ι',
    '\u0345',
    'n',
    'İ',
    'i',
    'Σ',
    'ς',
    '…',
    '.',
    '’',
    "'",
    '`',
    'ʼ',
  ],
  ...[
    ' ',
    '\n',
    '\u00a0',
    '\u00ad',
    '\u200b',
    '\u200d',
    '👩\u200d👧',
    '👧',
    '習',
    '近',
    '平',
    'ー',
    'ス',
    'ไ',
    'ท',
  ],
  ...[
    '𐐀',
    '𐐨',
    '𝒜',
    'हि',
    '\ufe0f',
    '_',
    '1',
    '-',
    '—',
    '"',
    '“',
    '\u0301',
    'a'.repeat(40),
    'ab'.repeat(33),
  ],
);
const anyText = (maxLength: number): fc.Arbitrary<string> =>
  fc.array(pieces, { maxLength }).map((all) => all.join(''));

describe('an article that is left out', () => {
  const options = fc.record({
    caseSensitive: fc.boolean(),
    wholeWord: fc.boolean(),
    ignoreQuotesAndAccents: fc.boolean(),
  });
  const isKept = (text: string, query: string, how: SearchOptions): boolean => {
    const index = indexOf({ other: 'and more', a: text });
    const again = doAtOnce(TermIndex.of(doAtOnce(index.keeping((id) => id === 'a')).parts));
    return index.candidates(query, how)('a') && again.candidates(query, how)('a');
  };

  it('has nothing that the search would find, whatever is searched for in whichever way', () => {
    fc.assert(
      fc.property(anyText(30), anyText(5), options, (text, query, how) => {
        if (findMatches(text, query, how, 1).length > 0)
          expect(isKept(text, query, how)).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });

  it('has none of the parts of its text, put in another way', () => {
    const shapes = fc.constantFrom(...Object.values(HOSTILE_SHAPES));
    const texts = fc.oneof(
      anyText(60),
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.tuple(shapes, fc.nat(200)).map(([shape, length]) => shape(length)),
    );
    const ways = fc.constantFrom<(part: string) => string>(
      (part) => part,
      (part) => part.toUpperCase(),
      (part) => part.toLowerCase(),
      (part) => part.normalize('NFD'),
      (part) => part.normalize('NFC'),
      (part) => Array.from(part).join('\u00ad'),
    );
    let found = 0;
    fc.assert(
      fc.property(texts, fc.nat(), fc.nat(90), ways, options, (text, at, length, way, how) => {
        fc.pre(text.isWellFormed());
        const from = text === '' ? 0 : at % text.length;
        const query = way(text.slice(from, from + length));
        if (findMatches(text, query, how, 1).length === 0) return;
        found += 1;
        expect(isKept(text, query, how)).toBe(true);
      }),
      { numRuns: RUNS },
    );
    expect(found).toBeGreaterThan(RUNS / 10);
  });
});

describe('what an index holds', () => {
  it('leaves with the articles that are not kept, their words too', () => {
    const index = doAtOnce(indexOf(ROADS).keeping((id) => id !== 'a'));
    expect(index.has('a')).toBe(false);
    expect(index.parts.terms).not.toContain('nowhere');
    expect(candidatesIn(index, 'rail', ['b', 'c', 'd'])).toEqual(['b']);
    expect(candidatesIn(index, '路', ['b', 'c', 'd'])).toEqual(['d']);
  });

  it('is bounded: an article for which there is no room is searched like one that is not there', () => {
    const index = new TermIndex(2_000);
    expect(index.add('a', 'one two three')).toBe(true);
    expect(index.add('b', Array.from({ length: 1_000 }, (_, n) => `w${String(n)}`).join(' '))).toBe(
      false,
    );
    expect(candidatesIn(index, 'zzyzx', ['a', 'b'])).toEqual(['b']);
    expect(index.add('c', 'one two')).toBe(true);
  });

  it.each([
    ['a term twice', { terms: ['a', 'a'], articles: new Map() }],
    ['a term on two lines', { terms: ['a\nb'], articles: new Map() }],
    ['a number that no term has', { terms: ['a'], articles: new Map([['x', Uint8Array.of(1)]]) }],
    ['numbers cut off', { terms: ['a'], articles: new Map([['x', Uint8Array.of(0x80)]]) }],
    [
      'a number beyond all',
      { terms: ['a'], articles: new Map([['x', new Uint8Array(40).fill(0xff)]]) },
    ],
  ])('is not taken from parts with %s', (_, parts) => {
    expect(() => doAtOnce(TermIndex.of(parts))).toThrow(BadIndex);
  });
});
