import { expect, it } from 'vitest';

import { stemOf } from './stem.ts';

it.each([
  ['resolved', 'resolve'],
  ['attempts', 'attempt'],
  ['discussions', 'discussion'],
  ['discussing', 'discuss'],
  ['discussed', 'discuss'],
  ['countries', 'country'],
  ['tried', 'try'],
  ['stopped', 'stop'],
  ['running', 'run'],
  ['privation', 'privations'],
  ['escalations', 'escalation'],
  ['seriously', 'serious'],
  ['troubling', 'troubled'],
  ["lavrov's", 'lavrov'],
  ['laws', 'law'],
])('finds one stem for %s and %s', (a, b) => {
  expect(stemOf(a)).toBe(stemOf(b));
});

it.each([
  ['used', 'used'],
  ['only', 'only'],
  ['less', 'less'],
  ['king', 'king'],
  ['лавров', 'лавров'],
  ['россию', 'россию'],
  ['俄羅斯', '俄羅斯'],
])('leaves %s as it is', (key, stem) => {
  expect(stemOf(key)).toBe(stem);
});

it('keeps words apart that only begin alike', () => {
  expect(stemOf('visit')).not.toBe(stemOf('message'));
  expect(stemOf('region')).not.toBe(stemOf('regime'));
});
