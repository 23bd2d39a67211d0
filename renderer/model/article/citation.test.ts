import { expect, it } from 'vitest';

import { citationOf } from './citation.ts';

it.each<[string, string | null, string | null, string]>([
  ['all that is known', 'The Daily', '2026-01-05', '“No” — “A title”, The Daily, 2026-01-05, §3'],
  ['an unknown outlet', null, '2026-01-05', '“No” — “A title”, outlet unknown, 2026-01-05, §3'],
  ['no date', 'The Daily', null, '“No” — “A title”, The Daily, §3'],
])('a citation has %s', (_name, outlet, published, expected) => {
  expect(citationOf('“No”', { title: 'A title', outlet, published }, 3)).toBe(expected);
});
