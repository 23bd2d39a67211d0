import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { compareTags, tagHull, type Tag } from './tag.ts';
import { IntervalIndex, type Interval } from './interval-index.ts';
import { spansOverlap, type Span } from '../text/span.ts';

interface Item extends Interval {
  readonly note: string;
}

const item = (id: string, ...fragments: [number, number][]): Item => ({
  id,
  fragments: fragments.map(([start, end]) => ({ start, end })),
  note: '',
});

const ids = (items: Iterable<Interval>): string[] => [...items].map(({ id }) => id);

/** The same answers by looking at every item. */
class NaiveList {
  private items: Item[] = [];
  put(added: Item): void {
    this.remove(added.id);
    this.items.push(added);
    this.items.sort((a, b) => compareTags(a as unknown as Tag, b as unknown as Tag));
  }
  remove(id: string): void {
    this.items = this.items.filter((other) => other.id !== id);
  }
  all(): string[] {
    return ids(this.items);
  }
  covering(offset: number): string[] {
    const length = ({ fragments }: Item): number => {
      const hull = tagHull({ fragments });
      return hull.end - hull.start;
    };
    return ids(
      this.items
        .filter(({ fragments }) => fragments.some((f) => f.start <= offset && offset < f.end))
        .reverse()
        .sort((a, b) => length(a) - length(b)),
    );
  }
  overlapping(span: Span): string[] {
    return ids(this.items.filter((other) => spansOverlap(tagHull(other), span)));
  }
  next(offset: number): string | undefined {
    return this.items.find((other) => tagHull(other).start > offset)?.id;
  }
  previous(offset: number): string | undefined {
    return this.items.findLast((other) => tagHull(other).start < offset)?.id;
  }
}

const LENGTH = 400;
const fragment = fc
  .tuple(fc.nat(LENGTH - 1), fc.integer({ min: 1, max: 60 }))
  .map(([start, length]) => ({ start, end: Math.min(LENGTH, start + length) }));
const anItem = fc.record({
  id: fc.integer({ min: 0, max: 400 }).map((n) => `t${String(n)}`),
  fragments: fc
    .array(fragment, { minLength: 1, maxLength: 3 })
    .map((spans) => spans.toSorted((a, b) => a.start - b.start)),
  note: fc.constant(''),
});
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ put: anItem }) },
  {
    weight: 1,
    arbitrary: fc.record({ remove: fc.integer({ min: 0, max: 400 }).map((n) => `t${String(n)}`) }),
  },
);

describe('interval index', () => {
  it('answers every question like a list that is looked through, whatever was put and removed', () => {
    fc.assert(
      fc.property(
        fc.array(anItem, { maxLength: 300 }),
        fc.array(step, { maxLength: 200 }),
        fc.array(fragment, { minLength: 1, maxLength: 10 }),
        (initial, steps, questions) => {
          const index = new IntervalIndex<Item>(initial);
          const naive = new NaiveList();
          for (const added of initial) naive.put(added);
          for (const change of steps) {
            if ('put' in change) {
              index.put(change.put);
              naive.put(change.put);
            } else {
              index.remove(change.remove);
              naive.remove(change.remove);
            }
          }
          const all = naive.all();
          expect(ids(index)).toEqual(all);
          expect(index.size).toBe(all.length);
          all.forEach((id, rank) => {
            expect(index.at(rank)?.id).toBe(id);
            expect(index.rankOf(id)).toBe(rank);
          });
          for (const span of questions) {
            expect(ids(index.covering(span.start))).toEqual(naive.covering(span.start));
            expect(ids(index.overlapping(span))).toEqual(naive.overlapping(span));
            expect(index.next(span.start)?.id).toBe(naive.next(span.start));
            expect(index.previous(span.start)?.id).toBe(naive.previous(span.start));
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is copied with its order, and the copy changes alone', () => {
    fc.assert(
      fc.property(
        fc.array(anItem, { maxLength: 300 }),
        fc.array(step, { maxLength: 60 }),
        (initial, steps) => {
          const index = new IntervalIndex<Item>(initial);
          const before = [...index];
          const copy = new IntervalIndex<Item>(index);
          const naive = new NaiveList();
          for (const added of initial) naive.put(added);
          for (const change of steps) {
            if ('put' in change) {
              copy.put(change.put);
              naive.put(change.put);
            } else {
              copy.remove(change.remove);
              naive.remove(change.remove);
            }
          }
          expect(ids(copy)).toEqual(naive.all());
          expect(copy.size).toBe(naive.all().length);
          expect([...index]).toEqual(before);
          expect(index.size).toBe(before.length);
          for (const each of before) expect(index.get(each.id)).toBe(each);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('covers by fragment, not by the gap between fragments', () => {
    const index = new IntervalIndex([item('said', [0, 10], [20, 30])]);
    expect(ids(index.covering(9))).toEqual(['said']);
    expect(ids(index.covering(10))).toEqual([]);
    expect(ids(index.covering(20))).toEqual(['said']);
    expect(ids(index.overlapping({ start: 12, end: 14 }))).toEqual(['said']);
  });

  it('names the shortest tag first where several cover a place', () => {
    const index = new IntervalIndex([
      item('outer', [0, 50]),
      item('inner', [5, 9]),
      item('middle', [3, 20]),
    ]);
    expect(ids(index.covering(6))).toEqual(['inner', 'middle', 'outer']);
  });

  it('hands back what a put replaces and what a remove takes out', () => {
    const index = new IntervalIndex<Item>();
    const first = item('a', [0, 5]);
    expect(index.put(first)).toBeUndefined();
    expect(index.put(item('a', [7, 9]))).toBe(first);
    expect(index.size).toBe(1);
    expect(index.remove('a')?.fragments).toEqual([{ start: 7, end: 9 }]);
    expect(index.remove('a')).toBeUndefined();
    expect(index.at(0)).toBeUndefined();
    expect(index.at(-1)).toBeUndefined();
    expect(index.rankOf('a')).toBe(-1);
  });

  it('stays in order through thousands of puts at one end and removals at the other', () => {
    const index = new IntervalIndex<Item>();
    for (let n = 5000; n > 0; n -= 1) index.put(item(`t${String(n)}`, [n, n + 3]));
    for (let n = 5000; n > 4000; n -= 1) index.remove(`t${String(n)}`);
    expect(index.size).toBe(4000);
    expect(index.at(3999)?.id).toBe('t4000');
    expect(ids(index.covering(2000))).toEqual(['t2000', 't1999', 't1998']);
  });
});
