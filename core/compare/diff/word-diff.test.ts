import fc from 'fast-check';
import { expect, it } from 'vitest';

import { wordDiff, type DiffPart } from './word-diff.ts';

const inShort = (parts: readonly DiffPart[]): string =>
  parts
    .map(({ kind, words }) =>
      kind === 'equal' ? words : kind === 'inserted' ? `+[${words}]` : `-[${words}]`,
    )
    .join(' ');

it.each([
  ['“a road to nowhere.”', '“a Road to Nowhere”', '“a Road to Nowhere”'],
  [
    '“rather clumsy attempts to change”',
    '“clumsy and unethical attempts”',
    '-[“rather] “clumsy +[and unethical] attempts” -[to change”]',
  ],
  ['“We agree”', '“We cannot agree”', '“We +[cannot] agree”'],
  ['我们不同意', '我们同意', '我们 -[不] 同意'],
  ['half-baked plan', 'half baked plan', 'half baked plan'],
  ['', 'new words', '+[new words]'],
  ['old words', '', '-[old words]'],
  ['…', '…', '…'],
])('of “%s” and “%s” is %s', (base, rendering, expected) => {
  expect(inShort(wordDiff(base, rendering))).toBe(expected);
});

const words = fc
  .array(fc.constantFrom('the', 'road', 'to', 'nowhere', '“no', 'way”', 'U.S.', '2,000'), {
    maxLength: 12,
  })
  .map((all) => all.join(' '));

it('gives both passages back, the base up to case and marks', () => {
  const plain = (text: string): string =>
    text
      .toLowerCase()
      .replace(/[“”\s]+/gu, ' ')
      .trim();
  fc.assert(
    fc.property(words, words, (base, rendering) => {
      const parts = wordDiff(base, rendering);
      const of = (...kinds: DiffPart['kind'][]): string =>
        parts
          .filter(({ kind }) => kinds.includes(kind))
          .map((part) => part.words)
          .join(' ');
      expect(of('equal', 'inserted')).toBe(rendering);
      expect(plain(of('equal', 'deleted'))).toBe(plain(base));
    }),
  );
});

it('takes passages with too much that differs for other words', () => {
  const many = (letter: string): string =>
    Array.from({ length: 3_000 }, (_, at) => `${letter}${String(at)}`).join(' ');
  expect(wordDiff(many('a'), many('b')).map(({ kind }) => kind)).toEqual(['deleted', 'inserted']);
});
