import { describe, expect, it } from 'vitest';

import { sha256, sha256OfLarge } from './sums.ts';

describe('the sum of what may be large', () => {
  it.each([0, 1, 4 * 1024 * 1024, 9_000_000])(
    'of %i bytes is the same as at once',
    async (size) => {
      const data = Buffer.alloc(size, 'framewise');
      expect(await sha256OfLarge(data)).toBe(sha256(data));
    },
  );

  it('lets other work go on meanwhile', async () => {
    let turns = 0;
    const count = (): void => {
      turns += 1;
      if (turns < 1000) setImmediate(count);
    };
    setImmediate(count);
    await sha256OfLarge(Buffer.alloc(30_000_000));
    expect(turns).toBeGreaterThan(3);
    turns = 1000;
  });
});
