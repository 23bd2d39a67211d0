import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { measurePages, sharesOf, sumOf } from './testing/accuracy.ts';

const measured = measurePages(path.join(import.meta.dirname, '..', 'testing', 'pages'));

describe('the made pages', () => {
  it('are at least 25, and of different build', () => {
    expect(measured.length).toBeGreaterThanOrEqual(25);
  });

  it.each(measured)('$page: keeps the article and little else', ({ ours }) => {
    const { kept, foreign } = sharesOf(ours);
    expect(kept).toBeGreaterThanOrEqual(0.97);
    expect(foreign).toBeLessThanOrEqual(0.03);
  });

  it('are read better than Readability alone reads them', () => {
    const ours = sharesOf(sumOf(measured.map((each) => each.ours)));
    const readability = sharesOf(sumOf(measured.map((each) => each.readability)));
    expect(ours.kept).toBeGreaterThan(readability.kept);
    expect(ours.foreign).toBeLessThan(readability.foreign);
  });
});
