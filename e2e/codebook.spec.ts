import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { Locator, Page } from 'playwright/test';

import {
  answerOpenDialog,
  answerSaveDialog,
  clickMenu,
  expect,
  readJson,
  seedsFolder,
  test,
  type Run,
} from './fixtures.ts';
import { importColleague } from './colleague.ts';
import { choose, openSeed001, partsOf, selectWords, tabTo, tagRows } from './window.ts';

// Undo does not give the number of a version back.
test.use({ sharesWindow: false });

/** Opens the sheet from the menu. */
async function openCodebook({ app, page }: Run): Promise<Locator> {
  await expect(partsOf(page).article).toBeVisible();
  await clickMenu(app, 'codebook');
  const sheet = page.getByRole('dialog', { name: 'Codebook' });
  await expect(sheet).toBeVisible();
  return sheet;
}

/** The row of a category in the list of the sheet. */
function rowOf(sheet: Locator, name: RegExp | string): Locator {
  return sheet.getByRole('region', { name: 'Categories' }).getByRole('button', { name });
}

/** Writes into a field and leaves it. */
async function write(field: Locator, text: string): Promise<void> {
  await field.fill(text);
  await field.press('Enter');
}

async function tag(page: Page, words: string, digit: string): Promise<void> {
  const before = await tagRows(page).count();
  await selectWords(page, words);
  await page.keyboard.press(digit);
  await expect(tagRows(page)).toHaveCount(before + 1);
}

/** Unfolds an attribute in the sheet. */
async function unfold(sheet: Locator, attribute: RegExp): Promise<void> {
  await sheet.locator('summary').filter({ hasText: attribute }).click();
}

test('a category is renamed and a new one tags with its key; both are there after a restart', async ({
  launch,
}) => {
  let run = await launch();
  let { page } = run;
  await openSeed001(page);
  await tag(page, 'cannot agree', '1');
  let sheet = await openCodebook(run);
  await expect(rowOf(sheet, /^Quote/u)).toContainText('1 tag');
  await write(sheet.getByRole('textbox', { name: 'Name', exact: true }), 'Speech');
  await expect(rowOf(sheet, /^Speech/u)).toContainText('1 tag');
  await expect(sheet).toContainText('Renamed quote to speech. Codebook 1.1.1.');

  await write(sheet.getByRole('textbox', { name: 'Name of a new category' }), 'Rumour');
  await expect(rowOf(sheet, /^Rumour/u)).toHaveAttribute('aria-current', 'true');
  await expect(sheet.getByRole('combobox', { name: 'Key' })).toHaveValue('4');
  await choose(sheet.getByRole('combobox', { name: 'Key' }), '7');
  await choose(sheet.getByRole('combobox', { name: 'Line' }), 'Double');
  await sheet.getByRole('button', { name: 'Done' }).click();

  await expect(tagRows(page)).toHaveAccessibleName(/^Speech/u);
  await selectWords(page, 'negotiate');
  await page.keyboard.press('7');
  await expect(partsOf(page).status).toHaveText('Tagged rumour: negotiate. 2 tags.');
  const bar = page.locator('.article-bar', { hasText: 'R' });
  await expect(bar).toHaveAttribute('data-line', 'double');

  await run.quit();
  run = await launch();
  ({ page } = run);
  await expect(tagRows(page)).toHaveCount(2);
  await expect(tagRows(page).filter({ hasText: 'negotiate' })).toHaveAccessibleName(/^Rumour/u);
  sheet = await openCodebook(run);
  await expect(sheet).toContainText('Version 1.2.2');
  await expect(rowOf(sheet, /^Rumour/u)).toContainText('7');
});

test('tags are painted in a category’s new colours, also in the dark theme', async ({ run }) => {
  const { page } = run;
  await openSeed001(page);
  await tag(page, 'negotiate', '2');
  const sheet = await openCodebook(run);
  await rowOf(sheet, /^Claim/u).click();
  await sheet.getByRole('button', { name: 'Violet' }).click();
  await sheet.getByRole('button', { name: 'Done' }).click();
  const colourOf = (locator: Locator): Promise<string> =>
    locator.evaluate((element) => getComputedStyle(element).getPropertyValue('color'));
  const mark = tagRows(page).locator('.category-mark');
  await expect.poll(() => colourOf(mark)).toBe('rgb(91, 75, 181)');
  const painted = (): Promise<string> =>
    page
      .locator('[data-lexical-text]')
      .first()
      .evaluate(
        (element) =>
          getComputedStyle(element, '::highlight(annotate-line-claim-0)').textDecorationColor,
      );
  expect(await painted()).toBe('rgb(91, 75, 181)');
  await page.keyboard.press('Control+,');
  await choose(page.getByLabel('Theme'), 'Dark');
  await page.keyboard.press('Escape');
  await expect.poll(() => colourOf(mark)).toBe('rgb(176, 164, 245)');
  expect(await painted()).toBe('rgb(176, 164, 245)');
});

test('a colour that cannot be seen is refused with the reason, and the old one stays', async ({
  run,
}) => {
  const sheet = await openCodebook(run);
  const light = sheet.getByRole('textbox', { name: 'Colour on light pages', exact: true });
  await light.fill('#99aabb');
  await expect(sheet).toContainText(/light 2\.3:1 · sepia 2\.\d:1 — below 3:1/u);
  await light.press('Enter');
  await expect(sheet.getByRole('alert')).toHaveText(
    /^This colour has a contrast of only 2\.\d:1 with the sepia page; it takes 3:1 to be seen\. Choose a darker one; the old colour stays\.$/u,
  );
  await expect(light).toHaveValue('#0072B2');
  await expect(sheet).toContainText('Version 1.1.0');
  await light.fill('#224488');
  await light.press('Enter');
  await expect(sheet.getByRole('alert')).toHaveCount(0);
  await expect(sheet).toContainText('Version 1.1.1');
});

test('merging a value says how many tags it is about and is one undo step over all articles', async ({
  run,
  folder,
}) => {
  const { page } = run;
  await openSeed001(page);
  await tag(page, 'negotiate', '1');
  await tag(page, 'criticized', '1');
  await importColleague(run, folder, [
    { words: 'veto power', category: 'quote', attributes: { quoteType: 'indirect' } },
  ]);
  await page.keyboard.press('Control+PageDown');
  await expect(tagRows(page)).toHaveCount(0);
  await tag(page, 'Lavrov', '1');

  const sheet = await openCodebook(run);
  await unfold(sheet, /^Type/u);
  const values = sheet.getByRole('list', { name: 'Values of Type' });
  const valueRow = (name: string): Locator =>
    values
      .getByRole('listitem')
      .filter({ has: page.getByRole('textbox', { name: `Name of the value ${name}` }) });
  await expect(valueRow('Indirect')).toContainText('3 tags, 1 of others');
  await sheet.getByRole('button', { name: 'Merge Indirect into another value' }).click();
  const question = sheet.getByRole('group', { name: 'Merge Indirect' });
  await choose(question.getByRole('combobox'), 'Mixed');
  await expect(question).toContainText(
    '3 tags in 2 articles get the other value. 1 tag of others stays as it is. One undo step.',
  );
  await question.getByRole('button', { name: 'Merge', exact: true }).click();
  await expect(valueRow('Indirect')).toHaveCount(0);
  await expect(valueRow('Mixed')).toContainText('3 tags');
  await expect(sheet).toContainText('Version 2.0.0');

  // Outside a field Ctrl+Z takes it back, the codebook and all tags at once.
  await rowOf(sheet, /^Quote/u).focus();
  await page.keyboard.press('Control+z');
  await expect(valueRow('Indirect')).toContainText('3 tags, 1 of others');
  await expect(sheet).toContainText('Version 1.1.0');
  await sheet.getByRole('button', { name: /^Redo: merge indirect/u }).click();
  await expect(valueRow('Mixed')).toContainText('3 tags');
  await sheet.getByRole('button', { name: 'Done' }).click();
  await expect(partsOf(page).undo).toHaveText(/Undo: merge indirect of type of quote into mixed/u);
});

test('a deleted value stays with its tags, and a category goes only with somewhere for its tags to go', async ({
  run,
}) => {
  const { page } = run;
  await openSeed001(page);
  await tag(page, 'negotiate', '1');
  let sheet = await openCodebook(run);
  await unfold(sheet, /^Type/u);
  await sheet.getByRole('button', { name: 'Delete Indirect', exact: true }).click();
  const question = sheet.getByRole('group', { name: 'Delete Indirect' });
  await expect(question).toContainText(
    '1 tag in 1 article loses this value, which stays with it, set aside. One undo step.',
  );
  await question.getByRole('button', { name: 'Delete' }).click();
  await expect(sheet.getByRole('textbox', { name: /^Name of the value Indirect/u })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await tagRows(page).first().click();
  await expect(partsOf(page).details).toContainText('1 field kept aside');

  sheet = await openCodebook(run);
  await sheet.getByRole('button', { name: 'Delete category' }).click();
  const what = sheet.getByRole('group', { name: 'Delete the category' });
  await expect(what).toContainText('1 tag in 1 article becomes');
  await choose(what.getByRole('combobox'), 'Framing');
  await what.getByRole('button', { name: 'Delete' }).click();
  await expect(rowOf(sheet, /^Quote/u)).toHaveCount(0);
  await expect(rowOf(sheet, /^Framing/u)).toContainText('1 tag');
  await page.keyboard.press('Escape');
  await expect(tagRows(page)).toHaveAccessibleName(/^Framing/u);
  await partsOf(page).article.focus();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(tagRows(page)).toHaveAccessibleName(/^Quote/u);
  await tagRows(page).first().click();
  await expect(partsOf(page).details).not.toContainText('kept aside');
});

test('the codebook is exported and imported with its version, and an export of tags has it too', async ({
  run,
  folder,
}) => {
  const { page, app } = run;
  await openSeed001(page);
  await tag(page, 'cannot agree', '1');
  const sheet = await openCodebook(run);
  const file = path.join(folder, 'codebook.json');
  await answerSaveDialog(app, file);
  await rowOf(sheet, /^Quote/u).focus();
  await write(sheet.getByRole('textbox', { name: 'Name', exact: true }), 'Speech');
  await expect(sheet).toContainText('Version 1.1.1');
  await sheet.getByRole('button', { name: 'Export as JSON…' }).click();
  await expect(sheet).toContainText('Exported codebook 1.1.1 to codebook.json.');
  expect(await readJson(file)).toMatchObject({
    format: 'framewise-codebook',
    formatVersion: 1,
    codebook: { id: 'news-qcf', version: '1.1.1' },
  });

  // An older file with the same id: the sheet says what would change before it does.
  const text = await readFile(path.join(seedsFolder, 'codebook.json'), 'utf8');
  const older = JSON.parse(text) as { categories: { id: string }[]; version: string };
  older.version = '0.9.0';
  older.categories = older.categories.filter(({ id }) => id !== 'quote');
  const olderFile = path.join(folder, 'older.json');
  await writeFile(olderFile, JSON.stringify(older));
  await answerOpenDialog(app, [olderFile]);
  await sheet.getByRole('button', { name: 'Import…' }).click();
  const preview = sheet.getByRole('region', { name: 'Import a codebook' });
  await expect(preview).toContainText('Version 0.9.0, from older.json.');
  await expect(preview).toContainText(
    'No longer there: Speech. 1 tag of yours would be without a category of the codebook.',
  );
  await preview.getByRole('button', { name: 'Import' }).click();
  const missing = sheet.getByRole('region', { name: 'Not in the codebook' });
  await expect(missing).toContainText('quote used by 1 tag');
  await missing.getByRole('button', { name: 'Add quote to the codebook' }).click();
  await expect(missing).toHaveCount(0);
  await expect(rowOf(sheet, /^quote/u)).toContainText('1 tag');
  // Above every version that was given here, so that no two codebooks have the same one.
  await expect(sheet).toContainText('Version 1.2.0');

  const broken = path.join(folder, 'broken.json');
  await writeFile(broken, text.replace('"#0072B2"', '"blue"'));
  await answerOpenDialog(app, [broken]);
  await sheet.getByRole('button', { name: 'Import…' }).click();
  await expect(sheet.getByRole('alert')).toContainText('broken.json, categories › “Quote” › color');
  await page.keyboard.press('Escape');

  const tags = path.join(folder, 'tags.json');
  await answerSaveDialog(app, tags);
  await clickMenu(app, 'export');
  await page.getByRole('button', { name: 'Export…' }).click();
  await expect(page.getByRole('dialog', { name: 'Exported' })).toBeVisible();
  expect(await readJson(tags)).toMatchObject({ codebook: { id: 'news-qcf', version: '1.2.0' } });
});

test('everything in the sheet is done with the keyboard alone', async ({ run }) => {
  const { page } = run;
  await openSeed001(page);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('>codebook');
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('dialog', { name: 'Codebook' });
  await expect(rowOf(sheet, /^Quote/u)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(rowOf(sheet, /^Claim/u)).toBeFocused();
  await expect(sheet.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Claim');
  await page.keyboard.press('Alt+ArrowUp');
  await expect(rowOf(sheet, /./u).first()).toHaveText(/^Claim/u);
  await expect(rowOf(sheet, /^Claim/u)).toBeFocused();

  await tabTo(page, sheet.getByRole('textbox', { name: 'Name of a new category' }));
  await page.keyboard.type('Rumour');
  await page.keyboard.press('Enter');
  await expect(rowOf(sheet, /^Rumour/u)).toHaveAttribute('aria-current', 'true');
  await tabTo(page, sheet.getByRole('textbox', { name: 'Name of a new attribute' }));
  await page.keyboard.type('Source');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Named, Unnamed');
  await page.keyboard.press('Enter');
  const summary = sheet.locator('summary');
  await expect(summary).toHaveText(/^Source 2 values · not used$/u);
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await expect(summary).toBeFocused();
  await page.keyboard.press('Space');
  await tabTo(page, sheet.getByRole('button', { name: 'Delete Named', exact: true }));
  await page.keyboard.press('Enter');
  await expect(summary).toHaveText(/^Source 1 value · not used$/u);
  await expect(sheet.getByRole('textbox', { name: 'Name of the value Unnamed' })).toBeFocused();
  await tabTo(page, sheet.getByRole('button', { name: /^Undo: delete named/u }));
  await page.keyboard.press('Enter');
  await expect(summary).toHaveText(/^Source 2 values · not used$/u);
  await page.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
  await expect(partsOf(page).article).toBeFocused();
});
