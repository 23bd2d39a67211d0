import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { IdMap } from './id-map.ts';
import { compareText } from './order.ts';

interface Item {
  readonly id: string;
  readonly value: number;
}

const id = fc.oneof(
  fc.uuid({ version: [4, 5] }),
  fc.constantFrom('00-a', '00-b', 'ff-a', 'no-hex', ''),
);
const operation = fc.oneof(
  fc.record({ type: fc.constant('with' as const), id, value: fc.nat() }),
  fc.record({ type: fc.constant('without' as const), id }),
);

function contents(items: Iterable<Item>): Item[] {
  return [...items].sort((a, b) => compareText(a.id, b.id));
}

describe('IdMap', () => {
  it('behaves as a Map does, never changes once it is made, and goes through the same items alike', () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 60 }), (operations) => {
        const model = new Map<string, Item>();
        let map = IdMap.empty<Item>();
        for (const each of operations) {
          const before = contents(map);
          const old = map;
          if (each.type === 'with') {
            const item = { id: each.id, value: each.value };
            model.set(item.id, item);
            map = map.with(item);
          } else {
            model.delete(each.id);
            map = map.without(each.id);
          }
          expect(contents(old)).toEqual(before);
          expect(map.size).toBe(model.size);
          expect(map.get(each.id)).toEqual(model.get(each.id));
          expect(map.has(each.id)).toBe(model.has(each.id));
        }
        expect(contents(map)).toEqual(contents(model.values()));
        expect([...IdMap.from(model.values())]).toEqual([...map]);
      }),
    );
  });

  it('keeps the last of several items with one id', () => {
    const map = IdMap.from([
      { id: '00', value: 1 },
      { id: '00', value: 2 },
    ]);
    expect([...map]).toEqual([{ id: '00', value: 2 }]);
    expect(map.size).toBe(1);
  });

  it('is the same map when there is nothing to remove', () => {
    const map = IdMap.from([{ id: '00', value: 1 }]);
    expect(map.without('01')).toBe(map);
  });
});
