import { describe, expect, it } from 'vitest';

import { describeLoss, listedLoss, LossCounter } from './losses.ts';

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
    expect(losses.list().map(listedLoss)).toEqual([
      '1 link between tags was left out.',
      '4 things in the file were not understood and left out.',
      'notes on passages (3)',
    ]);
  });

  it('says what the file calls them, of as many names as can be read', () => {
    const losses = new LossCounter();
    losses.addWithName('links', 'about', 3);
    losses.addWithName('links', '__proto__');
    losses.addAll([{ kind: 'links', count: 2, names: { about: 1 } }]);
    const [links] = losses.list();
    expect(links && describeLoss(links)).toBe(
      '6 links between tags were left out: about (4), __proto__ (1).',
    );
    for (let at = 0; at < 1000; at += 1) losses.addWithName('links', `name ${at}`);
    expect(Object.keys(losses.list()[0]?.names ?? {})).toHaveLength(20);
  });
});
