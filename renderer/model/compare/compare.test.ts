import { expect, it } from 'vitest';

import { openCompare, SAMPLES } from '../testing/compare.ts';

it('puts quotations of two articles that are one text together only where that is asked for', async () => {
  const [, , sample] = SAMPLES;
  if (!sample) throw new Error('There is no third sample.');
  const copy = { title: 'A second copy', text: `${sample.text}\nUpdated once.` };
  const { workspace, table } = await openCompare([sample, copy]);
  const joined = () => table().rows.filter(({ articles }) => articles > 1).length;
  expect(workspace.state.compare.shown?.comparison.oneTexts).toMatchObject([{ a: 0, b: 1 }]);
  expect(joined()).toBe(0);
  await workspace.compare.compareOneTexts(true);
  expect(joined()).toBeGreaterThan(3);
  expect(workspace.state.message).toBe('Their quotations are compared with each other.');
  await workspace.compare.compareOneTexts(false);
  expect(joined()).toBe(0);
});
