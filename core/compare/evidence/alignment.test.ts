import fc from 'fast-check';
import { expect, it } from 'vitest';

import { AlignmentSpace } from './alignment.ts';

const WEIGHTS = Float64Array.from([1, 0.5, 0.1, 0.05, 0.7]);
const words = fc.array(fc.nat(WEIGHTS.length - 1), { maxLength: 9 });

const sideOf = (stems: readonly number[], seam = stems.length) => ({
  stems: Uint32Array.from(stems),
  seam,
});

/** The greatest sum of any common subsequence, by trying all of them. */
function greatest(a: readonly number[], b: readonly number[]): number {
  const [first, ...rest] = a;
  if (first === undefined) return 0;
  const at = b.indexOf(first);
  const without = greatest(rest, b);
  if (at < 0) return without;
  return Math.max(without, (WEIGHTS[first] ?? 0) + greatest(rest, b.slice(at + 1)));
}

it('finds the greatest sum of words in common order, and words that make it up', () => {
  const space = new AlignmentSpace(WEIGHTS);
  fc.assert(
    fc.property(words, words, (a, b) => {
      const { mass, pairs, run } = space.align(sideOf(a), sideOf(b));
      expect(mass).toBeCloseTo(greatest(a, b));
      let sum = 0;
      for (let at = 0; at < pairs.length; at += 2) {
        const [inA = -1, inB = -1] = pairs.slice(at, at + 2);
        expect(a[inA]).toBe(b[inB]);
        sum += WEIGHTS[a[inA] ?? -1] ?? 0;
        if (at > 0) {
          expect(inA).toBeGreaterThan(pairs[at - 2] ?? 0);
          expect(inB).toBeGreaterThan(pairs[at - 1] ?? 0);
        }
      }
      expect(sum).toBeCloseTo(mass);
      expect(run).toBeLessThanOrEqual(pairs.length / 2);
    }),
  );
});

it('counts no stretch over what was left out of a long quotation', () => {
  const space = new AlignmentSpace(WEIGHTS);
  expect(space.align(sideOf([0, 1, 2, 4]), sideOf([0, 1, 2, 4])).run).toBe(4);
  expect(space.align(sideOf([0, 1, 2, 4], 3), sideOf([0, 1, 2, 4])).run).toBe(3);
});
