import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Tag } from '#core/tags/tag.ts';

import { placeBars, type BarTag } from './margin-bars.ts';

const bar = (id: string, top: number, bottom: number): BarTag => ({
  tag: { id } as Tag,
  category: {
    id: 'quote',
    label: 'Quote',
    letter: 'Q',
    line: 'solid',
    color: { light: '#000000', dark: '#ffffff' },
  },
  label: id,
  owner: '',
  top,
  bottom,
  selected: false,
});

const manyBars = fc
  .array(fc.tuple(fc.nat(600), fc.integer({ min: 1, max: 200 })), { maxLength: 60 })
  .map((extents) =>
    extents
      .sort((a, b) => a[0] - b[0])
      .map(([top, height], n) => bar(`t${String(n)}`, top, top + height)),
  );

describe('margin bars', () => {
  it('never overlap in one column, and every tag is either shown or counted', () => {
    fc.assert(
      fc.property(manyBars, fc.dictionary(fc.string(), fc.nat(3)), (bars, remembered) => {
        const { placed, hidden } = placeBars(bars, new Map(Object.entries(remembered)));
        for (const a of placed) {
          for (const b of placed) {
            if (a === b || a.column !== b.column) continue;
            const apart =
              Math.max(a.bar.bottom, a.bar.top + 24) <= b.bar.top ||
              Math.max(b.bar.bottom, b.bar.top + 24) <= a.bar.top;
            expect(apart).toBe(true);
          }
        }
        const all = [...placed.map((each) => each.bar.tag.id), ...hidden.flatMap(({ ids }) => ids)];
        expect(all.toSorted()).toEqual(bars.map(({ tag }) => tag.id).toSorted());
      }),
    );
  });

  it('keep their column while they stay in view', () => {
    const first = placeBars([bar('a', 0, 100), bar('b', 10, 60)], new Map());
    expect(first.placed.map(({ column }) => column)).toEqual([0, 1]);
    const columns = new Map(first.placed.map((each) => [each.bar.tag.id, each.column]));
    const second = placeBars([bar('b', 10, 60)], columns);
    expect(second.placed.map(({ column }) => column)).toEqual([1]);
  });

  it('of one’s own are nearest to the text, whoever else has tagged there', () => {
    const own = bar('own', 10, 60);
    const { placed } = placeBars([own, { ...bar('theirs', 0, 100), owner: 'AB' }], new Map());
    expect(placed.map(({ bar: { tag }, column }) => [tag.id, column])).toEqual([
      ['own', 0],
      ['theirs', 1],
    ]);
    // Also where somebody else's came into view first.
    const later = placeBars(
      [own, { ...bar('theirs', 0, 100), owner: 'AB' }],
      new Map([['theirs', 0]]),
    );
    expect(later.placed.map(({ bar: { tag }, column }) => [tag.id, column])).toEqual([
      ['own', 0],
      ['theirs', 1],
    ]);
  });

  it('are counted together where more than four stand side by side', () => {
    const bars = [1, 2, 3, 4, 5, 6].map((n) => bar(`t${String(n)}`, n, 300));
    const { placed, hidden } = placeBars([...bars, bar('far', 400, 430)], new Map());
    expect(placed).toHaveLength(5);
    expect(hidden.map(({ ids }) => ids)).toEqual([['t5', 't6']]);
  });
});
