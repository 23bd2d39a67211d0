import { describe, expect, it } from 'vitest';

import { notMeasured } from '../../measures/figure.ts';
import { binDistances, decimals, shadeOf } from './plots.ts';

describe('binDistances', () => {
  it('has the items of every distance once, without its sign, in the bin that it belongs to', () => {
    const distances = [-200, -101, -100, -5, -1, 0, 1, 2, 3, 6, 10, 11, 20, 21, 50, 51];
    const none = notMeasured('noTags');
    const distribution = distances.map((distance) => ({ distance, items: [distance] }));
    expect(binDistances({ meanSigned: none, mean: none, median: none, distribution })).toEqual([
      [0],
      [-1, 1],
      [2],
      [-5, 3],
      [6, 10],
      [11, 20],
      [21, 50],
      [-100, 51],
      [-200, -101],
    ]);
  });
});

describe('decimals', () => {
  it.each([
    [0.714, '0.71'],
    [-0.2, '−0.20'],
    [-0.001, '0.00'],
    [null, '–'],
  ])('%j is %s', (value, text) => {
    expect(decimals(value)).toBe(text);
  });
});

describe('shadeOf', () => {
  it.each([
    [null, 's0'],
    [-1, 's0'],
    [0.19, 's0'],
    [0.2, 's1'],
    [0.79, 's3'],
    [0.8, 's4'],
    [1, 's4'],
  ])('%j is %s', (value, shade) => {
    expect(shadeOf(value)).toBe(shade);
  });
});
