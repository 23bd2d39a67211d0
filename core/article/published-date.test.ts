import { describe, expect, it } from 'vitest';

import { growthOf, TOO_FAST } from '../text/testing/growth.ts';
import { err, ok } from '../result.ts';
import { describeDateProblem, readPublished } from './published-date.ts';

describe('readPublished', () => {
  it.each([
    ['2025-08-20', '2025-08-20'],
    ['  2025-8-20 ', '2025-08-20'],
    ['2025/08/20', '2025-08-20'],
    ['20250820', '2025-08-20'],
    ['2025-08', '2025-08'],
    ['2025', '2025'],
    ['2025-08-20T10:30:00Z', '2025-08-20T10:30:00Z'],
    ['2025-08-20T10:30:00+02:00', '2025-08-20T10:30:00+02:00'],
    ['2025-08-20 10:30', '2025-08-20'],
    ['20 Aug 2025', '2025-08-20'],
    ['20 August 2025, 14:30 GMT', '2025-08-20'],
    ['Wednesday, 20 August 2025', '2025-08-20'],
    ['Wed 20 Aug. 2025', '2025-08-20'],
    ['August 20, 2025', '2025-08-20'],
    ['Aug 20th 2025', '2025-08-20'],
    ['August 2025', '2025-08'],
    ['20.08.2025', '2025-08-20'],
    ['3. 4. 2025', '2025-04-03'],
    ['20/08/2025', '2025-08-20'],
    ['08/20/2025', '2025-08-20'],
    ['08/08/2025', '2025-08-08'],
    ['20. März 2025', '2025-03-20'],
    ['Mittwoch, 20. August 2025', '2025-08-20'],
    ['1er août 2025', '2025-08-01'],
    ['20 de agosto de 2025', '2025-08-20'],
    ['20 августа 2025 г.', '2025-08-20'],
    ['20 серпня 2025', '2025-08-20'],
    ['2025年8月20日', '2025-08-20'],
    ['2025년 8월 20일', '2025-08-20'],
    ['２０２５年８月２０日', '2025-08-20'],
    ['2024-02-29', '2024-02-29'],
  ])('reads %s as %s', (written, iso) => {
    expect(readPublished(written)).toEqual(ok(iso));
  });

  it.each([
    ['yesterday', { type: 'no-date' }],
    ['Summer 2025', { type: 'no-date' }],
    ['20.08.25', { type: 'no-date' }],
    ['20 Aout2025', { type: 'no-date' }],
    ['2025-13-01', { type: 'no-such-month', month: 13 }],
    ['2025-02-30', { type: 'no-such-day', day: 30, days: 28 }],
    ['31 June 2025', { type: 'no-such-day', day: 31, days: 30 }],
    ['2025-02-30T10:00:00Z', { type: 'no-such-day', day: 30, days: 28 }],
    ['03/04/2025', { type: 'two-readings', readings: ['2025-04-03', '2025-03-04'] }],
  ] as const)('does not guess what %s means', (written, problem) => {
    expect(readPublished(written)).toEqual(err(problem));
    expect(describeDateProblem(problem)).toMatch(/Write .*\d{4}/u);
  });

  it('takes no longer for a long text than its length', () => {
    const read = (count: number): void => {
      for (const part of ['1 ', 'a', '20 a ', '2025-', '1.', ', '])
        readPublished(part.repeat(count));
    };
    expect(growthOf(read, 50_000)).toBeLessThan(TOO_FAST);
  });
});
