import { expect, it } from 'vitest';

import { CHANNELS } from './channels.ts';
import { QUESTIONS } from './contract.ts';

it('has a row for each channel that the preload lets through, and no other', () => {
  expect(Object.keys(QUESTIONS).sort()).toEqual([...CHANNELS].sort());
});
