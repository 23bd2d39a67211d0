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

it('orders the rows by a column: up, down, and as at first, with the cursor on the same words', async () => {
  const { workspace, table } = await openCompare(SAMPLES);
  const keys = (): readonly string[] => table().rows.map(({ key }) => key);
  const first = keys();
  const { cell } = workspace.state.compare;
  const article = workspace.state.compare.shown?.comparison.articles[1]?.id ?? '';
  const said: string[] = [];
  const orders = [article, article, 'who', 'who', 'who'].map((column) => {
    workspace.compare.sortBy(column);
    said.push(workspace.state.message);
    expect(workspace.state.compare.cell).toEqual(cell);
    return keys();
  });
  expect(new Set(orders.map(String)).size).toBe(5);
  expect(orders.at(-1)).toEqual(first);
  expect(said).toEqual([
    'Rows as Outlet 1 tells it; what it has not comes last.',
    'Rows as Outlet 1 tells it, from its end.',
    'Rows by who speaks, from A to Z.',
    'Rows by who speaks, from Z to A.',
    'Rows with findings first, then those in most articles.',
  ]);
});

it.each([
  { what: 'another section is chosen', by: 'section' },
  { what: 'what stood there is not shown any more', by: 'rows' },
])('shows no two articles side by side where $what', async ({ by }) => {
  const words = '“We will walk to the river tomorrow and wait there for them all,” said Lavrov.';
  const { workspace, table } = await openCompare([
    { title: 'One', text: words },
    { title: 'Two', text: `It rained.\n${words}` },
  ]);
  workspace.compare.turnSideBySide();
  expect(workspace.state.compare.isBeside).toBe(true);
  if (by === 'section') workspace.compare.showSection('people');
  else {
    workspace.compare.setShow('with-findings');
    expect(table().rows).toEqual([]);
  }
  expect(workspace.state.compare.isBeside).toBe(false);
});
