import { describe, expect, it } from 'vitest';

import type { Slices } from '#core/collections/slices.ts';

import { Store } from '../state/store.ts';
import { Alignment } from './alignment.ts';

/** Work of some milliseconds a step, which counts its steps. */
function* slowly<T>(value: T, steps: number, seen = { steps: 0 }): Slices<T> {
  for (let step = 0; step < steps; step += 1) {
    for (const end = performance.now() + 3; performance.now() < end;);
    seen.steps += 1;
    yield step / steps;
  }
  return value;
}

/** Lets timers have their turn, as the window does with keys and frames. */
const giveWay = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve);
  });

describe('Lining up', () => {
  const begin = () => {
    const store = new Store<{ aligning: number | null }>({ aligning: null });
    const shares: (number | null)[] = [];
    store.subscribe(() => shares.push(store.get().aligning));
    return { alignment: new Alignment(store, { giveWay }), store, shares, taken: [] as string[] };
  };

  it('is done at once where it is little work, and shows nothing', () => {
    const { alignment, shares, taken } = begin();
    alignment.start(slowly('all', 0), (value) => taken.push(value));
    expect(taken).toEqual(['all']);
    expect(alignment.isRunning).toBe(false);
    expect(shares).toEqual([]);
  });

  it('gives the window its turns, says how far it is and then hands over the whole', async () => {
    const { alignment, store, shares, taken } = begin();
    let turns = 0;
    const timer = setInterval(() => (turns += 1));
    alignment.start(slowly('all', 20), (value) => taken.push(value));
    expect(taken).toEqual([]);
    await alignment.after(() => taken.push('after'));
    clearInterval(timer);
    expect(taken).toEqual(['all', 'after']);
    expect(turns).toBeGreaterThan(0);
    expect(shares.at(-1)).toBeNull();
    const counted = shares.slice(0, -1);
    expect(counted.length).toBeGreaterThan(1);
    expect(counted).toEqual(counted.toSorted((a, b) => Number(a) - Number(b)));
    expect(store.get().aligning).toBeNull();
  });

  it('changes nothing once it is cancelled', async () => {
    const { alignment, store, taken } = begin();
    const seen = { steps: 0 };
    alignment.start(slowly('all', 1000, seen), (value) => taken.push(value));
    alignment.cancel();
    const { steps } = seen;
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(taken).toEqual([]);
    expect(store.get().aligning).toBeNull();
    expect(seen.steps).toBe(steps);
    expect(alignment.after(() => 'now')).toBe('now');
  });

  it('gives way to a newer one, and what waits for it waits for that', async () => {
    const { alignment, taken } = begin();
    alignment.start(slowly('older', 1000), (value) => taken.push(value));
    const waiting = alignment.after(() => [...taken]);
    alignment.start(slowly('newer', 10), (value) => taken.push(value));
    expect(await waiting).toEqual(['newer']);
  });
});
