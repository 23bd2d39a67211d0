import { describe, expect, it } from 'vitest';

import { IdMap } from './id-map.ts';
import { KeyedSteps, type Collections } from './steps.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}
interface Held {
  readonly people: Named;
  readonly events: Named;
}
type Step =
  | { readonly op: 'put-person' | 'put-event'; readonly item: Named }
  | { readonly op: 'remove-person' | 'remove-event'; readonly id: string };

const steps = new KeyedSteps<Held, Step, string>({
  people: {
    put: (item) => ({ op: 'put-person', item }),
    remove: (id) => ({ op: 'remove-person', id }),
    missing: (id) => `no person ${id}`,
  },
  events: {
    put: (item) => ({ op: 'put-event', item }),
    remove: (id) => ({ op: 'remove-event', id }),
    missing: (id) => `no event ${id}`,
  },
});

const anna = { id: 'a1', name: 'Anna' };
const renamed = { id: 'a1', name: 'Anne' };
const empty: Collections<Held> & { readonly title: string } = {
  title: 'kept',
  people: IdMap.empty(),
  events: IdMap.empty(),
};
const withAnna = { ...empty, people: IdMap.from([anna]) };

describe('the steps of a keyed collection', () => {
  it('put an item that is new, and undo it by removing', () => {
    const { document, inverse } = steps.put(empty, 'people', anna);
    expect([...document.people]).toEqual([anna]);
    expect([...document.events]).toEqual([]);
    expect(document.title).toBe('kept');
    expect(inverse).toEqual({ op: 'remove-person', id: 'a1' });
  });

  it('put an item in place of the one with its id, and undo it by putting that back', () => {
    const { document, inverse } = steps.put(withAnna, 'people', renamed);
    expect([...document.people]).toEqual([renamed]);
    expect(inverse).toEqual({ op: 'put-person', item: anna });
  });

  it('remove an item, and undo it by putting it back', () => {
    const removed = steps.remove(withAnna, 'people', 'a1');
    expect(removed.ok && [...removed.value.document.people]).toEqual([]);
    expect(removed.ok && removed.value.inverse).toEqual({ op: 'put-person', item: anna });
  });

  it('refuse to remove what is not there', () => {
    expect(steps.remove(withAnna, 'events', 'a1')).toEqual({ ok: false, error: 'no event a1' });
  });

  it('leave the document as it was', () => {
    steps.put(withAnna, 'people', renamed);
    steps.remove(withAnna, 'people', 'a1');
    expect([...withAnna.people]).toEqual([anna]);
  });
});
