import { readFile } from 'node:fs/promises';
import path from 'node:path';

import type { Locator, Page } from 'playwright/test';

import { idOf, importColleague, ANNA, type Colleague, type NamedTag } from './colleague.ts';
import { answerSaveDialog, clickMenu, expect, test, type Run } from './fixtures.ts';
import { choose, openSeed001, partsOf, seedText, selectWords, tagRows } from './window.ts';

const BERT: Colleague = { number: 8, name: 'Bert Cole' };

const rows = (page: Page) => page.getByRole('list', { name: 'Differences' }).getByRole('button');

const paneOf = (page: Page) => page.getByRole('complementary', { name: 'Tags and details' });

/** A row of the table that has all categories of two people side by side. */
const figureRow = (sheet: Locator, name: RegExp): Locator =>
  sheet.getByRole('table', { name: / and [^:]+$/u }).getByRole('row', { name });

/** Own tags and those of a colleague on 001, and the sheet on how well they agree. */
async function openSheet({ page, app, ...run }: Run, folder: string): Promise<Locator> {
  await openSeed001(page);
  for (const [words, digit] of [
    ['cannot agree', '1'],
    ['Road to Nowhere', '1'],
    ['Admiral Giuseppe Cavo Dragone', '2'],
  ] as const) {
    const before = await tagRows(page).count();
    await selectWords(page, words);
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
  await expect(figureRow(sheet, /^Exact F1/u)).toContainText('Too few to interpret: 2 items.');
  await expect(sheet.getByRole('row', { name: /^Published work/u })).toContainText('0.75');
  await sheet.getByRole('button', { name: '1: Quote, other boundaries. Show them' }).click();
  await expect(sheet).toBeHidden();
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('Road to Nowhere');
  const pane = paneOf(page);
  await expect(pane).toContainText('Only: Quote, other boundaries.');
  await expect(pane).toContainText('Quote: 2 of 2 match (100 %). Claim: 0 of 2 match (0 %).');
  await pane.getByRole('button', { name: 'Show everything' }).click();
  await expect(rows(page)).toHaveCount(4);
  // The list comes into view where it was put away.
  await clickMenu(run.app, 'toggle-tags-pane');
  await expect(pane).toHaveCount(0);
  await clickMenu(run.app, 'agreement-report');
  await sheet.getByRole('button', { name: '1: Quote, other boundaries. Show them' }).click();
  await expect(rows(page)).toHaveCount(1);
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
  await sheet.getByRole('button', { name: '1: Claim, only Anna Berg. Show them' }).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('veto power');
});

test('items in several articles are named with their number, article after article', async ({
  run,
}) => {
  const { page, app } = run;
  await openSeed001(page);
  await selectWords(page, '“cannot agree”');
  await page.keyboard.press('1');
  await expect(tagRows(page)).toHaveCount(1);
  await clickMenu(app, 'next-article');
  await expect(tagRows(page)).toHaveCount(0);
  await selectWords(page, '“road to nowhere”');
  await page.keyboard.press('1');
  await expect(tagRows(page)).toHaveCount(1);
  await clickMenu(app, 'sample-review');
  const opening = page.getByRole('dialog', { name: /^Open/u });
  await opening.getByRole('button', { name: /^Import/u }).click();
  await expect(opening).toBeHidden();
  await page.keyboard.press('Control+2');
  await clickMenu(app, 'agreement-report');
  const sheet = page.getByRole('dialog', { name: 'Agreement' });
  await sheet.getByRole('radio', { name: /^This event/u }).check();
  const articles = sheet.getByRole('table', { name: 'Matches, article by article' });
  await expect(articles.getByRole('row')).toHaveCount(3);
  await sheet
    .getByRole('button', { name: '2: Quote, match: found by both under one name. Show them' })
    .click();
  await expect(paneOf(page)).toContainText(
    'Only: Quote, match: found by both under one name. 2 items in 2 articles.',
  );
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('road to nowhere');
  await paneOf(page).getByRole('button', { name: 'Next article' }).click();
  await expect(rows(page)).toContainText('cannot agree');
  await expect(rows(page)).toHaveCount(1);
});

test('measures that cost more are computed when they are asked for, and once', async ({
  launch,
  dataFolder,
}) => {
  // Its own, as nothing is computed in it any more afterwards.
  const run = await launch();
  const { page, app } = run;
  const sheet = await openSheet(run, dataFolder);
  await expect(figureRow(sheet, /^γ/u)).toHaveCount(0);
  await sheet.getByText('More measures').click();
  await sheet.getByRole('checkbox', { name: 'γ' }).check();
  await sheet.getByRole('checkbox', { name: 'α_U' }).check();
  await expect(figureRow(sheet, /^γ/u)).toHaveCount(1);
  await expect(figureRow(sheet, /^α_U/u)).toHaveCount(1);

  // Left by a number, the sheet is found again as it was, though nobody could compute it now.
  await sheet.getByRole('button', { name: '1: Quote, other boundaries. Show them' }).click();
  await expect(rows(page)).toHaveCount(1);
  await app.evaluate(({ ipcMain }) => {
    ipcMain.removeHandler('agreement:report');
  });
  await clickMenu(app, 'agreement-report');
  await expect(figureRow(sheet, /^γ/u)).toHaveCount(1);
  await sheet.getByText('More measures (2)').click();
  await expect(sheet.getByRole('checkbox', { name: 'γ' })).toBeChecked();
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
  await page.getByRole('button', { name: 'More filters' }).click();
  await page.getByRole('checkbox', { name: 'Blind until mine is done' }).check();
  await clickMenu(app, 'agreement-report');
  const sheet = page.getByRole('dialog', { name: 'Agreement' });
  await expect(sheet).toContainText('Blind: their tags are kept from view');
  await expect(sheet.getByRole('button', { name: 'HTML…' })).toBeDisabled();
  await expect(sheet.getByRole('table')).toHaveCount(0);
});

/** What a figure is named, and what the list then shows: its first words, and each item's. */
const FIGURES: readonly {
  readonly figure: RegExp;
  readonly only: string;
  readonly items: readonly RegExp[];
}[] = [
  {
    figure: /^2 items: Quote, Exact F1\. /u,
    only: 'Only: Quote, Exact F1.',
    items: [/cannot agree/u, /Road to Nowhere/u],
  },
  {
    figure: /^2 items: Quote, Mean boundary distance, characters\. /u,
    only: 'Only: Quote, Mean boundary distance, characters.',
    items: [/cannot agree/u, /Road to Nowhere/u],
  },
  {
    figure: /^2 left out: left out of All tags, Mean boundary distance, characters\. /u,
    only: 'Only: left out of All tags, Mean boundary distance, characters.',
    items: [/Admiral/u, /veto power/u],
  },
  {
    figure: /^2 items: Claim, \|u-α /u,
    only: 'Only: Claim, |u-α (computed from the text that these cover).',
    items: [/Admiral/u, /veto power/u],
  },
  {
    figure: /^1: Quote, Type, Direct \/ Direct\. /u,
    only: 'Only: Quote, Type, Direct / Direct.',
    items: [/cannot agree/u],
  },
  {
    figure: /^1: Quote, Start and end added up 0 characters apart\. /u,
    only: 'Only: Quote, Start and end added up 0 characters apart.',
    items: [/cannot agree/u],
  },
  {
    figure: /^1\.00 characters: Quote, Mean boundary distance\. /u,
    only: 'Only: Quote, Mean boundary distance.',
    items: [/cannot agree/u, /Road to Nowhere/u],
  },
];

test('every figure, cell and bar lists exactly the items that it was computed from', async ({
  run,
  dataFolder,
}) => {
  const { page, app } = run;
  const sheet = await openSheet(run, dataFolder);
  for (const { figure, only, items } of FIGURES) {
    // A bar has a name of its own in the table beside it; the bar comes first.
    await sheet.getByRole('button', { name: figure }).first().click();
    await expect(sheet).toBeHidden();
    await expect(paneOf(page)).toContainText(only);
    await expect(rows(page)).toHaveCount(items.length);
    const shown = await rows(page).allTextContents();
    for (const item of items) expect(shown).toContainEqual(expect.stringMatching(item));
    await clickMenu(app, 'agreement-report');
  }
});

test('names given to what both found lie in a table of all tags, and its cells list them', async ({
  run,
  dataFolder,
}) => {
  const { page } = run;
  const sheet = await openSheet(run, dataFolder);
  await choose(sheet.getByRole('combobox', { name: 'Category in detail' }), 'All tags');
  const table = sheet.getByRole('table', { name: /^Names given to what both found/u });
  await table.getByRole('button', { name: '2: All tags, names given, Quote / Quote.' }).click();
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).last()).toContainText('cannot agree');
});

test('the sheet is read and left with the keyboard alone', async ({ run, dataFolder }) => {
  const { page } = run;
  const sheet = await openSheet(run, dataFolder);
  await page.keyboard.press('Escape');
  const opener = paneOf(page).getByRole('button', { name: 'Agreement…' });
  await opener.focus();
  await page.keyboard.press('Enter');
  await expect(sheet.getByRole('table').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await expect(opener).toBeFocused();

  await page.keyboard.press('Enter');
  await expect(sheet.getByRole('table').first()).toBeVisible();
  const bar = sheet.locator('svg').getByRole('button', { name: /added up 2 characters apart/u });
  for (let presses = 0; presses < 200; presses += 1) {
    await page.keyboard.press('Tab');
    if (await bar.evaluate((element) => element === document.activeElement)) break;
  }
  await expect(bar).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(sheet).toBeHidden();
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('Road to Nowhere');
  await expect(partsOf(page).article).toBeFocused();
  await page.keyboard.press('n');
  await expect(rows(page)).toHaveAttribute('aria-current', 'true');
});

test('of three people a cell of the matrix lists a pair’s items, and a figure of the group its tags', async ({
  run,
  dataFolder,
}) => {
  const { page, app } = run;
  const sheet = await openSheet(run, dataFolder);
  await page.keyboard.press('Escape');
  await importColleague(run, dataFolder, [{ words: 'veto power', category: 'claim' }], BERT);
  await clickMenu(app, 'agreement-report');
  const matrix = sheet.getByRole('table', { name: 'All tags: Part that matches of every two' });
  const cell = matrix
    .getByRole('row', { name: /^Bert Cole/u })
    .getByRole('cell')
    .nth(1);
  await expect(cell).toContainText('0.33on 3, too few');
  await cell.getByRole('button').click();
  await expect(paneOf(page)).toContainText(
    'Only: All tags, Part that matches, Anna Berg and Bert Cole.',
  );
  await expect(rows(page)).toHaveCount(3);
  await clickMenu(app, 'agreement-report');
  await sheet.getByRole('button', { name: /^3 tags: Claim, \|u-α/u }).click();
  await expect(paneOf(page)).toContainText('computed from the text that these cover');
  await expect(rows(page)).toHaveCount(2);
});

/** So many tags over one another that γ takes far longer than anybody waits. */
function manyTags(shift: number): NamedTag[] {
  const text = seedText(1);
  const categories = ['quote', 'claim', 'framing'];
  return Array.from({ length: 1500 }, (_, n) => {
    const start = (n * 37 + shift) % 2700;
    return text.slice(start, start + 60 + ((n * 13) % 140));
  }).flatMap((words, n) =>
    // Half an emoji is no words.
    /\p{Surrogate}/u.test(words) ? [] : [{ words, category: categories[n % 3] ?? '' }],
  );
}

test('Stop ends figures that take long, says so, and leaves the others; they can be asked for again', async ({
  run,
  dataFolder,
}) => {
  const { page, app } = run;
  await openSeed001(page);
  await importColleague(run, dataFolder, manyTags(0), ANNA);
  await importColleague(run, dataFolder, manyTags(11), BERT);
  await page.keyboard.press('Control+2');
  await clickMenu(app, 'agreement-report');
  const sheet = page.getByRole('dialog', { name: 'Agreement' });
  const row = (name: RegExp) => figureRow(sheet, name);
  await expect(row(/^Exact F1/u)).toBeVisible();
  const before = await row(/^Exact F1/u).textContent();
  await sheet.getByText('More measures').click();
  await sheet.getByRole('checkbox', { name: 'α_U' }).check();
  await expect(row(/^α_U/u)).toBeVisible();

  const gamma = sheet.getByRole('checkbox', { name: 'γ' });
  await gamma.check();
  await expect(sheet.getByRole('progressbar', { name: 'Computing the figures' })).toBeVisible();
  await sheet.getByRole('button', { name: 'Stop' }).click();
  await expect(sheet.getByRole('alert')).toHaveText(
    'Stopped: γ not computed. The other figures stand. Under “More measures” it can be started again; on one article it takes less time.',
  );
  await expect(sheet.getByRole('progressbar')).toHaveCount(0);
  await expect(gamma).not.toBeChecked();
  await expect(sheet.getByText('More measures (1)')).toBeFocused();
  await expect(row(/^γ/u)).toHaveCount(0);
  await expect(row(/^α_U/u)).toBeVisible();
  expect(await row(/^Exact F1/u).textContent()).toBe(before);

  await gamma.check();
  await expect(sheet.getByRole('alert')).toHaveCount(0);
  await expect(sheet.getByRole('progressbar')).toBeVisible();
  await sheet.getByRole('button', { name: 'Stop' }).click();
  await expect(sheet.getByRole('progressbar')).toHaveCount(0);
  await sheet.getByRole('checkbox', { name: 'Jaccard index of characters' }).check();
  await expect(row(/^Jaccard index of characters/u)).toBeVisible();
});
