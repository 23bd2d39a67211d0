import { describe, expect, it } from 'vitest';

import type { DecisionRule } from '#core/review/decision.ts';

import { effectInWords, firstRule, leastOf, ruleOf, type RuleChoice } from './rules.ts';

describe('The sheet of rules', () => {
  it.each([
    [['me', 'anna'], 2],
    [['me', 'anna', 'bert'], 2],
    [['me', 'anna', 'bert', 'clara'], 3],
  ])('begins with everybody, a majority and the first of the others: %j', (people, least) => {
    expect(firstRule(people)).toEqual({
      type: 'all-agree',
      least,
      annotator: 'anna',
      category: null,
      accept: true,
    });
  });

  it('names oneself where nobody else has tagged', () => {
    expect(firstRule(['me']).annotator).toBe('me');
  });

  it.each<[Partial<RuleChoice>, DecisionRule]>([
    [{}, { type: 'all-agree' }],
    [{ type: 'all-who-tagged-agree', accept: false }, { type: 'all-who-tagged-agree' }],
    [
      { type: 'n-of-m', least: 2 },
      { type: 'n-of-m', least: 2, of: 3 },
    ],
    [
      { type: 'of-annotator', annotator: 'bert', category: 'claim', accept: false },
      { type: 'of-annotator', annotator: 'bert', category: 'claim', accept: false },
    ],
  ])('makes of %j the rule %j', (patch, rule) => {
    expect(ruleOf({ ...firstRule(['me', 'anna', 'bert']), ...patch }, 3)).toEqual(rule);
  });

  it.each([
    [3, 3],
    [0, 2],
    [9, 4],
    [2.5, null],
    [Number.NaN, null],
  ])('takes %d typed for %j of four people', (typed, least) => {
    expect(leastOf(typed, 4)).toBe(least);
  });

  it.each([
    [0, 'The rule decides nothing that is open.'],
    [
      1,
      '1 open item is decided in one step, which undo takes back. Each keeps which rule decided it.',
    ],
    [
      1200,
      '1,200 open items are decided in one step, which undo takes back. Each keeps which rule decided it.',
    ],
  ])('says before it decides %d items what becomes of them', (count, words) => {
    expect(effectInWords(count)).toBe(words);
  });
});
