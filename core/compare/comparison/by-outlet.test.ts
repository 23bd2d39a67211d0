import { describe, expect, it } from 'vitest';

import { articleOf, inputOf } from '../testing/compared.ts';
import { countIn, outletColumns, perThousand } from './by-outlet.ts';
import { compareEvent } from './compare-event.ts';

const ARTICLES = [
  articleOf('One two three four five.', { outlet: 'A', title: 'First' }),
  articleOf('One two three.', { outlet: null, title: 'Second' }),
  articleOf('One two three four.', { outlet: 'A', title: 'Third' }),
  articleOf('One.', { outlet: null, title: 'Fourth' }),
];

describe('the columns of an event', () => {
  const columns = outletColumns(compareEvent(inputOf(ARTICLES)).articles);

  it('put the articles of an outlet together, and leave those of no outlet apart', () => {
    expect(
      columns.map(({ outlet, title, articles, words }) => [outlet, title, articles, words]),
    ).toEqual([
      ['A', '2 articles', [0, 2], 9],
      [null, 'Second', [1], 3],
      [null, 'Fourth', [3], 1],
    ]);
  });

  it('count the tags of all their articles', () => {
    expect(columns.map((column) => countIn([1, 2, 3, 4], column))).toEqual([4, 2, 4]);
  });
});

describe('how often in 1,000 words', () => {
  it.each<[string, number, number, string]>([
    ['of the words of the article', 15, 3, '200.0'],
    ['of those of another one', 6, 3, '500.0'],
    ['is 0 where there is none', 6, 0, '0.0'],
    ['is not known of an article without words', 0, 3, '–'],
  ])('%s', (_, words, count, expected) => {
    expect(perThousand(count, { words })).toBe(expected);
  });
});
