import fc from 'fast-check';
import { expect, it } from 'vitest';

import { eventOf } from '../testing/event.ts';
import { gold, sampleEvent } from '../testing/samples.ts';
import { findRuns } from './runs.ts';
import { findSharedPassages } from './shared-passages.ts';

it('finds the fifteen runs of the samples with their places and kinds', () => {
  const { passages } = findSharedPassages(sampleEvent());
  const sideOf = ({ article, span, wordsInMarks }: (typeof passages)[number]['a']) => ({
    article: gold.articles[article]?.id,
    ...span,
    wordsInMarks,
  });
  expect(
    passages.map(({ words, a, b, kind }) => ({ words, a: sideOf(a), b: sideOf(b), kind })),
  ).toEqual(gold.sharedPassages.map(({ words, a, b, kind }) => ({ words, a, b, kind })));
});

it('counts what two samples share outside quotations', () => {
  const { passages } = findSharedPassages(sampleEvent());
  const both = passages.filter(({ a, b }) => a.article === 2 && b.article === 4);
  expect(both.reduce((sum, { words }) => sum + words, 0)).toBe(80);
  expect(both.reduce((sum, { words, a }) => sum + words - a.wordsInMarks, 0)).toBe(25);
});

const SHARED =
  'the border crossing stayed closed while engineers searched the damaged bridge for mines';

it('calls ten words of prose common text, and counts each word once', () => {
  const { passages, shares } = findSharedPassages(
    eventOf(`On Monday ${SHARED}.`, `Police said ${SHARED}!`, `Later ${SHARED}`),
  );
  expect(passages.map(({ words, kind, isCommonText }) => [words, kind, isCommonText])).toEqual(
    Array.from({ length: 3 }, () => [13, 'prose', true]),
  );
  expect(shares.map(({ words, commonText }) => [words, commonText])).toEqual([
    [15, 13],
    [15, 13],
    [14, 13],
  ]);
});

it('calls fewer words of prose nothing, unless they are links of a chain', () => {
  const short = 'engineers searched the damaged bridge for mines';
  expect(findSharedPassages(eventOf(`Then ${short}`, `Now ${short}`)).passages).toMatchObject([
    { words: 7, kind: 'prose', isCommonText: false },
  ]);
  const chain = findSharedPassages(
    eventOf(
      `Then ${short} today while police kept the road closed`,
      `Now ${short} again while police kept the road closed`,
    ),
  );
  expect(chain.passages).toMatchObject([{ words: 7, isCommonText: true }]);
  expect(chain.shares[0]?.commonText).toBe(13);
});

it('knows words in marks on one side', () => {
  const { passages } = findSharedPassages(eventOf(`He said “${SHARED}”`, `He said ${SHARED}`));
  expect(passages).toMatchObject([
    { kind: 'one-side', a: { wordsInMarks: 13 }, b: { wordsInMarks: 0 } },
  ]);
});

it('leaves out what stands around articles', () => {
  const page = 'Your email address will not be published. Required fields are marked *';
  expect(findSharedPassages(eventOf(`One.\n${page}`, `Two.\n${page}`)).passages).toEqual([]);
});

const word = fc.constantFrom('a', 'b', 'c');
const text = fc.array(word, { maxLength: 40 }).map((words) => words.join(' '));

it('finds every longest sequence of five words and more, as trying all places does', () => {
  fc.assert(
    fc.property(text, text, (first, second) => {
      const event = eventOf(first, second);
      const [a = [], b = []] = event.words.keys.map((keys) => [...keys]);
      const all: number[][] = [];
      for (let p = 0; p < a.length; p += 1) {
        for (let q = 0; q < b.length; q += 1) {
          if (p > 0 && q > 0 && a[p - 1] === b[q - 1]) continue;
          let length = 0;
          while (p + length < a.length && q + length < b.length && a[p + length] === b[q + length])
            length += 1;
          if (length >= 5) all.push([p, q, length]);
        }
      }
      expect(
        findRuns(event).runs.map(({ fromA, fromB, length }) => [fromA, fromB, length]),
      ).toEqual(all);
    }),
    { numRuns: 60 },
  );
});

it('stays bounded where one shingle is in every article, and says that it left some out', () => {
  const event = eventOf(...Array.from({ length: 3 }, () => 'war '.repeat(5_000)));
  expect(findSharedPassages(event)).toMatchObject({ passages: [], isCut: true });
});
