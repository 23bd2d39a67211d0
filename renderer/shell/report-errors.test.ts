import { describe, expect, it } from 'vitest';

import { WindowError } from '#core/contract/log.ts';

import { describeWindowError } from './report-errors.ts';

/** An error with a stack as Chromium writes it for the built window. */
function withStack(error: Error, ...frames: readonly string[]): Error {
  error.stack = [`${error.name}: ${error.message}`, ...frames].join('\n');
  return error;
}

describe('what is told of an error in the window', () => {
  it('is its kind and its places in the build', () => {
    const error = withStack(
      new TypeError('x'),
      '    at draw (app://framewise/assets/index-Ab_3-x.js:12:345)',
      '    at app://framewise/assets/review-Ab.js:1:2',
    );
    expect(describeWindowError(error)).toEqual({
      name: 'TypeError',
      places: ['assets/index-Ab_3-x.js:12:345', 'assets/review-Ab.js:1:2'],
    });
  });

  it.each([
    withStack(new Error('MARKER\n    at MARKER (app://framewise/MARKER:1:2)')),
    Object.assign(new Error('x'), { name: 'MARKER said' }),
    'MARKER',
    undefined,
  ])('is never a word of it: %s', (error) => {
    const told = { where: 'event', ...describeWindowError(error) };
    expect(JSON.stringify(told)).not.toContain('MARKER');
    expect(WindowError.safeParse(told).success).toBe(true);
  });

  it.each([
    { where: 'event', name: 'MARKER said', places: [] },
    { where: 'event', name: 'Error', places: ['MARKER said:1:2'] },
    { where: 'event', name: 'Error', places: ['assets/MARKER said.js:1:2'] },
    { where: 'event', name: 'Error', places: [], message: 'MARKER' },
  ])('is refused where it could be words: %j', (told) => {
    expect(WindowError.safeParse(told).success).toBe(false);
  });
});
