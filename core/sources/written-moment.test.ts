import { describe, expect, it } from 'vitest';

import { isoMoment } from './written-moment.ts';

describe('isoMoment', () => {
  it.each([
    ['2026-03-01', '2026-03-01'],
    ['2026-03', '2026-03'],
    ['1 March 2026', '2026-03-01'],
    ['1. März 2026', '2026-03-01'],
    ['2026-03-01T10:00:00Z', '2026-03-01T10:00:00Z'],
    ['2026-03-01T10:00:00.000+0100', '2026-03-01T10:00:00+01:00'],
    ['2026-03-01 10:00', '2026-03-01T10:00'],
    ['2026-03-01 10:00:07 UTC', '2026-03-01T10:00:07Z'],
    ['Sun, 01 Mar 2026 10:00:00 +0100 (CET)', '2026-03-01T10:00:00+01:00'],
    ['Sun, 1 Mar 26 10:00 EST', '2026-03-01T10:00:00-05:00'],
    ['1772359200', '2026-03-01T10:00:00Z'],
    ['1772359200000', '2026-03-01T10:00:00Z'],
  ])('reads %s as %s', (written, iso) => {
    expect(isoMoment(written)).toBe(iso);
  });

  it('keeps the day alone where the time or its zone cannot be understood', () => {
    expect(isoMoment('2026-03-01 25:00')).toBe('2026-03-01');
    expect(isoMoment('Sun, 01 Mar 2026 10:00:00 XYZT')).toBe('2026-03-01');
  });

  it.each(['', 'yesterday', '2026-02-30', '03/04/2026', '12'])(
    'does not guess at "%s"',
    (written) => {
      expect(isoMoment(written)).toBeUndefined();
    },
  );
});
