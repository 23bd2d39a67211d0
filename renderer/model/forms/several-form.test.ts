import { expect, it } from 'vitest';

import { emptyDetails } from '#core/article/article.ts';

import { severalFormOf, sharedChanges } from './several-form.ts';

const FORM = severalFormOf([
  { ...emptyDetails('a'), outlet: 'AFP', published: '2025-08-20' },
  { ...emptyDetails('b'), outlet: 'TASS', published: '2025-08-20' },
]);

it('shows what several articles share, and nothing where they differ', () => {
  expect(FORM).toEqual({ outlet: null, author: '', published: '2025-08-20' });
});

it.each([
  ['nothing', {}, {}],
  ['an outlet for all', { outlet: ' AP ' }, { outlet: 'AP' }],
  ['an author', { author: 'A. B.' }, { author: 'A. B.' }],
  ['a date that is taken away', { published: '' }, { published: null }],
])('changes %s', (_name, patch, expected) => {
  expect(sharedChanges(FORM, { ...FORM, ...patch })).toEqual(expected);
});
