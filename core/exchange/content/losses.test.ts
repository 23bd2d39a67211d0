import { describe, expect, it } from 'vitest';

import { describeLoss, LossCounter } from './losses.ts';

describe('what is left out', () => {
  it('is counted by kind and, where it has a name, by its name', () => {
    const losses = new LossCounter();
    losses.addNamed('notes on passages', 2);
    losses.add('links');
    losses.addNamed('pictures', 0);
    losses.addAll([
      { kind: 'unknown', count: 1, what: 'notes on passages' },
      { kind: 'unknown', count: 4 },
    ]);
    expect(losses.list()).toEqual([
      { kind: 'links', count: 1 },
      { kind: 'unknown', count: 4 },
      { kind: 'unknown', count: 3, what: 'notes on passages' },
    ]);
    expect(losses.list().map(describeLoss)).toEqual([
      '1 link between tags was left out.',
      '4 things in the file were not understood and left out.',
      'Left out, as there is no place for it here: notes on passages (3).',
    ]);
  });
});
