import { describe, expect, it } from 'vitest';

import { codeOf, refusalOf } from './system-errors.ts';

const withCode = (code: unknown): Error => Object.assign(new Error('x'), { code });

describe('refusalOf', () => {
  it.each([
    ['ENOSPC', 'no-room'],
    ['EDQUOT', 'no-room'],
    ['EPERM', 'not-allowed'],
    ['EISDIR', 'is-a-folder'],
    ['ENOTDIR', 'not-a-folder'],
  ])('takes %s for %s', (code, refusal) => {
    expect(refusalOf(withCode(code))).toBe(refusal);
  });

  it.each([withCode('EOTHER'), withCode(5), new Error('x'), { code: 'EIO' }, null])(
    'has no word for %s',
    (error) => {
      expect(refusalOf(error)).toBeUndefined();
    },
  );
});

it('gives the code of an error, and nothing where there is none', () => {
  expect([withCode('EIO'), withCode(5), null].map(codeOf)).toEqual(['EIO', '', '']);
});
