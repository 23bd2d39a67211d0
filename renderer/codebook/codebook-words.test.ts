import { describe, expect, it } from 'vitest';

import {
  isUnused,
  lossInWords,
  mergeInWords,
  namesOf,
  orphansInWords,
  othersInWords,
  recategorizedInWords,
  setAsideInWords,
  tagsInWords,
} from './codebook-words.ts';

const use = (own: number, articles: number, others: number) => ({ own, articles, others });

describe('what a change of the codebook means for tags', () => {
  it.each([
    [use(0, 0, 0), true],
    [use(1, 1, 0), false],
    [use(0, 0, 1), false],
  ])('%o is unused: %s', (used, expected) => {
    expect(isUnused(used)).toBe(expected);
  });

  it.each([
    [use(0, 0, 0), 'not used'],
    [use(1, 1, 0), '1 tag'],
    [use(12, 3, 4), '12 tags, 4 of others'],
    [use(0, 0, 2), '2 tags of others'],
  ])('%o is counted as “%s”', (used, words) => {
    expect(tagsInWords(used)).toBe(words);
  });

  it.each([
    [use(0, 0, 0), 'One undo step.'],
    [
      use(1, 1, 0),
      '1 tag in 1 article loses this value, which stays with it, set aside. One undo step.',
    ],
    [
      use(3, 2, 1),
      '3 tags in 2 articles lose this value, which stays with them, set aside. 1 tag of others stays as it is. One undo step.',
    ],
  ])('the loss of a value by %o is “%s”', (used, words) => {
    expect(lossInWords(used, 'value')).toBe(words);
  });

  it.each([
    [use(1, 1, 0), '1 tag in 1 article gets the other value. One undo step.'],
    [
      use(2, 1, 2),
      '2 tags in 1 article get the other value. 2 tags of others stay as they are. One undo step.',
    ],
  ])('a merge with %o is “%s”', (used, words) => {
    expect(mergeInWords(used)).toBe(words);
  });

  it.each([
    [use(0, 0, 5), 'None of your tags has this category.'],
    [use(1, 1, 0), '1 tag in 1 article becomes'],
    [use(2, 2, 0), '2 tags in 2 articles become'],
  ])('a category that goes from %o is “%s”', (used, words) => {
    expect(recategorizedInWords(used)).toBe(words);
  });

  it('says nothing of others who have no such tags', () => {
    expect(othersInWords(0)).toBe('');
  });

  it.each([
    [[], 'No tag has them.'],
    [[{ label: 'A', ...use(0, 0, 0) }], 'No tag has them.'],
    [[{ label: 'A', ...use(2, 1, 0) }], /^2 tags of yours would be without a category/u],
    [
      [
        { label: 'A', ...use(1, 1, 1) },
        { label: 'B', ...use(1, 1, 2) },
      ],
      /^2 tags of yours and 3 tags of others would be/u,
    ],
  ])('what removed categories leave behind is told: %#', (removed, words) => {
    expect(orphansInWords(removed)).toMatch(words);
  });

  it.each([
    [[], 'None of your tags uses them.'],
    [[{ path: 'a', own: 1 }], '1 value of your tags is set aside; nothing is lost.'],
    [
      [
        { path: 'a', own: 1 },
        { path: 'b', own: 2 },
      ],
      '3 values of your tags are set aside; nothing is lost.',
    ],
  ])('values that are set aside are counted: %#', (removed, words) => {
    expect(setAsideInWords(removed)).toBe(words);
  });
});

it.each([
  ['', []],
  [' , ,', []],
  ['one', ['one']],
  [' one, two ,,three', ['one', 'two', 'three']],
  ['1,2,3,4', ['1', '2', '3']],
])('reads “%s” as a list of at most three names', (list, names) => {
  expect(namesOf(list, 3)).toEqual(names);
});
