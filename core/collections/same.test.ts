import { expect, it } from 'vitest';

import { isSame } from './same.ts';

it.each<[string, unknown, unknown, boolean]>([
  ['the same in another order', { a: 1, b: [{ c: null }] }, { b: [{ c: null }], a: 1 }, true],
  ['a name that is missing', { a: 1, b: undefined }, { a: 1 }, false],
  ['another name of nothing', { a: undefined }, { b: undefined }, false],
  ['a name more', { a: 1 }, { a: 1, b: 2 }, false],
  ['a list in another order', [1, 2], [2, 1], false],
  ['a longer list', [1], [1, 2], false],
  ['a list and an object', [], {}, false],
  ['nothing and an object', null, {}, false],
  ['a number and its words', 1, '1', false],
  ['a difference far inside', [{ a: [{ b: 'x' }] }], [{ a: [{ b: 'y' }] }], false],
])('tells whether two values say the same: %s', (_, a, b, same) => {
  expect(isSame(a, b)).toBe(same);
  expect(isSame(b, a)).toBe(same);
});
