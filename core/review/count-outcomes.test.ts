import { expect, it } from 'vitest';

import { countOutcomes } from './count-outcomes.ts';

it('counts every outcome, also those that no tag had', () => {
  const lines = (['rejected', 'accepted', 'rejected', 'open'] as const).map((outcome) => ({
    outcome,
  }));
  expect(countOutcomes(lines)).toEqual({ accepted: 1, changed: 0, rejected: 2, added: 0, open: 1 });
});
