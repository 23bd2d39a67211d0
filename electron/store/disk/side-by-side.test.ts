import { expect, it } from 'vitest';

import { sideBySide } from './side-by-side.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('does something with each of many, and never with more than so many at once', async () => {
  const done: number[] = [];
  let [underWay, most] = [0, 0];
  await sideBySide([1, 2, 3, 4, 5, 6, 7], 3, async (each) => {
    underWay += 1;
    most = Math.max(most, underWay);
    await turn();
    underWay -= 1;
    done.push(each);
  });
  expect(done.toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(most).toBe(3);
});

it('begins no other after one that failed, and throws when those under way have ended', async () => {
  const begun: number[] = [];
  const ended: number[] = [];
  const work = sideBySide([1, 2, 3, 4, 5], 2, async (each) => {
    begun.push(each);
    if (each === 1) throw new Error('the first');
    await turn();
    ended.push(each);
    throw new Error('the second');
  });
  await expect(work).rejects.toThrow('the first');
  expect(begun).toEqual([1, 2]);
  expect(ended).toEqual([2]);
});
