import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';

import {
  CATEGORY_COLOURS,
  contrastRatio,
  isLegible,
  LEAST_CONTRAST,
  legibleColour,
  worstContrast,
} from './colours.ts';

const colour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, '0')}`);
const mode = fc.constantFrom('light' as const, 'dark' as const);

describe('contrastRatio', () => {
  test.each([
    ['#000000', '#ffffff', 21],
    ['#777777', '#777777', 1],
    ['#0072B2', '#FDFDFB', 5.1],
    ['#B34700', '#FDFDFB', 5.4],
    ['#007A5A', '#FDFDFB', 5.2],
    ['#A0447F', '#FDFDFB', 5.7],
    ['#6B6B6B', '#FDFDFB', 5.2],
    ['#56B4E9', '#16181B', 7.7],
    ['#F0A35E', '#16181B', 8.6],
    ['#35C79A', '#16181B', 8.3],
    ['#E39AC6', '#16181B', 8.2],
    ['#A3A3A3', '#16181B', 7.1],
    // Too faint as a thin line on a light page.
    ['#E69F00', '#FDFDFB', 2.2],
    ['#56B4E9', '#FDFDFB', 2.3],
    ['#F0E442', '#FDFDFB', 1.3],
  ])('of %s and %s is %d, whichever comes first', (a, b, ratio) => {
    expect(contrastRatio(a, b)).toBeCloseTo(ratio, 0.5);
    expect(Math.abs(contrastRatio(a, b) - ratio)).toBeLessThan(0.06);
    expect(contrastRatio(b, a)).toBe(contrastRatio(a, b));
  });
});

it('offers only colours that are seen in every theme', () => {
  for (const { light, dark } of CATEGORY_COLOURS) {
    expect([light, worstContrast(light, 'light').ratio >= 4]).toEqual([light, true]);
    expect([dark, worstContrast(dark, 'dark').ratio >= 4]).toEqual([dark, true]);
  }
});

describe('legibleColour', () => {
  it('makes every colour one that is seen on all pages', () => {
    fc.assert(
      fc.property(colour, mode, (given, where) => {
        const made = legibleColour(given, where);
        expect(made).toMatch(/^#[0-9a-f]{6}$/u);
        expect(worstContrast(made, where).ratio).toBeGreaterThanOrEqual(LEAST_CONTRAST);
      }),
    );
  });

  it('leaves a colour alone that is seen already', () => {
    fc.assert(
      fc.property(colour, mode, (given, where) => {
        fc.pre(isLegible(given, where));
        expect(legibleColour(given, where)).toBe(given);
      }),
    );
  });
});
