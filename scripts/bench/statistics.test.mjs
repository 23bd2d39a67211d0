import { describe, expect, it } from 'vitest';

import { median, quantile, summarize } from './statistics.mjs';

describe('numbers out of repeated runs', () => {
  it.each([
    { samples: [3], middle: 3, p95: 3 },
    { samples: [9, 1, 2], middle: 2, p95: 9 },
    { samples: [4, 1, 3, 2], middle: 2.5, p95: 4 },
    { samples: Array.from({ length: 100 }, (_, n) => 100 - n), middle: 50.5, p95: 95 },
  ])('of $samples are $middle in the middle and $p95 at p95', ({ samples, middle, p95 }) => {
    expect(median(samples)).toBe(middle);
    expect(quantile(samples, 0.95)).toBe(p95);
  });

  it('lose the cost of an idle run, and no more than there is', () => {
    expect(summarize([1, 5, 6], 2)).toEqual({ median: 3, p95: 4, n: 3 });
  });
});
