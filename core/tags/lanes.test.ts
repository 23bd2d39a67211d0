import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { tagHull } from './tag.ts';
import { IntervalIndex } from './interval-index.ts';
import { LANE_COUNT, Lanes, OVERFLOW_LANE, type Laned } from './lanes.ts';
import { spansOverlap, type Span } from '../text/span.ts';

const tag = (id: string, category: string, start: number, end: number): Laned => ({
  id,
  category,
  fragments: [{ start, end }],
});

const aTag = fc
  .tuple(
    fc.nat(60),
    fc.constantFrom('quote', 'claim', 'framing'),
    fc.nat(300),
    fc.integer({ min: 1, max: 80 }),
  )
  .map(([id, category, start, length]) => tag(`t${String(id)}`, category, start, start + length));
const aBatch = fc.array(
  fc.oneof(
    fc.record({ put: aTag }),
    fc.record({ remove: fc.nat(60).map((id) => `t${String(id)}`) }),
  ),
  { minLength: 1, maxLength: 4 },
);

const lanesOf = (index: IntervalIndex<Laned>, lanes: Lanes<Laned>): Record<string, string> =>
  Object.fromEntries(
    [...index].map(({ id }) => [id, `${String(lanes.laneOf(id))} ${String(lanes.isCrowded(id))}`]),
  );

describe('lanes', () => {
  it('never puts two overlapping tags of one category in the same painted lane (bad input 37)', () => {
    fc.assert(
      fc.property(fc.array(aTag, { maxLength: 80 }), (tags) => {
        const index = new IntervalIndex(tags);
        const lanes = new Lanes(index);
        const all = [...index];
        for (const a of all) {
          for (const b of all) {
            if (a === b || a.category !== b.category || !spansOverlap(tagHull(a), tagHull(b)))
              continue;
            if (lanes.laneOf(a.id) === OVERFLOW_LANE) continue;
            expect(lanes.laneOf(a.id)).not.toBe(lanes.laneOf(b.id));
          }
        }
      }),
    );
  });

  it('leaves a tag unpainted only where four of its category already overlap it', () => {
    fc.assert(
      fc.property(fc.array(aTag, { maxLength: 80 }), (tags) => {
        const index = new IntervalIndex(tags);
        const lanes = new Lanes(index);
        for (const one of index) {
          if (lanes.laneOf(one.id) !== OVERFLOW_LANE) continue;
          const rivals = index
            .overlapping({ start: tagHull(one).start, end: tagHull(one).start + 1 })
            .filter(({ id, category }) => id !== one.id && category === one.category);
          expect(rivals.length).toBeGreaterThanOrEqual(LANE_COUNT);
        }
      }),
    );
  });

  it('comes out after any changes as if all tags had been coloured anew, and names what changed', () => {
    fc.assert(
      fc.property(
        fc.array(aTag, { maxLength: 60 }),
        fc.array(aBatch, { maxLength: 25 }),
        (initial, batches) => {
          const index = new IntervalIndex(initial);
          const lanes = new Lanes(index);
          for (const batch of batches) {
            const before = lanesOf(index, lanes);
            const hulls: Span[] = [];
            const removed: string[] = [];
            for (const change of batch) {
              const old = 'put' in change ? index.put(change.put) : index.remove(change.remove);
              if (old) hulls.push(tagHull(old));
              if ('put' in change) hulls.push(tagHull(change.put));
              else removed.push(change.remove);
            }
            const gone = removed.filter((id) => !index.has(id));
            const changed = lanes.update(hulls, gone);
            const after = lanesOf(index, lanes);
            expect(after).toEqual(lanesOf(index, new Lanes(index)));
            for (const [id, lane] of Object.entries(after)) {
              if (before[id] !== lane) expect(changed).toContain(id);
            }
          }
        },
      ),
    );
  });

  it('leaves at most four tags uncrowded over any one place (bad input 38)', () => {
    fc.assert(
      fc.property(fc.array(aTag, { maxLength: 80 }), fc.nat(300), (tags, offset) => {
        const index = new IntervalIndex(tags);
        const lanes = new Lanes(index);
        const free = index
          .overlapping({ start: offset, end: offset + 1 })
          .filter(({ id }) => !lanes.isCrowded(id));
        expect(free.length).toBeLessThanOrEqual(LANE_COUNT);
      }),
    );
  });

  const cases: { name: string; tags: Laned[]; expected: number[] }[] = [
    {
      name: 'gives tags that only touch the lane nearest the text',
      tags: [tag('a', 'quote', 0, 5), tag('b', 'quote', 5, 9)],
      expected: [0, 0],
    },
    {
      name: 'keeps lines of different categories apart as long as there is a free lane',
      tags: [tag('a', 'quote', 0, 9), tag('b', 'claim', 1, 8), tag('c', 'framing', 2, 7)],
      expected: [0, 1, 2],
    },
    {
      name: 'lets another category share a place when four lanes are taken',
      tags: [
        ...[0, 1, 2, 3].map((n) => tag(`a${String(n)}`, 'quote', n, 20)),
        tag('b', 'claim', 4, 20),
      ],
      expected: [0, 1, 2, 3, 0],
    },
    {
      name: 'leaves the fifth of one category to the margin',
      tags: [0, 1, 2, 3, 4].map((n) => tag(`a${String(n)}`, 'quote', n, 20)),
      expected: [0, 1, 2, 3, OVERFLOW_LANE],
    },
  ];
  it.each(cases)('$name', ({ tags, expected }) => {
    const index = new IntervalIndex(tags);
    const lanes = new Lanes(index);
    expect(tags.map(({ id }) => lanes.laneOf(id))).toEqual(expected);
  });

  it('does not look at tags beyond the neighbourhood of a change', () => {
    const index = new IntervalIndex(
      Array.from({ length: 1000 }, (_, n) => tag(`t${String(n)}`, 'quote', n * 10, n * 10 + 5)),
    );
    const lanes = new Lanes(index);
    index.put(tag('new', 'quote', 5000, 5003));
    expect(lanes.update([{ start: 5000, end: 5003 }], [])).toEqual(['new']);
    expect(lanes.laneOf('new')).toBe(1);
  });
});
