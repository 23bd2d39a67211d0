import { readFile } from 'node:fs/promises';
import path from 'node:path';

import axe from 'axe-core';
import type { Locator, Page } from 'playwright/test';

import { idOf, importColleague, ANNA } from './colleague.ts';
import { answerSaveDialog, clickMenu, expect, test, type Run } from './fixtures.ts';
import { dragOver, openSeed001, partsOf, settle, tagRows } from './window.ts';

const rows = (page: Page) => page.getByRole('list', { name: 'Differences' }).getByRole('button');

/** Own tags and those of a colleague on 001, and the sheet on how well they agree. */
async function openSheet({ page, app, ...run }: Run, folder: string): Promise<Locator> {
  await openSeed001(page);
  for (const [words, digit] of [
    ['cannot agree', '1'],
    ['Road to Nowhere', '1'],
    ['Admiral Giuseppe Cavo Dragone', '2'],
  ] as const) {
    const before = await tagRows(page).count();
    await dragOver(page, words);
    await page.keyboard.press(digit);
    await expect(tagRows(page)).toHaveCount(before + 1);
  }
  await importColleague({ page, app, ...run }, folder, [
    { words: 'cannot agree', category: 'quote', attributes: { quoteType: 'direct' } },
    { words: '“Road to Nowhere”', category: 'quote' },
    { words: 'veto power', category: 'claim' },
  ]);
  await clickMenu(app, 'agreement-report');
  const sheet = page.getByRole('dialog', { name: 'Agreement' });
  await expect(sheet.getByRole('listitem').first()).toBeVisible();
  return sheet;
}

test('agreement is said in words beside the list, and every number opens its items', async ({
  run,
  dataFolder,
}) => {
  const { page } = run;
  const sheet = await openSheet(run, dataFolder);
  await expect(sheet.getByRole('listitem').first()).toHaveText(
    'Quote: 2 of 2 match (100 %): 1 the same, 1 with other boundaries. Only 2 items: treat the score with care.',
  );
  await expect(sheet.getByRole('row', { name: /^Exact F1/u })).toContainText(
    'Too few to interpret (2 items).',
  );
  await expect(sheet.getByRole('row', { name: /^Published work/u })).toContainText('0.75');
  await sheet.getByRole('button', { name: '1: Quote, other boundaries. Show them' }).click();
  await expect(sheet).toBeHidden();
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('Road to Nowhere');
  const pane = page.getByRole('complementary', { name: 'Tags and details' });
  await expect(pane).toContainText('Only: Quote, other boundaries.');
  await expect(pane).toContainText('Quote: 2 of 2 match (100 %). Claim: 0 of 2 match (0 %).');
  await pane.getByRole('button', { name: 'Show everything' }).click();
  await expect(rows(page)).toHaveCount(4);
});

test('of an event, a number opens the article that its items are in', async ({
  run,
  dataFolder,
}) => {
  const { page, app } = run;
  await openSheet(run, dataFolder);
  await page.keyboard.press('Escape');
  await clickMenu(app, 'next-article');
  await clickMenu(app, 'agreement-report');
  const sheet = page.getByRole('dialog', { name: 'Agreement' });
  await expect(sheet).toContainText('Comparing needs the tags of two people');
  await sheet.getByRole('radio', { name: /^This event/u }).check();
  await sheet.getByRole('button', { name: '1: Claim, only anna berg. Show them' }).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('veto power');
});

test('measures that cost more are computed when they are asked for', async ({
  run,
  dataFolder,
}) => {
  const sheet = await openSheet(run, dataFolder);
  await expect(sheet.getByRole('row', { name: /^γ/u })).toHaveCount(0);
  await sheet.getByText('More measures').click();
  await sheet.getByRole('checkbox', { name: 'γ' }).check();
  await sheet.getByRole('checkbox', { name: 'α_U' }).check();
  await expect(sheet.getByRole('row', { name: /^γ/u })).toHaveCount(1);
  await expect(sheet.getByRole('row', { name: /^α_U/u })).toHaveCount(1);
});

test('the report goes to disk as a page, a table and JSON, or is refused in words', async ({
  run,
  dataFolder,
}) => {
  const { app } = run;
  const sheet = await openSheet(run, dataFolder);
  const save = async (format: string, file: string): Promise<void> => {
    await answerSaveDialog(app, file);
    await sheet.getByRole('button', { name: `${format}…` }).click();
  };
  const files: Record<string, string> = {};
  for (const format of ['HTML', 'CSV', 'JSON']) {
    const file = path.join(dataFolder, `report.${format.toLowerCase()}`);
    await save(format, file);
    await expect(sheet.getByText(`Exported the report to ${file}.`)).toBeVisible();
    files[format] = await readFile(file, 'utf8');
  }
  expect(files['HTML']).toMatch(/^<!doctype html>/u);
  expect(files['HTML']).toContain('Anna Berg');
  expect(files['HTML']).toContain('veto power');
  expect(files['CSV']).toContain('Anna Berg,,Quote,count match,2,,2,2,');
  const json = JSON.parse(files['JSON'] ?? '') as {
    readonly format: string;
    readonly annotators: readonly { readonly id: string; readonly name: string }[];
    readonly report: { readonly pairs: readonly { readonly items: readonly unknown[] }[] };
  };
  expect(json.format).toBe('framewise-agreement');
  expect(json.annotators).toContainEqual({ id: idOf(ANNA), name: 'Anna Berg' });
  expect(json.report.pairs[0]?.items).toHaveLength(4);
  await sheet.getByRole('checkbox', { name: /^Replace names/u }).check();
  await save('CSV', path.join(dataFolder, 'hidden.csv'));
  await expect(
    sheet.getByText(`Exported the report to ${path.join(dataFolder, 'hidden.csv')}.`),
  ).toBeVisible();
  expect(await readFile(path.join(dataFolder, 'hidden.csv'), 'utf8')).not.toContain('Anna');
  await save('CSV', path.join(dataFolder, 'no such folder', 'report.csv'));
  await expect(sheet.getByRole('alert')).toContainText('This folder is not there any more.');
});

test('blind keeps the figures back until mine are done', async ({ run, dataFolder }) => {
  const { page, app } = run;
  await openSheet(run, dataFolder);
  await page.keyboard.press('Escape');
  await page.getByRole('checkbox', { name: 'Blind until mine is done' }).check();
  await clickMenu(app, 'agreement-report');
  const sheet = page.getByRole('dialog', { name: 'Agreement' });
  await expect(sheet).toContainText('Blind: their tags are kept from view');
  await expect(sheet.getByRole('button', { name: 'HTML…' })).toBeDisabled();
  await expect(sheet.getByRole('table')).toHaveCount(0);
});

for (const theme of ['light', 'dark']) {
  test(`axe finds nothing wrong with the sheet in the ${theme} theme`, async ({
    run,
    dataFolder,
  }) => {
    const { page } = run;
    const sheet = await openSheet(run, dataFolder);
    await page.keyboard.press('Escape');
    await clickMenu(run.app, 'settings');
    await page.getByLabel('Theme').selectOption(theme);
    await page.keyboard.press('Escape');
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    await clickMenu(run.app, 'agreement-report');
    await expect(sheet.getByRole('table').first()).toBeVisible();
    await sheet.getByText('More measures').click();
    await page.evaluate(axe.source);
    await settle(page);
    const { violations } = await page.evaluate(() =>
      window.axe.run(document, { resultTypes: ['violations'] }),
    );
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    ).toEqual([]);
    await expect(partsOf(page).status).toHaveCount(1);
  });
}
