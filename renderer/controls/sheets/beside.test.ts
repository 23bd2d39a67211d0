import { expect, it } from 'vitest';

import { besideBand } from './beside.ts';

it.each<[string, number, number, ReturnType<typeof besideBand>]>([
  ['below words near the top', 100, 130, { side: 'below', inset: 140, height: 750 }],
  ['below words in the middle', 400, 430, { side: 'below', inset: 440, height: 450 }],
  ['above words near the foot', 700, 760, { side: 'above', inset: 210, height: 680 }],
  ['on the larger side of a long passage', 80, 600, { side: 'below', inset: 610, height: 280 }],
  ['nowhere where the passage fills the window', 150, 800, null],
])('a sheet lies %s', (_where, top, bottom, place) => {
  expect(besideBand({ top, bottom }, 900)).toEqual(place);
});
