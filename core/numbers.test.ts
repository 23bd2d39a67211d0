import { describe, expect, it } from 'vitest';

import { countOf, grouped, tooLarge } from './numbers.ts';

describe('numbers in sentences', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [-999, '-999'],
    [0.5, '0.5'],
    [1_234.5, '1,234.5'],
    [1_000, '1,000'],
    [1_234_567, '1,234,567'],
  ])('sets the thousands of %s apart', (n, words) => {
    expect(grouped(n)).toBe(words);
  });

  it.each([
    [countOf(1, 'tag'), '1 tag'],
    [countOf(0, 'tag'), '0 tags'],
    [countOf(12_345, 'tag'), '12,345 tags'],
    [countOf(1, 'match', 'matches'), '1 match'],
    [countOf(2, 'match', 'matches'), '2 matches'],
  ])('counts %s', (counted, words) => {
    expect(counted).toBe(words);
  });

  it('rounds a size over the limit up', () => {
    expect(tooLarge(50 * 1024 * 1024 + 1, 50 * 1024 * 1024)).toBe(
      'This file is 51 MB; the limit is 50 MB.',
    );
  });
});
